"""Faces enclosed by lines, and the sides they share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from ..table import Array
from .graph import components, number_points
from .measure import Floats, Integers, ring_segments
from .overlap import overlaps

WIDEST_SLIVER = 20.0
"""Mean width in metres (2 A / P) up to which a polygon of little compactness is a sliver; a wide ring is none."""


@dataclass(frozen=True, eq=False)
class Sides:
    """Boundary segments of polygons, each once: ends (s, 2) and the polygons on both sides, the second -1 for none."""

    start: Floats
    end: Floats
    one: Integers
    other: Integers

    @property
    def length(self) -> Floats:
        lengths: Floats = np.hypot(*(self.end - self.start).T)
        return lengths


def enclosed_faces(lines: Array, boundary: shapely.Geometry) -> Array:
    """Return the polygons into which lines (n,) divide the polygon ``boundary``, without gap or overlap.

    Lines that enclose nothing have no effect; parts outside the boundary are cut off.
    """
    network = shapely.union_all([*lines, shapely.boundary(boundary)])
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(network)))
    shapely.prepare(boundary)
    inside: Array = faces[shapely.contains(boundary, shapely.point_on_surface(faces))]
    return inside


def sides_of(polygons: Array) -> Sides:
    """Return the sides of polygons (n,) that form a coverage: neighbours have exactly the same vertices."""
    start, end, polygon = ring_segments(polygons)
    number, points = number_points(np.concatenate([start, end]))
    low, high = np.sort(number.reshape(2, -1), axis=0)
    order = np.lexsort((polygon, high, low))
    low, high, polygon = low[order], high[order], polygon[order]
    first = np.ones(len(low), dtype=bool)
    first[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    at = np.flatnonzero(first)
    follows = np.minimum(at + 1, len(low) - 1)
    double = np.diff(at, append=len(low)) > 1
    return Sides(points[low[at]], points[high[at]], polygon[at], np.where(double, polygon[follows], -1))


def join_small(
    polygons: Array, sides: Sides, min_area: float, min_compactness: float, fixed: npt.NDArray[np.bool_]
) -> Integers:
    """Return for polygons (n,) the group each falls in when small ones and slivers join a neighbour.

    A group smaller than ``min_area`` m², or less compact than ``min_compactness`` and narrower than
    :data:`WIDEST_SLIVER`, joins the neighbour with which it shares the longest border, among equals the one with the
    lowest number, until none is left that has a neighbour. ``fixed`` polygons (n,) neither join nor are joined.
    """
    group = np.arange(len(polygons))
    inner = (sides.other >= 0) & ~fixed[sides.one] & ~fixed[sides.other]
    one, other, length = sides.one[inner], sides.other[inner], sides.length[inner]
    while True:
        small = _small_groups(polygons, group, sides, min_area, min_compactness)
        left, right = group[one], group[other]
        between = left != right
        source = np.concatenate([left[between], right[between]])
        target = np.concatenate([right[between], left[between]])
        shared = np.concatenate([length[between], length[between]])
        wanted = small[source]
        if not wanted.any():
            return group
        source, target = _longest(source[wanted], target[wanted], shared[wanted])
        merged = components(int(group.max()) + 1, source, target)
        group = merged[group]


def _small_groups(
    polygons: Array, group: Integers, sides: Sides, min_area: float, min_compactness: float
) -> npt.NDArray[np.bool_]:
    groups = int(group.max()) + 1
    area = np.bincount(group, shapely.area(polygons), minlength=groups)
    other = np.where(sides.other >= 0, group[sides.other], -1)
    outer = group[sides.one] != other
    perimeter = np.bincount(group[sides.one[outer]], sides.length[outer], minlength=groups)
    second = outer & (other >= 0)
    perimeter += np.bincount(other[second], sides.length[second], minlength=groups)
    sliver = (4.0 * np.pi * area < min_compactness * perimeter**2) & (2.0 * area < WIDEST_SLIVER * perimeter)
    small: npt.NDArray[np.bool_] = (area < min_area) | sliver
    return small


def _longest(source: Integers, target: Integers, shared: Floats) -> tuple[Integers, Integers]:
    """Return for each source the target with the greatest total of ``shared``, in whole mm, the lowest among equals."""
    width = int(target.max()) + 1
    key, position = np.unique(source * width + target, return_inverse=True)
    total = np.rint(np.bincount(position, shared) * 1000.0)
    source, target = key // width, key % width
    order = np.lexsort((target, -total, source))
    best = order[np.flatnonzero(np.diff(source[order], prepend=-1))]
    return source[best], target[best]


def union_groups(polygons: Array, group: Integers, groups: int) -> Array:
    """Return the union of the polygons of each group 0, 1, ..., shape (groups,); empty for a group without any."""
    order = np.argsort(group, kind="stable")
    borders = np.searchsorted(group[order], np.arange(groups + 1))
    unions = np.full(groups, shapely.Polygon(), dtype=object)
    size = np.diff(borders)
    unions[size == 1] = polygons[order[borders[:-1][size == 1]]]
    for number in np.flatnonzero(size > 1).tolist():
        unions[number] = shapely.union_all(polygons[order[borders[number] : borders[number + 1]]])
    return unions


def covered_area(polygons: Array) -> tuple[float, npt.NDArray[np.bool_]]:
    """Return the area in m² that polygons (n,) cover, each place once, and which of them overlap another one (n,)."""
    pairs = overlaps(polygons, polygons)
    shared = np.zeros(len(polygons), dtype=bool)
    shared[pairs.first[pairs.first != pairs.second]] = True
    apart = float(shapely.area(polygons[~shared]).sum())
    return apart + float(shapely.area(shapely.union_all(polygons[shared]))), shared
