"""Sums that do not depend on the order of their terms."""

from __future__ import annotations

import math

import numpy as np

from ..table import Array

_MILLIONTHS = 1e6
_INTEGERS_END = 2.0**63


def total(values: Array) -> float:
    """Return the sum of a column, each term rounded to a whole millionth first; missing and infinite ones count as 0.

    Where the millionths do not fit into 64 bits the terms are summed as they are, rounded once at the end.
    """
    present = np.asarray(values, dtype=np.float64)
    present = present[np.isfinite(present)]
    if np.abs(present).max(initial=0.0) >= _INTEGERS_END / _MILLIONTHS / max(len(present), 1):
        return math.fsum(present)
    return float(np.rint(present * _MILLIONTHS).astype(np.int64).sum()) / _MILLIONTHS
