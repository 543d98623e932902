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
from .plan import DETACHED, OLD_TOWN, PERIMETER, ROWS, SUBURB, VILLAGE
from .strips import strips

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class LotRule:
    """Dimensions of the lots of one way of building, in metres."""

    width: tuple[float, float]
    corner: float
    """Length of street front that a corner lot takes on either side."""
    depth: float
    """Depth after which the land belongs to no lot."""
    setback: tuple[float, float]
    building_depth: tuple[float, float]
    attached: float
    """Share of block sides on which houses stand wall to wall."""


RULES = {
    OLD_TOWN: LotRule((7.5, 12.5), 11.0, 60.0, (0.0, 0.0), (9.0, 11.5), 1.0),
    PERIMETER: LotRule((15.0, 21.0), 19.0, 60.0, (0.0, 0.0), (11.5, 13.0), 0.9),
    SUBURB: LotRule((15.0, 21.0), 18.0, 45.0, (0.0, 3.0), (10.5, 12.0), 0.45),
    ROWS: LotRule((6.4, 7.6), 15.0, 42.0, (4.0, 6.0), (8.8, 10.0), 0.85),
    DETACHED: LotRule((17.0, 24.5), 21.0, 40.0, (3.5, 7.0), (9.5, 11.0), 0.0),
    VILLAGE: LotRule((25.0, 36.0), 27.0, 85.0, (1.0, 4.0), (8.5, 10.0), 0.0),
}
TWIN_SHARE = 0.16
"""Share of party lines between detached houses on which a pair of semi-detached houses stands."""


@dataclass(frozen=True)
class Fronts:
    """Points on the outlines of blocks where party lines start; arrays have one entry for each."""

    xy: Points
    inward: Points
    """Unit vectors into the block, shape (n, 2)."""
    block: Ints
    is_end: Bools
    """The point is the end of a street front at other land, so no party line starts here."""
    setback: Floats
    rear: Floats
    """Distances from the street at which houses begin and end along the party line."""
    attached: Bools
    """Houses on both sides of the party line may share a wall."""


@dataclass(frozen=True)
class Lots:
    """Parcels with a street front, from one front point to the next anticlockwise; one entry for each lot."""

    start: Ints
    end: Ints
    corner: Points
    """The corner of the block between the two front points, nan for a lot within a side."""
    block: Ints
    parcel: Ints


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
    drawn = _Drawing()
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
        inner += [(number, line) for line in _partition(of_block[number], RULES[kind].depth)]
    outlines = shapely.linearrings(np.vstack(rings), indices=np.repeat(np.arange(len(rings)), [len(r) for r in rings]))
    shapes = shapely.polygons(outlines)
    fronts = drawn.fronts()
    faces = _polygonized(np.concatenate((outlines, _within_blocks(inner, shapes))))
    cells = _polygonized(np.concatenate((shapely.boundary(faces), _party_lines(fronts, faces))))
    cell_of, block_of = shapely.STRtree(shapes).query(shapely.point_on_surface(cells), predicate="within")
    cells, block_of = cells[cell_of], block_of.astype(np.int64)
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


class _Drawing:
    """Collects front points and lots block by block."""

    def __init__(self) -> None:
        self._xy: list[Points] = []
        self._inward: list[Points] = []
        self._rest: list[npt.NDArray[np.float64]] = []
        self._count = 0
        self._lots: list[tuple[int, int, float, float]] = []

    def add_block(self, sides: list[Side], rule: LotRule, shape: shapely.Polygon, rng: np.random.Generator) -> Points:
        """Add the front points and lots of one block and return its closed outline."""
        thickness = _thickness(shape)
        building_depth = min(rng.uniform(*rule.building_depth), 0.36 * thickness)
        ring: list[Points] = []
        firsts: list[int] = []
        lasts: list[int] = []
        for position, side in enumerate(sides):
            if not side.frontage:
                ring.append(side.points[:-1])
                firsts.append(-1)
                lasts.append(-1)
                continue
            before, after = sides[position - 1].frontage, sides[(position + 1) % len(sides)].frontage
            at = _front_positions(side.along[-1], before, after, rule, rng)
            xy = np.round(_on(side, at), 3)
            setback = rng.uniform(*rule.setback)
            attached = rng.random() < rule.attached
            self._xy.append(xy)
            self._inward.append(_inward(side, at))
            rest = np.zeros((len(at), 5))
            rest[:, 0] = side.block
            rest[0, 1], rest[-1, 1] = not before, not after
            rest[:, 2], rest[:, 3] = setback, setback + building_depth
            rest[:, 4] = attached if rule.attached else _twins(len(at), rng)
            self._rest.append(rest)
            number = self._count + np.arange(len(at))
            self._lots += [(int(k), int(k) + 1, np.nan, np.nan) for k in number[:-1]]
            self._count += len(at)
            firsts.append(int(number[0]))
            lasts.append(int(number[-1]))
            ring += [side.points[:1], xy] if before else [xy]
            if not after:
                ring[-1] = ring[-1][:-1]
        for position, side in enumerate(sides):
            following = (position + 1) % len(sides)
            if side.frontage and sides[following].frontage:
                corner = side.points[-1]
                self._lots.append((lasts[position], firsts[following], float(corner[0]), float(corner[1])))
        outline = np.vstack(ring)
        return np.vstack((outline, outline[:1]))

    def fronts(self) -> Fronts:
        rest = np.vstack(self._rest)
        return Fronts(
            np.vstack(self._xy), np.vstack(self._inward), rest[:, 0].astype(np.int64), rest[:, 1] > 0,
            rest[:, 2], rest[:, 3], rest[:, 4] > 0,
        )  # fmt: skip

    def lots(self) -> tuple[Ints, Ints, Points]:
        table = np.array(self._lots)
        return table[:, 0].astype(np.int64), table[:, 1].astype(np.int64), table[:, 2:]


