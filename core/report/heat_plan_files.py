"""The files of a heat plan: one GeoPackage with styles and run records, and the report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import numpy as np
import shapely

from .. import __version__, german
from ..errors import ParameterError
from ..formats.geopackage import RUNS_TABLE, StoredLayer, write_geopackage
from ..formats.staging import staged_folder
from ..geometry.crs import transform
from ..heat import fields as f
from ..markup import Element
from ..operation import Text, find_operation
from ..progress import Progress, Silent, step
from ..run import Result
from ..styles.heat_layers import SECTION_METRES
from ..styles.heat_project import THEMES, HeatProject, project_layers
from ..styles.heat_results import area_scale, line_scale
from ..styles.scales import NO_HEAT_COLOUR, Scale
from ..table import Crs, Table
from .heat_plan_page import Document, heat_plan_page
from .heat_plan_view import build_view
from .svg_map import WIDTH as MAP_WIDTH
from .svg_map import Drawn, fitting_extent, svg_map

REPORT = "bericht.html"

NAME = Text("name", "Name of the files", "Name der Dateien", default="waermeplan")
TITLE = Text("title", "Municipality or area", "Gemeinde oder Gebiet", default="")
SOURCES = Text("sources", "Source note of the data", "Quellenvermerk der Daten", default="")
"""What both adapters ask for besides the parameters of the operation."""

_BASE = ("streets", "rail", "water", "boundary", "parcels", "actual_use", "plans")
_MOST_OUTLINES = 30_000
_RESERVED = {"fid", "geom", "ogc_fid"}
_FORBIDDEN = set('<>:"/\\|?*')
_LONGEST_NAME = 100
_DEVICES = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"} | {
    port + digit for port in ("COM", "LPT") for digit in "123456789¹²³"
}
"""Names that Windows keeps for devices, whatever their case and extension."""


@dataclass(frozen=True)
class HeatPlanFiles:
    """Where the files are, and the project that an application can set up on them."""

    geopackage: Path
    report: Path
    project: HeatProject


def write_heat_plan(
    folder: str | Path,
    result: Result,
    inputs: Mapping[str, Table | None],
    *,
    name: str = "",
    title: str = "",
    sources: str = "",
    progress: Progress | None = None,
    add: Callable[[Path, HeatProject], None] | None = None,
    translate: Callable[[str], str] = str,
) -> HeatPlanFiles:
    """Write ``<name>.gpkg`` and ``bericht.html`` for a result of ``heat_plan`` into ``folder``.

    ``inputs`` are the tables that the run was given; those that a map needs are stored with the results, so that
    folder and project can be moved. ``title`` is the name of the town in report and maps, ``sources`` the note on
    where the data come from, its parts separated by semicolons. An existing GeoPackage keeps its other layers. ``add``
    may write more files, such as maps, into the folder it is given. All files are put in place together when all are
    complete; raises :class:`OutputError` when that is not possible, and then the folder is as it was. ``translate``
    turns the template of a warning into German for the report.
    """
    progress = progress or Silent()
    name, folder = check_name(name), Path(folder)
    base = {key: _in_crs(table, result.outputs.tables["heat_buildings"].crs) for key, table in inputs.items()
            if key in _BASE and table is not None and table.geometry is not None}  # fmt: skip
    of_lines, of_areas = scales(result)
    project = _project(name, title or name, sources, result, base, of_lines, of_areas)
    with staged_folder(folder) as stage:
        step(progress, 0.0, "Writing the GeoPackage")
        stored = _stored(project, result, base)
        write_geopackage(stage.path / project.geopackage, stored, [result.record])
        step(progress, 0.4, "Writing the report")
        document = Document(
            name=project.title,
            created=_started(result),
            maps=report_maps(project, result.outputs.tables, base, of_lines, of_areas),
            sources=tuple(part.strip() for part in sources.split(";") if part.strip()),
            generator=f"HalPlan {__version__}",
            translate=translate,
        )
        page = heat_plan_page(build_view(result, of_lines, of_areas), result, document)
        (stage.path / REPORT).write_text(page, encoding="utf-8")
        if add is not None:
            step(progress, 0.5)
            add(stage.path, project)
        step(progress, 1.0)
        target = folder / project.geopackage
        if target.exists():
            # it may hold layers of the user, and may be open: results go in by one transaction
            stage.write_last(target.name, lambda: write_geopackage(target, stored, [result.record], add=True))
    return HeatPlanFiles(folder / project.geopackage, folder / REPORT, project)


def check_name(name: str) -> str:
    """Return the name that the files get, :data:`NAME`'s default for a blank one.

    Raises :class:`ParameterError` for what is no file name on one of the platforms. Costs nothing, so that an adapter
    can ask before it reads and computes.
    """
    checked = name.strip() or NAME.default
    if (
        len(checked) > _LONGEST_NAME
        or not checked.isprintable()
        or _FORBIDDEN & set(checked)
        or checked.startswith(".")
        or checked.endswith(".")
        or checked.partition(".")[0].rstrip().upper() in _DEVICES
    ):
        raise ParameterError(
            "'{name}' cannot be the name of files.",
            "Use letters, digits, spaces, '-' and '_', at most {longest} characters, and no name that Windows keeps "
            "for devices, such as CON or NUL.",
            name=checked if checked.isprintable() else ascii(checked)[1:-1],
            longest=_LONGEST_NAME,
        )
    return checked


def scales(result: Result) -> tuple[Scale, Scale]:
    """Return the scales of heat line density and of heat density that the run used."""
    chosen = result.record.parameters
    return line_scale(chosen["line_thresholds"]), area_scale(chosen["area_thresholds"])


def _in_crs(table: Table, crs: Crs) -> Table:
    """Return a base layer in the reference system of the results, without features that cannot be drawn."""
    table = table.take(~(shapely.is_missing(table.shapes) | shapely.is_empty(table.shapes)))
    if table.crs == crs or not (table.crs.authid or table.crs.wkt):
        return replace(table, crs=crs)
    return replace(table, geometry=transform(table.shapes, table.crs, crs), crs=crs)


def _project(
    name: str,
    title: str,
    sources: str,
    result: Result,
    base: Mapping[str, Table],
    of_lines: Scale,
    of_areas: Scale,
) -> HeatProject:
    buildings = result.outputs.tables["heat_buildings"]
    declared = find_operation(result.record.operation).outputs
    fields = {output.name: output.fields for output in declared if output.geometry != "none"}
    return HeatProject(
        name=name,
        title=title,
        sources=sources,
        created=german.day(_started(result)),
        geopackage=f"{name}.gpkg",
        crs=buildings.crs.authid or buildings.crs.wkt,
        extent=fitting_extent(buildings.shapes),
        layers=project_layers(fields, base, of_lines, of_areas),
        themes=THEMES,
        tables=(("waerme_funktionen", "Gebäudefunktionen"), (RUNS_TABLE, "Laufprotokolle")),
    )


def _started(result: Result) -> datetime:
    return datetime.fromisoformat(result.record.started).astimezone()


def _stored(project: HeatProject, result: Result, base: Mapping[str, Table]) -> list[StoredLayer]:
    """Return every table of the project once, with the style of the first layer that shows it."""
    outputs = {output.name: output for output in find_operation(result.record.operation).outputs}
    stored: dict[str, StoredLayer] = {}
    for layer in project.layers:
        if layer.table in stored:
            continue
        qml = layer.qml()
        if layer.key in outputs:
            output = outputs[layer.key]
            table = result.outputs.tables[layer.key]
            stored[layer.table] = StoredLayer(layer.table, table, output.fields, output.title_de, qml, output.geometry)
        else:
            stored[layer.table] = StoredLayer(layer.table, _storable(base[layer.key]), (), layer.title, qml)
    codes = outputs["codes"]
    return [
        *stored.values(),
        StoredLayer("waerme_funktionen", result.outputs.tables["codes"], codes.fields, codes.title_de),
    ]


def _storable(table: Table) -> Table:
    """Return a base layer without columns whose names a GeoPackage needs for itself or that differ in case only."""
    kept: dict[str, str] = {}
    for name in table.columns:
        kept.setdefault(name.lower(), name)
    return table.select(*(name for lower, name in kept.items() if lower not in _RESERVED))


def report_maps(
    project: HeatProject, tables: Mapping[str, Table], base: Mapping[str, Table], of_lines: Scale, of_areas: Scale
) -> dict[str, Element]:
    """Return the maps of the report: sections, blocks and cells by class, with water and rail behind."""
    water = [_water(project, base["water"])] if "water" in base else []
    rail = [Drawn(base["rail"].shapes, stroke="#8d8d8d", width=3, dash="14 8")] if "rail" in base else []
    streets = [Drawn(tables["heat_lines"].shapes, stroke="#ffffff", width=2.5)]
    boundary = [Drawn(base["boundary"].shapes, stroke="#4d4d4d", width=3)] if "boundary" in base else []
    buildings = tables["heat_buildings"].shapes
    # in a large town they would be specks that make the file heavy
    under = [Drawn(buildings, "#dcd8cf")] if len(buildings) <= _MOST_OUTLINES else []
    drawn = {
        "heat_lines": [*water, *under, *rail, *_lines(tables["heat_lines"], of_lines, project.extent), *boundary],
        "heat_blocks": [*water, *_areas(tables["heat_blocks"], of_areas, "#ffffff"), *rail, *streets, *boundary],
        "heat_grid": [*water, *_areas(tables["heat_grid"], of_areas, "#ffffff"), *rail,
                 Drawn(tables["heat_lines"].shapes, stroke="#6b6b6b", width=1), *boundary],
    }  # fmt: skip
    titles = {theme.subject: theme.title for theme in THEMES}
    return {key: svg_map(parts, project.extent, titles[key]) for key, parts in drawn.items()}


def _water(project: HeatProject, water: Table) -> Drawn:
    is_line = project.layer("water").style.geometry == "line"
    return Drawn(water.shapes, "none" if is_line else "#c3def0", "#c3def0", 4 if is_line else 2)


def _lines(lines: Table, scale: Scale, extent: tuple[float, float, float, float]) -> list[Drawn]:
    """Return sections by class, as wide as on the map sheets: by their width on the ground, within limits."""
    index = scale.index(lines[f.WLD_MWH_M.name])
    per_metre = MAP_WIDTH / (extent[2] - extent[0])
    metres = np.linspace(*SECTION_METRES, len(scale.classes))
    widths = np.clip(metres * per_metre, np.linspace(2.5, 4.5, len(metres)), np.linspace(6.0, 13.0, len(metres)))
    drawn = [Drawn(lines.shapes[index < 0], stroke="#b9b5ab", width=2.5)]
    for position, (item, width) in enumerate(zip(scale.classes, widths.tolist(), strict=True)):
        shapes = lines.shapes[index == position]
        drawn += [Drawn(shapes, stroke="#8a857a", width=width + 1.6), Drawn(shapes, stroke=item.colour, width=width)]
    return drawn


def _areas(table: Table, scale: Scale, outline: str) -> list[Drawn]:
    index = scale.index(table[f.WVD_MWH_HA.name])
    colours = [NO_HEAT_COLOUR, *(item.colour for item in scale.classes)]
    return [Drawn(table.shapes[index == n - 1], colour, outline, 1) for n, colour in enumerate(colours)]
