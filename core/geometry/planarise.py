"""Lines that cross, touch or nearly touch, as a network of edges that meet in nodes.

Crossings count between lines of one level only, so a bridge is not joined to the street below it. The end of a line,
however, joins whatever it touches, since that is where a bridge reaches the ground.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from ..table import Array
from .graph import cluster_points, number_points
from .measure import Floats, Integers, simple_parts
from .nearest import squared_distance

TOUCH = 1e-3
"""Points of lines at most this many metres apart coincide: a millimetre, the resolution of official survey data."""


@dataclass(frozen=True, eq=False)
class Network:
    """Edges and nodes of planarised lines.

    ``edges`` (e,) are lines, ``source`` (e,) the index of the line that each is a piece of, ``start`` and ``end`` (e,)
    the numbers of its nodes, ``nodes`` (n, 2) their coordinates, sorted by x and y. ``moves`` are lines from the old
    to the new place of every line end that was snapped, ``duplicates`` the edges left out as doubles of another one,
    ``collapsed`` the lines and edges that snapping shrank to a point.
    """

    edges: Array
    source: Integers
    start: Integers
    end: Integers
    nodes: Floats
    moves: Array
    duplicates: Array
    collapsed: Array

    def keep(self, wanted: npt.NDArray[np.bool_]) -> Network:
        """Return the network of the edges picked by a boolean array (e,); the nodes keep their numbers."""
        return Network(self.edges[wanted], self.source[wanted], self.start[wanted], self.end[wanted],
                       self.nodes, self.moves, self.duplicates, self.collapsed)  # fmt: skip


@dataclass
class _Vertices:
    """Vertices of simple lines, one line after the other: coordinates (v, 2), line (v,), is it a node (v,)."""

    xy: Floats
    part: Integers
    node: npt.NDArray[np.bool_]

    def starts(self) -> Integers:
        return np.flatnonzero(np.diff(self.part, prepend=-1))

    def ends(self) -> Integers:
        return np.flatnonzero(np.diff(self.part, append=-1))

    def segments(self) -> Integers:
        """Return the vertex that each segment starts from; it ends in the one that follows."""
        return np.flatnonzero(self.part[1:] == self.part[:-1])

    def without_repeats(self) -> _Vertices:
        """Drop vertices equal to the one before, and lines of a single vertex."""
        new = np.ones(len(self.xy), dtype=bool)
        new[1:] = (self.xy[1:] != self.xy[:-1]).any(axis=1) | (self.part[1:] != self.part[:-1])
        node = self.node.copy()
        repeated = np.flatnonzero(~new)
        np.logical_or.at(node, np.maximum.accumulate(np.where(new, np.arange(len(new)), 0))[repeated], node[repeated])
        lone = np.bincount(self.part[new], minlength=int(self.part.max(initial=0)) + 1) < 2
        new &= ~lone[self.part]
        return _Vertices(self.xy[new], self.part[new], node[new])

    def insert(self, segment: Integers, points: Floats) -> _Vertices:
        """Return the vertices with ``points`` added as nodes to the segments that start from vertices ``segment``."""
        offset = points - self.xy[segment]
        along = np.einsum("ij,ij->i", offset, self.xy[segment + 1] - self.xy[segment])
        order = np.lexsort((points[:, 1], points[:, 0], along, segment))
        at = segment[order] + 1
        return _Vertices(
            np.insert(self.xy, at, points[order], axis=0),
            np.insert(self.part, at, self.part[segment[order]]),
            np.insert(self.node, at, True),
        )


def planarise(lines: Array, level: Integers | None = None, snap_tolerance: float = 0.0) -> Network:
    """Return lines (n,) as a network whose edges meet in nodes only.

    ``level`` (n,) is the level of each line, by default the same for all. Line ends that lie within ``snap_tolerance``
    metres of each other become one, and an end that lies so close to another line of its level is drawn to it; with 0
    only what lies within :data:`TOUCH` meets.

    Pieces of lines that coincide within the tolerance are kept once, from the line with the lowest index.
    A line or edge that shrinks to a point by snapping is listed in ``collapsed``, unless it was no longer than
    2 :data:`TOUCH` before. Attributes are found through ``source``.
    """
    parts, source = simple_parts(lines)
    xy, part = shapely.get_coordinates(parts, return_index=True)
    vertices = _Vertices(xy, part, np.zeros(len(xy), dtype=bool)).without_repeats()
    levels = np.zeros(len(parts), dtype=np.int64) if level is None else np.asarray(level)[source]
    before = [vertices.xy.copy()]
    _join_ends(vertices, max(snap_tolerance, TOUCH))
    cuts = _draw_to_lines(vertices, levels, snap_tolerance) if snap_tolerance > TOUCH else None
    moves = _moves(before[0], vertices.xy)
    if cuts is not None:
        vertices = vertices.insert(*cuts)
    vertices = vertices.without_repeats()
    vertices.node[vertices.starts()] = True
    vertices.node[vertices.ends()] = True
    vertices = _cut_at_crossings(vertices, levels)
    lost = np.setdiff1d(np.arange(len(parts)), vertices.part)
    return _assemble(vertices, levels, source, moves, parts[lost], max(snap_tolerance, TOUCH))


def _moves(before: Floats, after: Floats) -> Array:
    moved = np.flatnonzero((np.abs(before - after) > TOUCH).any(axis=1))
    lines: Array = shapely.linestrings(np.stack([before[moved], after[moved]], axis=1))
    return lines


def _join_ends(vertices: _Vertices, tolerance: float) -> None:
    """Move line ends that are close to each other to the place where most of them already are."""
    ends = np.concatenate([vertices.starts(), vertices.ends()])
    number, places = number_points(vertices.xy[ends])
    stands_for = cluster_points(places, tolerance, np.bincount(number, minlength=len(places)))
    vertices.xy[ends] = places[stands_for[number]]


def _draw_to_lines(vertices: _Vertices, levels: Integers, tolerance: float) -> tuple[Integers, Floats] | None:
    """Move every loose line end to the nearest other line of its level; return the segments to cut and where."""
    ends = np.concatenate([vertices.starts(), vertices.ends()])
    number, places = number_points(vertices.xy[ends])
    loose = ends[np.bincount(number, minlength=len(places))[number] == 1]
    segment = vertices.segments()
    shapes = shapely.linestrings(np.stack([vertices.xy[segment], vertices.xy[segment + 1]], axis=1))
    end, found = shapely.STRtree(shapes).query(shapely.points(vertices.xy[loose]), "dwithin", tolerance)
    end, found = loose[end], segment[found]
    part, other = vertices.part[end], vertices.part[found]
    allowed = (part != other) & (levels[part] == levels[other])
    end, found = end[allowed], found[allowed]
    if not len(end):
        return None
    a, b, p = vertices.xy[found], vertices.xy[found + 1], vertices.xy[end]
    distance = _distance(p, a, b)
    order = np.lexsort((found, np.rint(distance / TOUCH), end))
    pick = order[np.flatnonzero(np.diff(end[order], prepend=-1))]
    end, found, a, b, p = end[pick], found[pick], a[pick], b[pick], p[pick]
    share = np.einsum("ij,ij->i", p - a, b - a) / np.maximum(np.einsum("ij,ij->i", b - a, b - a), TOUCH**2)
    foot = a + np.clip(share, 0.0, 1.0)[:, None] * (b - a)
    # a corner of the line within the tolerance is the likelier target: it is often a junction already
    to_a, to_b = np.hypot(*(p - a).T), np.hypot(*(p - b).T)
    at_a = to_a <= np.minimum(tolerance, to_b)
    at_b = ~at_a & (to_b <= tolerance)
    foot = np.where(at_a[:, None], a, np.where(at_b[:, None], b, foot))
    vertices.xy[end] = foot
    inside = ~(at_a | at_b)
    return found[inside], foot[inside]


def _distance(p: Floats, a: Floats, b: Floats) -> Floats:
    squared: Floats = squared_distance(p[:, 0], p[:, 1], a[:, 0], a[:, 1], b[:, 0], b[:, 1])
    return np.sqrt(squared)


def _cut_at_crossings(vertices: _Vertices, levels: Integers) -> _Vertices:
    """Return the vertices with a node wherever lines touch or cross each other or themselves."""
    segment = vertices.segments()
    shapes = shapely.linestrings(np.stack([vertices.xy[segment], vertices.xy[segment + 1]], axis=1))
    one, two = shapely.STRtree(shapes).query(shapes, "dwithin", TOUCH)
    one, two = segment[one[one < two]], segment[two[one < two]]
    follows = (two == one + 1) & (vertices.part[one] == vertices.part[two])
    one, two = one[~follows], two[~follows]
    same_level = levels[vertices.part[one]] == levels[vertices.part[two]]
    is_end = np.zeros(len(vertices.xy), dtype=bool)
    is_end[vertices.starts()] = is_end[vertices.ends()] = True

    cut_segment: list[Integers] = []
    cut_at: list[Floats] = []
    touching = np.zeros(len(one), dtype=bool)
    for mine, other in ((one, two), (one + 1, two), (two, one), (two + 1, one)):
        point, a, b = vertices.xy[mine], vertices.xy[other], vertices.xy[other + 1]
        at_a = np.hypot(*(point - a).T) <= TOUCH
        at_b = np.hypot(*(point - b).T) <= TOUCH
        on_line = (_distance(point, a, b) <= TOUCH) & ~at_a & ~at_b
        touching |= at_a | at_b | on_line
        meets_end = (at_a & is_end[other]) | (at_b & is_end[other + 1])
        joined = (at_a | at_b | on_line) & (same_level | is_end[mine] | meets_end)
        vertices.node[mine[joined]] = True
        vertices.node[other[joined & at_a]] = True
        vertices.node[other[joined & at_b] + 1] = True
        cut_segment.append(other[joined & on_line])
        cut_at.append(point[joined & on_line])
    crossing = np.flatnonzero(same_level & ~touching)
    point, proper = _crossings(vertices.xy, one[crossing], two[crossing])
    for side in (one, two):
        cut_segment.append(side[crossing][proper])
        cut_at.append(point[proper])
    return vertices.insert(np.concatenate(cut_segment), np.concatenate(cut_at)).without_repeats()


def _crossings(xy: Floats, one: Integers, two: Integers) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Return where segments cross, shape (p, 2), and whether they do, shape (p,)."""
    a, along, c, across = xy[one], xy[one + 1] - xy[one], xy[two], xy[two + 1] - xy[two]
    turn = along[:, 0] * across[:, 1] - along[:, 1] * across[:, 0]
    between = c - a
    parallel = turn == 0.0
    turn = np.where(parallel, 1.0, turn)
    t = (between[:, 0] * across[:, 1] - between[:, 1] * across[:, 0]) / turn
    u = (between[:, 0] * along[:, 1] - between[:, 1] * along[:, 0]) / turn
    proper = ~parallel & (t >= 0.0) & (t <= 1.0) & (u >= 0.0) & (u <= 1.0)
    return a + np.clip(t, 0.0, 1.0)[:, None] * along, proper


