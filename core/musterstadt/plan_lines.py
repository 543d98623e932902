"""The lines that shape a town: river, railway, main roads, rings and the streets beside them."""

from __future__ import annotations

import numpy as np
import shapely

from .curves import Points, Warp, polar, smooth

MEADOW = 60.0
"""Half width of the flood meadow along the river, free of buildings, in metres."""
RAIL_SOUTH = 46.0
RAIL_NORTH = 22.0
"""Half widths of the railway land on the town's side and on the other, in metres."""

RIVER_AT_EDGE = -0.24
RAIL_AT_EDGE = 0.30
ROAD_AT_EDGE = 0.04
"""Where river, railway and main roads leave a municipality, as shares of its half width: neighbours meet there."""

PlanRoad = tuple[str, str, Points]
"""Role, class and course of a road."""


def river_points(half: float, core: float, scale: float, rng: np.random.Generator) -> Points:
    near = -(core + MEADOW + 30.0)
    swing = 55.0 * min(scale, 1.2)
    x = np.array((-0.78, -0.55, -0.36, -0.2, -0.08, 0.06, 0.2, 0.36, 0.55, 0.78)) * half
    y = near - swing * (
        1.2 + np.array((2.0, 0.3, 1.5, -0.4, 0.5, -0.8, 0.7, -0.5, 1.4, 0.2)) + rng.uniform(-0.4, 0.4, 10)
    )
    y[3:7] = np.minimum(y[3:7], near)
    edge = RIVER_AT_EDGE * half
    blend = np.clip((np.abs(x) / half - 0.4) / 0.5, 0.0, 1.0)
    y = y * (1 - blend) + (edge + (y - near)) * blend
    ends = np.array(((-half - 250.0, edge), (-half, edge))), np.array(((half, edge), (half + 250.0, edge)))
    return np.vstack((ends[0], np.column_stack((x, y)), ends[1]))


def rail_points(half: float, rail_y: float) -> Points:
    edge = RAIL_AT_EDGE * half
    x = np.array((-1.1, -0.98, -0.6, -0.25, 0.0, 0.25, 0.6, 0.98, 1.1)) * half
    y = np.array(
        (edge, edge, 0.55 * edge + 0.45 * rail_y, rail_y, rail_y, rail_y, 0.6 * edge + 0.4 * rail_y, edge, edge)
    )
    return np.column_stack((x, y))


def main_roads(
    half: float, core: float, middle: float, outer: float, rail_y: float, gates: Points, rng: np.random.Generator
) -> list[PlanRoad]:
    """Return role, class and course of the roads into the country and of the bypass, in the plan's frame."""
    edge, beyond = ROAD_AT_EDGE * half, half + 250.0
    bend = rng.uniform(-5.0, 5.0, (6, 2))

    def course(gate: int, *rest: tuple[float, float]) -> Points:
        near = polar((core, middle, outer), gates[gate] + np.array((0.0, *bend[gate])))
        return smooth(np.vstack((near, rest)))

    def across_rail(gate: int, x: float, *rest: tuple[float, float]) -> Points:
        near = polar((core, middle), gates[gate] + np.array((0.0, bend[gate, 0])))
        return smooth(np.vstack((near, ((x, rail_y), (1.15 * x, rail_y + 300.0)), rest)))

    east = course(0, (1.55 * outer, 0.14 * outer), (0.8 * half, edge), (half, edge), (beyond, edge))
    west = course(3, (-1.6 * outer, -0.12 * outer), (-0.8 * half, edge), (-half, edge), (-beyond, edge))
    ring_west, ring_east = (
        west[np.argmin(np.abs(west[:, 0] + 1.95 * outer))],
        east[np.argmin(np.abs(east[:, 0] - 1.95 * outer))],
    )
    top = rail_y + max(1.05 * outer, 520.0)
    bypass = smooth(
        np.vstack(
            (
                ring_west,
                ((-1.75 * outer, 0.55 * rail_y + 0.1 * top), (-1.35 * outer, 0.75 * top), (-0.55 * outer, top)),
                ((0.35 * outer, 1.02 * top), (1.25 * outer, 0.8 * top), (1.72 * outer, 0.5 * rail_y)),
                ring_east,
            )
        )
    )
    north_west_end = bypass[np.argmin(np.abs(bypass[:, 0] + 0.8 * outer) + (bypass[:, 1] < rail_y) * 1e6)]
    return [
        ("osten", "primary", east),
        ("norden", "secondary", across_rail(1, 0.16 * outer, (0.06 * outer, top), (0.0, 0.9 * half), (0.0, beyond))),
        ("nordwesten", "secondary", across_rail(2, -0.72 * outer, tuple(north_west_end))),
        ("westen", "primary", west),
        ("sueden", "secondary", course(4, (-0.1 * outer, -1.6 * outer), (0.0, -0.85 * half), (0.0, -beyond))),
        (
            "dorf",
            "tertiary",
            course(5, (0.98 * outer, -1.2 * outer), (1.45 * outer, -1.75 * outer), (1.9 * outer, -2.1 * outer)),
        ),
        ("umgehung", "trunk", bypass),
    ]


