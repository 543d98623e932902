"""The job of finding the street section nearest to each building, and the heat that each section gets."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from contender import DUCKDB, GEOPANDAS, QGIS, REFERENCE, Answer, sums
from data import read, town_cases
from jobs import DifferentAnswerError, Goal, Job

_TIE = 2e-6
"""Metres by which the distances of two sections to a building may differ for either to count as the nearest."""


@lru_cache(maxsize=1)
def _town(path: Path) -> tuple[Any, Any, Any]:
    buildings = read(path, "buildings")
    return shapely.centroid(buildings.shapes), buildings["wh"], read(path, "sections").shapes


def check(reference: Answer, answer: Answer, path: Path, exact: bool) -> str:
    """Compare an assignment with the reference; see :class:`Job`."""
    points, wh, sections = _town(path)
    rows, row_place, place = _per_building(answer, len(points))
    heat = _per_section(answer, len(sections))
    if (heat != sums(row_place, wh[rows], len(sections))).any():
        raise DifferentAnswerError("the heat of the sections is not that of the buildings assigned to them")
    right = reference["place"]
    other = np.flatnonzero(place != right)
    if exact and len(other):
        raise DifferentAnswerError(f"{len(other)} buildings are assigned to another section, first row {other[0]}")
    distance = shapely.distance(points[other], sections[right[other]])
    lost = place[other] < 0
    if (distance[lost] <= answer.get("radius", np.array([np.inf]))[0]).any():
        raise DifferentAnswerError(f"{int(lost.sum())} buildings are assigned to no section")
    farther = shapely.distance(points[other[~lost]], sections[place[other[~lost]]]) - distance[~lost]
    if (farther > _TIE).any():
        raise DifferentAnswerError(f"{int((farther > _TIE).sum())} buildings are assigned to a section farther away")
    if len(rows) > len(points):
        total, all_heat = int(heat.sum()), int(wh.sum())
        return (
            f"**{len(rows):,} rows** for {len(points):,} buildings, {total / 1e9:,.3f} for {all_heat / 1e9:,.3f} GWh: "
            f"**{100 * (total / all_heat - 1):+.2f} %**"
        )
    if int(heat.sum()) != int(wh[place >= 0].sum()):
        raise DifferentAnswerError("the heat of all sections is not that of all buildings")
    ties, too_far = int((~lost).sum()), int(lost.sum())
    remarks = [f"{ties} tie{'s' if ties > 1 else ''}"] if ties else []
    if too_far:
        remarks.append(f"{too_far} building{'s' if too_far > 1 else ''} beyond its radius")
    return "the same but for " + " and ".join(remarks) if remarks else "the same"


def _per_building(answer: Answer, count: int) -> tuple[Any, Any, Any]:
    """Return all pairs of building and section, and of each building the section of lowest number."""
    if "row" in answer:
        rows, row_place = answer["row"], answer["row_place"]
    else:
        rows, row_place = np.arange(count), answer["place"]
    place = np.full(count, np.iinfo(np.int64).max)
    np.minimum.at(place, rows, row_place)
    return rows, row_place, np.where(place == np.iinfo(np.int64).max, -1, place)


def _per_section(answer: Answer, count: int) -> Any:
    if "wh" in answer:
        return answer["wh"]
    heat = np.zeros(count, dtype=np.int64)
    heat[answer["sum_place"]] = answer["sum_wh"]
    return heat


JOB = Job(
    name="street_sums",
    title="Heat of street sections",
    question=(
        "Each building goes to the street section nearest to its centroid, and the heat of the buildings is summed by "
        "section. Computing the centroids is part of the job. Of several sections that are equally near, within a "
        "micrometre, the first is right."
    ),
    notes=(
        "The reference collects with shapely all sections within a micrometre of the smallest distance and takes the "
        "first. HalPlan has to give the same section for every building and the same sums to the watt-hour. A peer may "
        "choose another of several sections that tie; any other difference ends the comparison.\n\n"
        "`native:joinbynearest` returns a row for every tied section, so buildings count twice and the heat of the "
        "sections is more than that of the buildings. The table states both."
    ),
    references=((REFERENCE, "reference"),),
    goals=(Goal(QGIS, 20.0), Goal(GEOPANDAS, 3.0), Goal(DUCKDB, 1.1), Goal(REFERENCE)),
    cases=town_cases,
    check=check,
)
