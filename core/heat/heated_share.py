"""How much of a building is heated, by the first rule that applies to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..parameters.sets import ParameterSet
from ..table import Array
from .categories import categories, is_any_of
from .function_codes import CELLAR_ROWS, BuildingFunctions

RESIDENTIAL, NON_RESIDENTIAL, MIXED, NO_DEMAND = "WG", "NWG", "gemischt", "kein_bedarf"

_Numbers = npt.NDArray[np.float64]
_USE = re.compile(r"(\d{5})(?:[ _.:/-]?(\d{4}))?")


@dataclass(frozen=True)
class Limits:
    """Below these a building counts as unheated: footprint in m², height in m, volume in m³."""

    footprint: float
    height: float
    volume: float


@dataclass(frozen=True, eq=False)
class HeatedShare:
    """Heated share of every building (n,) in % and the rule that set it."""

    percent: _Numbers
    rule: Array


def normalise_use(text: str) -> str:
    """Return a code of actual use as ``41002_2520`` or ``41003``; other text stays as it is."""
    match = _USE.fullmatch(text.strip())
    return "_".join(part for part in match.groups() if part) if match else text.strip()


def is_use_code(text: str) -> bool:
    """Tell whether a text is a code of actual use: an object class of five digits, with or without function."""
    return _USE.fullmatch(text.strip()) is not None


def heated_share(
    functions: BuildingFunctions, footprint: _Numbers, height: _Numbers, use: Array, uses: ParameterSet, limits: Limits
) -> HeatedShare:
    """Return the heated share of every building (n,).

    ``footprint`` in m² and ``use``, the normalised code of the area of actual use the building lies in with
    more than half of its footprint; ``height`` in
    m, ``nan`` where it was not measured: the rules on height and volume then do not apply. The footprint is rounded
    to whole m² first (ties to even). The first rule that applies counts, in the order of the list below.
    """
    rounded = np.rint(footprint)
    cellar = is_any_of(functions.row_code, *CELLAR_ROWS)
    residential = is_any_of(functions.sector, RESIDENTIAL)
    by_use, rule_by_use = _share_by_use(use, uses)
    rules = [
        (rounded < limits.footprint, 0.0, "grundflaeche"),
        *((residential & (rule_by_use == rule) & (by_use == share), share, rule)
          for rule, share in _use_rules(uses)),
        (height < limits.height, 0.0, "hoehe"),
        (rounded * height < limits.volume, 0.0, "volumen"),
        (cellar, 0.0, "keller_tiefgarage"),
        (is_any_of(functions.sector, NO_DEMAND), 0.0, NO_DEMAND),
        (is_any_of(functions.sector, ""), 0.0, "ohne_sektor"),
    ]  # fmt: skip
    conditions = [condition for condition, _, _ in rules]
    return HeatedShare(
        np.select(conditions, [share for _, share, _ in rules], 100.0),
        np.select(
            conditions, [np.array(rule, dtype=object) for _, _, rule in rules], np.array("beheizt", dtype=object)
        ),
    )


def _use_rules(uses: ParameterSet) -> list[tuple[str, float]]:
    """Return the distinct rules of the set with their share, the lowest share first."""
    return sorted({(row["regel"], float(row["beheizt_pct"])) for row in uses.rows}, key=lambda item: item[::-1])


def _share_by_use(use: Array, uses: ParameterSet) -> tuple[_Numbers, Array]:
    """Return share and rule for every code of use; an entry without function stands for its whole object class."""
    entries = {row["nutzart"]: row for row in uses.rows}

    def entry(text: str) -> dict[str, str]:
        return entries.get(text) or entries.get(text.partition("_")[0]) or {}

    found = categories(use)
    share = found.spread(lambda text: float(entry(text).get("beheizt_pct", "nan")), np.float64)
    return share, found.spread(lambda text: entry(text).get("regel", ""))
