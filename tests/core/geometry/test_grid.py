"""Polygons on a square grid, and amounts split into whole units."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from halplan_core.geometry.grid import area_shares, cell_of, inspire_ids, number_cells, split_whole


def test_cells_are_half_open() -> None:
    column, row = cell_of(np.array([(100.0, 200.0), (99.999, 199.999), (-0.001, 0.0)]), 100.0)
    assert column.tolist() == [1, 0, -1]
    assert row.tolist() == [2, 1, 0]


def test_a_polygon_is_spread_by_area() -> None:
    shares = area_shares(np.array([shapely.box(90, 80, 130, 110), shapely.box(10, 10, 20, 20)], dtype=object), 100.0)
    found = list(zip(shares.shape, shares.column, shares.row, shares.area, strict=True))
    assert found == [(0, 0, 0, 200.0), (0, 1, 0, 600.0), (0, 0, 1, 100.0), (0, 1, 1, 300.0), (1, 0, 0, 100.0)]


def test_a_polygon_that_ends_on_a_border_stays_in_its_cell() -> None:
    shares = area_shares(np.array([shapely.box(0, 0, 100, 100)], dtype=object), 100.0)
    assert (shares.column.tolist(), shares.row.tolist(), shares.area.tolist()) == ([0], [0], [10_000.0])


def test_cells_under_the_hollow_of_a_polygon_get_nothing() -> None:
    angle = shapely.box(0, 0, 200, 200).difference(shapely.box(100, 100, 200, 200))
    shares = area_shares(np.array([angle], dtype=object), 100.0)
    assert sorted(zip(shares.column.tolist(), shares.row.tolist(), strict=True)) == [(0, 0), (0, 1), (1, 0)]


def test_random_polygons_as_cut_one_by_one() -> None:
    random = np.random.default_rng(5)
    polygons = shapely.buffer(
        shapely.points(random.uniform(-300, 300, (50, 2))), random.uniform(1, 90, 50), quad_segs=2
    )
    shares = area_shares(polygons, 50.0)
    for shape, column, row, area in zip(shares.shape, shares.column, shares.row, shares.area, strict=True):
        cell = shapely.box(column * 50, row * 50, column * 50 + 50, row * 50 + 50)
        assert area == pytest.approx(shapely.area(polygons[shape].intersection(cell)), abs=1e-9)
    assert np.bincount(shares.shape, shares.area) == pytest.approx(shapely.area(polygons), rel=1e-12)


def test_whole_units_go_to_the_largest_remainders() -> None:
    owner = np.array([0, 0, 0, 1, 1, 2])
    weight = np.array([1.0, 1.0, 1.0, 3.0, 1.0, 5.0])
    assert split_whole(np.array([10, 6, 7]), owner, weight).tolist() == [4, 3, 3, 5, 1, 7]


@pytest.mark.parametrize("seed", range(4))
def test_parts_add_up_and_are_off_by_less_than_one(seed: int) -> None:
    random = np.random.default_rng(seed)
    amount = random.integers(0, 10**12, 200)
    owner = np.repeat(np.arange(200), random.integers(1, 9, 200))
    weight = 10.0 ** random.uniform(-3, 4, len(owner))
    parts = split_whole(amount, owner, weight)
    assert np.array_equal(np.bincount(owner, parts).astype(np.int64), amount)
    exact = amount[owner] * weight / np.bincount(owner, weight)[owner]
    assert (np.abs(parts - exact) < 1.001).all()
    assert (parts >= 0).all()


def test_cells_are_numbered_by_row_and_column() -> None:
    number, rows, columns = number_cells(np.array([5, -1, 5]), np.array([2, 7, 1]))
    assert (number.tolist(), rows.tolist(), columns.tolist()) == ([2, 0, 1], [-1, 5, 5], [7, 1, 2])


def test_ids_name_size_and_lower_left_corner() -> None:
    ids = inspire_ids(np.array([43_370, 4_337]), np.array([26_891, 2_689]), 100)
    assert ids[0] == "CRS3035RES100mN2689100E4337000"
    assert inspire_ids(np.array([4_337]), np.array([2_689]), 1000)[0] == "CRS3035RES1000mN2689000E4337000"
