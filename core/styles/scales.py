"""Classes of a value with limits, texts and colours, as legends, maps and charts show them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .. import german
from ..table import Array

# Yellow over orange and red to violet. Luminance falls from step to step, so the order survives printing in grey
# and every kind of colour blindness.
_RAMP = ((255, 245, 184), (254, 217, 102), (250, 169, 60), (232, 106, 50), (196, 40, 62), (134, 18, 92), (66, 10, 94))

NO_HEAT_COLOUR, NO_HEAT_TEXT = "#d9d9d9", "ohne Wärmebedarf"


@dataclass(frozen=True)
class ValueClass:
    """Values from ``lower`` up to, but not including, ``upper``."""

    lower: float
    upper: float
    colour: str
    meaning: str = ""


@dataclass(frozen=True)
class Scale:
    """Classes in rising order, with the title and unit of their value."""

    title: str
    unit: str
    classes: tuple[ValueClass, ...]

    def index(self, values: Array) -> Array:
        """Return the class of each value, shape (n,); -1 for missing values and those that are not positive."""
        limits = np.array([item.lower for item in self.classes[1:]])
        found = np.searchsorted(limits, values, side="right")
        return np.where(np.asarray(values) > 0, found, -1)

    def range_text(self, position: int) -> str:
        """Return the limits of a class without the unit: ``175 bis unter 415``."""
        item = self.classes[position]
        if position == 0:
            return f"unter {german.short(item.upper)}"
        if math.isinf(item.upper):
            return f"ab {german.short(item.lower)}"
        return f"{german.short(item.lower)} bis unter {german.short(item.upper)}"

    def legend_text(self, position: int) -> str:
        """Return what the legend says about a class: limits, unit and meaning."""
        meaning = self.classes[position].meaning
        return f"{self.range_text(position)} {self.unit}" + (f" – {meaning}" if meaning else "")


def make_scale(
    title: str, unit: str, lowers: Sequence[float], meanings: Sequence[str] = (), colours: Sequence[str] = ()
) -> Scale:
    """Return a scale from rising lower limits; meanings and colours left out are empty or taken from the ramp."""
    uppers = [*lowers[1:], math.inf]
    automatic = ramp(len(lowers))
    return Scale(
        title,
        unit,
        tuple(
            ValueClass(
                float(lower),
                float(upper),
                (colours[position] if position < len(colours) else "") or automatic[position],
                meanings[position] if position < len(meanings) else "",
            )
            for position, (lower, upper) in enumerate(zip(lowers, uppers, strict=True))
        ),
    )


def ramp(count: int) -> tuple[str, ...]:
    """Return ``count`` colours from light yellow to dark violet."""
    places = np.linspace(0, len(_RAMP) - 1, count) if count > 1 else np.array([len(_RAMP) // 2])
    steps = np.arange(len(_RAMP))
    channels = np.array(_RAMP, dtype=float)
    mixed = np.column_stack([np.interp(places, steps, channels[:, c]) for c in range(3)]).round().astype(int)
    return tuple("#" + "".join(f"{value:02x}" for value in row) for row in mixed.tolist())


def luminance(colour: str) -> float:
    """Return the relative luminance (0 black to 1 white) of ``#rrggbb``, as WCAG 2.1 defines it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
