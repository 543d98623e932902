"""What the registers know about the buildings: function, storeys, height, roof, year, way of building, address."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from .curves import Array
from .drafts import GARAGE, HALL, MAIN, REAR, SHED, Drafts
from .plan import DETACHED, LINES, OLD_TOWN, PERIMETER, ROWS, SLABS, SUBURB, VILLAGE, District

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

FUNCTIONS: dict[tuple[int, str], dict[str, float]] = {
    (MAIN, OLD_TOWN): {"1010": 46, "1000": 12, "1100": 10, "1120": 13, "1123": 9, "2050": 5, "2081": 3, "2071": 2},
    (MAIN, PERIMETER): {"1010": 68, "1000": 9, "1100": 4, "1120": 9, "1123": 4, "2020": 2, "2010": 2, "3010": 1},
    (MAIN, SUBURB): {"1010": 79, "1000": 8, "1120": 6, "1130": 3, "2120": 2, "2081": 2},
    (MAIN, ROWS): {"1010": 96, "1000": 4},
    (MAIN, LINES): {"1010": 75, "1000": 25},
    (MAIN, SLABS): {"1010": 70, "1000": 28, "1020": 2},
    (MAIN, DETACHED): {"1010": 93, "1000": 3, "1120": 1, "1131": 1, "2020": 1, "9998": 1},
    (MAIN, VILLAGE): {"1010": 70, "1221": 14, "1222": 8, "1000": 4, "2081": 4},
    (REAR, ""): {"2120": 24, "2143": 20, "2723": 26, "1010": 14, "9998": 12, "2463": 4},
    (REAR, VILLAGE): {"2721": 46, "2724": 24, "2720": 18, "2726": 12},
    (GARAGE, ""): {"2463": 91, "2460": 9},
    (SHED, ""): {"2723": 38, "1313": 26, "9998": 20, "1310": 8, "51009_1610": 8},
}
"""Function codes by role and way of building, with their weights; a role without district counts everywhere."""

STOREYS = {
    OLD_TOWN: (2, 4), PERIMETER: (3, 5), SUBURB: (2, 4), ROWS: (2, 2), LINES: (3, 4), SLABS: (5, 6), DETACHED: (1, 2),
    VILLAGE: (1, 2),
}  # fmt: skip
ROOFS = {
    OLD_TOWN: {"3100": 72, "3200": 8, "3300": 8, "3400": 10, "1000": 2},
    PERIMETER: {"3100": 50, "3400": 26, "1000": 12, "3200": 8, "2100": 4},
    SUBURB: {"3100": 60, "3200": 20, "3400": 12, "1000": 8},
    ROWS: {"3100": 93, "1000": 7},
    DETACHED: {"3100": 66, "3200": 14, "3300": 9, "3500": 4, "1000": 5, "2100": 2},
    VILLAGE: {"3100": 84, "3300": 16},
}
RESIDENTIAL = ("1000", "1010", "1020", "1022", "1100", "1120", "1122", "1123", "1130", "1131", "1221", "1222")
KNOWN_YEAR = 0.13
"""Share of buildings whose year of construction the register knows."""
KNOWN_STOREYS = 0.72
MISSING_HEIGHT = 0.035


@dataclass(frozen=True)
class Attributes:
    """Attributes of buildings; arrays have one entry for each."""

    gfk: Array
    storeys: Floats
    """True number of storeys above ground."""
    height: Floats
    """Ridge above ground, m."""
    eaves: Floats
    roof: Array
    year: Ints
    """True year of construction."""
    bauweise: Ints
    neighbours: Ints
    """Houses that share a wall with the building."""
    dwellings: Ints


def make_attributes(drafts: Drafts, years: Ints, rng: np.random.Generator) -> Attributes:
    """Return the attributes of buildings; ``years`` (n, 2) is the time in which their district was built."""
    n = len(drafts)
    code = _functions(drafts, rng)
    storeys = _storeys(drafts, code, rng)
    roof = _roofs(drafts, rng)
    year = np.floor(years[:, 0] + rng.random(n) ** 1.2 * (years[:, 1] - years[:, 0] + 1)).astype(np.int64)
    later = (
        (rng.random(n) < 0.06)
        & (drafts.role == MAIN)
        & np.isin(drafts.kind, (OLD_TOWN, PERIMETER, SUBURB, ROWS, VILLAGE))
    )
    year = np.where(later, rng.integers(1955, 2021, n), year)
    year = np.where(np.isin(drafts.role, (GARAGE, SHED)), np.maximum(year, rng.integers(1960, 2005, n)), year)
    eaves, height = _heights(drafts, code, storeys, roof, year, rng)
    neighbours = _neighbours(drafts)
    shape_kind = np.select(
        (drafts.role == GARAGE, drafts.role != MAIN, np.isin(drafts.kind, (OLD_TOWN, PERIMETER,
            SUBURB)) & (neighbours > 0),
         np.isin(drafts.kind, (SLABS, LINES)), (drafts.kind == ROWS) & (neighbours > 0), neighbours > 0),
        (np.where(neighbours > 1, 1500, 1300), 9999, 2500, 1200, 2200, 2100), 1100,
    )  # fmt: skip
    full = np.array([f"{'' if '_' in text else '31001_'}{text}" for text in code.tolist()], dtype=object)
    return Attributes(
        full,
        storeys,
        height,
        eaves,
        roof,
        year,
        shape_kind.astype(np.int64),
        neighbours,
        _dwellings(drafts, code, storeys, rng),
    )


def _drawn(table: dict[str, float], n: int, rng: np.random.Generator) -> Array:
    weight = np.array(list(table.values()), dtype=np.float64)
    return np.array(list(table), dtype=object)[rng.choice(len(weight), n, p=weight / weight.sum())]


def _functions(drafts: Drafts, rng: np.random.Generator) -> Array:
    code = drafts.gfk.copy()
    for (role, kind), table in FUNCTIONS.items():
        rows = np.flatnonzero((code == "") & (drafts.role == role) & ((drafts.kind == kind) if kind else True))
        if not kind:
            rows = rows[[(role, text) not in FUNCTIONS for text in drafts.kind[rows].tolist()]] if len(rows) else rows
        code[rows] = _drawn(table, len(rows), rng)
    code[code == ""] = "9998"
    return code


def _storeys(drafts: Drafts, code: Array, rng: np.random.Generator) -> Floats:
    n = len(drafts)
    low = np.array([STOREYS.get(kind, (1, 1))[0] for kind in drafts.kind.tolist()])
    high = np.array([STOREYS.get(kind, (1, 1))[1] for kind in drafts.kind.tolist()])
    # blocks were built in one go: houses of a block differ by a storey at most
    level = np.random.Generator(np.random.PCG64(int(rng.integers(1 << 31)))).random(
        int(drafts.block.max(initial=0)) + 1
    )
    base = np.floor(low + level[drafts.block] * (high - low + 0.999))
    own = np.clip(base + rng.choice((-1, 0, 0, 0, 1), n), low, high)
    house = (drafts.role == MAIN) & (code != "2120")
    storeys = np.where(house, own, np.where((drafts.role == REAR) & (code == "1010"), 2.0, 1.0))
    return np.where(np.isnan(drafts.storeys), storeys, drafts.storeys)


def _roofs(drafts: Drafts, rng: np.random.Generator) -> Array:
    n = len(drafts)
    roof = drafts.roof.copy()
    # houses of a row have the same roof
    shared = np.random.Generator(np.random.PCG64(int(rng.integers(1 << 31)))).random(
        int(drafts.block.max(initial=0)) + 1
    )
    for kind, table in ROOFS.items():
        rows = np.flatnonzero((roof == "") & (drafts.role == MAIN) & (drafts.kind == kind))
        share = np.cumsum(np.array(list(table.values()), dtype=np.float64))
        draw = np.where(
            rng.random(len(rows)) < (0.9 if kind == ROWS else 0.35), shared[drafts.block[rows]], rng.random(len(rows))
        )
        roof[rows] = np.array(list(table), dtype=object)[np.searchsorted(share / share[-1], draw)]
    rest = roof == ""
    roof[rest] = np.where(rng.random(n)[rest] < np.where(drafts.role[rest] == GARAGE, 0.8, 0.4), "1000", "3100")
    return roof


def _heights(
    drafts: Drafts, code: Array, storeys: Floats, roof: Array, year: Ints, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """Return heights of eaves and ridge above ground in metres."""
    n = len(drafts)
    per_storey = np.where(
        drafts.role == MAIN, np.where(year < 1919, 3.35, np.where(drafts.kind == OLD_TOWN, 2.9, 2.85)), 3.4
    )
    eaves = storeys * per_storey + rng.uniform(0.3, 1.1, n)
    eaves = np.where(np.isin(drafts.role, (GARAGE, SHED)), rng.uniform(2.2, 2.75, n), eaves)
    eaves = np.where((drafts.role == HALL) & (storeys == 1), rng.uniform(5.0, 9.0, n), eaves)
    for codes, low, high in (
        (("2110", "2111", "2143", "2100"), 6.0, 12.0), (("3211", "3221"), 7.0, 9.5), (("3041",), 12.0, 15.0),
        (("2523", "2723", "1313", "1310", "51009_1610"), 2.3, 3.0), (("2052", "2050"), 5.0, 7.5), (("2721", "2726"),
            4.5, 6.0),
    ):  # fmt: skip
        special = np.isin(code, codes) & (drafts.role != MAIN)
        eaves = np.where(special, rng.uniform(low, high, n), eaves)
    quarter = shapely.length(drafts.shape) / 4.0
    narrow = quarter - np.sqrt(np.maximum(quarter**2 - shapely.area(drafts.shape), 0.0))
    pitch = np.select((roof == "1000", roof == "2100", roof == "3400", roof == "3500"), (0.0, 0.25, 0.95, 0.6), 0.8)
    pitch = np.where(year > 1950, 0.8 * pitch, pitch)
    rise = np.minimum(0.5 * narrow * pitch * rng.uniform(0.85, 1.15, n), np.where(code == "3041", 16.0, 7.0))
    flat = rng.uniform(0.2, 0.6, n)
    tower = np.where(code == "3041", 9.0, 0.0)
    return np.round(eaves, 2), np.round(eaves + np.where(roof == "1000", flat, rise) + tower, 2)


def _neighbours(drafts: Drafts) -> Ints:
    """Count the buildings of the same role that share a wall of more than two metres."""
    first, second = shapely.STRtree(drafts.shape).query(drafts.shape, predicate="touches")
    same = (drafts.role[first] == drafts.role[second]) & (first < second)
    first, second = first[same], second[same]
    common = shapely.length(shapely.intersection(drafts.shape[first], drafts.shape[second])) > 2.0
    pairs = np.concatenate((first[common], second[common]))
    return np.bincount(pairs, minlength=len(drafts)).astype(np.int64)


def _dwellings(drafts: Drafts, code: Array, storeys: Floats, rng: np.random.Generator) -> Ints:
    """Return dwellings by floor area; 0 for buildings in which nobody lives."""
    lived_in = np.isin(code, RESIDENTIAL) & np.isin(drafts.role, (MAIN, REAR))
    per_floor = np.where(
        np.isin(drafts.kind, (DETACHED, ROWS, VILLAGE)),
        0.0,
        shapely.area(drafts.shape) / rng.uniform(75.0, 105.0, len(drafts)),
    )
    mixed = np.isin(code, ("1100", "1120", "1123", "1130"))
    many = np.maximum(np.round(per_floor * (storeys - mixed)), 1.0)
    few = 1.0 + (rng.random(len(drafts)) < 0.17)
    count = np.where(np.isin(drafts.kind, (DETACHED, ROWS, VILLAGE)), few, many)
    return np.where(lived_in, count, 0.0).astype(np.int64)


def years_of(drafts: Drafts, districts: list[District], district_of_block: Ints) -> Ints:
    """Return the building years of the district of each building, shape (n, 2); blocks outside take 1900 to 1990."""
    table = np.array([*(district.years for district in districts), (1900, 1990)], dtype=np.int64)
    return table[district_of_block[drafts.block]]
