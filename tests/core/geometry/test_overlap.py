"""Overlap of polygons: who lies on whom, and by how much."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from halplan_core.geometry.overlap import best_per_row, largest_overlap, overlaps


def boxes(*corners: tuple[float, float, float, float]) -> np.ndarray:
    return np.array([shapely.box(*corner) for corner in corners], dtype=object)


def test_common_areas_come_in_row_order() -> None:
    pairs = overlaps(boxes((0, 0, 10, 10), (20, 0, 30, 10)), boxes((25, 0, 40, 10), (5, 0, 22, 10)))
    assert list(zip(pairs.first.tolist(), pairs.second.tolist(), pairs.area.tolist(), strict=True)) == [
        (0, 1, 50.0),
        (1, 0, 50.0),
        (1, 1, 20.0),
    ]


def test_touching_is_no_overlap() -> None:
    assert len(overlaps(boxes((0, 0, 1, 1)), boxes((1, 0, 2, 1), (1, 1, 2, 2))).area) == 0


def test_largest_overlap_wins_and_ties_go_to_the_western_one() -> None:
    others = boxes((8, 0, 10, 10), (0, 0, 4, 10), (4, 0, 8, 10))
    assert largest_overlap(boxes((0, 0, 10, 10)), others).tolist() == [1]


def test_ties_go_to_the_smaller_polygon_first() -> None:
    assert largest_overlap(boxes((0, 0, 10, 10)), boxes((-50, -50, 50, 50), (0, 0, 10, 10))).tolist() == [1]


def test_ties_hold_in_spite_of_the_noise_of_coordinates() -> None:
    east, north = 433_718.37, 5_712_204.91
    house = boxes((east, north, east + 9.3, north + 7.1))
    left = (east, north, east + 4.65, north + 7.1)
    right = (east + 4.65, north, east + 9.3, north + 7.1)
    assert largest_overlap(house, boxes(left, right)).tolist() == [0]
    assert largest_overlap(house, boxes(right, left)).tolist() == [1]


def test_ties_do_not_depend_on_the_order_of_rows() -> None:
    house = boxes((0, 0, 10, 10))
    triangles = np.array([shapely.Polygon([(0, 0), (10, 0), (10, 10)]), shapely.Polygon([(0, 0), (10, 10), (0, 10)])])
    one, other = largest_overlap(house, triangles)[0], largest_overlap(house, triangles[::-1])[0]
    assert triangles[one] is triangles[::-1][other]


def test_equal_outlines_go_to_the_lowest_row() -> None:
    assert largest_overlap(boxes((0, 0, 10, 10)), boxes((0, 0, 10, 10), (0, 0, 10, 10))).tolist() == [0]


def test_a_share_may_have_to_be_exceeded() -> None:
    house = boxes((0, 0, 10, 10))
    half, more = boxes((0, 0, 5, 10)), boxes((0, 0, 5.01, 10))
    assert largest_overlap(house, half, 0.5).tolist() == [0]
    assert largest_overlap(house, half, 0.5, more_than_minimum=True).tolist() == [-1]
    assert largest_overlap(house, more, 0.5, more_than_minimum=True).tolist() == [0]


def test_no_partner_is_minus_one() -> None:
    assert largest_overlap(boxes((0, 0, 1, 1)), boxes((5, 5, 6, 6))).tolist() == [-1]


def test_missing_and_empty_shapes_overlap_nothing() -> None:
    shapes = np.array([None, shapely.Polygon(), shapely.box(0, 0, 1, 1)], dtype=object)
    assert largest_overlap(shapes, shapes).tolist() == [-1, -1, 2]


def test_small_share_counts_as_none() -> None:
    sliver, house = boxes((9.5, 0, 20, 10)), boxes((0, 0, 10, 10))
    assert largest_overlap(house, sliver, 0.10).tolist() == [-1]
    assert largest_overlap(house, sliver, 0.05).tolist() == [0]


def test_outline_of_another_start_direction_and_height_is_the_same_outline() -> None:
    house = np.array([shapely.Polygon([(0, 0), (10, 0), (10, 10), (0, 10)])], dtype=object)
    model = np.array([shapely.Polygon([(10, 10, 5), (10, 0, 5), (0, 0, 5), (0, 10, 5)])], dtype=object)
    assert overlaps(house, model).area.tolist() == [100.0]


def test_a_polygon_with_many_partners_gives_the_area_of_what_it_covers() -> None:
    houses = boxes(*((10.0 * i, 0.0, 10.0 * i + 6.0, 5.0) for i in range(10)))
    field = boxes((-5.0, -5.0, 63.0, 20.0))
    assert overlaps(houses, field).area.tolist() == [30.0] * 6 + [15.0]


def test_best_per_row_takes_the_lowest_rank_then_the_lowest_row() -> None:
    first, second = np.array([2, 0, 0, 2]), np.array([7, 5, 4, 3])
    assert best_per_row(3, first, second, np.array([1.0, 2.0, 2.0, 3.0])).tolist() == [4, -1, 7]


@pytest.mark.parametrize("seed", range(5))
def test_areas_equal_those_of_all_pairs(seed: int) -> None:
    random = np.random.default_rng(seed)

    def scatter(count: int, size: float) -> np.ndarray:
        points = shapely.points(random.uniform(0.0, 100.0, (count, 2)))
        return shapely.buffer(points, random.uniform(1.0, size, count))

    first, second = scatter(40, 8.0), scatter(25, 40.0)
    expected = shapely.area(shapely.intersection(first[:, None], second[None, :]))
    found = np.zeros_like(expected)
    pairs = overlaps(first, second)
    found[pairs.first, pairs.second] = pairs.area
    assert np.allclose(found, expected, rtol=0.0, atol=1e-6)
    best = largest_overlap(first, second)
    assert np.array_equal(best >= 0, expected.max(axis=1) > 5e-7)
