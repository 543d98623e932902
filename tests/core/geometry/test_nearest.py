"""The nearest line: exact distances, ties, limits and odd shapes of data."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from halplan_core.geometry.nearest import nearest_lines


def lines(*coordinates: list[tuple[float, float]]) -> np.ndarray:
    return np.array([shapely.LineString(line) for line in coordinates], dtype=object)


def points(*xy: tuple[float, float]) -> np.ndarray:
    return np.array(xy, dtype=np.float64).reshape(-1, 2)


def test_distance_is_to_the_foot_of_the_perpendicular_or_to_the_end() -> None:
    found = nearest_lines(points((5, 3), (13, 4), (-3, -4)), lines([(0, 0), (10, 0)]))
    assert found.line.tolist() == [0, 0, 0]
    assert found.distance.tolist() == [3.0, 5.0, 5.0]


def test_a_shared_node_is_equally_far_from_both_lines_and_the_lowest_index_wins() -> None:
    streets = lines(
        [(400_000.3, 5_700_000.7), (400_090.1, 5_700_013.9)], [(399_900.2, 5_700_050.3), (400_000.3, 5_700_000.7)]
    )
    house = points((400_000.3 - 17.1, 5_700_000.7 - 60.2))
    there = nearest_lines(house, streets)
    back = nearest_lines(house, streets[::-1])
    assert there.line.tolist() == back.line.tolist() == [0]
    assert there.distance[0] == back.distance[0]


def test_lines_within_a_micrometre_tie() -> None:
    near = lines([(0, 1.0000005), (10, 1.0000005)], [(0, -1), (10, -1)])
    assert nearest_lines(points((5, 0)), near).line.tolist() == [0]
    apart = lines([(0, 1.00001), (10, 1.00001)], [(0, -1), (10, -1)])
    assert nearest_lines(points((5, 0)), apart).line.tolist() == [1]


def test_a_limit_excludes_farther_lines_and_includes_its_own_distance() -> None:
    street = lines([(0, 0), (10, 0)])
    found = nearest_lines(points((5, 20), (5, 20.001), (5, 1)), street, max_distance=20.0)
    assert found.line.tolist() == [0, -1, 0]
    assert found.distance.tolist() == [20.0, np.inf, 1.0]


def test_points_without_coordinates_and_lines_without_shape_find_nothing() -> None:
    some = np.array([None, shapely.LineString(), shapely.LineString([(0, 0), (1, 0)])], dtype=object)
    found = nearest_lines(points((np.nan, 0), (0, 2)), some)
    assert found.line.tolist() == [-1, 2]
    assert nearest_lines(points((0, 0)), some[:2]).line.tolist() == [-1]
    assert nearest_lines(points(), some).line.tolist() == []


def test_a_segment_of_no_length_is_a_point() -> None:
    found = nearest_lines(points((3, 4)), lines([(0, 0), (0, 0)], [(100, 0), (101, 0)]))
    assert (found.line[0], found.distance[0]) == (0, 5.0)


def test_gaps_between_the_parts_of_a_multi_line_are_no_line() -> None:
    parts = shapely.MultiLineString([[(0, 0), (1, 0)], [(9, 0), (10, 0)]])
    found = nearest_lines(points((5, 0)), np.array([parts], dtype=object))
    assert found.distance.tolist() == [4.0]


def test_far_away_points_and_very_long_lines() -> None:
    streets = lines([(0, 0), (0, 10)], [(-1e6, -2e6), (1e6, 1e6)], [(5, 5), (5, 6)])
    houses = points((3e6, 5e6), (1, 5), (-900_000, -1_850_001), (4.9, 5.5))
    found = nearest_lines(houses, streets)
    expected = [shapely.distance(shapely.Point(*house), streets) for house in houses]
    assert found.line.tolist() == [int(np.argmin(row)) for row in expected]
    assert found.distance == pytest.approx([row.min() for row in expected], rel=1e-12)


def test_a_huge_offset_costs_no_more_than_the_rounding_of_the_coordinates() -> None:
    shift = np.array([3.25e7, 5.75e6])
    street = lines([(0, 0), (64, 48)])
    shifted = np.array([shapely.LineString(shapely.get_coordinates(street[0]) + shift)], dtype=object)
    houses = points((10, 40), (100, 100), (32, 24))
    there, back = nearest_lines(houses, street), nearest_lines(houses + shift, shifted)
    assert there.distance == pytest.approx(back.distance, abs=1e-8)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_segments_without_finite_ends_are_never_found(bad: float) -> None:
    with np.errstate(invalid="ignore"):
        broken = lines([(0, 1), (bad, 1), (10, 1)], [(0, 0), (10, 0)])
    found = nearest_lines(points((5, 3)), broken)
    assert (found.line.tolist(), found.distance.tolist()) == ([1], [3.0])
    assert nearest_lines(points((5, 3)), broken[:1]).line.tolist() == [-1]
