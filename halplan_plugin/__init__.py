"""HalPlan for QGIS."""

from __future__ import annotations

from pathlib import Path as _Path
from typing import Any

_here = _Path(__file__).resolve().parent
if not (_here / "core").is_dir():  # a source checkout keeps the core beside the plugin, the zip carries it inside
    __path__.append(str(_here.parent))


def classFactory(iface: Any) -> Any:  # noqa: N802 - QGIS looks for this name
    """Return the plugin; ``iface`` is ``None`` where there is no window."""
    from .own_geos import load_shapely

    load_shapely()  # before anything else imports it
    from .plugin import HalplanPlugin

    return HalplanPlugin(iface)
