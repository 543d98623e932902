"""Map sheets as PNG. Everything here works in a background thread: it paints on images and touches no widget.

(A print layout would not: it is a graphics scene, which belongs to the main thread.)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsFontUtils,
    QgsMapLayer,
    QgsMapRendererCustomPainterJob,
    QgsMapSettings,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QBrush, QColor, QFont, QImage, QPainter, QPen, QPolygonF
from qgis.PyQt.QtXml import QDomDocument

from ..core.errors import CancelledError, OutputError, cannot_write
from ..core.progress import Progress, step
from ..core.report.svg_map import length_text, scale_length
from ..core.styles.heat_project import HeatProject, ProjectLayer, Theme
from ..core.styles.qml import FONT_FAMILIES
from ..core.styles.style import Area, Entry, Stroke

FOLDER = "karten"

_WIDTH, _HEIGHT = 2000, 1414  # A4 landscape
_DPI = 150
_MARGIN, _PANEL, _HEAD, _FOOT = 40, 470, 120, 70
_INK, _MUTED, _ACCENT = QColor("#23262b"), QColor("#5c636d"), QColor("#8a1a4f")
_DOTS_PER_MM = _DPI / 25.4


@dataclass(frozen=True)
class Sheet:
    """Places on a map sheet in pixels."""

    page: QRectF
    map: QRectF
    panel: QRectF


def sheet() -> Sheet:
    """Return where title, map and legend stand."""
    map_width = _WIDTH - _PANEL - 3 * _MARGIN
    map_height = _HEIGHT - _HEAD - _FOOT - _MARGIN
    return Sheet(
        QRectF(0, 0, _WIDTH, _HEIGHT),
        QRectF(_MARGIN, _HEAD, map_width, map_height),
        QRectF(2 * _MARGIN + map_width, _HEAD, _PANEL, map_height),
    )


def write_maps(folder: Path, project: HeatProject, progress: Progress) -> list[Path]:
    """Write one PNG per theme into ``karten`` in ``folder`` and return the files.

    ``folder`` holds the GeoPackage of the project. Raises :class:`OutputError` and :class:`CancelledError`.
    """
    target = folder / FOLDER
    target.mkdir(exist_ok=True)
    layers = {layer.key: open_layer(folder, project, layer) for layer in project.layers}
    files = []
    try:
        for position, theme in enumerate(project.themes):
            step(progress, position / len(project.themes), "Drawing the maps")
            files.append(_save(draw_sheet(project, theme, layers, progress), target / f"{theme.file}.png"))
    finally:
        # the traceback of an error or a cancel keeps this frame, and with it files open in the wrong thread
        layers.clear()
    return files


def _save(image: QImage, file: Path) -> Path:
    if not image.save(str(file), "PNG"):
        raise cannot_write(file, "PNG")
    return file


def open_layer(folder: Path, project: HeatProject, layer: ProjectLayer) -> QgsVectorLayer:
    """Return a layer of the project, opened in the calling thread, with its style."""
    opened = QgsVectorLayer(f"{folder / project.geopackage}|layername={layer.table}", layer.title, "ogr")
    if not opened.isValid():
        raise OutputError(
            "Layer '{layer}' of '{path}' cannot be read back.",
            "Run the algorithm again; if it stays so, please report it.",
            layer=layer.table,
            path=str(folder / project.geopackage),
        )
    document = QDomDocument()
    document.setContent(layer.qml())
    opened.importNamedStyle(document)
    return opened


def draw_sheet(project: HeatProject, theme: Theme, layers: Mapping[str, QgsVectorLayer], progress: Progress) -> QImage:
    """Return a map sheet: map, title, legend, scale bar, north arrow, source note."""
    places = sheet()
    image = QImage(QSize(_WIDTH, _HEIGHT), QImage.Format.Format_ARGB32)
    image.setDotsPerMeterX(round(_DOTS_PER_MM * 1000))
    image.setDotsPerMeterY(round(_DOTS_PER_MM * 1000))
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shown = project.visible(theme)
    drawn = [layers[layer.key] for layer in shown]
    try:
        scale = _draw_map(painter, places.map, project, drawn, progress)
        _draw_head(painter, project, theme)
        _draw_legend(painter, places.panel, project, theme, shown)
        _draw_scale_bar(painter, places.map, scale)
        _draw_north_arrow(painter, places.map)
        _draw_foot(painter, project, theme)
    finally:
        painter.end()
        drawn.clear()
    return image


def found_font() -> str:
    """Return the first of the fonts of the maps that is installed."""
    return next((name for name in FONT_FAMILIES if QgsFontUtils.fontFamilyMatchOnSystem(name)[0]), FONT_FAMILIES[0])


def _draw_map(
    painter: QPainter, place: QRectF, project: HeatProject, layers: list[QgsVectorLayer], progress: Progress
) -> float:
    """Draw the layers (from top to bottom) and return the scale in pixels per metre."""
    size = place.size().toSize()
    picture = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    settings = QgsMapSettings()
    settings.setLayers(list[QgsMapLayer](layers))
    settings.setDestinationCrs(layers[0].crs())
    settings.setOutputSize(size)
    settings.setOutputDpi(_DPI)
    settings.setBackgroundColor(QColor("#fbfaf7"))
    settings.setExtent(QgsRectangle(*project.extent))
    settings.setFlag(Qgis.MapSettingsFlag.Antialiasing, True)
    settings.setFlag(Qgis.MapSettingsFlag.UseAdvancedEffects, True)
    settings.setFlag(Qgis.MapSettingsFlag.DrawLabeling, True)
    part = QPainter(picture)
    job = QgsMapRendererCustomPainterJob(settings, part)
    job.renderSynchronously()
    part.end()
    if progress.is_cancelled():
        raise CancelledError
    painter.drawImage(place.topLeft(), picture)
    painter.setPen(QPen(QColor("#8d8d8d"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place)
    return 1.0 / float(settings.mapUnitsPerPixel())


def _draw_head(painter: QPainter, project: HeatProject, theme: Theme) -> None:
    painter.fillRect(QRectF(0, 0, _WIDTH, 14), _ACCENT)
    _write(painter, QRectF(_MARGIN, 26, _WIDTH - 2 * _MARGIN, 54), f"{theme.title} – {project.title}", 40, bold=True)
    _write(painter, QRectF(_MARGIN, 78, _WIDTH - 2 * _MARGIN, 32), theme.note, 22, colour=_MUTED)


def _draw_legend(
    painter: QPainter, place: QRectF, project: HeatProject, theme: Theme, shown: tuple[ProjectLayer, ...]
) -> None:
    subject = project.layer(theme.subject)
    top = place.top()
    top += _write(painter, QRectF(place.left(), top, place.width(), 40), subject.title, 25, bold=True) + 14
    for entry in subject.style.entries:
        top = _draw_entry(painter, place, top, entry)
    others = [layer for layer in shown if layer is not subject and len(layer.style.entries) == 1]
    if others:
        top += 22
        top += _write(painter, QRectF(place.left(), top, place.width(), 34), "Weitere Inhalte", 21, bold=True) + 8
    for layer in others:
        top = _draw_entry(painter, place, top, layer.style.entries[0])


def _draw_entry(painter: QPainter, place: QRectF, top: float, entry: Entry) -> float:
    """Draw a legend line at ``top`` and return where the next one starts."""
    text = QRectF(place.left() + 74, top, place.width() - 74, 300)
    height = max(_write(painter, text, entry.label, 20), 30.0)
    box = QRectF(place.left(), top + 3, 54, 24)
    painter.save()
    for part in entry.symbol:
        if isinstance(part, Stroke):
            painter.setPen(_pen(part))
            painter.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()))
        else:
            _draw_area(painter, box, part)
    painter.restore()
    return top + height + 10


def _pen(part: Stroke) -> QPen:
    pen = QPen(QColor(part.colour), max(part.width_mm * _DOTS_PER_MM, 1.0))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if part.dash:
        pen.setDashPattern([float(length) / part.width_mm for length in part.dash.split(";")])
    return pen


def _draw_area(painter: QPainter, box: QRectF, part: Area) -> None:
    outlined = QPen(QColor(part.outline), max(part.outline_mm * _DOTS_PER_MM, 1.0))
    painter.setPen(outlined if part.outline else QPen(QColor("#9a9a9a"), 1))
    if part.hatch:
        painter.setBrush(QBrush(QColor(part.colour), Qt.BrushStyle.BDiagPattern))
    else:
        painter.setBrush(QBrush(QColor(part.colour)) if part.colour else QBrush(Qt.BrushStyle.NoBrush))
    painter.drawRect(box)


def _draw_scale_bar(painter: QPainter, place: QRectF, scale: float) -> None:
    length_m = scale_length(place.width() / scale)
    length = length_m * scale
    left, bottom = place.left() + 34, place.bottom() - 30
    painter.fillRect(QRectF(left - 18, bottom - 54, length + 36, 74), QColor(255, 255, 255, 215))
    painter.setPen(QPen(_INK, 2))
    painter.setBrush(QBrush(QColor("#ffffff")))
    painter.drawRect(QRectF(left, bottom - 10, length, 10))
    painter.fillRect(QRectF(left, bottom - 10, length / 2, 10), _INK)
    _write(painter, QRectF(left - 10, bottom - 46, 60, 30), "0", 22)
    _write(painter, QRectF(left, bottom - 46, length, 30), length_text(length_m), 22, Qt.AlignmentFlag.AlignRight)


def _draw_north_arrow(painter: QPainter, place: QRectF) -> None:
    x, y = place.right() - 52, place.top() + 58
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(QColor(255, 255, 255, 215)))
    painter.drawEllipse(QPointF(x, y), 42, 42)
    painter.setBrush(QBrush(_INK))
    corners = ((0, -34), (12, 6), (0, -2), (-12, 6))
    painter.drawPolygon(QPolygonF([QPointF(x + right, y + down) for right, down in corners]))
    _write(painter, QRectF(x - 20, y + 8, 40, 30), "N", 22, Qt.AlignmentFlag.AlignHCenter, bold=True)


def _draw_foot(painter: QPainter, project: HeatProject, theme: Theme) -> None:
    top = _HEIGHT - _FOOT - 8
    sources = f"Quellen: {project.sources}. " if project.sources else ""
    text = f"{sources}Berechnung: HalPlan, {project.created}. Planungshilfe, keine Rechtsberatung."
    _write(painter, QRectF(_MARGIN, top, _WIDTH - 2 * _MARGIN, _FOOT), text, 19, colour=_MUTED)


def _write(
    painter: QPainter,
    place: QRectF,
    text: str,
    pixels: int,
    alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    *,
    bold: bool = False,
    colour: QColor = _INK,
) -> float:
    """Write wrapped text into a place and return its height."""
    font = QFont(found_font())
    font.setPixelSize(pixels)
    font.setBold(bold)
    painter.setFont(font)
    painter.setPen(colour)
    flags = int(alignment | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
    needed = painter.boundingRect(place, flags, text)
    painter.drawText(place, flags, text)
    return float(needed.height())
