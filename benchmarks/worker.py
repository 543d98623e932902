"""A process in which contenders run, on behalf of ``run.py``.

    python benchmarks/worker.py MODULE ...

It reads requests from the standard input, one JSON object a line, and answers each with one on the standard output.
Workers of different Pythons live side by side, so that contenders of all of them take turns.
"""

from __future__ import annotations

import importlib
import json
import os
import platform
import sys
from pathlib import Path
from typing import Any

import numpy as np

from clock import turn
from contender import Contender


class Worker:
    """Holds the contenders of this Python and their inputs."""

    def __init__(self, modules: list[str]) -> None:
        self.contenders: list[Contender] = []
        self.versions = {"Python": platform.python_version()}
        self.missing: list[str] = []
        self.inputs: dict[int, Any] = {}
        for name in modules:
            try:
                module = importlib.import_module(name)
            except ImportError as error:
                self.missing.append(error.name or name)
                continue
            self.contenders += module.CONTENDERS
            self.versions |= module.VERSIONS

    def describe(self) -> dict[str, Any]:
        """Return who is here."""
        return {
            "contenders": [
                {"job": c.job, "family": c.family, "how": c.how, "part_of_peer": c.part_of_peer}
                for c in self.contenders
            ],
            "versions": self.versions,
            "missing": self.missing,
        }

    def load(self, number: int, data: str) -> dict[str, Any]:
        """Load the inputs of a contender."""
        self.inputs[number] = self.contenders[number].load(Path(data))
        return {}

    def answer(self, number: int, to: str) -> dict[str, Any]:
        """Run a contender once and save its answer."""
        contender = self.contenders[number]
        result = contender.run(contender.fresh(self.inputs[number]))
        np.savez(to, **contender.answer(result))  # type: ignore[arg-type]
        return {}

    def time(self, number: int) -> dict[str, Any]:
        """Give a contender its turn on the clock."""
        contender = self.contenders[number]
        timing = turn(lambda: contender.fresh(self.inputs[number]), contender.run)
        return {"seconds": timing.seconds, "own": timing.own, "foreign": timing.foreign}

    def forget(self) -> dict[str, Any]:
        """Drop all inputs."""
        self.inputs.clear()
        return {}


def main() -> None:
    # libraries write to the standard output as they like: it is theirs, on the error stream; replies go to a copy
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    worker = Worker(sys.argv[1:])
    for line in sys.stdin:
        request = json.loads(line)
        reply = getattr(worker, request.pop("do"))(**request)
        print(json.dumps(reply), file=replies, flush=True)
    # QGIS may crash when Python takes it down; there is nothing left to save
    replies.close()
    os._exit(0)


if __name__ == "__main__":
    main()
