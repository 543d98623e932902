"""Specific useful heat of every building by one of the published sets, or by the user's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ..errors import ParameterError
from ..parameters.sets import ParameterSet
from ..table import Array, Table
from . import fields as f
from .age_class import BY_CENSUS, BY_YEAR, LARGE_TYPES, UNKNOWN_NON_RESIDENTIAL, UNKNOWN_RESIDENTIAL, class_of
from .categories import categories, is_any_of, look_up
from .heated_share import MIXED, NON_RESIDENTIAL, RESIDENTIAL
from .reference_area import area_for, kind_or_by_storeys

OWN_COLUMNS = ("sektor", "typ", "bak", "q_kwh_m2", "basis")
TOTAL = "Gesamt"
ALL_TYPES = "0"
TABULA_STATES: Mapping[str, str] = {
    "existing": "q_rw_bestand_kwh_m2",
    "usual": "q_rw_ueblich_kwh_m2",
    "advanced": "q_rw_zukunft_kwh_m2",
}

_Numbers = npt.NDArray[np.float64]
_Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class SpecificHeat:
    """Specific useful heat (n,) of one part of every building in kWh/(m²·a), ``nan`` where there is none.

    ``area`` (n,) in m² is the one that the values refer to; ``substitute`` tells where the value of another class
    stands in for an unknown or missing one.
    """

    value: _Numbers
    area: _Numbers
    substitute: _Flags


def has_part(sector: Array, part: str) -> _Flags:
    """Tell which buildings (n,) have a residential (``WG``) or a non-residential (``NWG``) part."""
    return is_any_of(sector, part, MIXED)


def no_values(count: int) -> SpecificHeat:
    """Return the answer of a method that knows nothing about a part of the buildings."""
    return SpecificHeat(np.full(count, np.nan), np.full(count, np.nan), np.zeros(count, dtype=np.bool_))


def lena_residential(buildings: Table, catalogue: ParameterSet, lena: ParameterSet) -> SpecificHeat:
    """Return values by type and age class; an unknown or other type takes those of all residential buildings."""
    kind, age = buildings.text(f.TYP.name), buildings.text(f.BAK.name)
    other = is_any_of(kind, "", "SONST")
    kind = np.where(other, TOTAL, kind)
    value = look_up({**_by_type_and_age(catalogue), **_by_type_and_age(lena)}, kind, age)
    return SpecificHeat(value, area_for(buildings, catalogue, RESIDENTIAL), other | is_any_of(age, UNKNOWN_RESIDENTIAL))


def catalogue_residential(
    buildings: Table, catalogue: ParameterSet, lena: ParameterSet, limits: ParameterSet
) -> SpecificHeat:
    """Return values by type and age class, an unknown type by storeys; an unknown age takes LENA's mean of the type."""
    kind, age = buildings.text(f.TYP.name), buildings.text(f.BAK.name)
    other = is_any_of(kind, "", "SONST")
    kind = kind_or_by_storeys(kind, buildings.number(f.GESCHOSSE.name))
    value = look_up({**_by_type_and_age(lena), **_by_type_and_age(catalogue)}, kind, _ages_for(buildings, kind, limits))
    return SpecificHeat(value, area_for(buildings, catalogue, RESIDENTIAL), other | is_any_of(age, UNKNOWN_RESIDENTIAL))


def tabula_residential(
    buildings: Table, tabula: ParameterSet, mapping: ParameterSet, limits: ParameterSet, refurbishment: str
) -> SpecificHeat:
    """Return net heat need plus hot water per m² of TABULA's reference area, in the chosen state of refurbishment.

    Several variants of one row of the mapping (a census period spans classes) are averaged.
    """
    state = TABULA_STATES[refurbishment]
    heat = dict(zip(tabula.texts("variante"), tabula.numbers(state) + tabula.numbers("q_tww_kwh_m2"), strict=True))
    values: dict[str, float] = {}
    stand_in: set[str] = set()
    for row in mapping.rows:
        key = "|".join((row["typ"], row["bak"], row["herkunft"]))
        variants = row["varianten"].split()
        values[key] = sum(float(heat[variant]) for variant in variants) / len(variants)
        if row["art"] == "ersatz":
            stand_in.add(key)
    kind = buildings.text(f.TYP.name)
    other = is_any_of(kind, "", "SONST")
    kind = kind_or_by_storeys(kind, buildings.number(f.GESCHOSSE.name))
    age = _ages_for(buildings, kind, limits)
    origin = np.where(is_any_of(buildings.text(f.BAK_Q.name), BY_CENSUS), "zensus", "jahr")
    origin = np.where(is_any_of(age, UNKNOWN_RESIDENTIAL), "unbekannt", origin).astype(object)
    keys = categories(kind, age, origin)
    return SpecificHeat(
        keys.spread(lambda key: values.get(key, np.nan), np.float64),
        area_for(buildings, tabula, RESIDENTIAL),
        other | keys.spread(lambda key: key in stand_in, np.bool_),
    )


