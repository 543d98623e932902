"""Coordinate transformation by PROJ, through whichever of its bindings is there."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from ..errors import InputError, MissingDependencyError
from ..table import Array, Crs

ETRS89_LAEA = Crs("EPSG:3035")
"""Reference system of the INSPIRE grids and of the census grid."""

_Points = npt.NDArray[np.float64]


def transform(shapes: Array, source: Crs, target: Crs) -> Array:
    """Return geometries (n,) of ``source`` in ``target``, x always east; missing ones stay missing."""
    convert = _converter(_definition(source), _definition(target))
    return shapely.transform(shapes, convert)


def transform_xy(xy: _Points, source: Crs, target: Crs) -> _Points:
    """Return coordinates of shape (n, 2) of ``source`` in ``target``, x always east."""
    return _converter(_definition(source), _definition(target))(xy)


def crs_from_definition(definition: str) -> Crs:
    """Return the :class:`Crs` of a code such as ``EPSG:25832`` or of a WKT text; knows whether it is in metres."""
    pyproj = _pyproj()
    if pyproj is not None:
        crs = pyproj.CRS.from_user_input(definition)
        authority = crs.to_authority()
        metric = crs.is_projected and all(axis.unit_conversion_factor == 1.0 for axis in crs.axis_info[:2])
        return Crs(":".join(authority), metric) if authority else Crs("", metric, crs.to_wkt())
    reference = _osr_reference(definition)
    code, name = reference.GetAuthorityCode(None), reference.GetAuthorityName(None)
    metric = bool(reference.IsProjected()) and reference.GetLinearUnits() == 1.0
    return Crs(f"{name}:{code}", metric) if code and name else Crs("", metric, reference.ExportToWkt())


def wkt_of(crs: Crs) -> str:
    """Return the WKT of a reference system, as a GeoPackage stores it."""
    pyproj = _pyproj()
    if pyproj is not None:
        return str(pyproj.CRS.from_user_input(_definition(crs)).to_wkt("WKT1_GDAL"))
    return str(_osr_reference(_definition(crs)).ExportToWkt())


def _definition(crs: Crs) -> str:
    if not (crs.authid or crs.wkt):
        raise InputError("A layer has no reference system.", "Set the reference system of every layer.")
    return crs.authid or crs.wkt


@lru_cache(maxsize=32)
def _converter(source: str, target: str) -> Callable[[_Points], _Points]:
    pyproj = _pyproj()
    if pyproj is not None:
        transformer = pyproj.Transformer.from_crs(source, target, always_xy=True)
        return lambda xy: np.column_stack(transformer.transform(xy[:, 0], xy[:, 1]))
    osr = _osr()
    transformation = osr.CoordinateTransformation(_osr_reference(source), _osr_reference(target))
    return lambda xy: np.asarray(transformation.TransformPoints(xy), dtype=np.float64).reshape(-1, 3)[:, :2]


def _pyproj() -> Any:
    try:
        with warnings.catch_warnings():
            # inside a virtual environment the system's pyproj warns about a data folder that it then does find
            warnings.simplefilter("ignore")
            import pyproj
    except ImportError:
        return None
    return pyproj


def _osr() -> Any:
    try:
        from osgeo import osr
    except ImportError:
        raise MissingDependencyError(
            "Transforming coordinates needs pyproj or GDAL's Python bindings.",
            "Install one of them, for instance with: pip install pyproj",
        ) from None
    return osr


def _osr_reference(definition: str) -> Any:
    osr = _osr()
    reference = osr.SpatialReference()
    if reference.SetFromUserInput(definition) != 0:
        raise InputError("'{definition}' is no known reference system.", definition=definition)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference
