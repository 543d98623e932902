"""Sums that do not depend on the order of their terms."""

from __future__ import annotations

import numpy as np

from ..table import Array

_MILLIONTHS = 1e6


def total(values: Array) -> float:
    """Return the sum of a column, each term rounded to a whole millionth first; missing ones count as 0."""
    return float(np.rint(np.nan_to_num(values) * _MILLIONTHS).astype(np.int64).sum()) / _MILLIONTHS
