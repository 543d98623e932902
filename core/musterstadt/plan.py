"""The plan of a town: where river, railway, main roads and districts lie.

The plan is laid out in a frame of its own (metres, origin at the market, x along river and railway) and then placed.
What varies with the seed are angles, radii and a smooth deformation; what stays is the logic by which such towns grew:
an old town within its ring, perimeter blocks between it and the station, estates and detached houses outside,
industry behind the railway, meadows along the river, a bypass around it all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
import shapely.ops

from .curves import MILLIMETRE, Array, Points, Warp, concatenated_lines, polar, single_parts, smooth
from .plan_lines import MEADOW, RAIL_NORTH, RAIL_SOUTH, main_roads, parallels, rail_points, ring_roads, river_points

OLD_TOWN = "altstadt"
PERIMETER = "gruenderzeit"
SUBURB = "vorstadt"
ROWS = "reihen"
LINES = "zeilen"
SLABS = "platte"
DETACHED = "efh"
VILLAGE = "dorf"
INDUSTRY = "gewerbe"


@dataclass(frozen=True)
class Site:
    """The place of one municipality in its region."""

    centre: tuple[float, float]
    """Position in the region's frame, metres."""
    half_width: float
    flip: tuple[float, float]
    origin: tuple[float, float]
    """Position of the region's frame in the target system, metres."""
    turn_degrees: float
    border: Warp
    """Deformation of the region's square net into municipal borders."""


@dataclass(frozen=True)
class District:
    """A part of the town with one way of building. ``heading`` is the direction of its streets, radians."""

    kind: str
    years: tuple[int, int]
    area: shapely.Polygon
    heading: float


@dataclass(frozen=True)
class MainRoad:
    """A road of the plan: role (its name is chosen by it), class and course."""

    role: str
    klasse: str
    line: shapely.LineString


@dataclass(frozen=True)
class Plan:
    """What the later steps build on, in the target system."""

    site: Site
    scale: float
    warp: Warp
    municipality: shapely.Polygon
    river_axis: shapely.LineString
    river: shapely.Polygon
    rail: shapely.LineString
    roads: list[MainRoad]
    districts: list[District]
    old_town_radius: float
    gates: Points
    """Where the main roads enter the old town, in the plan's frame, shape (n, 2), anticlockwise."""

    def place(self, xy: Points) -> Points:
        """Return points (n, 2) of the plan's frame in the target system, to the millimetre."""
        return place(self.site, self.warp, xy)


def place(site: Site, warp: Warp, xy: Points) -> Points:
    """Deform, turn and move points (n, 2) of a plan's frame; at the municipal border the deformation has faded."""
    reach = np.abs(xy).max(axis=1, keepdims=True)
    fade = np.clip((0.97 * site.half_width - reach) / (0.3 * site.half_width), 0.0, 1.0)
    moved = (xy + (warp(xy) - xy) * fade) * np.array(site.flip) + np.array(site.centre)
    return turned(site, moved)


def turned(site: Site, region_xy: Points) -> Points:
    """Return points (n, 2) of the region's frame in the target system, to the millimetre."""
    turn = np.deg2rad(site.turn_degrees)
    matrix = np.array(((np.cos(turn), np.sin(turn)), (-np.sin(turn), np.cos(turn))))
    return np.asarray(np.round(region_xy @ matrix + np.array(site.origin), 3))


def make_plan(site: Site, scale: float, rng: np.random.Generator) -> Plan:
    """Return the plan of a town; ``scale`` 1 is a town of about 4,000 buildings, lengths grow in proportion."""
    warp = Warp.random(rng, 20.0 * min(scale, 1.0), (380.0, 900.0))
    half = site.half_width
    core = 165.0 * np.sqrt(np.clip(scale, 0.25, 1.6))
    middle, outer = 400.0 * scale, 715.0 * scale
    middle = max(middle, core + 90.0)
    outer = max(outer, middle + 110.0)
    rail_y = middle + 150.0
    gates = np.array((12.0, 76.0, 136.0, 189.0, 257.0, 318.0)) + rng.uniform(-6.0, 6.0, 6)

    river = smooth(river_points(half, core, scale, rng))
    rail = smooth(rail_points(half, rail_y))
    roads = main_roads(half, core, middle, outer, rail_y, gates, rng)
    roads += ring_roads(core, middle, outer, rail_y, river, rail, rng)
    envelope = _envelope(outer, rng)
    dividers = [river, rail, *parallels(river, rail), envelope]
    cells = _cells([road[2] for road in roads] + dividers)
    kinds = [_district_kind(xy, core, middle, outer, rail_y, river, envelope, gates) for xy in _inner_points(cells)]

    def placed(line: Points) -> shapely.LineString:
        return shapely.LineString(place(site, warp, line))

    municipality = _municipality(site)
    districts = []
    for cell, kind in zip(cells, kinds, strict=True):
        if kind is not None:
            area = shapely.transform(cell, lambda xy: place(site, warp, xy))
            districts.append(District(kind[0], kind[1], shapely.make_valid(area), _heading(area)))
    village = next(line for role, _, line in roads if role == "dorf")
    districts.append(_village(placed(village), scale))
    river_axis = shapely.intersection(placed(river), municipality)
    return Plan(
        site=site,
        scale=scale,
        warp=warp,
        municipality=municipality,
        river_axis=river_axis,
        river=shapely.intersection(_river_bed(placed(river)), municipality),
        rail=shapely.intersection(placed(rail), municipality),
        roads=[
            MainRoad(role, klasse, line)
            for role, klasse, points in roads
            if not (line := shapely.intersection(placed(points), municipality)).is_empty
        ],
        districts=districts,
        old_town_radius=float(core),
        gates=polar(core, gates),
    )


