"""Loading and unloading the plugin, as QGIS does it, leaves nothing behind."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import STAGE
from qgis.core import QgsApplication, QgsProcessingContext
from qgis.PyQt.QtCore import QCoreApplication, QObject
from qgis.PyQt.QtWidgets import QAction, QMainWindow, QToolBar

PACKAGE = "halplan_plugin"


class Window:
    """As much of the QGIS interface as the plugin uses, with real widgets."""

    def __init__(self) -> None:
        self.window = QMainWindow()
        self.menu: list[QAction] = []
        self.messages: list[tuple[Any, ...]] = []

    def mainWindow(self) -> QMainWindow:  # noqa: N802
        return self.window

    def addToolBar(self, title: str) -> QToolBar:  # noqa: N802
        return self.window.addToolBar(title)

    def addPluginToMenu(self, title: str, action: QAction) -> None:  # noqa: N802
        self.menu.append(action)

    def removePluginMenu(self, title: str, action: QAction) -> None:  # noqa: N802
        self.menu.remove(action)

    def messageBar(self) -> Window:  # noqa: N802
        return self

    def pushMessage(self, *message: Any) -> None:  # noqa: N802
        self.messages.append(message)

    def children(self) -> list[str]:
        QCoreApplication.sendPostedEvents(None, 52)  # deferred deletions
        found = self.window.findChildren(QToolBar) + self.window.findChildren(QAction)
        return sorted(child.objectName() for child in found if child.objectName().startswith("Halplan"))


@pytest.fixture
def fresh() -> Iterator[None]:
    """Import the plugin anew in a test and give the other tests their modules back."""
    own = {name: module for name, module in sys.modules.items() if name.split(".")[0] == PACKAGE}
    for name in own:
        del sys.modules[name]
    yield
    for name in [name for name in sys.modules if name.split(".")[0] == PACKAGE]:
        del sys.modules[name]
    sys.modules.update(own)


@pytest.fixture
def window(qgis_app: Any, qgis_processing: Any, fresh: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    from qgis import utils

    made = Window()
    monkeypatch.setattr(utils, "iface", made)
    monkeypatch.setattr(utils, "plugin_paths", [str(STAGE)])
    utils.updateAvailablePlugins()
    yield made
    if utils.isPluginLoaded(PACKAGE):
        utils.unloadPlugin(PACKAGE)


def leftovers() -> list[str]:
    return sorted(name for name in sys.modules if name.startswith(f"{PACKAGE}."))


def test_loading_and_unloading_twice_leaves_nothing(window: Window) -> None:
    from qgis import utils

    registry = QgsApplication.processingRegistry()
    for _ in range(2):
        assert utils.loadPlugin(PACKAGE)
        assert utils.startPlugin(PACKAGE)
        assert registry.providerById("halplan") is not None
        assert window.children() == ["HalplanToolBar", "Halplan_heat_plan", "Halplan_manual", "Halplan_report"]
        assert len(window.menu) == 3
        assert f"{PACKAGE}.core.operation" in sys.modules
        assert utils.unloadPlugin(PACKAGE)
        assert registry.providerById("halplan") is None
        assert window.children() == []
        assert window.menu == []
        assert leftovers() == []
        assert PACKAGE not in sys.modules


def test_without_window_there_is_only_the_provider(window: Window) -> None:
    from qgis import utils

    assert utils.loadPlugin(PACKAGE)
    assert utils.startProcessingPlugin(PACKAGE)
    assert QgsApplication.processingRegistry().providerById("halplan") is not None
    assert f"{PACKAGE}.ui.menu" not in sys.modules
    assert window.children() == []
    assert utils.unloadPlugin(PACKAGE)


def test_a_missing_package_is_said_in_the_window(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    from qgis import utils

    assert utils.loadPlugin(PACKAGE)
    dependencies = importlib.import_module(f"{PACKAGE}.dependencies")
    monkeypatch.setattr(dependencies, "problem", lambda: "install shapely")
    assert utils.startPlugin(PACKAGE)
    assert [message[1] for message in window.messages] == ["install shapely"]
    assert QgsApplication.processingRegistry().algorithmById("halplan:prepare_buildings") is not None
    assert utils.unloadPlugin(PACKAGE)


def test_unloading_lets_go_of_layers_that_were_never_loaded(window: Window) -> None:
    from qgis import utils

    assert utils.loadPlugin(PACKAGE)
    assert utils.startProcessingPlugin(PACKAGE)
    present_layer = importlib.import_module(f"{PACKAGE}.processing.present_layer")
    present_layer.present_when_loaded(QgsProcessingContext(), "nowhere.gpkg", {}, "")
    assert present_layer._waiting
    assert utils.unloadPlugin(PACKAGE)
    assert not present_layer._waiting


def test_the_german_translation_comes_and_goes(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    from qgis import utils

    monkeypatch.setattr(QgsApplication, "locale", lambda: "de_AT")
    for _ in range(2):
        assert utils.loadPlugin(PACKAGE)
        assert utils.startPlugin(PACKAGE)
        algorithm = QgsApplication.processingRegistry().algorithmById("halplan:prepare_buildings")
        assert algorithm.group() == "Wärmeplanung"
        assert "Wärmeplan erstellen…" in [action.text() for action in window.menu]
        assert utils.unloadPlugin(PACKAGE)
        assert QCoreApplication.translate("HalPlan", "Heat planning", "heat") == "Heat planning"


def test_the_menu_opens_the_manual_and_misses_the_report(window: Window, qgis_new_project: None) -> None:
    from qgis import utils

    assert utils.loadPlugin(PACKAGE)
    assert utils.startPlugin(PACKAGE)
    actions = {action.objectName(): action for action in window.menu}
    actions["Halplan_report"].trigger()
    assert "no report" in window.messages[0][1]
    actions["Halplan_manual"].trigger()
    manual = next(child for child in window.window.children() if type(child).__name__ == "ManualWindow")
    assert isinstance(manual, QObject)
    assert manual.isVisible()
    assert manual.titles.count() >= 8
    assert manual.page.toPlainText().strip()
    assert utils.unloadPlugin(PACKAGE)
