"""How the layers of a heat plan look: result layers by their scales, base layers calm behind them."""

from __future__ import annotations

import numpy as np

from ..heat import fields as f
from .scales import NO_HEAT_COLOUR, NO_HEAT_TEXT, Scale, ValueClass, make_scale
from .style import Area, Entry, Labels, Stroke, Style

_SMALLEST = 1e-9  # graded entries hold their limits, so the lowest class starts just above zero

BUILDING_SCALE = make_scale("Nutzwärmebedarf der Gebäude", "MWh/a", (0.0, 10.0, 20.0, 40.0, 100.0, 300.0, 1000.0))
"""Classes for the display of buildings, from a small house to a large consumer; no thresholds of planning."""

SECTION_METRES = (4.0, 13.0)
"""Width of sections on the ground, in the lowest and in the highest class."""

_HEIGHT = f'coalesce("{f.HOEHE_M.name}", 3)'


def sections_style(scale: Scale) -> Style:
    """Return the style of street sections: colour and width grow with the class, sections without heat thin grey."""
    steps = np.linspace(0.0, 1.0, len(scale.classes)).tolist()
    entries = [
        Entry(scale.legend_text(n), _cased_line(item.colour, step), "", *_limits(item))
        for n, (item, step) in enumerate(zip(scale.classes, steps, strict=True))
    ]
    nothing = Entry(NO_HEAT_TEXT, (Stroke("#b4b4b4", 0.3),))
    return Style(
        "line",
        (*entries[::-1], nothing),
        kind="graded",
        attribute=f'"{f.WLD_MWH_M.name}"',
        labels=Labels(f'"{f.STR_NAME.name}"', from_scale=4000, size_pt=7.5, along_line=True),
        map_tip=_tip(f.STR_NAME.name, (("Wärmeliniendichte", f.WLD_KWH_M.name, "kWh/(m·a)"),
                                       ("Nutzwärme", f.Q_KWH.name, "kWh/a"), ("Gebäude", f.N_GEB.name, ""))),
    )  # fmt: skip


def blocks_style(scale: Scale) -> Style:
    """Return the style of blocks by heat density."""
    return _density_style(scale, f.BLOCK_ID.name, "#7d7d7d", 0.2, opacity=0.85, labels_from=8000)


def grid_style(scale: Scale) -> Style:
    """Return the style of grid cells by heat density."""
    return _density_style(scale, f.GITTER_ID.name, "#ffffff", 0.1, opacity=0.75, labels_from=6000)


def _density_style(
    scale: Scale, title: str, outline: str, outline_mm: float, *, opacity: float, labels_from: int
) -> Style:
    density = f'"{f.WVD_MWH_HA.name}"'
    entries = [
        Entry(scale.legend_text(n), (Area(item.colour, outline, outline_mm),), "", *_limits(item))
        for n, item in enumerate(scale.classes)
    ]
    nothing = Entry(NO_HEAT_TEXT, (Area("#efefef", outline, outline_mm),))
    return Style(
        "polygon",
        (*entries[::-1], nothing),
        kind="graded",
        attribute=density,
        labels=Labels(f"if({density} > 0, format_number({density}, 0, 'de'), '')", from_scale=labels_from),
        opacity=opacity,
        map_tip=_tip(title, (("Wärmedichte", f.WVD_MWH_HA.name, "MWh/(ha·a)"), ("Nutzwärme", f.Q_KWH.name, "kWh/a"),
                             ("Gebäude", f.N_GEB.name, ""))),
    )  # fmt: skip


def buildings_style() -> Style:
    """Return the style of buildings by useful heat, rising by their height in 3D and in profiles."""
    entries = [
        Entry(BUILDING_SCALE.legend_text(n), (Area(item.colour, "#6e6e6e", 0.1),), "", *_limits(item))
        for n, item in enumerate(BUILDING_SCALE.classes)
    ]
    nothing = Entry(NO_HEAT_TEXT, (Area(NO_HEAT_COLOUR, "#9a9a9a", 0.1),))
    return Style(
        "polygon",
        (*entries[::-1], nothing),
        kind="graded",
        attribute=f'coalesce("{f.Q_NUTZ_KWH.name}", 0) / 1000',
        labels=Labels(f'"{f.HAUSNR.name}"', from_scale=1500, size_pt=7.0, colour="#444444"),
        height=_HEIGHT,
        map_tip=_tip(f.GEB_ID.name, (("Nutzwärme", f.Q_NUTZ_KWH.name, "kWh/a"), ("Sektor", f.SEKTOR.name, ""),
                                     ("Baualter", f.BAK.name, ""), ("Höhe", f.HOEHE_M.name, "m"))),
    )  # fmt: skip


QUALITY_CLASSES = (
    ("1", "aus Daten oder abgeleitet", "#2166ac"),
    ("2", "ein Merkmal geschätzt", "#92c5de"),
    ("3", "mehrere Merkmale geschätzt", "#f4a582"),
    ("4", "Gebäudefunktion unbekannt", "#b2182b"),
    ("0", "ohne Wärmebedarf, unbewertet", NO_HEAT_COLOUR),
)