def iwu_non_residential(buildings: Table, iwu: ParameterSet, *, fill_gaps: bool) -> SpecificHeat:
    """Return values by IWU type and age class; in mixed use those of all non-residential buildings.

    With ``fill_gaps`` a value of 0, for which the survey had no sample, is replaced by that of all ages.
    """
    sector, age = buildings.text(f.SEKTOR.name), buildings.text(f.BAK_NWG.name)
    number = np.nan_to_num(buildings.number(f.GEMOD_TYP.name)).astype(np.int64)
    kind = np.array([str(item) for item in number.tolist()], dtype=object)
    kind = np.where(is_any_of(sector, MIXED), ALL_TYPES, kind)
    table = {
        f"{row['gemod_typ']}|{row['bak_nwg']}": value
        for row, value in zip(iwu.rows, iwu.numbers("q_kwh_m2").tolist(), strict=True)
    }
    value = look_up(table, kind, age)
    substitute = is_any_of(age, UNKNOWN_NON_RESIDENTIAL)
    if fill_gaps:
        gap = value == 0.0
        all_ages = look_up(table, kind, np.full(len(kind), UNKNOWN_NON_RESIDENTIAL, dtype=object))
        value, substitute = np.where(gap, all_ages, value), substitute | gap
    return SpecificHeat(value, area_for(buildings, iwu, NON_RESIDENTIAL), substitute)


def own_specific_values(buildings: Table, own: ParameterSet, part: str) -> SpecificHeat:
    """Return the user's values for one part; an empty ``typ`` or ``bak`` stands for all, the exact row wins.

    Raises :class:`ParameterError` for repeated rows, for a negative value, for two bases in one part, and for a basis
    that the buildings have no area of.
    """
    own.check_unique("sektor", "typ", "bak")
    wrong = sorted({row["sektor"] for row in own.rows} - {RESIDENTIAL, NON_RESIDENTIAL})
    if wrong:
        raise ParameterError(
            "Parameter set '{name}' holds the sector '{sector}'.",
            "Write 'WG' or 'NWG' in column 'sektor'; mixed use takes both.",
            name=own.id,
            sector=wrong[0],
        )
    rows = [row for row in own.rows if row["sektor"] == part]
    if not rows:
        return no_values(len(buildings))
    numbers = own.numbers("q_kwh_m2")
    if not (numbers >= 0.0).all():
        raise ParameterError(
            "Parameter set '{name}' holds an empty or negative specific value.",
            "Give every row a value of 0 or more in column 'q_kwh_m2'.",
            name=own.id,
        )
    bases = {row["basis"] for row in rows}
    if len(bases) > 1:
        raise ParameterError(
            "Parameter set '{name}' mixes the bases {bases} for {part}.",
            "Use one basis for all its rows.",
            name=own.id,
            bases=", ".join(sorted(bases)),
            part=part,
        )
    table = {
        f"{row['typ']}|{row['bak']}": value
        for row, value in zip(own.rows, numbers.tolist(), strict=True)
        if row["sektor"] == part
    }
    kind, age = _own_keys(buildings, part)
    every = np.full(len(buildings), None, dtype=object)
    value = np.full(len(buildings), np.nan)
    for keys in ((kind, age), (kind, every), (every, age), (every, every)):
        value = np.where(np.isnan(value), look_up(table, *keys), value)
    area = area_for(buildings, replace(own, basis=bases.pop()), part)
    return SpecificHeat(value, area, np.zeros(len(buildings), dtype=np.bool_))


def _by_type_and_age(values: ParameterSet) -> dict[str, float]:
    return {
        f"{row['typ']}|{row['bak']}": value
        for row, value in zip(values.rows, values.numbers("q_kwh_m2").tolist(), strict=True)
    }


def _ages_for(buildings: Table, kind: Array, limits: ParameterSet) -> Array:
    """Return age classes with J and K as multi-family houses call them, for a type that was set after the class.

    A known year that decided the class decides it again, since the limits of the two differ.
    """
    age = buildings.text(f.BAK.name)
    large = is_any_of(kind, *LARGE_TYPES)
    year = buildings.number(f.BAUJAHR.name)
    by_year = large & is_any_of(buildings.text(f.BAK_Q.name), BY_YEAR) & ~np.isnan(year)
    age = np.where(by_year, class_of(year, limits, "mfh"), age)
    for small, big in (("J", "J2"), ("K", "K2")):
        age = np.where(large & is_any_of(age, small), big, age)
    return age


def _own_keys(buildings: Table, part: str) -> tuple[Array, Array]:
    if part == RESIDENTIAL:
        return buildings.text(f.TYP.name), buildings.text(f.BAK.name)
    number = np.nan_to_num(buildings.number(f.GEMOD_TYP.name)).astype(np.int64)
    return np.array([str(item) for item in number.tolist()], dtype=object), buildings.text(f.BAK_NWG.name)
