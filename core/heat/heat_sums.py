"""Heat as whole watt hours, so that a sum is the same in every order, partition and program."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from ..checks import check_not_negative
from ..errors import InputError, name_rows
from ..operation import Outputs
from ..run import Run
from ..table import Array, Table
from .fields import Q_KWH, Q_NUTZ_KWH

WH_PER_KWH = 1000

_EXACT_WH = 2.0**53
"""Whole numbers below this keep every unit as a float, so kWh can be turned back into the same Wh."""


def watt_hours(buildings: Table, run: Run) -> npt.NDArray[np.int64]:
    """Return the useful heat of buildings (n,) in whole Wh/a.

    A missing value counts as 0 with a warning; a negative or infinite one raises :class:`InputError` with its row, and
    so does heat of 9,007 TWh/a or more in all, which could not be summed exactly.
    """
    check_not_negative(buildings, Q_NUTZ_KWH.name)
    heat = buildings.number(Q_NUTZ_KWH.name)
    _check_countable(buildings, heat)
    missing = np.isnan(heat)
    run.warn(
        "{count} building(s) of layer '{layer}' have no useful heat; they count as 0.",
        int(missing.sum()),
        layer=buildings.name,
    )
    return np.rint(np.where(missing, 0.0, heat) * WH_PER_KWH).astype(np.int64)


def _check_countable(buildings: Table, heat: npt.NDArray[np.float64]) -> None:
    infinite = np.isinf(heat)
    if infinite.any():
        raise InputError(
            "Field '{field}' of layer '{layer}' is infinite in {count} feature(s): {rows}.",
            "Correct or empty these values.",
            field=Q_NUTZ_KWH.name,
            layer=buildings.name,
            count=int(infinite.sum()),
            rows=name_rows(buildings.ids[infinite]),
        )
    sum_kwh = float(np.nansum(heat))
    if sum_kwh * WH_PER_KWH >= _EXACT_WH:
        raise InputError(
            "Field '{field}' of layer '{layer}' adds up to {sum} kWh/a, more than all buildings of a country use; "
            "the greatest value is that of feature {rows}.",
            "Correct the values; the unit is kWh/a.",
            field=Q_NUTZ_KWH.name,
            layer=buildings.name,
            sum=f"{sum_kwh:.3g}",
            rows=name_rows(buildings.ids[[int(np.nanargmax(heat))]]),
        )


def sum_by(group: npt.NDArray[np.int64], values: npt.NDArray[np.int64], groups: int) -> npt.NDArray[np.int64]:
    """Return the sums of whole numbers (n,) by group 0, 1, ..., shape (groups,); group -1 is left out.

    They are exact below 2**53, in Wh 9,000 TWh, several times the heat of Germany.
    """
    known = group >= 0
    # floating-point numbers hold whole ones of that size exactly; the sum of integers is slow before numpy 1.25
    return np.bincount(group[known], weights=values[known], minlength=groups).astype(np.int64)


def count_by(group: npt.NDArray[np.int64], groups: int) -> npt.NDArray[np.int64]:
    """Return how many rows each group 0, 1, ... has, shape (groups,); group -1 is left out."""
    return np.bincount(group[group >= 0], minlength=groups).astype(np.int64)


def kwh(wh: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Return whole Wh as kWh."""
    return wh / WH_PER_KWH


def whole_sum(*columns: Array) -> float:
    """Return the sum of columns in kWh, each term rounded to whole Wh first; missing and infinite ones count as 0."""
    terms = np.concatenate(columns).astype(np.float64)
    wh = np.rint(np.where(np.isfinite(terms), terms, 0.0) * WH_PER_KWH).astype(np.int64)
    return float(wh.sum()) / WH_PER_KWH


def heat_balance(tables: Mapping[str, Table | None], outputs: Outputs) -> tuple[float, float]:
    """Return both sides of: heat of the result and of the buildings listed apart = heat of all buildings, in kWh/a."""
    found = [outputs.tables["result"][Q_KWH.name]]
    if "unassigned" in outputs.tables:
        found.append(outputs.tables["unassigned"][Q_NUTZ_KWH.name])
    buildings = tables["buildings"]
    given = np.zeros(0) if buildings is None else buildings.number(Q_NUTZ_KWH.name)
    return whole_sum(*found), whole_sum(given)
