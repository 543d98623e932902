"""The project of a heat plan as data: which layer stands where, which themes and maps there are.

Tables in the GeoPackage of a municipality (``halplan_laeufe`` holds the run records):

=========================  =========================================================================================
``waerme_gebaeude``        buildings with useful heat and the origin of every value
``waerme_linien``          street sections with heat line density
``waerme_zuordnung``       lines from each building to the section it is assigned to
``waerme_bloecke``         blocks with heat density
``waerme_raster_100m``     INSPIRE grid cells with heat density
``waerme_ohne_strasse``    buildings without a section, with the reason
``waerme_ohne_block``      buildings without a block, with the reason
``waerme_funktionen``      function codes: how many buildings have each, which row it took, and how that was found
``grundlage_*``            base layers as they were given, in the reference system of the results, for the maps
=========================  =========================================================================================

The prefixes keep results apart from the layers of the user, which may lie in the same file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import shapely

from ..heat import fields as f
from ..operation import Field
from ..table import Table
from . import heat_layers as layers
from .qml import write_qml
from .scales import Scale
from .style import Style

RESULTS, QUALITY, BASE = "Ergebnisse", "Herkunft und Qualität", "Grundlagen"
GROUPS = (RESULTS, QUALITY, BASE)

_BACKGROUND = ("boundary", "rail", "streets", "water", "actual_use")
"""Base layers of every theme."""

_SAME_TABLE = ("quality", "outlines")
"""Layers that show the table of another layer in their own way."""


@dataclass(frozen=True)
class ProjectLayer:
    """A layer of the project: its table in the GeoPackage, its place and its look. ``key`` names it in themes.

    ``fields`` are those of a result; a base layer has none.
    """

    key: str
    table: str
    title: str
    group: str
    style: Style
    fields: tuple[Field, ...] = ()

    def qml(self) -> str:
        """Return the style as QML, with the titles of the fields."""
        return write_qml(self.style, self.fields)


@dataclass(frozen=True)
class Theme:
    """A map theme, which is also a map sheet: title, the layer that it explains, other layers of its own, a note."""

    title: str
    file: str
    subject: str
    others: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class HeatProject:
    """Everything an application needs to set the project up. ``layers`` run from top to bottom."""

    name: str
    title: str
    sources: str
    created: str
    geopackage: str
    crs: str
    extent: tuple[float, float, float, float]
    layers: tuple[ProjectLayer, ...]
    themes: tuple[Theme, ...]
    tables: tuple[tuple[str, str], ...] = ()
    """Tables without geometry: name and title."""

    def layer(self, key: str) -> ProjectLayer:
        """Return the layer called ``key``."""
        return next(layer for layer in self.layers if layer.key == key)

    def visible(self, theme: Theme) -> tuple[ProjectLayer, ...]:
        """Return the layers of a theme from top to bottom: its own and the base layers."""
        own = {*theme.others, theme.subject}
        return tuple(layer for layer in self.layers if layer.key in own or layer.key in _BACKGROUND)


THEMES = (
    Theme("Wärmeliniendichte", "waermeliniendichte", "heat_lines", ("outlines",),
          "Nutzwärme der anliegenden Gebäude je Meter Straßenabschnitt und Jahr"),
    Theme("Wärmedichte der Baublöcke", "waermedichte_baubloecke", "heat_blocks", (),
          "Nutzwärme je Hektar Baublockfläche und Jahr"),
    Theme("Wärmedichte im 100-m-Raster", "waermedichte_raster", "heat_grid", (),
          "Nutzwärme je Gitterzelle von einem Hektar und Jahr"),
    Theme("Nutzwärmebedarf der Gebäude", "nutzwaerme_gebaeude", "heat_buildings", (),
          "Nur für den internen Gebrauch: Werte einzelner Gebäude"),
    Theme("Datenqualität", "datenqualitaet", "quality", ("outside_sections", "outside_blocks"),
          "Nur für den internen Gebrauch: Herkunft der Gebäudedaten"),
)  # fmt: skip


def project_layers(
    results: Mapping[str, Sequence[Field]], base: Mapping[str, Table], line_scale: Scale, area_scale: Scale
) -> tuple[ProjectLayer, ...]:
    """Return the layers for the results (fields by name) and base layers that there are, from top to bottom."""
    candidates: list[tuple[str, str, str, str, Style]] = [
        ("boundary", "grundlage_grenze", "Grenze des Planungsgebiets", BASE, layers.boundary_style()),
        ("outside_sections", "waerme_ohne_strasse", "Gebäude ohne Straßenabschnitt", QUALITY,
         layers.unassigned_style()),
        ("outside_blocks", "waerme_ohne_block", "Gebäude ohne Baublock", QUALITY, layers.unassigned_style()),
        ("connectors", "waerme_zuordnung", "Zuordnung Gebäude → Straße", QUALITY, layers.connectors_style()),
        ("heat_lines", "waerme_linien", "Wärmeliniendichte", RESULTS, layers.sections_style(line_scale)),
        ("heat_buildings", "waerme_gebaeude", "Gebäude: Nutzwärmebedarf", RESULTS, layers.buildings_style()),
        ("quality", "waerme_gebaeude", "Gebäude: Datenqualität", QUALITY, layers.quality_style(_quality_expression())),
        ("outlines", "waerme_gebaeude", "Gebäudeumrisse", BASE, layers.outlines_style()),
        ("rail", "grundlage_bahn", "Bahn", BASE, layers.rail_style()),
        ("streets", "grundlage_strassen", "Straßen und Wege", BASE, layers.streets_style()),
        ("plans", "grundlage_plaene", "Bebauungspläne", BASE, layers.plans_style()),
        ("parcels", "grundlage_flurstuecke", "Flurstücke", BASE, layers.parcels_style()),
        ("heat_blocks", "waerme_bloecke", "Wärmedichte Baublöcke", RESULTS, layers.blocks_style(area_scale)),
        ("heat_grid", "waerme_raster_100m", "Wärmedichte 100-m-Raster", RESULTS, layers.grid_style(area_scale)),
        ("water", "grundlage_gewaesser", "Gewässer", BASE, layers.water_style(_geometry(base.get("water")))),
    ]  # fmt: skip
    present = {*_SAME_TABLE, *results, *base}
    fields = {candidate[1]: results[candidate[0]] for candidate in candidates if candidate[0] in results}
    chosen = [
        ProjectLayer(*candidate, tuple(fields.get(candidate[1], ())))
        for candidate in candidates
        if candidate[0] in present
    ]
    use_column = _first_column(base.get("actual_use"), ("nutzart", "nutzungsart", "code", "funktion"))
    if "actual_use" in base:
        style = layers.land_use_style(use_column)
        chosen.append(ProjectLayer("actual_use", "grundlage_nutzung", "Tatsächliche Nutzung", BASE, style))
    return tuple(chosen)


def _quality_expression() -> str:
    """Return an expression for the class of :data:`.heat_layers.QUALITY_CLASSES`, from the columns of origin."""
    estimated = {
        f.HOEHE_Q.name: ("median_1", "median_2", "median_3", "median_4", "vorgabe", "fehlt"),
        f.TYP_Q.name: ("unbekannt",),
        f.BAK_Q.name: ("unbekannt",),
    }
    count = " + ".join(
        f"if(\"{column}\" IN ({_listed(codes)}), 1, 0)" for column, codes in estimated.items()
    )  # fmt: skip
    return (
        f"CASE WHEN \"{f.FKT_Q.name}\" = 'unbekannt' THEN '4' WHEN coalesce(\"{f.Q_NUTZ_KWH.name}\", 0) = 0 THEN '0' "
        f"WHEN {count} = 0 THEN '1' WHEN {count} = 1 THEN '2' ELSE '3' END"
    )


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(f"'{code}'" for code in codes)


def _geometry(table: Table | None) -> str:
    is_line = table is not None and len(table) > 0 and shapely.get_type_id(table.shapes[0]) in (1, 5)
    return "line" if is_line else "polygon"


def _first_column(table: Table | None, names: tuple[str, ...]) -> str:
    present = {name.lower(): name for name in (table.columns if table is not None else ())}
    return next((present[name] for name in names if name in present), names[0])
