"""Charts are well-formed SVG that names its values."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from halplan_core.report.charts import Bar, Part, bar_chart, curve_chart, share_chart

SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter(f"{SVG}text")]


def test_bars_grow_with_their_value_and_carry_their_text() -> None:
    svg = bar_chart([Bar("a < b", 10.0, "10 GWh"), Bar("c", 5.0, "5 GWh")], "Titel & mehr")
    widths = [float(rect.attrib["width"]) for rect in ET.fromstring(svg).iter(f"{SVG}rect")]
    assert widths[0] == 2 * widths[1]
    assert texts(svg) == ["a < b", "10 GWh", "c", "5 GWh"]
    assert ET.fromstring(svg).find(f"{SVG}title").text == "Titel & mehr"


def test_shares_fill_the_bar_from_left_to_right() -> None:
    svg = share_chart([("Länge", [Part("x", "#ffffff", 0.25), Part("y", "#000000", 0.75)])], "Anteile")
    first, second = ET.fromstring(svg).iter(f"{SVG}rect")
    assert float(first.attrib["x"]) + float(first.attrib["width"]) == float(second.attrib["x"])
    assert texts(svg) == ["Länge", "25 %", "75 %"]
    assert first.find(f"{SVG}title").text == "x: 25,0 %"


def test_narrow_shares_carry_no_text_that_would_run_over() -> None:
    svg = share_chart([("", [Part("x", "#ffffff", 0.02), Part("y", "#000000", 0.98)])], "")
    assert texts(svg) == ["", "98 %"]


def test_text_stands_light_on_dark_and_dark_on_light() -> None:
    svg = share_chart([("", [Part("x", "#fff5b8", 0.5), Part("y", "#420a5e", 0.5)])], "")
    classes = [element.attrib.get("class") for element in ET.fromstring(svg).iter(f"{SVG}text")]
    assert classes == [None, "on-light", "on-dark"]


def test_a_curve_starts_at_the_origin_and_ends_at_the_corner() -> None:
    svg = curve_chart([(0.0, 0.0), (0.5, 0.9), (1.0, 1.0)], "Kurve", "x", "y", [(0.5, 0.9, "90 %")])
    points = ET.fromstring(svg).find(f"{SVG}polyline").attrib["points"].split()
    assert points[0] == "60.0,314.0"
    assert points[-1] == "620.0,14.0"
    assert "90 %" in texts(svg)


def test_an_empty_chart_is_still_a_chart() -> None:
    assert ET.fromstring(bar_chart([], "leer")).tag == f"{SVG}svg"
