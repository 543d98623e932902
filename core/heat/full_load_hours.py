"""Peak load of a building from its yearly heat and full-load hours by use."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ..errors import ParameterError
from ..parameters.sets import ParameterSet
from ..table import Array, Table
from . import fields as f
from .categories import look_up
from .heated_share import RESIDENTIAL

HOURS_COLUMNS = ("sektor", "typ", "fkt", "vlh_h")
_YEAR_H = 8760.0

_Numbers = npt.NDArray[np.float64]


def full_load_hours(buildings: Table, hours: ParameterSet, part: str) -> _Numbers:
    """Return the full-load hours (n,) in h/a of the residential (``WG``) or non-residential (``NWG``) part.

    A row of the building's function code (``fkt``, else ``fkt_tabelle``) comes first, then one of its type, then that
    of the sector. Raises :class:`ParameterError` for hours outside 0 to 8760, for repeated rows, or when the sector
    has no row for all.
    """
    hours.check_unique("sektor", "typ", "fkt")
    numbers = hours.numbers("vlh_h")
    if not ((numbers > 0.0) & (numbers <= _YEAR_H)).all():
        raise ParameterError(
            "Parameter set '{name}' holds full-load hours outside 0 to 8760.",
            "Correct column 'vlh_h'.",
            name=hours.id,
        )
    rows = [(row, value) for row, value in zip(hours.rows, numbers.tolist(), strict=True) if row["sektor"] == part]
    by_function = {row["fkt"]: value for row, value in rows if row["fkt"]}
    by_type = {row["typ"]: value for row, value in rows if not row["fkt"]}
    if "" not in by_type:
        raise ParameterError(
            "Parameter set '{name}' has no row for all buildings of sector {part}.",
            "Add one with empty 'typ' and 'fkt'.",
            name=hours.id,
            part=part,
        )
    result = np.full(len(buildings), np.nan)
    for found in (
        look_up(by_function, buildings.text(f.FKT.name)),
        look_up(by_function, buildings.text(f.FKT_TABELLE.name)),
        look_up(by_type, _type_of(buildings, part)),
        by_type[""],
    ):
        result = np.where(np.isnan(result), found, result)
    return result


def peak_load(heat: _Numbers, hours: _Numbers) -> _Numbers:
    """Return kW for kWh/a and h/a; no heat is no load."""
    return np.divide(heat, hours, where=heat > 0.0, out=np.zeros(len(heat)))


def _type_of(buildings: Table, part: str) -> Array:
    return buildings.text(f.TYP.name if part == RESIDENTIAL else f.GEMOD_TYP.name)
