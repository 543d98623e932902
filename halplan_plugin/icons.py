"""Icons for light and dark interfaces."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtGui import QIcon, QPalette

from .paths import RESOURCES

_FOLDER = RESOURCES / "icons"
_MIDDLE = 128

PLUGIN_ICON = str(_FOLDER / "halplan.svg")
"""Stands on any background."""


def icon_file(name: str) -> str:
    """Return the SVG called ``name`` that stands out from the windows; that of the plugin when there is none."""
    background = QgsApplication.palette().color(QPalette.ColorRole.Window)
    file: Path = _FOLDER / ("dark" if background.lightness() < _MIDDLE else "light") / f"{name}.svg"
    return str(file) if file.is_file() else PLUGIN_ICON


def icon(name: str) -> QIcon:
    """Return the icon called ``name``."""
    return QIcon(icon_file(name))
