"""Schools, hospital, church and all the other special places: which block each gets, and what stands there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
import shapely.ops

from .blocks import Blocks
from .curves import Array, Points, polar
from .drafts import HALL, MAIN, PUBLIC, SHED, Drafts, concatenated, drafts
from .estates import one, placed_box, row_of_boxes
from .parcels import Parcels
from .plan import DETACHED, INDUSTRY, LINES, OLD_TOWN, PERIMETER, ROWS, SLABS, SUBURB, VILLAGE, Plan
from .strips import Frame, frame_of

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Part:
    """A building of a facility: function, size in metres, position as shares of the block's frame."""

    gfk: str
    length: float
    width: float
    u: float = 0.0
    v: float = 0.0
    storeys: float = 1.0
    roof: str = "1000"
    joined: bool = False
    """It is one building with the part before it."""


@dataclass(frozen=True)
class Facility:
    """A special place: actual use, districts and block area in m² it may have, wished distance and direction."""

    name: str
    nutzart: str
    kinds: tuple[str, ...]
    area: tuple[float, float]
    distance: float
    """From the market, as a share of the radius of the outer ring."""
    direction: float
    """In the plan's frame, degrees anticlockwise from the east."""
    parts: tuple[Part, ...] = ()
    filling: str = ""
    """What fills the rest: ``lauben`` garden houses, ``gewaechs`` greenhouses, empty for nothing."""


_SCHOOL = (
    Part("3021", 58, 16, -0.05, -0.22, 3), Part("3021", 15, 34, 0.2, 0.02, 3, joined=True),
    Part("3211", 42, 24, -0.15, 0.27, 1), Part("2723", 6, 4, 0.36, 0.3),
)  # fmt: skip
_CHURCH = (Part("3041", 34, 15, 0.04, 0.0, 1, "3100"), Part("3041", 9, 10, -0.34, 0.0, 1, "3500", joined=True))
_NURSERY = (Part("3065", 30, 13, 0.0, -0.1, 1), Part("3065", 12, 16, 0.2, 0.05, 1, joined=True), Part("1313", 4, 3, -0.3, 0.3))
_SUPERMARKET = (Part("2050", 52, 28, -0.08, 0.14, 1), Part("2723", 8, 5, 0.36, 0.3))
_BUILT = (PERIMETER, ROWS, SUBURB, LINES, DETACHED)

