"""Which of many polygons holds a point."""

from __future__ import annotations

import numpy as np
import shapely

from ..table import Array
from .measure import Floats, Integers
from .segment_grid import narrow


def containing_polygon(points: Floats, polygons: Array) -> Integers:
    """Return for points (m, 2) the index of the polygon (n,) that holds each, shape (m,); -1 for none.

    A point on a border belongs to the polygon, and where several hold it the one with the lowest index wins.
    A point with ``nan`` lies in no polygon.
    """
    finite = np.isfinite(points).all(axis=1)
    shapes = np.full(len(points), None, dtype=object)
    shapes[finite] = shapely.points(points[finite])
    return polygon_of_points(shapes, polygons)


def polygon_of_points(points: Array, polygons: Array) -> Integers:
    """Return the same as :func:`containing_polygon` for points (m,) that are geometries already.

    Missing and empty points lie in no polygon. The polygons are left prepared, which speeds up later tests on them.
    """
    found = np.full(len(points), -1, dtype=np.int64)
    if len(points) and len(polygons):
        point, polygon = shapely.STRtree(polygons).query(points)
        shapely.prepare(polygons)
        # not intersects_xy: inside QGIS shapely may run on the GEOS of QGIS, and a function that this one lacks crashes
        inside = shapely.intersects(polygons[polygon], points[point])
        point, polygon = point[inside], polygon[inside]
        # of several values for one place numpy keeps the last
        falling = np.argsort(narrow(polygon, len(polygons)), kind="stable")[::-1]
        found[point[falling]] = polygon[falling]
    return found
