"""What a layer looks like, as plain data: QML, PNG legends and SVG maps are made from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Stroke:
    """A line; ``dash`` lists lengths of dash and gap in mm, such as ``"2;1.5"``.

    With ``metres`` the line is that wide on the ground, at least ``least_mm`` and at most ``width_mm`` on paper.
    """

    colour: str
    width_mm: float
    dash: str = ""
    metres: float = 0.0
    least_mm: float = 0.0


@dataclass(frozen=True)
class Area:
    """An area; an empty ``colour`` leaves it open, an empty ``outline`` draws none. ``hatch`` fills with lines."""

    colour: str = ""
    outline: str = ""
    outline_mm: float = 0.2
    hatch: bool = False


Symbol = tuple[Stroke | Area, ...]
"""Symbol layers from bottom to top."""


@dataclass(frozen=True)
class Entry:
    """A line of the legend: its text, its symbol, and the value or the range of values that it stands for."""

    label: str
    symbol: Symbol
    value: str = ""
    lower: float = 0.0
    upper: float = 0.0


@dataclass(frozen=True)
class Labels:
    """Labels by an expression, shown at ``from_scale`` (1:n) and larger."""

    expression: str
    from_scale: int
    size_pt: float = 8.0
    colour: str = "#333333"
    along_line: bool = False


@dataclass(frozen=True)
class Style:
    """The look of a layer.

    ``kind`` is ``single`` (one entry), ``graded`` (ranges of the numeric expression ``attribute``; the first entry
    that holds a value wins, so a limit belongs to the higher class when entries fall) or ``categories`` (values of
    the expression ``attribute``; an empty value is any other). ``visible_from`` hides the layer at scales smaller
    than 1:n (0: never). ``height`` is an expression in metres by which polygons rise in 3D and in profiles.
    """

    geometry: Literal["line", "polygon"]
    entries: tuple[Entry, ...]
    kind: Literal["single", "graded", "categories"] = "single"
    attribute: str = ""
    labels: Labels | None = None
    opacity: float = 1.0
    visible_from: int = 0
    height: str = ""
    map_tip: str = ""
