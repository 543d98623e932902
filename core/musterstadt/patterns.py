"""Street patterns that fill a district: warped rows with staggered cross streets, old-town lanes, a village green."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from .curves import Points, Warp, polar, smooth
from .plan import DETACHED, INDUSTRY, LINES, OLD_TOWN, PERIMETER, ROWS, SLABS, SUBURB, VILLAGE, District, Plan


@dataclass(frozen=True)
class Pattern:
    """Dimensions of a street pattern in metres, from street axis to street axis."""

    row: tuple[float, float]
    cross: tuple[float, float]
    bend: float
    """Amplitude of the deformation of its lines."""
    deep_rows: float = 0.0
    """Share of rows of double depth that are opened by dead-end streets, each continued by a footpath."""
    klasse: str = "residential"


PATTERNS = {
    PERIMETER: Pattern((78.0, 96.0), (95.0, 150.0), 4.0),
    SUBURB: Pattern((84.0, 100.0), (110.0, 170.0), 10.0),
    ROWS: Pattern((72.0, 80.0), (130.0, 230.0), 9.0),
    LINES: Pattern((125.0, 145.0), (170.0, 230.0), 6.0),
    SLABS: Pattern((165.0, 190.0), (190.0, 250.0), 3.0),
    DETACHED: Pattern((74.0, 86.0), (140.0, 240.0), 17.0, deep_rows=0.45),
    INDUSTRY: Pattern((140.0, 170.0), (220.0, 320.0), 4.0),
}


@dataclass(frozen=True)
class Line:
    """A street as drawn, before it meets the others: its points and class, and whether it may end freely."""

    points: Points
    klasse: str
    dead_end: bool = False


def fill(plan: Plan, district: District, rng: np.random.Generator) -> list[Line]:
    """Return the streets that a district's own pattern adds to the main roads, in the target system."""
    if district.kind == OLD_TOWN:
        return _old_town(plan, rng)
    if district.kind == VILLAGE:
        return _village(plan, district, rng)
    return _rows(district, PATTERNS[district.kind], rng)


def _rows(district: District, pattern: Pattern, rng: np.random.Generator) -> list[Line]:
    centre = shapely.get_coordinates(shapely.centroid(district.area))
    heading = district.heading + np.deg2rad(rng.uniform(-5.0, 5.0))
    turn = np.array(((np.cos(heading), -np.sin(heading)), (np.sin(heading), np.cos(heading))))
    warp = Warp.random(rng, pattern.bend, (210.0, 520.0))

    def to_world(points: Points) -> Points:
        return np.round(warp(points) @ turn.T + centre, 3)

    extent = (shapely.get_coordinates(district.area) - centre) @ turn
    (u0, v0), (u1, v1) = extent.min(axis=0) - 40.0, extent.max(axis=0) + 40.0
    lines, v = [], v0 + rng.uniform(0.3, 0.7) * pattern.row[0]
    along = np.arange(u0, u1 + 14.0, 14.0)
    while v < v1:
        deep = rng.random() < pattern.deep_rows
        depth = rng.uniform(*pattern.row) * (1.75 if deep else 1.0)
        lines.append(Line(to_world(np.column_stack((along, np.full(len(along), v)))), pattern.klasse))
        gaps = rng.uniform(74.0, 92.0, 400) if deep else rng.uniform(*pattern.cross, 400)
        cross_at = u0 + rng.uniform(0.1, 0.9) * pattern.cross[0] + np.cumsum(gaps) - gaps[0]
        for number, u in enumerate(cross_at[cross_at < u1].tolist()):
            across = np.column_stack((np.full(13, u), np.linspace(v - 0.6, v + depth + 0.6, 13)))
            if deep and number % 4:
                split = (8, 4)[number % 2]
                upper, lower = to_world(across[split:]), to_world(across[: split + 1])
                street, path = (lower, upper) if split == 8 else (upper, lower)
                lines += [Line(street, "living_street", dead_end=True), Line(path, "footway")]
            else:
                lines.append(Line(to_world(across), pattern.klasse))
        v += depth
    return lines


def _old_town(plan: Plan, rng: np.random.Generator) -> list[Line]:
    """Return lanes from every gate to the market, one lane around it and alleys between, all slightly crooked."""
    radius = plan.old_town_radius
    crooked = Warp.random(rng, 4.5, (55.0, 130.0), 9)

    def lane(points: Points) -> Points:
        return plan.place(crooked(points))

    market = market_corners(radius)
    gates = plan.gates
    angles = np.rad2deg(np.arctan2(gates[:, 1], gates[:, 0])) % 360.0
    lines = [Line(lane(_densified(np.vstack((market, market[:1])))), "pedestrian")]
    corner_of_gate = [int(np.argmin(np.hypot(*(market - gate).T))) for gate in gates]
    for gate, corner in zip(gates, corner_of_gate, strict=True):
        bow = (market[corner] + gate) / 2 + rng.uniform(-9.0, 9.0, 2)
        lines.append(
            Line(
                np.vstack((plan.place(gate[None]), lane(smooth(np.vstack((gate * 0.93, bow, market[corner])), 9.0)))),
                "living_street",
            )
        )
    around = np.arange(0.0, 361.0, 9.0)
    inner = polar(0.63 * radius * (1.0 + 0.07 * np.sin(np.deg2rad(around * 3) + rng.uniform(0, 6))), around)
    inner[-1] = inner[0]
    lines.append(Line(lane(inner), "living_street"))
    steps = np.diff(np.append(angles, angles[0] + 360.0))
    for start, step in zip(angles, steps, strict=True):
        for share in (0.5,) if step < 75.0 else (0.36, 0.7):
            at = start + step * share + rng.uniform(-4.0, 4.0)
            ends = polar((0.58 * radius, 1.1 * radius), (at, at + rng.uniform(-5.0, 5.0)))
            lines.append(Line(lane(_densified(ends)), "living_street"))
    return lines


def market_corners(radius: float) -> Points:
    """Return the corners of the market square in the plan's frame, shape (4, 2)."""
    return np.array(((31.0, 21.0), (-27.0, 25.0), (-33.0, -19.0), (29.0, -24.0))) * min(radius / 165.0, 1.1)


def _village(plan: Plan, district: District, rng: np.random.Generator) -> list[Line]:
    """Return the second street around the village green and two lanes, drawn along the main street."""
    road = next(road.line for road in plan.roads if road.role == "dorf")
    middle = shapely.line_locate_point(road, shapely.centroid(district.area))
    share = np.linspace(0.0, 1.0, 15)
    along = shapely.get_coordinates(shapely.line_interpolate_point(road, middle - 105.0 + 200.0 * share))
    chord = along[-1] - along[0]
    normal = np.array((-chord[1], chord[0])) / np.hypot(*chord) * rng.choice((-1.0, 1.0))
    green = along + normal * (46.0 * np.sin(np.pi * share) ** 0.8)[:, None]
    lanes = [Line(np.round(green, 3), "residential")]
    for at, start, reach in ((6, along, -95.0), (8, green, 75.0)):
        lanes.append(
            Line(np.round(start[at] + normal * np.linspace(0.0, reach, 6)[:, None], 3), "residential", dead_end=True)
        )
    return lanes


def _densified(points: Points, step: float = 9.0) -> Points:
    return np.asarray(shapely.get_coordinates(shapely.segmentize(shapely.LineString(points), step)))
