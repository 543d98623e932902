"""Lengths of lines on the map grid and on the ellipsoid."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import shapely

from ..errors import InputError
from ..table import Array, Crs
from .measure import Floats, line_segments

_GRS80 = (6378137.0, 1 / 298.257222101)
_WGS84 = (6378137.0, 1 / 298.257223563)
_BESSEL = (6377397.155, 1 / 299.1528128)

_ZONE_IN_EASTING = {"EPSG:5649": 31.5e6, "EPSG:4647": 32.5e6, "EPSG:5650": 33.5e6}
_GAUSS_KRUEGER = {**{f"EPSG:{31464 + zone}": zone for zone in range(2, 6)},
                  **{f"EPSG:{5674 + zone}": zone for zone in range(2, 6)}}  # fmt: skip


@dataclass(frozen=True)
class TransverseMercator:
    """Ellipsoid (semi-major axis in m, flattening), scale on the central meridian, false easting in m."""

    semi_major: float
    flattening: float
    central_scale: float
    false_easting: float

    def point_scale(self, easting: Floats, northing: Floats) -> Floats:
        """Return length on the map per length on the ellipsoid at points (n,).

        With the footpoint latitude of the northing, radii of curvature rho and nu there, eta² = nu/rho - 1 and
        x = (E - E0) / k0:  k = k0 (1 + x² / (2 rho nu) + x⁴ (1 + 4 eta²) / (24 rho² nu²)).
        Source: Redfearn, Empire Survey Review 9 (1948), as in Ordnance Survey, A guide to coordinate systems in Great
        Britain, annexe C; footpoint latitude by Snyder, Map Projections (USGS PP 1395), formula 3-26. The terms left
        out are below 1e-10 within a UTM zone. Northern hemisphere, northing from the equator.
        """
        eccentricity2 = self.flattening * (2.0 - self.flattening)
        n = self.flattening / (2.0 - self.flattening)
        quadrant = self.semi_major * (1.0 - eccentricity2 / 4 - 3 * eccentricity2**2 / 64 - 5 * eccentricity2**3 / 256)
        mu = northing / self.central_scale / quadrant
        latitude = (
            mu
            + (3 * n / 2 - 27 * n**3 / 32) * np.sin(2 * mu)
            + (21 * n**2 / 16 - 55 * n**4 / 32) * np.sin(4 * mu)
            + 151 * n**3 / 96 * np.sin(6 * mu)
        )
        bend = 1.0 - eccentricity2 * np.sin(latitude) ** 2
        nu = self.semi_major / np.sqrt(bend)
        rho = self.semi_major * (1.0 - eccentricity2) / bend**1.5
        eta2 = nu / rho - 1.0
        x2 = ((easting - self.false_easting) / self.central_scale) ** 2 / (rho * nu)
        scale: Floats = self.central_scale * (1.0 + x2 / 2.0 + x2**2 * (1.0 + 4.0 * eta2) / 24.0)
        return scale


def projection_of(crs: Crs) -> TransverseMercator:
    """Return the projection of a German transverse Mercator system: UTM or Gauß-Krüger.

    Raises :class:`InputError` for any other system.
    """
    utm = re.fullmatch(r"EPSG:(258|326)(\d\d)", crs.authid)
    if utm and 1 <= int(utm[2]) <= 60:
        return TransverseMercator(*(_GRS80 if utm[1] == "258" else _WGS84), 0.9996, 500_000.0)
    if crs.authid in _ZONE_IN_EASTING:
        return TransverseMercator(*_GRS80, 0.9996, _ZONE_IN_EASTING[crs.authid])
    if crs.authid in _GAUSS_KRUEGER:
        return TransverseMercator(*_BESSEL, 1.0, _GAUSS_KRUEGER[crs.authid] * 1e6 + 500_000.0)
    raise InputError(
        "Lengths on the ellipsoid are known for UTM and Gauß-Krüger systems only, not for {crs}.",
        "Choose grid lengths, or reproject the layers to EPSG:25832 or EPSG:25833.",
        crs=crs,
    )


def grid_lengths(lines: Array) -> Floats:
    """Return lengths of lines (n,) in metres of the map grid."""
    lengths: Floats = shapely.length(lines)
    return lengths


def ellipsoid_lengths(lines: Array, crs: Crs) -> Floats:
    """Return lengths of lines (n,) on the ellipsoid in metres: grid length divided by the point scale.

    The inverse scale of each segment is the mean over its ends and its middle by Simpson's rule.
    """
    projection = projection_of(crs)
    start, end, line = line_segments(lines)
    inverse = [1.0 / projection.point_scale(*point.T) for point in (start, (start + end) / 2.0, end)]
    mean = (inverse[0] + 4.0 * inverse[1] + inverse[2]) / 6.0
    lengths: Floats = np.bincount(line, np.hypot(*(end - start).T) * mean, minlength=len(lines)).astype(np.float64)
    return lengths
