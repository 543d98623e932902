"""Maps draw every geometry in its place."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
import shapely

from halplan_core.report.svg_map import WIDTH, Drawn, fitting_extent, length_text, scale_length, svg_map

SVG = "{http://www.w3.org/2000/svg}"
EXTENT = (1000.0, 2000.0, 2600.0, 2800.0)  # one unit is one metre


def paths(svg: str) -> list[dict[str, str]]:
    return [element.attrib for element in ET.fromstring(svg).findall(f"{SVG}path")]


def corners(commands: str) -> list[list[tuple[int, int]]]:
    """Return the absolute points of each part of a path."""
    parts = []
    for part in re.findall(r"M(-?\d+) (-?\d+)l([-\d ]+)", commands):
        x, y, steps = int(part[0]), int(part[1]), [int(n) for n in part[2].split()]
        points = [(x, y)]
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        parts.append(points)
    return parts


def test_north_is_up_and_units_are_those_of_the_drawing() -> None:
    line = shapely.LineString([(1000, 2000), (1100, 2400), (2600, 2800)])
    (path,) = paths(svg_map([Drawn(np.array([line], dtype=object), stroke="#000000")], EXTENT, "Karte"))
    assert corners(path["d"]) == [[(0, 800), (100, 400), (1600, 0)]]
    assert path["fill"] == "none"


def test_holes_and_parts_are_drawn() -> None:
    hole = shapely.Polygon(shapely.box(1100, 2100, 1500, 2500).exterior, [shapely.box(1200, 2200, 1300, 2300).exterior])
    shapes = np.array([shapely.MultiPolygon([hole, shapely.box(2000, 2000, 2100, 2100)])], dtype=object)
    (path,) = paths(svg_map([Drawn(shapes, "#ff0000")], EXTENT, "Karte"))
    assert len(corners(path["d"])) == 3
    assert path["fill-rule"] == "evenodd"


def test_geometries_outside_and_specks_leave_no_path() -> None:
    far = np.array([shapely.box(9000, 9000, 9100, 9100), shapely.box(1100, 2100, 1100.01, 2100.01)], dtype=object)
    assert paths(svg_map([Drawn(far[:1], "#ff0000")], EXTENT, "Karte")) == []
    assert paths(svg_map([Drawn(far, "#ff0000")], EXTENT, "Karte"))[0]["d"] == ""


def test_nothing_to_draw_is_a_map_with_a_scale_bar() -> None:
    root = ET.fromstring(svg_map([Drawn(np.empty(0, dtype=object), "#ff0000")], EXTENT, "Karte"))
    assert [text.text for text in root.iter(f"{SVG}text")] == ["0", "250 m", "N"]
    assert root.attrib["viewBox"] == f"0 0 {WIDTH} 800"


def test_extents_are_widened_where_they_would_be_a_strip() -> None:
    x_min, y_min, x_max, y_max = fitting_extent(np.array([shapely.box(0, 0, 1000, 10)]), margin=0.0, narrowest=0.5)
    assert (x_max - x_min, y_max - y_min) == pytest.approx((1000.0, 500.0))
    assert (y_min + y_max) / 2 == pytest.approx(5.0)


@pytest.mark.parametrize(
    ("width", "length", "text"), [(900, 200, "200 m"), (8000, 2000, "2 km"), (11_000, 2500, "2,5 km")]
)
def test_scale_bars_have_round_lengths(width: float, length: int, text: str) -> None:
    assert scale_length(width) == length
    assert length_text(length) == text
