"""Which polygon of one layer lies on which of another, and by how much."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from ..table import Array

Indices = npt.NDArray[np.intp]
Areas = npt.NDArray[np.float64]

_SQUARE_MILLIMETRE = 1e-6
_FEW_PARTNERS = 4


@dataclass(frozen=True)
class Overlaps:
    """Pairs of overlapping polygons: rows of the first and of the second layer and their common area in m²."""

    first: Indices
    second: Indices
    area: Areas


def overlaps(first: Array, second: Array) -> Overlaps:
    """Return every pair of polygons that share an area, ordered by row of ``first``, then of ``second``.

    ``first`` (n,) and ``second`` (m,) are valid polygons in one metric reference system; missing and empty ones
    overlap nothing. Polygons that only touch are no pair. Areas are rounded to mm², so that equal ones are equal in
    spite of the noise of the coordinates.
    """
    near, far = shapely.STRtree(second).query(first, predicate="intersects")
    order = np.lexsort((far, near))
    near, far = near[order], far[order]
    area = shapely.area(first)[near]
    cut = ~(_same(first, near, second, far) | _covered_by_frequent(first, near, second, far))
    area[cut] = shapely.area(shapely.intersection(first[near[cut]], second[far[cut]]))
    area = _whole(area)
    real = area > 0.0
    return Overlaps(near[real], far[real], area[real])


def _same(first: Array, near: Indices, second: Array, far: Indices) -> npt.NDArray[np.bool_]:
    """Tell which pairs are one and the same outline, as two editions of the same survey are."""
    same = (shapely.bounds(first)[near] == shapely.bounds(second)[far]).all(axis=1)
    same[same] = shapely.equals_exact(
        shapely.normalize(shapely.force_2d(first[near[same]])), shapely.normalize(shapely.force_2d(second[far[same]]))
    )
    return same


def _covered_by_frequent(first: Array, near: Indices, second: Array, far: Indices) -> npt.NDArray[np.bool_]:
    """Tell which pairs need no intersection, since the polygon of ``second`` covers the one of ``first`` whole.

    Only polygons with many partners are asked: for others the preparation costs more than the intersection.
    """
    covered = np.zeros(len(near), dtype=np.bool_)
    frequent = np.bincount(far, minlength=len(second)) > _FEW_PARTNERS
    shapely.prepare(second[frequent])
    bounds, around = shapely.bounds(first)[near], shapely.bounds(second)[far]
    inside = (bounds[:, :2] >= around[:, :2]).all(axis=1) & (bounds[:, 2:] <= around[:, 2:]).all(axis=1)
    ask = inside & frequent[far]
    covered[ask] = shapely.covers(second[far[ask]], first[near[ask]])
    return covered


def largest_overlap(
    first: Array, second: Array, minimum_share: float = 0.0, *, more_than_minimum: bool = False
) -> Indices:
    """Return for each polygon of ``first`` (n,) the row of ``second`` that covers most of it, or -1.

    Ties go to the smaller polygon, since it fits better, then by place and shape, whatever the order of the rows; only
    of equal outlines the lowest row counts. A polygon of ``second`` that covers less than ``minimum_share`` (0 to 1)
    of the area counts as none, with ``more_than_minimum`` also one that covers just that share.
    """
    pairs = overlaps(first, second)
    least = _whole(minimum_share * shapely.area(first))[pairs.first]
    enough = pairs.area > least if more_than_minimum else pairs.area >= least
    near, far, area = pairs.first[enough], pairs.second[enough], pairs.area[enough]
    size = _whole(shapely.area(second))[far]
    return best_per_row(len(first), near, far, -area, size, _rank_of_tied(near, far, area, size, second))


def _rank_of_tied(near: Indices, far: Indices, area: Areas, size: Areas, second: Array) -> npt.NDArray[np.int64]:
    """Return for each pair (k,) the rank of its polygon by place and shape, 0 for pairs that no other one equals."""
    order = np.lexsort((size, area, near))
    equal = np.ones(max(len(order) - 1, 0), dtype=np.bool_)
    for values in (near, area, size):
        equal &= values[order][1:] == values[order][:-1]
    tied = np.zeros(len(order), dtype=np.bool_)
    tied[order[1:][equal]] = tied[order[:-1][equal]] = True
    rank = np.zeros(len(second), dtype=np.int64)
    rows = np.unique(far[tied])
    if len(rows):
        shapes = shapely.normalize(shapely.force_2d(second[rows]))
        west, south = shapely.bounds(shapes)[:, :2].T
        _, outline = np.unique(shapely.to_wkb(shapes, byte_order=1), return_inverse=True)
        rank[rows] = np.unique(np.column_stack([west, south, outline]), axis=0, return_inverse=True)[1].reshape(-1)
    return rank[far]


def best_per_row(count: int, first: Indices, second: Indices, *ranks: Array) -> Indices:
    """Return for each of ``count`` rows its partner of lowest rank, of equal ones the lowest row, or -1.

    ``first`` and ``second`` (k,) are pairs of rows, ``ranks`` (k,) what they are ordered by, the weightiest first.
    """
    best = np.full(count, -1, dtype=np.intp)
    order = np.lexsort((second, *reversed(ranks), first))
    rows, at = np.unique(first[order], return_index=True)
    best[rows] = second[order][at]
    return best


def _whole(area: Areas) -> Areas:
    """Return areas in m² rounded to mm²."""
    return np.asarray(np.rint(area / _SQUARE_MILLIMETRE) * _SQUARE_MILLIMETRE)
