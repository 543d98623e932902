"""The whole chain in QGIS: GeoPackage, styles, maps, project and report of a small made-up town."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsGraduatedSymbolRenderer,
    QgsLayoutExporter,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
    QgsRenderContext,
    QgsSymbol,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor, QImage

from halplan_plugin.core.formats.geopackage import StoredLayer, write_geopackage
from halplan_plugin.core.formats.vector import read_table
from halplan_plugin.core.heat.heat_plan import heat_plan
from halplan_plugin.core.musterstadt.generate import generate
from halplan_plugin.core.run import execute

LAYERS = {
    "buildings": "gebaeude", "streets": "strassen", "heights": "gebaeudehoehen", "census": "zensus_100m",
    "actual_use": "tatsaechliche_nutzung", "plans": "bebauungsplaene", "rail": "bahnlinien", "water": "gewaesser",
    "boundary": "gemeindegrenze", "parcels": "flurstuecke", "blocks": "baubloecke",
}  # fmt: skip
COLUMNS = {"HEIGHTS_ID_COLUMN": "oi", "PLAN_KIND_COLUMN": "art"}
MAPS = {
    "waermeliniendichte", "waermedichte_baubloecke", "waermedichte_raster", "nutzwaerme_gebaeude", "datenqualitaet",
}  # fmt: skip


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A GeoPackage with the layers of a town of 600 buildings."""
    file = tmp_path_factory.mktemp("town") / "stadt.gpkg"
    write_geopackage(file, [StoredLayer(name, table) for name, table in generate(600).items()])
    return file


@pytest.fixture(scope="module")
def halplan(qgis_app: Any, qgis_processing: Any) -> Iterator[None]:
    from halplan_plugin.processing.provider import HalplanProvider

    provider = HalplanProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    yield
    QgsApplication.processingRegistry().removeProvider(provider)


def parameters(town: Path, folder: Path, **more: Any) -> dict[str, Any]:
    layers = {name.upper(): f"{town}|layername={layer}" for name, layer in LAYERS.items()}
    return {
        **layers, **COLUMNS, "FOLDER": str(folder), "NAME": "stadt", "TITLE": "Stadt & Land", "SOURCES": "Amt A; Amt B",
        **more,
    }  # fmt: skip


