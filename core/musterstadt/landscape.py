"""Land outside the blocks: fields and woods with their tracks, meadows, and the map of actual use without gaps."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from .blocks import Blocks
from .curves import MILLIMETRE, Array, Points, Warp, concatenated_lines, single_parts
from .parcels import Parcels
from .plan import Plan
from .plan_lines import MEADOW, RAIL_SOUTH

Ints = npt.NDArray[np.int64]

ROAD, TRACK, SQUARE, RAILWAY, RIVER = "42001", "42006_5212", "42009_5340", "42010", "44001_8200"
ARABLE, GRASS, WOOD, COPSE, GREEN = "43001_1010", "43001_1020", "43002_1300", "43003", "41008_4410"
RAIL_LAND = "42010_2322"
RAIL_HALF_WIDTH = 9.0


def field_lines(plan: Plan, rng: np.random.Generator) -> tuple[Array, Array]:
    """Return the borders of the fields, and those of them along which farm tracks run."""
    centre = shapely.get_coordinates(shapely.centroid(plan.municipality))
    reach = 1.6 * plan.site.half_width
    heading = np.deg2rad(plan.site.turn_degrees + rng.uniform(10.0, 50.0))
    turn = np.array(((np.cos(heading), -np.sin(heading)), (np.sin(heading), np.cos(heading))))
    warp = Warp.random(rng, 55.0, (600.0, 1500.0))
    rows, crossings, v = [], [], -reach
    along = np.arange(-reach, reach, 40.0)
    while v < reach:
        depth = rng.uniform(190.0, 360.0)
        rows.append(np.column_stack((along, np.full(len(along), v))))
        across = np.linspace(v - 1.0, v + depth + 1.0, 8)
        at = np.cumsum(rng.uniform(180.0, 560.0, int(reach / 90.0))) - reach
        crossings += [np.column_stack((np.full(8, u), across)) for u in at]
        v += depth

    def lines(parts: list[Points]) -> Array:
        return concatenated_lines([np.round(warp(part) @ turn.T + centre, 3) for part in parts])

    drawn = lines(rows)
    open_land = shapely.difference(
        plan.municipality,
        shapely.union_all(
            [shapely.buffer(district.area, 14.0) for district in plan.districts]
            + [shapely.buffer(plan.river_axis, MEADOW + 6.0), shapely.buffer(plan.rail, 16.0)]
        ),
    )
    pieces = shapely.get_parts(shapely.intersection(drawn[1::2], open_land))
    tracks = pieces[shapely.length(pieces) > 160.0]
    return np.concatenate((drawn, lines(crossings))), tracks


def land_use(
    plan: Plan, blocks: Blocks, parcels: Parcels, use_of_parcel: Array, land: shapely.Geometry,
        track_land: shapely.Geometry,
    borders: Array, rng: np.random.Generator,
) -> tuple[Array, Array]:  # fmt: skip
    """Return areas that tile the municipality, and their codes of actual use.

    Within the blocks parcels of one use make up an area; outside, the land is divided by everything drawn there.
    """
    inside, inside_code = _by_block_and_use(parcels, use_of_parcel)
    wide_land = shapely.buffer(land, 1.2, join_style="mitre")
    railway = shapely.buffer(plan.rail, RAIL_HALF_WIDTH, cap_style="flat")
    meadow = shapely.buffer(plan.river_axis, MEADOW)
    areas = np.array([plan.municipality, wide_land, track_land, plan.river, railway, meadow], dtype=object)
    edges = np.concatenate((shapely.boundary(areas), shapely.boundary(blocks.shape), borders))
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(shapely.union_all(edges, grid_size=MILLIMETRE))))
    points = shapely.point_on_surface(faces)

    def within(shapes: Array) -> npt.NDArray[np.bool_]:
        out = np.zeros(len(faces), dtype=bool)
        out[shapely.STRtree(points).query(shapes, predicate="intersects")[1]] = True
        return out

    districts = np.array([district.area for district in plan.districts], dtype=object)
    code = _countryside(points, plan, rng)
    code[within(districts)] = GREEN
    near = within(np.array([meadow], dtype=object)) | (
        shapely.dwithin(points, plan.river_axis, MEADOW + 28.0) & ~within(districts)
    )
    town = shapely.dwithin(points, shapely.Point(plan.place(np.zeros((1, 2)))[0]), 900.0 * plan.scale)
    code[near] = np.where(town[near], GREEN, GRASS)
    beside_rail = (
        town & shapely.dwithin(points, plan.rail, RAIL_SOUTH - 4.0) & ~within(districts) & (shapely.area(faces) < 4e4)
    )
    code[beside_rail] = RAIL_LAND
    for row, value in ((2, TRACK), (1, ROAD), (4, RAILWAY), (3, RIVER)):
        code[within(areas[row : row + 1])] = value
    keep = within(areas[:1]) & ~within(blocks.shape)
    tiny = keep & (shapely.area(faces) < 120.0) & ~np.isin(code, (RAILWAY, RIVER))
    code[tiny] = ROAD
    faces, code = faces[keep], code[keep]
    shapes, codes = [inside], [inside_code]
    for value in (ROAD, TRACK, RAILWAY, RAIL_LAND, RIVER, GREEN, GRASS):
        parts = _merged(faces[code == value])
        shapes.append(parts)
        codes.append(np.full(len(parts), value, dtype=object))
    rest = ~np.isin(code, (ROAD, TRACK, RAILWAY, RAIL_LAND, RIVER, GREEN, GRASS))
    return np.concatenate((*shapes, faces[rest])), np.concatenate((*codes, code[rest]))


def _by_block_and_use(parcels: Parcels, use: Array) -> tuple[Array, Array]:
    codes, number = np.unique(use.astype(str), return_inverse=True)
    key = parcels.block * len(codes) + number
    order = np.argsort(key, kind="stable")
    kept, start = np.unique(key[order], return_index=True)
    shapes, rows = [], []
    for value, members in zip(kept.tolist(), np.split(order, start[1:]), strict=True):
        parts = _merged(parcels.shape[members])
        shapes.append(parts)
        rows += [value % len(codes)] * len(parts)
    return np.concatenate(shapes), codes.astype(object)[rows]


def _merged(shapes: Array) -> Array:
    """Return areas that share vertices as one or more polygons; where one touches itself it is taken apart there."""
    parts, _ = single_parts(shapely.make_valid(shapely.get_parts(shapely.coverage_union_all(shapes))), 3)
    return parts


def _countryside(points: Array, plan: Plan, rng: np.random.Generator) -> Array:
    """Return arable land, grassland, woods and copses by chance, woods in a few larger patches."""
    xy = shapely.get_coordinates(points)
    patches = Warp.random(rng, 1.0, (900.0, 2600.0), 5)
    level = (patches(xy) - xy).sum(axis=1)
    centre = plan.place(np.zeros((1, 2)))[0]
    outside = np.hypot(*(xy - centre).T) > 1300.0 * plan.scale
    draw = rng.random(len(xy))
    code = np.where(draw < 0.78, ARABLE, np.where(draw < 0.93, GRASS, COPSE)).astype(object)
    code[(level > 1.25) & outside] = WOOD
    return code
