"""Street and house number of every building."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from .curves import Array
from .drafts import HALL, MAIN, PUBLIC, Drafts
from .lots import Fronts, Lots
from .streets import Streets

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

SKIPPED = 0.05
"""Share of house numbers left out, as where a house is gone."""


def addresses(
    drafts: Drafts, lots: Lots, fronts: Fronts, streets: Streets, name: Array, rng: np.random.Generator
) -> tuple[Array, Array]:
    """Return street and house number of all buildings; ``name`` is the name of each piece of street or None.

    Buildings of one lot share its number; elsewhere each house has its own and its parcel's outbuildings share one. Odd
    numbers run along the left side of a street, even ones along the right.
    """
    point = shapely.get_coordinates(shapely.point_on_surface(drafts.shape))
    with_lot = drafts.lot >= 0
    front = 0.5 * (fronts.xy[lots.start] + np.where(np.isnan(lots.corner), fronts.xy[lots.end], lots.corner))
    point[with_lot] = front[drafts.lot[with_lot]]
    piece = _nearest_named(point, streets, name)
    unit, first, inverse = np.unique(_units(drafts, len(lots.start)), return_index=True, return_inverse=True)
    along, left = _position(streets.course[piece[first]], point[first], drafts.shape[first])
    street = name[piece[first]]
    _, number_of_street = np.unique(street.astype(str), return_inverse=True)
    order = np.lexsort((unit, along, streets.parent[piece[first]], left, number_of_street))
    number = np.empty(len(order), dtype=np.int64)
    number[order] = _counted(number_of_street[order] * 2 + left[order], rng)
    number = 2 * number + np.where(left, 1, 2)
    text = np.array([str(value) for value in number.tolist()], dtype=object)
    return street[inverse], text[inverse]


def _nearest_named(point: Array, streets: Streets, name: Array) -> Ints:
    """Return the nearest piece of a street with a name, of equally near ones the first."""
    named = np.flatnonzero(np.array([text is not None for text in name.tolist()]) & (streets.klasse != "trunk"))
    found, piece = shapely.STRtree(streets.line[named]).query_nearest(shapely.points(point), all_matches=True)
    nearest = np.full(len(point), len(named), dtype=np.int64)
    np.minimum.at(nearest, found, piece)
    return named[nearest]


def _units(drafts: Drafts, lots: int) -> Ints:
    """Return a key for each building; buildings with the same key have the same house number."""
    own = np.isin(drafts.role, (MAIN, HALL, PUBLIC))
    alone = lots + 1 + int(drafts.parcel.max(initial=0)) + np.arange(len(drafts))
    return np.where(drafts.lot >= 0, drafts.lot, lots + np.where(own, alone, drafts.parcel))


def _position(course: Array, point: Array, shape: Array) -> tuple[npt.NDArray[np.float64], Bools]:
    """Return how far along its street each unit stands, and whether to the left of it."""
    along = shapely.line_locate_point(course, shapely.points(point))

    def at(distance: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.asarray(shapely.get_coordinates(shapely.line_interpolate_point(course, distance)))

    way = at(along + 2.0) - at(np.maximum(along - 2.0, 0.0))
    off = shapely.get_coordinates(shapely.point_on_surface(shape)) - at(along)
    return along, way[:, 0] * off[:, 1] - way[:, 1] * off[:, 0] > 0


def _counted(key: Ints, rng: np.random.Generator) -> Ints:
    """Count rows from 0 within equal keys, which stand together, leaving out a number now and then."""
    start = np.flatnonzero(np.diff(key, prepend=-1))
    count = np.cumsum(1 + (rng.random(len(key)) < SKIPPED).astype(np.int64))
    return count - np.repeat(count[start], np.diff(np.append(start, len(key))))
