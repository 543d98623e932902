"""What takes part in a comparison, and what it answers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

Answer = Mapping[str, npt.NDArray[Any]]
"""Named arrays; which ones is up to the job. They go from the workers to the comparison as a ``.npz`` file."""

HALPLAN = "HalPlan"
REFERENCE = "shapely"
QGIS = "QGIS"
GEOPANDAS = "GeoPandas"
DUCKDB = "DuckDB"
GDAL = "GDAL"

OGR_LOOP = "`osgeo.ogr` feature loop, geometries made at once"
READ_FILE = "`read_file`"


def unchanged(value: Any) -> Any:
    """Return what was given, where nothing has to be loaded, renewed or rearranged."""
    return value


@dataclass(frozen=True)
class Contender:
    """One way of doing a job.

    ``load`` makes the inputs from the data set's GeoPackage, off the clock. ``fresh`` gives each run inputs without
    what the last one left behind (an index, prepared geometries), off the clock as well. ``run`` is timed.
    ``answer`` turns its result into arrays for the comparison.
    """

    job: str
    family: str
    how: str
    load: Callable[[Path], Any]
    run: Callable[[Any], Any]
    answer: Callable[[Any], Answer]
    fresh: Callable[[Any], Any] = unchanged
    part_of_peer: bool = False
    """Whether it is only a part of a peer's work, shown to explain its time and not compared."""


def sums(group: npt.NDArray[np.integer[Any]], values: npt.NDArray[np.int64], groups: int) -> npt.NDArray[np.int64]:
    """Return whole-number sums of ``values`` (n,) by ``group`` 0, 1, ..., shape (groups,); -1 is left out."""
    total = np.zeros(groups, dtype=np.int64)
    np.add.at(total, group[group >= 0], values[group >= 0])
    return total


def table_answer(heat: Any, function: Any, shapes: Any) -> Answer:
    """Return the buildings that were read as arrays to compare; the geometries as one digest of their WKB."""
    wkb = shapely.to_wkb(np.asarray(shapes, dtype=object), byte_order=1)
    return {
        "wh": np.asarray(heat, dtype=np.int64),
        "funktion": np.asarray(function, dtype=object).astype(str),
        "geometry": np.array([hashlib.sha256(b"".join(wkb.tolist())).hexdigest()]),
    }
