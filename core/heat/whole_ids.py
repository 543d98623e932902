"""Ids that must be whole numbers, whatever type their field has."""

from __future__ import annotations

import numpy as np

from ..checks import check_unique
from ..errors import InputError, name_rows
from ..geometry.measure import Integers
from ..table import Table

_EXACT_FLOATS = 2.0**53


def whole_ids(table: Table, name: str) -> Integers:
    """Return the ids of a column as whole numbers (n,).

    Raises :class:`InputError` with rows for missing ids, for what is no whole number of at most 15 digits, and for
    ids that are equal as numbers, such as the texts 012 and 12.
    """
    check_unique(table, name)
    column = table[name]
    if column.dtype.kind in "iu":
        return column.astype(np.int64)
    number = table.number(name)
    broken = ~(np.abs(number) < _EXACT_FLOATS) | (number != np.rint(number))
    if broken.any():
        raise InputError(
            "Field '{field}' of layer '{layer}' must hold whole numbers, but feature(s) {rows} do not.",
            "Number the features, with at most 15 digits, or make the layer with 'Street sections' or "
            "'Building blocks', which number theirs.",
            field=name,
            layer=table.name,
            rows=name_rows(table.ids[broken]),
        )
    ids = number.astype(np.int64)
    check_unique(table.with_columns(**{name: ids}), name)
    return ids
