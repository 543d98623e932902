"""The job of making a table of a layer."""

from __future__ import annotations

from pathlib import Path

from contender import GDAL, GEOPANDAS, OGR_LOOP, QGIS, READ_FILE, Answer
from data import city_file
from jobs import Case, DifferentAnswerError, Goal, Job


def check(reference: Answer, answer: Answer, path: Path, exact: bool) -> str:
    """Compare columns and geometries; see :class:`Job`. They must be equal, row by row."""
    for name, values in reference.items():
        if len(values) != len(answer[name]) or (values != answer[name]).any():
            raise DifferentAnswerError(f"the column '{name}' differs")
    return "the same"


def _cases(quick: bool) -> list[Case]:
    count = 5_000 if quick else 200_000
    return [Case(f"{count:,} buildings of the made-up city", lambda: city_file(count))]


JOB = Job(
    name="bulk_reading",
    title="Reading a layer",
    question=(
        "Polygons of a GeoPackage with a whole number and a text become two columns and an array of shapely geometries."
    ),
    notes=(
        "Every contender ends with the same columns and the same geometries, bit by bit. The loop that looks at "
        "nothing shows what a feature costs before anything is done with it. In the Python of QGIS HalPlan reads "
        "GDAL's Arrow stream, elsewhere it uses pyogrio without Arrow."
    ),
    references=((GDAL, OGR_LOOP), (GEOPANDAS, READ_FILE)),
    goals=(Goal(QGIS, 5.0), Goal(GDAL, 5.0), Goal(GEOPANDAS)),
    cases=_cases,
    check=check,
)
