"""The street network: main roads and patterns brought together, noded, tidied, with classes and widths."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import shapely
import shapely.ops

from .curves import MILLIMETRE, Array, Points, single_parts
from .patterns import fill
from .plan import DETACHED, INDUSTRY, LINES, OLD_TOWN, PERIMETER, ROWS, SLABS, SUBURB, VILLAGE, Plan

Ints = npt.NDArray[np.int64]

HALF_WIDTH = {
    "trunk": 8.0, "primary": 7.5, "secondary": 7.0, "tertiary": 6.5, "residential": 5.0, "living_street": 4.0,
    "pedestrian": 4.0, "service": 3.0, "footway": 1.5, "track": 2.0,
}  # fmt: skip
"""Half of the width of the street land, by class, in metres."""

HALF_WIDTH_IN = {
    (OLD_TOWN, "living_street"): 3.2, (PERIMETER, "residential"): 7.5, (SUBURB, "residential"): 6.0,
    (SLABS, "residential"): 6.0, (INDUSTRY, "residential"): 7.0,
}  # fmt: skip

SMALLEST_BLOCK = {
    OLD_TOWN: 900.0, PERIMETER: 2600.0, SUBURB: 3200.0, ROWS: 4200.0, LINES: 8000.0, SLABS: 14000.0, DETACHED: 4200.0,
    VILLAGE: 800.0, INDUSTRY: 12000.0,
}  # fmt: skip
"""A street that would cut off less than this area, in m², is not built."""

NO_CARS = ("footway", "track")
MAIN = ("trunk", "primary", "secondary", "tertiary")


@dataclass(frozen=True)
class Streets:
    """Pieces of street between junctions; all arrays have one entry for each piece."""

    line: Array
    klasse: Array
    half_width: npt.NDArray[np.float64]
    parent: Ints
    """The street that the piece belongs to; one name each."""
    district: Ints
    """Position in the plan's districts, -1 outside."""
    role: Array
    """Role of a main road, empty for others."""
    dead_end: npt.NDArray[np.bool_]
    course: Array
    """The whole street as drawn, along which its houses are numbered."""

    def take(self, rows: Array) -> Streets:
        """Return the pieces picked by an index or boolean array."""
        return replace(self, **{name: getattr(self, name)[rows] for name in self.__dataclass_fields__})

    def __len__(self) -> int:
        return len(self.line)


def make_streets(plan: Plan, tracks: Array, rng: np.random.Generator) -> tuple[Streets, Array]:
    """Return the street network of a plan, noded at every junction on the same level, and lines that divide blocks.

    ``tracks`` are farm tracks in the fields. The dividing lines are the ends of streets that would have run out there:
    some are built as dead-end streets, the others only separate the last blocks.
    """
    pieces = _noded(_drawn(plan, tracks, rng))
    ends = []
    for _ in range(5):
        pieces, loose = _without_stubs(pieces)
        ends.append(loose)
        small = _closing_small_faces(plan, pieces)
        if not small.any():
            break
        pieces = pieces.take(~small)
    pieces, loose = _without_stubs(pieces)
    built, dividers = _dead_ends(plan, pieces, [*ends, loose], rng)
    return built, dividers


def _drawn(plan: Plan, tracks: Array, rng: np.random.Generator) -> Streets:
    n = len(tracks)
    lines, klasse, role = list(tracks), ["track"] * n, [""] * n
    district, dead_end = [-1] * n, [True] * n
    for road in plan.roads:
        lines.append(road.line)
        klasse.append(road.klasse)
        district.append(-1)
        role.append(road.role)
        dead_end.append(True)
    for number, area in enumerate(plan.districts):
        if shapely.area(area.area) < SMALLEST_BLOCK[area.kind]:
            continue
        drawn = fill(plan, area, rng)
        cut = shapely.intersection(
            np.array([shapely.LineString(line.points) for line in drawn], dtype=object), shapely.buffer(area.area, 0.5)
        )
        for line, piece in zip(drawn, cut, strict=True):
            if not shapely.is_empty(piece):
                lines.append(piece)
                klasse.append(line.klasse)
                district.append(number)
                role.append("")
                dead_end.append(line.dead_end)
    parts, rows = single_parts(np.array(lines, dtype=object), 1)
    width = [
        HALF_WIDTH_IN.get((plan.districts[n].kind if n >= 0 else "", k), HALF_WIDTH[k])
        for k, n in zip(klasse, district, strict=True)
    ]
    return Streets(
        line=parts,
        klasse=np.array(klasse, dtype=object)[rows],
        half_width=np.array(width)[rows],
        parent=rows.astype(np.int64),
        district=np.array(district, dtype=np.int64)[rows],
        role=np.array(role, dtype=object)[rows],
        dead_end=np.array(dead_end)[rows],
        course=parts,
    )


def _noded(streets: Streets) -> Streets:
    """Return the streets cut at every crossing; each piece belongs to the street that it lies on."""
    noded = shapely.union_all(streets.line, grid_size=MILLIMETRE)
    pieces, _ = single_parts(np.array([noded], dtype=object), 1)
    middle = shapely.line_interpolate_point(pieces, 0.5, normalized=True)
    found, source = shapely.STRtree(streets.line).query_nearest(middle)
    owner = np.full(len(pieces), len(streets), dtype=np.int64)
    np.minimum.at(owner, found, source)
    return replace(streets.take(owner), line=pieces)


