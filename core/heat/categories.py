"""Text columns as whole numbers, so that rules run once per distinct text and not once per row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..table import Array


@dataclass(frozen=True)
class Categories:
    """Distinct texts in sorted order, a missing one as ``""``, and for every row (n,) the position of its text."""

    texts: tuple[str, ...]
    index: npt.NDArray[np.intp]

    def spread(self, value_of: Callable[[str], object], dtype: npt.DTypeLike = object) -> Array:
        """Return for every row the value of its text."""
        values = np.empty(len(self.texts), dtype=dtype)
        for position, text in enumerate(self.texts):
            values[position] = value_of(text)
        return values[self.index]

    def counts(self) -> npt.NDArray[np.int64]:
        """Return how many rows hold each text."""
        return np.bincount(self.index, minlength=len(self.texts)).astype(np.int64)

    def codes(self) -> npt.NDArray[np.int64]:
        """Return the position of every row's text, -1 for a missing one."""
        codes = self.index.astype(np.int64)
        codes[self.spread(lambda text: text == "", np.bool_)] = -1
        return codes


def categories(*columns: Array) -> Categories:
    """Return the categories of one text column (n,), or of several joined by ``|``."""
    filled = [["" if value is None else value for value in column.tolist()] for column in columns]
    joined = filled[0] if len(filled) == 1 else ["|".join(parts) for parts in zip(*filled, strict=True)]
    texts = tuple(sorted(set(joined)))
    position = {text: number for number, text in enumerate(texts)}
    return Categories(texts, np.array([position[text] for text in joined], dtype=np.intp))


def look_up(table: Mapping[str, float], *columns: Array) -> npt.NDArray[np.float64]:
    """Return for every row the number that ``table`` holds for its texts (joined by ``|``), ``nan`` for none."""
    return categories(*columns).spread(lambda text: table.get(text, np.nan), np.float64)


def is_any_of(column: Array, *texts: str) -> npt.NDArray[np.bool_]:
    """Tell for every row (n,) of a text column whether it holds one of ``texts``, where ``""`` is a missing one."""
    wanted = {text or None for text in texts}
    return np.fromiter((value in wanted for value in column.tolist()), np.bool_, len(column))


def only_where(condition: npt.NDArray[np.bool_], texts: Array) -> Array:
    """Return a text column (n,) with a missing value where ``condition`` (n,) does not hold."""
    kept = np.full(len(condition), None, dtype=object)
    kept[condition] = texts[condition]
    return kept
