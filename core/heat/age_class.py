"""Age class of every building: from its own year, else from a development plan, else from the census."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely

from ..errors import InputError, name_rows
from ..geometry.overlap import best_per_row, overlaps
from ..parameters.sets import ParameterSet
from ..table import Array, Table
from .categories import categories, is_any_of
from .census import Dominant

if TYPE_CHECKING:
    from ..run import Run

UNKNOWN_RESIDENTIAL, UNKNOWN_NON_RESIDENTIAL = "Z", "0"
BY_YEAR, BY_CENSUS, UNKNOWN = "baujahr", "zensus", "unbekannt"
PLAN_KINDS = ("bplan", "fnp")
LARGE_TYPES = ("MFH", "GMH")

_Numbers = npt.NDArray[np.float64]
_DATE = re.compile(r"(\d{4})-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)")
_FOUR_DIGITS = re.compile(r"(?<!\d)\d{4}(?!\d)")
_CONTAINED = 0.5
_YEARS = (1000, 2100)
_PLAN_YEARS = (1200, 2100)
_LIKELY_SINCE = 1800


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


def plan_years(buildings: Table, plans: Table, year_column: str, kind_column: str, run: Run) -> Years:
    """Return the year of the binding development plan (B-Plan), else of the land-use plan (FNP), of every building.

    A plan holds for a building when it covers more than half of its footprint; of several, the oldest counts. A date
    (2004-05-12, 12.05.2004 or 20040512, number or text) stands for its year; in other text the last number of four
    digits from 1800 to 2100 counts, else the last one from 1200. Values without such a year are counted in a warning.
    Without a kind column every plan is a B-Plan. Raises :class:`InputError` for a kind that is neither.
    """
    text = plans.text(year_column)
    year = categories(text).spread(_year_in, np.float64)
    unread = np.isnan(year) & ~is_any_of(text, "")
    if unread.any():
        run.warn("{count} plan(s) of layer '{layer}' hold no year in field '{field}', for instance '{value}'.",
                 int(unread.sum()), layer=plans.name, field=year_column, value=str(text[unread][0]))  # fmt: skip
    kind = _plan_kinds(plans, kind_column)
    pairs = overlaps(buildings.shapes, plans.shapes)
    holds = pairs.area > _CONTAINED * shapely.area(buildings.shapes)[pairs.first]
    result = Years(np.full(len(buildings), np.nan), np.full(len(buildings), UNKNOWN, dtype=object))
    for name in PLAN_KINDS:
        use = holds & (kind[pairs.second] == name) & ~np.isnan(year[pairs.second])
        plan = best_per_row(len(buildings), pairs.first[use], pairs.second[use], year[pairs.second[use]])
        new = np.isnan(result.year) & (plan >= 0)
        result.year[new], result.origin[new] = year[plan[new]], name
    if not holds.any():
        run.warn("No building lies in a plan of layer '{layer}'; check its coordinates.", layer=plans.name)
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
        np.where(large, class_of(years.year, limits, "mfh"), class_of(years.year, limits, "wohnen")),
        np.where(large, by_period("klasse_mfh", UNKNOWN_RESIDENTIAL), by_period("klasse", UNKNOWN_RESIDENTIAL)),
    )
    other = np.where(has_year, class_of(years.year, limits, "nwg"), by_period("klasse_nwg", UNKNOWN_NON_RESIDENTIAL))
    origin = np.where(has_year, years.origin, np.where(has_period, BY_CENSUS, UNKNOWN).astype(object))
    return AgeClasses(residential, other, origin)


def class_of(years: _Numbers, limits: ParameterSet, which: str) -> Array:
    """Return the age class of every year (n,), which must be known.

    ``which`` of the class limits: ``wohnen``, ``mfh`` (MFH and GMH) or ``nwg``.
    """
    rows = [row for row in limits.rows if row["art"] == which]
    names = np.array([row["klasse"] for row in rows], dtype=object)
    below = np.array([float(row["unter_jahr"]) for row in rows[:-1]])
    # nan sorts last; those rows are not used
    return names[np.searchsorted(below, years, side="right")]


def _year_in(text: str) -> float:
    first, last = _PLAN_YEARS
    date = _DATE.match(text)
    if date and first <= int(date[1]) <= last:
        return float(date[1])
    years = [year for year in map(int, _FOUR_DIGITS.findall(text)) if first <= year <= last]
    likely = [year for year in years if year >= _LIKELY_SINCE] or years
    return float(likely[-1]) if likely else np.nan


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
