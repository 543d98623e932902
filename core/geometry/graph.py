"""Graphs as arrays: nodes are numbered from 0, edge i joins the nodes ``start[i]`` and ``end[i]``."""

from __future__ import annotations

import numpy as np
import shapely

from ..table import Array
from .measure import Floats, Integers


def components(nodes: int, start: Integers, end: Integers) -> Integers:
    """Return the connected component of every node, shape (nodes,), numbered from 0 by their lowest node.

    Each round hands the smaller label of an edge to the labels of both its nodes and then lets every node jump along
    its chain of labels to the end, so the number of rounds grows with the logarithm of the longest path.
    """
    label = np.arange(nodes)
    while True:
        left, right = label[start], label[end]
        open_edges = np.flatnonzero(left != right)
        if not len(open_edges):
            break
        left, right = left[open_edges], right[open_edges]
        np.minimum.at(label, np.maximum(left, right), np.minimum(left, right))
        while True:
            further = label[label]
            if np.array_equal(further, label):
                break
            label = further
    return np.unique(label, return_inverse=True)[1].astype(np.int64)


def degrees(nodes: int, start: Integers, end: Integers) -> Integers:
    """Return how many edge ends meet at every node, shape (nodes,); a loop counts twice."""
    counts = np.bincount(start, minlength=nodes) + np.bincount(end, minlength=nodes)
    return counts.astype(np.int64)


def number_points(points: Floats) -> tuple[Integers, Floats]:
    """Number equal points (n, 2) alike, by x and then y: number of each (n,), and the distinct points (k, 2)."""
    order = np.lexsort((points[:, 1], points[:, 0]))
    ordered = points[order]
    new = np.ones(len(points), dtype=bool)
    new[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    number = np.empty(len(points), dtype=np.int64)
    number[order] = np.cumsum(new) - 1
    return number, ordered[new]


def cluster_points(points: Floats, tolerance: float, weight: Integers | None = None) -> Integers:
    """Return for every point (n, 2) the index of the point that stands for its cluster.

    Points within ``tolerance`` metres of each other, also in chains, form a cluster. The one with the greatest
    ``weight`` stands for it, among equals the westernmost, then the southernmost.
    """
    if not len(points):
        return np.zeros(0, dtype=np.int64)
    shapes = shapely.points(points)
    first, second = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=tolerance)
    cluster = components(len(points), first, second)
    weight = np.zeros(len(points), dtype=np.int64) if weight is None else weight
    order = np.lexsort((points[:, 1], points[:, 0], -weight, cluster))
    first_of_cluster = order[np.flatnonzero(np.diff(cluster[order], prepend=-1))]
    return first_of_cluster[cluster]


def chains(nodes: int, start: Integers, end: Integers, key: Integers) -> Integers:
    """Return for every edge the chain it belongs to, numbered from 0.

    Two edges of equal ``key`` (e,) belong to one chain where they meet at a node that has no other edge.
    """
    edges = len(start)
    at = np.concatenate([start, end])
    edge = np.concatenate([np.arange(edges), np.arange(edges)])
    order = np.argsort(at, kind="stable")
    at, edge = at[order], edge[order]
    first = np.flatnonzero(np.diff(at, prepend=-1))
    pair = first[np.diff(first, append=len(at)) == 2]
    one, other = edge[pair], edge[pair + 1]
    same = key[one] == key[other]
    return components(edges, one[same], other[same])


def merge_lines(lines: Array, group: Integers) -> Array:
    """Return one line per group 0, 1, ...: its lines joined end to end; those of one group must form a single path."""
    order = np.argsort(group, kind="stable")
    merged: Array = shapely.line_merge(shapely.multilinestrings(lines[order], indices=group[order]))
    return merged
