"""Heat as whole watt hours, so that a sum is the same in every order, partition and program."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from ..checks import check_not_negative
from ..operation import Outputs
from ..run import Run
from ..table import Table
from .fields import Q_KWH, Q_NUTZ_KWH
from .totals import total

WH_PER_KWH = 1000


def watt_hours(buildings: Table, run: Run) -> npt.NDArray[np.int64]:
    """Return the useful heat of buildings (n,) in whole Wh/a.

    A missing value counts as 0 with a warning; a negative one raises :class:`InputError` with its row.
    """
    check_not_negative(buildings, Q_NUTZ_KWH.name)
    heat = buildings.number(Q_NUTZ_KWH.name)
    missing = ~np.isfinite(heat)
    run.warn(
        "{count} building(s) of layer '{layer}' have no useful heat; they count as 0.",
        int(missing.sum()),
        layer=buildings.name,
    )
    return np.rint(np.where(missing, 0.0, heat) * WH_PER_KWH).astype(np.int64)


def sum_by(group: npt.NDArray[np.int64], values: npt.NDArray[np.int64], groups: int) -> npt.NDArray[np.int64]:
    """Return the sums of whole numbers (n,) by group 0, 1, ..., shape (groups,); group -1 is left out."""
    sums = np.zeros(groups, dtype=np.int64)
    known = group >= 0
    np.add.at(sums, group[known], values[known])
    return sums


def count_by(group: npt.NDArray[np.int64], groups: int) -> npt.NDArray[np.int64]:
    """Return how many rows each group 0, 1, ... has, shape (groups,); group -1 is left out."""
    return np.bincount(group[group >= 0], minlength=groups).astype(np.int64)


def kwh(wh: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Return whole Wh as kWh."""
    return wh / WH_PER_KWH


def heat_balance(tables: Mapping[str, Table | None], outputs: Outputs) -> tuple[float, float]:
    """Return both sides of: heat of the result and of the buildings listed apart = heat of all buildings, in kWh/a."""
    found = [outputs.tables["result"][Q_KWH.name]]
    if "unassigned" in outputs.tables:
        found.append(outputs.tables["unassigned"][Q_NUTZ_KWH.name])
    buildings = tables["buildings"]
    given = np.zeros(0) if buildings is None else np.nan_to_num(buildings.number(Q_NUTZ_KWH.name))
    return total(np.concatenate(found)), total(np.rint(given * WH_PER_KWH)) / WH_PER_KWH
