"""Tells whether the Python packages that the core needs are there, and if not, what the cure is."""

from __future__ import annotations

import importlib
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from . import own_geos
from .translation import tr


@dataclass(frozen=True)
class Requirement:
    """A package and the oldest version that works."""

    package: str
    minimum: tuple[int, int]

    @property
    def minimum_text(self) -> str:
        return ".".join(str(number) for number in self.minimum)


NUMPY = Requirement("numpy", (1, 24))
SHAPELY = Requirement("shapely", (2, 0))
# shapely 2.2 asks for numpy 1.26, which many a QGIS does not have
_SHAPELY_FOR_PIP = "shapely>=2.0,<2.2"


def problem() -> str:
    """Return what is missing and how to get it, as a text for the user; empty when all is well."""
    # without numpy nothing can be said about shapely, which needs it
    if fault := _fault(NUMPY):
        return " ".join([fault, tr("It comes with QGIS: install a newer QGIS.")])
    fault = _fault(SHAPELY)
    return " ".join([fault, _cure_for_shapely()]) if fault else ""


def caution() -> str:
    """Return what is not as it should be although everything works; empty when all is well."""
    if not own_geos.is_mixed():
        return ""
    text = tr(
        "shapely works with parts of the GEOS library of QGIS, so results may differ from those outside QGIS in the "
        "last digits. Move the folders shapely, shapely.libs and shapely-*.dist-info from {found} to {folder} and "
        "start QGIS anew."
    )
    return text.format(found=_place_of_shapely(), folder=own_geos.packages_folder())


def _place_of_shapely() -> Path:
    return Path(str(sys.modules["shapely"].__file__)).parent.parent


def _fault(requirement: Requirement) -> str:
    try:
        module = importlib.import_module(requirement.package)
    except ImportError as error:
        text = tr("HalPlan needs the Python package {package} {minimum} or newer, which cannot be loaded ({reason}).")
        return text.format(package=requirement.package, minimum=requirement.minimum_text, reason=error)
    version = str(getattr(module, "__version__", "0"))
    if version_numbers(version) >= requirement.minimum:
        return ""
    return tr("HalPlan needs the Python package {package} {minimum} or newer; version {version} is installed.").format(
        package=requirement.package, minimum=requirement.minimum_text, version=version
    )


def version_numbers(version: str) -> tuple[int, ...]:
    """Return the leading numbers of a version: ``(2, 1)`` of ``"2.1.0rc1"``."""
    return tuple(int(number) for number in re.findall(r"\d+", version)[:2])


def _cure_for_shapely() -> str:
    if sys.platform == "win32":
        return tr("Install QGIS with the MSI installer or OSGeo4W package 'qgis-full', which bring it along.")
    if sys.platform == "darwin":
        return tr("Install QGIS 3.44.4 or newer, which brings it along.")
    command = _pip_command()
    if getattr(sys.modules.get("shapely"), "__file__", None):
        text = tr("Remove it from {found}, install it with the following command and start QGIS anew: {command}")
        return text.format(found=_place_of_shapely(), command=command)
    return tr("Install it with the following command and start QGIS anew: {command}").format(command=command)


def _pip_command() -> str:
    """Return the line for a terminal, whose Python may be another one than that of QGIS (as with Flatpak)."""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    return (
        f'python3 -m pip install --target "{own_geos.packages_folder()}" --no-deps --only-binary=:all: '
        f'--python-version {version} "{_SHAPELY_FOR_PIP}"'
    )
