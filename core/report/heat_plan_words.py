"""German words for the codes of the heat-planning tables."""

from __future__ import annotations

from ..heat import fields as f
from .heat_plan_view import OTHER

SECTORS = {
    "WG": "Wohngebäude",
    "NWG": "Nichtwohngebäude",
    "gemischt": "gemischt genutzte Gebäude",
    "kein_bedarf": "ohne Wärmebedarf",
    "": "Nutzung unbekannt",
}

TYPES = {
    "EFH": "Einfamilienhaus, Doppelhaus",
    "RH": "Reihenhaus",
    "MFH": "Mehrfamilienhaus, 3 bis 12 Wohnungen",
    "GMH": "Mehrfamilienhaus ab 13 Wohnungen",
    "HH": "Hochhaus",
    "SONST": "sonstiger Gebäudetyp",
    "Gesamt": "Typ unbekannt (Mittelwert)",
    "": "Typ unbekannt (Mittelwert)",
}

AGES = {
    "A": "bis 1859",
    "B": "1860 bis 1918 (Zensus: vor 1919)",
    "C": "1919 bis 1948",
    "D": "1949 bis 1957 (Zensus: bis 1978)",
    "E": "1958 bis 1968",
    "F": "1969 bis 1978",
    "G": "1979 bis 1983 (Zensus: bis 1990)",
    "H": "1984 bis 1994",
    "I": "1995 bis 2001 (Zensus: ab 1991)",
    "J": "2002 bis 2011",
    "J2": "2002 bis 2009 (Mehrfamilienhäuser)",
    "K": "2012 bis 2020",
    "K2": "2010 bis 2020 (Mehrfamilienhäuser)",
    "L": "ab 2021",
    "Z": "unbekannt",
    "": "unbekannt",
}

_OTHER = {OTHER: "übrige (zusammengefasst)"}

EVIDENCE = {
    "V": "in der Quelle geprüft",
    "S": "aus zweiter Hand",
    "U": "ungeprüft",
    "": "eigene Angabe",
}


def word(words: dict[str, str], code: str) -> str:
    """Return the German word of a code, or the code itself when it has none."""
    return {**_OTHER, **words}.get(code, code)


def origin(column: str, code: str) -> tuple[str, str]:
    """Return what a code of a column of origin means and its grade."""
    if not code:
        return "ohne Angabe", NONE
    return ORIGINS[column].get(code, (word({}, code), ESTIMATED))


DATA, DERIVED, ESTIMATED, NONE = "aus Daten", "abgeleitet", "geschätzt oder ersetzt", "ohne Angabe"

GRADES = {DATA: "#2166ac", DERIVED: "#92c5de", ESTIMATED: "#f4a582", NONE: "#c9c5bc"}
"""Colour of each grade of certainty; told apart by every kind of colour vision."""

ORIGIN_TITLES = {
    f.FKT_Q.name: "Gebäudefunktion",
    f.HOEHE_Q.name: "Höhe",
    f.GESCHOSSE_Q.name: "Geschosse",
    f.TYP_Q.name: "Wohngebäudetyp",
    f.BAK_Q.name: "Baualter",
    f.Q_NUTZ_Q.name: "Kennwert",
}
"""What the columns of origin tell about."""

_MEDIAN = "Median vergleichbarer Gebäude"

ORIGINS: dict[str, dict[str, tuple[str, str]]] = {
    f.FKT_Q.name: {
        "direkt": ("Schlüssel der Tabelle", DATA),
        "zuordnung": ("einer Zeile der Tabelle zugeordnet", DERIVED),
        "gruppe": ("übergeordnete Gruppe des Schlüssels", DERIVED),
        "unbekannt": ("unbekannter Schlüssel", NONE),
    },
    f.HOEHE_Q.name: {
        "lod2": ("Höhe aus LoD2", DATA),
        "gebaeude": ("Höhe am Gebäude", DATA),
        "lod1": ("Höhe aus LoD1", DATA),
        "geschosse": ("Geschosse mal Geschosshöhe", DERIVED),
        "median_1": (f"{_MEDIAN}, gleiches Siedlungsgebiet", ESTIMATED),
        "median_2": (f"{_MEDIAN}, gleiche Nutzung", ESTIMATED),
        "median_3": (f"{_MEDIAN}, gleicher Typ", ESTIMATED),
        "median_4": (f"{_MEDIAN}, gleicher Sektor", ESTIMATED),
        "vorgabe": ("vorgegebene Geschosszahl", ESTIMATED),
        "fehlt": ("keine Höhe", NONE),
    },
    f.GESCHOSSE_Q.name: {
        "angabe": ("angegebene Geschosse", DATA),
        "hoehe": ("aus der Höhe", DERIVED),
        **{f"median_{level}": ("aus einer ergänzten Höhe", ESTIMATED) for level in (1, 2, 3, 4)},
        "vorgabe": ("vorgegebene Geschosszahl", ESTIMATED),
        "ohne_geschosse": ("Keller oder Tiefgarage", NONE),
        "fehlt": ("keine Geschosse", NONE),
    },
    f.TYP_Q.name: {
        "zensus": ("überwiegender Typ der Zensuszelle", DERIVED),
        "unbekannt": ("unbekannt, Mittelwert aller Typen", ESTIMATED),
    },
    f.BAK_Q.name: {
        "baujahr": ("Baujahr am Gebäude", DATA),
        "bplan": ("Jahr des Bebauungsplans", DERIVED),
        "fnp": ("Jahr des Flächennutzungsplans", DERIVED),
        "zensus": ("überwiegendes Baualter der Zensuszelle", DERIVED),
        "unbekannt": ("unbekannt, Mittelwert aller Jahre", ESTIMATED),
    },
    f.Q_NUTZ_Q.name: {
        "typologie": ("Kennwert der Klasse", DERIVED),
        "typologie_ersatz": ("Kennwert einer anderen Klasse", ESTIMATED),
        "ohne_kennwert": ("ein Teil ohne Kennwert", ESTIMATED),
        "ohne_flaeche": ("ohne Bezugsfläche", NONE),
    },
}
"""Per column of origin: what its codes mean and how certain that is."""
