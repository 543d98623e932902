"""The QGIS project of a heat plan: groups, themes, metadata, print layouts, a 3D view; all paths relative.

A project belongs to the main thread, so this runs in ``postProcessAlgorithm``.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsLayerMetadata,
    QgsLayerTreeGroup,
    QgsLayerTreeLayer,
    QgsMapThemeCollection,
    QgsProject,
    QgsProjectMetadata,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDateTime

from ..core import __version__
from ..core.errors import cannot_write
from ..core.formats.geopackage import RUNS_TABLE
from ..core.styles.heat_project import GROUPS, QUALITY, HeatProject, Theme
from ..core.table import Crs
from .layouts import add_layouts
from .maps import open_layer
from .view_3d import add_view_3d, prepare_3d
from .write_layer import qgis_crs

ROLE = "halplan/role"
"""Custom property by which a layer of the plan is found again, whatever the user calls it."""


def write_project(folder: Path, plan: HeatProject) -> Path:
    """Write ``<name>.qgz`` beside the GeoPackage in ``folder`` and return it. Main thread only.

    Raises :class:`OutputError`; an older project then is as it was.
    """
    prepare_3d()
    target = folder / f"{plan.name}.qgz"
    working = folder / f".{plan.name}.{os.getpid()}.part.qgz"
    # without the database of project styles, which nothing here needs
    project = QgsProject(None, Qgis.ProjectCapabilities())
    try:
        _fill(project, folder, plan)
        if not project.write(str(working)):
            raise cannot_write(target, project.error())
        _rename_inside(working, f"{plan.name}.qgs")
        working.replace(target)
    except OSError as error:
        raise cannot_write(target, error.strerror or str(error)) from error
    finally:
        # layers keep the GeoPackage open until the project lets go of them
        project.clear()
        working.unlink(missing_ok=True)
    return target


def _fill(project: QgsProject, folder: Path, plan: HeatProject) -> None:
    crs = qgis_crs(Crs(plan.crs) if ":" in plan.crs[:12] else Crs("", wkt=plan.crs))
    project.setFilePathStorage(Qgis.FilePathType.Relative)
    project.setTitle(f"Wärmeplan {plan.title}")
    project.setCrs(crs)
    project.setMetadata(_project_metadata(plan))
    groups = {name: project.layerTreeRoot().addGroup(name) for name in GROUPS}
    layers = _add_layers(project, folder, plan, groups)
    _add_tables(project, folder, plan, groups[QUALITY])
    _add_themes(project, plan, layers)
    project.viewSettings().setDefaultViewExtent(QgsReferencedRectangle(QgsRectangle(*plan.extent), crs))
    add_layouts(project, plan, layers)
    add_view_3d(project, plan, layers)


def _add_layers(
    project: QgsProject, folder: Path, plan: HeatProject, groups: Mapping[str, QgsLayerTreeGroup]
) -> dict[str, QgsVectorLayer]:
    first = {layer.key for layer in plan.visible(plan.themes[0])}
    layers = {}
    # the tree draws from top to bottom, so results must stand above the base whatever their order in the plan
    for entry in plan.layers:
        layer = open_layer(folder, plan, entry)
        layer.setCustomProperty(ROLE, entry.key)
        layer.setMetadata(_layer_metadata(plan, layer))
        project.addMapLayer(layer, False)
        node: QgsLayerTreeLayer = groups[entry.group].addLayer(layer)
        node.setItemVisibilityChecked(entry.key in first)
        node.setExpanded(entry.key in first and len(entry.style.entries) > 1)
        layers[entry.key] = layer
    return layers


def _add_tables(project: QgsProject, folder: Path, plan: HeatProject, group: QgsLayerTreeGroup) -> None:
    for name, title in plan.tables:
        table = QgsVectorLayer(f"{folder / plan.geopackage}|layername={name}", title, "ogr")
        table.setCustomProperty(ROLE, name)
        table.setReadOnly(True)
        project.addMapLayer(table, False)
        group.addLayer(table)


def _add_themes(project: QgsProject, plan: HeatProject, layers: Mapping[str, QgsVectorLayer]) -> None:
    for theme in plan.themes:
        project.mapThemeCollection().insert(theme.title, _theme_record(plan, theme, layers))


def _theme_record(
    plan: HeatProject, theme: Theme, layers: Mapping[str, QgsVectorLayer]
) -> QgsMapThemeCollection.MapThemeRecord:
    record = QgsMapThemeCollection.MapThemeRecord()
    for entry in plan.visible(theme):
        shown = QgsMapThemeCollection.MapThemeLayerRecord(layers[entry.key])
        shown.isVisible = True
        shown.usingCurrentStyle = True
        shown.currentStyle = layers[entry.key].styleManager().currentStyle()
        record.addLayerRecord(shown)
    record.setHasCheckedStateInfo(True)
    record.setCheckedGroupNodes(set(GROUPS))
    return record


def _project_metadata(plan: HeatProject) -> QgsProjectMetadata:
    metadata = QgsProjectMetadata()
    metadata.setTitle(f"Wärmeplan {plan.title}")
    about = ["Nutzwärmebedarf, Wärmeliniendichte und Wärmedichte im Bestand.", "Planungshilfe, keine Rechtsberatung."]
    if plan.sources:
        about.append(f"Quellen: {plan.sources}.")
    metadata.setAbstract(" ".join(about))
    metadata.setLanguage("de")
    metadata.setAuthor(f"HalPlan {__version__}")
    metadata.setCreationDateTime(_created(plan))
    return metadata


def _layer_metadata(plan: HeatProject, layer: QgsVectorLayer) -> QgsLayerMetadata:
    metadata = QgsLayerMetadata()
    metadata.setTitle(f"{layer.name()}, {plan.title}")
    metadata.setLanguage("de")
    metadata.setType("dataset")
    metadata.setCrs(layer.crs())
    metadata.setHistory([f"Berechnet mit HalPlan {__version__} am {plan.created}; Protokoll in {RUNS_TABLE}."])
    metadata.setDateTime(Qgis.MetadataDateType.Created, _created(plan))
    if plan.sources:
        metadata.setRights([plan.sources])
        metadata.setLicenses([part.strip() for part in plan.sources.split(";") if part.strip()])
    return metadata


def _created(plan: HeatProject) -> QDateTime:
    return QDateTime(datetime.strptime(plan.created, "%d.%m.%Y").astimezone())


def _rename_inside(archive: Path, name: str) -> None:
    """Give the project file inside a ``.qgz`` the name that belongs to the archive."""
    repacked = archive.with_suffix(".zip")
    try:
        with zipfile.ZipFile(archive) as source, zipfile.ZipFile(repacked, "w", zipfile.ZIP_DEFLATED) as target:
            for item in source.namelist():
                target.writestr(name if item.endswith(".qgs") else item, source.read(item))
        repacked.replace(archive)
    finally:
        repacked.unlink(missing_ok=True)
