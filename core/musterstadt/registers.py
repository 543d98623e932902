"""The registers of one town: its features as tables, with what offices do not know left out."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from ..table import Array, Crs, Table
from .attributes import KNOWN_STOREYS, KNOWN_YEAR, MISSING_HEIGHT
from .census import CARRIERS, census_period, census_type
from .drafts import HALL, MAIN
from .plan import DETACHED, INDUSTRY, LINES, PERIMETER, ROWS, SLABS, VILLAGE
from .town import Town
from .utilities import development_plans, heat_network, tracks

CRS = Crs("EPSG:25832", metric=True)
_PERSONS_PER_DWELLING = 1.9

_CARRIER_SHARES = {
    SLABS: (4, 0, 0, 0, 1, 1, 0, 94, 0), LINES: (38, 3, 0, 0, 1, 3, 0, 55, 0), PERIMETER: (78, 6, 2, 0, 1, 5, 1, 6, 1),
    ROWS: (74, 12, 4, 0, 4, 4, 1, 0, 1), VILLAGE: (12, 42, 26, 3, 8, 5, 3, 0, 1), DETACHED: (56, 22, 8, 1, 9, 3, 1, 0,
        0),
    "new": (38, 0, 6, 1, 50, 5, 0, 0, 0), "": (70, 10, 5, 1, 4, 5, 3, 0, 2),
}  # fmt: skip
"""Weights of the energy carriers in the order of :data:`~.census.CARRIERS`, by way of building; from 2005 ``new``."""


class Counters:
    """Numbers already given to features of earlier towns."""

    def __init__(
        self, buildings: int = 0, blocks: int = 0, parcels: int = 0, pieces: int = 0, areas: int = 0, pipes: int = 0
    ) -> None:
        self.buildings, self.blocks, self.parcels = buildings, blocks, parcels
        self.pieces, self.areas, self.pipes = pieces, areas, pipes

    def after(self, tables: dict[str, Table]) -> Counters:
        """Return the counters after the features of another town."""
        return Counters(
            self.buildings + len(tables["gebaeude"]), self.blocks + len(tables["baubloecke"]),
            self.parcels + len(tables["flurstuecke"]), self.pieces + len(tables["strassen"]),
            self.areas + len(tables["tatsaechliche_nutzung"]), self.pipes + len(tables.get("waermenetz", ())),
        )  # fmt: skip


def town_tables(
    town: Town, name: str, ags: str, first: Counters, seed: int
) -> tuple[dict[str, Table], tuple[Array, Array]]:
    """Return the tables of one town, and points and census kinds of its residential buildings."""
    rng = np.random.Generator(np.random.PCG64(seed + 101))
    tables = _building_tables(town, ags, first, rng) | _land_tables(town, ags, first) | _line_tables(town, first)
    tables |= _plan_and_heat_tables(town, ags, first, rng)
    people = int(round(float(town.attributes.dwellings.sum()) * _PERSONS_PER_DWELLING, -1))
    tables["gemeindegrenze"] = _table(
        {"ags": _text(ags, 1), "name": _text(name, 1), "einwohner": np.array((people,))},
        _objects([town.plan.municipality]),
    )
    lived_in = np.flatnonzero(town.attributes.dwellings > 0)
    kinds = np.column_stack(
        (
            census_type(town.attributes.dwellings[lived_in], town.attributes.neighbours[lived_in]),
            census_period(town.attributes.year[lived_in]),
            _carriers(town, lived_in, rng),
        )
    )
    return tables, (shapely.point_on_surface(town.drafts.shape[lived_in]), kinds)


def _building_tables(town: Town, ags: str, first: Counters, rng: np.random.Generator) -> dict[str, Table]:
    n = len(town.drafts)
    facts = town.attributes
    oi = _ids("DESTMU99", first.buildings, n)
    year = np.where((rng.random(n) < KNOWN_YEAR) & (town.drafts.role == MAIN), facts.year, np.nan)
    storeys = np.where(rng.random(n) < KNOWN_STOREYS, facts.storeys, np.nan)
    roof = facts.roof.copy()
    roof[rng.random(n) < 0.5] = None
    measured = np.flatnonzero(rng.random(n) >= MISSING_HEIGHT)
    columns = {
        "oi": oi, "ags": _text(ags, n), "gfk": facts.gfk, "bauweise": facts.bauweise, "aog": storeys, "baujahr": year,
        "dachform": roof, "strasse": town.strasse, "hausnr": town.hausnr, "name": town.building_name,
    }  # fmt: skip
    heights = {"oi": oi, "hoehe": facts.height, "traufe": facts.eaves, "dachform": facts.roof}
    shape = town.drafts.shape
    return {
        "gebaeude": _table(columns, shape),
        "gebaeudehoehen": _table({key: values[measured] for key, values in heights.items()}, shape[measured]),
    }


def _land_tables(town: Town, ags: str, first: Counters) -> dict[str, Table]:
    blocks, parcels = town.blocks, town.parcels
    areas, codes = town.use
    n, m, k = len(blocks.shape), len(parcels.shape), len(areas)
    of_blocks = {
        "block_id": np.arange(first.blocks + 1, first.blocks + n + 1), "ags": _text(ags, n), "bauweise": blocks.kind,
        "flaeche_m2": _area(blocks.shape),
    }  # fmt: skip
    of_parcels = {
        "flstkennz": np.array([_parcel_key(first.parcels + row) for row in range(1, m + 1)], dtype=object),
        "ags": _text(ags, m), "block_id": parcels.block + first.blocks + 1, "flaeche_m2": _area(parcels.shape),
    }  # fmt: skip
    of_areas = {
        "oi": _ids("DESTTN99", first.areas, k), "ags": _text(ags, k), "nutzart": codes, "flaeche_m2": _area(areas),
    }  # fmt: skip
    of_river = {"oi": _text(f"DESTGW99{ags}", 1), "name": _text("Muster", 1), "art": _text("Fluss", 1)}
    return {
        "baubloecke": _table(of_blocks, blocks.shape),
        "flurstuecke": _table(of_parcels, parcels.shape),
        "tatsaechliche_nutzung": _table(of_areas, areas),
        "gewaesser": _table(of_river, _objects([town.plan.river])),
    }


def _parcel_key(number: int) -> str:
    """Return a parcel identifier of 20 characters: state, cadastral district, sheet, parcel number, no denominator."""
    return f"15{1000 + number // 90_000:04d}{1 + number // 900 % 100:03d}{number % 90_000:05d}______"


def _line_tables(town: Town, first: Counters) -> dict[str, Table]:
    streets = town.streets
    n = len(streets)
    level = town.bridge.astype(np.int64) - town.tunnel.astype(np.int64)
    rail, kind = tracks(town.plan)
    rail_level = np.zeros(len(rail), dtype=np.int64)
    return {
        "strassen": _table(
            {"str_nr": np.arange(first.pieces + 1, first.pieces + n + 1), "name": town.street_name,
                "klasse": streets.klasse,
             "bruecke": town.bridge, "tunnel": town.tunnel, "ebene": level,
                 "laenge_m": np.round(shapely.length(streets.line), 2)},
            streets.line),
        "bahnlinien": _table(
            {"art": kind, "bruecke": np.zeros(len(rail), dtype=bool), "ebene": rail_level,
             "laenge_m": np.round(shapely.length(rail), 2)}, rail),
    }  # fmt: skip


def _plan_and_heat_tables(town: Town, ags: str, first: Counters, rng: np.random.Generator) -> dict[str, Table]:
    out = {}
    plans = development_plans(town.plan)
    titles, kinds, years, shapes = zip(*plans, strict=True) if plans else ((), (), (), ())
    out["bebauungsplaene"] = _table(
        {"ags": _text(ags, len(plans)), "name": _objects(titles), "art": _objects(kinds), "jahr": np.array(years,
            dtype=np.int64)},
        _objects(shapes),
    )  # fmt: skip
    dwellings = np.bincount(town.drafts.block, town.attributes.dwellings, minlength=len(town.blocks.shape)).astype(
        np.int64
    )
    plant = next((block for block, facility in town.facilities.items() if facility.name == "Heizwerk"), None)
    at = town.plan.rail if plant is None else town.blocks.shape[plant]
    pipes, diameter, served = heat_network(
        town.streets, town.blocks.shape, town.blocks.kind, dwellings, shapely.point_on_surface(at)
    )
    n = len(pipes)
    out["waermenetz"] = _table(
        {"leitung_id": np.arange(first.pipes + 1, first.pipes + n + 1), "ags": _text(ags, n), "dn": diameter,
         "baujahr": np.where(rng.random(n) < 0.7, rng.integers(1974, 1989, n), rng.integers(1994, 2019, n)),
             "wohnungen": served,
         "laenge_m": np.round(shapely.length(pipes), 2)}, pipes)  # fmt: skip
    halls = np.flatnonzero((town.drafts.role == HALL) & (town.drafts.kind == INDUSTRY))
    if len(halls):
        works = halls[np.argmax(shapely.area(town.drafts.shape[halls]))]
        kilowatts = float(rng.integers(12, 28) * 100)
        out["abwaerme"] = _table(
            {"ags": _text(ags, 1), "betrieb": _text("Musterguss GmbH", 1), "leistung_kw": np.array((kilowatts,)),
             "temperatur_c": np.array((float(rng.integers(11, 19) * 5),)),
                 "waerme_kwh": np.array((kilowatts * 5200.0,))},
            _objects([shapely.point_on_surface(town.drafts.shape[works])]))  # fmt: skip
    else:
        out["abwaerme"] = _table(
            {
                "ags": _text(ags, 0),
                "betrieb": _text("", 0),
                "leistung_kw": np.zeros(0),
                "temperatur_c": np.zeros(0),
                "waerme_kwh": np.zeros(0),
            },
            _objects([]),
        )
    return out


def _carriers(town: Town, rows: Array, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    kind = town.drafts.kind[rows].copy()
    kind[town.attributes.year[rows] >= 2005] = "new"
    kind[~np.isin(kind, list(_CARRIER_SHARES))] = ""
    out = np.zeros(len(rows), dtype=np.int64)
    for name, weights in _CARRIER_SHARES.items():
        chosen = kind == name
        share = np.array(weights, dtype=np.float64)
        out[chosen] = rng.choice(len(CARRIERS), int(chosen.sum()), p=share / share.sum())
    return out


def _table(columns: dict[str, Array], shape: Array) -> Table:
    return Table(columns, shape, CRS)


def _text(value: str, count: int) -> Array:
    return np.full(count, value, dtype=object)


def _objects(values: object) -> Array:
    items = list(values)  # type: ignore[call-overload]
    out = np.empty(len(items), dtype=object)
    out[:] = items
    return out


def _ids(prefix: str, first: int, count: int) -> Array:
    return np.array([f"{prefix}{number:08d}" for number in range(first + 1, first + count + 1)], dtype=object)


def _area(shape: Array) -> npt.NDArray[np.float64]:
    return np.asarray(np.round(shapely.area(shape), 2))
