"""The nearest line of a point depends on nothing but that point and the lines."""

from __future__ import annotations

import numpy as np
import shapely

from halplan_core.geometry.nearest import nearest_lines

ORIGIN = np.array([450_000.0, 5_700_000.0])


def test_order_and_company_of_the_points_change_no_bit() -> None:
    random = np.random.default_rng(11)
    lines = shapely.linestrings(random.uniform(0.0, 2_000.0, (400, 3, 2)) + ORIGIN)
    points = random.uniform(-300.0, 2_300.0, (3_000, 2)) + ORIGIN
    whole = nearest_lines(points, lines)
    order = random.permutation(len(points))
    shuffled = nearest_lines(points[order], lines)
    assert np.array_equal(shuffled.line, whole.line[order])
    assert np.array_equal(shuffled.distance, whole.distance[order])
    # two points and one are so few that they are searched in another way than thousands
    for part in [*np.array_split(np.arange(len(points)), 7), np.array([5, 900]), *np.arange(100)[:, None]]:
        alone = nearest_lines(points[part], lines)
        assert np.array_equal(alone.line, whole.line[part])
        assert np.array_equal(alone.distance, whole.distance[part])


def test_a_limit_only_removes_answers() -> None:
    random = np.random.default_rng(12)
    lines = shapely.linestrings(random.uniform(0.0, 1_000.0, (30, 2, 2)))
    points = random.uniform(-500.0, 1_500.0, (1_000, 2))
    free = nearest_lines(points, lines)
    for limit in (0.0, 1.0, 40.0, 300.0):
        limited = nearest_lines(points, lines, limit)
        near = free.distance <= limit
        assert np.array_equal(limited.line, np.where(near, free.line, -1))
        assert np.array_equal(limited.distance[near], free.distance[near])
