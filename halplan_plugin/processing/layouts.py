"""Print layouts of a heat plan: every theme as A4 and as A3 sheet, ready for a council paper."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

from qgis.core import (
    Qgis,
    QgsLayout,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPage,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLegendStyle,
    QgsMapLayerLegendUtils,
    QgsPathResolver,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsSymbolLayerUtils,
    QgsTextFormat,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QFont

from ..core.report.svg_map import scale_length
from ..core.styles.heat_project import HeatProject, Theme
from ..core.styles.qml import FONT_FAMILIES
from .maps import found_font

_SIZES = {"A4": (297.0, 210.0), "A3": (420.0, 297.0)}
_MARGIN, _HEAD, _FOOT, _PANEL_SHARE = 10.0, 18.0, 10.0, 0.25
_INK, _MUTED = "#23262b", "#5c636d"
_WRAP, _LEGEND_LETTERS = "|", 34
_MM = Qgis.LayoutUnit.Millimeters


def add_layouts(project: QgsProject, plan: HeatProject, layers: Mapping[str, QgsVectorLayer]) -> None:
    """Add the layouts of all themes to the project."""
    for theme in plan.themes:
        for size in _SIZES:
            project.layoutManager().addLayout(_layout(project, plan, theme, layers, size))


def _layout(
    project: QgsProject, plan: HeatProject, theme: Theme, layers: Mapping[str, QgsVectorLayer], size: str
) -> QgsPrintLayout:
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.setName(f"{theme.title} ({size} quer)")
    layout.pageCollection().page(0).setPageSize(size, QgsLayoutItemPage.Orientation.Landscape)
    width, height = _SIZES[size]
    grow = width / _SIZES["A4"][0]
    panel = (width - 3 * _MARGIN) * _PANEL_SHARE
    map_width, map_height = width - panel - 3 * _MARGIN, height - _HEAD - _FOOT - 2 * _MARGIN
    top = _MARGIN + _HEAD

    shown = _map(layout, theme)
    _place(shown, _MARGIN, top, map_width, map_height)
    shown.zoomToExtent(QgsRectangle(*plan.extent))
    _label(layout, f"{theme.title} – {plan.title}", 17 * grow, (_MARGIN, _MARGIN, width - 2 * _MARGIN, 10), bold=True)
    _label(layout, theme.note, 10 * grow, (_MARGIN, _MARGIN + 9, width - 2 * _MARGIN, 7), colour=_MUTED)
    left = 2 * _MARGIN + map_width
    arrow = _north_arrow(layout, shown)
    _place(arrow, left + panel - 14 * grow, top + map_height - 16 * grow, 14 * grow, 16 * grow)
    bar = _scale_bar(layout, shown, grow)
    _place(bar, left, top + map_height - 14 * grow, panel - 16 * grow, 14 * grow)
    legend = _legend(layout, plan, theme, shown, layers, grow)
    _place(legend, left, top, panel, map_height - 24 * grow)
    sources = f"Quellen: {plan.sources}. " if plan.sources else ""
    note = f"{sources}Berechnung: HalPlan, {plan.created}. Planungshilfe, keine Rechtsberatung."
    _label(layout, note, 7.5 * grow, (_MARGIN, height - _MARGIN - _FOOT + 2, width - 2 * _MARGIN, _FOOT), colour=_MUTED)
    return layout


def _map(layout: QgsLayout, theme: Theme) -> QgsLayoutItemMap:
    item = QgsLayoutItemMap(layout)
    layout.addLayoutItem(item)
    item.setId("Karte")
    item.setFollowVisibilityPreset(True)
    item.setFollowVisibilityPresetName(theme.title)
    item.setFrameEnabled(True)
    item.setBackgroundColor(QColor("#fbfaf7"))
    return item


def _legend(
    layout: QgsLayout,
    plan: HeatProject,
    theme: Theme,
    shown: QgsLayoutItemMap,
    layers: Mapping[str, QgsVectorLayer],
    grow: float,
) -> QgsLayoutItemLegend:
    item = QgsLayoutItemLegend(layout)
    layout.addLayoutItem(item)
    item.setId("Legende")
    item.setLinkedMap(shown)
    item.setAutoUpdateModel(False)
    item.setResizeToContents(False)
    root = item.model().rootGroup()
    root.clear()
    entries = sorted(plan.visible(theme), key=lambda entry: entry.key != theme.subject)
    for entry in entries:
        if entry.key == theme.subject or len(entry.style.entries) == 1:
            node = root.addLayer(layers[entry.key])
            for position, line in enumerate(entry.style.entries if len(entry.style.entries) > 1 else ()):
                text = _WRAP.join(textwrap.wrap(line.label, _LEGEND_LETTERS))
                QgsMapLayerLegendUtils.setLegendNodeUserLabel(node, position, _verbatim(text))
            item.model().refreshLayerLegend(node)
    parts = {QgsLegendStyle.Style.Title: 12, QgsLegendStyle.Style.Subgroup: 10, QgsLegendStyle.Style.SymbolLabel: 8.5}
    for part, points in parts.items():
        style = item.style(part)
        style.setTextFormat(_format(points * grow, bold=part == QgsLegendStyle.Style.Subgroup))
        item.setStyle(part, style)
    item.setWrapString(_WRAP)
    item.adjustBoxSize()
    return item


def _scale_bar(layout: QgsLayout, shown: QgsLayoutItemMap, grow: float) -> QgsLayoutItemScaleBar:
    item = QgsLayoutItemScaleBar(layout)
    layout.addLayoutItem(item)
    item.setId("Maßstabsleiste")
    item.setLinkedMap(shown)
    item.setStyle("Single Box")
    length = scale_length(shown.extent().width())
    kilometres = length >= 1000
    item.setUnits(Qgis.DistanceUnit.Kilometers if kilometres else Qgis.DistanceUnit.Meters)
    item.setUnitLabel("km" if kilometres else "m")
    item.setMapUnitsPerScaleBarUnit(1.0)
    item.setNumberOfSegmentsLeft(0)
    item.setNumberOfSegments(2)
    item.setUnitsPerSegment((length / 1000 if kilometres else length) / 2)
    item.setTextFormat(_format(8 * grow))
    item.setHeight(2 * grow)
    return item


def _north_arrow(layout: QgsLayout, shown: QgsLayoutItemMap) -> QgsLayoutItemPicture:
    item = QgsLayoutItemPicture(layout)
    layout.addLayoutItem(item)
    item.setId("Nordpfeil")
    item.setPicturePath(QgsSymbolLayerUtils.svgSymbolNameToPath("arrows/NorthArrow_02.svg", QgsPathResolver()))
    item.setLinkedMap(shown)
    return item


def _label(
    layout: QgsLayout,
    text: str,
    points: float,
    place: tuple[float, float, float, float],
    *,
    bold: bool = False,
    colour: str = _INK,
) -> None:
    item = QgsLayoutItemLabel(layout)
    layout.addLayoutItem(item)
    item.setText(_verbatim(text))
    item.setTextFormat(_format(points, bold=bold, colour=colour))
    item.setVAlign(Qt.AlignmentFlag.AlignTop)
    _place(item, *place)


def _verbatim(text: str) -> str:
    """Return a text that QGIS shows as it is: a zero-width space keeps ``[% ... %]`` from being an expression."""
    return text.replace("[%", "[\u200b%")


def _format(points: float, *, bold: bool = False, colour: str = _INK) -> QgsTextFormat:
    text = QgsTextFormat()
    text.setFont(QFont(found_font()))
    text.setFamilies(list(FONT_FAMILIES))
    text.setSize(points)
    text.setSizeUnit(Qgis.RenderUnit.Points)
    text.setForcedBold(bold)
    text.setColor(QColor(colour))
    return text


def _place(item: QgsLayoutItem, left: float, top: float, width: float, height: float) -> None:
    item.attemptMove(QgsLayoutPoint(left, top, _MM))
    item.attemptResize(QgsLayoutSize(width, height, _MM))
