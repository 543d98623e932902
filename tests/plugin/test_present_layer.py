"""Result layers that QGIS loads have the style and the titles that their operation declares."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from qgis.core import (
    QgsGraduatedSymbolRenderer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)

from halplan_plugin.core.formats.geopackage import StoredLayer, write_geopackage
from halplan_plugin.core.geometry.crs import crs_from_definition
from halplan_plugin.core.table import Table
from halplan_plugin.processing import present_layer

GRID = "halplan:heat_density_grid"


@pytest.fixture
def buildings(tmp_path: Path) -> str:
    file = tmp_path / "gebaeude.gpkg"
    left = np.arange(5) * 60.0 + 500_000.0
    shapes = shapely.box(left, 5_700_000.0, left + 10.0, 5_700_010.0)
    columns = {"geb_id": np.arange(5).astype(str).astype(object), "q_nutz_kwh": np.linspace(10_000.0, 200_000.0, 5)}
    table = Table(columns, shapes, crs_from_definition("EPSG:25832"))
    write_geopackage(file, [StoredLayer("gebaeude", table)])
    return f"{file}|layername=gebaeude"


@pytest.fixture
def project(provider: Any) -> Iterator[QgsProject]:
    opened = QgsProject.instance()
    opened.clear()
    yield opened
    opened.clear()
    present_layer.forget_presenters()


def run_and_load(buildings: str, result: str, context: QgsProcessingContext | None = None) -> None:
    import processing

    parameters = {"BUILDINGS": buildings, "RESULT": result}
    processing.runAndLoadResults(GRID, parameters, feedback=QgsProcessingFeedback(False), context=context)


def assert_is_presented(layer: QgsVectorLayer) -> None:
    assert isinstance(layer.renderer(), QgsGraduatedSymbolRenderer)
    assert layer.renderer().ranges()[0].symbol().color().isValid()
    assert layer.attributeAlias(layer.fields().lookupField("wvd_mwh_ha")) == "Heat density [MWh/(ha·a)]"


@pytest.mark.parametrize("result", ["raster.gpkg", "raster.geojson", "TEMPORARY_OUTPUT"])
def test_a_loaded_result_has_style_and_titles(project: QgsProject, buildings: str, tmp_path: Path, result: str) -> None:
    run_and_load(buildings, str(tmp_path / result) if "." in result else result)
    (layer,) = project.mapLayers().values()
    assert_is_presented(layer)
    assert not present_layer._waiting, "a presenter is let go once its layer is presented"


def test_a_context_can_be_used_for_another_run(project: QgsProject, buildings: str, tmp_path: Path) -> None:
    context = QgsProcessingContext()
    context.setProject(project)
    for name in ("eins.gpkg", "zwei.gpkg"):
        run_and_load(buildings, str(tmp_path / name), context)
        gc.collect()
        loaded = context.layersToLoadOnCompletion().values()
        assert [details.postProcessor() for details in loaded] == [None] * len(loaded)
    assert len(project.mapLayers()) == 2
    for layer in project.mapLayers().values():
        assert_is_presented(layer)


def test_presenters_of_layers_that_are_never_loaded_can_be_forgotten(provider: Any) -> None:
    context = QgsProcessingContext()
    details = QgsProcessingContext.LayerDetails("x", QgsProject.instance(), "RESULT")
    context.addLayerToLoadOnCompletion("nowhere.gpkg", details)
    present_layer.present_when_loaded(context, "nowhere.gpkg", {}, "")
    assert context.layerToLoadOnCompletionDetails("nowhere.gpkg").postProcessor() in present_layer._waiting
    present_layer.forget_presenters()
    assert not present_layer._waiting
