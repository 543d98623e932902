"""Loads shapely so that it works with its own GEOS beside the one of QGIS.

A shapely from PyPI brings a GEOS of its own. On Linux the two libraries export the same C++ symbols, and those of QGIS,
which were there first, take the place of the newer ones inside shapely: a mixture of two versions, whose results differ
from those outside QGIS and which may crash. ``RTLD_DEEPBIND`` makes a library look for symbols in itself first, but it
must be set when shapely is loaded for the first time, and QGIS loads a shapely that it finds on its path before any
plugin. So HalPlan has a folder for shapely that only HalPlan knows: ``halplan/packages`` in the profile. Windows and
macOS bind symbols to libraries by name; there the folder is just one more place to look.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from qgis.core import QgsApplication

_GEOS_SYMBOL = "_ZN4geos4geom15GeometryFactory18getDefaultInstanceEv"


def packages_folder() -> Path:
    """Return the folder of the profile in which HalPlan looks for shapely."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "halplan" / "packages"


def load_shapely() -> None:
    """Import shapely bound to its own GEOS. A missing shapely is none of its business: ``dependencies`` names it."""
    if "shapely" in sys.modules:
        return
    if importlib.util.find_spec("shapely") is None and packages_folder().is_dir():
        sys.path.append(str(packages_folder()))
    with contextlib.suppress(ImportError), _own_symbols_first():
        importlib.import_module("shapely")


def is_mixed() -> bool:
    """Tell whether shapely was loaded by somebody else and works with parts of the GEOS of QGIS.

    This is so when it brought a GEOS of its own and the program itself is linked with another one.
    """
    shapely = sys.modules.get("shapely")
    if not sys.platform.startswith("linux") or shapely is None or not getattr(shapely, "__file__", None):
        return False
    folder = Path(str(shapely.__file__)).resolve().parent
    brings_geos = any(folder.with_name("shapely.libs").glob("libgeos-*"))
    return brings_geos and str(packages_folder()) not in str(folder) and hasattr(ctypes.CDLL(None), _GEOS_SYMBOL)


@contextlib.contextmanager
def _own_symbols_first() -> Iterator[None]:
    if not sys.platform.startswith("linux"):
        yield
        return
    flags = sys.getdlopenflags()
    sys.setdlopenflags(flags | getattr(os, "RTLD_DEEPBIND", 0))
    try:
        yield
    finally:
        sys.setdlopenflags(flags)
