"""Houses that are more than a box: corner houses along two streets, wings into the yard, bays."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from .curves import MILLIMETRE, Array
from .drafts import fits, polygons
from .lot_measures import CLOSED, LotMeasures
from .lots import Fronts, Lots
from .plan import DETACHED

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

FROM_PARTY_LINE = 0.35
"""Distance of a wing from the party line, m: its neighbour may have one there too."""


def with_corner_houses(
    lot: LotMeasures, lots: Lots, fronts: Fronts, shape: Array, good: Bools, rng: np.random.Generator
) -> tuple[Array, Bools]:
    """Replace the houses on corner lots of closed fronts by corner houses along both streets."""
    closed = np.isin(lot.kind, CLOSED) & lot.corner
    rows = np.flatnonzero(
        closed & lot.shared_a & fronts.attached[lots.end] & (lot.setback == 0.0) & (fronts.setback[lots.end] == 0.0)
    )
    if not len(rows):
        return shape, good
    a, c, b = lot.a[rows], lot.b[rows], fronts.xy[lots.end[rows]]
    back_a = a + lot.rear[rows, None] * lot.in_a[rows]
    back_b = b + fronts.rear[lots.end[rows], None] * lot.in_b[rows]
    way_a, way_b = c - a, b - c
    cross = way_a[:, 0] * way_b[:, 1] - way_a[:, 1] * way_b[:, 0]
    across = back_b - back_a
    step = (across[:, 0] * way_b[:, 1] - across[:, 1] * way_b[:, 0]) / np.where(cross == 0, 1.0, cross)
    inner = back_a + step[:, None] * way_a
    cut = np.where(rng.random(len(rows)) < 0.45, 3.2, 0.01)[:, None]
    first = c - cut * way_a / np.hypot(*way_a.T)[:, None]
    second = c + cut * way_b / np.hypot(*way_b.T)[:, None]
    houses = polygons(np.stack((a, first, second, b, back_b, inner, back_a), axis=1))
    fit = fits(houses, lot.parcel[rows]) & (step > 0.05) & (shapely.area(houses) > 60.0)
    shape[rows[fit]] = houses[fit]
    good[rows] = good[rows] & ~fit | fit
    return shape, good


def with_wings(lot: LotMeasures, shape: Array, rng: np.random.Generator) -> Array:
    """Return the houses with wings into the yard (L, T and U shapes) and detached ones with a bay."""
    n = len(shape)
    out = shape.copy()
    closed = np.isin(lot.kind, CLOSED) & ~lot.corner
    wide = np.clip(0.32 * lot.width, 3.2, 5.6)
    for on_far_side, chance, least_width in ((False, 0.42, 8.0), (True, 0.3, 14.0)):
        long = np.minimum(rng.uniform(4.0, 15.0, n), lot.depth - lot.rear - 5.0)
        rows = np.flatnonzero(closed & (rng.random(n) < chance) & (lot.width > least_width) & (long > 3.0))
        beside = np.where(on_far_side, lot.width - wide - FROM_PARTY_LINE, FROM_PARTY_LINE)
        across = np.where(rng.random(n) < 0.25, 0.5 * (lot.width - wide), beside)
        out = _joined(lot, out, rows, across, lot.rear - 2.0, wide, long + 2.0)
    alone = (lot.kind == DETACHED) & ~lot.shared_a & ~lot.shared_b
    rows = np.flatnonzero(alone & (rng.random(n) < 0.3) & (lot.width > 16.0))
    deep = np.where(rng.random(n) < 0.5, lot.rear, lot.setback) - 1.5
    across = 0.5 * lot.width - rng.uniform(0.0, 4.0, n)
    return _joined(lot, out, rows, across, deep, rng.uniform(3.0, 5.0, n), np.full(n, 3.2))


def _joined(
    lot: LotMeasures, shape: Array, rows: Array, across: Floats, deep: Floats, wide: Floats, long: Floats
) -> Array:
    """Return the houses after joining boxes to those in ``rows``, where box and house make one simple polygon."""
    if not len(rows):
        return shape
    out = shape.copy()
    part = lot.take(rows)
    box = part.box(across[rows], deep[rows], wide[rows], long[rows])
    whole = shapely.union(shape[rows], box, grid_size=MILLIMETRE)
    good = fits(box, part.parcel) & (shapely.get_type_id(whole) == 3)
    good &= shapely.get_num_interior_rings(whole) == 0
    out[rows[good]] = whole[good]
    return out
