"""Maps as inline SVG: one path per class, so that a town takes a few hundred kilobytes and prints sharply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from ..markup import Element, tag
from ..table import Array

WIDTH = 1600
"""Units across the drawing."""

_SCALE_LENGTHS_M = (50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 10_000, 20_000, 50_000)


@dataclass(frozen=True, eq=False)
class Drawn:
    """Geometries of one look: filled when ``fill`` is given, outlined when ``stroke`` is given (width in map units)."""

    shapes: Array
    fill: str = "none"
    stroke: str = "none"
    width: float = 1.0
    dash: str = ""


def svg_map(drawn: Sequence[Drawn], extent: tuple[float, float, float, float], title: str) -> Element:
    """Return a map of ``extent`` (x_min, y_min, x_max, y_max in metres) with scale bar and north arrow.

    Geometries are thinned and rounded to one unit of the drawing, which is :data:`WIDTH` units wide.
    """
    x_min, y_min, x_max, y_max = extent
    width = WIDTH
    scale = width / max(x_max - x_min, 1.0)
    height = round(max(y_max - y_min, 1.0) * scale)
    window = shapely.box(*extent)
    paths = (_path(item, window, x_min, y_max, scale) for item in drawn)
    return tag(
        "svg",
        {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {width} {height}", "class": "map", "role": "img",
         "aria-label": title},
        tag("title", None, title),
        tag("rect", {"width": width, "height": height, "fill": "#fbfaf7"}),
        paths,
        _scale_bar(width, height, scale),
        _north_arrow(width),
    )  # fmt: skip


def fitting_extent(shapes: Array, margin: float = 0.03, narrowest: float = 0.75) -> tuple[float, float, float, float]:
    """Return the extent of geometries with a margin, widened where it would be narrower than ``narrowest``."""
    x_min, y_min, x_max, y_max = shapely.total_bounds(shapes).tolist()
    width, height = x_max - x_min, y_max - y_min
    grow_x = width * margin + max(0.0, height * narrowest - width) / 2
    grow_y = height * margin + max(0.0, width * narrowest - height) / 2
    return x_min - grow_x, y_min - grow_y, x_max + grow_x, y_max + grow_y


def _path(item: Drawn, window: shapely.Geometry, x_min: float, y_max: float, scale: float) -> Element | None:
    shapes = item.shapes[shapely.intersects(item.shapes, window)]
    if not len(shapes):
        return None
    shapes = shapely.simplify(shapely.force_2d(shapes), 0.6 / scale)
    return tag("path", {
        "d": _commands(shapes, x_min, y_max, scale), "fill": item.fill, "fill-rule": "evenodd", "stroke": item.stroke,
        "stroke-width": f"{item.width:g}", "stroke-linejoin": "round", "stroke-linecap": "round",
        "stroke-dasharray": item.dash or None,
    })  # fmt: skip


def _commands(shapes: Array, x_min: float, y_max: float, scale: float) -> str:
    parts = shapely.get_parts(shapes)
    is_area = shapely.get_type_id(parts) == 3
    rings = np.concatenate([shapely.get_rings(parts[is_area]), parts[~is_area]])
    xy, owner = shapely.get_coordinates(rings, return_index=True)
    units = np.column_stack([(xy[:, 0] - x_min) * scale, (y_max - xy[:, 1]) * scale]).round().astype(int)
    starts = np.flatnonzero(np.diff(owner, prepend=-1))
    moves = np.diff(units, axis=0, prepend=units[:1])
    out = []
    for start, end in zip(starts.tolist(), [*starts[1:].tolist(), len(units)], strict=True):
        x, y = units[start].tolist()
        steps = " ".join(f"{dx} {dy}" for dx, dy in moves[start + 1 : end].tolist() if dx or dy)
        if steps:
            out.append(f"M{x} {y}l{steps}")
    return "".join(out)


def scale_length(width_m: float) -> int:
    """Return a round length in metres of about a fifth of a map's width."""
    return max((length for length in _SCALE_LENGTHS_M if length <= width_m / 4), default=_SCALE_LENGTHS_M[0])


def length_text(length_m: float) -> str:
    """Return a length for a scale bar: ``250 m``, ``2 km``."""
    return f"{length_m / 1000:g} km".replace(".", ",") if length_m >= 1000 else f"{length_m:g} m"


def _scale_bar(width: int, height: int, scale: float) -> Element:
    length_m = scale_length(width / scale)
    length = length_m * scale
    x, y = 30, height - 30
    return tag(
        "g",
        {"class": "scale"},
        tag("rect", {"x": x - 12, "y": y - 46, "width": f"{length + 24:.0f}", "height": 64, "fill": "#ffffff",
                     "fill-opacity": 0.8, "rx": 6}),
        tag("rect", {"x": x, "y": y - 8, "width": f"{length / 2:.1f}", "height": 8, "fill": "#333333"}),
        tag("rect", {"x": x, "y": y - 8, "width": f"{length:.1f}", "height": 8, "fill": "none", "stroke": "#333333",
                     "stroke-width": 2}),
        tag("text", {"x": x, "y": y - 18}, "0"),
        tag("text", {"x": f"{x + length:.1f}", "y": y - 18, "text-anchor": "end"}, length_text(length_m)),
    )  # fmt: skip


def _north_arrow(width: int) -> Element:
    return tag(
        "g",
        {"class": "scale", "transform": f"translate({width - 50} 64)"},
        tag("circle", {"r": 38, "fill": "#ffffff", "fill-opacity": 0.8}),
        tag("path", {"d": "M0 -30L11 6L0 -1L-11 6Z", "fill": "#333333"}),
        tag("text", {"y": 30, "text-anchor": "middle"}, "N"),
    )
