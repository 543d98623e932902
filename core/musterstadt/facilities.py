"""Schools, hospital, church and all the other special places: which block each gets, and what stands there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import shapely
import shapely.ops

from .blocks import Blocks
from .curves import MILLIMETRE, Array, Points, polar
from .drafts import HALL, MAIN, PUBLIC, SHED, Drafts, Place, concatenated, no_drafts, on_parcel
from .estates import one, placed_box, row_of_boxes
from .facility_catalogue import FACILITIES, HUTS, SEWAGE_WORKS, SPORTS_GROUND, STATION, Facility
from .parcels import Parcels
from .plan import VILLAGE, Plan
from .strips import Frame, frame_of

SMALLEST_PLOT = 900.0


def sites(plan: Plan, land: shapely.Geometry) -> tuple[Array, list[Facility]]:
    """Return plots for the facilities outside the blocks, beside station and river; ``land`` is the street land."""
    taken = shapely.union_all(
        [district.area for district in plan.districts] + [land, shapely.buffer(plan.river_axis, 18.0)]
    )
    station_road = next(road.line for road in plan.roads if road.role == "bahnhof")
    station = shapely.Point(shapely.get_coordinates(station_road)[-1])
    platform = _stretch(plan.rail, shapely.line_locate_point(plan.rail, station), 65.0)
    ground = shapely.difference(shapely.buffer(platform, 60.0, cap_style="flat"), shapely.buffer(plan.rail, 11.0))
    wanted = [(STATION, station, ground)]
    axis, half_width = plan.river_axis, plan.site.half_width
    market = shapely.line_locate_point(axis, shapely.Point(plan.place(np.zeros((1, 2)))[0]))
    for facility, at, length in (
        (SEWAGE_WORKS, market + 0.62 * half_width, 110.0),
        (SPORTS_GROUND, market - 0.22 * half_width, 140.0),
    ):
        bank = shapely.buffer(_stretch(axis, at, 0.5 * length), 98.0, cap_style="flat")
        wanted.append((facility, shapely.line_interpolate_point(axis, at), bank))
    plots = [_plot(shapely.difference(ground, taken, grid_size=MILLIMETRE), near) for _, near, ground in wanted]
    found = [row for row, plot in enumerate(plots) if plot is not None]
    shapes = np.empty(len(found), dtype=object)
    shapes[:] = [plots[row] for row in found]
    return shapes, [wanted[row][0] for row in found]


def _stretch(line: shapely.LineString, at: float, reach: float) -> shapely.LineString:
    return shapely.ops.substring(line, at - reach, at + reach)


def _plot(free: shapely.Geometry, near: shapely.Point) -> shapely.Polygon | None:
    """Return the part of free land nearest to a point, clear of its border and with a simple outline."""
    inner = shapely.buffer(shapely.buffer(free, -9.0), 6.0, join_style="mitre")
    parts = shapely.get_parts(shapely.set_precision(shapely.simplify(inner, 0.5), MILLIMETRE))
    parts = parts[(shapely.get_type_id(parts) == 3) & (shapely.area(parts) > SMALLEST_PLOT)]
    if not len(parts):
        return None
    return shapely.Polygon(shapely.get_exterior_ring(parts[np.argmin(shapely.distance(parts, near))]))


def assign(plan: Plan, blocks: Blocks) -> dict[int, Facility]:
    """Return the block of each facility that finds one: near the wished place and of a fitting size."""
    outer = 715.0 * plan.scale
    centre = shapely.get_coordinates(shapely.point_on_surface(blocks.shape))
    area = shapely.area(blocks.shape)
    longer = np.array([frame_of(shape).length for shape in blocks.shape])
    compact = area / np.maximum(longer, 1.0) ** 2
    # the village green is a narrow lens, everything else wants a compact block
    free = ~blocks.is_market & ((compact > 0.3) | (blocks.kind == VILLAGE) & (compact > 0.1))
    chosen: dict[int, Facility] = {}
    for facility in FACILITIES:
        wished = plan.place(polar(max(facility.distance * outer, 45.0), facility.direction)[None])[0]
        distance = np.hypot(*(centre - wished).T)
        usable = free & np.isin(blocks.kind, facility.kinds) & (area > facility.area[0]) & (area < facility.area[1])
        if usable.any():
            number = int(np.flatnonzero(usable)[np.argmin(distance[usable])])
            chosen[number] = facility
            free[number] = False
    return chosen


def make_facilities(
    blocks: Blocks, parcels: Parcels, chosen: dict[int, Facility], rng: np.random.Generator
) -> tuple[Drafts, dict[int, str]]:
    """Return the buildings of the facilities, and the name of the first building of each by its position."""
    parts: list[Drafts] = []
    names: dict[int, str] = {}
    parcel_of = {int(block): number for number, block in enumerate(parcels.block.tolist())}
    count = 0
    for number, facility in sorted(chosen.items()):
        shape = blocks.shape[number]
        place = Place(parcel_of[number], str(blocks.kind[number]), number)
        made = _buildings(shape, facility, place)
        if made:
            names[count] = facility.name
        made += _filling(shape, facility, made, place, rng)
        parts += made
        count += sum(len(part) for part in made)
    return concatenated([no_drafts(), *parts]), names


def _buildings(shape: shapely.Polygon, facility: Facility, place: Place) -> list[Drafts]:
    frame, inner = frame_of(shape), shapely.buffer(shape, -2.5)
    out: list[Drafts] = []
    placed: list[shapely.Polygon] = []
    for part in facility.parts:
        box = placed_box(frame, inner, part.u, part.v, part.length, part.width, [] if part.joined else placed)
        if box is None:
            continue
        if part.joined and placed:
            whole = shapely.union(placed[-1], box, grid_size=0.001)
            if shapely.get_type_id(whole) == 3 and shapely.get_num_interior_rings(whole) == 0:
                placed[-1] = whole
                out[-1] = replace(out[-1], shape=one(whole))
            continue
        placed.append(box)
        role = {"1010": MAIN, "2723": SHED, "1313": SHED}.get(part.gfk, HALL if part.gfk.startswith("2") else PUBLIC)
        out.append(on_parcel(one(box), place, role, gfk=part.gfk, storeys=part.storeys, roof=part.roof))
    return out


def _filling(
    shape: shapely.Polygon, facility: Facility, made: list[Drafts], place: Place, rng: np.random.Generator
) -> list[Drafts]:
    """Return the garden houses of allotments or the greenhouses of a nursery."""
    if not facility.filling:
        return []
    frame, inner = frame_of(shape), shapely.buffer(shape, -4.0)
    boxes = _huts(frame, rng) if facility.filling == HUTS else _greenhouses(frame)
    keep = shapely.covered_by(boxes, inner)
    for other in made:
        keep &= shapely.distance(boxes, other.shape[0]) > 3.0
    boxes = boxes[keep]
    if not len(boxes):
        return []
    if facility.filling == HUTS:
        return [on_parcel(boxes, place, SHED, gfk="1313", storeys=1.0, roof="3100")]
    return [on_parcel(boxes[:14], place, HALL, gfk="2740", storeys=1.0, roof="3100")]


def _huts(frame: Frame, rng: np.random.Generator) -> Array:
    u, v = np.meshgrid(
        np.arange(-0.5 * frame.length + 8.0, 0.5 * frame.length, 15.0),
        np.arange(-0.5 * frame.width + 9.0, 0.5 * frame.width, 19.0),
    )
    n = u.size
    centre = np.column_stack((u.ravel(), v.ravel())) + rng.uniform(-3.0, 3.0, (n, 2))
    half = np.column_stack((rng.uniform(1.8, 2.8, n), rng.uniform(1.5, 2.3, n)))
    signs: Points = np.array(((-1, -1), (1, -1), (1, 1), (-1, 1)), dtype=np.float64)
    corners = centre[:, None] + half[:, None] * signs
    world = frame.to_world(corners.reshape(-1, 2)).reshape(n, 4, 2)
    keep = rng.random(n) < 0.85
    return np.asarray(shapely.polygons(np.round(world[keep], 3)))


def _greenhouses(frame: Frame) -> Array:
    rows = [
        row_of_boxes(
            frame, -0.35 * frame.length, np.full(max(int(0.6 * frame.length // 9.0), 1), 9.0), float(v), float(v) + 26.0
        )
        for v in np.arange(-0.4 * frame.width, 0.4 * frame.width - 26.0, 32.0)
    ]
    return np.concatenate(rows) if rows else np.empty(0, dtype=object)
