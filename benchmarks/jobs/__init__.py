"""The jobs: what is asked, when two answers are the same, and what HalPlan aims at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from contender import Answer


class DifferentAnswerError(Exception):
    """A contender's answer is not the right one, so its time means nothing."""


@dataclass(frozen=True)
class Goal:
    """HalPlan aims at 1 / ``ratio`` of the time of the fastest contender of a family; ``None``: it is only shown."""

    family: str
    ratio: float | None = None


@dataclass(frozen=True)
class Case:
    """One data set of a job: what it is, and a function that gives its file."""

    title: str
    file: Callable[[], Path]


@dataclass(frozen=True)
class Job:
    """A job; ``name`` is that of the contenders, of the module and of the result's file.

    ``check(reference, answer, path, exact)`` compares an answer with the reference on a data set and returns a
    remark for the table. It raises :class:`DifferentAnswerError` where the answer is wrong; with ``exact`` where it
    is not the very same. ``references`` names the contenders whose answer is the right one, by family and way; the
    first that is there counts.
    """

    name: str
    title: str
    question: str
    notes: str
    references: tuple[tuple[str, str], ...]
    goals: tuple[Goal, ...]
    cases: Callable[[bool], list[Case]]
    check: Callable[[Answer, Answer, Path, bool], str]
