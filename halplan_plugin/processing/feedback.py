"""QGIS feedback as the progress of the core."""

from __future__ import annotations

from qgis.core import QgsProcessingFeedback

from ..translation import tr


class FeedbackProgress:
    """Shows whole percents only, since every change goes through the event loop of QGIS."""

    def __init__(self, feedback: QgsProcessingFeedback) -> None:
        self._feedback = feedback
        self._percent = -1
        self._message = ""

    def report(self, fraction: float, message: str = "") -> None:
        """Show that ``fraction`` (0 to 1) of the work is done and what is done now."""
        percent = int(100 * min(max(fraction, 0.0), 1.0))
        if percent != self._percent:
            self._percent = percent
            self._feedback.setProgress(percent)
        if message and message != self._message:
            self._message = message
            self._feedback.setProgressText(tr(message))

    def is_cancelled(self) -> bool:
        """Tell whether the user pressed 'Cancel'."""
        return bool(self._feedback.isCanceled())
