"""HalPlan's plugin: from an open layer of QGIS to a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeatureSource, QgsVectorLayer

from contender import HALPLAN, Contender
from data import layer_source
from halplan_plugin.core.progress import Silent
from halplan_plugin.processing.read_layer import InputLayer, crs_of, streamed_file
from peers.halplan import read_table_answer

VERSIONS: dict[str, str] = {}


def _open(path: Path) -> QgsVectorLayer:
    return QgsVectorLayer(layer_source(path, "buildings"), "buildings", "ogr")


def _read(layer: QgsVectorLayer) -> Any:
    source = QgsProcessingFeatureSource(layer, QgsProcessingContext())
    file = streamed_file(layer)
    if file is None:
        raise RuntimeError("the layer is not read in bulk")
    opened = InputLayer(layer.name(), source, layer.fields(), crs_of(layer.crs()), file, splits_parts=False)
    return opened.read(["wh", "funktion"], Silent())


CONTENDERS = [
    Contender("bulk_reading", HALPLAN, "a layer of QGIS, as its algorithms read it", _open, _read, read_table_answer)
]
