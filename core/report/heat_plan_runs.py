"""The run records in a report: what was computed when, from what, with which balance. Every number leads to one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from .. import german
from ..markup import Child, Element, tag
from ..operation import Layer, Operation, Output, find_operation
from ..run import RunRecord
from .tables import table

_HASH_SHOWN = 16


def run_anchor(operation: str) -> str:
    """Return the id of the record of an operation within the page."""
    return f"lauf-{operation}"


def run_link(*operations: str) -> Element:
    """Return a line that leads from numbers to the runs that made them."""
    links = [tag("a", {"href": f"#{run_anchor(name)}"}, find_operation(name).title_de) for name in operations]
    return tag("p", {"class": "run"}, "Herkunft der Zahlen: ", ([link, ", "] for link in links[:-1]), links[-1], ".")


def runs_section(record: RunRecord, translate: Callable[[str], str] = str) -> Iterable[Child]:
    """Return the record of a run and of its parts, each to be opened; ``translate`` takes templates of warnings."""
    yield tag("p", None, "Jeder Lauf ist mit Programmfassung, Einstellungen, Prüfsummen (SHA-256) der Eingaben und "
                         "Ergebnisse und den Bilanzprüfungen festgehalten; dieselben Protokolle stehen vollständig im "
                         "GeoPackage (Tabelle halplan_laeufe).")  # fmt: skip
    for item in (record, *record.children):
        yield _record(item, translate)


def _record(record: RunRecord, translate: Callable[[str], str]) -> Element:
    operation = find_operation(record.operation)
    started = datetime.fromisoformat(record.started).astimezone()
    programs = {"HalPlan": record.halplan_version, **record.software}
    facts: list[list[Child]] = [
        ["Verfahren", [tag("code", None, record.operation), f", Fassung {record.version}"]],
        ["Programm", ", ".join(f"{name} {number}" for name, number in programs.items())],
        ["Begonnen", f"{started:%d.%m.%Y %H:%M:%S}, Dauer {german.number(record.seconds, 1)} s"],
    ]
    return tag(
        "details",
        {"id": run_anchor(record.operation)},
        tag("summary", None, operation.title_de),
        table([("Lauf", ""), ("", "")], facts, text=True),
        _tables("Eingaben", record.inputs, operation.inputs),
        _tables("Ergebnisse", record.outputs, operation.outputs),
        _invariants(record, operation),
        _warnings(record, translate),
    )


def _tables(
    title: str, entries: Iterable[Mapping[str, Any]], declared: Sequence[Layer] | Sequence[Output]
) -> Element | None:
    titles = {item.name: item.title_de for item in declared}
    rows: list[list[Child]] = [
        [titles[entry["name"]], entry["source"], german.number(entry["rows"]),
         tag("code", None, entry["sha256"][:_HASH_SHOWN])]
        for entry in entries
    ]  # fmt: skip
    heads = [(title, ""), ("Layer", ""), ("Zeilen", ""), ("SHA-256 (Anfang)", "")]
    return table(heads, rows, text=True) if rows else None


def _invariants(record: RunRecord, operation: Operation) -> Element | None:
    titles = {item.name: item.title_de for item in operation.invariants}
    rows: list[list[Child]] = [
        [titles[item.name], german.number(item.left, 3), german.number(item.right, 3), f"{item.residual:.1e}"]
        for item in record.invariants
    ]
    heads = [("Bilanz", ""), ("links", ""), ("rechts", ""), ("Abweichung", "relativ")]
    return table(heads, rows) if rows else None


def _warnings(record: RunRecord, translate: Callable[[str], str]) -> Element | None:
    rows: list[list[Child]] = [
        [translate(item.template).format(count=item.count, **item.params), german.number(item.count)]
        for item in record.warnings
    ]
    return table([("Hinweise des Laufs", ""), ("Anzahl", "")], rows) if rows else None
