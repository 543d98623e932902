"""The example operation as an algorithm: what goes in, what comes out, what is said when it goes wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from layers import HOLE, SQUARE, write_layer
from osgeo import ogr
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)

from halplan_plugin import dependencies
from halplan_plugin.core.formats.vector import read_table
from halplan_plugin.core.run import execute


@pytest.fixture
def buildings(tmp_path: Path) -> str:
    return write_layer(tmp_path / "buildings.gpkg", [SQUARE, HOLE], geometry_type=ogr.wkbPolygon)


@pytest.fixture
def complete_layer(buildings: str) -> QgsVectorLayer:
    """Buildings without gaps in the heat."""
    layer = QgsVectorLayer(buildings, "Gebäude", "ogr")
    layer.setSubsetString("q_kwh IS NOT NULL")
    return layer


class Log(QgsProcessingFeedback):
    """Keeps what is said, by kind."""

    def __init__(self) -> None:
        super().__init__(False)
        self.infos: list[str] = []
        self.warned: list[str] = []
        self.steps: list[str] = []

    def pushInfo(self, info: str) -> None:  # noqa: N802
        self.infos.append(info)

    def pushWarning(self, warning: str) -> None:  # noqa: N802
        self.warned.append(warning)

    def setProgressText(self, text: str) -> None:  # noqa: N802
        self.steps.append(text)


def run(parameters: dict[str, Any], feedback: QgsProcessingFeedback | None = None) -> dict[str, Any]:
    import processing

    results: dict[str, Any] = processing.run("halplan:example", parameters, feedback=feedback or Log())
    return results


def test_results_are_those_of_the_core(
    provider: Any, example: Any, complete_layer: QgsVectorLayer, tmp_path: Path
) -> None:
    target = str(tmp_path / "result.gpkg")
    run({"BUILDINGS": complete_layer, "FACTOR": 2, "RESULT": target})
    table = read_table(complete_layer.source().partition("|")[0], where="q_kwh IS NOT NULL")
    expected = execute(example, {"buildings": table}, {"factor": 2.0}).outputs.tables["result"]
    written = read_table(target + "|layername=example")
    assert written.fingerprint() == expected.fingerprint()
    assert list(written.columns) == ["name", "anzahl", "q_kwh", "hoehe_m", "beheizt", "stand"]


def test_figures_are_results(provider: Any, complete_layer: QgsVectorLayer) -> None:
    results = run({"BUILDINGS": complete_layer, "NOTE": "Hinweis", "RESULT": "memory:"})
    assert results["TOTAL"] == 1.5
    assert results["REMARK"] == "Hinweis"
    assert "POINTS" not in results


def test_optional_outputs_are_made_on_demand(provider: Any, complete_layer: QgsVectorLayer) -> None:
    results = run({"BUILDINGS": complete_layer, "RESULT": "memory:", "POINTS": "memory:"})
    assert results["POINTS"].featureCount() == 1


def test_choices_are_codes(provider: Any, complete_layer: QgsVectorLayer) -> None:
    with pytest.raises(QgsProcessingException, match="METHOD"):
        run({"BUILDINGS": complete_layer, "METHOD": "unknown", "RESULT": "memory:"})


def test_figures_balances_and_warnings_are_logged(provider: Any, complete_layer: QgsVectorLayer) -> None:
    log = Log()
    run({"BUILDINGS": complete_layer, "RESULT": "memory:"}, log)
    assert "Total heat [kWh/a]: 1.5" in log.infos
    assert any(info.startswith("Balance 'Heat of the buildings' closes: 1.500 and 1.500") for info in log.infos)
    assert log.warned == ["1 building(s) of layer 'Gebäude' are low."]
    assert log.steps == ["Reading the layers", "Writing the results"]


def test_the_run_record_is_written(provider: Any, complete_layer: QgsVectorLayer, tmp_path: Path) -> None:
    path = tmp_path / "lauf.json"
    results = run({"BUILDINGS": complete_layer, "RESULT": "memory:", "RUN_RECORD": str(path)})
    record = json.loads(path.read_text(encoding="utf-8"))
    assert results["RUN_RECORD"] == str(path)
    assert record["operation"] == "example"
    assert record["invariants"][0]["residual"] == 0.0
    assert record["inputs"][0]["rows"] == 1


def test_a_record_in_a_folder_that_is_not_there_is_refused(
    provider: Any, complete_layer: QgsVectorLayer, tmp_path: Path
) -> None:
    with pytest.raises(QgsProcessingException, match=r"nowhere.*cannot be written"):
        run({"BUILDINGS": complete_layer, "RESULT": "memory:", "RUN_RECORD": str(tmp_path / "nowhere" / "lauf.json")})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({"METHOD": "broken"}, r"The balance 'Heat of the buildings' does not close", id="balance"),
        pytest.param({"NAME_FIELD": "fehlt"}, r"Layer 'Gebäude' has no field 'fehlt'\. Its fields are: fid, name, q",
                     id="field"),
    ],
)  # fmt: skip
def test_errors_of_the_core_are_sentences(
    provider: Any, complete_layer: QgsVectorLayer, tmp_path: Path, change: dict[str, Any], message: str
) -> None:
    target = tmp_path / "result.gpkg"
    with pytest.raises(QgsProcessingException, match=message):
        run({"BUILDINGS": complete_layer, "RESULT": str(target), **change})
    assert not target.exists()


def test_a_missing_field_is_named_with_those_that_are_there(provider: Any, complete_layer: QgsVectorLayer) -> None:
    layer = QgsVectorLayer("Polygon?crs=EPSG:25832&field=anderes:string", "leer", "memory")
    layer.dataProvider().addFeatures(list(complete_layer.getFeatures()))
    with pytest.raises(QgsProcessingException, match=r"Layer 'leer' lacks the field\(s\) q_kwh"):
        run({"BUILDINGS": layer, "RESULT": "memory:"})


def test_a_geographic_system_is_refused(provider: Any, tmp_path: Path) -> None:
    source = write_layer(tmp_path / "a.gpkg", [SQUARE], geometry_type=ogr.wkbPolygon, epsg=4326)
    with pytest.raises(QgsProcessingException, match=r"EPSG:4326, which has no metres"):
        run({"BUILDINGS": source, "RESULT": "memory:"})


def test_a_fault_of_the_program_keeps_its_traceback(provider: Any, complete_layer: QgsVectorLayer) -> None:
    with pytest.raises(QgsProcessingException, match=r"(?s)Traceback.*example_operation\.py.*a fault of the program"):
        run({"BUILDINGS": complete_layer, "METHOD": "crash", "RESULT": "memory:"})


def test_a_cancelled_run_writes_nothing(provider: Any, complete_layer: QgsVectorLayer, tmp_path: Path) -> None:
    target = tmp_path / "result.gpkg"
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
    context.setProject(QgsProject.instance())
    parameters = {"BUILDINGS": complete_layer, "METHOD": "slow", "RESULT": str(target)}
    finished: list[bool] = []
    task = QgsProcessingAlgRunnerTask(provider.algorithm("example"), parameters, context, feedback)
    task.executed.connect(lambda successful, results: finished.append(successful))
    feedback.progressChanged.connect(lambda percent: feedback.cancel() if percent > 20 else None)
    QgsApplication.taskManager().addTask(task)
    _wait_for(finished)
    assert finished == [False]
    assert list(tmp_path.glob("*result*")) == []


def test_it_runs_in_the_background(provider: Any, complete_layer: QgsVectorLayer) -> None:
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
    context.setProject(QgsProject.instance())
    finished: list[tuple[bool, dict[str, Any]]] = []
    parameters = {"BUILDINGS": complete_layer, "RESULT": "memory:"}
    task = QgsProcessingAlgRunnerTask(provider.algorithm("example"), parameters, context, feedback)
    task.executed.connect(lambda successful, results: finished.append((successful, results)))
    QgsApplication.taskManager().addTask(task)
    _wait_for(finished)
    assert finished[0][0]
    assert finished[0][1]["TOTAL"] == 1.5


def _wait_for(finished: list[Any]) -> None:
    from pytest_qgis.utils import wait_until

    wait_until(lambda: bool(finished), timeout_milliseconds=20_000)


def test_missing_packages_stop_the_algorithm_with_the_cure(
    algorithm: Any, complete_layer: QgsVectorLayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dependencies, "problem", lambda: "shapely is missing: do this")
    assert algorithm.canExecute() == (False, "shapely is missing: do this")
    checked = algorithm.checkParameterValues({"BUILDINGS": complete_layer, "RESULT": "memory:"}, QgsProcessingContext())
    assert checked == (False, "shapely is missing: do this")
    with pytest.raises(QgsProcessingException, match="do this"):
        run({"BUILDINGS": complete_layer, "RESULT": "memory:"})


def test_with_all_packages_the_parameters_decide(algorithm: Any, complete_layer: QgsVectorLayer) -> None:
    assert algorithm.canExecute() == (True, "")
    good = {"BUILDINGS": complete_layer, "RESULT": "memory:"}
    assert algorithm.checkParameterValues(good, QgsProcessingContext())[0]
    assert not algorithm.checkParameterValues({**good, "FACTOR": 11}, QgsProcessingContext())[0]


def test_it_may_run_in_any_thread(algorithm: Any) -> None:
    from qgis.core import Qgis

    assert not algorithm.flags() & Qgis.ProcessingAlgorithmFlag.NoThreading


def test_the_help_is_the_docstring_when_there_is_no_page(algorithm: QgsProcessingAlgorithm) -> None:
    assert "Multiply heat." in algorithm.shortHelpString()
    assert "\n" not in algorithm.shortHelpString()
    assert algorithm.helpUrl() == ""
    assert algorithm.shortDescription() == "Multiply heat."


def test_it_is_found_by_its_words(algorithm: QgsProcessingAlgorithm) -> None:
    assert {"example", "beispiel"} <= set(algorithm.tags())
    assert (algorithm.group(), algorithm.groupId()) == ("Heat planning", "heat")
    assert not algorithm.icon().isNull()
