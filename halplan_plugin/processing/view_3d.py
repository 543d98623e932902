"""A 3D view of the buildings, ready in the project.

QGIS has no Python interface to the 3D views of a project, so the view is given as the project file stores it.
Where QGIS comes without its 3D part, everything else of the project still works.
"""

from __future__ import annotations

from collections.abc import Mapping

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtXml import QDomDocument

from ..core.markup import Element, tag
from ..core.styles.heat_project import HeatProject

NAME = "Gebäude in 3D"


def prepare_3d() -> bool:
    """Make QGIS know the 3D renderers, which it would drop from styles otherwise; tell whether there are any."""
    try:
        from qgis._3d import Qgs3D
    except ImportError:
        return False
    Qgs3D.initialize()
    return True


def add_view_3d(project: QgsProject, plan: HeatProject, layers: Mapping[str, QgsVectorLayer]) -> None:
    """Add the view: buildings rise from the map of streets and water, seen from the south."""
    shown = [layers[entry.key].id() for entry in plan.layers if entry.key in _SHOWN and entry.key in layers]
    text = tag("qgis", None, tag("mapViewDocks3D", None, _view(project, plan, shown)))
    document = QDomDocument()
    document.setContent(text)
    project.viewsManager().readXml(document.documentElement(), document)


_SHOWN = ("heat_buildings", "rail", "streets", "water", "actual_use", "boundary")


def _view(project: QgsProject, plan: HeatProject, layer_ids: list[str]) -> Element:
    x_min, y_min, x_max, y_max = plan.extent
    centre = {"x": (x_min + x_max) / 2, "y": (y_min + y_max) / 2, "z": 0}
    extent = {"xMin": x_min, "yMin": y_min, "xMax": x_max, "yMax": y_max, "showIn2dView": 0}
    distance = 0.55 * max(x_max - x_min, y_max - y_min)
    settings = tag(
        "qgis3d",
        None,
        tag("origin", centre),
        tag("extent", extent),
        tag("camera", {"field-of-view": 45, "projection-type": 1, "camera-navigation-mode": 0,
                       "camera-movement-speed": 5}),
        tag("color", {"background": "226,236,244,255", "selection": "255,255,0,255"}),
        tag("crs", None, _crs(project)),
        tag(
            "terrain",
            {"terrain-rendering-enabled": 1, "exaggeration": 1, "texture-size": 1024, "max-terrain-error": 3,
             "max-ground-error": 1, "shading-enabled": 0, "elevation-offset": 0, "show-labels": 0, "map-theme": ""},
            tag("layers", None, (tag("layer", {"id": layer_id}) for layer_id in layer_ids)),
            tag("generator", {"type": "flat"}),
        ),
        tag("lights", None, tag("directional-light", {
            "x": 0.45, "y": -0.8, "z": -0.45, "color": "255,255,255,255", "intensity": 1,
        })),
    )  # fmt: skip
    camera = tag("camera", {"x": 0, "y": 0, "elev": 0, "dist": distance, "pitch": 48, "yaw": 0})
    return tag("view", {"name": NAME, "isOpen": 0, "isFloating": 0}, settings, camera)


def _crs(project: QgsProject) -> Element:
    document = QDomDocument()
    element = document.createElement("crs")
    project.crs().writeXml(element, document)
    document.appendChild(element)
    written = document.toString()
    return Element(written[written.index(">") + 1 : written.rindex("<")])
