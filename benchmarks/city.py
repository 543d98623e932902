"""A made-up city for the benchmarks: districts of street grids, each turned and jittered, with blocks and buildings.

It is plain on purpose: what it has in common with real data is what decides about speed and about right answers,
namely bent streets of several segments that meet in shared nodes, blocks bounded by just these streets, dead ends,
footprints of different shapes along the streets, and buildings whose nearest point is a node that sections share.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

Floats = npt.NDArray[np.float64]

CRS = "EPSG:25832"
ORIGIN = np.array([600_000.0, 5_700_000.0])

COLUMNS, ROWS = 5, 9
"""Blocks of a district."""
BLOCK = np.array([180.0, 90.0])
"""Size of a block in metres before it is jittered."""
PITCH = 1_260.0
"""Distance of districts: more than the diagonal of one, so that they may be turned at will."""
SECTIONS_PER_SIDE = 3
SEGMENTS_PER_SECTION = 3
PARCELS = 15
"""Parcels along one side of a block; a block has two rows of them."""
PARCELS_PER_BUILDING = 1.2
DEAD_END_SHARE = 0.474

_POINTS = SECTIONS_PER_SIDE * SEGMENTS_PER_SECTION + 1
_FUNCTIONS = np.array(
    ["31001_1010", "31001_1000", "31001_2000", "31001_2463", "31001_3021", "31001_9998"], dtype=object
)
_FUNCTION_SHARES = (0.46, 0.2, 0.08, 0.2, 0.02, 0.04)

# outlines in the frame of the building, -1 to 1 along and across the street, with the share of each shape
_SHAPES: tuple[tuple[float, Floats], ...] = (
    (0.62, np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], dtype=float)),
    (0.20, np.array([[-1, -1], [1, -1], [1, 0.1], [0.2, 0.1], [0.2, 1], [-1, 1]], dtype=float)),
    (0.09, np.array([[-1, -1], [1, -1], [1, 1], [0.4, 1], [0.4, 0], [-0.4, 0], [-0.4, 1], [-1, 1]], dtype=float)),
    (0.09, np.array([[-1, -1], [1, -1], [1, 0], [0.4, 0], [0.4, 1], [-0.4, 1], [-0.4, 0], [-1, 0]], dtype=float)),
)


@dataclass(frozen=True, eq=False)
class City:
    """Geometries in EPSG:25832; ``wh`` is the heat of each building in whole Wh, ``function`` its ALKIS code."""

    buildings: npt.NDArray[Any]
    wh: npt.NDArray[np.int64]
    function: npt.NDArray[Any]
    sections: npt.NDArray[Any]
    blocks: npt.NDArray[Any]


def make_city(buildings: int, seed: int = 20_250_101) -> City:
    """Return a city with exactly ``buildings`` buildings, the same for the same seed."""
    rng = np.random.default_rng(seed)
    districts = int(np.ceil(buildings * PARCELS_PER_BUILDING / (2 * PARCELS * COLUMNS * ROWS)))
    nodes = _nodes(districts, rng)
    along = _sides(nodes[:, :, :-1], nodes[:, :, 1:], rng)
    across = _sides(nodes[:, :-1], nodes[:, 1:], rng)
    shapes = _footprints(nodes, buildings, rng)
    return City(
        buildings=shapes,
        wh=np.rint(rng.lognormal(np.log(17e6), 0.7, buildings)).astype(np.int64),
        function=rng.choice(_FUNCTIONS, buildings, p=_FUNCTION_SHARES),
        sections=np.concatenate([_sections(along), _sections(across), _dead_ends(nodes, along, rng)]),
        blocks=_blocks(along, across),
    )


def _nodes(districts: int, rng: np.random.Generator) -> Floats:
    """Return the street nodes, shape (districts, ROWS + 1, COLUMNS + 1, 2)."""
    grid = np.stack(np.meshgrid(np.arange(COLUMNS + 1), np.arange(ROWS + 1)), axis=-1) * BLOCK
    grid = grid - grid.mean(axis=(0, 1)) + rng.uniform(-7.0, 7.0, (districts, ROWS + 1, COLUMNS + 1, 2))
    turn = rng.uniform(0.0, np.pi / 2, districts)
    rotation = np.stack([np.cos(turn), np.sin(turn), -np.sin(turn), np.cos(turn)], axis=-1).reshape(-1, 1, 2, 2)
    width = int(np.ceil(np.sqrt(districts)))
    centre = np.stack([np.arange(districts) % width, np.arange(districts) // width], axis=-1) * PITCH + ORIGIN
    return np.round(grid @ rotation + centre[:, None, None], 3)


def _sides(start: Floats, end: Floats, rng: np.random.Generator) -> Floats:
    """Return the bent streets from ``start`` to ``end``, shape (..., points, 2)."""
    share = np.broadcast_to(np.linspace(0.0, 1.0, _POINTS), (*start.shape[:-1], _POINTS)).copy()
    share[..., 1:-1] += rng.uniform(-0.04, 0.04, share[..., 1:-1].shape)
    line = start[..., None, :] + share[..., None] * (end - start)[..., None, :]
    line[..., 1:-1, :] += rng.uniform(-0.9, 0.9, line[..., 1:-1, :].shape)
    return np.round(line, 3)


def _sections(sides: Floats) -> npt.NDArray[Any]:
    cuts = [
        sides[..., i * SEGMENTS_PER_SECTION : (i + 1) * SEGMENTS_PER_SECTION + 1, :] for i in range(SECTIONS_PER_SIDE)
    ]
    return shapely.linestrings(np.stack(cuts, axis=-3).reshape(-1, SEGMENTS_PER_SECTION + 1, 2))


def _dead_ends(nodes: Floats, along: Floats, rng: np.random.Generator) -> npt.NDArray[Any]:
    """Return bent dead ends from a node within a side, then between two parcels to the middle of a block."""
    node = along[:, :-1, :, SEGMENTS_PER_SECTION].reshape(-1, 2)
    south_west, south_east, north_west = (points.reshape(-1, 2) for points in (
        nodes[:, :-1, :-1], nodes[:, :-1, 1:], nodes[:, 1:, :-1]))  # fmt: skip
    chosen = np.sort(rng.choice(len(node), round(len(node) * DEAD_END_SHARE), replace=False))
    gap, depth = (south_west + (south_east - south_west) / 3)[chosen], (north_west - south_west)[chosen]
    return shapely.linestrings(np.round(np.stack([node[chosen], gap + 0.1 * depth, gap + 0.5 * depth], axis=1), 3))


def _blocks(along: Floats, across: Floats) -> npt.NDArray[Any]:
    """Return the blocks, bounded by the very points of the streets around them."""
    south, east = along[:, :-1], across[:, :, 1:]
    north, west = along[:, 1:, :, ::-1], across[:, :, :-1, ::-1]
    ring = np.concatenate([side[..., :-1, :] for side in (south, east, north, west)], axis=-2)
    return shapely.polygons(ring.reshape(-1, 4 * (_POINTS - 1), 2))


def _footprints(nodes: Floats, count: int, rng: np.random.Generator) -> npt.NDArray[Any]:
    corner = [nodes[:, r : r + ROWS, c : c + COLUMNS].reshape(-1, 2) for r, c in ((0, 0), (0, 1), (1, 0), (1, 1))]
    parcel = np.sort(rng.choice(len(corner[0]) * 2 * PARCELS, count, replace=False))
    block, place = np.divmod(parcel, 2 * PARCELS)
    row, column = np.divmod(place, PARCELS)
    u = ((column + 0.5) / PARCELS)[:, None]
    v = (np.where(row == 0, 0.22, 0.78) + rng.uniform(-0.05, 0.05, count))[:, None]
    south_west, south_east, north_west, north_east = (points[block] for points in corner)
    centre = (1 - v) * ((1 - u) * south_west + u * south_east) + v * ((1 - u) * north_west + u * north_east)
    direction = (1 - v) * (south_east - south_west) + v * (north_east - north_west)
    direction /= np.hypot(direction[:, 0], direction[:, 1])[:, None]
    normal = np.stack([-direction[:, 1], direction[:, 0]], axis=-1) * np.where(row == 0, 1.0, -1.0)[:, None]
    size = np.stack([rng.uniform(3.0, 5.0, count), rng.uniform(4.5, 7.5, count)], axis=-1)
    kind = rng.choice(len(_SHAPES), count, p=[share for share, _ in _SHAPES])
    shapes = np.empty(count, dtype=object)
    for number, (_, outline) in enumerate(_SHAPES):
        rows = np.flatnonzero(kind == number)
        local = outline[None] * size[rows, None]
        ring = centre[rows, None] + local[..., :1] * direction[rows, None] + local[..., 1:] * normal[rows, None]
        shapes[rows] = shapely.polygons(np.round(ring, 3))
    return shapes
