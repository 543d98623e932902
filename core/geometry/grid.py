"""Square grids anchored at the origin of a reference system, such as the INSPIRE grids in EPSG:3035."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from ..table import Array
from .measure import Floats, Integers


@dataclass(frozen=True, eq=False)
class AreaShares:
    """Which part of polygon ``shape`` (p,) lies in the cell (``column``, ``row``) (p,): ``area`` in m² (p,).

    Every polygon has at least one entry. The entries are sorted by polygon, row and column.
    """

    shape: Integers
    column: Integers
    row: Integers
    area: Floats


def cell_of(points: Floats, size: float) -> tuple[Integers, Integers]:
    """Return column and row of the cells of points (n, 2); one on an edge belongs to the cell north or east of it."""
    cells = np.floor(points / size).astype(np.int64)
    return cells[:, 0], cells[:, 1]


def area_shares(polygons: Array, size: float) -> AreaShares:
    """Return how polygons (n,) are spread over the cells of the grid, by area.

    Only polygons that cross a cell border are cut. A part that has no area is left out, unless it would be the
    polygon's only one.
    """
    bounds = shapely.bounds(polygons)
    column, row = cell_of(bounds[:, :2], size)
    # ceil - 1: a polygon that ends on a border does not reach into the next cell
    last_column = np.maximum(np.ceil(bounds[:, 2] / size).astype(np.int64) - 1, column)
    last_row = np.maximum(np.ceil(bounds[:, 3] / size).astype(np.int64) - 1, row)
    crossing = np.flatnonzero((last_column > column) | (last_row > row))
    whole = np.flatnonzero((last_column == column) & (last_row == row))

    wide, high = last_column[crossing] - column[crossing] + 1, last_row[crossing] - row[crossing] + 1
    cells = wide * high
    shape = np.repeat(crossing, cells)
    step = np.arange(len(shape)) - np.repeat(np.cumsum(cells) - cells, cells)
    wide = np.repeat(wide, cells)
    piece_column, piece_row = column[shape] + step % wide, row[shape] + step // wide
    area = _areas_in_cells(polygons[shape], piece_column, piece_row, size)
    some = area > 0.0
    return _sorted_shares(
        np.concatenate([whole, shape[some]]),
        np.concatenate([column[whole], piece_column[some]]),
        np.concatenate([row[whole], piece_row[some]]),
        np.concatenate([shapely.area(polygons[whole]), area[some]]),
    )


def _areas_in_cells(polygons: Array, column: Integers, row: Integers, size: float) -> Floats:
    cells = shapely.box(column * size, row * size, (column + 1) * size, (row + 1) * size)
    areas: Floats = shapely.area(shapely.intersection(polygons, cells))
    return areas


def _sorted_shares(shape: Integers, column: Integers, row: Integers, area: Floats) -> AreaShares:
    order = np.lexsort((column, row, shape))
    return AreaShares(shape[order], column[order], row[order], area[order])


def split_whole(amount: Integers, owner: Integers, weight: Floats) -> Integers:
    """Split whole amounts (n,) over parts (p,) in proportion to their ``weight``, so that the parts add up exactly.

    ``owner`` (p,) is the amount each part belongs to; the parts of one amount stand together. Each part gets its share
    rounded down, and the units that remain go to the largest remainders, among equals to the first part.
    """
    if not len(owner):
        return np.zeros(0, dtype=np.int64)
    first = np.flatnonzero(np.diff(owner, prepend=-1))
    total = np.add.reduceat(weight, first)
    parts = np.diff(first, append=len(owner))
    exact = amount[owner] * (weight / np.repeat(total, parts))
    share = np.floor(exact).astype(np.int64)
    missing = amount[owner[first]] - np.add.reduceat(share, first)
    # largest remainders first within each owner
    order = np.lexsort((np.arange(len(owner)), -(exact - share), owner))
    rank = np.empty(len(owner), dtype=np.int64)
    rank[order] = np.arange(len(owner)) - np.repeat(first, parts)
    return share + (rank < np.repeat(missing, parts))


def number_cells(row: Integers, column: Integers) -> tuple[Integers, Integers, Integers]:
    """Number the cells of entries (p,) by row and column: number of each entry (p,), rows and columns of the cells."""
    width = int(np.ptp(column)) + 1
    key, number = np.unique((row - row.min()) * width + column - column.min(), return_inverse=True)
    return number, key // width + row.min(), key % width + column.min()


def cell_polygons(column: Integers, row: Integers, size: float) -> Array:
    """Return the squares of cells (n,) in the grid's own reference system."""
    polygons: Array = shapely.box(column * size, row * size, (column + 1) * size, (row + 1) * size)
    return polygons


def inspire_ids(column: Integers, row: Integers, size: int) -> Array:
    """Return cell ids as the German census writes them: ``CRS3035RES100mN2689100E4337000`` (lower left corner)."""
    pairs = zip((row * size).tolist(), (column * size).tolist(), strict=True)
    return np.array([f"CRS3035RES{size}mN{north}E{east}" for north, east in pairs], dtype=object)
