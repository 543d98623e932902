"""Fields of the heat-planning tables, described once: name with unit, kind, titles."""

from __future__ import annotations

from ..operation import Field

# --- buildings, as prepared -------------------------------------------------------------------------------------------
GEB_ID = Field("geb_id", "text", "Building id", "Gebäudekennung")
STRASSE = Field("strasse", "text", "Street", "Straße")
HAUSNR = Field("hausnr", "text", "House number", "Hausnummer")
FKT = Field("fkt", "text", "Building function (ALKIS)", "Gebäudefunktion (ALKIS)")
FKT_TABELLE = Field("fkt_tabelle", "text", "Function code used", "Verwendeter Funktionsschlüssel")
FKT_Q = Field("fkt_q", "text", "Origin of the function code", "Herkunft des Funktionsschlüssels")
SEKTOR = Field("sektor", "text", "Sector", "Sektor")
GEMOD_TYP = Field("gemod_typ", "integer", "Non-residential type (IWU)", "Nichtwohngebäudetyp (IWU)")
GRUNDFLAECHE_M2 = Field("grundflaeche_m2", "real", "Footprint", "Grundfläche", "m²")
HOEHE_M = Field("hoehe_m", "real", "Height", "Höhe", "m")
HOEHE_Q = Field("hoehe_q", "text", "Origin of the height", "Herkunft der Höhe")
DACHFORM = Field("dachform", "text", "Roof form (ALKIS)", "Dachform (ALKIS)")
DG_FAKTOR_PCT = Field("dg_faktor_pct", "real", "Attic factor", "Dachgeschossfaktor", "%")
GESCHOSSE = Field("geschosse", "real", "Storeys", "Geschosse")
GESCHOSSE_Q = Field("geschosse_q", "text", "Origin of the storeys", "Herkunft der Geschosse")
BEHEIZT_PCT = Field("beheizt_pct", "real", "Heated share", "Beheizter Anteil", "%")
BEHEIZT_REGEL = Field("beheizt_regel", "text", "Rule of the heated share", "Regel des beheizten Anteils")
TYP = Field("typ", "text", "Residential type", "Wohngebäudetyp")
TYP_PCT = Field("typ_pct", "real", "Share of the type in the census cell", "Anteil des Typs in der Zensuszelle", "%")
TYP_Q = Field("typ_q", "text", "Origin of the type", "Herkunft des Typs")
BAUJAHR = Field("baujahr", "integer", "Year of construction", "Baujahr")
BAK = Field("bak", "text", "Age class (residential)", "Baualtersklasse (Wohnen)")
BAK_NWG = Field("bak_nwg", "text", "Age class (non-residential)", "Baualtersklasse (Nichtwohnen)")
BAK_Q = Field("bak_q", "text", "Origin of the age class", "Herkunft der Baualtersklasse")
EBF_GESCHOSS_M2 = Field(
    "ebf_geschoss_m2", "real", "Energy reference area per storey", "Energiebezugsfläche je Geschoss", "m²"
)
EBF_WG_M2 = Field(
    "ebf_wg_m2", "real", "Heated reference area, residential", "Beheizte Energiebezugsfläche Wohnen", "m²"
)
EBF_NWG_M2 = Field(
    "ebf_nwg_m2", "real", "Heated reference area, non-residential", "Beheizte Energiebezugsfläche Nichtwohnen", "m²"
)
BGF_M2 = Field("bgf_m2", "real", "Gross floor area", "Bruttogrundfläche", "m²")
A_C_REF_M2 = Field(
    "a_c_ref_m2", "real", "Reference area of TABULA, residential", "Bezugsfläche nach TABULA, Wohnen", "m²"
)

BUILDING_FIELDS = (
    GEB_ID, STRASSE, HAUSNR, FKT, FKT_TABELLE, FKT_Q, SEKTOR, GEMOD_TYP, GRUNDFLAECHE_M2, HOEHE_M, HOEHE_Q, DACHFORM,
    DG_FAKTOR_PCT, GESCHOSSE, GESCHOSSE_Q, BEHEIZT_PCT, BEHEIZT_REGEL, TYP, TYP_PCT, TYP_Q, BAUJAHR, BAK, BAK_NWG,
    BAK_Q, EBF_GESCHOSS_M2, EBF_WG_M2, EBF_NWG_M2, BGF_M2, A_C_REF_M2,
)  # fmt: skip

# --- demand -----------------------------------------------------------------------------------------------------------
Q_SPEZ_WG = Field(
    "q_spez_wg_kwh_m2", "real", "Specific useful heat, residential", "Spezifische Nutzwärme Wohnen", "kWh/(m²·a)"
)
Q_SPEZ_NWG = Field(
    "q_spez_nwg_kwh_m2", "real", "Specific useful heat, non-residential", "Spezifische Nutzwärme Nichtwohnen",
    "kWh/(m²·a)",
)  # fmt: skip
Q_NUTZ_KWH = Field("q_nutz_kwh", "real", "Useful heat", "Nutzwärmebedarf", "kWh/a")
Q_NUTZ_Q = Field("q_nutz_q", "text", "Origin of the useful heat", "Herkunft des Nutzwärmebedarfs")
VLH_H = Field("vlh_h", "real", "Full-load hours", "Volllaststunden", "h/a")
P_KW = Field("p_kw", "real", "Peak load", "Spitzenlast", "kW")

