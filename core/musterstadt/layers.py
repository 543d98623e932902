"""The layers of the town and their fields, described once."""

from __future__ import annotations

from dataclasses import dataclass

from ..operation import Field, Geometry
from ..table import Table
from .census import CARRIERS, PERIODS, TOTAL, TYPES


@dataclass(frozen=True)
class TownLayer:
    """A layer with its geometry type, titles and fields."""

    name: str
    geometry: Geometry
    title: str
    title_de: str
    fields: tuple[Field, ...]


_OI = Field("oi", "text", "Object identifier (ALKIS)", "Objektidentifikator (ALKIS)")
_AGS = Field("ags", "text", "Municipality code", "Amtlicher Gemeindeschlüssel")
_NAME = Field("name", "text", "Name", "Name")
_ART = Field("art", "text", "Kind", "Art")
_BLOCK_ID = Field("block_id", "integer", "Block id", "Baublockkennung")
_AREA = Field("flaeche_m2", "real", "Area", "Fläche", "m²")
_LENGTH = Field("laenge_m", "real", "Length", "Länge", "m")
_DACHFORM = Field("dachform", "text", "Roof form (ALKIS)", "Dachform (ALKIS)")
_BRUECKE = Field("bruecke", "boolean", "Bridge", "Brücke")
_EBENE = Field("ebene", "integer", "Level (0 ground, 1 bridge, -1 tunnel)", "Ebene (0 Gelände, 1 Brücke, -1 Tunnel)")

MUNICIPALITY = (
    _AGS,
    _NAME,
    Field("einwohner", "integer", "Inhabitants, estimated from dwellings", "Einwohner, geschätzt aus Wohnungen"),
)
ACTUAL_USE = (
    _OI,
    _AGS,
    Field("nutzart", "text", "Actual use: object class and function", "Nutzungsart: Objektart und Funktion"),
    _AREA,
)
BLOCKS = (_BLOCK_ID, _AGS, Field("bauweise", "text", "Way of building", "Bebauungsart"), _AREA)
PARCELS = (Field("flstkennz", "text", "Parcel identifier", "Flurstückskennzeichen"), _AGS, _BLOCK_ID, _AREA)
PLANS = (
    _AGS,
    _NAME,
    Field("art", "text", "Kind of plan: B-Plan or FNP", "Planart: B-Plan oder FNP"),
    Field("jahr", "integer", "Year of entry into force", "Jahr des Inkrafttretens"),
)
BUILDINGS = (
    _OI,
    _AGS,
    Field("gfk", "text", "Building function (ALKIS code)", "Gebäudefunktion (ALKIS-Schlüssel)"),
    Field("bauweise", "integer", "Way of building (ALKIS code)", "Bauweise (ALKIS-Schlüssel)"),
    Field("aog", "integer", "Storeys above ground, where recorded", "Oberirdische Geschosse, soweit erfasst"),
    Field("baujahr", "integer", "Year of construction, where known", "Baujahr, soweit bekannt"),
    _DACHFORM,
    Field("strasse", "text", "Street", "Straße"),
    Field("hausnr", "text", "House number", "Hausnummer"),
    Field("name", "text", "Proper name", "Eigenname"),
)
HEIGHTS = (
    _OI,
    Field("hoehe", "real", "Height, ridge above ground", "Höhe, First über Gelände", "m"),
    Field("traufe", "real", "Height of the eaves above ground", "Traufhöhe über Gelände", "m"),
    _DACHFORM,
)
STREETS = (
    Field("str_nr", "integer", "Number of the piece", "Nummer des Stücks"),
    _NAME,
    Field("klasse", "text", "Class (OpenStreetMap highway)", "Klasse (highway nach OpenStreetMap)"),
    _BRUECKE,
    Field("tunnel", "boolean", "Tunnel or underpass", "Tunnel, Unterführung"),
    _EBENE,
    _LENGTH,
)
CENSUS = (
    Field("GITTER_ID_100m", "text", "Grid cell", "Gitterzelle"),
    Field("x_mp_100m", "integer", "Easting of the centre (EPSG:3035)", "Ostwert der Mitte (EPSG:3035)", "m"),
    Field("y_mp_100m", "integer", "Northing of the centre (EPSG:3035)", "Nordwert der Mitte (EPSG:3035)", "m"),
    *(
        Field(name, "integer", f"Residential buildings, {name}", f"Wohngebäude, {name}")
        for name in (TOTAL, *TYPES, *PERIODS, *CARRIERS)
    ),
)
HEAT_NETWORK = (
    Field("leitung_id", "integer", "Pipe id", "Leitungskennung"),
    _AGS,
    Field("dn", "integer", "Nominal diameter", "Nennweite (DN)", "mm"),
    Field("baujahr", "integer", "Year laid", "Baujahr"),
    Field("wohnungen", "integer", "Dwellings supplied through it", "Darüber versorgte Wohnungen"),
    _LENGTH,
)
WASTE_HEAT = (
    _AGS,
    Field("betrieb", "text", "Company", "Betrieb"),
    Field("leistung_kw", "real", "Thermal output", "Thermische Leistung", "kW"),
    Field("temperatur_c", "real", "Temperature", "Temperatur", "°C"),
    Field("waerme_kwh", "real", "Waste heat", "Abwärmemenge", "kWh/a"),
)

LAYERS = (
    TownLayer("gemeindegrenze", "polygon", "Municipality", "Gemeindegebiet", MUNICIPALITY),
    TownLayer("tatsaechliche_nutzung", "polygon", "Actual use (ALKIS)", "Tatsächliche Nutzung (ALKIS)", ACTUAL_USE),
    TownLayer("gewaesser", "polygon", "Waters", "Gewässer", (_OI, _NAME, _ART)),
    TownLayer("baubloecke", "polygon", "Building blocks", "Baublöcke", BLOCKS),
    TownLayer("flurstuecke", "polygon", "Parcels", "Flurstücke", PARCELS),
    TownLayer("bebauungsplaene", "polygon", "Development plans", "Bauleitpläne", PLANS),
    TownLayer("gebaeude", "polygon", "Buildings (ALKIS)", "Gebäude (ALKIS)", BUILDINGS),
    TownLayer("gebaeudehoehen", "polygon", "Building heights (LoD2)", "Gebäudehöhen (LoD2)", HEIGHTS),
    TownLayer("strassen", "line", "Streets", "Straßen", STREETS),
    TownLayer("bahnlinien", "line", "Railway", "Bahnlinien", (_ART, _BRUECKE, _EBENE, _LENGTH)),
    TownLayer("zensus_100m", "polygon", "Census grid, 100 m", "Zensusgitter, 100 m", CENSUS),
    TownLayer("waermenetz", "line", "Existing heat network", "Bestehendes Wärmenetz", HEAT_NETWORK),
    TownLayer("abwaerme", "point", "Waste heat", "Abwärmequellen", WASTE_HEAT),
)


def layers(tables: dict[str, Table]) -> list[tuple[TownLayer, Table]]:
    """Return each layer with its table, in the order in which they are stored."""
    return [(layer, tables[layer.name]) for layer in LAYERS]
