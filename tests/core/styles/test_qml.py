"""QML is well-formed and says what the style says; QGIS itself reads it in ``tests/plugin``."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from halplan_core.styles import heat_layers as layers
from halplan_core.styles.qml import write_qml
from halplan_core.styles.scales import make_scale
from halplan_core.styles.style import Area, Entry, Style

LINES = make_scale("Wärmeliniendichte", "MWh/(m·a)", (0.0, 0.7, 1.5, 2.0), ("a & b", "<x>", "", ""))


def parsed(style: Style) -> ET.Element:
    return ET.fromstring(write_qml(style))


def test_ranges_fall_so_that_a_limit_belongs_to_the_higher_class() -> None:
    ranges = parsed(layers.sections_style(LINES)).findall("renderer-v2/ranges/range")
    lowers = [float(item.attrib["lower"]) for item in ranges]
    assert lowers == sorted(lowers, reverse=True)
    assert float(ranges[1].attrib["upper"]) == float(ranges[0].attrib["lower"]) == 2.0
    assert (float(ranges[-1].attrib["lower"]), float(ranges[-1].attrib["upper"])) == (0.0, 0.0)


def test_labels_carry_limits_unit_and_meaning() -> None:
    ranges = parsed(layers.sections_style(LINES)).findall("renderer-v2/ranges/range")
    assert [item.attrib["label"] for item in ranges] == [
        "ab 2 MWh/(m·a)",
        "1,5 bis unter 2 MWh/(m·a)",
        "0,7 bis unter 1,5 MWh/(m·a) – <x>",
        "unter 0,7 MWh/(m·a) – a & b",
        "ohne Wärmebedarf",
    ]


def test_lines_grow_with_the_class() -> None:
    symbols = parsed(layers.sections_style(LINES)).findall("renderer-v2/symbols/symbol")
    widths = [float(symbol.findall("layer")[-1].find("Option/Option[@name='line_width']").attrib["value"])
              for symbol in symbols]  # fmt: skip
    assert widths == sorted(widths, reverse=True)
    assert len(set(widths)) == len(widths)


def test_buildings_rise_by_their_height_in_3d_and_in_profiles() -> None:
    root = parsed(layers.buildings_style())
    heights = [option.attrib["value"] for option in root.iter("Option") if option.attrib.get("name") == "expression"]
    assert heights.count('coalesce("hoehe_m", 3)') == 2
    assert root.find("renderer-3d/symbol").attrib["type"] == "polygon"
    assert root.find("elevation").attrib["extrusionEnabled"] == "1"


@pytest.mark.parametrize("visible_from", [0, 5000])
def test_a_scale_limit_is_written_when_there_is_one(visible_from: int) -> None:
    root = parsed(Style("polygon", (Entry("x", (Area("#ffffff"),)),), visible_from=visible_from))
    assert root.attrib["hasScaleBasedVisibilityFlag"] == str(int(visible_from > 0))
    assert float(root.attrib["minScale"]) == (visible_from or 100_000_000)


def test_equal_styles_give_equal_text() -> None:
    assert write_qml(layers.sections_style(LINES)) == write_qml(layers.sections_style(LINES))
