"""QGIS: its own algorithms in a chain, as a planner runs them, and its feature loop.

The layers are open before the clock starts; the algorithms stream them from the GeoPackage, as they do for every user.
Geometries are not checked for validity, which is faster than the setting QGIS comes with.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsFeatureRequest,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsVectorLayer,
)

from contender import QGIS, Answer, Contender, table_answer
from data import layer_source

_APPLICATION = QgsApplication([], False)
_APPLICATION.initQgis()
sys.path.append(os.path.join(QgsApplication.pkgDataPath(), "python", "plugins"))  # noqa: PTH118 - a path of Qt's

import processing  # noqa: E402 - QGIS has to run first
from processing.core.Processing import Processing  # noqa: E402

Processing.initialize()

VERSIONS = {"QGIS": Qgis.QGIS_VERSION.split("-")[0], "GEOS (QGIS)": Qgis.geosVersion().split("-")[0]}


@dataclass(frozen=True)
class _Town:
    buildings: QgsVectorLayer
    places: QgsVectorLayer


def _open(path: Path, layer: str) -> QgsVectorLayer:
    opened = QgsVectorLayer(layer_source(path, layer), layer, "ogr")
    if not opened.isValid():
        raise RuntimeError(f"QGIS cannot open {layer} of {path}")
    return opened


def _with(layer: str) -> Any:
    return lambda path: _Town(_open(path, "buildings"), _open(path, layer))


def _run(algorithm: str, **parameters: Any) -> Any:
    context = QgsProcessingContext()
    context.setInvalidGeometryCheck(QgsFeatureRequest.GeometryNoCheck)
    # without a log: QGIS would print a line for every building with several nearest streets
    feedback = QgsProcessingFeedback(False)
    result = processing.run(algorithm, {**parameters, "OUTPUT": "TEMPORARY_OUTPUT"}, context=context, feedback=feedback)
    return result["OUTPUT"]


def _centroids(town: _Town) -> QgsVectorLayer:
    return _run("native:centroids", INPUT=town.buildings, ALL_PARTS=False)


def _street_sums(town: _Town) -> tuple[Any, Any]:
    joined = _run(
        "native:joinbynearest",
        INPUT=_centroids(town),
        INPUT_2=town.places,
        FIELDS_TO_COPY=["nr"],
        PREFIX="",
        DISCARD_NONMATCHING=False,
        NEIGHBORS=1,
    )
    heat = _run(
        "qgis:statisticsbycategories", INPUT=joined, VALUES_FIELD_NAME="wh", CATEGORIES_FIELD_NAME=["nr"]
    )  # fmt: skip
    return joined, heat


def _street_answer(result: tuple[Any, Any]) -> Answer:
    joined, heat = result
    row, place = _columns(joined, "fid", "nr")
    sum_place, sum_wh = _columns(heat, "nr", "sum")
    return {"row": row - 1, "row_place": place, "sum_place": sum_place, "sum_wh": sum_wh}


def _blocks_by_summary(town: _Town) -> Any:
    points = _centroids(town)
    _index(points)
    return _run(
        "native:joinbylocationsummary" if _has("native:joinbylocationsummary") else "qgis:joinbylocationsummary",
        INPUT=town.places,
        JOIN=points,
        PREDICATE=[1],
        JOIN_FIELDS=["wh"],
        SUMMARIES=[5],
        DISCARD_NONMATCHING=False,
    )


def _blocks_by_counting(town: _Town) -> Any:
    points = _centroids(town)
    _index(points)
    return _run("native:countpointsinpolygon", POLYGONS=town.places, POINTS=points, WEIGHT="wh", FIELD="wh_sum")


def _index(layer: QgsVectorLayer) -> None:
    processing.run("native:createspatialindex", {"INPUT": layer}, feedback=QgsProcessingFeedback(False))


def _has(algorithm: str) -> bool:
    return QgsApplication.processingRegistry().algorithmById(algorithm) is not None


def _block_answer(result: Any) -> Answer:
    place, wh = _columns(result, "nr", "wh_sum")
    some = wh > 0
    return {"sum_place": place[some], "sum_wh": wh[some]}


def _columns(layer: Any, *names: str) -> list[Any]:
    rows = [[feature[name] for name in names] for feature in layer.getFeatures()]
    return [np.array([value or 0 for value in column], dtype=np.int64) for column in zip(*rows, strict=True)]


def _read_all(town: _Town) -> int:
    return sum(1 for layer in (town.buildings, town.places) for _ in layer.getFeatures())


# --- reading ----------------------------------------------------------------------------------------------------------


def _buildings(path: Path) -> QgsVectorLayer:
    return _open(path, "buildings")


def _loop_in_bulk(layer: QgsVectorLayer) -> tuple[list[int], list[str], Any]:
    """Collect attributes and WKB feature by feature and make the geometries at once: the fastest loop we know."""
    heat, function, wkb = [], [], []
    for feature in layer.getFeatures():
        heat.append(feature["wh"])
        function.append(feature["funktion"])
        wkb.append(feature.geometry().asWkb().data())
    return heat, function, shapely.from_wkb(np.array(wkb, dtype=object))


def _loop_one_by_one(layer: QgsVectorLayer) -> tuple[list[int], list[str], Any]:
    heat, function, shapes = [], [], []
    for feature in layer.getFeatures():
        heat.append(feature["wh"])
        function.append(feature["funktion"])
        shapes.append(shapely.from_wkb(feature.geometry().asWkb().data()))
    return heat, function, np.array(shapes, dtype=object)


def _loop_answer(result: tuple[list[int], list[str], Any]) -> Answer:
    return table_answer(*result)


def _empty_loop(layer: QgsVectorLayer) -> int:
    return sum(1 for _ in layer.getFeatures())


def _nothing(_result: Any) -> Answer:
    return {}


CONTENDERS = [
    Contender("street_sums", QGIS, "centroids, `joinbynearest`, `statisticsbycategories`", _with("sections"),
              _street_sums, _street_answer),
    Contender("street_sums", QGIS, "reading both layers alone", _with("sections"), _read_all, _nothing,
              part_of_peer=True),
    Contender("block_sums", QGIS, "centroids, spatial index, `joinbylocationsummary`", _with("blocks"),
              _blocks_by_summary, _block_answer),
    Contender("block_sums", QGIS, "centroids, spatial index, `countpointsinpolygon`", _with("blocks"),
              _blocks_by_counting, _block_answer),
    Contender("block_sums", QGIS, "reading both layers alone", _with("blocks"), _read_all, _nothing, part_of_peer=True),
    Contender("bulk_reading", QGIS, "`getFeatures` loop, geometries made at once", _buildings, _loop_in_bulk,
              _loop_answer),
    Contender("bulk_reading", QGIS, "`getFeatures` loop, geometries one by one", _buildings, _loop_one_by_one,
              _loop_answer),
    Contender("bulk_reading", QGIS, "`getFeatures` loop that looks at nothing", _buildings, _empty_loop, _nothing,
              part_of_peer=True),
]  # fmt: skip