def nodes_of(lines: Array) -> tuple[Points, Ints]:
    """Return the distinct end points (m, 2) of lines (n,) and, as (n, 2), which of them each line joins."""
    xy, index = shapely.get_coordinates(lines, return_index=True)
    first = np.flatnonzero(np.diff(index, prepend=-1))
    last = np.append(first[1:], len(xy)) - 1
    ends = np.round(np.concatenate((xy[first], xy[last])), 3)
    nodes, number = np.unique(ends, axis=0, return_inverse=True)
    return nodes, number.reshape(2, -1).T.astype(np.int64)


def _without_stubs(streets: Streets) -> tuple[Streets, Streets]:
    """Return the streets without pieces that lead nowhere, main roads into the country excepted, and those pieces."""
    main = (streets.district < 0) & (
        np.isin(streets.klasse, ("trunk", "primary", "secondary")) | (streets.role == "dorf")
    )
    fixed = (main | (streets.klasse == "track")) & (shapely.length(streets.line) > 40.0)
    _, ends = nodes_of(streets.line)
    present = np.ones(len(streets), dtype=bool)
    while True:
        degree = np.bincount(ends[present].ravel(), minlength=int(ends.max()) + 1)
        stub = present & ~fixed & (degree[ends] == 1).any(axis=1)
        if not stub.any():
            return streets.take(present), streets.take(~present)
        present &= ~stub


def _dead_ends(plan: Plan, streets: Streets, ends: list[Streets], rng: np.random.Generator) -> tuple[Streets, Array]:
    """Build some of the loose ends as dead-end streets; return all streets and the rest of the ends as dividers."""
    nodes, _ = nodes_of(streets.line)
    junctions = {tuple(xy) for xy in nodes.tolist()}
    kinds = np.array([district.kind for district in plan.districts], dtype=object)
    dividers, built, rows = [], [], []
    loose = [(group, row) for group in ends for row in np.flatnonzero(group.district >= 0).tolist()]
    for number, (group, row) in enumerate(loose):
        line = group.line[row]
        xy = shapely.get_coordinates(line)
        if tuple(xy[0].tolist()) not in junctions:
            line, xy = shapely.reverse(line), xy[::-1]
        if tuple(xy[0].tolist()) not in junctions:
            continue
        length = shapely.length(line)
        if kinds[group.district[row]] == DETACHED and 78.0 < length < 190.0 and rng.random() < 0.6:
            stop = length - 30.0
            dividers.append(shapely.ops.substring(line, stop, length))
            built.append(shapely.ops.substring(line, 0.0, stop))
            rows.append(number)
        else:
            dividers.append(line)
    out = np.empty(len(dividers), dtype=object)
    out[:] = dividers
    if not built:
        return streets, out
    picked = [loose[number] for number in rows]
    added = concatenated_streets([group.take(np.array([row])) for group, row in picked])
    added = replace(
        added,
        line=shapely.set_precision(np.array(built, dtype=object), MILLIMETRE),
        course=np.array(built, dtype=object),
        klasse=np.full(len(built), "living_street", dtype=object),
        half_width=np.full(len(built), 4.0),
        parent=streets.parent.max() + 1 + np.arange(len(built)),
        dead_end=np.ones(len(built), dtype=bool),
    )
    return concatenated_streets([streets, added]), out


def concatenated_streets(parts: list[Streets]) -> Streets:
    """Return several groups of street pieces as one."""
    names = Streets.__dataclass_fields__
    return Streets(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in names})


def _closing_small_faces(plan: Plan, streets: Streets) -> npt.NDArray[np.bool_]:
    """Mark one removable piece of street for each face that is too small or too thin to build on."""
    faces = shapely.get_parts(shapely.polygonize(streets.line))
    area, around = shapely.area(faces), shapely.length(faces)
    districts = shapely.STRtree([district.area for district in plan.districts])
    at, inside = districts.query(shapely.point_on_surface(faces), predicate="intersects")
    limit = np.zeros(len(faces))
    least = np.array([SMALLEST_BLOCK[district.kind] for district in plan.districts])
    limit[at] = least[inside]
    thin = 4.0 * np.pi * area / around**2 < 0.26
    small = (limit > 0) & ((area < limit) | (thin & (area < 2.5 * limit)))
    removable = streets.district >= 0
    marked = np.zeros(len(streets), dtype=bool)
    if not small.any() or not removable.any():
        return marked
    rows = np.flatnonzero(small)
    middle = shapely.line_interpolate_point(streets.line, 0.5, normalized=True)
    face, piece = shapely.STRtree(middle).query(shapely.boundary(faces[rows]), predicate="dwithin", distance=0.01)
    usable = removable[piece]
    face, piece = face[usable], piece[usable]
    order = np.lexsort((-shapely.length(streets.line)[piece], area[rows][face], face))
    _, first = np.unique(face[order], return_index=True)
    marked[piece[order][first]] = True
    return marked


def street_land(streets: Streets) -> shapely.Geometry:
    """Return the land that the streets take up: each street widened by its half width."""
    if not len(streets):
        return shapely.Polygon()
    _, first, owner = np.unique(streets.parent, return_index=True, return_inverse=True)
    order = np.argsort(owner, kind="stable")
    whole = shapely.line_merge(shapely.multilinestrings(streets.line[order], indices=owner[order]))
    rounded_end = streets.klasse[first] == "living_street"
    wide = [
        shapely.buffer(whole[rows], streets.half_width[first][rows], quad_segs=4, cap_style=cap, join_style="mitre")
        for rows, cap in ((rounded_end, "round"), (~rounded_end, "flat"))
    ]
    return shapely.union_all(np.concatenate(wide), grid_size=MILLIMETRE)
