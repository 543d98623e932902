"""Which segments cross which cells of a square grid, and how those of a cell are found again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .measure import Floats, Integers

_DENSE_CELLS = 1 << 22
_STEEPEST = 1e5
_MARGIN = 1e-3
"""Share of a cell by which a segment may miss it and still be entered, so that rounding cannot lose one."""


@dataclass(frozen=True, eq=False)
class Segments:
    """From (ax, ay) to (bx, by), with unit direction (ux, uy), half length and the index of the line; all (s,)."""

    ax: Floats
    ay: Floats
    bx: Floats
    by: Floats
    ux: Floats
    uy: Floats
    half: Floats
    line: Integers


@dataclass(frozen=True, eq=False)
class Neighbours:
    """Segments sorted by cell; those around point i are the runs ``segment[first[r, i]:first[r, i] + count[r, i]]``.

    The runs r = 0, 1, 2 are the three rows of cells around the point; ``cell`` (m,) is its own cell.
    """

    cell: Integers
    segment: Integers
    first: Integers
    count: Integers


def segments_of(start: Floats, end: Floats, line: Integers) -> Segments:
    """Return segments (s, 2) to (s, 2) of lines (s,)."""
    ax, ay, bx, by = start[:, 0].copy(), start[:, 1].copy(), end[:, 0].copy(), end[:, 1].copy()
    length = np.hypot(bx - ax, by - ay)
    # a segment that is a point takes any direction
    ux = np.divide(bx - ax, length, out=np.ones(len(ax)), where=length > 0.0)
    uy = np.divide(by - ay, length, out=np.zeros(len(ax)), where=length > 0.0)
    return Segments(ax, ay, bx, by, ux, uy, length / 2.0, line)


def neighbours(points: Floats, segments: Segments, size: float) -> Neighbours:
    """Return the segments in the 3 x 3 cells of width ``size`` around each point (m, 2): all within that distance."""
    low = points.min(axis=0)
    # the grid has a rim of one cell around the points, so that every cell with a point has eight neighbours
    column = np.floor((points[:, 0] - low[0]) / size).astype(np.int64) + 1
    row = np.floor((points[:, 1] - low[1]) / size).astype(np.int64) + 1
    shape = (int(row.max()) + 2, int(column.max()) + 2)
    segment, entered = _cover(segments, low - size, size, shape)
    by_cell = np.argsort(narrow(entered, shape[0] * shape[1]), kind="stable")
    entries_before = _counter(entered[by_cell], shape[0] * shape[1])
    cell = row * shape[1] + column
    first = np.stack([entries_before(cell + step * shape[1] - 1) for step in (-1, 0, 1)])
    last = np.stack([entries_before(cell + step * shape[1] + 2) for step in (-1, 0, 1)])
    return Neighbours(cell, segment[by_cell], first, last - first)


def _counter(sorted_cells: Integers, total: int) -> Callable[[Integers], Integers]:
    """Return a function that tells how many of the entries stand in cells lower than a given one."""
    if total <= max(_DENSE_CELLS, 4 * len(sorted_cells)):
        before = np.zeros(total + 1, dtype=np.int64)
        np.cumsum(np.bincount(sorted_cells, minlength=total), out=before[1:])
        return before.take
    return lambda cells: np.searchsorted(sorted_cells, cells)


def narrow(values: Integers, limit: int) -> npt.NDArray[Any]:
    """Return values below ``limit`` as 16-bit numbers where they fit: numpy sorts these by radix."""
    return values.astype(np.uint16) if limit <= 1 << 16 else values


def _cover(segments: Segments, origin: Floats, size: float, shape: tuple[int, int]) -> tuple[Integers, Integers]:
    """Return (segment, cell) for all cells of the grid that a segment crosses.

    Column by column: the part of the segment in the column gives its range of rows, so a long oblique segment is
    entered along its course and not in its whole bounding box.
    """
    margin = _MARGIN * size
    ax, ay = segments.ax - origin[0], segments.ay - origin[1]
    bx, by = segments.bx - origin[0], segments.by - origin[1]
    low_x, high_x = np.minimum(ax, bx), np.maximum(ax, bx)
    low_y, high_y = np.minimum(ay, by), np.maximum(ay, by)
    segment, column = expand(np.arange(len(ax)), *_cell_range(low_x - margin, high_x + margin, size, shape[1]))
    steep = np.abs(by - ay) >= _STEEPEST * np.abs(bx - ax)
    slope = np.divide(by - ay, bx - ax, out=np.zeros(len(ax)), where=~steep)
    at_left = ay[segment] + (column * size - margin - ax[segment]) * slope[segment]
    at_right = ay[segment] + ((column + 1) * size + margin - ax[segment]) * slope[segment]
    bottom, top = low_y[segment], high_y[segment]
    sloping = ~steep[segment]
    from_y = np.where(sloping, np.clip(np.minimum(at_left, at_right), bottom, top), bottom)
    to_y = np.where(sloping, np.clip(np.maximum(at_left, at_right), bottom, top), top)
    strip, row = expand(np.arange(len(segment)), *_cell_range(from_y - margin, to_y + margin, size, shape[0]))
    return segment[strip], row * shape[1] + column[strip]


def _cell_range(low: Floats, high: Floats, size: float, cells: int) -> tuple[Integers, Integers]:
    first = np.floor(np.clip(low / size, -1.0, cells)).astype(np.int64)
    last = np.floor(np.clip(high / size, -1.0, cells)).astype(np.int64)
    return np.maximum(first, 0), np.minimum(last, cells - 1)


def expand(items: Integers, first: Integers, last: Integers) -> tuple[Integers, Integers]:
    """Repeat each item once for every number from ``first`` to ``last``."""
    count = np.maximum(last - first + 1, 0)
    offset = np.cumsum(count) - count
    return np.repeat(items, count), np.arange(int(count.sum())) + np.repeat(first - offset, count)