def _assemble(
    vertices: _Vertices, levels: Integers, source: Integers, moves: Array, lost: Array, tolerance: float
) -> Network:
    """Split the lines at their nodes, number the nodes and leave out what coincides."""
    node = np.flatnonzero(vertices.node)
    number, places = number_points(vertices.xy[node])
    stands_for = cluster_points(places, TOUCH)
    vertices.xy[node] = places[stands_for[number]]

    first = node[:-1][vertices.part[node[1:]] == vertices.part[node[:-1]]]
    last = node[1:][vertices.part[node[1:]] == vertices.part[node[:-1]]]
    length = last - first + 1
    edge = np.repeat(np.arange(len(first)), length)
    vertex = np.arange(len(edge)) + np.repeat(first - (np.cumsum(length) - length), length)
    edges: Array = shapely.linestrings(vertices.xy[vertex], indices=edge) if len(edge) else np.empty(0, dtype=object)

    on_level = _node_levels(vertices, levels, node)
    key = np.column_stack([number_points(vertices.xy[node])[0], on_level])
    distinct, node_number = np.unique(key, axis=0, return_inverse=True)
    position = np.full(len(vertices.xy), -1, dtype=np.int64)
    position[node] = node_number.reshape(-1)
    nodes = number_points(vertices.xy[node])[1][distinct[:, 0]]
    start, end = position[first], position[last]
    part = vertices.part[first]

    collapsed = (start == end) & (shapely.length(edges) <= 2.0 * tolerance)
    double = _doubles(edges, start, end, levels[part], collapsed, tolerance)
    kept = ~collapsed & ~double
    used, renumbered = np.unique(np.concatenate([start[kept], end[kept]]), return_inverse=True)
    count = int(kept.sum())
    shrunk = np.concatenate([lost, edges[collapsed]])
    shrunk = shrunk[shapely.length(shrunk) > 2.0 * TOUCH]
    return Network(
        edges[kept], source[part[kept]], renumbered[:count], renumbered[count:], nodes[used], moves, edges[double],
        shrunk,
    )  # fmt: skip