FACILITIES = (
    Facility("Marktkirche St. Nikolai", "41007_1140", (OLD_TOWN,), (1300, 5200), 0.08, 60, (*_CHURCH, Part("1010", 13, 9, 0.3, 0.32, 2, "3100"))),
    Facility("Goethe-Gymnasium", "41007_1120", (PERIMETER, SUBURB), (5000, 14000), 0.42, 215, _SCHOOL),
    Facility("Grundschule Am Ring", "41007_1120", (PERIMETER, ROWS), (4500, 13000), 0.75, 35, _SCHOOL),
    Facility("Sekundarschule Neustadt", "41007_1120", (SLABS, LINES, PERIMETER), (6000, 26000), 0.8, 160, _SCHOOL),
    Facility("Kreiskrankenhaus", "41007_1150", (DETACHED, SUBURB, LINES), (9000, 42000), 1.1, 235, (
        Part("3051", 74, 18, 0.0, 0.04, 5), Part("3051", 18, 46, 0.02, -0.2, 4, joined=True), Part("3051", 32, 16, -0.3, 0.28, 3),
        Part("2580", 14, 10, 0.38, 0.32, 1), Part("3051", 24, 14, 0.33, -0.28, 2))),
    Facility("Einkaufszentrum Ostpark", "41002_1440", (LINES, INDUSTRY, ROWS), (11000, 42000), 0.95, 8, (
        Part("2052", 96, 58, -0.08, 0.06, 1), Part("2130", 14, 10, 0.4, -0.34, 1))),
    Facility("Stadtpark", "41008_4420", (PERIMETER, SUBURB), (5000, 20000), 0.5, 140, (Part("2081", 14, 10, 0.3, 0.2, 1, "3200"),)),
    Facility("Hallenbad", "41008_4320", (SUBURB, DETACHED, ROWS), (6000, 22000), 0.7, 290, (
        Part("3221", 44, 26, -0.12, 0.1, 1), Part("3221", 16, 12, 0.12, 0.1, 1, joined=True))),
    Facility("Feuerwache", "41007_1170", _BUILT, (2400, 8000), 0.62, 75, (
        Part("3072", 34, 15, -0.08, 0.1, 2), Part("3072", 8, 8, 0.3, -0.2, 4))),
    Facility("Polizeirevier", "41007_1170", (PERIMETER, SUBURB), (2400, 7000), 0.45, 330, (Part("3071", 36, 14, 0.0, -0.1, 3, "3200"), Part("2463", 18, 6, 0.1, 0.34))),
    Facility("Friedhof", "41009", (DETACHED,), (7000, 42000), 1.2, 250, (Part("3080", 16, 10, -0.2, 0.0, 1, "3100"), Part("2723", 6, 5, -0.36, 0.2))),
    Facility("Kleingartenanlage Abendfrieden", "41008_4440", (DETACHED, ROWS), (8000, 60000), 1.3, 195, (), "lauben"),
    Facility("Kleingartenanlage Bahndamm", "41008_4440", (DETACHED, ROWS), (7000, 60000), 1.25, 130, (), "lauben"),
    Facility("Kita Sonnenschein", "41007_1160", (DETACHED, ROWS), (1800, 7000), 1.0, 200, _NURSERY),
    Facility("Kita Spatzennest", "41007_1160", (SLABS, LINES, DETACHED), (1800, 18000), 0.9, 340, _NURSERY),
    Facility("Seniorenzentrum", "41007_1160", (DETACHED, ROWS, SUBURB), (3000, 9000), 0.8, 270, (
        Part("1022", 44, 14, 0.0, -0.08, 3, "3100"), Part("1022", 14, 24, 0.26, 0.1, 3, "3100", joined=True))),
    Facility("Heizwerk", "41002_2570", (INDUSTRY,), (6000, 60000), 0.95, 135, (
        Part("2580", 36, 22, -0.15, 0.0, 2), Part("2580", 9, 9, 0.1, 0.0, 4, joined=True), Part("2501", 14, 10, 0.32, 0.25, 1))),
    Facility("Verbrauchermarkt Süd", "41002_1440", (DETACHED, SUBURB), (4200, 12000), 1.0, 262, _SUPERMARKET),
    Facility("Verbrauchermarkt West", "41002_1440", (DETACHED, ROWS, SLABS), (4200, 16000), 1.05, 178, _SUPERMARKET),
    Facility("Gärtnerei", "41002_1490", (DETACHED,), (4000, 40000), 1.35, 320, (Part("2050", 14, 10, -0.3, -0.2, 1),), "gewaechs"),
    Facility("Tankstelle", "41002_1730", _BUILT, (1300, 4200), 0.95, 186, (Part("2130", 15, 9, 0.0, 0.1, 1), Part("2131", 12, 5, 0.26, -0.2, 1))),
    Facility("Dorfkirche", "41007_1140", (VILLAGE,), (900, 4200), 2.6, 312, (
        Part("3041", 17, 9, 0.06, 0.0, 1, "3100"), Part("3041", 6, 7, -0.2, 0.0, 1, "3500", joined=True))),
)  # fmt: skip

_STATION = Facility("Bahnhof", "42010_2321", (), (0, 0), 0, 0, (
    Part("3090", 38, 13, -0.05, -0.1, 2, "3200"), Part("3090", 14, 10, 0.2, -0.1, 1, "3200", joined=True),
    Part("2424", 30, 9, -0.38, 0.05, 1, "3100"), Part("2423", 7, 5, 0.4, 0.1, 2, "3100")))  # fmt: skip
_SEWAGE = Facility("Kläranlage", "41002_2610", (), (0, 0), 0, 0, (
    Part("2611", 24, 12, -0.25, 0.2, 1), Part("2611", 12, 9, 0.2, 0.25, 1), Part("2591", 6, 5, 0.3, -0.2, 1)))  # fmt: skip
_SPORTS = Facility("Sportplatz", "41008_4120", (), (0, 0), 0, 0, (Part("3211", 26, 12, 0.0, -0.42, 1, "3100"),))
SITES = (_STATION, _SEWAGE, _SPORTS)
"""Places outside the blocks, on land that :func:`sites` finds for them."""


