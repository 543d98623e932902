"""Age class of every building: from its own year, else from a development plan, else from the census."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from ..errors import InputError, name_rows
from ..geometry.overlap import best_per_row, overlaps
from ..parameters.sets import ParameterSet
from ..table import Array, Table
from .categories import categories, is_any_of
from .census import Dominant

UNKNOWN_RESIDENTIAL, UNKNOWN_NON_RESIDENTIAL = "Z", "0"
BY_YEAR, BY_CENSUS, UNKNOWN = "baujahr", "zensus", "unbekannt"
PLAN_KINDS = ("bplan", "fnp")
LARGE_TYPES = ("MFH", "GMH")

_Numbers = npt.NDArray[np.float64]
_YEAR = re.compile(r"(?<!\d)(1\d{3}|20\d{2})(?!\d)")
_CONTAINED = 0.5
_YEARS = (1000, 2100)


@dataclass(frozen=True, eq=False)
class Years:
    """Year that sets the age class of every building (n,), ``nan`` for none, and where it comes from."""

    year: _Numbers
    origin: Array


@dataclass(frozen=True, eq=False)
class AgeClasses:
    """Age class of every building (n,) as residential and as non-residential building, and its origin."""

    residential: Array
    non_residential: Array
    origin: Array


def years_of_construction(buildings: Table, name: str) -> _Numbers:
    """Return the known year of every building; 0 and empty mean unknown.

    Raises :class:`InputError` for a year outside 1000 to 2100.
    """
    if not name:
        return np.full(len(buildings), np.nan)
    years = buildings.number(name)
    years[years == 0.0] = np.nan
    wrong = (years < _YEARS[0]) | (years > _YEARS[1])
    if wrong.any():
        raise InputError(
            "Field '{field}' of layer '{layer}' holds no year in feature(s) {rows}, for instance {value}.",
            "Write the year of construction with four digits or leave it empty.",
            layer=buildings.name,
            field=name,
            rows=name_rows(buildings.ids[wrong]),
            value=years[wrong][0],
        )
    return years


def plan_years(buildings: Table, plans: Table, year_column: str, kind_column: str) -> Years:
    """Return the year of the binding development plan (B-Plan), else of the land-use plan (FNP), of every building.

    A plan holds for a building when it covers more than half of its footprint; of several, the oldest counts. A date
    such as 2004-05-12 stands for its year. Without a kind column every plan is a B-Plan. Raises :class:`InputError`
    for a kind that is neither.
    """
    year = categories(plans.text(year_column)).spread(_year_in, np.float64)
    kind = _plan_kinds(plans, kind_column)
    pairs = overlaps(buildings.shapes, plans.shapes)
    holds = pairs.area > _CONTAINED * shapely.area(buildings.shapes)[pairs.first]
    result = Years(np.full(len(buildings), np.nan), np.full(len(buildings), UNKNOWN, dtype=object))
    for name in PLAN_KINDS:
        use = holds & (kind[pairs.second] == name) & ~np.isnan(year[pairs.second])
        plan = best_per_row(len(buildings), pairs.first[use], pairs.second[use], year[pairs.second[use]])
        new = np.isnan(result.year) & (plan >= 0)
        result.year[new], result.origin[new] = year[plan[new]], name
    return result


def age_classes(years: Years, period: Dominant, kind: Array, limits: ParameterSet, census: ParameterSet) -> AgeClasses:
    """Return the age classes of every building (n,).

    ``kind`` is the residential type; multi-family houses (MFH, GMH) have class limits of their own. A year counts
    before the census ``period``; with neither the class is Z (residential) and 0 (non-residential).
    """
    large = is_any_of(kind, *LARGE_TYPES)
    has_year = ~np.isnan(years.year)
    has_period = ~is_any_of(period.value, "")
    found = categories(period.value)
    of_period = {row["klasse"]: row for row in census.rows if row["merkmal"] == "baujahr"}

    def by_period(column: str, otherwise: str) -> Array:
        return found.spread(lambda text: of_period[text][column] if text else otherwise)

    residential = np.where(
        has_year,
        np.where(large, _class_of(years.year, limits, "mfh"), _class_of(years.year, limits, "wohnen")),
        np.where(large, by_period("klasse_mfh", UNKNOWN_RESIDENTIAL), by_period("klasse", UNKNOWN_RESIDENTIAL)),
    )
    other = np.where(has_year, _class_of(years.year, limits, "nwg"), by_period("klasse_nwg", UNKNOWN_NON_RESIDENTIAL))
    origin = np.where(has_year, years.origin, np.where(has_period, BY_CENSUS, UNKNOWN).astype(object))
    return AgeClasses(residential, other, origin)


def _class_of(years: _Numbers, limits: ParameterSet, which: str) -> Array:
    rows = [row for row in limits.rows if row["art"] == which]
    names = np.array([row["klasse"] for row in rows], dtype=object)
    below = np.array([float(row["unter_jahr"]) for row in rows[:-1]])
    # nan sorts last; those rows are not used
    return names[np.searchsorted(below, years, side="right")]


def _year_in(text: str) -> float:
    match = _YEAR.search(text)
    return float(match[0]) if match else np.nan


def _plan_kinds(plans: Table, name: str) -> Array:
    if not name:
        return np.full(len(plans), PLAN_KINDS[0], dtype=object)
    first_letter: Mapping[str, str] = {"b": PLAN_KINDS[0], "v": PLAN_KINDS[0], "f": PLAN_KINDS[1]}
    kinds = categories(plans.text(name)).spread(lambda text: first_letter.get(text[:1].lower(), ""))
    wrong = kinds == ""
    if wrong.any():
        raise InputError(
            "Field '{field}' of layer '{layer}' names no kind of plan in feature(s) {rows}.",
            "Write 'B-Plan' or 'FNP'.",
            layer=plans.name,
            field=name,
            rows=name_rows(plans.ids[wrong]),
        )
    return kinds
