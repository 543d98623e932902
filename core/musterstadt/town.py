"""One town from plan to registers."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import shapely

from ..table import Array
from .addresses import addresses
from .attributes import Attributes, make_attributes, years_of
from .blocks import Blocks, make_blocks, sides_with_frontage
from .curves import moved
from .drafts import GARAGE, MAIN, SHED, Drafts, concatenated, without_overlaps
from .estates import make_estates
from .facilities import assign, make_facilities, sites
from .facility_catalogue import Facility
from .houses import make_houses
from .landscape import RAIL_HALF_WIDTH, field_lines, land_use
from .lots import Fronts, Lots
from .names import street_names
from .parcel_use import use_of_parcels
from .parcels import Parcels, make_parcels
from .plan import INDUSTRY, OLD_TOWN, PERIMETER, Plan, Site, make_plan, turned
from .streets import Streets, make_streets, street_land
from .utilities import tracks

Ints = npt.NDArray[np.int64]

_SCALES = (0.3, 0.35, 0.6, 0.9, 1.25, 1.5)
_BUILDINGS_AT_SCALE = (380.0, 530.0, 1415.0, 3900.0, 8030.0, 11900.0)
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


def moved_town(town: Town, site: Site) -> Town:
    """Return the same town in another place of the region; its roads, railway and river fit there as well."""
    old, plan = town.plan.site, town.plan
    offset = np.round(turned(site, np.array((site.centre,)))[0] - turned(old, np.array((old.centre,)))[0], 3)
    roads = [replace(road, line=moved(road.line, offset)) for road in plan.roads]
    districts = [replace(district, area=moved(district.area, offset)) for district in plan.districts]
    lines = {name: moved(getattr(plan, name), offset) for name in ("municipality", "river_axis", "river", "rail")}
    return replace(
        town,
        plan=replace(plan, site=replace(old, centre=site.centre), roads=roads, districts=districts, **lines),
        streets=replace(town.streets, line=moved(town.streets.line, offset), course=moved(town.streets.course, offset)),
        blocks=replace(town.blocks, shape=moved(town.blocks.shape, offset)),
        parcels=replace(town.parcels, shape=moved(town.parcels.shape, offset)),
        drafts=replace(town.drafts, shape=moved(town.drafts.shape, offset)),
        use=(moved(town.use[0], offset), town.use[1]),
    )


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
        borders, farm_tracks = field_lines(plan, rng)
        streets, dividers = make_streets(plan, farm_tracks, rng)
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
        kept = without_overlaps(everything) & self._clear_of_lines(everything)
        return everything.take(kept), name[kept]

    def _clear_of_lines(self, drafts: Drafts) -> npt.NDArray[np.bool_]:
        """Mark the buildings that stand on no street axis, track or river bed, as odd corners of blocks may have it."""
        obstacles = np.concatenate(
            (self.streets.line, tracks(self.plan)[0], np.array((self.plan.river,), dtype=object))
        )
        clear = np.ones(len(drafts), dtype=bool)
        clear[shapely.STRtree(drafts.shape).query(obstacles, predicate="intersects")[1]] = False
        return clear

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
        use = use_of_parcels(self.blocks, self.parcels, self.lots, self.facilities, drafts, attributes.gfk)
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
        ("3012", "Rathaus", 0.18, 270.0, 110.0), ("3034", "Stadtmuseum", 0.6, 20.0, 90.0), ("3037", "Stadtbibliothek",
            0.55, 160.0, 80.0),
        ("3015", "Amtsgericht", 1.5, 100.0, 200.0), ("3013", "Post", 1.4, 75.0, 180.0), ("3032", "Stadttheater", 1.3,
            320.0, 220.0),
        ("2030", "Sparkasse", 0.3, 100.0, 90.0), ("2071", "Hotel Zum Löwen", 0.25, 200.0, 90.0), ("3019", "Finanzamt",
            1.9, 60.0, 220.0),
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
