"""The job of finding the block that holds each building, and the heat that each block gets."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from contender import DUCKDB, GEOPANDAS, QGIS, REFERENCE, Answer
from data import town_cases
from jobs import DifferentAnswerError, Goal, Job


def check(reference: Answer, answer: Answer, path: Path, exact: bool) -> str:
    """Compare the blocks and their heat with the reference; see :class:`Job`. All must agree to the watt-hour."""
    heat = answer.get("wh")
    if heat is None:
        heat = np.zeros(len(reference["wh"]), dtype=np.int64)
        heat[answer["sum_place"]] = answer["sum_wh"]
    different = np.flatnonzero(heat != reference["wh"])
    if len(different):
        raise DifferentAnswerError(f"the heat of {len(different)} blocks differs, first block {different[0]}")
    place = answer.get("place")
    if place is None and "row" in answer:
        place = np.full(len(reference["place"]), -1)
        place[answer["row"]] = answer["row_place"]
    if place is None:
        return "the same sums"
    different = np.flatnonzero(place != reference["place"])
    if len(different):
        raise DifferentAnswerError(f"{len(different)} buildings lie in another block, first row {different[0]}")
    return "the same"


JOB = Job(
    name="block_sums",
    title="Heat of building blocks",
    question=(
        "Each building goes to the block that holds its centroid, and the heat of the buildings is summed by block. "
        "Computing the centroids is part of the job."
    ),
    notes="All contenders have to agree on the heat of every block to the watt-hour.",
    references=((REFERENCE, "`STRtree.query`"),),
    goals=(Goal(QGIS, 15.0), Goal(GEOPANDAS, 1.3), Goal(DUCKDB), Goal(REFERENCE)),
    cases=town_cases,
    check=check,
)
