"""Numbers and dates as German readers write them."""

from __future__ import annotations

import math
from datetime import date, datetime

NO_VALUE = "–"


def number(value: float | None, digits: int = 0) -> str:
    """Return ``12.345,6``; a missing value becomes a dash, a rounded zero has no sign."""
    if value is None or not math.isfinite(value):
        return NO_VALUE
    text = f"{value:,.{digits}f}"
    if text.startswith("-") and not text.strip("-0.,"):
        text = text[1:]
    return text.translate(str.maketrans(",.", ".,"))


def short(value: float) -> str:
    """Return a number with as many decimals as it has, for class limits: ``0,7``, ``1.050``."""
    digits = next((digits for digits in range(4) if math.isclose(round(value, digits), value, rel_tol=1e-9)), 4)
    return number(value, digits)


def percent(part: float, whole: float, digits: int = 1) -> str:
    """Return ``part`` of ``whole`` in percent, a dash when there is no whole."""
    return f"{number(100 * part / whole, digits)} %" if whole else NO_VALUE


def day(moment: datetime | date) -> str:
    """Return ``22.11.2026``."""
    return f"{moment:%d.%m.%Y}"
