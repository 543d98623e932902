"""Railway tracks, the existing heat network, the source of waste heat and the development plans."""

from __future__ import annotations

import heapq

import numpy as np
import numpy.typing as npt
import shapely
import shapely.ops

from ..table import Array
from .plan import DETACHED, INDUSTRY, LINES, SLABS, Plan
from .streets import NO_CARS, Streets, nodes_of

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_DN = np.array((40, 50, 65, 80, 100, 125, 150, 200, 250, 300))
_KW = np.array((60, 120, 220, 380, 700, 1200, 2000, 4000, 7500))
"""Load up to which each nominal diameter serves, kW (rule of thumb for 110/70 °C)."""


def tracks(plan: Plan) -> tuple[Array, Array]:
    """Return the lines of the railway and what they are: two main tracks and a siding at the station."""
    axis = plan.rail
    station = next(road.line for road in plan.roads if road.role == "bahnhof")
    at = shapely.line_locate_point(axis, shapely.Point(shapely.get_coordinates(station)[-1]))
    stretch = shapely.ops.substring(axis, max(at - 340.0, 0.0), at + 260.0)
    market = shapely.Point(plan.place(np.zeros((1, 2)))[0])
    side = min((6.8, -6.8), key=lambda offset: float(shapely.distance(_beside(stretch, offset), market)))
    lines = np.array([_beside(axis, 2.2), _beside(axis, -2.2), _beside(stretch, side)], dtype=object)
    return lines, np.array(("Hauptgleis", "Hauptgleis", "Nebengleis"), dtype=object)


def _beside(line: shapely.LineString, offset: float) -> shapely.LineString:
    """Return a gently bending line moved to its left point by point, which keeps it one line."""
    xy = shapely.get_coordinates(line)
    way = np.gradient(xy, axis=0)
    way /= np.hypot(*way.T)[:, None]
    return shapely.LineString(np.round(xy + offset * np.column_stack((-way[:, 1], way[:, 0])), 3))


def heat_network(
    streets: Streets, block_shape: Array, block_kind: Array, dwellings_of_block: Ints, plant: shapely.Point
) -> tuple[Array, Ints, Ints]:
    """Return pipes from the heating plant to the large estates: lines, nominal diameter, dwellings served.

    The pipes are the shortest paths through the street network to every street piece beside an estate.
    """
    empty = np.empty(0, dtype=object), np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    usable = np.flatnonzero(~np.isin(streets.klasse, (*NO_CARS, "trunk")))
    estates = np.flatnonzero(np.isin(block_kind, (SLABS, LINES)) & (dwellings_of_block > 0))
    if not len(estates) or not len(usable):
        return empty
    lines = streets.line[usable]
    nodes, ends = nodes_of(lines)
    source = int(np.argmin(np.hypot(*(nodes - np.array((plant.x, plant.y))).T)))
    parent_edge, distance = _shortest_paths(ends, shapely.length(lines), len(nodes), source)
    estate, piece = shapely.STRtree(lines).query(
        shapely.boundary(block_shape[estates]), predicate="dwithin", distance=9.0
    )
    touching = (
        shapely.length(
            shapely.intersection(shapely.buffer(lines[piece], 9.0), shapely.boundary(block_shape[estates[estate]]))
        )
        > 30.0
    )
    estate, piece = estate[touching], piece[touching]
    share = dwellings_of_block[estates] / np.maximum(np.bincount(estate, minlength=len(estates)), 1)
    load = np.zeros(len(nodes))
    pipes = np.zeros(len(usable), dtype=bool)
    for number, edge in zip(estate.tolist(), piece.tolist(), strict=True):
        near, far = sorted(ends[edge], key=lambda node: distance[node])
        if np.isfinite(distance[far]):
            load[far if parent_edge[far] == edge else near] += share[number]
            pipes[edge] = True
    flow = np.where(pipes, 1.0, 0.0)
    for node in np.argsort(-distance, kind="stable").tolist():
        edge = parent_edge[node]
        if edge >= 0 and load[node] > 0:
            pipes[edge] = True
            flow[edge] += load[node]
            load[ends[edge, 0] if ends[edge, 1] == node else ends[edge, 1]] += load[node]
    rows = np.flatnonzero(pipes)
    kilowatts = 4.5 * flow[rows]
    return lines[rows], _DN[np.searchsorted(_KW, kilowatts)].astype(np.int64), np.round(flow[rows]).astype(np.int64)


def _shortest_paths(ends: Ints, length: Floats, count: int, source: int) -> tuple[Ints, Floats]:
    """Return for each node the edge by which it is reached from the source (-1 for none) and its distance."""
    at: list[list[tuple[int, int, float]]] = [[] for _ in range(count)]
    for edge, ((a, b), metres) in enumerate(zip(ends.tolist(), length.tolist(), strict=True)):
        at[a].append((b, edge, metres))
        at[b].append((a, edge, metres))
    distance = np.full(count, np.inf)
    parent = np.full(count, -1, dtype=np.int64)
    distance[source] = 0.0
    queue = [(0.0, source)]
    while queue:
        so_far, node = heapq.heappop(queue)
        if so_far > distance[node]:
            continue
        for other, edge, metres in at[node]:
            if so_far + metres < distance[other]:
                distance[other] = so_far + metres
                parent[other] = edge
                heapq.heappush(queue, (so_far + metres, other))
    return parent, distance


SMALLEST_PLAN = 4000.0
"""A district smaller than this, in m², has no plan of its own."""


def development_plans(plan: Plan) -> list[tuple[str, str, int, shapely.Polygon]]:
    """Return name, kind, year and area of the plans in force: recent housing and industry, and one older area."""
    out: list[tuple[str, str, int, shapely.Polygon]] = []
    for district in plan.districts:
        area = max(shapely.get_parts(district.area), key=shapely.area)
        start, end = district.years
        if shapely.area(area) < SMALLEST_PLAN:
            continue
        if district.kind == DETACHED and start >= 1990:
            out.append((f"Wohngebiet Nr. {len(out) + 1}", "B-Plan", start - 1, area))
        elif district.kind == INDUSTRY:
            out.append((f"Gewerbegebiet Nr. {len(out) + 1}", "B-Plan", 1993, area))
        elif district.kind == LINES:
            out.append(("Flächennutzungsplan, Teilplan Wohnungsbau", "FNP", end - 6, area))
    return out
