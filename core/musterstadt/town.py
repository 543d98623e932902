"""One town from plan to registers."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import shapely

from ..table import Array
from .attributes import Attributes, addresses, make_attributes, years_of
from .blocks import Blocks, make_blocks, sides_with_frontage
from .drafts import GARAGE, MAIN, REAR, SHED, Drafts, concatenated, without_overlaps
from .estates import make_estates
from .facilities import Facility, assign, make_facilities, sites
from .houses import make_houses
from .landscape import RAIL_HALF_WIDTH, SQUARE, field_lines, land_use
from .names import street_names
from .parcels import Fronts, Lots, Parcels, make_parcels
from .plan import DETACHED, INDUSTRY, OLD_TOWN, PERIMETER, VILLAGE, Plan, Site, make_plan
from .streets import Streets, make_streets, street_land

Ints = npt.NDArray[np.int64]

_SCALES = (0.3, 0.35, 0.6, 0.9, 1.25, 1.5)
_BUILDINGS_AT_SCALE = (380.0, 560.0, 1500.0, 4050.0, 8550.0, 12500.0)
"""Scales of the plan and the buildings that a town of that scale has; means over seeds."""
LEAST_BUILDINGS = 600
SURPLUS = 1.22
"""A town is drawn for at most this many times the wished number of buildings; then outbuildings are left out."""
_TRIES = 6


@dataclass(frozen=True)
class Town:
    """A finished town; buildings and parcels are numbered from 0 within it."""

    plan: Plan
    streets: Streets
    street_name: Array
    bridge: Array
    tunnel: Array
    blocks: Blocks
    parcels: Parcels
    use_of_parcel: Array
    facilities: dict[int, Facility]
    drafts: Drafts
    attributes: Attributes
    building_name: Array
    strasse: Array
    hausnr: Array
    use: tuple[Array, Array]
    """Areas of actual use and their codes."""


def build_town(site: Site, buildings: int, seed: int) -> Town:
    """Return a town with exactly the given number of buildings, at least :data:`LEAST_BUILDINGS`."""
    wished = buildings * 0.5 * (1.0 + SURPLUS)
    scale = float(np.interp(wished, _BUILDINGS_AT_SCALE, _SCALES))
    for attempt in range(_TRIES):
        rng = np.random.Generator(np.random.PCG64(seed))
        ground = _Ground.make(site, scale, rng)
        drafts, names = ground.buildings(rng)
        spare = int(np.isin(drafts.role, (GARAGE, SHED)).sum())
        fits = buildings <= len(drafts) <= SURPLUS * buildings and len(drafts) - buildings < 0.7 * spare
        if fits or (attempt == _TRIES - 1 and len(drafts) - spare <= buildings <= len(drafts)):
            return ground.finished(drafts, names, buildings, rng)
        scale *= float(np.clip(np.sqrt(wished / len(drafts)), 0.7, 1.4))
    return build_town(site, buildings, seed + 1)


@dataclass(frozen=True)
class _Ground:
    """A town before its buildings have attributes."""

    plan: Plan
    borders: Array
    streets: Streets
    land: shapely.Geometry
    track_land: shapely.Geometry
    blocks: Blocks
    parcels: Parcels
    lots: Lots
    fronts: Fronts
    facilities: dict[int, Facility]

    @classmethod
    def make(cls, site: Site, scale: float, rng: np.random.Generator) -> _Ground:
        plan = make_plan(site, scale, rng)
        borders, tracks = field_lines(plan, rng)
        streets, dividers = make_streets(plan, tracks, rng)
        on_track = streets.klasse == "track"
        land, track_land = street_land(streets.take(~on_track)), street_land(streets.take(on_track))
        blocks = make_blocks(plan, streets, dividers, land)
        chosen = assign(plan, blocks)
        plots, outside = sites(plan, land)
        sides = sides_with_frontage(blocks, streets)
        count = len(blocks.shape)
        chosen |= {count + number: facility for number, facility in enumerate(outside)}
        blocks = Blocks(
            np.concatenate((blocks.shape, plots)),
            np.concatenate((blocks.kind, np.full(len(plots), INDUSTRY, dtype=object))),
            np.concatenate((blocks.district, np.full(len(plots), -1, dtype=np.int64))),
            np.concatenate((blocks.is_market, np.zeros(len(plots), dtype=bool))),
        )
        reserved = np.zeros(len(blocks.shape), dtype=bool)
        reserved[list(chosen)] = True
        blocks, parcels, lots, fronts = make_parcels(blocks, sides, reserved, rng)
        return cls(plan, borders, streets, land, track_land, blocks, parcels, lots, fronts, chosen)

    def buildings(self, rng: np.random.Generator) -> tuple[Drafts, Array]:
        """Return all buildings that find room, and the names of special ones."""
        reserved = self.blocks.is_market.copy()
        reserved[list(self.facilities)] = True
        special, named = make_facilities(self.blocks, self.parcels, self.facilities, rng)
        houses = make_houses(self.blocks, self.parcels, self.lots, self.fronts, rng)
        estates = make_estates(self.blocks, self.parcels, reserved, rng)
        everything = concatenated([special, houses, estates])
        name = np.full(len(everything), None, dtype=object)
        name[list(named)] = list(named.values())
        kept = without_overlaps(everything)
        return everything.take(kept), name[kept]

    def finished(self, drafts: Drafts, name: Array, buildings: int, rng: np.random.Generator) -> Town:
        """Return the town after leaving out outbuildings beyond the wished number."""
        spare = np.flatnonzero(np.isin(drafts.role, (GARAGE, SHED)))
        keep = np.ones(len(drafts), dtype=bool)
        keep[rng.permutation(spare)[: len(drafts) - buildings]] = False
        drafts, name = _with_town_hall(self.plan, drafts.take(keep), name[keep])
        plan, streets = self.plan, self.streets
        attributes = make_attributes(drafts, years_of(drafts, plan.districts, self.blocks.district), rng)
        street_name = _names_of_pieces(plan, streets, rng)
        strasse, hausnr = addresses(drafts, self.lots, self.fronts, streets, street_name, rng)
        use = _use_of_parcels(self, drafts, attributes)
        areas = land_use(plan, self.blocks, self.parcels, use, self.land, self.track_land, self.borders, rng)
        pieces, name_of_piece, bridge, tunnel = _with_bridges(plan, streets, street_name)
        return Town(
            plan, pieces, name_of_piece, bridge, tunnel, self.blocks, self.parcels, use, self.facilities, drafts,
            attributes, name, strasse, hausnr, areas,
        )  # fmt: skip


def _with_town_hall(plan: Plan, drafts: Drafts, name: Array) -> tuple[Drafts, Array]:
    """Give the houses nearest to some places in the old town their public use."""
    gfk = drafts.gfk.copy()
    point = shapely.get_coordinates(shapely.point_on_surface(drafts.shape))
    area = shapely.area(drafts.shape)
    free = (drafts.role == MAIN) & np.isin(drafts.kind, (OLD_TOWN, PERIMETER)) & (gfk == "")
    radius = plan.old_town_radius
    for code, title, distance, direction, least in (
        ("3012", "Rathaus", 0.18, 270.0, 110.0), ("3034", "Stadtmuseum", 0.6, 20.0, 90.0), ("3037", "Stadtbibliothek", 0.55, 160.0, 80.0),
        ("3015", "Amtsgericht", 1.5, 100.0, 200.0), ("3013", "Post", 1.4, 75.0, 180.0), ("3032", "Stadttheater", 1.3, 320.0, 220.0),
        ("2030", "Sparkasse", 0.3, 100.0, 90.0), ("2071", "Hotel Zum Löwen", 0.25, 200.0, 90.0), ("3019", "Finanzamt", 1.9, 60.0, 220.0),
    ):  # fmt: skip
        usable = free & (area > least)
        if not usable.any():
            continue
        angle = np.deg2rad(direction)
        wished = plan.place(distance * radius * np.array(((np.cos(angle), np.sin(angle)),)))[0]
        row = int(np.flatnonzero(usable)[np.argmin(np.hypot(*(point[usable] - wished).T))])
        gfk[row], name[row], free[row] = code, title, False
    return replace(drafts, gfk=gfk), name


def _names_of_pieces(plan: Plan, streets: Streets, rng: np.random.Generator) -> Array:
    parents, first = np.unique(streets.parent, return_index=True)
    nowhere = ("", (1900, 1950))
    described = []
    for number, row in zip(parents.tolist(), first.tolist(), strict=True):
        district = int(streets.district[row])
        kind, years = (plan.districts[district].kind, plan.districts[district].years) if district >= 0 else nowhere
        described.append((number, str(streets.role[row]), kind, years, str(streets.klasse[row])))
    names = street_names(described, rng)
    return np.array([names[number] for number in streets.parent.tolist()], dtype=object)


def _with_bridges(plan: Plan, streets: Streets, name: Array) -> tuple[Streets, Array, Array, Array]:
    """Return the streets cut where they cross river or railway, their names, and marks of bridges and tunnels.

    The station-side road to the north-west passes under the railway; all others cross on bridges.
    """
    zones = np.array((shapely.buffer(plan.river, 5.0), shapely.buffer(plan.rail, RAIL_HALF_WIDTH + 3.0)), dtype=object)
    crossing = shapely.union_all(zones)
    hit = shapely.intersects(streets.line, crossing) & (streets.klasse != "track")
    outside = shapely.difference(streets.line[hit], crossing)
    inside = shapely.intersection(streets.line[hit], crossing)
    rows = np.flatnonzero(hit)
    parts_out, of_out = shapely.get_parts(outside, return_index=True)
    parts_in, of_in = shapely.get_parts(inside, return_index=True)
    real = shapely.intersects(parts_in, shapely.union(plan.river, plan.rail))
    source = np.concatenate((np.flatnonzero(~hit), rows[of_out], rows[of_in]))
    line = np.concatenate((streets.line[~hit], parts_out, parts_in))
    over = np.concatenate((np.zeros((~hit).sum() + len(parts_out), dtype=bool), real))
    order = np.argsort(source, kind="stable")
    keep = order[shapely.length(line[order]) > 0.002]
    pieces = replace(streets.take(source[keep]), line=line[keep])
    under = over[keep] & (pieces.role == "nordwesten") & shapely.intersects(pieces.line, plan.rail)
    return pieces, name[source[keep]], over[keep] & ~under, under


def _use_of_parcels(ground: _Ground, drafts: Drafts, attributes: Attributes) -> Array:
    """Return the code of actual use of each parcel."""
    blocks, parcels = ground.blocks, ground.parcels
    kind = blocks.kind[parcels.block]
    has_lot = np.zeros(len(kind), dtype=bool)
    has_lot[ground.lots.parcel] = True
    closed = np.isin(kind, (OLD_TOWN, PERIMETER))
    use = np.where(closed, "41001_2000", "41001_1000").astype(object)
    use[kind == INDUSTRY] = "41002_1700"
    use[(kind == VILLAGE) & has_lot] = "41006_2100"
    garden = ~has_lot & np.isin(kind, (OLD_TOWN, PERIMETER, DETACHED, VILLAGE, "vorstadt", "reihen"))
    use[garden & (shapely.area(parcels.shape) > 150.0)] = "41008_4460"
    main = np.flatnonzero(np.isin(drafts.role, (MAIN, REAR)))
    code = np.array([text[6:] for text in attributes.gfk[main].tolist()], dtype=object)
    for codes, value in (
        (("1221", "1222", "2721", "2724", "2726"), "41006_2730"), (("1100", "1120", "1123"), "41006_2120"),
        (("1130", "1131", "2120"), "41006_2130"), (("2010", "2050", "2051"), "41002_1440"), (("2020",), "41002_1410"),
        (("2030",), "41002_1420"), (("2071",), "41002_1460"), (("2081",), "41002_1470"),
        (("3010", "3012", "3013", "3015", "3019"), "41007_1110"), (("3032", "3034", "3037"), "41007_1130"),
    ):  # fmt: skip
        use[drafts.parcel[main[np.isin(code, codes)]]] = value
    halls = np.flatnonzero((drafts.kind == INDUSTRY) & ~np.isin(drafts.role, (SHED,)))
    code = np.array([text[6:] for text in attributes.gfk[halls].tolist()], dtype=object)
    for codes, value in ((("2110", "2111"), "41002_1710"), (("2143",), "41002_1740"), (("2010",), "41002_1440")):
        use[drafts.parcel[halls[np.isin(code, codes)]]] = value
    special = {block: facility.nutzart for block, facility in ground.facilities.items()}
    for number, block in enumerate(parcels.block.tolist()):
        if block in special:
            use[number] = special[block]
    use[blocks.is_market[parcels.block]] = SQUARE
    return use
