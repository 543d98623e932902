"""Houses on lots: closed street fronts, rows, pairs and detached houses, with what stands in their yards and gardens.

Every house is a quadrilateral between two lines across its lot. Where it shares a wall, that line is the party line, whose
vertices the parcels already have; elsewhere the house keeps its distance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from .blocks import Blocks
from .curves import Array, Points
from .drafts import GARAGE, MAIN, REAR, SHED, Drafts, concatenated, drafts, fits, polygons
from .parcels import Fronts, Lots, Parcels
from .plan import DETACHED, OLD_TOWN, PERIMETER, ROWS, SUBURB, VILLAGE

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

VACANT = {OLD_TOWN: 0.03, PERIMETER: 0.05, SUBURB: 0.07, ROWS: 0.02, DETACHED: 0.06, VILLAGE: 0.08}
"""Share of lots without a house."""
GARAGES = {OLD_TOWN: 0.0, PERIMETER: 0.08, SUBURB: 0.3, ROWS: 0.22, DETACHED: 0.8, VILLAGE: 0.5}
SHEDS = {OLD_TOWN: 0.1, PERIMETER: 0.18, SUBURB: 0.3, ROWS: 0.5, DETACHED: 0.44, VILLAGE: 0.4}
REARS = {OLD_TOWN: 0.65, PERIMETER: 0.46, SUBURB: 0.25, ROWS: 0.0, DETACHED: 0.0, VILLAGE: 0.85}
"""Shares of lots with a garage, with a shed and with a building in the yard."""


@dataclass(frozen=True)
class _Lot:
    """The measures of all lots as arrays; points have shape (n, 2)."""

    a: Points
    b: Points
    along: Points
    inward: Points
    in_a: Points
    in_b: Points
    width: Floats
    depth: Floats
    setback: Floats
    rear: Floats
    shared_a: Bools
    shared_b: Bools
    corner: Bools
    kind: Array
    parcel: Array

    def point(self, across: Floats, deep: Floats) -> Points:
        """Return points by distance along the street from ``a`` and by distance from the street."""
        return self.a + across[:, None] * self.along + deep[:, None] * self.inward

    def box(self, across: Floats, deep: Floats, wide: Floats, long: Floats) -> Array:
        """Return rectangles along the street from a corner, a width and a depth."""
        first = self.point(across, deep)
        side, back = wide[:, None] * self.along, long[:, None] * self.inward
        return polygons(np.stack((first, first + side, first + side + back, first + back), axis=1))

    def take(self, rows: Array) -> _Lot:
        return _Lot(**{name: getattr(self, name)[rows] for name in self.__dataclass_fields__})


def make_houses(blocks: Blocks, parcels: Parcels, lots: Lots, fronts: Fronts, rng: np.random.Generator) -> Drafts:
    """Return the buildings on all lots."""
    measures = _measures(blocks, parcels, lots, fronts, rng)
    shape, present = _main(measures, lots, fronts, rng)
    wings = _with_wings(measures, shape, rng)
    share = {name: np.array([table[kind] for kind in measures.kind.tolist()]) for name, table in (
        ("vacant", VACANT), ("garage", GARAGES), ("shed", SHEDS), ("rear", REARS))}  # fmt: skip
    draw = rng.random((4, len(shape)))
    present &= draw[0] >= share["vacant"]
    parts = [_draft(wings, present, MAIN, lots, measures)]
    for role, name, row, build in ((REAR, "rear", 1, _yard), (GARAGE, "garage", 2, _garage), (SHED, "shed", 3, _shed)):
        wanted = np.flatnonzero((draw[row] < share[name]) & (present | (role == SHED)))
        if len(wanted):
            footprints = build(measures.take(wanted), rng)
            good = fits(footprints, measures.parcel[wanted])
            rows = wanted[good]
            parts.append(
                drafts(footprints[good], parcel=lots.parcel[rows], role=role, kind=measures.kind[rows], block=lots.block[rows], lot=rows)
            )
    return concatenated(parts)


def _draft(shape: Array, present: Bools, role: int, lots: Lots, measures: _Lot) -> Drafts:
    rows = np.flatnonzero(present)
    return drafts(
        shape[rows], parcel=lots.parcel[rows], role=role, kind=measures.kind[rows], block=lots.block[rows], lot=rows
    )


def _measures(blocks: Blocks, parcels: Parcels, lots: Lots, fronts: Fronts, rng: np.random.Generator) -> _Lot:
    corner = ~np.isnan(lots.corner[:, 0])
    kind = blocks.kind[lots.block]
    a = fronts.xy[lots.start]
    b = np.where(corner[:, None], lots.corner, fronts.xy[lots.end])
    along = b - a
    width = np.maximum(np.hypot(*along.T), 0.1)
    along = along / width[:, None]
    gap = rng.random(len(fronts.xy)) < np.where(np.isin(blocks.kind[fronts.block], (ROWS,)), 0.16, 0.05)
    wall = fronts.attached & ~fronts.is_end & ~(gap & np.isin(blocks.kind[fronts.block], (OLD_TOWN, PERIMETER, SUBURB, ROWS)))
    area = shapely.area(parcels.shape[lots.parcel])
    return _Lot(
        a=a,
        b=b,
        along=along,
        inward=np.column_stack((-along[:, 1], along[:, 0])),
        in_a=fronts.inward[lots.start],
        in_b=fronts.inward[lots.end],
        width=width,
        depth=np.where(corner, 0.8 * np.sqrt(area), area / width),
        setback=fronts.setback[lots.start],
        rear=fronts.rear[lots.start],
        shared_a=wall[lots.start],
        shared_b=wall[lots.end] & ~corner,
        corner=corner,
        kind=kind,
        parcel=parcels.shape[lots.parcel],
    )


def _main(lot: _Lot, lots: Lots, fronts: Fronts, rng: np.random.Generator) -> tuple[Array, Bools]:
    """Return the main houses and whether there is room for each."""
    n = len(lot.width)
    free = ~lot.shared_a & ~lot.shared_b
    village, detached = lot.kind == VILLAGE, lot.kind == DETACHED
    typical = np.select((detached, village, lot.kind == SUBURB), (rng.uniform(9.0, 13.0, n), rng.uniform(7.8, 9.8, n), rng.uniform(11.0, 14.0, n)), 0.82 * lot.width)
    single = np.where(free, np.minimum(typical, lot.width - 5.5), np.minimum(typical, lot.width - 3.0))
    room = np.maximum(lot.width - np.where(lot.kind == ROWS, lot.width - np.where(free, 3.2, 1.6), single), 0.0)
    share = rng.uniform(0.28, 0.72, n)
    share = np.where(lot.corner, rng.uniform(0.3, 0.5, n), share)
    pull_a = np.where(lot.shared_a, 0.0, np.where(lot.shared_b, room, room * share))
    pull_b = np.where(lot.shared_b, 0.0, np.where(lot.shared_a, room, room * (1.0 - share)))
    front = lot.setback + np.where(free & (detached | village), rng.uniform(-0.8, 1.8, n), 0.0)
    back = lot.rear + np.where(free & village, rng.uniform(2.0, 6.0, n), np.where(free & detached, rng.uniform(-1.0, 1.5, n), 0.0))

    def corners(shrink: float) -> Points:
        deep = (front + (back - front) * shrink)[:, None]
        s, wa, wb = front[:, None], pull_a + (1 - shrink) * 2.0, pull_b + (1 - shrink) * 2.0
        p0 = np.where(lot.shared_a[:, None], lot.a + lot.setback[:, None] * lot.in_a, lot.point(wa, front))
        p1 = np.where(lot.shared_b[:, None], lot.b + lot.setback[:, None] * lot.in_b, lot.point(lot.width - wb, front))
        p3 = np.where(lot.shared_a[:, None], lot.a + lot.rear[:, None] * lot.in_a, p0 + (deep - s) * lot.inward)
        p2 = np.where(lot.shared_b[:, None], lot.b + lot.rear[:, None] * lot.in_b, p1 + (deep - s) * lot.inward)
        return np.stack((p0, p1, p2, p3), axis=1)

    shape = polygons(corners(1.0))
    good = fits(shape, lot.parcel)
    for shrink in (0.88, 0.75):
        smaller = polygons(corners(shrink)[~good])
        better = fits(smaller, lot.parcel[~good])
        rows = np.flatnonzero(~good)[better]
        shape[rows] = smaller[better]
        good[rows] = True
    shape, good = _corner_houses(lot, lots, fronts, shape, good, rng)
    wide = shapely.area(shape) > np.where(lot.kind == OLD_TOWN, 35.0, 42.0)
    return shape, good & wide


def _corner_houses(
    lot: _Lot, lots: Lots, fronts: Fronts, shape: Array, good: Bools, rng: np.random.Generator
) -> tuple[Array, Bools]:
    """Replace the houses on corner lots of closed fronts by corner houses along both streets."""
    closed = np.isin(lot.kind, (OLD_TOWN, PERIMETER, SUBURB)) & lot.corner
    rows = np.flatnonzero(closed & lot.shared_a & fronts.attached[lots.end] & (lot.setback == 0.0) & (fronts.setback[lots.end] == 0.0))
    if not len(rows):
        return shape, good
    a, c, b = lot.a[rows], lot.b[rows], fronts.xy[lots.end[rows]]
    back_a = a + lot.rear[rows, None] * lot.in_a[rows]
    back_b = b + fronts.rear[lots.end[rows], None] * lot.in_b[rows]
    way_a, way_b = c - a, b - c
    cross = way_a[:, 0] * way_b[:, 1] - way_a[:, 1] * way_b[:, 0]
    step = ((back_b - back_a)[:, 0] * way_b[:, 1] - (back_b - back_a)[:, 1] * way_b[:, 0]) / np.where(cross == 0, 1.0, cross)
    inner = back_a + step[:, None] * way_a
    cut = np.where(rng.random(len(rows)) < 0.45, 3.2, 0.01)[:, None]
    first = c - cut * way_a / np.hypot(*way_a.T)[:, None]
    second = c + cut * way_b / np.hypot(*way_b.T)[:, None]
    houses = polygons(np.stack((a, first, second, b, back_b, inner, back_a), axis=1))
    fit = fits(houses, lot.parcel[rows]) & (step > 0.05) & (shapely.area(houses) > 60.0)
    shape[rows[fit]] = houses[fit]
    good[rows] = good[rows] & ~fit | fit
    return shape, good


def _with_wings(lot: _Lot, shape: Array, rng: np.random.Generator) -> Array:
    """Return the houses with wings into the yard: L, T and U shapes."""
    n = len(shape)
    out = shape.copy()
    closed = np.isin(lot.kind, (OLD_TOWN, PERIMETER, SUBURB)) & ~lot.corner
    for side, chance in ((0, 0.42), (1, 0.3)):
        wanted = closed & (rng.random(n) < chance) & (lot.width > (8.0 if side == 0 else 14.0))
        middle = rng.random(n) < 0.25
        wide = np.clip(0.32 * lot.width, 3.2, 5.6)
        long = np.minimum(rng.uniform(4.0, 15.0, n), lot.depth - lot.rear - 5.0)
        rows = np.flatnonzero(wanted & (long > 3.0))
        if not len(rows):
            continue
        part = lot.take(rows)
        w = wide[rows]
        across = np.where(middle[rows], 0.5 * (part.width - w), 0.35 if side == 0 else part.width - w - 0.35)
        wing = part.box(across, part.rear - 2.0, w, long[rows] + 2.0)
        whole = shapely.union(out[rows], wing, grid_size=0.001)
        good = fits(wing, part.parcel) & (shapely.get_type_id(whole) == 3) & shapely.intersects(shape[rows], wing)
        good &= shapely.get_num_interior_rings(whole) == 0
        out[rows[good]] = whole[good]
    bay = (lot.kind == DETACHED) & (rng.random(n) < 0.3) & (lot.width > 16.0)
    rows = np.flatnonzero(bay)
    if len(rows):
        part = lot.take(rows)
        size = rng.uniform(3.0, 5.0, len(rows))
        at = np.where(rng.random(len(rows)) < 0.5, part.rear - 1.5, part.setback - 1.5)
        wing = part.box(0.5 * part.width - rng.uniform(0.0, 4.0, len(rows)), at, size, np.full(len(rows), 3.2))
        whole = shapely.union(out[rows], wing, grid_size=0.001)
        good = fits(wing, part.parcel) & (shapely.get_type_id(whole) == 3) & ~part.shared_a & ~part.shared_b
        out[rows[good]] = whole[good]
    return out


def _yard(lot: _Lot, rng: np.random.Generator) -> Array:
    """Return buildings in the yard: workshops and rear houses, in the village barns across the end of the yard."""
    n = len(lot.width)
    village = lot.kind == VILLAGE
    wide = np.where(village, rng.uniform(0.55, 0.85, n), rng.uniform(0.4, 0.92, n)) * lot.width
    long = np.where(village, rng.uniform(8.0, 12.0, n), rng.uniform(4.5, 9.0, n))
    deep = np.where(village, rng.uniform(28.0, 40.0, n), np.maximum(lot.rear + 5.0, lot.depth - long - rng.uniform(0.5, 4.0, n)))
    across = np.where(rng.random(n) < 0.5, 0.4, lot.width - wide - 0.4)
    return lot.box(across, deep, wide, long)


def _garage(lot: _Lot, rng: np.random.Generator) -> Array:
    """Return garages beside the house or at the end of the drive."""
    n = len(lot.width)
    double = (rng.random(n) < 0.18) & (lot.width > 18.0)
    wide = np.where(double, 5.8, rng.uniform(2.9, 3.4, n))
    deep = np.where(
        np.isin(lot.kind, (DETACHED,)), lot.setback + rng.uniform(1.0, 9.0, n), lot.rear + rng.uniform(4.0, 14.0, n)
    )
    across = np.where(rng.random(n) < 0.5, 0.3, lot.width - wide - 0.3)
    return lot.box(across, deep, wide, rng.uniform(5.6, 6.8, n))


def _shed(lot: _Lot, rng: np.random.Generator) -> Array:
    """Return sheds and garden houses in the rear third of the lot."""
    n = len(lot.width)
    wide, long = rng.uniform(2.4, 4.6, n), rng.uniform(2.2, 4.2, n)
    deep = np.maximum(lot.rear + 6.0, lot.depth * rng.uniform(0.68, 0.86, n))
    return lot.box(rng.uniform(0.06, 0.94, n) * (lot.width - wide), deep, wide, long)
