"""The manual: the help pages of all algorithms in one window."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QListWidget, QListWidgetItem, QSplitter, QTextBrowser, QWidget

from ..translation import tr

_WIDTH_IN_LETTERS, _HEIGHT_IN_LINES = 120, 45


class ManualWindow(QSplitter):
    """The algorithms on the left, the page of the chosen one on the right."""

    def __init__(self, parent: QWidget | None, provider: QgsProcessingProvider) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Window)
        self.setWindowTitle(tr("HalPlan manual"))
        self._pages = {algorithm.displayName(): algorithm.shortHelpString() for algorithm in provider.algorithms()}
        self.titles = QListWidget()
        for algorithm in provider.algorithms():
            self.titles.addItem(QListWidgetItem(algorithm.icon(), algorithm.displayName()))
        self.page = QTextBrowser()
        self.page.setOpenExternalLinks(True)
        self.addWidget(self.titles)
        self.addWidget(self.page)
        self.setStretchFactor(1, 1)
        metrics = self.fontMetrics()
        self.resize(_WIDTH_IN_LETTERS * metrics.averageCharWidth(), _HEIGHT_IN_LINES * metrics.lineSpacing())
        self.titles.currentTextChanged.connect(self._show_page)
        self.titles.setCurrentRow(0)

    def _show_page(self, title: str) -> None:
        self.page.setHtml(self._pages.get(title, ""))
