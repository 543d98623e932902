"""Parcels: the land of a block is given to the side it is nearest to and cut there by party lines.

The party lines start at points of the outline (:class:`Fronts`) and run at right angles to the street. They carry
vertices where attached houses will stand, so walls, parcels and blocks share their vertices exactly.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from .blocks import Blocks, Side, is_area_block
from .curves import MILLIMETRE, Array, Points
from .lots import RULES, Drawing, Fronts, Lots
from .partition import partition
from .strips import strips

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Parcels:
    """All parcels of the blocks; one entry for each."""

    shape: Array
    block: Ints


def make_parcels(
    blocks: Blocks, sides: list[Side], reserved: Bools, rng: np.random.Generator
) -> tuple[Blocks, Parcels, Lots, Fronts]:
    """Return the blocks with their final outlines, their parcels, the lots and the front points.

    ``reserved`` marks blocks that stay one piece (facilities).
    """
    plain = reserved | blocks.is_market | np.array([is_area_block(kind) for kind in blocks.kind.tolist()])
    drawn = Drawing()
    of_block: list[list[Side]] = [[] for _ in blocks.shape]
    for side in sides:
        of_block[side.block].append(side)
    inner: list[tuple[int, Points]] = []
    rings: list[Points] = []
    for number, (shape, kind) in enumerate(zip(blocks.shape, blocks.kind.tolist(), strict=True)):
        if plain[number]:
            rings.append(shapely.get_coordinates(shape))
            if not (reserved[number] or blocks.is_market[number]):
                inner += [(number, line) for line in strips(shape, kind, rng)]
            continue
        rings.append(drawn.add_block(of_block[number], RULES[kind], shape, rng))
        inner += [(number, line) for line in partition(of_block[number], RULES[kind].depth)]
    outlines = shapely.linearrings(np.vstack(rings), indices=np.repeat(np.arange(len(rings)), [len(r) for r in rings]))
    shapes = shapely.polygons(outlines)
    fronts = drawn.fronts()
    faces = _polygonized(np.concatenate((outlines, _within_blocks(inner, shapes))))
    cells = _polygonized(np.concatenate((shapely.boundary(faces), _party_lines(fronts, faces))))
    cell_of, block_of = shapely.STRtree(shapes).query(shapely.point_on_surface(cells), predicate="within")
    # where straightened outlines overlap, the land goes to the block with the lower number
    cell_of, first = np.unique(cell_of[np.argsort(block_of, kind="stable")], return_index=True)
    cells, block_of = cells[cell_of], np.sort(block_of, kind="stable")[first].astype(np.int64)
    start, end, corner = drawn.lots()
    cells, block_of = _merged_at_corners(cells, block_of, corner[~np.isnan(corner[:, 0])])
    cells, block_of = _without_slivers(cells, block_of)
    order = np.lexsort((*shapely.get_coordinates(shapely.point_on_surface(cells)).T, block_of))
    cells, block_of = cells[order], block_of[order]
    lots = _lots_on(cells, fronts, start, end, corner)
    final = Blocks(_outlines(cells, block_of, shapes), blocks.kind, blocks.district, blocks.is_market)
    return final, Parcels(cells, block_of), lots, fronts


def _outlines(cells: Array, block_of: Ints, shapes: Array) -> Array:
    """Return the blocks as the union of their parcels, so that both have every vertex in common."""
    out = shapes.copy()
    blocks, start = np.unique(block_of, return_index=True)
    for block, members in zip(blocks.tolist(), np.split(cells, start[1:]), strict=True):
        parts = shapely.get_parts(shapely.coverage_union_all(members))
        out[block] = parts[np.argmax(shapely.area(parts))]
    return out


def _within_blocks(lines: list[tuple[int, Points]], shapes: Array) -> Array:
    """Return lines, each given with the number of its block, cut to that block."""
    drawn = shapely.linestrings(np.array([line for _, line in lines]).reshape(-1, 2, 2))
    parts = shapely.get_parts(shapely.intersection(drawn, shapes[[number for number, _ in lines]]))
    return np.asarray(parts[(shapely.get_type_id(parts) == 1) & (shapely.length(parts) > 0.01)])


def _polygonized(lines: Array) -> Array:
    noded = shapely.union_all(lines, grid_size=MILLIMETRE)
    return np.asarray(shapely.get_parts(shapely.polygonize(shapely.get_parts(noded))))


def _party_lines(fronts: Fronts, faces: Array) -> Array:
    """Return the party lines, each within the land of its side, with vertices where attached houses begin and end."""
    rows = np.flatnonzero(~fronts.is_end)
    xy, inward = fronts.xy[rows], fronts.inward[rows]
    point, face = shapely.STRtree(faces).query(shapely.points(xy + 0.3 * inward), predicate="within")
    rays = shapely.linestrings(np.stack((xy[point], xy[point] + 110.0 * inward[point]), axis=1))
    parts, of = shapely.get_parts(shapely.intersection(rays, faces[face]), return_index=True)
    line = shapely.get_type_id(parts) == 1
    parts, of = parts[line], of[line]
    nearest = shapely.distance(parts, shapely.points(xy[point[of]])) < 0.02
    parts, of = parts[nearest], point[of[nearest]]
    length = shapely.length(parts)
    row = rows[of]
    depths = np.column_stack((np.zeros(len(row)), fronts.setback[row], fronts.rear[row], length))
    depths[:, 1:3] = np.where(depths[:, 1:3] < length[:, None] - 0.3, depths[:, 1:3], 0.0)
    points = np.round(fronts.xy[row][:, None] + depths[:, :, None] * fronts.inward[row][:, None], 3)
    # an unused inner vertex repeats the start; building from a sorted order keeps each line simple
    order = np.argsort(depths, axis=1, kind="stable")
    points = np.take_along_axis(points, order[:, :, None], axis=1)
    return np.asarray(shapely.remove_repeated_points(shapely.linestrings(points), 0.0))


def _merged_at_corners(cells: Array, block_of: Ints, corners: Points) -> tuple[Array, Ints]:
    """Return the cells with those joined that meet at a corner of their block."""
    point, cell = shapely.STRtree(cells).query(shapely.points(corners), predicate="intersects")
    order = np.lexsort((cell, block_of[cell], point))
    point, cell = point[order], cell[order]
    same = (np.diff(point) == 0) & (np.diff(block_of[cell]) == 0)
    return _united(cells, block_of, cell[:-1][same], cell[1:][same])


def _without_slivers(cells: Array, block_of: Ints, smallest: float = 45.0) -> tuple[Array, Ints]:
    """Return the cells with those too small to stand alone joined to the neighbour with the longest common border."""
    small = np.flatnonzero(shapely.area(cells) < smallest)
    row, other = shapely.STRtree(cells).query(cells[small], predicate="intersects")
    usable = (block_of[small[row]] == block_of[other]) & (small[row] != other)
    row, other = row[usable], other[usable]
    border = shapely.length(shapely.intersection(cells[small[row]], cells[other]))
    order = np.lexsort((-border, row))
    row, other, border = row[order], other[order], border[order]
    _, first = np.unique(row, return_index=True)
    first = first[border[first] > 0.01]
    return _united(cells, block_of, small[row[first]], other[first])


def _united(cells: Array, block_of: Ints, left: Ints, right: Ints) -> tuple[Array, Ints]:
    """Return the cells after joining the pairs given by two index arrays; joined cells join further ones."""
    group = np.arange(len(cells))
    for one, other in zip(left.tolist(), right.tolist(), strict=True):
        a, b = _root(group, one), _root(group, other)
        group[max(a, b)] = min(a, b)
    group = np.array([_root(group, number) for number in range(len(cells))], dtype=np.int64)
    size = np.bincount(group, minlength=len(cells))
    out = cells.copy()
    order = np.argsort(group, kind="stable")
    start = np.searchsorted(group[order], np.arange(len(cells)))
    pairs = np.flatnonzero(size == 2)
    both = np.stack((cells[order[start[pairs]]], cells[order[start[pairs] + 1]]), axis=1)
    out[pairs] = shapely.coverage_union_all(both, axis=1)
    for number in np.flatnonzero(size > 2).tolist():
        out[number] = shapely.coverage_union_all(cells[order[start[number] : start[number] + size[number]]])
    kept = np.flatnonzero(size > 0)
    parts, of = shapely.get_parts(out[kept], return_index=True)
    return parts, block_of[kept[of]]


def _root(group: Ints, number: int) -> int:
    while group[number] != number:
        number = int(group[number])
    return number


def _lots_on(cells: Array, fronts: Fronts, start: Ints, end: Ints, corner: Points) -> Lots:
    """Return the lots with the parcel that lies behind each; a parcel behind several fronts goes to the first."""
    target = np.where(np.isnan(corner), fronts.xy[end], corner)
    inside = 0.5 * (fronts.xy[start] + target) + 0.25 * fronts.inward[start]
    lot, cell = shapely.STRtree(cells).query(shapely.points(inside), predicate="within")
    _, first = np.unique(cell, return_index=True)
    lot, cell = lot[first], cell[first].astype(np.int64)
    order = np.argsort(lot, kind="stable")
    lot, cell = lot[order], cell[order]
    return Lots(start[lot], end[lot], corner[lot], fronts.block[start[lot]], cell)
