"""Coordinates, centroids and lengths of many geometries at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from ..table import Array

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

_FIRST_COLLECTION = 4
"""GEOS type ids from here on are multi-geometries and collections."""


def centroids_xy(shapes: Array) -> Floats:
    """Return the centroids of geometries (n,) as coordinates (n, 2); ``nan`` for missing and empty ones.

    GEOS computes them. Other formulas differ by some nanometres, which is enough to turn a tie, so every
    operation takes its reference points from here.
    """
    centroids = shapely.centroid(shapes)
    return np.column_stack([shapely.get_x(centroids), shapely.get_y(centroids)])


def line_segments(lines: Array) -> tuple[Floats, Floats, Integers]:
    """Return the straight segments of lines (n,): starts (s, 2), ends (s, 2) and line index (s,).

    Parts of multi-lines stay apart; missing and empty lines have no segments. The segments stand in line order.
    """
    parts, line_of_part = simple_parts(lines)
    xy, part = shapely.get_coordinates(parts, return_index=True)
    inner = np.flatnonzero(part[1:] == part[:-1])
    return xy[inner], xy[inner + 1], line_of_part[part[inner]]


def simple_parts(shapes: Array) -> tuple[Array, Integers]:
    """Return the parts of geometries (n,) and the index of the geometry that each comes from; missing have none."""
    if (shapely.get_type_id(shapes) < _FIRST_COLLECTION).all():
        present = np.flatnonzero(~shapely.is_missing(shapes))
        return shapes[present], present
    parts, index = shapely.get_parts(shapes, return_index=True)
    return parts, index


def ring_segments(polygons: Array) -> tuple[Floats, Floats, Integers]:
    """Return the boundary segments of polygons (n,): starts (s, 2), ends (s, 2) and polygon index (s,)."""
    rings, polygon_of_ring = _rings(polygons)
    start, end, ring = line_segments(rings)
    return start, end, polygon_of_ring[ring]


def _rings(polygons: Array) -> tuple[Array, Integers]:
    parts, polygon_of_part = simple_parts(polygons)
    rings, part_of_ring = shapely.get_rings(parts, return_index=True)
    return rings, polygon_of_part[part_of_ring]


def canonical_order(shapes: Array, *keys: npt.NDArray[Any]) -> Integers:
    """Return an order of geometries (n,) that depends on their place and on ``keys`` alone, not on their order.

    They are sorted by the lower left corner of their extent, then by the upper right one, then by all coordinates;
    ``keys`` are arrays (n,) in falling importance that decide between equal geometries.
    """
    # the dimension is named since inside QGIS the library may run on an older GEOS, which refuses the default of 4
    wkb = shapely.to_wkb(shapes, output_dimension=3)
    position = {text: number for number, text in enumerate(sorted(set(wkb.tolist())))}
    content = np.array([position[text] for text in wkb.tolist()], dtype=np.int64)
    bounds = shapely.bounds(shapes)
    return np.lexsort((*reversed(keys), content, *bounds.T[::-1]))


def canonical_lines(lines: Array, anchors: Floats) -> Array:
    """Return simple lines (n,) running from their smaller end (by x, then y) to the other.

    A closed line starts at its anchor, one of its vertices (n, 2), and turns first towards the smaller neighbour.
    """
    out = lines.copy()
    start, end = shapely.get_point(lines, 0), shapely.get_point(lines, -1)
    x0, y0, x1, y1 = shapely.get_x(start), shapely.get_y(start), shapely.get_x(end), shapely.get_y(end)
    backwards = (x1 < x0) | ((x1 == x0) & (y1 < y0))
    out[backwards] = shapely.reverse(lines[backwards])
    # closed sections are few: a loop over them costs nothing
    for row in np.flatnonzero((x0 == x1) & (y0 == y1)).tolist():
        out[row] = _canonical_ring(shapely.get_coordinates(lines[row]), anchors[row])
    return out


def _canonical_ring(xy: Floats, anchor: Floats) -> shapely.LineString:
    open_ring = xy[:-1]
    first = int(np.argmax((open_ring == anchor).all(axis=1)))
    turned = np.roll(open_ring, -first, axis=0)
    if tuple(turned[-1]) < tuple(turned[1]):
        turned = np.roll(turned[::-1], 1, axis=0)
    return shapely.linestrings(np.vstack([turned, turned[:1]]))