def _thickness(shape: shapely.Polygon) -> float:
    corners = shapely.get_coordinates(shapely.minimum_rotated_rectangle(shape))
    return float(np.hypot(*np.diff(corners[:3], axis=0).T).min())


def _front_positions(length: float, before: bool, after: bool, rule: LotRule, rng: np.random.Generator) -> Floats:
    """Return where the party lines of a side start: after the corner lots, at somewhat irregular distances."""
    first = rule.corner if before else 0.0
    last = rule.corner if after else 0.0
    room = length - first - last
    typical = rng.uniform(*rule.width)
    if room < 0.6 * typical:
        if before and after:
            return np.array((0.5 * length,))
        return np.array((0.0, 0.5 * length) if after else (0.5 * length, length) if before else (0.0, length))
    count = max(int(round(room / typical)), 1)
    spread = 0.5 * (rule.width[1] - rule.width[0]) / rule.width[1]
    widths = 1.0 + rng.uniform(-spread, spread, count)
    return first + room * np.concatenate(((0.0,), np.cumsum(widths))) / widths.sum()


def _twins(count: int, rng: np.random.Generator) -> npt.NDArray[np.bool_]:
    """Choose party lines for semi-detached pairs so that no house has two."""
    chosen = rng.random(count) < TWIN_SHARE
    for row in range(1, count):
        chosen[row] &= not chosen[row - 1]
    return chosen


def _on(side: Side, at: Floats) -> Points:
    return np.column_stack(
        (np.interp(at, side.along, side.points[:, 0]), np.interp(at, side.along, side.points[:, 1]))
    )


def _inward(side: Side, at: Floats) -> Points:
    reach = min(9.0, 0.4 * float(side.along[-1]))
    way = _on(side, np.minimum(at + reach, side.along[-1])) - _on(side, np.maximum(at - reach, 0.0))
    way /= np.hypot(*way.T)[:, None]
    return np.column_stack((-way[:, 1], way[:, 0]))


def _partition(sides: list[Side], depth: float) -> list[Points]:
    """Return the segments that divide a block among the sides with a street front, out to ``depth``.

    A side is taken as its chord; the land nearest to chord i is bounded by the bisectors with all others, so each
    segment is the part of a bisector on which no third chord is nearer (the straight skeleton of a convex block).
    """
    chords = np.array([(side.points[0], side.points[-1]) for side in sides if side.frontage])
    if not len(chords):
        return []
    way = chords[:, 1] - chords[:, 0]
    way = way / np.hypot(*way.T)[:, None]
    normal = np.column_stack((-way[:, 1], way[:, 0]))
    offset = (normal * chords[:, 0]).sum(axis=1)
    out = []
    for i in range(len(chords)):
        for j in range(i, len(chords)):
            if i == j:
                point, direction = chords[i, 0] + depth * normal[i], way[i]
            else:
                difference = normal[i] - normal[j]
                square = float(difference @ difference)
                if square < 1e-4:
                    continue
                direction = np.array((-difference[1], difference[0])) / np.sqrt(square)
                centre = chords[i].mean(axis=0)
                point = centre + difference * ((offset[i] - offset[j]) - difference @ centre) / square
            segment = _nearest_part(point, direction, i, j, normal, offset, depth)
            if segment is not None:
                out.append(segment)
    return out


def _nearest_part(
    point: Points, direction: Points, i: int, j: int, normal: Points, offset: Floats, depth: float
) -> Points | None:
    """Return the part of a line on which chord ``i`` is as near as any other and no farther than ``depth``."""
    constant = normal @ point - offset
    slope = normal @ direction
    constant, slope = constant - constant[i], slope - slope[i]
    others = np.ones(len(normal), dtype=bool)
    others[[i, j]] = False
    low, high = -400.0, 400.0
    limits = [(constant[k], slope[k]) for k in np.flatnonzero(others)]
    if i != j:
        limits.append((depth - (normal[i] @ point - offset[i]), -(normal[i] @ direction)))
    for start, rise in limits:
        if abs(rise) < 1e-9:
            if start < 0:
                return None
        elif rise > 0:
            low = max(low, -start / rise)
        else:
            high = min(high, -start / rise)
    if high - low < 0.5:
        return None
    return np.array((point + low * direction, point + high * direction))


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
    out[pairs] = shapely.coverage_union(cells[order[start[pairs]]], cells[order[start[pairs] + 1]])
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
