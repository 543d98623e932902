"""Results as Markdown: ratios first."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clock import FOREIGN_SHARE, MOST_CALLS, SHORTEST_TURN
from contender import HALPLAN
from jobs import Goal, Job
from measure import FEWEST_CLEAN, Entry, Ratio, baseline_of, machine, ratio


@dataclass(frozen=True)
class CaseResult:
    """The contenders of a job on one data set, timed."""

    title: str
    size: str
    entries: Sequence[Entry]


@dataclass(frozen=True)
class GoalResult:
    """A goal, the ratio to the fastest contender of its family, and whether it is reached."""

    goal: Goal
    entry: Entry
    ratio: Ratio

    @property
    def reached(self) -> bool:
        return self.goal.ratio is None or self.ratio.median >= self.goal.ratio


def goals(job: Job, result: CaseResult) -> list[GoalResult]:
    """Return the goals of the families that took part."""
    found = []
    for goal in job.goals:
        peers = [e for e in result.entries if e.family == goal.family and not e.part_of_peer]
        ratios = [(ratio(e, baseline_of(e, result.entries)), e) for e in peers]
        if ratios:
            fastest, entry = min(ratios, key=lambda pair: pair[0].median)
            found.append(GoalResult(goal, entry, fastest))
    return found


def page(job: Job, results: Sequence[CaseResult], versions: Mapping[str, str], missing: Sequence[str]) -> str:
    """Return the page of a job."""
    parts = [f"# {job.title}", job.question]
    for result in results:
        parts += [f"## {result.title}", result.size, _headlines(job, result), _table(result)]
    parts += ["## How to read it", job.notes, _method(results, missing), _versions(versions)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _headlines(job: Job, result: CaseResult) -> str:
    return "\n".join(_headline(found) for found in goals(job, result))


def _headline(found: GoalResult) -> str:
    line = f"* **{_times(found.ratio.median)} times as fast as {found.goal.family}** ({found.entry.how})"
    if found.goal.ratio is None:
        return line
    return f"{line}; goal {_times(found.goal.ratio)}: {'reached' if found.reached else '**missed**'}"


def _table(result: CaseResult) -> str:
    lines = [
        "| | runs in | time, HalPlan = 1 | from – to | median s | fastest s | processor s | disturbed turns | answer |",
        "|---|---|--:|--:|--:|--:|--:|--:|---|",
    ]
    for entry in result.entries:
        baseline = baseline_of(entry, result.entries)
        of = ratio(entry, baseline)
        name = f"{entry.family}: {entry.how}"
        cells = [
            f"**{name}**" if entry.family == HALPLAN else f"*of this: {entry.how}*" if entry.part_of_peer else name,
            entry.python,
            "1" if entry is baseline else _times(of.median),
            "" if entry is baseline else f"{_times(of.lowest)} – {_times(of.highest)}",
            f"{statistics.median(entry.seconds):.3f}",
            f"{min(entry.seconds):.3f}",
            f"{statistics.median(timing.own for timing in entry.timings):.2f}",
            f"{entry.unclean} of {len(entry.timings)}",
            entry.remark,
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _times(value: float) -> str:
    return f"{value:.0f}" if value >= 9.95 else f"{value:.1f}" if value >= 0.995 else f"{value:.2f}"


def _method(results: Sequence[CaseResult], missing: Sequence[str]) -> str:
    rounds = max(len(entry.timings) for result in results for entry in result.entries)
    text = (
        f"{machine().capitalize()}. Contenders took turns for {rounds} rounds, every other round in reverse order. A "
        f"call shorter than {SHORTEST_TURN} s is repeated within its turn, up to {MOST_CALLS} times, and the median "
        "counts. A ratio is the median of the rounds, each against HalPlan in the same Python and the same round; "
        f"rounds in which other processes used more than {100 * FOREIGN_SHARE:.0f} % of a processor are left out where "
        f"at least {FEWEST_CLEAN} are clean. Whatever is not said to read a file has its data in memory before the "
        "clock starts; the algorithms of QGIS stream their layers from the GeoPackage, as for every user, without "
        "checking validity. Nobody keeps an index or prepared geometries from one call to the next. All use one "
        "processor, but DuckDB all that there are."
    )
    if missing:
        text += " Not installed: " + ", ".join(sorted(missing)) + "."
    return text


def _versions(versions: Mapping[str, str]) -> str:
    return "Versions: " + ", ".join(f"{name} {version}" for name, version in sorted(versions.items())) + "."