@pytest.fixture(scope="module")
def plan(halplan: None, town: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Results of ``halplan:heat_plan``."""
    import processing

    folder = tmp_path_factory.mktemp("plan") / "first"
    results: dict[str, Any] = processing.run("halplan:heat_plan", parameters(town, folder))
    return results


@pytest.fixture(scope="module")
def project(plan: dict[str, Any]) -> Iterator[QgsProject]:
    """The project, read after its folder was moved elsewhere."""
    folder = Path(plan["FOLDER"])
    moved = folder.with_name("moved")
    moved.mkdir()
    for file in folder.iterdir():
        if file.is_file():
            (moved / file.name).write_bytes(file.read_bytes())
    opened = QgsProject()
    assert opened.read(str(moved / Path(plan["PROJECT"]).name))
    yield opened
    opened.clear()


def layer(project: QgsProject, role: str) -> QgsVectorLayer:
    return next(item for item in project.mapLayers().values() if item.customProperty("halplan/role") == role)


def test_every_file_is_in_the_folder_and_nothing_else(plan: dict[str, Any]) -> None:
    folder = Path(plan["FOLDER"])
    assert {path.name for path in folder.iterdir()} == {"stadt.gpkg", "stadt.qgz", "bericht.html", "karten"}
    assert {path.stem for path in (folder / "karten").iterdir()} == MAPS
    assert [path.name for path in folder.parent.iterdir() if path.name.startswith(".")] == []


def test_figures_and_layers_are_among_the_results(plan: dict[str, Any]) -> None:
    assert plan["N_GEB"] == 600
    assert plan["PROJECT"].endswith("stadt.qgz")
    assert QgsVectorLayer(plan["HEAT_LINES"], "", "ogr").isValid()
    assert Path(plan["REPORT"]).is_file()


def test_the_report_is_german_throughout(plan: dict[str, Any]) -> None:
    report = Path(plan["REPORT"]).read_text(encoding="utf-8")
    assert "Gebäude liegen in keiner Zensuszelle ganz." in report
    assert "building(s)" not in report


def test_tables_are_those_of_the_core(plan: dict[str, Any], town: Path) -> None:
    tables = {name: read_table(f"{town}|layername={layer}") for name, layer in LAYERS.items()}
    columns = {"heights_id_column": "oi", "plan_kind_column": "art"}
    expected = execute(heat_plan, tables, columns).outputs.tables
    for name in ("heat_buildings", "heat_lines", "heat_blocks", "heat_grid", "connectors"):
        assert read_table(plan[name.upper()]).fingerprint() == expected[name].fingerprint(), name


def test_every_layer_of_the_moved_project_is_there(project: QgsProject) -> None:
    layers = project.mapLayers().values()
    assert len(layers) >= 15
    assert [item.name() for item in layers if not item.isValid()] == []
    assert all("moved" in item.source() for item in layers)


def test_paths_in_the_project_are_relative(plan: dict[str, Any]) -> None:
    with zipfile.ZipFile(plan["PROJECT"]) as archive:
        assert archive.namelist() == ["stadt.qgs"]
        text = archive.read("stadt.qgs").decode()
    sources = set(re.findall(r"<datasource>(.+?)</datasource>", text))
    assert sources
    assert all(source.startswith("./stadt.gpkg|layername=") for source in sources)
    assert str(Path(plan["FOLDER"]).parent) not in text


def test_groups_stand_in_the_order_of_reading(project: QgsProject) -> None:
    assert [group.name() for group in project.layerTreeRoot().findGroups()] == [
        "Ergebnisse", "Herkunft und Qualität", "Grundlagen",
    ]  # fmt: skip


def test_themes_show_their_layers(project: QgsProject) -> None:
    themes = project.mapThemeCollection()
    assert set(themes.mapThemes()) == {
        "Wärmeliniendichte", "Wärmedichte der Baublöcke", "Wärmedichte im 100-m-Raster", "Nutzwärmebedarf der Gebäude",
        "Datenqualität",
    }  # fmt: skip
    shown = [item.name() for item in themes.mapThemeVisibleLayers("Wärmedichte der Baublöcke")]
    assert "Wärmedichte Baublöcke" in shown
    assert "Wärmeliniendichte" not in shown
    assert "Straßen und Wege" in shown


def test_results_carry_classes_with_german_texts(project: QgsProject) -> None:
    renderer = layer(project, "heat_lines").renderer()
    assert isinstance(renderer, QgsGraduatedSymbolRenderer)
    labels = [item.label() for item in renderer.ranges()]
    assert labels[0].startswith("ab 2 MWh/(m·a)")
    assert labels[-1] == "ohne Wärmebedarf"
    widths = [item.symbol().width() for item in renderer.ranges()]
    assert widths == sorted(widths, reverse=True)


def drawn_with(drawn: QgsVectorLayer) -> Iterator[tuple[QgsFeature, QgsSymbol | None]]:
    """Yield every feature of a layer and the symbol that QGIS draws it with."""
    renderer, context = drawn.renderer().clone(), QgsRenderContext()
    context.expressionContext().appendScopes(QgsExpressionContextUtils.globalProjectLayerScopes(drawn))
    renderer.startRender(context, drawn.fields())
    for feature in drawn.getFeatures():
        context.expressionContext().setFeature(feature)
        yield feature, renderer.originalSymbolForFeature(feature, context)
    renderer.stopRender(context)


@pytest.mark.parametrize(("role", "column"), [("heat_lines", "wld_klasse"), ("heat_blocks", "wvd_klasse")])
def test_the_class_drawn_is_the_class_stored(project: QgsProject, role: str, column: str) -> None:
    ranges = layer(project, role).renderer().ranges()
    colour_of = {len(ranges) - 1 - n: top_colour(item.symbol()) for n, item in enumerate(ranges)}
    for feature, symbol in drawn_with(layer(project, role)):
        assert top_colour(symbol) == colour_of[feature[column]], feature.id()


def top_colour(symbol: QgsSymbol | None) -> str:
    assert symbol is not None
    return str(symbol.symbolLayer(symbol.symbolLayerCount() - 1).color().name())


@pytest.mark.parametrize("role", ["heat_lines", "heat_blocks", "heat_grid", "heat_buildings", "quality", "actual_use"])
def test_every_feature_has_a_symbol(project: QgsProject, role: str) -> None:
    assert [feature.id() for feature, symbol in drawn_with(layer(project, role)) if symbol is None] == []


def test_buildings_rise_in_3d_and_in_profiles(project: QgsProject) -> None:
    pytest.importorskip("qgis._3d", reason="this QGIS has no 3D part")
    buildings = layer(project, "heat_buildings")
    assert buildings.renderer3D() is not None
    assert buildings.elevationProperties().extrusionEnabled()


def test_a_3d_view_is_ready(plan: dict[str, Any]) -> None:
    with zipfile.ZipFile(plan["PROJECT"]) as archive:
        text = archive.read("stadt.qgs").decode()
    assert 'name="Gebäude in 3D"' in text
    assert "<qgis3d>" in text


def test_fields_have_german_names_with_units(project: QgsProject) -> None:
    buildings = layer(project, "heat_buildings")
    field = buildings.fields().lookupField("q_nutz_kwh")
    assert buildings.attributeDisplayName(field) == "Nutzwärmebedarf [kWh/a]"


def test_styles_stand_in_the_geopackage_too(plan: dict[str, Any]) -> None:
    opened = QgsVectorLayer(plan["HEAT_BLOCKS"], "x", "ogr")
    assert isinstance(opened.renderer(), QgsGraduatedSymbolRenderer), "QGIS takes the stored style by itself"
    assert opened.renderer().ranges()[0].label().startswith("ab 1.050")


def test_layers_say_where_they_come_from(project: QgsProject) -> None:
    metadata = layer(project, "heat_blocks").metadata()
    assert metadata.licenses() == ["Amt A", "Amt B"]
    assert "HalPlan" in metadata.history()[0]
    assert project.metadata().title() == "Wärmeplan Stadt & Land"


def test_print_layouts_draw_their_theme(project: QgsProject) -> None:
    layouts = project.layoutManager().layouts()
    assert len(layouts) == 10
    for layout in layouts[:2]:
        page = layout.pageCollection().page(0).pageSize()
        assert (page.width(), page.height()) in ((297.0, 210.0), (420.0, 297.0))
        image = QgsLayoutExporter(layout).renderPageToImage(0, dpi=40)
        assert colours_of(image) > 50


def colours_of(image: QImage) -> int:
    step = max(1, image.width() // 200)
    return len({image.pixel(x, y) for x in range(0, image.width(), step) for y in range(0, image.height(), step)})


@pytest.mark.parametrize("name", sorted(MAPS))
def test_maps_are_wide_and_drawn(plan: dict[str, Any], name: str) -> None:
    image = QImage(str(Path(plan["FOLDER"]) / "karten" / f"{name}.png"))
    assert (image.width(), image.height()) == (2000, 1414)
    assert colours_of(image) > 100
    assert image.pixelColor(1000, 4) == QColor("#8a1a4f")


def test_the_line_map_shows_the_colour_of_a_class(plan: dict[str, Any], project: QgsProject) -> None:
    image = QImage(str(Path(plan["FOLDER"]) / "karten" / "waermeliniendichte.png"))
    step = 3
    pixels = {image.pixel(x, y) & 0xFFFFFF for x in range(50, 1400, step) for y in range(130, 1290, step)}
    ranges = layer(project, "heat_lines").renderer().ranges()
    used = {item.symbol().symbolLayer(1).color().rgb() & 0xFFFFFF for item in ranges[:-1]}
    assert len(used & pixels) >= 2


def test_it_runs_in_the_background_and_the_project_waits_for_the_main_thread(
    halplan: None, town: Path, tmp_path: Path, qgis_bot: Any
) -> None:
    from pytest_qgis.utils import wait_until

    algorithm = QgsApplication.processingRegistry().algorithmById("halplan:heat_plan")
    context, feedback, done = QgsProcessingContext(), QgsProcessingFeedback(), []
    task = QgsProcessingAlgRunnerTask(algorithm, parameters(town, tmp_path / "plan"), context, feedback)
    task.executed.connect(lambda successful, results: done.append((successful, dict(results))))
    QgsApplication.taskManager().addTask(task)
    wait_until(lambda: bool(done), timeout_milliseconds=120_000)
    assert done[0][0], feedback.textLog()
    assert (tmp_path / "plan" / "karten" / "datenqualitaet.png").is_file()


class Cancelling(QgsProcessingFeedback):
    """Cancels as soon as a step begins."""

    def __init__(self, at: str) -> None:
        super().__init__(False)
        self._at = at
        self.reached = False

    def setProgressText(self, text: str) -> None:  # noqa: N802
        if text == self._at:
            self.reached = True
            self.cancel()


@pytest.mark.parametrize("step", ["Cutting lines at junctions", "Writing the report", "Drawing the maps"])
def test_a_cancelled_run_leaves_nothing(halplan: None, town: Path, tmp_path: Path, step: str) -> None:
    import processing

    feedback = Cancelling(step)
    with pytest.raises(QgsProcessingException):
        processing.run("halplan:heat_plan", parameters(town, tmp_path / "plan"), feedback=feedback)
    assert feedback.reached
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named(halplan: None, town: Path, tmp_path: Path) -> None:
    import processing

    (tmp_path / "datei").write_text("x")
    with pytest.raises(QgsProcessingException, match="datei"):
        processing.run("halplan:heat_plan", parameters(town, tmp_path / "datei" / "plan"))


def test_the_users_layers_in_the_same_file_stay(halplan: None, town: Path, tmp_path: Path) -> None:
    import processing

    file = tmp_path / "stadt.gpkg"
    file.write_bytes(town.read_bytes())
    before = {name: read_table(f"{file}|layername={name}").fingerprint() for name in LAYERS.values()}
    processing.run("halplan:heat_plan", parameters(file, tmp_path))
    assert {name: read_table(f"{file}|layername={name}").fingerprint() for name in LAYERS.values()} == before
    assert read_table(f"{file}|layername=waerme_gebaeude").crs.authid == "EPSG:25832"


def test_loading_a_project_says_nothing(plan: dict[str, Any]) -> None:
    said: list[tuple[str, str]] = []
    log = QgsApplication.messageLog()
    keep = lambda message, tag, level: said.append((tag, message))  # noqa: E731
    log.messageReceived[str, str, Qgis.MessageLevel].connect(keep)
    try:
        opened = QgsProject()
        assert opened.read(plan["PROJECT"])
        opened.clear()
    finally:
        log.messageReceived[str, str, Qgis.MessageLevel].disconnect(keep)
    assert said == []
