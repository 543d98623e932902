"""Letting contenders take turns, and what comes of it."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from clock import Timing
from contender import HALPLAN
from jobs import DifferentAnswerError, Job

HERE = Path(__file__).resolve().parent
FEWEST_CLEAN = 3


class Workers:
    """The worker processes by the name of their Python. Use it as a context."""

    def __init__(self, pythons: Mapping[str, tuple[str, Mapping[str, str], Sequence[str]]]) -> None:
        """``pythons`` gives for each name the program, its environment and the modules with its contenders."""
        self._pythons = pythons
        self._processes: dict[str, subprocess.Popen[str]] = {}

    def __enter__(self) -> Workers:
        for name, (program, environment, modules) in self._pythons.items():
            self._processes[name] = subprocess.Popen(
                [program, str(HERE / "worker.py"), *modules], env=dict(environment), text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            )  # fmt: skip
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes.values():
            if process.stdin:
                process.stdin.close()
            process.wait()

    def ask(self, name: str, **request: Any) -> dict[str, Any]:
        """Send a request to a worker and return its reply; raises ``RuntimeError`` when it died."""
        process = self._processes[name]
        if process.stdin is None or process.stdout is None:
            raise RuntimeError(f"no connection to the worker {name}")
        print(json.dumps(request), file=process.stdin, flush=True)
        reply = process.stdout.readline()
        if not reply:
            raise RuntimeError(f"the worker '{name}' ended at {request}; its message is above")
        loaded: dict[str, Any] = json.loads(reply)
        return loaded

    def everyone(self) -> tuple[list[Entry], dict[str, str], list[str]]:
        """Return all contenders, the versions of their software, and what is not installed."""
        entries: list[Entry] = []
        versions: dict[str, str] = {}
        missing: list[str] = []
        for name in self._processes:
            there = self.ask(name, do="describe")
            entries += [Entry(name, number, **contender) for number, contender in enumerate(there["contenders"])]
            for software, version in there["versions"].items():
                known = versions.setdefault(software, version)
                if known != version:
                    versions[f"{software} ({name})"] = version
            missing += there["missing"]
        return entries, versions, missing


@dataclass
class Entry:
    """A contender of some worker, and its results on one data set."""

    python: str
    number: int
    job: str
    family: str
    how: str
    part_of_peer: bool
    remark: str = ""
    timings: list[Timing] = field(default_factory=list)

    @property
    def seconds(self) -> list[float]:
        return [timing.seconds for timing in self.timings]

    @property
    def unclean(self) -> int:
        """How many runs were disturbed."""
        return sum(not timing.clean for timing in self.timings)


@dataclass(frozen=True)
class Ratio:
    """How much longer a contender takes than HalPlan in the same Python: median, smallest and largest of the rounds."""

    median: float
    lowest: float
    highest: float


def baseline_of(entry: Entry, entries: Sequence[Entry]) -> Entry:
    """Return HalPlan in the Python of a contender."""
    return next(other for other in entries if other.python == entry.python and other.family == HALPLAN)


def ratio(entry: Entry, baseline: Entry) -> Ratio:
    """Return the ratio of run times, round by round; of the clean rounds where there are enough."""
    rounds = list(zip(entry.timings, baseline.timings, strict=True))
    clean = [(mine, its) for mine, its in rounds if mine.clean and its.clean]
    used = clean if len(clean) >= FEWEST_CLEAN else rounds
    ratios = [mine.seconds / its.seconds for mine, its in used]
    return Ratio(statistics.median(ratios), min(ratios), max(ratios))


def compare(workers: Workers, job: Job, entries: Sequence[Entry], path: Path) -> list[Entry]:
    """Load the data, run everyone once and compare the answers; raises :class:`DifferentAnswerError`.

    Returns those to be timed: all but the reference where it is too slow to be a fair peer.
    """
    right = [entry for wanted in job.references for entry in entries if (entry.family, entry.how) == wanted]
    if not right:
        raise SystemExit(f"None of the contenders with the right answers of '{job.name}' is there.")
    reference = right[0]
    with tempfile.TemporaryDirectory() as folder:
        answers = {}
        for entry in entries:
            file = Path(folder) / f"{entry.python}-{entry.number}.npz"
            workers.ask(entry.python, do="load", number=entry.number, data=str(path))
            workers.ask(entry.python, do="answer", number=entry.number, to=str(file))
            with np.load(file) as saved:
                answers[id(entry)] = dict(saved)
    for entry in entries:
        if entry is reference or entry.part_of_peer:
            continue
        try:
            exact = entry.family == HALPLAN
            entry.remark = job.check(answers[id(reference)], answers[id(entry)], path, exact)
        except DifferentAnswerError as error:
            raise DifferentAnswerError(f"{entry.family}, {entry.how} ({entry.python}): {error}") from None
    reference.remark = "the reference"
    return [entry for entry in entries if entry.how != "reference"]


def take_turns(workers: Workers, entries: Sequence[Entry], rounds: int) -> None:
    """Time everyone in turn, ``rounds`` times, every other time in reverse so that no place in the order pays."""
    for number in range(rounds):
        for entry in entries if number % 2 == 0 else reversed(entries):
            reply = workers.ask(entry.python, do="time", number=entry.number)
            entry.timings.append(Timing(reply["seconds"], reply["own"], reply["foreign"]))
        print(".", end="", flush=True, file=sys.stderr)
    print(file=sys.stderr)


def machine() -> str:
    """Return what the times depend on, without naming the machine."""
    return f"{os.cpu_count()} cores, {os.uname().machine.replace('_', '-')}"
