"""Musterstadt: a German town of any size out of one number, as the tables that offices have."""

from __future__ import annotations

import numpy as np

from ..errors import ParameterError
from ..progress import Progress, Silent, step
from ..table import Array, Table
from .census import census_grid
from .curves import Warp
from .layers import LAYERS
from .names import town_names
from .plan import Site
from .registers import CRS, Counters, town_tables
from .town import LEAST_BUILDINGS, Town, build_town, moved_town

DEFAULT_BUILDINGS = 4000
DEFAULT_SEED = 1
ORIGIN = (705000.0, 5707000.0)
"""Middle of the (first) market square, near Halle (Saale)."""
TURN_DEGREES = -14.0
LARGEST_TOWN = 8000
"""Above this number of buildings several towns lie side by side, as in a district (Landkreis)."""
MODELS = 24
"""Above this number of towns the first ones are built again in other places, so that a whole state takes minutes."""
_MEAN_TOWN = 5600.0
_AGS_START = 15999001


def generate(
    buildings: int = DEFAULT_BUILDINGS, seed: int = DEFAULT_SEED, progress: Progress | None = None
) -> dict[str, Table]:
    """Return the tables of a made-up town, one for each layer of :data:`~.layers.LAYERS`.

    The same numbers give the same tables to the bit. Up to 8,000 buildings are one town, more are several towns side by
    side whose roads, railway and river meet at the borders. Everything is in EPSG:25832 but the census grid, which is
    in EPSG:3035. Raises :class:`ParameterError` for fewer buildings than the smallest town has.
    """
    if buildings < LEAST_BUILDINGS:
        raise ParameterError(
            "A town of {buildings} buildings is too small.", "Ask for at least {least}.",
            buildings=buildings, least=LEAST_BUILDINGS,
        )  # fmt: skip
    report = progress or Silent()
    sizes = town_sizes(buildings, seed)
    names = town_names(len(sizes))
    sites = _sites(sizes, seed)
    parts: dict[str, list[Table]] = {layer.name: [] for layer in LAYERS}
    residents: list[tuple[Array, Array]] = []
    models: dict[int, Town] = {}
    first = Counters()
    for number, (site, size) in enumerate(zip(sites, sizes, strict=True)):
        step(report, number / (len(sizes) + 1), names[number])
        model = models.get(size)
        town = build_town(site, size, seed * 1_000_003 + 7919 * number) if model is None else moved_town(model, site)
        if len(sizes) > MODELS:
            models.setdefault(size, town)
        tables, lived_in = town_tables(town, names[number], str(_AGS_START + number), first, seed + number)
        for name, table in tables.items():
            parts[name].append(table)
        residents.append(lived_in)
        first = first.after(tables)
    step(report, len(sizes) / (len(sizes) + 1), "census")
    out = {name: _stacked(name, tables) for name, tables in parts.items() if tables}
    points = np.concatenate([part[0] for part in residents])
    kinds = np.concatenate([part[1] for part in residents])
    rng = np.random.Generator(np.random.PCG64(seed))
    grid = census_grid(points, CRS, (kinds[:, 0], kinds[:, 1], kinds[:, 2]), rng)
    out["zensus_100m"] = Table(grid.columns, grid.geometry, grid.crs, "zensus_100m")
    return {layer.name: out[layer.name] for layer in LAYERS}


def town_sizes(buildings: int, seed: int) -> list[int]:
    """Return the buildings of each town: one up to :data:`LARGEST_TOWN`, then several of different size.

    More than :data:`MODELS` towns repeat the sizes of the first ones; towns of one size are built alike.
    """
    if buildings <= LARGEST_TOWN:
        return [buildings]
    count = int(np.ceil(buildings / _MEAN_TOWN))
    rng = np.random.Generator(np.random.PCG64(seed))
    repeated: list[int] = []
    if count > MODELS:
        models = np.round(rng.uniform(0.65, 1.35, MODELS) * _MEAN_TOWN).astype(np.int64)
        repeated = models.tolist() * int((buildings - 2 * LARGEST_TOWN) // models.sum())
        count = int(np.ceil((buildings - sum(repeated)) / _MEAN_TOWN))
    weight = rng.uniform(0.65, 1.35, count)
    ends = np.round(np.cumsum(weight) / weight.sum() * (buildings - sum(repeated))).astype(np.int64)
    return [*repeated, *np.diff(ends, prepend=0).tolist()]


def _sites(sizes: list[int], seed: int) -> list[Site]:
    """Return the places of towns on a square net, all alike at their borders: road, railway and river go through."""
    half = 1700.0 * max(float(np.sqrt(max(sizes) / 4000.0)), 0.8)
    columns = int(np.ceil(np.sqrt(len(sizes))))
    rng = np.random.Generator(np.random.PCG64(seed + 17))
    border = Warp.periodic(rng, 0.085 * half, 2.0 * half)
    mirrored = np.where(rng.random(len(sizes)) < 0.5, -1.0, 1.0)
    mirrored[0] = 1.0
    return [
        Site(
            (2.0 * half * (n % columns), -2.0 * half * (n // columns)),
            half,
            (float(mirrored[n]), 1.0),
            ORIGIN,
            TURN_DEGREES,
            border,
        )
        for n in range(len(sizes))
    ]


def _stacked(name: str, tables: list[Table]) -> Table:
    columns = {key: np.concatenate([table[key] for table in tables]) for key in tables[0]}
    return Table(columns, np.concatenate([table.shapes for table in tables]), CRS, name)
