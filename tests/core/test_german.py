"""German numbers."""

from __future__ import annotations

import math
from datetime import date

import pytest

from halplan_core import german


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (12345.64, 1, "12.345,6"),
        (1234567, 0, "1.234.567"),
        (0.5, 0, "0"),
        (-0.04, 1, "0,0"),
        (-12.5, 1, "-12,5"),
        (math.nan, 1, "–"),
        (math.inf, 1, "–"),
        (None, 0, "–"),
    ],
)
def test_numbers_have_a_decimal_comma_and_points_between_thousands(value: float, digits: int, text: str) -> None:
    assert german.number(value, digits) == text


@pytest.mark.parametrize(("value", "text"), [(0.7, "0,7"), (1050.0, "1.050"), (2.0, "2"), (0.125, "0,125")])
def test_class_limits_show_the_decimals_they_have(value: float, text: str) -> None:
    assert german.short(value) == text


def test_a_share_of_nothing_is_a_dash() -> None:
    assert german.percent(1.0, 4.0) == "25,0 %"
    assert german.percent(0.0, 0.0) == "–"


def test_days_are_written_day_first() -> None:
    assert german.day(date(2026, 3, 1)) == "01.03.2026"
