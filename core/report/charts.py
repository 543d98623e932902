"""Small charts as inline SVG: bars, stacked shares, a sorted cumulative curve.

They carry no script and no outside reference, print sharply, and name their values in text, so that nothing has to be
read from a colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .. import german
from ..markup import Element, tag

_WIDTH = 720


@dataclass(frozen=True)
class Bar:
    """A bar: its text, its value, what is written behind it, and its colour."""

    label: str
    value: float
    text: str
    colour: str = "#8a1a4f"


@dataclass(frozen=True)
class Part:
    """A part with its share (0 to 1) of a whole."""

    label: str
    colour: str
    share: float


def bar_chart(bars: Sequence[Bar], title: str, label_width: int = 230) -> Element:
    """Return horizontal bars in the given order."""
    step, top = 28, 4
    room = _WIDTH - label_width - 130
    longest = max((bar.value for bar in bars), default=0.0) or 1.0
    rows = []
    for position, bar in enumerate(bars):
        y = top + position * step
        length = room * max(bar.value, 0.0) / longest
        rows += [
            _text(label_width - 10, y + 15, bar.label, "end"),
            tag("rect", {"x": label_width, "y": y + 3, "width": f"{max(length, 1):.1f}", "height": 16, "rx": 2,
                         "fill": bar.colour}),
            _text(label_width + length + 8, y + 15, bar.text, css="value"),
        ]  # fmt: skip
    return _svg(top * 2 + step * len(bars), title, *rows)


def share_chart(rows: Sequence[tuple[str, Sequence[Part]]], title: str, label_width: int = 110) -> Element:
    """Return stacked bars of 100 % each, one below the other, with the larger shares written into them."""
    height, step = 30, 40
    room = _WIDTH - label_width - 10
    drawn = []
    for position, (name, parts) in enumerate(rows):
        y, x = 4 + position * step, float(label_width)
        drawn.append(_text(label_width - 10, y + height / 2 + 5, name, "end"))
        for part in parts:
            width = room * part.share
            hint = tag("title", None, f"{part.label}: {german.number(100 * part.share, 1)} %")
            drawn.append(tag("rect", {"x": f"{x:.1f}", "y": y, "width": f"{width:.1f}", "height": height,
                                      "fill": part.colour, "class": "part"}, hint))  # fmt: skip
            if width > 38:
                drawn.append(_text(x + width / 2, y + height / 2 + 5, german.number(100 * part.share) + " %", "middle",
                                   css="on-dark" if _is_dark(part.colour) else "on-light"))  # fmt: skip
            x += width
    return _svg(step * len(rows) + 2, title, *drawn)


def curve_chart(
    points: Sequence[tuple[float, float]],
    title: str,
    x_title: str,
    y_title: str,
    marks: Sequence[tuple[float, float, str]],
) -> Element:
    """Return a curve of shares (0 to 1 on both axes); ``marks`` are points (x, y, text) to point out."""
    left, top, width, height = 60, 14, 560, 300

    def place(x: float, y: float) -> tuple[float, float]:
        return left + width * x, top + height * (1 - y)

    rows = []
    for share in (0, 0.2, 0.4, 0.6, 0.8, 1.0):
        x, y = place(share, share)
        rows += [
            tag("line", {"x1": left, "x2": left + width, "y1": f"{y:.1f}", "y2": f"{y:.1f}", "class": "grid"}),
            tag("line", {"y1": top, "y2": top + height, "x1": f"{x:.1f}", "x2": f"{x:.1f}", "class": "grid"}),
            _text(left - 8, y + 4, german.number(100 * share), "end"),
            _text(x, top + height + 18, german.number(100 * share), "middle"),
        ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(*point) for point in _thinned(points)))
    rows += [
        tag("polyline", {"points": path, "class": "curve"}),
        _text(left + width / 2, top + height + 40, x_title, "middle"),
        tag("text", {"transform": f"translate(16 {top + height / 2:.0f}) rotate(-90)", "text-anchor": "middle"},
            y_title),
    ]  # fmt: skip
    for mark_x, mark_y, text in marks:
        x, y = place(mark_x, mark_y)
        on_right = mark_x > 0.72
        rows += [
            tag("circle", {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": 4.5, "class": "mark"}),
            _text(x + (-9 if on_right else 9), y + 17, text, "end" if on_right else "start", css="value"),
        ]
    return _svg(top + height + 50, title, *rows)


def _thinned(points: Sequence[tuple[float, float]], most: int = 400) -> list[tuple[float, float]]:
    step = max(1, len(points) // most)
    kept = list(points[::step])
    return kept if not points or kept[-1] == points[-1] else [*kept, points[-1]]


def _is_dark(colour: str) -> bool:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue < 140


def _text(x: float, y: float, text: str, anchor: str = "start", css: str | None = None) -> Element:
    return tag("text", {"x": f"{x:.1f}", "y": f"{y:.1f}", "text-anchor": anchor, "class": css}, text)


def _svg(height: float, title: str, *children: Element) -> Element:
    return tag(
        "svg",
        {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {_WIDTH} {height:.0f}", "class": "chart",
         "role": "img", "aria-label": title},
        tag("title", None, title), *children,
    )  # fmt: skip