def ring_roads(
    core: float, middle: float, outer: float, rail_y: float, river: Points, rail: Points, rng: np.random.Generator
) -> list[PlanRoad]:
    """Return the promenade around the old town, the two rings, station street and the streets along rail and river."""
    wobble = Warp.random(rng, 0.06 * core, (1.1 * core, 2.4 * core))
    around = np.arange(0.0, 361.0, 4.0)
    walls = wobble(polar(core, around))
    walls[-1] = walls[0]
    water, track = shapely.LineString(river), shapely.LineString(rail)
    meadow = shapely.buffer(water, MEADOW)
    banned = shapely.union(meadow, shapely.box(-1e5, rail_y - RAIL_SOUTH, 1e5, 1e5))
    south = shapely.box(-1e5, -1e5, 1e5, -core - 2 * MEADOW)
    roads = [("wall", "tertiary", walls)]
    for role, radius, also_south in (("ring_innen", middle, False), ("ring_aussen", outer, True)):
        circle = shapely.LineString(polar(radius * (1.0 + 0.05 * np.sin(np.deg2rad(around * 3.0) + radius)), around))
        kept = shapely.difference(circle, banned if also_south else shapely.union(banned, south))
        roads += [
            (role, "tertiary", shapely.get_coordinates(part)) for part in shapely.get_parts(shapely.line_merge(kept))
        ]
    reach = shapely.box(-0.86 * outer, -1e5, 1.3 * outer, 1e5)
    beside_rail = shapely.intersection(shapely.offset_curve(track, -RAIL_SOUTH, join_style="mitre"), reach)
    industry = shapely.intersection(
        shapely.LineString(((-1.15 * outer, rail_y + 290.0), (0.0, rail_y + 300.0), (1.2 * outer, rail_y + 255.0))),
        reach,
    )
    bank = shapely.offset_curve(water, MEADOW)
    inside = shapely.buffer(shapely.Point(0.0, 0.0), 1.02 * outer)
    roads += [
        ("bahnhof", "tertiary", np.vstack((polar(core, 103.0), (-0.12 * outer, rail_y - RAIL_SOUTH)))),
        ("bahn", "residential", shapely.get_coordinates(beside_rail)),
        ("industrie", "tertiary", shapely.get_coordinates(shapely.segmentize(industry, 15.0))),
    ]
    roads += [
        ("ufer", "residential", shapely.get_coordinates(part))
        for part in shapely.get_parts(shapely.intersection(bank, inside))
        if shapely.get_type_id(part) == 1
    ]
    return roads


def parallels(river: Points, rail: Points) -> list[Points]:
    water, track = shapely.LineString(river), shapely.LineString(rail)
    sides = shapely.offset_curve(
        np.array((water, water, track, track)), (MEADOW, -MEADOW, RAIL_NORTH, -RAIL_SOUTH), join_style="mitre"
    )
    return [shapely.get_coordinates(part) for side in sides for part in shapely.get_parts(side)]
