"""Progress and cancellation, as the core sees them."""

from __future__ import annotations

from typing import Protocol

from .errors import CancelledError


class Progress(Protocol):
    """What a host offers: QGIS feedback, a terminal line, a batch worker."""

    def report(self, fraction: float, message: str = "") -> None:
        """Show that ``fraction`` (0 to 1) of the work is done."""

    def is_cancelled(self) -> bool:
        """Tell whether the user asked to stop."""


class Silent:
    """Progress for callers who want none."""

    def report(self, fraction: float, message: str = "") -> None:
        return

    def is_cancelled(self) -> bool:
        return False


class Span:
    """A part of a longer job: maps its own 0..1 onto ``start``..``end`` of the parent."""

    def __init__(self, parent: Progress, start: float, end: float) -> None:
        self._parent = parent
        self._start = start
        self._end = end

    def report(self, fraction: float, message: str = "") -> None:
        self._parent.report(self._start + (self._end - self._start) * min(max(fraction, 0.0), 1.0), message)

    def is_cancelled(self) -> bool:
        return self._parent.is_cancelled()


def step(progress: Progress, fraction: float, message: str = "") -> None:
    """Report ``fraction`` and raise :class:`CancelledError` if the user asked to stop."""
    if progress.is_cancelled():
        raise CancelledError
    progress.report(fraction, message)
