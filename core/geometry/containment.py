"""Which of many polygons holds a point."""

from __future__ import annotations

import numpy as np
import shapely

from ..table import Array
from .measure import Floats, Integers


def containing_polygon(points: Floats, polygons: Array) -> Integers:
    """Return for points (m, 2) the index of the polygon (n,) that holds each, shape (m,); -1 for none.

    A point on a border belongs to the polygon, and where several hold it the one with the lowest index wins.
    A point with ``nan`` lies in no polygon.
    """
    found = np.full(len(points), len(polygons), dtype=np.int64)
    finite = np.flatnonzero(np.isfinite(points).all(axis=1))
    if len(finite) and len(polygons):
        # not intersects_xy: inside QGIS shapely may run on the GEOS of QGIS, and a function that this one lacks crashes
        polygon, point = shapely.STRtree(shapely.points(points[finite])).query(polygons, predicate="intersects")
        np.minimum.at(found, finite[point], polygon)
    found[found == len(polygons)] = -1
    return found
