"""What ``prepare_buildings`` takes: its layers and its parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..operation import ALWAYS, Column, Field, File, Flag, Layer, Number
from ..parameters.sets import load

_LENA = "LENA, Wärmeatlas Sachsen-Anhalt, Mai 2025"
_CENSUS_FIELDS = tuple(
    Field(row["spalte"], "text", f"Census column {row['spalte']}", f"Zensusspalte {row['spalte']}")
    for row in load("zensusklassen").rows
)
_X_NAMES = ("x_mp_100m", "x_mp", "x")
_Y_NAMES = ("y_mp_100m", "y_mp", "y")
_CELL_NAMES = ("GITTER_ID_100m", "gitter_id", "grid_id", "id_100m", "zelle")

INPUTS = (
    Layer("buildings", "polygon", "Buildings", "Gebäude", repair="repair_geometries"),
    Layer("heights", "any", "Building heights (LoD1, LoD2) or storeys", "Gebäudehöhen (LoD1, LoD2) oder Geschosse",
          optional=True),
    Layer("census", "any", "Census 2022, 100 m grid", "Zensus 2022, 100-m-Gitter", accepts=_CENSUS_FIELDS,
          optional=True, own_crs=True),
    Layer("census_periods", "any", "Census 2022, periods of construction, if in a layer of their own",
          "Zensus 2022, Baujahre, falls in eigener Ebene", accepts=_CENSUS_FIELDS, optional=True, own_crs=True),
    Layer("actual_use", "polygon", "Actual use (settlement areas)", "Tatsächliche Nutzung (Siedlungsflächen)",
          optional=True, repair=ALWAYS),
    Layer("plans", "polygon", "Development plans with year", "Bauleitpläne mit Jahr", optional=True,
          repair=ALWAYS),
)  # fmt: skip

PARAMETERS = (
    Flag("repair_geometries", "Repair invalid polygons", "Ungültige Flächen reparieren"),
    Column("function_column", "Building function (ALKIS code)", "Gebäudefunktion (ALKIS-Schlüssel)",
           layer="buildings", required=True,
           known_names=("fkt", "gfk", "gfkzshh", "gebaeudefunktion", "funktion", "fkt_code", "function")),
    Column("id_column", "Building id", "Gebäudekennung", layer="buildings",
           known_names=("geb_id", "oi", "gml_id", "gmlid", "uuid", "objid", "osm_id")),
    Column("street_column", "Street", "Straße", layer="buildings",
           known_names=("strasse", "straße", "street", "str_name", "lagebezeichnung")),
    Column("house_number_column", "House number", "Hausnummer", layer="buildings",
           known_names=("hausnr", "hausnummer", "housenumber", "hnr")),
    Column("year_column", "Year of construction", "Baujahr", layer="buildings", kind="number",
           known_names=("baujahr", "bauj", "year_of_construction")),
    Column("height_column", "Height of the building", "Höhe des Gebäudes", layer="buildings", kind="number",
           known_names=("hoehe_m", "hoehe", "gebaeudehoehe", "height", "measuredheight", "measured_height")),
    Column("storeys_column", "Storeys above ground", "Oberirdische Geschosse", layer="buildings", kind="number",
           known_names=("geschosse", "aog", "anzahlderoberirdischengeschosse", "storeys", "levels")),
    Column("roof_column", "Roof form", "Dachform", layer="buildings",
           known_names=("dachform", "dach", "roof_shape", "roof")),
    Column("heights_id_column", "Id by which heights are joined (empty: by area)",
           "Kennung, über die Höhen verbunden werden (leer: über die Fläche)", layer="heights"),
    Column("lod2_height_column", "Height (LoD2)", "Höhe (LoD2)", layer="heights", kind="number",
           known_names=("hoehe_m", "hoehe", "hoehe_lod2", "gebaeudehoehe", "height", "measuredheight",
                        "measured_height")),
    Column("lod1_height_column", "Height (LoD1)", "Höhe (LoD1)", layer="heights", kind="number",
           known_names=("hoehe_lod1", "lod1_hoehe", "height_lod1")),
    Column("heights_storeys_column", "Storeys above ground", "Oberirdische Geschosse", layer="heights",
           kind="number",
           known_names=("geschosse", "aog", "anzahlderoberirdischengeschosse", "storeys", "levels",
                        "storeysaboveground")),
    Column("heights_roof_column", "Roof form", "Dachform", layer="heights",
           known_names=("dachform", "dach", "roof_shape", "roof", "rooftype")),
    Number("min_overlap_pct", "Smallest share of a building that a height must cover",
           "Kleinster Anteil des Gebäudes, den eine Höhe abdecken muss", default=10.0, unit="%", minimum=0.0,
           maximum=100.0, source="HalPlan, eigene Einschätzung", evidence="U", advanced=True),
    Column("census_x_column", "Easting of the cell (EPSG:3035)", "Ostwert der Zelle (EPSG:3035)", layer="census",
           kind="number", known_names=_X_NAMES, advanced=True),
    Column("census_y_column", "Northing of the cell (EPSG:3035)", "Nordwert der Zelle (EPSG:3035)",
           layer="census", kind="number", known_names=_Y_NAMES, advanced=True),
    Column("census_cell_column", "Cell id", "Zellkennung", layer="census", known_names=_CELL_NAMES, advanced=True),
    Column("census_type_column", "Dominant residential type", "Überwiegender Wohngebäudetyp", layer="census",
           known_names=("zens_typ", "gebaeudetyp", "typ"), advanced=True),
    Column("census_type_share_column", "Its share in %", "Dessen Anteil in %", layer="census", kind="number",
           known_names=("zens_typ_p", "typ_pct"), advanced=True),
    Column("census_period_column", "Dominant period of construction", "Überwiegende Baualtersklasse",
           layer="census", known_names=("zens_bak", "bak_z", "bak"), advanced=True),
    Column("census_period_share_column", "Its share in %", "Deren Anteil in %", layer="census", kind="number",
           known_names=("zens_bak_p", "bak_z_p", "bak_pct"), advanced=True),
    Column("census_periods_x_column", "Easting of the cell, periods", "Ostwert der Zelle, Baujahre",
           layer="census_periods", kind="number", known_names=_X_NAMES, advanced=True),
    Column("census_periods_y_column", "Northing of the cell, periods", "Nordwert der Zelle, Baujahre",
           layer="census_periods", kind="number", known_names=_Y_NAMES, advanced=True),
    Column("census_periods_cell_column", "Cell id, periods", "Zellkennung, Baujahre", layer="census_periods",
           known_names=_CELL_NAMES, advanced=True),
    Column("use_column", "Object class or code of actual use", "Objektart oder Schlüssel der tatsächlichen Nutzung",
           layer="actual_use", required=True,
           known_names=("nutzart", "nutzungsart", "nutzung", "objektart", "objart", "code")),
    Column("use_function_column", "Function code, if in a column of its own",
           "Funktionsschlüssel, falls in eigener Spalte", layer="actual_use", advanced=True,
           known_names=("funktion", "fkt")),
    Column("plan_year_column", "Year or date of the plan", "Jahr oder Datum des Plans", layer="plans",
           required=True, known_names=("jahr", "rechtskraft", "inkrafttreten", "inkrafttretensdatum", "datum")),
    Column("plan_kind_column", "Kind of plan (B-Plan, FNP)", "Planart (B-Plan, FNP)", layer="plans",
           known_names=("planart", "art", "plantyp")),
    Flag("code_fallback", "Missing function codes take an assigned row or that of their group",
         "Fehlende Schlüssel erhalten eine zugeordnete Zeile oder die ihrer Gruppe", default=True,
         source="HalPlan; ausgeschaltet wie LENA", evidence="U"),
    File("own_assignments", "Own assignment of function codes (CSV)",
         "Eigene Zuordnung von Gebäudefunktionen (CSV)"),
    Flag("known_year", "A known year of construction decides the age class",
         "Ein bekanntes Baujahr bestimmt die Baualtersklasse", default=True, source="HalPlan; ausgeschaltet wie LENA"),
    Flag("known_storeys", "Known storeys count before the height",
         "Bekannte Geschosse gelten vor der Höhe", default=True, source="HalPlan; ausgeschaltet wie LENA"),
    Number("min_footprint", "Smaller footprints are unheated", "Kleinere Grundflächen sind unbeheizt",
           default=50.0, unit="m²", minimum=0.0, source=_LENA, evidence="V", advanced=True),
    Number("min_height", "Lower buildings are unheated", "Niedrigere Gebäude sind unbeheizt", default=2.8,
           unit="m", minimum=0.0, source=_LENA, evidence="V", advanced=True),
    Number("min_volume", "Smaller volumes are unheated", "Kleinere Volumen sind unbeheizt", default=90.0,
           unit="m³", minimum=0.0, source=_LENA, evidence="V", advanced=True),
)  # fmt: skip


class Settings:
    """The parameters of the operation, typed on access."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def text(self, name: str) -> str:
        """Return a text, file or column name; empty for none."""
        return str(self._values[name] or "")

    def flag(self, name: str) -> bool:
        """Return yes or no."""
        return bool(self._values[name])

    def number(self, name: str) -> float:
        """Return a number in the unit of its declaration."""
        return float(self._values[name])