DEMAND_FIELDS = (*BUILDING_FIELDS, Q_SPEZ_WG, Q_SPEZ_NWG, Q_NUTZ_KWH, Q_NUTZ_Q, VLH_H, P_KW)

# --- street sections and heat line density ----------------------------------------------------------------------------
STR_ID = Field("str_id", "integer", "Section id", "Abschnittskennung")
STR_NAME = Field("name", "text", "Street name", "Straßenname")
STR_KLASSE = Field("klasse", "text", "Street class", "Straßenklasse")
EBENE = Field("ebene", "integer", "Level", "Ebene")
BAUWERK = Field("bauwerk", "text", "Bridge or tunnel", "Brücke oder Tunnel")
LAENGE_M = Field("laenge_m", "real", "Length", "Länge", "m")
TEILNETZ = Field("teilnetz", "integer", "Connected component", "Zusammenhängendes Teilnetz")
KNOTEN_VON = Field("knoten_von", "integer", "Start node", "Anfangsknoten")
KNOTEN_NACH = Field("knoten_nach", "integer", "End node", "Endknoten")

SECTION_FIELDS = (STR_ID, STR_NAME, STR_KLASSE, EBENE, BAUWERK, LAENGE_M, TEILNETZ, KNOTEN_VON, KNOTEN_NACH)

PRUEF_ART = Field("pruef_art", "text", "Kind of finding", "Art des Befundes")
PRUEF_TEXT = Field("pruef_text", "text", "Finding", "Befund")
SECTION_CHECK_FIELDS = (PRUEF_ART, PRUEF_TEXT, LAENGE_M)

Q_KWH = Field("q_kwh", "real", "Useful heat", "Nutzwärme", "kWh/a")
N_GEB = Field("n_geb", "integer", "Buildings", "Gebäude")
WLD_KWH_M = Field("wld_kwh_m", "real", "Heat line density", "Wärmeliniendichte", "kWh/(m·a)")
WLD_MWH_M = Field("wld_mwh_m", "real", "Heat line density", "Wärmeliniendichte", "MWh/(m·a)")
WLD_KLASSE = Field("wld_klasse", "integer", "Class of heat line density", "Klasse der Wärmeliniendichte")

LINE_DENSITY_FIELDS = (*SECTION_FIELDS, Q_KWH, N_GEB, WLD_KWH_M, WLD_MWH_M, WLD_KLASSE)

ABSTAND_M = Field("abstand_m", "real", "Distance to the section", "Abstand zum Abschnitt", "m")
ZUORDNUNG = Field("zuordnung", "text", "Assignment method", "Zuordnungsverfahren")
KONFIDENZ = Field("konfidenz", "real", "Confidence of the assignment", "Sicherheit der Zuordnung")

CONNECTOR_FIELDS = (GEB_ID, STR_ID, ABSTAND_M, ZUORDNUNG, KONFIDENZ, Q_NUTZ_KWH)

GRUND = Field("grund", "text", "Reason", "Grund")
UNASSIGNED_FIELDS = (GEB_ID, Q_NUTZ_KWH, GRUND)

FUNKTION = Field("funktion", "text", "Function of the row used", "Funktion der verwendeten Zeile")
CODE_FIELDS = (FKT, N_GEB, FKT_TABELLE, FUNKTION, SEKTOR, FKT_Q, GRUND)

# --- blocks and grid --------------------------------------------------------------------------------------------------
BLOCK_ID = Field("block_id", "integer", "Block id", "Baublockkennung")
FLAECHE_HA = Field("flaeche_ha", "real", "Area", "Fläche", "ha")
WVD_MWH_HA = Field("wvd_mwh_ha", "real", "Heat density", "Wärmeverbrauchsdichte", "MWh/(ha·a)")
WVD_KLASSE = Field("wvd_klasse", "integer", "Class of heat density", "Klasse der Wärmeverbrauchsdichte")

BLOCK_FIELDS = (BLOCK_ID, FLAECHE_HA)
BLOCK_DENSITY_FIELDS = (*BLOCK_FIELDS, Q_KWH, N_GEB, WVD_MWH_HA, WVD_KLASSE)

GITTER_ID = Field("gitter_id", "text", "Grid cell (INSPIRE)", "Gitterzelle (INSPIRE)")
X_MP_100M = Field("x_mp_100m", "integer", "Easting of the cell centre", "Ostwert der Zellmitte", "m")
Y_MP_100M = Field("y_mp_100m", "integer", "Northing of the cell centre", "Nordwert der Zellmitte", "m")
GRID_DENSITY_FIELDS = (GITTER_ID, X_MP_100M, Y_MP_100M, Q_KWH, N_GEB, WVD_MWH_HA, WVD_KLASSE)
