"""Timing a contender's turn, and telling how much of the machine others used meanwhile."""

from __future__ import annotations

import gc
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_TICKS = os.sysconf("SC_CLK_TCK")
_STAT = Path("/proc/stat")

FOREIGN_SHARE = 0.12
"""A turn during which other processes used more than this share of one processor is not clean."""
SHORTEST_TURN = 0.6
MOST_CALLS = 7


@dataclass(frozen=True)
class Timing:
    """One turn: wall time of a call, and processor time of the own process and of all others during it, in seconds.

    ``foreign`` is ``nan`` where it is unknown.
    """

    seconds: float
    own: float
    foreign: float

    @property
    def clean(self) -> bool:
        """Whether nothing else of note ran; true where that cannot be told."""
        return not self.foreign > FOREIGN_SHARE * self.seconds


def turn(fresh: Callable[[], Any], call: Callable[[Any], Any]) -> Timing:
    """Time ``call(fresh())``, where only the call counts.

    A short call is repeated, so that neither the resolution of the clocks nor what the last contender left in the
    caches matters; the median counts.
    """
    calls: list[Timing] = []
    while len(calls) < MOST_CALLS and sum(timing.seconds for timing in calls) < SHORTEST_TURN:
        inputs = fresh()
        gc.collect()
        busy, own, start = _busy(), _own(), time.perf_counter()
        result = call(inputs)
        seconds = time.perf_counter() - start
        own = _own() - own
        calls.append(Timing(seconds, own, _busy() - busy - own))
        del result
    foreign = sum(timing.foreign for timing in calls) / len(calls)
    own = sum(timing.own for timing in calls) / len(calls)
    return Timing(statistics.median(timing.seconds for timing in calls), own, max(foreign, 0.0))


def _own() -> float:
    times = os.times()
    return times.user + times.system


def _busy() -> float:
    """Return the seconds that all processors have been busy or taken away by the host since the start."""
    if not _STAT.exists():
        return float("nan")
    user, nice, system, _idle, _waiting, irq, soft_irq, stolen = map(int, _STAT.read_text().split(maxsplit=9)[1:9])
    return (user + nice + system + irq + soft_irq + stolen) / _TICKS
