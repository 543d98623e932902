"""Compares HalPlan with other tools on the same jobs and writes a table for each.

    python benchmarks/run.py             all jobs, results to benchmarks/results/<job>.md
    python benchmarks/run.py --quick     little data, to see that everything works; results go to the screen only

``make bench`` runs it in an environment of its own with the peers; algorithms of QGIS run in the Python of ``.venv``.
Peers that are not installed are left out and named. Answers are compared before anything is timed.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import data
from jobs import DifferentAnswerError, Job, block_sums, bulk_reading, street_sums
from measure import Workers, compare, take_turns
from report import CaseResult, goals, page

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results"
JOBS = (bulk_reading.JOB, street_sums.JOB, block_sums.JOB)

PYTHON_MODULES = ("peers.halplan", "peers.shapely_trees", "peers.geopandas_frames", "peers.duckdb_spatial")
QGIS_MODULES = ("peers.qgis_algorithms", "peers.halplan_plugin_reader", "peers.halplan", "peers.ogr_features")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="little data, two rounds, nothing written")
    parser.add_argument("--rounds", type=int, default=7, help="how often each contender is timed (7)")
    parser.add_argument("--without-qgis", action="store_true", help="leave QGIS out")
    parser.add_argument("jobs", nargs="*", metavar="JOB", help=f"{', '.join(job.name for job in JOBS)} (all)")
    options = parser.parse_args()
    unknown = set(options.jobs) - {job.name for job in JOBS}
    if unknown:
        parser.error(f"no such job: {', '.join(sorted(unknown))}")
    wanted = [job for job in JOBS if not options.jobs or job.name in options.jobs]
    try:
        run(wanted, quick=options.quick, rounds=2 if options.quick else options.rounds, qgis=not options.without_qgis)
    except DifferentAnswerError as error:
        print(f"\nThe answers differ, so nothing is timed. {error}", file=sys.stderr)
        return 1
    return 0


def run(jobs: Sequence[Job], *, quick: bool, rounds: int, qgis: bool) -> None:
    """Run jobs and print their pages; without ``quick`` write them as well."""
    for job in jobs:
        results: list[CaseResult] = []
        for case in job.cases(quick):
            path = case.file()
            print(f"{job.title}: {case.title}", file=sys.stderr)
            # new processes for each data set, so that none is slowed down by what the last one left behind
            with Workers(pythons(qgis)) as workers:
                everyone, versions, missing = workers.everyone()
                entries = compare(workers, job, [entry for entry in everyone if entry.job == job.name], path)
                take_turns(workers, entries, rounds)
            results.append(CaseResult(case.title, data.size_of(path), entries))
        text = page(job, results, versions, missing)
        print(text)
        if not quick:
            RESULTS.mkdir(exist_ok=True)
            (RESULTS / f"{job.name}.md").write_text(text, encoding="utf-8")
        for result in results:
            for found in goals(job, result):
                if not found.reached and not quick:
                    print(f"goal missed: {job.title}, {result.title}: {found.goal.family}", file=sys.stderr)


def pythons(qgis: bool) -> dict[str, tuple[str, Mapping[str, str], Sequence[str]]]:
    """Return the Pythons that contenders run in: this one, and that of QGIS."""
    own = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    found: dict[str, tuple[str, Mapping[str, str], Sequence[str]]] = {"Python": (sys.executable, own, PYTHON_MODULES)}
    if qgis:
        sys.path.append(str(ROOT / "tools"))
        from qgis_env import STAGE, clean_variables

        variables = {**clean_variables(), "PYTHONPATH": str(STAGE)}
        found = {"QGIS": (str(ROOT / ".venv" / "bin" / "python"), variables, QGIS_MODULES), **found}
    return found


if __name__ == "__main__":
    raise SystemExit(main())
