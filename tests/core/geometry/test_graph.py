"""Components, chains and clusters of graphs in arrays."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from halplan_core.geometry.graph import chains, cluster_points, components, degrees, merge_lines, number_points

csgraph = pytest.importorskip("scipy.sparse.csgraph")
sparse = pytest.importorskip("scipy.sparse")


def integers(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int64)


def test_components_are_numbered_by_their_lowest_node() -> None:
    assert components(6, integers(5, 1), integers(0, 3)).tolist() == [0, 1, 2, 1, 3, 0]
    assert components(3, integers(), integers()).tolist() == [0, 1, 2]


@pytest.mark.parametrize("seed", range(8))
def test_components_as_scipy_finds_them(seed: int) -> None:
    random = np.random.default_rng(seed)
    nodes = 2_000
    start, end = random.integers(0, nodes, (2, 1_200 + 200 * seed))
    matrix = sparse.coo_matrix((np.ones(len(start)), (start, end)), shape=(nodes, nodes))
    count, expected = csgraph.connected_components(matrix, directed=False)
    found = components(nodes, start, end)
    assert found.max() + 1 == count
    assert len(np.unique(np.column_stack([found, expected]), axis=0)) == count


def test_a_long_path_in_adverse_order() -> None:
    path = np.random.default_rng(3).permutation(50_000)
    assert components(50_000, path[:-1], path[1:]).max() == 0


def test_degrees_count_a_loop_twice() -> None:
    assert degrees(3, integers(0, 1, 2), integers(1, 1, 1)).tolist() == [1, 4, 1]


def test_points_are_numbered_by_place() -> None:
    number, places = number_points(np.array([(2.0, 1.0), (1.0, 9.0), (2.0, 0.0), (1.0, 9.0)]))
    assert number.tolist() == [2, 0, 1, 0]
    assert places.tolist() == [[1.0, 9.0], [2.0, 0.0], [2.0, 1.0]]


def test_a_cluster_is_stood_for_by_its_heaviest_point_then_by_the_westernmost() -> None:
    points = np.array([(0.0, 0.0), (0.4, 0.0), (0.8, 0.0), (5.0, 5.0)])
    assert cluster_points(points, 0.5).tolist() == [0, 0, 0, 3]
    assert cluster_points(points, 0.5, integers(1, 1, 2, 1)).tolist() == [2, 2, 2, 3]
    assert cluster_points(points, 0.1).tolist() == [0, 1, 2, 3]


def test_chains_end_at_junctions_and_where_the_key_changes() -> None:
    # 0-1-2-3 with a side branch 2-4; the piece 3-5 has another key
    start, end = integers(0, 1, 2, 2, 3), integers(1, 2, 3, 4, 5)
    assert chains(6, start, end, integers(7, 7, 7, 7, 8)).tolist() == [0, 0, 1, 2, 3]
    assert chains(6, start, end, integers(7, 7, 7, 7, 7)).tolist() == [0, 0, 1, 2, 1]


def test_pieces_of_a_chain_become_one_line() -> None:
    lines = np.array(
        [shapely.LineString(xy) for xy in ([(1, 0), (0, 0)], [(9, 9), (8, 8)], [(1, 0), (2, 0)])], dtype=object
    )
    merged = merge_lines(lines, integers(0, 1, 0))
    assert [shapely.length(line) for line in merged] == [2.0, pytest.approx(2**0.5)]
    assert shapely.get_type_id(merged).tolist() == [1, 1]