def sites(plan: Plan, land: shapely.Geometry) -> tuple[Array, list[Facility]]:
    """Return plots for the facilities outside the blocks: at the station, along the river."""
    taken = shapely.union_all([district.area for district in plan.districts] + [land, shapely.buffer(plan.river_axis, 18.0)])
    track = plan.rail
    main = next(road.line for road in plan.roads if road.role == "bahnhof")
    end = shapely.get_coordinates(main)[-1]
    at = shapely.line_locate_point(track, shapely.Point(end))
    platform = shapely.ops.substring(track, at - 95.0, at + 85.0)
    ground = shapely.difference(shapely.buffer(platform, 60.0, cap_style="flat"), shapely.buffer(track, 11.0))
    candidates = [(_STATION, shapely.Point(end), ground)]
    axis = plan.river_axis
    origin = shapely.Point(plan.place(np.zeros((1, 2)))[0])
    middle = shapely.line_locate_point(axis, origin)
    reach = 0.2 * plan.site.half_width
    for facility, shift, half in ((_SEWAGE, 3.1 * reach, 55.0), (_SPORTS, -1.1 * reach, 70.0)):
        stretch = shapely.ops.substring(axis, middle + shift - half, middle + shift + half)
        side = shapely.buffer(stretch, 100.0 if facility is _SEWAGE else 96.0, cap_style="flat")
        candidates.append((facility, shapely.line_interpolate_point(axis, middle + shift), side))
    shapes, kept = [], []
    for facility, near, ground in candidates:
        free = shapely.difference(ground, taken, grid_size=0.001)
        free = shapely.buffer(shapely.buffer(free, -9.0), 6.0, join_style="mitre")
        free = shapely.set_precision(shapely.simplify(free, 0.5), 0.001)
        parts = [part for part in shapely.get_parts(free) if shapely.get_type_id(part) == 3 and shapely.area(part) > 900.0]
        if parts:
            shapes.append(min(parts, key=lambda part: float(shapely.distance(part, near))))
            shapes[-1] = shapely.Polygon(shapely.get_exterior_ring(shapes[-1]))
            kept.append(facility)
    out = np.empty(len(shapes), dtype=object)
    out[:] = shapes
    return out, kept


def assign(plan: Plan, blocks: Blocks) -> dict[int, Facility]:
    """Return the block of each facility that finds one: near the wished place and of a fitting size."""
    outer = 715.0 * plan.scale
    centre = shapely.get_coordinates(shapely.point_on_surface(blocks.shape))
    area = shapely.area(blocks.shape)
    longer = np.array([frame_of(shape).length for shape in blocks.shape])
    compact = area / np.maximum(longer, 1.0) ** 2
    free = ~blocks.is_market & (compact > 0.3)
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
        common = {"parcel": parcel_of[number], "kind": blocks.kind[number], "block": number}
        made = _buildings(shape, facility, common)
        if made:
            names[count] = facility.name
        made += _filling(shape, facility, made, common, rng)
        parts += made
        count += sum(len(part) for part in made)
    empty = drafts(np.empty(0, dtype=object), parcel=0, role=0, kind="", block=0)
    return concatenated([empty, *parts]), names


def _buildings(shape: shapely.Polygon, facility: Facility, common: dict[str, object]) -> list[Drafts]:
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
                last = out.pop()
                out.append(drafts(one(whole), role=last.role, gfk=last.gfk, storeys=last.storeys, roof=last.roof, **common))  # type: ignore[arg-type]
            continue
        placed.append(box)
        role = {"1010": MAIN, "2723": SHED, "1313": SHED}.get(part.gfk, HALL if part.gfk.startswith("2") else PUBLIC)
        out.append(drafts(one(box), role=role, gfk=part.gfk, storeys=part.storeys, roof=part.roof, **common))  # type: ignore[arg-type]
    return out


def _filling(
    shape: shapely.Polygon, facility: Facility, made: list[Drafts], common: dict[str, object], rng: np.random.Generator
) -> list[Drafts]:
    """Return the garden houses of allotments or the greenhouses of a nursery."""
    if not facility.filling:
        return []
    frame, inner = frame_of(shape), shapely.buffer(shape, -4.0)
    boxes = _huts(frame, rng) if facility.filling == "lauben" else _greenhouses(frame)
    keep = shapely.covered_by(boxes, inner)
    for other in made:
        keep &= shapely.distance(boxes, other.shape[0]) > 3.0
    boxes = boxes[keep]
    if not len(boxes):
        return []
    if facility.filling == "lauben":
        return [drafts(boxes, role=SHED, gfk="1313", storeys=1.0, roof="3100", **common)]  # type: ignore[arg-type]
    return [drafts(boxes[:14], role=HALL, gfk="2740", storeys=1.0, roof="3100", **common)]  # type: ignore[arg-type]


def _huts(frame: Frame, rng: np.random.Generator) -> Array:
    u, v = np.meshgrid(
        np.arange(-0.5 * frame.length + 8.0, 0.5 * frame.length, 15.0), np.arange(-0.5 * frame.width + 9.0, 0.5 * frame.width, 19.0)
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
        row_of_boxes(frame, -0.35 * frame.length, np.full(max(int(0.6 * frame.length // 9.0), 1), 9.0), float(v), float(v) + 26.0)
        for v in np.arange(-0.4 * frame.width, 0.4 * frame.width - 26.0, 32.0)
    ]
    return np.concatenate(rows) if rows else np.empty(0, dtype=object)
