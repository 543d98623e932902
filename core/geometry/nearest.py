"""The nearest of many lines for many points: exact, in arrays, with numpy alone.

The lines are cut into segments, and every segment is entered in the cells of a square grid that it crosses. A point
looks at its own cell and the eight around it. So it meets every segment within the width of a cell, ``reach``, and a
distance of at most ``reach`` is proven to be the smallest. Points that are farther from every line are searched again
with twice the reach, and by bundles of segments once they are few or their cells hold most segments. Pairs of points
and segments are evaluated in chunks that stay in the processor's cache.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..table import Array
from .measure import Floats, Integers, line_segments
from .segment_grid import Neighbours, Segments, expand, narrow, neighbours, segments_of

TIE_TOLERANCE = 1e-6
"""Lines whose distances differ by at most this many metres are equally near; the one with the lowest index wins."""

_PAIRS_PER_CHUNK = 32_768
_CROWDED = 1_000
"""Candidates per point from which it pays to look at bundles of segments first."""

_SEGMENTS_PER_LATE_POINT = 256
"""So many segments are entered in a grid in the time in which one point is found its nearest line by bundles."""

_BUNDLES_PER_SIDE = 32


@dataclass(frozen=True, eq=False)
class Nearest:
    """``line`` (m,) is the index of the nearest line or -1, ``distance`` (m,) its distance in metres or ``inf``."""

    line: Integers
    distance: Floats


def nearest_lines(points: Floats, lines: Array, max_distance: float = np.inf) -> Nearest:
    """Return the nearest of lines (n,) for points (m, 2).

    ``points`` in metres, those with ``nan`` have no nearest line; ``lines`` are (multi-)lines in the same reference
    system, missing and empty ones are never found,
    nor are segments with ``nan`` or infinite ends; a line farther away than ``max_distance`` metres does not count.

    All lines within :data:`TIE_TOLERANCE` of the smallest distance tie, and the lowest index wins; so a point that is
    nearest to a node which several lines share goes to the first of them. The result for a point depends on its
    coordinates and on those of the lines only, never on other points.
    """
    found = Nearest(np.full(len(points), -1, dtype=np.int64), np.full(len(points), np.inf))
    start, end, line = line_segments(lines)
    known = np.isfinite(start).all(axis=1) & np.isfinite(end).all(axis=1)
    if not known.all():
        start, end, line = start[known], end[known], line[known]
    rest = np.flatnonzero(np.isfinite(points).all(axis=1))
    if not len(line) or not len(rest):
        return found
    segments = segments_of(start, end, line)
    reach = min(_first_reach(segments), max_distance + TIE_TOLERANCE)
    while len(rest):
        reach = max(reach, _smallest_reach(points[rest], segments))
        index, distance, proven = _search(points[rest], segments, reach)
        found.line[rest[proven]] = index[proven]
        found.distance[rest[proven]] = distance[proven]
        if reach >= max_distance + TIE_TOLERANCE:
            break
        rest = rest[~proven]
        reach = min(2.0 * reach, max_distance + TIE_TOLERANCE)
    too_far = found.distance > max_distance
    found.line[too_far] = -1
    found.distance[too_far] = np.inf
    return found


def _first_reach(segments: Segments) -> float:
    """Return a distance within which most points of a built-up area have a line.

    With lines of total length L in an area A the area served per metre is A / L, and half of that is the greatest
    distance between parallel lines. Towns are searched about equally fast with 0.3 to 0.7 A / L, and any
    value gives the same result.
    """
    mid_x, mid_y = (segments.ax + segments.bx) / 2, (segments.ay + segments.by) / 2
    length = float(2.0 * segments.half.sum())
    side = np.sqrt(np.ptp(mid_x) * np.ptp(mid_y) / len(mid_x)) * 4.0
    if side > 0.0 and length > 0.0:
        column = np.floor((mid_x - mid_x.min()) / side).astype(np.int64)
        row = np.floor((mid_y - mid_y.min()) / side).astype(np.int64)
        served = len(np.unique(row * (column.max() + 1) + column)) * side**2
        return float(0.45 * served / length)
    return max(length / len(mid_x), 1.0)


def _smallest_reach(points: Floats, segments: Segments) -> float:
    """Return the reach below which cell numbers would overflow or a very long line would fill memory."""
    extent = float(np.ptp(points, axis=0).max())
    length = float(np.abs(segments.bx - segments.ax).sum() + np.abs(segments.by - segments.ay).sum())
    return max(extent * 1e-6, min(length, extent * len(segments.ax)) * 1e-6, 1e-6)


def _search(points: Floats, segments: Segments, reach: float) -> tuple[Integers, Floats, npt.NDArray[np.bool_]]:
    """Return the nearest line among the segments around each point, its distance, and whether it is proven.

    Line -1 and distance ``inf`` stand for a point without segments around it.
    """
    all_proven = np.ones(len(points), dtype=bool)
    if len(points) * _SEGMENTS_PER_LATE_POINT < len(segments.line):
        return *_search_bundles(points, segments), all_proven
    around = neighbours(points, segments, reach)
    if around.count.sum() > _CROWDED * len(points):
        return *_search_bundles(points, segments), all_proven
    index, distance = _evaluate(points, segments, around)
    return index, distance, distance + TIE_TOLERANCE <= reach


@dataclass(frozen=True, eq=False)
class _Bundles:
    """Bundles (k,) of neighbouring segments: extent, a sample segment, first and last position in ``order`` (s,)."""

    low_x: Floats
    low_y: Floats
    high_x: Floats
    high_y: Floats
    sample: Integers
    first: Integers
    last: Integers
    order: Integers


def _bundle(segments: Segments) -> _Bundles:
    """Return the segments bundled by the cell of a coarse grid in which their middle lies."""
    x, y = segments.ax + segments.bx, segments.ay + segments.by
    side = max(float(np.ptp(x)), float(np.ptp(y)), 1e-9) / _BUNDLES_PER_SIDE
    column, row = (np.floor((axis - axis.min()) / side).astype(np.int64) for axis in (x, y))
    cell = row * (_BUNDLES_PER_SIDE + 1) + column
    order = np.argsort(cell, kind="stable")
    first = np.flatnonzero(np.diff(cell[order], prepend=-1))
    axes = (segments.ax, segments.bx), (segments.ay, segments.by)
    low_x, low_y = (np.minimum.reduceat(np.minimum(*ends)[order], first) for ends in axes)
    high_x, high_y = (np.maximum.reduceat(np.maximum(*ends)[order], first) for ends in axes)
    last = np.append(first[1:], len(order)) - 1
    return _Bundles(low_x, low_y, high_x, high_y, order[first], first, last, order)


def _search_bundles(points: Floats, segments: Segments) -> tuple[Integers, Floats]:
    """Return nearest line and distance for few points, or for points whose cells would hold most segments.

    One segment of each bundle gives a bound from above, the extent of the bundle one from below; only bundles
    that may hold the nearest line, or one that ties with it, are looked at.
    """
    bundles = _bundle(segments)
    index = np.full(len(points), -1, dtype=np.int64)
    distance = np.full(len(points), np.inf)
    for rows in np.array_split(np.arange(len(points)), max(len(points) * len(bundles.first) // _PAIRS_PER_CHUNK, 1)):
        px, py = points[rows, 0, None], points[rows, 1, None]
        dx = np.maximum(np.maximum(bundles.low_x - px, px - bundles.high_x), 0.0)
        dy = np.maximum(np.maximum(bundles.low_y - py, py - bundles.high_y), 0.0)
        above = np.hypot(segments.ax[bundles.sample] - px, segments.ay[bundles.sample] - py).min(axis=1)
        near, bundle = np.nonzero(np.hypot(dx, dy) <= above[:, None] * (1.0 + 1e-9) + 2.0 * TIE_TOLERANCE)
        point, at = expand(near, bundles.first[bundle], bundles.last[bundle])
        segment = bundles.order[at]
        squared = _squared_distance(points[rows[point], 0], points[rows[point], 1], segments, segment)
        first = np.flatnonzero(np.diff(point, prepend=-1))
        nearest = np.sqrt(np.minimum.reduceat(squared, first))
        tied = squared <= np.repeat((nearest + TIE_TOLERANCE) ** 2, np.diff(first, append=len(point)))
        index[rows] = np.minimum.reduceat(np.where(tied, segments.line[segment], np.iinfo(np.int64).max), first)
        distance[rows] = nearest
    return index, distance


def _evaluate(points: Floats, segments: Segments, around: Neighbours) -> tuple[Integers, Floats]:
    """Return the nearest line and its distance among the candidates of each point.

    Points with equally many candidates are evaluated together, as a matrix of candidates by points.
    """
    number = around.count.sum(axis=0)
    order = np.argsort(around.cell, kind="stable")
    order = order[np.argsort(narrow(number[order], int(number.max()) + 1), kind="stable")]
    x, y, first, count = (values.take(order, axis=-1) for values in (*points.T, around.first, around.count))
    found = np.full(len(points), -1, dtype=np.int64)
    distance = np.full(len(points), np.inf)
    sizes, begins = np.unique(number[order], return_index=True)
    for k, begin, end in zip(sizes.tolist(), begins.tolist(), [*begins[1:].tolist(), len(order)], strict=True):
        width = max(_PAIRS_PER_CHUNK // max(k, 1), 1)
        for at in range(begin if k else end, end, width):
            chunk = slice(at, min(at + width, end))
            segment = around.segment.take(_positions(first[:, chunk], count[:, chunk], k))
            squared = _squared_distance(x[chunk], y[chunk], segments, segment)
            nearest = np.sqrt(squared.min(axis=0))
            tied = squared <= (nearest + TIE_TOLERANCE) ** 2
            line = np.where(tied, segments.line.take(segment), np.iinfo(np.int64).max)
            found[order[chunk]] = line.min(axis=0)
            distance[order[chunk]] = nearest
    return found, distance


def _positions(first: Integers, count: Integers, total: int) -> Integers:
    """Return the members of three runs (3, w) one below the other, shape (total, w)."""
    step = np.arange(total)[:, None]
    second = count[0]
    third = second + count[1]
    start = np.where(step < second, first[0], np.where(step < third, first[1] - second, first[2] - third))
    return step + start


def _squared_distance(x: Floats, y: Floats, segments: Segments, segment: Integers) -> Floats:
    """Return the squared distances of points (w,) to segments (w,) or (k, w), to the same bit in either shape.

    Across the segment it is the distance to its line, along it that by which the foot of the perpendicular lies
    beyond one of its ends.
    """
    dx, dy = x - segments.ax.take(segment), y - segments.ay.take(segment)
    ux, uy, half = segments.ux.take(segment), segments.uy.take(segment), segments.half.take(segment)
    across = dx * uy - dy * ux
    dx *= ux
    dy *= uy
    dx += dy
    dx -= half
    beyond = np.abs(dx, out=dx)
    beyond -= half
    np.maximum(beyond, 0.0, out=beyond)
    squared: Floats = across * across + beyond * beyond
    return squared


def squared_distance(px: Floats, py: Floats, ax: Floats, ay: Floats, bx: Floats, by: Floats) -> Floats:
    """Return the squared distance of points to segments, elementwise; a segment may be a point."""
    dx, dy = bx - ax, by - ay
    wx, wy = px - ax, py - ay
    squared_length = dx * dx + dy * dy
    along = wx * dx + wy * dy
    cross = wx * dy - wy * dx
    squared_length = np.where(squared_length > 0.0, squared_length, 1.0)
    squared = cross * cross / squared_length
    vx, vy = px - bx, py - by
    squared = np.where(along >= squared_length, vx * vx + vy * vy, squared)
    return np.where(along <= 0.0, wx * wx + wy * wy, squared)