def _node_levels(vertices: _Vertices, levels: Integers, node: Integers) -> Integers:
    """Return the level that tells nodes at one place apart: a place where a line ends is one node for all levels."""
    is_end = np.zeros(len(vertices.xy), dtype=bool)
    is_end[vertices.starts()] = is_end[vertices.ends()] = True
    place, places = number_points(vertices.xy[node])
    joins_all = np.bincount(place, is_end[node], minlength=len(places)) > 0
    return np.where(joins_all[place], np.iinfo(np.int64).min, levels[vertices.part[node]])


def _doubles(
    edges: Array, start: Integers, end: Integers, level: Integers, ignored: npt.NDArray[np.bool_], tolerance: float
) -> npt.NDArray[np.bool_]:
    """Tell which edges run within ``tolerance`` of an earlier edge between the same nodes on the same level."""
    double = np.zeros(len(edges), dtype=bool)
    rows = np.flatnonzero(~ignored)
    key = np.column_stack([np.minimum(start, end), np.maximum(start, end), level])
    while len(rows):
        _, group = np.unique(key[rows], axis=0, return_inverse=True)
        group = group.reshape(-1)
        order = np.argsort(group, kind="stable")
        new = np.diff(group[order], prepend=-1) > 0
        leader = rows[order[np.maximum.accumulate(np.where(new, np.arange(len(order)), 0))]]
        follower = rows[order]
        leader, follower = leader[~new], follower[~new]
        close = shapely.hausdorff_distance(edges[leader], edges[follower]) <= tolerance
        double[follower[close]] = True
        # those that differ from the first of their group are compared among themselves in the next round
        rows = np.sort(follower[~close])
    return double
