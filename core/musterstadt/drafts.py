"""Buildings on their way from footprint to finished attributes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import shapely

from .curves import Array, Points

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MAIN, REAR, GARAGE, SHED, HALL, PUBLIC = range(6)
"""Roles: main house, building in the yard, garage, shed, works building, public or other special building."""

FITS = 0.003
"""A building may leave its parcel by this much, in metres: corners are rounded to the millimetre."""


@dataclass(frozen=True)
class Drafts:
    """Footprints with what is decided along with them; arrays have one entry for each building."""

    shape: Array
    parcel: Ints
    role: Ints
    kind: Array
    """Way of building (kind of district)."""
    lot: Ints
    """Lot that gives the address, -1 for a building without a lot."""
    gfk: Array
    """Function code without its prefix where the place decides it, else empty."""
    storeys: Floats
    """Storeys where the place decides them, else nan."""
    roof: Array
    """Roof form where the place decides it, else empty."""
    block: Ints

    def __len__(self) -> int:
        return len(self.shape)

    def take(self, rows: Array) -> Drafts:
        """Return the buildings picked by an index or boolean array."""
        return replace(self, **{name: getattr(self, name)[rows] for name in self.__dataclass_fields__})


def drafts(
    shape: Array,
    *,
    parcel: npt.ArrayLike,
    role: npt.ArrayLike,
    kind: npt.ArrayLike,
    block: npt.ArrayLike,
    lot: npt.ArrayLike = -1,
    gfk: npt.ArrayLike = "",
    storeys: npt.ArrayLike = np.nan,
    roof: npt.ArrayLike = "",
) -> Drafts:
    """Return drafts from arrays or from single values that hold for all."""
    n = len(shape)

    def column(values: npt.ArrayLike, dtype: npt.DTypeLike) -> npt.NDArray[Any]:
        return np.array(np.broadcast_to(np.asarray(values, dtype=dtype), (n,)))

    return Drafts(
        shape, column(parcel, np.int64), column(role, np.int64), column(kind, object), column(lot, np.int64),
        column(gfk, object), column(storeys, np.float64), column(roof, object), column(block, np.int64),
    )  # fmt: skip


class Place(NamedTuple):
    """Where buildings stand that belong to no lot: parcel, way of building around it, block."""

    parcel: int
    kind: str
    block: int


def on_parcel(
    shape: Array, place: Place, role: int, *, gfk: str = "", storeys: float = np.nan, roof: str = ""
) -> Drafts:
    """Return drafts of buildings that stand on one parcel and are alike."""
    return drafts(
        shape, parcel=place.parcel, role=role, kind=place.kind, block=place.block, gfk=gfk, storeys=storeys, roof=roof
    )


def no_drafts() -> Drafts:
    """Return drafts without a building."""
    return on_parcel(np.empty(0, dtype=object), Place(0, "", 0), MAIN)


def concatenated(parts: list[Drafts]) -> Drafts:
    """Return several groups of drafts as one."""
    names = Drafts.__dataclass_fields__
    return Drafts(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in names})


def polygons(corners: Points) -> Array:
    """Return polygons from corners (n, k, 2), rounded to the millimetre."""
    return np.asarray(shapely.polygons(np.round(corners, 3)), dtype=object)


def fits(shape: Array, parcel: Array) -> npt.NDArray[np.bool_]:
    """Tell which footprints are valid and lie on the parcels given for them."""
    good = np.asarray(shapely.is_valid(shape))
    doubtful = np.flatnonzero(good & ~shapely.covered_by(shape, parcel))
    good[doubtful] = shapely.covered_by(shape[doubtful], shapely.buffer(parcel[doubtful], FITS))
    return good


def without_overlaps(all_drafts: Drafts) -> npt.NDArray[np.bool_]:
    """Mark the buildings that overlap no building that comes before them or is more important."""
    rank = np.array((0, 2, 3, 4, 1, 0))[all_drafts.role]
    order = np.argsort(rank, kind="stable")
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    first, second = shapely.STRtree(all_drafts.shape).query(all_drafts.shape, predicate="intersects")
    before = place[first] < place[second]
    first, second = first[before], second[before]
    common = shapely.area(shapely.intersection(all_drafts.shape[first], all_drafts.shape[second]))
    keep = np.ones(len(order), dtype=bool)
    keep[second[common > 1e-7]] = False
    return keep
