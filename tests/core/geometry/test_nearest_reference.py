"""The nearest line against the spatial index of GEOS, on random networks."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from halplan_core.geometry.nearest import TIE_TOLERANCE, nearest_lines

ORIGIN = np.array([450_000.0, 5_700_000.0])


def nearest_by_tree(points: np.ndarray, lines: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return index and distance of the nearest line, ties within the tolerance to the lowest index, by GEOS."""
    shapes = shapely.points(points)
    tree = shapely.STRtree(lines)
    (point, _), distance = tree.query_nearest(shapes, all_matches=False, return_distance=True)
    smallest = np.empty(len(points))
    smallest[point] = distance
    pairs = tree.query(shapes, predicate="dwithin", distance=smallest + 2 * TIE_TOLERANCE)
    within = shapely.distance(shapes[pairs[0]], lines[pairs[1]]) <= smallest[pairs[0]] + TIE_TOLERANCE
    index = np.full(len(points), len(lines))
    np.minimum.at(index, pairs[0][within], pairs[1][within])
    return index, smallest


def grid_of_streets(seed: int, blocks: int, jitter: float) -> np.ndarray:
    """Return the sides of square blocks of 120 m as lines of four vertices."""
    random = np.random.default_rng(seed)
    corner = np.stack(np.meshgrid(np.arange(blocks + 1), np.arange(blocks + 1), indexing="ij"), axis=-1) * 120.0
    corner += random.uniform(-jitter, jitter, corner.shape) + ORIGIN
    across = np.stack([corner[:-1].reshape(-1, 2), corner[1:].reshape(-1, 2)], axis=1)
    along = np.stack([corner[:, :-1].reshape(-1, 2), corner[:, 1:].reshape(-1, 2)], axis=1)
    sides = np.concatenate([across, along])
    share = np.linspace(0.0, 1.0, 4)[None, :, None]
    vertices = sides[:, :1] + (sides[:, 1:] - sides[:, :1]) * share
    vertices[:, 1:-1] += random.uniform(-jitter / 10, jitter / 10, vertices[:, 1:-1].shape)
    return shapely.linestrings(vertices)


def assert_same(points: np.ndarray, lines: np.ndarray) -> None:
    found = nearest_lines(points, lines)
    index, distance = nearest_by_tree(points, lines)
    assert found.line.tolist() == index.tolist()
    assert found.distance == pytest.approx(distance, abs=1e-7)


@pytest.mark.parametrize("jitter", [0.0, 15.0])
def test_town(jitter: float) -> None:
    lines = grid_of_streets(1, 12, jitter)
    random = np.random.default_rng(2)
    points = random.uniform(-50.0, 12 * 120.0 + 50.0, (4_000, 2)) + ORIGIN
    # exact ties: points on the diagonals of a regular grid
    points[:500, 1] = points[:500, 0] - 450_000.0 + 5_700_000.0
    assert_same(points, lines)


@pytest.mark.parametrize("seed", range(6))
def test_random_lines_of_very_different_length(seed: int) -> None:
    random = np.random.default_rng(seed)
    start = random.uniform(0.0, 5_000.0, (300, 2))
    length = 10.0 ** random.uniform(-1.0, 4.0, (300, 1))
    angle = random.uniform(0.0, 2.0 * np.pi, 300)
    angle[:40] = np.pi / 2.0 * random.integers(0, 4, 40)
    end = start + length * np.column_stack([np.cos(angle), np.sin(angle)])
    lines = shapely.linestrings(np.stack([start, end], axis=1))
    points = np.concatenate([random.uniform(-2_000.0, 7_000.0, (800, 2)), random.normal(2_500.0, 3.0, (200, 2))])
    assert_same(points, lines)


def test_all_points_in_one_place_and_all_lines_in_one_place() -> None:
    random = np.random.default_rng(7)
    here = np.tile(random.uniform(0.0, 1.0, (1, 2)), (200, 1))
    assert_same(here, grid_of_streets(3, 3, 10.0))
    bundle = shapely.linestrings(random.uniform(0.0, 1.0, (50, 3, 2)))
    assert_same(random.uniform(-5_000.0, 5_000.0, (200, 2)), bundle)


def test_single_line_and_duplicates() -> None:
    random = np.random.default_rng(8)
    line = shapely.linestrings(random.uniform(0.0, 100.0, (1, 40, 2)))
    points = random.uniform(-10.0, 110.0, (300, 2))
    assert_same(points, line)
    assert_same(points, np.repeat(line, 3))
    assert set(nearest_lines(points, np.repeat(line, 3)).line.tolist()) == {0}


@pytest.mark.parametrize("shift", [(9_000.0, 0.0), (-20_000.0, 30_000.0), (0.0, 1e6)])
def test_a_whole_town_far_from_all_streets(shift: tuple[float, float]) -> None:
    lines = grid_of_streets(4, 14, 12.0)
    random = np.random.default_rng(5)
    points = random.uniform(0.0, 1_500.0, (400, 2)) + ORIGIN + np.array(shift)
    assert_same(points, lines)
    # a node shared by several lines is the nearest place for many of these points
    assert len(np.unique(nearest_lines(points, lines).line)) < 100
