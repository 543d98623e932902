"""Street classes: which ones are streets, how they rank, which ones seldom carry an address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..errors import ParameterError
from ..operation import Column, File, Text
from ..parameters.sets import ParameterSet, load, load_file
from ..run import Run
from ..table import Array, Table
from .categories import categories

CLASSES_SET = "strassenklassen"

_COLUMNS = ("klasse", "bezeichnung", "strasse", "rang", "zuschlag")
_UNKNOWN_RANK = 1000.0

CLASS_NAMES = ("klasse", "highway", "fclass", "wdm", "widmung", "fkt", "art")
STREET_NAMES = ("name", "strasse", "str_name", "strname", "strassenname", "nam")

CLASSES_FILE = File(
    "class_table",
    "Street classes of your own",
    "Eigene Straßenklassen",
    source="CSV with the columns klasse, bezeichnung, strasse (ja/nein), rang, zuschlag",
    advanced=True,
)
CLASSES_TEXT = Text(
    "classes",
    "Classes that count as streets (comma-separated; empty: those of the table)",
    "Klassen, die als Straße zählen (durch Komma getrennt; leer: die der Tabelle)",
    source="HalPlan",
    evidence="U",
    advanced=True,
)


def class_column(name: str, layer: str) -> Column:
    """Return the parameter that names the class column of a street layer."""
    return Column(
        name, "Field with the street class", "Feld mit der Straßenklasse", layer=layer, known_names=CLASS_NAMES
    )


def name_column(name: str, layer: str) -> Column:
    """Return the parameter that names the column of street names."""
    return Column(
        name, "Field with the street name", "Feld mit dem Straßennamen", layer=layer, known_names=STREET_NAMES
    )


@dataclass(frozen=True, eq=False)
class StreetClasses:
    """The class table by class, in lower case. A class counts under its key and under its German name."""

    street: dict[str, bool]
    rank: dict[str, float]
    penalty: dict[str, float]
    source: ParameterSet

    def is_street(self, classes: Array) -> npt.NDArray[np.bool_]:
        """Tell which classes (n,) are streets; a missing or unknown class is one."""
        return self._spread(classes, lambda text: self.street.get(text, True)).astype(np.bool_)

    def ranks(self, classes: Array) -> npt.NDArray[np.float64]:
        """Return the rank of classes (n,), 1 for the highest; unknown ones come last."""
        return self._spread(classes, lambda text: self.rank.get(text, _UNKNOWN_RANK))

    def penalties(self, classes: Array) -> npt.NDArray[np.float64]:
        """Return the share of the class penalty that classes (n,) bear, 0 for unknown ones."""
        return self._spread(classes, lambda text: self.penalty.get(text, 0.0))

    def unknown(self, classes: Array) -> npt.NDArray[np.bool_]:
        """Tell which classes (n,) stand in no line of the table; a missing one is not unknown."""
        return self._spread(classes, lambda text: bool(text) and text not in self.street).astype(np.bool_)

    def _spread(self, classes: Array, value_of: Callable[[str], float]) -> npt.NDArray[np.float64]:
        return categories(classes).spread(lambda text: value_of(text.strip().lower()), np.float64).astype(np.float64)


def load_classes(path: str = "", only: str = "") -> StreetClasses:
    """Return the built-in class table or the user's file; ``only`` lists the classes that are streets instead.

    Raises :class:`ParameterError` for a file without the columns or with another answer than ja or nein.
    """
    table = load_file(path, _COLUMNS) if path else load(CLASSES_SET)
    answers = [text.strip().lower() for text in table.texts("strasse")]
    wrong = [answer for answer in answers if answer not in ("ja", "nein")]
    if wrong:
        raise ParameterError(
            "Column 'strasse' of '{name}' holds '{value}'.", "Write ja or nein.", name=table.id, value=wrong[0]
        )
    names = [text.strip().lower() for text in table.texts("bezeichnung")]
    keys = [text.strip().lower() for text in table.texts("klasse")]
    rows = [*zip(names, range(len(names)), strict=True), *zip(keys, range(len(keys)), strict=True)]
    ranks, penalties = table.numbers("rang"), table.numbers("zuschlag")
    street = {text: answers[row] == "ja" for text, row in rows if text}
    if only.strip():
        wanted = {text.strip().lower() for text in only.split(",") if text.strip()}
        street = {text: text in wanted for text in {*street, *wanted}}
    return StreetClasses(
        street,
        {text: float(ranks[row]) for text, row in rows if text},
        {text: float(penalties[row]) for text, row in rows if text},
        table,
    )


def street_rows(streets: Table, class_field: str, classes: StreetClasses, run: Run) -> npt.NDArray[np.bool_]:
    """Tell which lines (n,) are streets by their class; all of them, with a warning, where none would be."""
    street_class = text_or_missing(streets, class_field)
    is_street = classes.is_street(street_class)
    if not is_street.any():
        run.warn("No line of layer '{layer}' is a street by its class, so all of them are taken.", layer=streets.name)
        is_street[:] = True
    run.warn(
        "{count} line(s) of layer '{layer}' are no streets by their class and were left out.",
        int((~is_street).sum()),
        layer=streets.name,
    )
    run.warn(
        "{count} line(s) of layer '{layer}' have a class that the class table does not know; they count as streets.",
        int((classes.unknown(street_class) & is_street).sum()),
        layer=streets.name,
    )
    return is_street


def text_or_missing(table: Table, name: str) -> Array:
    """Return a text column, or missing values (n,) where no column was found."""
    return table.text(name) if name else np.full(len(table), None, dtype=object)
