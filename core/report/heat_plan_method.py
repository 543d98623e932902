"""The chapters on method, sources and limits in the report of a heat plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .. import german
from ..markup import Child, Element, tag
from ..operation import Choice, Flag, Number, Operation, find_operation
from ..run import Result, RunRecord
from .heat_plan_runs import run_anchor
from .heat_plan_words import EVIDENCE
from .tables import table

_STEPS = {
    "prepare_buildings": (
        "Aus Gebäudeumrissen entsteht eine einheitliche Gebäudetabelle. Die Gebäudefunktion bestimmt Sektor, "
        "Geschosshöhe und Flächenfaktor; Höhe, Geschosse, Gebäudetyp und Baualter kommen aus den jeweils besten "
        "vorhandenen Daten, fehlende Werte werden nach festen Regeln ergänzt und gekennzeichnet."
    ),
    "heat_demand": (
        "Nutzwärme für Raumwärme und Warmwasser: beheizte Bezugsfläche mal spezifischer Bedarf nach Gebäudetyp und "
        "Baualter. Es ist ein berechneter Bedarf, kein gemessener Verbrauch."
    ),
    "street_sections": (
        "Das Straßennetz wird an Kreuzungen und Einmündungen in Abschnitte geteilt (Straßenabschnitt nach § 3 Abs. 1 "
        "Nr. 11 WPG); Brücken und Tunnel bleiben getrennt."
    ),
    "heat_line_density": (
        "Jedes Gebäude wird genau einem Straßenabschnitt zugeordnet; Wärme der zugeordneten Gebäude geteilt durch die "
        "Abschnittslänge. Eine Anschlussquote ist nicht eingerechnet, anders als bei der Wärmeliniendichte nach § 3 "
        "Abs. 1 Nr. 16 WPG, die nur angeschlossene Verbraucher zählt."
    ),
    "building_blocks": (
        "Baublöcke sind die von Straßen, Bahnlinien, Gewässern und Gebietsgrenze umschlossenen Flächen (§ 3 Abs. 1 "
        "Nr. 1 WPG) oder werden aus einem amtlichen Datensatz übernommen."
    ),
    "heat_density_blocks": "Wärme der Gebäude eines Baublocks geteilt durch seine Fläche (Bruttofläche des Blocks).",
    "heat_density_grid": (
        "Verteilung der Wärme auf Gitterzellen von 100 m nach dem Anteil der Gebäudefläche in der Zelle; Gitter in "
        "ETRS89-LAEA (EPSG:3035)."
    ),
}

_UNVERIFIED = (
    "Als „ungeprüft“ markierte Kennwerte sind noch nicht gegen die Originalquelle geprüft. Prüfen Sie diese vor einer "
    "Entscheidung oder ersetzen Sie sie durch eigene Werte (CSV-Datei)."
)

_LIMITS = """
Der Bericht ist eine Planungshilfe für die kommunale Wärmeplanung, keine Rechtsberatung und kein Wärmeplan im Sinne \
des § 23 WPG.
Alle Wärmemengen sind aus Gebäudedaten und Kennwerten berechnet. Für das einzelne Gebäude kann der tatsächliche \
Verbrauch deutlich abweichen; belastbar sind Summen über viele Gebäude.
Nutzwärme ist nicht Endenergie: Verluste der Wärmeerzeugung sind nicht enthalten.
Die Schwellenwerte der Klassen sind Richtwerte. Ob sich ein Wärmenetz eignet, entscheidet erst der Vergleich der \
Wärmegestehungskosten.
Die Karten zeigen Klassen. Tabellen nennen Straßenabschnitte und Baublöcke nur ab fünf beheizten Gebäuden; kleinere \
Gruppen sind zusammengefasst.
Werte einzelner Gebäude stehen nur im GeoPackage und sind für den internen Gebrauch der planungsverantwortlichen \
Stelle bestimmt. Vor einer Veröffentlichung sind Karten und Tabellen nach § 10 und § 12 WPG auf Datenschutz zu prüfen.
""".strip().split("\n")


def method_section(result: Result, sources: tuple[str, ...]) -> Iterable[Child]:
    """Return steps with their parameters, parameter sets with their evidence, and the base data."""
    records = (result.record, *result.record.children)
    for record in result.record.children:
        operation = find_operation(record.operation)
        yield tag("h3", None, operation.title_de)
        yield tag("p", None, _STEPS.get(operation.name, ""))
        chosen = _parameter_rows(operation, record.parameters)
        if chosen:
            yield tag("dl", {"class": "settings"}, (
                tag("div", None, tag("dt", None, title), tag("dd", None, value)) for title, value in chosen
            ))  # fmt: skip
    yield tag("h3", {"id": "parametersaetze"}, "Kennwerte und Schwellenwerte")
    yield _sets_table(records)
    if any(entry["evidence"] == "U" for record in records for entry in record.parameter_sets):
        yield tag("div", {"class": "note"}, tag("p", None, _UNVERIFIED))
    yield tag("h3", None, "Grunddaten")
    yield _inputs_table(result.record)
    if sources:
        yield tag("ul", None, (tag("li", None, source) for source in sources))


def limits_section() -> Element:
    """Return what the numbers are not."""
    return tag("ul", None, (tag("li", None, text) for text in _LIMITS))


def _parameter_rows(operation: Operation, values: Mapping[str, Any]) -> list[list[Child]]:
    rows: list[list[Child]] = []
    for parameter in operation.parameters:
        value = values.get(parameter.name)
        if value in (None, ""):
            continue
        if isinstance(parameter, Choice):
            text = next((option[2] for option in parameter.options if option[0] == value), str(value))
        elif isinstance(parameter, Flag):
            text = "ja" if value else "nein"
        elif isinstance(parameter, Number):
            text = f"{german.short(float(value))} {parameter.unit}".strip()
        else:
            text = str(value)
        rows.append([parameter.title_de, text])
    return rows


def _sets_table(records: Iterable[RunRecord]) -> Element:
    sets = {entry["sha256"]: entry for record in records for entry in record.parameter_sets}
    rows: list[list[Child]] = [
        [
            entry["title_de"],
            [entry["edition"], tag("br"), tag("small", None, entry["source"])],
            entry["licence"],
            tag("span", {"class": f"badge {entry['evidence']}"}, EVIDENCE.get(entry["evidence"], entry["evidence"])),
        ]
        for entry in sets.values()
    ]  # fmt: skip
    return table([("Parametersatz", ""), ("Ausgabe und Quelle", ""), ("Lizenz", ""), ("Nachweis", "")], rows, text=True)


def _inputs_table(record: RunRecord) -> Element:
    titles = {layer.name: layer.title_de for layer in find_operation(record.operation).inputs}
    rows: list[list[Child]] = [
        [titles.get(entry["name"], entry["name"]), entry["source"], german.number(entry["rows"]), entry["crs"]]
        for entry in record.inputs
    ]
    link = tag("a", {"href": f"#{run_anchor(record.operation)}"}, "Laufprotokoll")
    return tag(
        "div",
        {"id": "grunddaten"},
        table([("Daten", ""), ("Layer", ""), ("Objekte", ""), ("Bezugssystem", "")], rows, text=True),
        tag("p", {"class": "run"}, "Prüfsummen: ", link, "."),
    )
