"""The census grid: residential buildings counted in 100 m cells, then perturbed as the statistical offices do."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from ..geometry.crs import ETRS89_LAEA, transform_xy
from ..table import Array, Crs, Table

Ints = npt.NDArray[np.int64]

TYPES = (
    "FreiEFH", "EFH_DHH", "EFH_Reihenhaus", "Freist_ZFH", "ZFH_DHH", "ZFH_Reihenhaus", "MFH_3bis6Wohnungen",
    "MFH_7bis12Wohnungen", "MFH_13undmehrWohnungen", "AndererGebaeudetyp",
)  # fmt: skip
PERIODS = (
    "Vor1919", "a1919bis1948", "a1949bis1978", "a1979bis1990", "a1991bis2000", "a2001bis2010", "a2011bis2019",
    "a2020undspaeter",
)  # fmt: skip
CARRIERS = (
    "Gas", "Heizoel", "Holz_Holzpellets", "Biomasse_Biogas", "Solar_Geothermie_Waermepumpen", "Strom", "Kohle",
    "Fernwaerme", "kein_Energietraeger",
)  # fmt: skip
TOTAL = "Insgesamt_Gebaeude"
"""Column names of the published census tables."""

_PERIOD_STARTS = np.array((1919, 1949, 1979, 1991, 2001, 2011, 2020))
_CELL = 100.0
NEVER_SHOWN = 2
"""Counts of 1 and 2 are never published; they become 0 or 3."""


def census_type(dwellings: Ints, neighbours: Ints) -> Ints:
    """Return the position in :data:`TYPES` of buildings with dwellings, by their number and by shared walls."""
    walls = np.minimum(neighbours, 2)
    return np.select(
        (dwellings <= 1, dwellings == 2, dwellings <= 6, dwellings <= 12),
        (walls, 3 + walls, np.full_like(walls, 6), 7),
        8,
    ).astype(np.int64)


def census_period(year: Ints) -> Ints:
    """Return the position in :data:`PERIODS` of years of construction."""
    return np.searchsorted(_PERIOD_STARTS, year, side="right").astype(np.int64)


def census_grid(points: Array, crs: Crs, kinds: tuple[Ints, Ints, Ints], rng: np.random.Generator) -> Table:
    """Return the grid cells with residential buildings as squares in EPSG:3035.

    ``points`` are points of the buildings in ``crs``; ``kinds`` are positions in TYPES, PERIODS and CARRIERS. Counts
    are disturbed by at most two; a zero is not shown (missing).
    """
    xy = transform_xy(np.column_stack((shapely.get_x(points), shapely.get_y(points))), crs, ETRS89_LAEA)
    cell = np.floor(xy / _CELL).astype(np.int64)
    cells, of = np.unique(cell[:, 1] * 1_000_000 + cell[:, 0], return_inverse=True)
    north, east = cells // 1_000_000 * 100, cells % 1_000_000 * 100
    columns: dict[str, Array] = {
        "GITTER_ID_100m": np.array(
            [f"CRS3035RES100mN{n}E{e}" for n, e in zip(north.tolist(), east.tolist(), strict=True)], dtype=object
        ),
        "x_mp_100m": east + 50,
        "y_mp_100m": north + 50,
        TOTAL: _published(np.bincount(of, minlength=len(cells)), rng),
    }
    for names, kind in zip((TYPES, PERIODS, CARRIERS), kinds, strict=True):
        counts = np.bincount(of * len(names) + kind, minlength=len(cells) * len(names)).reshape(len(cells), len(names))
        for position, name in enumerate(names):
            columns[name] = _published(counts[:, position], rng)
    return Table(columns, np.asarray(shapely.box(east, north, east + 100, north + 100)), ETRS89_LAEA)


def _published(counts: Ints, rng: np.random.Generator) -> npt.NDArray[np.float64]:
    shown = np.maximum(counts + rng.choice((-1, 0, 0, 0, 1), len(counts)), NEVER_SHOWN + 1) * (counts > NEVER_SHOWN)
    low = (counts > 0) & (counts <= NEVER_SHOWN)
    shown = np.where(low, np.where(rng.random(len(counts)) < counts / 3.0, 3, 0), shown)
    return np.where(shown > 0, shown, np.nan).astype(np.float64)
