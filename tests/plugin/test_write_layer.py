"""A result is the same wherever it is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDate

from halplan_plugin.compat import is_null
from halplan_plugin.core.errors import OutputError
from halplan_plugin.core.operation import Output, all_operations
from halplan_plugin.core.run import RunRecord
from halplan_plugin.core.table import Crs, Table
from halplan_plugin.processing.write_layer import ResultWriter, attributes_of, layer_name

RECORD = RunRecord("example", "1", "0", "2026-01-01T00:00:00", 0.0, {}, (), (), (), {}, (), (), {})


def polygons(*wkt: str | None) -> Any:
    shapes = np.empty(len(wkt), dtype=object)
    shapes[:] = [None if text is None else shapely.from_wkt(text) for text in wkt]
    return shapes


def table_of(shapes: Any) -> Table:
    rows = len(shapes)
    columns = {
        "name": np.array((["Gräfenhainichen", None, ""] * rows)[:rows], dtype=object),
        "anzahl": np.arange(rows, dtype=np.int64) + 2**40,
        "q_kwh": np.where(np.arange(rows) == 1, np.nan, np.arange(rows) / 3),
        "hoehe_m": np.full(rows, np.nan),
        "beheizt": np.arange(rows) % 2 == 0,
        "stand": np.array((["2026-01-31", None, "1899-12-31"] * rows)[:rows], dtype=object),
    }
    return Table(columns, shapes, Crs("EPSG:25833"))


SINGLE = polygons("POLYGON ((0 0, 10 0, 10 10, 0 0))", None, "POLYGON ((5 5, 7 5, 7 7, 5 5))")
MIXED = polygons("POLYGON ((0 0, 10 0, 10 10, 0 0))", "MULTIPOLYGON (((1 1, 2 1, 2 2, 1 1)), ((5 5, 6 5, 6 6, 5 5)))")
SPATIAL = polygons("POLYGON Z ((0 0 1, 10 0 2, 10 10 3, 0 0 1))")
EMPTY = polygons()


def write(algorithm: Any, destination: Any, tables: dict[str, Table], context: QgsProcessingContext) -> dict[str, str]:
    given = destination if isinstance(destination, dict) else {"RESULT": destination}
    writer = ResultWriter(algorithm, algorithm.operation, given, context)
    return writer.write(tables, RECORD)


def loaded(destination: str, context: QgsProcessingContext) -> QgsVectorLayer:
    layer = QgsProcessingUtils.mapLayerFromString(destination, context)
    assert layer is not None
    assert layer.isValid()
    return layer


def content(layer: QgsVectorLayer) -> list[tuple[Any, ...]]:
    names = [field.name() for field in layer.fields() if field.name() != "fid"]
    rows = []
    for feature in layer.getFeatures():
        # QGIS itself writes a missing geometry as an empty one
        wkt = None if feature.geometry().isEmpty() else feature.geometry().asWkt()
        rows.append((wkt, *(None if is_null(feature[name]) else feature[name] for name in names)))
    return rows


@pytest.mark.parametrize("shapes", [SINGLE, MIXED, SPATIAL, EMPTY], ids=["single", "mixed", "Z", "no rows"])
def test_every_destination_holds_the_same(
    algorithm: Any, tmp_path: Path, shapes: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, table = QgsProcessingContext(), table_of(shapes)
    context.setProject(QgsProject.instance())
    by_columns = loaded(write(algorithm, str(tmp_path / "a.gpkg"), {"result": table}, context)["result"], context)
    memory = loaded(write(algorithm, "memory:", {"result": table}, context)["result"], context)
    monkeypatch.setenv("HALPLAN_BULK_WRITING", "0")
    by_feature = loaded(write(algorithm, str(tmp_path / "b.gpkg"), {"result": table}, context)["result"], context)
    assert len(content(by_columns)) == len(table)
    assert content(by_columns) == content(memory) == content(by_feature)
    assert by_columns.wkbType() == memory.wkbType() == by_feature.wkbType()
    assert by_columns.crs() == memory.crs() == by_feature.crs()
    types = [
        [(field.name(), field.type()) for field in layer.fields() if field.name() != "fid"]
        for layer in (by_columns, memory, by_feature)
    ]
    assert types[0] == types[1] == types[2]


def test_several_results_share_a_file(algorithm: Any, tmp_path: Path) -> None:
    context, table = QgsProcessingContext(), table_of(SINGLE)
    points = Table({"anzahl": np.arange(3)}, shapely.points([[0, 0], [1, 1], [2, 2]]), table.crs)
    path = str(tmp_path / "beide.gpkg")
    written = write(algorithm, {"RESULT": path, "POINTS": path}, {"result": table, "points": points}, context)
    assert loaded(written["result"], context).featureCount() == 3
    assert loaded(written["points"], context).featureCount() == 3
    assert written["points"].endswith("|layername=example_points")


def test_outputs_without_a_destination_are_not_wanted(algorithm: Any) -> None:
    context = QgsProcessingContext()
    writer = ResultWriter(algorithm, algorithm.operation, {"RESULT": "memory:", "POINTS": None}, context)
    assert writer.wanted() == {"result"}


def test_a_file_in_a_folder_that_is_not_there_is_refused(algorithm: Any, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"nowhere"):
        write(algorithm, str(tmp_path / "nowhere" / "a.gpkg"), {"result": table_of(SINGLE)}, QgsProcessingContext())
    assert list(tmp_path.iterdir()) == []


def test_a_sink_that_cannot_be_made_is_refused(algorithm: Any, tmp_path: Path) -> None:
    with pytest.raises(QgsProcessingException, match=r"nowhere"):
        write(algorithm, str(tmp_path / "nowhere" / "a.shp"), {"result": table_of(SINGLE)}, QgsProcessingContext())


def test_a_file_is_loaded_into_the_project_when_asked(algorithm: Any, tmp_path: Path) -> None:
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    definition = QgsProcessingOutputLayerDefinition(str(tmp_path / "a.gpkg"), QgsProject.instance())
    definition.destinationName = "Mein Ergebnis"
    destination = write(algorithm, definition, {"result": table_of(SINGLE)}, context)["result"]
    assert context.willLoadLayerOnCompletion(destination)
    details = context.layerToLoadOnCompletionDetails(destination)
    assert (details.name, details.outputName) == ("Mein Ergebnis", "RESULT")
    algorithm.present({"result": destination}, context, {})
    layer = loaded(destination, context)
    context.layerToLoadOnCompletionDetails(destination).postProcessor().postProcessLayer(
        layer, context, QgsProcessingFeedback()
    )
    assert layer.attributeAlias(layer.fields().lookupField("q_kwh")) == "Useful heat [kWh/a]"


def test_missing_values_become_null() -> None:
    assert attributes_of(np.array([1.0, np.nan]), "integer") == [1, None]
    assert attributes_of(np.array([1.0, np.nan]), "boolean") == [True, None]
    assert attributes_of(np.array([0.5, np.nan]), "real") == [0.5, None]
    assert attributes_of(np.array(["2026-01-31", None], dtype=object), "date") == [QDate(2026, 1, 31), None]
    assert attributes_of(np.array(["a", None], dtype=object), "text") == ["a", None]


def test_layers_of_a_file_have_names_of_their_own() -> None:
    for operation in all_operations():
        names = [layer_name(operation, output) for output in operation.outputs]
        assert len(set(names)) == len(names)
        assert layer_name(operation, Output("result", "none", "", "")) == operation.name
