"""shapely as its manual shows it: the path that defines the right answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from contender import REFERENCE, Answer, Contender, sums, unchanged
from data import read

VERSIONS: dict[str, str] = {}
_TOLERANCE = 1e-6
_NONE = np.iinfo(np.int64).max


@dataclass(frozen=True, eq=False)
class _Town:
    buildings: npt.NDArray[Any]
    wh: npt.NDArray[np.int64]
    places: npt.NDArray[Any]


def _with(layer: str) -> Any:
    def load(path: Path) -> _Town:
        buildings = read(path, "buildings")
        return _Town(buildings.shapes, buildings["wh"], read(path, layer).shapes)

    return load


def _unprepared(town: _Town) -> _Town:
    shapely.destroy_prepared(town.places)
    return town


def _lowest(count: int, row: npt.NDArray[np.intp], place: npt.NDArray[np.intp]) -> npt.NDArray[np.int64]:
    found = np.full(count, _NONE)
    np.minimum.at(found, row, place)
    return np.where(found == _NONE, -1, found)


def _nearest(town: _Town) -> Answer:
    points = shapely.centroid(town.buildings)
    building, section = shapely.STRtree(town.places).query_nearest(points)
    nearest = _lowest(len(points), building, section)
    return {"place": nearest, "wh": sums(nearest, town.wh, len(town.places))}


def _nearest_within_tolerance(town: _Town) -> Answer:
    """Return the reference: of all sections that tie within a micrometre, the first; slow."""
    points = shapely.centroid(town.buildings)
    tree = shapely.STRtree(town.places)
    (building, _), distance = tree.query_nearest(points, return_distance=True, all_matches=False)
    smallest = np.empty(len(points))
    smallest[building] = distance
    building, section = tree.query(points, predicate="dwithin", distance=smallest + _TOLERANCE)
    nearest = _lowest(len(points), building, section)
    return {
        "place": nearest,
        "wh": sums(nearest, town.wh, len(town.places)),
        "tied": np.bincount(building, minlength=len(points)) - 1,
    }


def _containing(town: _Town) -> Answer:
    points = shapely.centroid(town.buildings)
    block, building = shapely.STRtree(points).query(town.places, predicate="intersects")
    containing = _lowest(len(points), building, block)
    return {"place": containing, "wh": sums(containing, town.wh, len(town.places))}


CONTENDERS = [
    Contender("street_sums", REFERENCE, "`STRtree.query_nearest`", _with("sections"), _nearest, unchanged),
    Contender("street_sums", REFERENCE, "reference", _with("sections"), _nearest_within_tolerance, unchanged),
    Contender("block_sums", REFERENCE, "`STRtree.query`", _with("blocks"), _containing, unchanged, fresh=_unprepared),
]
