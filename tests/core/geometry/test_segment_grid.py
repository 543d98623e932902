"""Segments in the cells of a grid: whatever is near a point stands around it."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from halplan_core.geometry.measure import line_segments
from halplan_core.geometry.segment_grid import neighbours, segments_of


@pytest.mark.parametrize("size", [3.0, 40.0, 5000.0])
@pytest.mark.parametrize("seed", range(5))
def test_every_segment_within_the_width_of_a_cell_is_a_neighbour(size: float, seed: int) -> None:
    rng = np.random.default_rng(seed)
    points = rng.uniform(0.0, 1000.0, (50, 2)) + 600_000.0
    start = rng.uniform(-500.0, 1500.0, (200, 2)) + 600_000.0
    # short ones, long ones, upright ones and mere points
    end = start + rng.choice([0.0, 1.0, 30.0, 2000.0], (200, 2)) * rng.uniform(-1.0, 1.0, (200, 2))
    around = neighbours(points, segments_of(start, end, np.arange(200)), size)
    distance = shapely.distance(
        shapely.points(points)[:, None], shapely.linestrings(np.stack([start, end], axis=1))[None, :]
    )
    for point in range(len(points)):
        runs = zip(around.first[:, point], around.count[:, point], strict=True)
        found = {int(s) for first, count in runs for s in around.segment[first : first + count]}
        assert set(np.flatnonzero(distance[point] <= size)) <= found


def test_a_point_and_a_segment_without_length_have_a_direction() -> None:
    start, end, line = line_segments(np.array([shapely.LineString([(1, 1), (1, 1), (4, 5)])]))
    segments = segments_of(start, end, line)
    assert segments.half.tolist() == [0.0, 2.5]
    assert np.hypot(segments.ux, segments.uy).tolist() == [1.0, 1.0]
