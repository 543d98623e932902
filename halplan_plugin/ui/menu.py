"""Menu and tool bar: the heat plan, its report, the manual."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from qgis.core import Qgis, QgsProcessingProvider, QgsProject
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QAction, QToolBar

from ..icons import icon
from ..translation import tr
from .manual import ManualWindow

MENU = "HalPlan"
HEAT_PLAN = "halplan:heat_plan"
REPORT = "bericht.html"


class HalplanMenu:
    """What the plugin adds to the main window."""

    def __init__(self, iface: Any, provider: QgsProcessingProvider) -> None:
        self._iface = iface
        self._provider = provider
        self._manual: ManualWindow | None = None
        self._toolbar: QToolBar = iface.addToolBar(MENU)
        self._toolbar.setObjectName("HalplanToolBar")
        self._actions = [
            self._add("heat_plan", tr("Make a heat plan…"), self.make_heat_plan),
            self._add("report", tr("Open the report of this project"), self.open_report),
            self._add("manual", tr("Manual"), self.open_manual),
        ]

    def remove(self) -> None:
        """Take everything away again."""
        for action in self._actions:
            self._iface.removePluginMenu(MENU, action)
            action.deleteLater()
        self._actions.clear()
        self._toolbar.deleteLater()
        if self._manual is not None:
            self._manual.close()
            self._manual.deleteLater()

    def make_heat_plan(self) -> None:
        """Open the dialog of the algorithm that runs the whole chain."""
        from processing import execAlgorithmDialog

        execAlgorithmDialog(HEAT_PLAN)

    def open_report(self) -> None:
        """Open the report that lies beside the project."""
        folder = QgsProject.instance().absolutePath()
        report = Path(folder) / REPORT
        if folder and report.is_file():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(report)))
            return
        text = tr("There is no report beside this project. Make a heat plan and open the project that it writes.")
        self._iface.messageBar().pushMessage(MENU, text, Qgis.MessageLevel.Info)

    def open_manual(self) -> None:
        """Show the manual in a window of its own."""
        if self._manual is None:
            self._manual = ManualWindow(self._iface.mainWindow(), self._provider)
        self._manual.show()
        self._manual.raise_()

    def _add(self, icon_name: str, text: str, on_click: Callable[[], None]) -> QAction:
        action = QAction(icon(icon_name), text, self._iface.mainWindow())
        action.setObjectName(f"Halplan_{icon_name}")
        action.triggered.connect(lambda: on_click())
        self._toolbar.addAction(action)
        self._iface.addPluginToMenu(MENU, action)
        return action
