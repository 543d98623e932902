"""Measures of all lots side by side, so that houses can be drawn in bulk."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from .blocks import Blocks
from .curves import Array, Points
from .drafts import polygons
from .lots import Fronts, Lots
from .parcels import Parcels
from .plan import OLD_TOWN, PERIMETER, ROWS, SUBURB

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

CLOSED = (OLD_TOWN, PERIMETER, SUBURB)
"""Ways of building with houses right at the street, wall to wall."""
GAPS = {OLD_TOWN: 0.05, PERIMETER: 0.05, SUBURB: 0.05, ROWS: 0.16}
"""Share of party lines at which a row of attached houses is interrupted."""


@dataclass(frozen=True)
class LotMeasures:
    """The measures of all lots as arrays; points have shape (n, 2)."""

    a: Points
    b: Points
    """Where the lot's street front begins and ends, anticlockwise around the block; at a corner it ends there."""
    along: Points
    inward: Points
    """Unit vectors along the front and away from the street."""
    in_a: Points
    in_b: Points
    """Unit vectors of the two party lines."""
    width: Floats
    depth: Floats
    setback: Floats
    rear: Floats
    """Distances from the street at which attached houses begin and end."""
    shared_a: Bools
    shared_b: Bools
    """Whether the house shares a wall with the neighbour on that side."""
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

    def take(self, rows: Array) -> LotMeasures:
        """Return the lots picked by an index or boolean array."""
        return LotMeasures(**{name: getattr(self, name)[rows] for name in self.__dataclass_fields__})


def measure_lots(blocks: Blocks, parcels: Parcels, lots: Lots, fronts: Fronts, rng: np.random.Generator) -> LotMeasures:
    """Return the measures of all lots; chance decides where a row of attached houses is interrupted."""
    corner = ~np.isnan(lots.corner[:, 0])
    kind = blocks.kind[lots.block]
    a = fronts.xy[lots.start]
    b = np.where(corner[:, None], lots.corner, fronts.xy[lots.end])
    along = b - a
    width = np.maximum(np.hypot(*along.T), 0.1)
    along = along / width[:, None]
    interrupted = np.array([GAPS.get(text, 0.0) for text in blocks.kind[fronts.block].tolist()])
    wall = fronts.attached & ~fronts.is_end & (rng.random(len(fronts.xy)) >= interrupted)
    area = shapely.area(parcels.shape[lots.parcel])
    return LotMeasures(
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
