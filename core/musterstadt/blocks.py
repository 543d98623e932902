"""Blocks between the streets, cut until they are nearly convex, and the sides on which they face a street."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from .curves import MILLIMETRE, Array, Points, single_parts
from .plan import INDUSTRY, LINES, SLABS, Plan
from .streets import Streets

CORNER_TURN = 42.0
"""A block has a corner where its outline turns by more than this, in degrees; it is cut at turns to the other side."""
_REACH = 5.0
"""Length over which the direction of an outline is taken, in metres."""
SMALLEST = 160.0
NO_FRONTAGE = ("footway", "trunk", "track")

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Blocks:
    """Building land between the streets; arrays have one entry for each block."""

    shape: Array
    kind: Array
    district: Ints
    is_market: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Side:
    """One side of a block from corner to corner, anticlockwise, and how far each of its points is along it."""

    block: int
    points: Points
    along: Floats
    frontage: bool = False


def make_blocks(plan: Plan, streets: Streets, dividers: Array, land: shapely.Geometry) -> Blocks:
    """Return the blocks of a town; ``land`` is the street land, ``dividers`` are lines that part blocks."""
    areas = np.array([district.area for district in plan.districts], dtype=object)
    built = shapely.union_all(areas, grid_size=MILLIMETRE)
    water = shapely.buffer(plan.river_axis, 40.0)
    free = shapely.difference(built, shapely.union(land, water), grid_size=MILLIMETRE)
    shapes, _ = single_parts(np.array([free], dtype=object), 3)
    shapes = shapes[shapely.area(shapes) > SMALLEST]
    shapes = _cut(shapes, dividers)
    for _ in range(2):
        shapes = _cut(shapes, _cuts_at_reflex_corners(shapes))
    shapes = shapes[(shapely.area(shapes) > SMALLEST) & (shapely.area(shapely.buffer(shapes, -5.0)) > 20.0)]
    inside = shapely.point_on_surface(shapes)
    at, district = shapely.STRtree(areas).query(inside, predicate="intersects")
    of = np.zeros(len(shapes), dtype=np.int64)
    of[at[::-1]] = district[::-1]
    kinds = np.array([item.kind for item in plan.districts], dtype=object)
    market = shapely.Point(plan.place(np.zeros((1, 2)))[0])
    order = np.lexsort(np.round(shapely.get_coordinates(inside), 3).T)
    shapes, of = shapes[order], of[order]
    shapes = shapely.polygons(
        np.array([shapely.get_exterior_ring(shape) for shape in shapely.normalize(shapes)], dtype=object)
    )
    return Blocks(shapes, kinds[of], of, shapely.contains(shapes, market))


def _cut(shapes: Array, lines: Array) -> Array:
    """Return polygons divided by lines; both sides of a cut share all their vertices."""
    if not len(lines):
        return shapes
    edges = np.concatenate((shapely.boundary(shapes), lines))
    noded = shapely.union_all(edges, grid_size=MILLIMETRE)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    face, _ = shapely.STRtree(shapes).query(shapely.point_on_surface(faces), predicate="within")
    return faces[np.unique(face)]


def _cuts_at_reflex_corners(shapes: Array) -> Array:
    """Return for each corner that points into a polygon the shorter of the two straight continuations of its edges."""
    cuts = []
    for shape in shapes:
        ring = anticlockwise(shape)
        turn, before, after = turns(ring)
        for vertex in np.flatnonzero(_peaks(-turn, ring)):
            start = ring[vertex]
            rays = [
                shapely.intersection(shapely.LineString((start + 0.01 * way, start + 400.0 * way)), shape)
                for way in (before[vertex], -after[vertex])
            ]
            parts = [shapely.get_coordinates(ray)[:2] for ray in rays]
            parts = [part for part in parts if len(part) == 2 and np.hypot(*(part[0] - start)) < 1.0]
            if parts:
                end = min(parts, key=lambda part: float(np.hypot(*(part[1] - start))))[1]
                way = (end - start) / max(float(np.hypot(*(end - start))), 1e-9)
                cuts.append(shapely.LineString((start, end + 0.02 * way)))
    out = np.empty(len(cuts), dtype=object)
    out[:] = cuts
    return out


def anticlockwise(shape: shapely.Polygon) -> Points:
    """Return the outline of a polygon anticlockwise, shape (n, 2), without the repeated last point."""
    ring = shapely.get_coordinates(shapely.get_exterior_ring(shape))[:-1]
    x, y = ring.T
    return ring if np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)) > 0 else ring[::-1]


def turns(ring: Points) -> tuple[Floats, Points, Points]:
    """Return for each point of an anticlockwise outline its turn to the left in degrees, and both directions."""
    closed = np.vstack((ring, ring[:1]))
    along = np.concatenate(((0.0,), np.cumsum(np.hypot(*np.diff(closed, axis=0).T))))
    total = along[-1]
    reach = min(_REACH, total / 8.0)

    def at(position: Floats) -> Points:
        position = position % total
        return np.column_stack((np.interp(position, along, closed[:, 0]), np.interp(position, along, closed[:, 1])))

    before = ring - at(along[:-1] - reach)
    after = at(along[:-1] + reach) - ring
    before /= np.maximum(np.hypot(*before.T), 1e-9)[:, None]
    after /= np.maximum(np.hypot(*after.T), 1e-9)[:, None]
    cross = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]
    return np.rad2deg(np.arctan2(cross, (before * after).sum(axis=1))), before, after


def _peaks(turn: Floats, ring: Points) -> npt.NDArray[np.bool_]:
    """Mark the points that turn by more than a corner does and more than any other point close by."""
    found = np.flatnonzero(turn > CORNER_TURN)
    marked = np.zeros(len(turn), dtype=bool)
    for point in found[np.argsort(-turn[found], kind="stable")].tolist():
        near = np.hypot(*(ring[marked] - ring[point]).T) < 1.6 * _REACH
        if not near.any():
            marked[point] = True
    return marked


def sides_of(shape: shapely.Polygon, block: int) -> list[Side]:
    """Return the sides of a block from corner to corner."""
    ring = anticlockwise(shape)
    turn, _, _ = turns(ring)
    corners = np.flatnonzero(_peaks(turn, ring))
    if len(corners) < 3:
        corners = np.sort(_spread(ring))
    sides = []
    for start, end in zip(corners, np.roll(corners, -1), strict=True):
        rows = np.arange(start, end + 1) if end > start else np.arange(start, end + len(ring) + 1)
        points = ring[rows % len(ring)]
        along = np.concatenate(((0.0,), np.cumsum(np.hypot(*np.diff(points, axis=0).T))))
        sides.append(Side(block, points, along))
    return sides


def _spread(ring: Points) -> Ints:
    """Return four points of an outline that lie far from each other, for blocks without corners."""
    centre = ring.mean(axis=0)
    angle = np.arctan2(*(ring - centre).T[::-1])
    picked = [int(np.argmax(np.hypot(*(ring - centre).T)))]
    for quarter in (1, 2, 3):
        away = np.abs((angle - angle[picked[0]] - quarter * np.pi / 2 + np.pi) % (2 * np.pi) - np.pi)
        picked.append(int(np.argmin(away)))
    return np.unique(np.array(picked, dtype=np.int64))


def sides_with_frontage(blocks: Blocks, streets: Streets) -> list[Side]:
    """Return the sides of all blocks and whether they face a street that houses may stand on."""
    sides = [side for number, shape in enumerate(blocks.shape) for side in sides_of(shape, number)]
    share = np.array((0.12, 0.3, 0.5, 0.7, 0.88))
    samples = np.vstack([_interpolated(side, share * side.along[-1]) for side in sides])
    usable = np.flatnonzero(~np.isin(streets.klasse, NO_FRONTAGE))
    at, piece = shapely.STRtree(streets.line[usable]).query(
        shapely.points(samples), predicate="dwithin", distance=float(streets.half_width.max()) + 1.5
    )
    rows = usable[piece]
    close = shapely.distance(shapely.points(samples)[at], streets.line[rows]) < streets.half_width[rows] + 1.2
    near = np.zeros(len(samples), dtype=bool)
    near[at[close]] = True
    front = near.reshape(len(sides), 5).sum(axis=1) >= 4
    return [Side(side.block, side.points, side.along, bool(faces)) for side, faces in zip(sides, front, strict=True)]


def _interpolated(side: Side, position: Floats) -> Points:
    return np.column_stack(
        (np.interp(position, side.along, side.points[:, 0]), np.interp(position, side.along, side.points[:, 1]))
    )


def is_area_block(kind: str) -> bool:
    """Tell whether a block of this kind is built in its depth and not along its streets."""
    return kind in (SLABS, LINES, INDUSTRY)
