"""Lines to edges and nodes: crossings, levels, gaps, doubles."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from halplan_core.geometry.planarise import Network, planarise

Line = list[tuple[float, float]]


def network(*lines: Line, level: list[int] | None = None, snap: float = 0.5) -> Network:
    shapes = np.array([shapely.LineString(line) for line in lines], dtype=object)
    return planarise(shapes, None if level is None else np.array(level), snap)


def edges(found: Network) -> list[tuple[int, str]]:
    return sorted((source, edge.wkt) for source, edge in zip(found.source.tolist(), found.edges, strict=True))


def test_lines_are_cut_where_they_cross() -> None:
    found = network([(0, 0), (10, 0)], [(5, -5), (5, 5)])
    assert edges(found) == [
        (0, "LINESTRING (0 0, 5 0)"),
        (0, "LINESTRING (5 0, 10 0)"),
        (1, "LINESTRING (5 -5, 5 0)"),
        (1, "LINESTRING (5 0, 5 5)"),
    ]
    assert found.nodes.tolist() == [[0, 0], [5, -5], [5, 0], [5, 5], [10, 0]]


def test_a_bridge_is_not_cut() -> None:
    assert len(network([(0, 0), (10, 0)], [(5, -5), (5, 5)], level=[0, 1]).edges) == 2


def test_a_bridge_joins_what_its_ends_touch() -> None:
    found = network([(0, 0), (10, 0)], [(5, 0), (5, 5)], level=[0, 1])
    assert len(found.edges) == 3
    assert np.bincount(np.concatenate([found.start, found.end])).max() == 3


def test_nodes_above_each_other_stay_apart() -> None:
    cross_below = ([(0, 0), (10, 0)], [(5, -5), (5, 5)])
    cross_above = ([(0, -5), (10, 5)], [(0, 5), (10, -5)])
    found = network(*cross_below, *cross_above, level=[0, 0, 1, 1])
    assert len(found.edges) == 8
    assert (found.nodes == (5, 0)).all(axis=1).sum() == 2
    of_level = found.source >= 2
    assert not set(found.start[of_level].tolist() + found.end[of_level].tolist()) & set(
        found.start[~of_level].tolist() + found.end[~of_level].tolist()
    )


def test_a_shared_vertex_inside_two_lines_of_one_level_is_a_node() -> None:
    assert len(network([(0, 0), (5, 0), (10, 0)], [(5, 5), (5, 0), (5, -5)]).edges) == 4
    assert len(network([(0, 0), (5, 0), (10, 0)], [(5, 5), (5, 0), (5, -5)], level=[0, 1]).edges) == 2


def test_a_line_is_cut_where_it_meets_itself() -> None:
    lollipop = network([(0, 0), (10, 0), (15, 5), (20, 0), (15, -5), (10, 0)])
    assert sorted(shapely.length(lollipop.edges).round(6)) == [10.0, round(4 * 50**0.5, 6)]
    loop = network([(0, 0), (10, 0), (10, 5), (5, 5), (5, -5)])
    assert sorted(shapely.length(loop.edges)) == [5.0, 5.0, 20.0]


def test_a_line_that_ends_short_of_another_is_drawn_to_it() -> None:
    found = network([(0, 0), (10, 0)], [(5, 0.3), (5, 5)])
    assert edges(found)[2] == (1, "LINESTRING (5 0, 5 5)")
    assert [move.wkt for move in found.moves] == ["LINESTRING (5 0.3, 5 0)"]
    assert len(network([(0, 0), (10, 0)], [(5, 0.6), (5, 5)]).edges) == 2


def test_a_line_that_ends_beyond_another_is_drawn_back() -> None:
    found = network([(0, 0), (10, 0)], [(5, -0.4), (5, 5)])
    assert edges(found)[2] == (1, "LINESTRING (5 0, 5 5)")


def test_a_gap_to_a_line_of_another_level_stays() -> None:
    assert len(network([(0, 0), (10, 0)], [(5, 0.3), (5, 5)], level=[0, 1]).edges) == 2


def test_ends_close_together_meet_where_most_of_them_are() -> None:
    found = network([(0, 0), (5, 0)], [(5.2, 0.1), (10, 0)], [(5.2, 0.1), (5, 5)])
    assert [5.2, 0.1] in found.nodes.tolist()
    assert len(found.nodes) == 4
    assert [move.wkt for move in found.moves] == ["LINESTRING (5 0, 5.2 0.1)"]


def test_pieces_drawn_twice_are_kept_once() -> None:
    overlapping = network([(0, 0), (10, 0)], [(4, 0), (14, 0)])
    assert sorted(shapely.length(overlapping.edges)) == [4.0, 4.0, 6.0]
    assert overlapping.duplicates[0].wkt == "LINESTRING (4 0, 10 0)"
    reverse = network([(0, 0), (10, 0)], [(10, 0), (0, 0)])
    assert edges(reverse) == [(0, "LINESTRING (0 0, 10 0)")]
    nearly = network([(0, 0), (5, 0.2), (10, 0)], [(0, 0), (10, 0)], [(0, 0), (5, 3), (10, 0)])
    assert nearly.source.tolist() == [0, 2]


def test_a_line_shorter_than_the_gap_joins_its_neighbours() -> None:
    found = network([(0, 0), (5, 0)], [(5, 0), (5.3, 0)], [(5.3, 0), (10, 0)])
    assert found.source.tolist() == [0, 2]
    assert len(found.nodes) == 3


def test_three_lines_through_nearly_one_point_have_one_node() -> None:
    found = network([(0, 0), (10, 10)], [(0, 10), (10, 0)], [(5.0002, 0), (5.0002, 10)])
    assert len(found.edges) == 6
    assert np.bincount(np.concatenate([found.start, found.end])).max() == 6


def test_parts_of_multi_lines_are_lines_of_their_own() -> None:
    parts = shapely.MultiLineString([[(0, 0), (10, 0)], [(5, -5), (5, 5)]])
    found = planarise(np.array([parts, None], dtype=object))
    assert found.source.tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize("seed", range(5))
def test_random_lines_are_noded_as_geos_does(seed: int) -> None:
    lines = shapely.linestrings(np.random.default_rng(seed).uniform(0.0, 1_000.0, (60, 3, 2)))
    found = planarise(lines)
    expected = shapely.get_parts(shapely.node(shapely.multilinestrings(lines)))
    # GEOS keeps crossings less than a millimetre apart as nodes of their own
    assert abs(len(found.edges) - len(expected)) <= 4
    assert shapely.length(found.edges).sum() == pytest.approx(shapely.length(lines).sum(), abs=0.05)
    middle = shapely.line_interpolate_point(found.edges, 0.5, normalized=True)
    assert shapely.distance(middle, lines[found.source]).max() < 2e-3


def test_what_snapping_shrinks_to_a_point_is_told() -> None:
    found = network([(0, 0), (10, 0)], [(10, 0), (10.4, 0)], [(20, 0), (20, 0)])
    assert [edge.wkt for edge in found.collapsed] == ["LINESTRING (10 0, 10.4 0)"]
    assert found.keep(np.array([True])).collapsed.tolist() == found.collapsed.tolist()
    assert not len(network([(0, 0), (10, 0)], [(5, -5), (5, 5)]).collapsed)
