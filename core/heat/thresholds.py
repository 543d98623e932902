"""Classes of heat densities: built in, or the user's own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..errors import ParameterError
from ..operation import File
from ..parameters.sets import ParameterSet, load, load_file

LINE_DENSITY_SET = "schwellen_liniendichte"
HEAT_DENSITY_SET = "schwellen_waermedichte"

_COLUMNS = ("untergrenze", "bezeichnung", "bezeichnung_en", "farbe")

THRESHOLDS_FILE = File(
    "thresholds",
    "Class limits of your own",
    "Eigene Klassengrenzen",
    source="CSV with the columns untergrenze, bezeichnung, bezeichnung_en, farbe; the first limit is 0",
    advanced=True,
)


@dataclass(frozen=True, eq=False)
class Thresholds:
    """Rising lower limits of classes 1, 2, ... with meaning in German and English and colour ``#rrggbb``."""

    lower: npt.NDArray[np.float64]
    meanings_de: tuple[str, ...]
    meanings: tuple[str, ...]
    colours: tuple[str, ...]
    source: ParameterSet

    def classify(self, density: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
        """Return the class of densities (n,): 1 for the lowest, 0 where there is no heat."""
        found = np.searchsorted(self.lower[1:], density, side="right") + 1
        return np.where(density > 0.0, found, 0).astype(np.int64)


def load_thresholds(set_id: str, path: str = "") -> Thresholds:
    """Return the built-in classes ``set_id``, or those of the user's file ``path``.

    The file needs the columns of the built-in set. Raises :class:`ParameterError` when its limits do not rise or the
    first is not 0, since every density above 0 has a class.
    """
    table = load_file(path, _COLUMNS) if path else load(set_id)
    lower = table.numbers("untergrenze")
    if not np.isfinite(lower).all() or (np.diff(lower) <= 0.0).any():
        raise ParameterError(
            "The class limits of '{name}' do not rise from line to line.",
            "Sort column 'untergrenze' and give every class a limit of its own.",
            name=table.id,
        )
    if not (lower[:1] == 0.0).any():
        raise ParameterError(
            "The first class limit of '{name}' is not 0.",
            "Put a class in front that begins at 0, so that every density has one.",
            name=table.id,
        )
    return Thresholds(
        lower,
        tuple(table.texts("bezeichnung")),
        tuple(table.texts("bezeichnung_en")),
        tuple(table.texts("farbe")),
        table,
    )
