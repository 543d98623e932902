"""The plugin as QGIS sees it: what it adds when it is loaded, and takes away again."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from qgis.core import Qgis, QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QEvent

from . import dependencies, translation
from .processing.present_layer import forget_presenters
from .processing.provider import HalplanProvider

if TYPE_CHECKING:
    from .ui.menu import HalplanMenu


class HalplanPlugin:
    """Adds the Processing provider and, where there is a window, menu and tool bar."""

    def __init__(self, iface: Any) -> None:
        self._iface = iface
        self._translator = translation.install_translator()
        self._provider: HalplanProvider | None = None
        self._menu: HalplanMenu | None = None

    def initProcessing(self) -> None:  # noqa: N802
        """Add the provider; this is all that ``qgis_process`` asks for."""
        if self._provider is None:
            self._provider = HalplanProvider()
            QgsApplication.processingRegistry().addProvider(self._provider)

    def initGui(self) -> None:  # noqa: N802
        """Add what belongs to the window."""
        from .ui.menu import HalplanMenu

        self.initProcessing()
        self._menu = HalplanMenu(self._iface, self._provider)
        problem = dependencies.problem() or dependencies.caution()
        if problem:
            self._iface.messageBar().pushMessage("HalPlan", problem, Qgis.MessageLevel.Warning, 0)

    def unload(self) -> None:
        """Take everything away again, so that the plugin can be loaded anew or in a newer version."""
        if self._menu is not None:
            self._menu.remove()
            self._menu = None
        if self._provider is not None:
            QgsApplication.processingRegistry().removeProvider(self._provider)
            self._provider = None
        forget_presenters()
        translation.remove_translator(self._translator)
        self._translator = None
        # deletions must happen while the modules of the deleted objects are still there
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        _forget_modules()


def _forget_modules() -> None:
    """Drop the modules of the plugin. QGIS drops those it saw being imported, not those loaded by name."""
    package = __name__.rpartition(".")[0]
    for name in [name for name in sys.modules if name.startswith(f"{package}.")]:
        del sys.modules[name]
