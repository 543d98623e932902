"""HalPlan itself: the kernels that its operations call. They need numpy and shapely, no compiler."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from contender import HALPLAN, Answer, Contender, table_answer, unchanged
from data import read
from halplan_core.geometry.containment import polygon_of_points
from halplan_core.geometry.measure import centroids_xy
from halplan_core.geometry.nearest import nearest_lines
from halplan_core.heat.heat_sums import sum_by
from halplan_core.table import Table

VERSIONS = {"numpy": np.__version__, "shapely": shapely.__version__, "GEOS (shapely)": shapely.geos_version_string}


@dataclass(frozen=True, eq=False)
class _Town:
    buildings: Table
    places: Table


def _with(layer: str) -> Any:
    return lambda path: _Town(read(path, "buildings"), read(path, layer))


def street_sums(town: _Town) -> Answer:
    """Return the nearest section of each building and the heat of each section."""
    section = nearest_lines(centroids_xy(town.buildings.shapes), town.places.shapes).line
    return {"place": section, "wh": sum_by(section, town.buildings["wh"], len(town.places))}


def block_sums(town: _Town) -> Answer:
    """Return the block of each building and the heat of each block."""
    block = polygon_of_points(shapely.centroid(town.buildings.shapes), town.places.shapes)
    return {"place": block, "wh": sum_by(block, town.buildings["wh"], len(town.places))}


def _unprepared(town: _Town) -> _Town:
    shapely.destroy_prepared(town.places.shapes)
    return town


def read_table_answer(table: Table) -> Answer:
    """Return a table of the reading job as arrays to compare."""
    return table_answer(table["wh"], table["funktion"], table.shapes)


def _streets_from_file(path: Path) -> Answer:
    return street_sums(_with("sections")(path))


def _blocks_from_file(path: Path) -> Answer:
    return block_sums(_with("blocks")(path))


CONTENDERS = [
    Contender("street_sums", HALPLAN, "in arrays", _with("sections"), street_sums, unchanged),
    Contender(
        "street_sums", HALPLAN, "from the GeoPackage, reading included", unchanged, _streets_from_file, unchanged
    ),
    Contender("block_sums", HALPLAN, "in arrays", _with("blocks"), block_sums, unchanged, fresh=_unprepared),
    Contender("block_sums", HALPLAN, "from the GeoPackage, reading included", unchanged, _blocks_from_file, unchanged),
    Contender(
        "bulk_reading", HALPLAN, "`read_table`", unchanged, lambda path: read(path, "buildings"), read_table_answer
    ),
]
