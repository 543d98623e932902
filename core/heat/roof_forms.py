"""Roof forms: ALKIS code, OpenStreetMap word or German name, and the heated attic that a form allows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..parameters.sets import ParameterSet
from ..table import Array
from .categories import categories


@dataclass(frozen=True, eq=False)
class Roofs:
    """ALKIS roof form of every building (n,), ``None`` if unknown, and its attic factor in %.

    ``unknown`` are the texts that name no form.
    """

    form: Array
    attic_percent: npt.NDArray[np.float64]
    unknown: tuple[str, ...]


def roofs(raw: Array, forms: ParameterSet) -> Roofs:
    """Return form and attic factor for what the source says (n,); a missing or unknown form has no attic."""
    found = categories(raw)
    code_of: dict[str, str] = {}
    for row in forms.rows:
        names = (row["dachform"], row["bezeichnung"].lower(), *row["osm"].split())
        code_of.update(dict.fromkeys(names, row["dachform"]))
    factor_of = {row["dachform"]: float(row["dg_faktor_pct"]) for row in forms.rows}
    return Roofs(
        form=found.spread(lambda text: code_of.get(text.lower())),
        attic_percent=found.spread(lambda text: factor_of.get(code_of.get(text.lower(), ""), 0.0), np.float64),
        unknown=tuple(text for text in found.texts if text and text.lower() not in code_of),
    )
