"""Faces between lines, their common sides, and small ones that join a neighbour."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from halplan_core.geometry.faces import covered_area, enclosed_faces, join_small, sides_of, union_groups

AREA = shapely.box(0, 0, 100, 100)
NOT_FIXED = np.zeros(10, dtype=bool)


def test_lines_divide_an_area_without_gap_even_where_they_leave_it_open() -> None:
    lines = np.array(
        [shapely.LineString([(40, -10), (40, 110)]), shapely.LineString([(40, 50), (70, 50)])], dtype=object
    )
    faces = enclosed_faces(lines, AREA)
    assert sorted(shapely.area(faces)) == [4_000.0, 6_000.0]


def test_a_face_around_another_has_a_hole() -> None:
    ring = np.array([shapely.box(20, 20, 40, 40).exterior], dtype=object)
    assert sorted(shapely.area(enclosed_faces(ring, AREA))) == [400.0, 9_600.0]


def test_sides_are_listed_once_with_both_neighbours() -> None:
    sides = sides_of(np.array([shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 10)], dtype=object))
    assert len(sides.one) == 7
    inner = sides.other >= 0
    assert (sides.one[inner].tolist(), sides.other[inner].tolist(), sides.length[inner].tolist()) == ([0], [1], [10.0])


def test_a_small_face_joins_the_neighbour_with_the_longest_border() -> None:
    north = shapely.Polygon([(0, 50), (0, 100), (110, 100), (110, 50), (100, 50)])
    faces = np.array([shapely.box(0, 0, 100, 50), shapely.box(100, 0, 110, 50), north], dtype=object)
    group = join_small(faces, sides_of(faces), 600.0, 0.0, NOT_FIXED[:3])
    assert group.tolist() == [0, 0, 1]


def test_a_sliver_joins_and_a_wide_ring_does_not() -> None:
    faces = np.array([shapely.box(0, 0, 1_000, 100), shapely.box(0, 100, 1_000, 105)], dtype=object)
    assert join_small(faces, sides_of(faces), 0.0, 0.05, NOT_FIXED[:2]).tolist() == [0, 0]
    town = shapely.box(0, 0, 3_000, 3_000)
    around = np.array([town, shapely.box(-50, -50, 3_050, 3_050).difference(town)], dtype=object)
    assert join_small(around, sides_of(around), 0.0, 0.05, NOT_FIXED[:2]).tolist() == [0, 1]


def test_fixed_faces_neither_join_nor_are_joined() -> None:
    faces = np.array([shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 10)], dtype=object)
    assert join_small(faces, sides_of(faces), 1e6, 0.0, np.array([False, True])).tolist() == [0, 1]


def test_unions_by_group() -> None:
    boxes = shapely.box([0, 10, 50], [0, 0, 0], [10, 20, 60], [10, 10, 10])
    unions = union_groups(boxes, np.array([1, 1, 0]), 3)
    assert shapely.area(unions) == pytest.approx([100.0, 200.0, 0.0])


def test_covered_area_counts_every_place_once() -> None:
    boxes = shapely.box([0, 5, 20, 30], 0, [10, 15, 30, 40], 10)
    area, shared = covered_area(boxes)
    assert area == 350.0
    assert shared.tolist() == [True, True, False, False]