def _envelope(outer: float, rng: np.random.Generator) -> Points:
    around = np.arange(0.0, 361.0, 5.0)
    wobble = sum(
        rng.uniform(0.02, 0.05) * np.sin(np.deg2rad(around * wave) + rng.uniform(0, 6.28)) for wave in (2, 3, 5, 7)
    )
    ring = polar(outer * 1.5 * (1.0 + wobble), around)
    ring[-1] = ring[0]
    return ring


def _cells(lines: list[Points]) -> Array:
    noded = shapely.union_all(concatenated_lines(lines), grid_size=MILLIMETRE)
    cells, _ = single_parts(np.array([shapely.polygonize(shapely.get_parts(noded))], dtype=object), 3)
    return cells


def _inner_points(cells: Array) -> Points:
    return np.asarray(shapely.get_coordinates(shapely.point_on_surface(cells)))


def _district_kind(
    xy: Points, core: float, middle: float, outer: float, rail_y: float, river: Points, envelope: Points, gates: Points
) -> tuple[str, tuple[int, int]] | None:
    """Return way of building and years of a cell by the position of a point inside it; None for open land."""
    x, y = xy
    radius, angle = float(np.hypot(x, y)), float(np.rad2deg(np.arctan2(y, x)) % 360.0)
    point = shapely.Point(x, y)
    if not shapely.Polygon(envelope).contains(point) or shapely.LineString(river).distance(point) < MEADOW:
        return None
    sector = int(np.searchsorted(gates, angle)) % 6
    if y > rail_y + RAIL_NORTH:
        return _north_of_the_railway(x, y, outer, rail_y)
    if y > rail_y - RAIL_SOUTH:
        return None
    if y < np.interp(x, river[:, 0], river[:, 1]):
        if radius < outer:
            return (SUBURB, (1880, 1930)) if sector == 5 else (DETACHED, (1925, 1965))
        return (DETACHED, (1992, 2003)) if sector == 5 else (DETACHED, (1960, 1985))
    if radius < core:
        return OLD_TOWN, (1680, 1910)
    if radius < middle or sector == 2:
        return PERIMETER, (1875, 1914)
    within = {0: (LINES, (1952, 1966)), 1: (ROWS, (1922, 1938)), 3: (SLABS, (1971, 1988)), 4: (ROWS, (1948, 1962))}
    beyond = {0: (1993, 2002), 1: (1955, 1978), 3: (1979, 1990), 4: (2003, 2022)}
    sector = {5: 0}.get(sector, sector)
    return within[sector] if radius < outer else (DETACHED, beyond[sector])


def _north_of_the_railway(x: float, y: float, outer: float, rail_y: float) -> tuple[str, tuple[int, int]] | None:
    if y < rail_y + 300.0:
        return (INDUSTRY, (1890, 2015)) if x > -0.8 * outer else (DETACHED, (1928, 1940))
    return (DETACHED, (2012, 2024)) if -0.8 * outer < x < 0.12 * outer else None


def _heading(area: shapely.Polygon) -> float:
    """Return the direction of the longer side of the smallest enclosing rectangle, radians."""
    corners = shapely.get_coordinates(shapely.minimum_rotated_rectangle(area))
    sides = np.diff(corners[:3], axis=0)
    longer = sides[np.argmax(np.hypot(sides[:, 0], sides[:, 1]))]
    return float(np.arctan2(longer[1], longer[0]))


def _village(road: shapely.LineString, scale: float) -> District:
    length = shapely.length(road)
    street = shapely.ops.substring(road, length - 380.0 * min(scale, 1.2), length - 20.0)
    return District(VILLAGE, (1850, 1935), shapely.buffer(street, 92.0, cap_style="flat"), _heading(street))


def _river_bed(axis: shapely.LineString) -> shapely.Polygon:
    return shapely.simplify(shapely.buffer(axis, 11.0, quad_segs=4), 0.05)


def _municipality(site: Site) -> shapely.Polygon:
    x0, y0 = site.centre
    half = site.half_width
    along = np.linspace(-half, half, 33)[:-1]
    ring = np.vstack(
        (
            np.column_stack((x0 + along, np.full(32, y0 - half))),
            np.column_stack((np.full(32, x0 + half), y0 + along)),
            np.column_stack((x0 - along, np.full(32, y0 + half))),
            np.column_stack((np.full(32, x0 - half), y0 - along)),
        )
    )
    return shapely.Polygon(turned(site, site.border(ring)))
