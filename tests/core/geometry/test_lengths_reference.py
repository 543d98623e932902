"""Lengths on the ellipsoid against geodesic lengths by GeographicLib (through pyproj)."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from halplan_core.errors import InputError
from halplan_core.geometry.crs import transform_xy
from halplan_core.geometry.lengths import ellipsoid_lengths, grid_lengths, projection_of
from halplan_core.table import Crs

pyproj = pytest.importorskip("pyproj")

EAST = {"EPSG:25832": 0.0, "EPSG:25833": 0.0, "EPSG:32632": 0.0, "EPSG:4647": 32e6, "EPSG:5650": 33e6,
        "EPSG:31468": 4e6, "EPSG:31467": 3e6}  # fmt: skip


def geodesic_lengths(lines: np.ndarray, crs: Crs, ellipsoid: str, geographic: str) -> list[float]:
    geod = pyproj.Geod(ellps=ellipsoid)
    out = []
    for line in lines:
        # short pieces: the straight line on the map is no geodesic
        dense = shapely.get_coordinates(shapely.segmentize(line, 500.0))
        degrees = transform_xy(dense, crs, Crs(geographic, metric=False))
        out.append(geod.line_length(degrees[:, 0], degrees[:, 1]))
    return out


@pytest.mark.parametrize(
    ("code", "ellipsoid", "geographic"),
    [
        ("EPSG:25832", "GRS80", "EPSG:4258"),
        ("EPSG:25833", "GRS80", "EPSG:4258"),
        ("EPSG:4647", "GRS80", "EPSG:4258"),
        ("EPSG:5650", "GRS80", "EPSG:4258"),
        ("EPSG:32632", "WGS84", "EPSG:4326"),
        ("EPSG:31468", "bessel", "EPSG:4314"),
        ("EPSG:31467", "bessel", "EPSG:4314"),
    ],
)
def test_lengths_agree_to_a_millionth(code: str, ellipsoid: str, geographic: str) -> None:
    random = np.random.default_rng(6)
    start = np.column_stack([random.uniform(200_000, 800_000, 60), random.uniform(5.25e6, 6.1e6, 60)])
    steps = random.uniform(-4_000, 4_000, (60, 3, 2))
    start[:, 0] += EAST[code]
    vertices = np.concatenate([start[:, None], start[:, None] + np.cumsum(steps, axis=1)], axis=1)
    lines, crs = shapely.linestrings(vertices), Crs(code)
    found = ellipsoid_lengths(lines, crs)
    assert found == pytest.approx(geodesic_lengths(lines, crs, ellipsoid, geographic), rel=1e-7)
    assert np.abs(found / grid_lengths(lines) - 1.0).max() > 1e-4


def test_scale_on_the_central_meridian_of_utm() -> None:
    scale = projection_of(Crs("EPSG:25833")).point_scale(np.array([500_000.0]), np.array([5.7e6]))
    assert scale.tolist() == [0.9996]


def test_multi_lines_count_their_parts_only() -> None:
    line = shapely.MultiLineString([[(4e5, 5.7e6), (4e5 + 10, 5.7e6)], [(4e5 + 50, 5.7e6), (4e5 + 70, 5.7e6)]])
    assert ellipsoid_lengths(np.array([line], dtype=object), Crs("EPSG:25833"))[0] == pytest.approx(30.0, rel=1e-3)


def test_other_systems_are_refused_by_name() -> None:
    with pytest.raises(InputError, match="not for EPSG:3035"):
        ellipsoid_lengths(np.array([shapely.LineString([(0, 0), (1, 1)])], dtype=object), Crs("EPSG:3035"))
