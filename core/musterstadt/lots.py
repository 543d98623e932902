"""Lots: the street front of a block divided into house widths, and where houses may stand along it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from .blocks import Side
from .curves import Points
from .plan import DETACHED, OLD_TOWN, PERIMETER, ROWS, SUBURB, VILLAGE

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


class Drawing:
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
    count = max(round(room / typical), 1)
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
    return np.column_stack((np.interp(at, side.along, side.points[:, 0]), np.interp(at, side.along, side.points[:, 1])))


def _inward(side: Side, at: Floats) -> Points:
    reach = min(9.0, 0.4 * float(side.along[-1]))
    way = _on(side, np.minimum(at + reach, side.along[-1])) - _on(side, np.maximum(at - reach, 0.0))
    way /= np.hypot(*way.T)[:, None]
    return np.column_stack((-way[:, 1], way[:, 0]))
