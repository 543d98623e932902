"""What stands behind and beside the houses: rear houses, barns, garages, sheds."""

from __future__ import annotations

import numpy as np

from .curves import Array
from .lot_measures import LotMeasures
from .plan import DETACHED, OLD_TOWN, PERIMETER, ROWS, SUBURB, VILLAGE

GARAGES = {OLD_TOWN: 0.0, PERIMETER: 0.08, SUBURB: 0.3, ROWS: 0.22, DETACHED: 0.8, VILLAGE: 0.5}
SHEDS = {OLD_TOWN: 0.1, PERIMETER: 0.18, SUBURB: 0.3, ROWS: 0.5, DETACHED: 0.44, VILLAGE: 0.4}
REARS = {OLD_TOWN: 0.65, PERIMETER: 0.46, SUBURB: 0.25, ROWS: 0.0, DETACHED: 0.0, VILLAGE: 0.85}
"""Shares of lots with a garage, with a shed and with a building in the yard."""


def rear_buildings(lot: LotMeasures, rng: np.random.Generator) -> Array:
    """Return buildings in the yard: workshops and rear houses, in the village barns across the end of the yard."""
    n = len(lot.width)
    village = lot.kind == VILLAGE
    wide = np.where(village, rng.uniform(0.55, 0.85, n), rng.uniform(0.4, 0.92, n)) * lot.width
    long = np.where(village, rng.uniform(8.0, 12.0, n), rng.uniform(4.5, 9.0, n))
    deep = np.where(
        village, rng.uniform(28.0, 40.0, n), np.maximum(lot.rear + 5.0, lot.depth - long - rng.uniform(0.5, 4.0, n))
    )
    across = np.where(rng.random(n) < 0.5, 0.4, lot.width - wide - 0.4)
    return lot.box(across, deep, wide, long)


def garages(lot: LotMeasures, rng: np.random.Generator) -> Array:
    """Return garages beside the house or at the end of the drive."""
    n = len(lot.width)
    double = (rng.random(n) < 0.18) & (lot.width > 18.0)
    wide = np.where(double, 5.8, rng.uniform(2.9, 3.4, n))
    deep = np.where(lot.kind == DETACHED, lot.setback + rng.uniform(1.0, 9.0, n), lot.rear + rng.uniform(4.0, 14.0, n))
    across = np.where(rng.random(n) < 0.5, 0.3, lot.width - wide - 0.3)
    return lot.box(across, deep, wide, rng.uniform(5.6, 6.8, n))


def sheds(lot: LotMeasures, rng: np.random.Generator) -> Array:
    """Return sheds and garden houses in the rear third of the lot."""
    n = len(lot.width)
    wide, long = rng.uniform(2.4, 4.6, n), rng.uniform(2.2, 4.2, n)
    deep = np.maximum(lot.rear + 6.0, lot.depth * rng.uniform(0.68, 0.86, n))
    return lot.box(rng.uniform(0.06, 0.94, n) * (lot.width - wide), deep, wide, long)
