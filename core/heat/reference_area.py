"""The areas that specific heat values refer to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..checks import check_not_negative
from ..errors import InputError, ParameterError, name_rows
from ..parameters.sets import ParameterSet
from ..table import Array, Table
from .categories import is_any_of, look_up
from .fields import A_C_REF_M2, EBF_NWG_M2, EBF_WG_M2
from .heated_share import MIXED, NON_RESIDENTIAL, RESIDENTIAL

A_C_REF_PER_LIVING_AREA = 1.1
"""TABULA's reference area per living area in Germany."""

_LOW_HOUSE, _HOUSE = 2.0, 4.0
_AREAS: Mapping[tuple[str, str], str] = {
    ("EBF", RESIDENTIAL): EBF_WG_M2.name,
    ("EBF", NON_RESIDENTIAL): EBF_NWG_M2.name,
    ("A_C_Ref", RESIDENTIAL): A_C_REF_M2.name,
}

_Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class ReferenceAreas:
    """Areas of every building (n,) in m²."""

    storey: _Numbers
    residential: _Numbers
    non_residential: _Numbers
    gross: _Numbers
    tabula: _Numbers


def reference_areas(
    sector: Array, footprint: _Numbers, area_factor: _Numbers, storeys: _Numbers, attic_percent: _Numbers,
    heated_percent: _Numbers, kind: Array, living: ParameterSet,
) -> ReferenceAreas:  # fmt: skip
    """Return the reference areas of every building (n,).

    * per storey: footprint * area factor / 100;
    * residential: per storey * heated share * (storeys + attic factor);
    * non-residential: per storey * heated share * storeys;
    * mixed use: the ground floor is non-residential, so that the residential share is (storeys - 1) / storeys with
      more than one storey and 1 otherwise;
    * gross floor area: footprint * storeys, with the attic where people live, heated or not;
    * TABULA: 1.1 * living area of the heated residential part, which is its gross floor area times a factor by type
      (an unknown type is estimated from the storeys).

    A building without sector or storeys has areas of 0, and without sector none per storey.
    """
    storeys = np.nan_to_num(storeys)
    storey = footprint * area_factor / 100.0
    heated = np.nan_to_num(storey * heated_percent / 100.0)
    lived_in = is_any_of(sector, RESIDENTIAL, MIXED)
    attic = np.where(lived_in, attic_percent / 100.0, 0.0)
    share = np.where(is_any_of(sector, RESIDENTIAL), 1.0, 0.0)
    upper = np.divide(storeys - 1.0, storeys, where=storeys > 1.0, out=np.ones(len(storeys)))
    share = np.where(is_any_of(sector, MIXED), upper, share)
    used = is_any_of(sector, RESIDENTIAL, NON_RESIDENTIAL, MIXED)
    levels = storeys + attic
    lived_in_gross = footprint * heated_percent / 100.0 * share * levels
    factor = {row["typ"]: float(row["wohnflaeche_je_bgf"]) for row in living.rows}
    living_area = lived_in_gross * np.nan_to_num(look_up(factor, kind_or_by_storeys(kind, storeys)))
    return ReferenceAreas(
        storey=storey,
        residential=heated * share * np.where(lived_in, levels, 0.0),
        non_residential=heated * np.where(used, 1.0 - share, 0.0) * storeys,
        gross=footprint * levels,
        tabula=A_C_REF_PER_LIVING_AREA * living_area,
    )


def kind_or_by_storeys(kind: Array, storeys: _Numbers) -> Array:
    """Return the residential type (n,), where it is unknown (missing or SONST) by storeys.

    Up to 2 storeys EFH, 3 or 4 MFH, more GMH (Dochev et al., GEWISS Hamburg).
    """
    by_storeys = np.select([storeys <= _LOW_HOUSE, storeys <= _HOUSE], ["EFH", "MFH"], "GMH").astype(object)
    return np.where(is_any_of(kind, "", "SONST"), by_storeys, kind)


def check_areas(buildings: Table) -> None:
    """Refuse areas that are negative or infinite; raises :class:`InputError` with layer, field and rows."""
    for name in _AREAS.values():
        check_not_negative(buildings, name)
        infinite = np.isinf(buildings.number(name))
        if infinite.any():
            raise InputError(
                "Field '{field}' of layer '{layer}' holds infinite numbers in {count} feature(s): {rows}.",
                "Correct or empty these values.",
                layer=buildings.name,
                field=name,
                count=int(infinite.sum()),
                rows=name_rows(buildings.ids[infinite]),
            )


def area_for(buildings: Table, values: ParameterSet, part: str) -> _Numbers:
    """Return the area (n,) in m² that the specific values of a set refer to.

    ``part`` is ``WG`` or ``NWG``. Raises :class:`ParameterError` when the buildings have no area of that basis: values
    are never multiplied by an area they were not made for.
    """
    column = _AREAS.get((values.basis, part))
    if column is None:
        raise ParameterError(
            "The values of '{name}' are per m² of '{basis}', and buildings have no such area for {part}.",
            "Use values per m² of: {known}.",
            name=values.id,
            basis=values.basis,
            part=part,
            known=", ".join(basis for basis, which in _AREAS if which == part),
        )
    return buildings.number(column)