def quality_style(expression: str) -> Style:
    """Return the style of buildings by how much of their data is estimated; ``expression`` yields the class."""
    entries = tuple(Entry(text, (Area(colour, "#6e6e6e", 0.1),), value=code) for code, text, colour in QUALITY_CLASSES)
    return Style("polygon", entries, kind="categories", attribute=expression, height=_HEIGHT)


def outlines_style() -> Style:
    """Return the style of buildings that only help to find one's way."""
    return Style("polygon", (Entry("Gebäude", (Area("#dcd8cf", "#c9c4b8", 0.1),)),))


def connectors_style() -> Style:
    """Return the style of the lines from buildings to their sections."""
    return Style("line", (Entry("Gebäude → Straßenabschnitt", (Stroke("#5a6472", 0.2, "1.2;0.8"),)),),
                 visible_from=10_000)  # fmt: skip


def unassigned_style() -> Style:
    """Return the style of buildings that no section or block takes."""
    return Style("polygon", (Entry("nicht zugeordnetes Gebäude", (Area("#000000", "#000000", 0.3, hatch=True),)),))


def streets_style() -> Style:
    """Return the style of streets as given."""
    return Style("line", (Entry("Straße, Weg", (Stroke("#c9c5bc", 0.8), Stroke("#ffffff", 0.5))),))


def rail_style() -> Style:
    """Return the style of railways."""
    return Style("line", (Entry("Bahnlinie", (Stroke("#6b6b6b", 0.7), Stroke("#ffffff", 0.4, "2;2"))),))


def water_style(geometry: str) -> Style:
    """Return the style of water, which comes as areas or lines."""
    if geometry == "line":
        return Style("line", (Entry("Gewässer", (Stroke("#8fbcd9", 0.9),)),))
    return Style("polygon", (Entry("Gewässer", (Area("#c3def0", "#8fbcd9", 0.15),)),))


def parcels_style() -> Style:
    """Return the style of parcels, drawn at large scales only."""
    return Style("polygon", (Entry("Flurstück", (Area("", "#b9b3a6", 0.1),)),), visible_from=6_000)


def plans_style() -> Style:
    """Return the style of development plans."""
    return Style("polygon", (Entry("Plangebiet", (Area("", "#7b4fa3", 0.35),)),))


def boundary_style() -> Style:
    """Return the style of the boundary of the planning area."""
    line = (Area("", "#ffffff", 1.0), Area("", "#4d4d4d", 0.5))
    return Style("polygon", (Entry("Grenze des Planungsgebiets", line),))


def land_use_style(column: str) -> Style:
    """Return the style of actual use by the first digits of its ALKIS code in ``column``."""
    groups = (
        ("41001", "Wohnbaufläche", "#f3e9e4"),
        ("41002", "Industrie und Gewerbe", "#e8e4ec"),
        ("41006", "gemischte Nutzung", "#f3ebdc"),
        ("41007", "besondere funktionale Prägung", "#f3ebdc"),
        ("41008", "Sport, Freizeit, Erholung", "#e6f0dc"),
        ("41009", "Friedhof", "#dce8d6"),
        ("42", "Verkehr", "#eeeeea"),
        ("43002", "Wald", "#d3e5cb"),
        ("43", "Vegetation", "#e9f1de"),
        ("44", "Gewässer", "#c3def0"),
    )
    cases = " ".join(f"WHEN \"{column}\" LIKE '{code}%' THEN '{code}'" for code, _, _ in groups)
    entries = [Entry(text, (Area(colour),), value=code) for code, text, colour in groups]
    rest = Entry("sonstige Nutzung", (Area("#f1efe9"),))
    return Style("polygon", (*entries, rest), kind="categories", attribute=f"CASE {cases} END")


def _cased_line(colour: str, step: float) -> tuple[Stroke, Stroke]:
    """Return a line with a thin dark edge, from narrow (step 0) to broad (step 1)."""
    widest, least = 0.7 + 1.7 * step, 0.35 + 0.3 * step
    metres = SECTION_METRES[0] + (SECTION_METRES[1] - SECTION_METRES[0]) * step
    return (
        Stroke("#6f6b64", widest + 0.3, metres=metres * 1.2 + 1.0, least_mm=least + 0.2),
        Stroke(colour, widest, metres=metres, least_mm=least),
    )


def _limits(item: ValueClass) -> tuple[float, float]:
    return max(item.lower, _SMALLEST), item.upper


def _tip(title: str, rows: tuple[tuple[str, str, str], ...]) -> str:
    """Return a map tip: a title and lines of name, rounded number and unit."""
    lines = "".join(
        f"<br>{name}: [% if(typeof({_quoted(column)}) = 'double', format_number({_quoted(column)}, 0, 'de'), "
        f"{_quoted(column)}) %] {unit}".rstrip()
        for name, column, unit in rows
    )
    return f"<b>[% {_quoted(title)} %]</b>{lines}"


def _quoted(column: str) -> str:
    return f'"{column}"'
