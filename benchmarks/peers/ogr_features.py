"""GDAL's Python bindings, feature by feature."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import shapely
from osgeo import gdal

from contender import GDAL, OGR_LOOP, Answer, Contender, table_answer, unchanged

VERSIONS = {"GDAL (QGIS)": gdal.__version__}

gdal.UseExceptions()


def _read(path: Path) -> tuple[list[int], list[str], Any]:
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    heat, function, wkb = [], [], []
    for feature in dataset.GetLayerByName("buildings"):
        heat.append(feature["wh"])
        function.append(feature["funktion"])
        wkb.append(bytes(feature.GetGeometryRef().ExportToWkb()))
    return heat, function, shapely.from_wkb(np.array(wkb, dtype=object))


def _answer(result: tuple[list[int], list[str], Any]) -> Answer:
    return table_answer(*result)


CONTENDERS = [Contender("bulk_reading", GDAL, OGR_LOOP, unchanged, _read, _answer)]
