"""The polygon that holds a point."""

from __future__ import annotations

import numpy as np
import shapely

from halplan_core.geometry.containment import containing_polygon


def test_inside_outside_border_and_missing() -> None:
    polygons = shapely.box([0, 10], [0, 0], [10, 20], [10, 10])
    points = np.array([(5, 5), (15, 5), (10, 5), (25, 5), (0, 0), (np.nan, 1)], dtype=np.float64)
    assert containing_polygon(points, polygons).tolist() == [0, 1, 0, -1, 0, -1]


def test_a_hole_is_outside_and_what_fills_it_is_found() -> None:
    ring = shapely.box(0, 0, 30, 30).difference(shapely.box(10, 10, 20, 20))
    polygons = np.array([ring, shapely.box(10, 10, 20, 20)], dtype=object)
    assert containing_polygon(np.array([(15.0, 15.0), (5.0, 5.0), (10.0, 15.0)]), polygons).tolist() == [1, 0, 0]


def test_nothing_in_nothing() -> None:
    none = np.empty(0, dtype=object)
    assert containing_polygon(np.array([(0.0, 0.0)]), none).tolist() == [-1]
    assert containing_polygon(np.zeros((0, 2)), shapely.box([0], [0], [1], [1])).tolist() == []


def test_random_polygons_as_one_by_one() -> None:
    random = np.random.default_rng(4)
    centres = random.uniform(0.0, 100.0, (40, 2))
    polygons = shapely.buffer(shapely.points(centres), random.uniform(2.0, 20.0, 40), quad_segs=3)
    points = random.uniform(-10.0, 110.0, (500, 2))
    inside = shapely.intersects(shapely.points(points)[:, None], polygons[None, :])
    expected = np.where(inside.any(axis=1), inside.argmax(axis=1), -1)
    assert containing_polygon(points, polygons).tolist() == expected.tolist()
