"""Running commands for the set-up, and failing with a cure."""

from __future__ import annotations

import shlex
import subprocess
import sys
from typing import Any


class SetupError(Exception):
    """Something is missing or wrong on this machine; ``problem`` says what, ``cure`` what to do."""

    def __init__(self, problem: str, cure: str) -> None:
        self.problem = problem
        self.cure = cure
        super().__init__(f"{problem}\n\n{cure}")


def run(command: list[str], *, text: str | None = None, stdout: Any = None) -> str:
    """Run a command that must succeed and return its output if ``stdout`` is a pipe; ``text`` is its standard input.

    Raises :class:`SetupError`. A command may only ask back in a terminal.
    """
    stdin: dict[str, Any] = {"input": text}
    if text is None:
        stdin = {"stdin": None if sys.stdin.isatty() else subprocess.DEVNULL}
    done = subprocess.run(command, stdout=stdout, text=True, check=False, **stdin)
    if done.returncode:
        raise SetupError(
            f"This command failed with code {done.returncode}:\n\n  {shlex.join(command)}",
            "Its own message above says why. Mend that, then run this again.",
        )
    return done.stdout or ""


def say(text: str) -> None:
    """Tell the user what goes on, beside the output of the commands."""
    print(f"[set-up] {text}", file=sys.stderr, flush=True)
