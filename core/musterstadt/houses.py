"""Houses on lots: closed street fronts, rows, pairs and detached houses, with what stands in their yards and gardens.

Every house is a quadrilateral between two lines across its lot. Where it shares a wall, that line is the party line,
whose vertices the parcels already have; elsewhere the house keeps its distance.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from .blocks import Blocks
from .curves import Array, Points
from .drafts import GARAGE, MAIN, REAR, SHED, Drafts, concatenated, drafts, fits, polygons
from .lot_measures import LotMeasures, measure_lots
from .lots import Fronts, Lots
from .outbuildings import GARAGES, REARS, SHEDS, garages, rear_buildings, sheds
from .parcels import Parcels
from .plan import DETACHED, OLD_TOWN, PERIMETER, ROWS, SUBURB, VILLAGE
from .wings import with_corner_houses, with_wings

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

VACANT = {OLD_TOWN: 0.03, PERIMETER: 0.05, SUBURB: 0.07, ROWS: 0.02, DETACHED: 0.06, VILLAGE: 0.08}
"""Share of lots without a house."""
SMALLEST_HOUSE = 42.0
SMALLEST_OLD_TOWN_HOUSE = 35.0
"""Footprints in m² below which a lot stays empty."""


def make_houses(blocks: Blocks, parcels: Parcels, lots: Lots, fronts: Fronts, rng: np.random.Generator) -> Drafts:
    """Return the buildings on all lots."""
    lot = measure_lots(blocks, parcels, lots, fronts, rng)
    shape, present = _boxes(lot, rng)
    shape, present = with_corner_houses(lot, lots, fronts, shape, present, rng)
    present &= shapely.area(shape) > np.where(lot.kind == OLD_TOWN, SMALLEST_OLD_TOWN_HOUSE, SMALLEST_HOUSE)
    present &= ~_chosen(lot, VACANT, rng)
    parts = [_on_lots(with_wings(lot, shape, rng), np.flatnonzero(present), MAIN, lots, lot)]
    for role, shares, build in ((REAR, REARS, rear_buildings), (GARAGE, GARAGES, garages), (SHED, SHEDS, sheds)):
        wanted = _chosen(lot, shares, rng) & (present | (role == SHED))
        footprints = build(lot, rng)
        rows = np.flatnonzero(wanted)
        parts.append(_on_lots(footprints, rows[fits(footprints[rows], lot.parcel[rows])], role, lots, lot))
    return concatenated(parts)


def _chosen(lot: LotMeasures, share: dict[str, float], rng: np.random.Generator) -> Bools:
    return rng.random(len(lot.width)) < np.array([share[kind] for kind in lot.kind.tolist()])


def _on_lots(shape: Array, rows: Array, role: int, lots: Lots, lot: LotMeasures) -> Drafts:
    return drafts(
        shape[rows], parcel=lots.parcel[rows], role=role, kind=lot.kind[rows], block=lots.block[rows], lot=rows
    )


def _boxes(lot: LotMeasures, rng: np.random.Generator) -> tuple[Array, Bools]:
    """Return the main houses as boxes and whether there is room for each; tight lots get smaller houses."""
    n = len(lot.width)
    alone = ~lot.shared_a & ~lot.shared_b
    from_a, from_b = _side_yards(lot, rng)
    front, back = lot.setback.copy(), lot.rear.copy()
    detached, village = alone & (lot.kind == DETACHED), alone & (lot.kind == VILLAGE)
    front += np.where(detached | village, rng.uniform(-0.8, 1.8, n), 0.0)
    back += np.where(detached, rng.uniform(-1.0, 1.5, n), np.where(village, rng.uniform(2.0, 6.0, n), 0.0))
    shape = polygons(_corners(lot, from_a, from_b, front, back))
    good = fits(shape, lot.parcel)
    for size in (0.88, 0.75):
        margin = (1.0 - size) * 2.0
        smaller = polygons(_corners(lot, from_a + margin, from_b + margin, front, front + size * (back - front)))
        rows = np.flatnonzero(~good)
        rows = rows[fits(smaller[rows], lot.parcel[rows])]
        shape[rows] = smaller[rows]
        good[rows] = True
    return shape, good


def _side_yards(lot: LotMeasures, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Return the distances of the houses from the two ends of their street front."""
    n = len(lot.width)
    alone = ~lot.shared_a & ~lot.shared_b
    kinds = (lot.kind == DETACHED, lot.kind == VILLAGE, lot.kind == SUBURB)
    usual = np.select(kinds, (rng.uniform(9.0, 13.0, n), rng.uniform(7.8, 9.8, n), rng.uniform(11.0, 14.0, n)), np.inf)
    house = np.minimum(np.minimum(usual, 0.82 * lot.width), lot.width - np.where(alone, 5.5, 3.0))
    house = np.where(lot.kind == ROWS, lot.width - np.where(alone, 3.2, 1.6), house)
    room = np.maximum(lot.width - house, 0.0)
    share = np.where(lot.corner, rng.uniform(0.3, 0.5, n), rng.uniform(0.28, 0.72, n))
    from_a = np.where(lot.shared_a, 0.0, np.where(lot.shared_b, room, room * share))
    from_b = np.where(lot.shared_b, 0.0, np.where(lot.shared_a, room, room * (1.0 - share)))
    return from_a, from_b


def _corners(lot: LotMeasures, from_a: Floats, from_b: Floats, front: Floats, back: Floats) -> Points:
    """Return the corners (n, 4, 2) of the houses; a shared wall lies on the party line at the depths of its row."""
    shared_a, shared_b = lot.shared_a[:, None], lot.shared_b[:, None]
    setback, rear = lot.setback[:, None], lot.rear[:, None]
    depth = (back - front)[:, None] * lot.inward
    front_a = np.where(shared_a, lot.a + setback * lot.in_a, lot.point(from_a, front))
    front_b = np.where(shared_b, lot.b + setback * lot.in_b, lot.point(lot.width - from_b, front))
    back_a = np.where(shared_a, lot.a + rear * lot.in_a, front_a + depth)
    back_b = np.where(shared_b, lot.b + rear * lot.in_b, front_b + depth)
    return np.stack((front_a, front_b, back_b, back_a), axis=1)
