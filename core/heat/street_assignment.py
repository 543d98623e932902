"""Which street section a building belongs to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from ..geometry.measure import Floats, Integers, centroids_xy
from ..geometry.nearest import TIE_TOLERANCE, nearest_lines
from ..run import Run
from ..table import Array

TOO_FAR = "kein Straßenabschnitt im Umkreis"
BEHIND_BARRIER = "Straßenabschnitte nur jenseits einer Barriere"


@dataclass(frozen=True, eq=False)
class Assignment:
    """For every building (m,): index of its section or -1, distance in m, confidence from 0 to 1 or ``nan``, reason.

    ``points`` (m, 2) are the centroids of the footprints, from which connections run; ``reason`` (m,) says why there is
    no section.
    """

    section: Integers
    distance: Floats
    confidence: Floats
    points: Floats
    reason: Array


@dataclass(frozen=True)
class Penalties:
    """Metres added to the distance of a section that is less likely to be the one that serves a building."""

    other_name: float
    side_street: float
    through_building: float


def assign_nearest(footprints: Array, sections: Array, max_distance: float) -> Assignment:
    """Return the section nearest to the centroid of each footprint (m,), ties to the lowest index."""
    points = centroids_xy(footprints)
    nearest = nearest_lines(points, sections, max_distance)
    missing = nearest.line < 0
    return Assignment(
        nearest.line,
        nearest.distance,
        np.full(len(footprints), np.nan),
        points,
        _reasons(missing, TOO_FAR),
    )


def _reasons(missing: npt.NDArray[np.bool_], text: str) -> Array:
    reasons = np.full(len(missing), None, dtype=object)
    reasons[missing] = text
    return reasons


@dataclass(frozen=True, eq=False)
class _Candidates:
    """Pairs of building and section with their distance (p,), sorted by building, then distance, then section."""

    building: Integers
    section: Integers
    distance: Floats

    def take(self, rows: Array) -> _Candidates:
        return _Candidates(self.building[rows], self.section[rows], self.distance[rows])


def assign_scored(
    footprints: Array,
    sections: Array,
    *,
    address: Integers,
    name: Integers,
    class_share: Floats,
    barriers: Array | None,
    max_distance: float,
    candidates: int,
    penalties: Penalties,
    run: Run,
) -> Assignment:
    """Return the most likely section of each footprint (m,) among the nearest within ``max_distance``.

    Score in metres = distance of the footprint's outline from the section, plus ``penalties.other_name`` where the
    building's street ``address`` (m,) is known and differs from the section's ``name`` (n,), plus
    ``penalties.side_street`` times ``class_share`` (n,), plus ``penalties.through_building`` where the connection from
    the centroid runs through another building. A connection across one of ``barriers`` is ruled out. The lowest score
    wins, ties go to the lowest index; confidence is 1 - best / second best, 1 for an only candidate.
    """
    run.step(0.25, "Looking for streets near buildings")
    pairs = _nearby(footprints, sections, max_distance, candidates)
    score = pairs.distance + penalties.side_street * class_share[pairs.section]
    other_name = (address[pairs.building] >= 0) & (address[pairs.building] != name[pairs.section])
    score += penalties.other_name * other_name
    reason = np.full(len(footprints), TOO_FAR, dtype=object)
    reason[pairs.building] = BEHIND_BARRIER

    # from the centroid: between parallel walls and streets the shortest line from the outline may run along a corner
    points = centroids_xy(footprints)
    connection = shapely.shortest_line(shapely.points(points[pairs.building]), sections[pairs.section])
    if barriers is not None:
        run.step(0.45, "Looking for barriers")
        allowed = ~_hits(connection, barriers)
        pairs, score, connection = pairs.take(allowed), score[allowed], connection[allowed]
    run.step(0.55, "Looking for buildings in between")
    hopeful = _may_be_first_or_second(pairs, score, penalties.through_building)
    pairs, score, connection = pairs.take(hopeful), score[hopeful], connection[hopeful]
    score = score + penalties.through_building * _through_others(connection, pairs.building, footprints)
    section, distance, confidence = _best(pairs, score, len(footprints))
    reason[section >= 0] = None
    return Assignment(section, distance, confidence, points, reason)


def _nearby(footprints: Array, sections: Array, max_distance: float, candidates: int) -> _Candidates:
    """Return the ``candidates`` nearest sections of each footprint, all of them where there are fewer.

    The search starts close by and goes on with twice the reach for footprints that have not met enough sections yet.
    """
    tree = shapely.STRtree(sections)
    rest = np.arange(len(footprints))
    reach = max_distance / 4.0
    found: list[_Candidates] = []
    while len(rest):
        pairs = _within(footprints, rest, sections, tree, reach)
        enough = np.bincount(pairs.building, minlength=len(footprints)) >= candidates
        complete = enough | (reach >= max_distance)
        found.append(pairs.take(complete[pairs.building]))
        rest = rest[~complete[rest]]
        reach = min(2.0 * reach, max_distance)
    building, section, distance = (
        np.concatenate([getattr(pairs, name) for pairs in found]) for name in ("building", "section", "distance")
    )
    order = np.lexsort((section, distance, building))
    pairs = _Candidates(building[order], section[order], distance[order])
    first = np.flatnonzero(np.diff(pairs.building, prepend=-1))
    rank = np.arange(len(order)) - np.repeat(first, np.diff(first, append=len(order)))
    return pairs.take(rank < candidates)


def _within(footprints: Array, rows: Integers, sections: Array, tree: shapely.STRtree, reach: float) -> _Candidates:
    x0, y0, x1, y1 = shapely.bounds(footprints[rows]).T
    at, section = tree.query(shapely.box(x0 - reach, y0 - reach, x1 + reach, y1 + reach))
    building = rows[at]
    distance = shapely.distance(footprints[building], sections[section])
    near = distance <= reach
    return _Candidates(building[near], section[near], distance[near])


def _may_be_first_or_second(pairs: _Candidates, score: Floats, penalty: float) -> npt.NDArray[np.bool_]:
    """Tell which pairs could still score best or second best when any of them may bear ``penalty`` in addition."""
    order = np.lexsort((score, pairs.building))
    building = pairs.building[order]
    first = np.flatnonzero(np.diff(building, prepend=-1))
    length = np.diff(first, append=len(order))
    second = np.where(length > 1, score[order][np.minimum(first + 1, len(order) - 1)], np.inf)
    hopeful = np.empty(len(order), dtype=bool)
    hopeful[order] = score[order] <= np.repeat(second, length) + penalty + TIE_TOLERANCE
    return hopeful


def _through_others(connection: Array, building: Integers, footprints: Array) -> npt.NDArray[np.bool_]:
    """Tell which connections (p,) run through a footprint other than that of their own building (p,)."""
    through = np.zeros(len(connection), dtype=bool)
    rows = np.flatnonzero(shapely.length(connection) > 0.0)
    at, other = shapely.STRtree(footprints).query(connection[rows])
    at = rows[at]
    foreign = building[at] != other
    at, other = at[foreign], other[foreign]
    through[at[shapely.crosses(connection[at], footprints[other])]] = True
    return through


def _hits(connection: Array, barriers: Array) -> npt.NDArray[np.bool_]:
    hit = np.zeros(len(connection), dtype=bool)
    rows = np.flatnonzero(shapely.length(connection) > 0.0)
    at, _ = shapely.STRtree(barriers).query(connection[rows], predicate="intersects")
    hit[rows[at]] = True
    return hit


def _best(pairs: _Candidates, score: Floats, buildings: int) -> tuple[Integers, Floats, Floats]:
    section = np.full(buildings, -1, dtype=np.int64)
    distance = np.full(buildings, np.inf)
    confidence = np.full(buildings, np.nan)
    if not len(score):
        return section, distance, confidence
    order = np.lexsort((pairs.section, score, pairs.building))
    pairs, score = pairs.take(order), score[order]
    first = np.flatnonzero(np.diff(pairs.building, prepend=-1))
    length = np.diff(first, append=len(score))
    lowest = np.repeat(score[first], length)
    tied = np.where(score <= lowest + TIE_TOLERANCE, pairs.section, np.iinfo(np.int64).max)
    winner = np.minimum.reduceat(tied, first)
    of_building = pairs.building[first]
    section[of_building] = winner
    won = pairs.section == np.repeat(winner, length)
    distance[pairs.building[won]] = pairs.distance[won]

    second = np.full(len(first), np.inf)
    several = length > 1
    second[several] = score[first[several] + 1]
    with np.errstate(invalid="ignore"):
        certain = 1.0 - score[first] / second
    confidence[of_building] = np.where(second > 0.0, certain, 0.0)
    return section, distance, confidence
