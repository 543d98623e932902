"""Takes pictures of the demonstration; run by QGIS itself with ``--code`` (see ``screenshots.py``)."""

import os
from pathlib import Path

IMAGES = Path(os.environ["HALPLAN_IMAGES"])
_VIEW_3D = "Gebäude in 3D"


def take_pictures() -> None:
    """Take the pictures from inside QGIS, one step after the other in its event loop."""
    from qgis.core import QgsProject
    from qgis.PyQt.QtCore import Qt, QTimer
    from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QLineEdit, QMenu, QTreeView
    from qgis.utils import iface

    window = iface.mainWindow()
    window.showNormal()
    window.setGeometry(0, 0, 1600, 1000)

    def picture(name: str) -> None:
        QApplication.primaryScreen().grabWindow(0).save(str(IMAGES / name))

    def arrange() -> None:
        iface.messageBar().clearWidgets()
        for dock in window.findChildren(QDockWidget):
            dock.setVisible(dock.objectName() in ("Layers", "ProcessingToolbox"))
        toolbox = window.findChild(QDockWidget, "ProcessingToolbox")
        window.resizeDocks([toolbox, window.findChild(QDockWidget, "Layers")], [330, 380], Qt.Orientation.Horizontal)
        toolbox.findChild(QLineEdit).setText("HalPlan")
        for tree in toolbox.findChildren(QTreeView):
            tree.expandAll()
        show_theme("Wärmeliniendichte")

    def show_theme(name: str) -> None:
        model = iface.layerTreeView().layerTreeModel()
        QgsProject.instance().mapThemeCollection().applyTheme(name, QgsProject.instance().layerTreeRoot(), model)
        iface.mapCanvas().refresh()

    def show_3d() -> None:
        window.findChild(QDockWidget, "ProcessingToolbox").hide()
        for menu in window.findChildren(QMenu):
            if "3D" in menu.title():
                menu.aboutToShow.emit()  # fills the list of the project's views
                for action in menu.actions():
                    if action.text() == _VIEW_3D:
                        action.trigger()

    def enlarge_3d() -> None:
        for dock in window.findChildren(QDockWidget):
            if dock.windowTitle() == _VIEW_3D:
                dock.setFloating(False)
                window.resizeDocks([dock], [1150], Qt.Orientation.Horizontal)

    steps = [
        (5000, arrange),
        (9000, lambda: picture("musterstadt.png")),
        (500, lambda: show_theme("Wärmedichte der Baublöcke")),
        (8000, lambda: picture("baubloecke.png")),
        (500, show_3d),
        (4000, enlarge_3d),
        (30000, lambda: picture("musterstadt-3d.png")),
        (500, lambda: os._exit(0)),
    ]
    delay = 0
    for wait, action in steps:
        delay += wait
        QTimer.singleShot(delay, action)


take_pictures()
