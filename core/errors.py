"""Errors a planner can act on: what is wrong, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

_ROWS_SHOWN = 5


class HalplanError(Exception):
    """A fault of the data, of a parameter or of the environment, with its cure.

    ``template`` and ``hint`` are English sentences with ``{name}`` placeholders. The interface translates the
    templates and fills in ``params`` afterwards, so no translated text ever lives in the core.
    """

    def __init__(self, template: str, hint: str = "", **params: Any) -> None:
        self.template = template
        self.hint = hint
        self.params = params
        super().__init__(" ".join(part.format(**params) for part in (template, hint) if part))


class ParameterError(HalplanError):
    """A parameter is missing, has the wrong type or lies outside its range."""


class InputError(HalplanError):
    """An input layer cannot be used as it is; ``params`` names layer, field and rows where they are known."""


class OutputError(HalplanError):
    """A result cannot be written."""


class InvariantError(HalplanError):
    """A sum that must close does not. The result is discarded, since no number in it can be trusted."""


class MissingDependencyError(HalplanError):
    """A library that this step needs is not installed."""


class CancelledError(HalplanError):
    """The user stopped the run."""

    def __init__(self) -> None:
        super().__init__("The run was cancelled. Nothing was written.")


def cannot_write(path: object, reason: str) -> OutputError:
    """Return the error for a file that cannot be written, whatever the reason."""
    return OutputError(
        "File '{path}' cannot be written: {reason}.",
        "Check that the folder exists, that you may write there, that the disk is not full and that no other "
        "program is editing the file.",
        path=str(path),
        reason=reason,
    )


def name_rows(row_ids: Iterable[Any]) -> str:
    """Return the first rows of a list for a message: ``"3, 17, 20, 21, 30 (+ 4)"``."""
    rows = np.asarray(list(row_ids)) if not isinstance(row_ids, np.ndarray) else row_ids
    shown = ", ".join(str(row) for row in rows[:_ROWS_SHOWN])
    rest = len(rows) - _ROWS_SHOWN
    return f"{shown} (+ {rest})" if rest > 0 else shown
