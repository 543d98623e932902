"""Write the reference pages of the manual (German) and the process descriptions from the declarations.

Run from the project root: ``python tools/build_reference.py [--check]``; with ``--check`` nothing is written and the
exit code tells whether the pages are up to date.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from halplan_core.operation import (
    GROUPS,
    Choice,
    Column,
    Field,
    File,
    Flag,
    Layer,
    Number,
    Operation,
    Output,
    Parameter,
    all_operations,
)
from halplan_core.parameters.sets import built_in

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "reference"
HELP = ROOT / "resources" / "help" / "de"

GEOMETRIES = {"point": "Punkte", "line": "Linien", "polygon": "Flächen", "none": "ohne Geometrie", "any": "beliebig"}
KINDS = {"integer": "Ganzzahl", "real": "Zahl", "text": "Text", "boolean": "Ja/Nein", "date": "Datum"}
EVIDENCE = {"V": "belegt", "S": "aus zweiter Hand", "U": "ungeprüft", "": ""}


def main() -> int:
    """Write or check all pages; returns 1 when ``--check`` finds one that differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    pages = {f"{operation.name}.md": page(operation) for operation in all_operations()}
    pages["index.md"] = index(all_operations())
    pages["parametersaetze.md"] = parameter_sets()
    TARGET.mkdir(parents=True, exist_ok=True)
    stale = [name for name, text in pages.items() if _current(TARGET / name) != text]
    extra = [path.name for path in TARGET.glob("*.md") if path.name not in pages]
    if check:
        for name in stale + extra:
            print(f"docs/reference/{name} does not match the declarations; run: make docs")
        return 1 if stale or extra else 0
    for name in stale:
        (TARGET / name).write_text(pages[name], encoding="utf-8")
    for name in extra:
        (TARGET / name).unlink()
    print(f"{len(pages)} pages, {len(stale)} rewritten")
    return 0


def index(operations: Iterable[Operation]) -> str:
    """Return the list of operations by group."""
    lines = ["# Referenz der Verfahren", "", "Diese Seiten entstehen aus den Deklarationen der Verfahren.", ""]
    for group, (_, title_de) in GROUPS.items():
        members = [operation for operation in operations if operation.group == group]
        if members:
            lines += [f"## {title_de}", ""]
            lines += [f"- [{o.title_de}]({o.name}.md) – `halplan:{o.name}`" for o in members]
            lines.append("")
    lines += ["[Parametersätze und ihre Quellen](parametersaetze.md)", ""]
    return "\n".join(lines)


def page(operation: Operation) -> str:
    """Return the reference page of one operation."""
    lines = [
        f"# {operation.title_de}", "",
        f"`halplan:{operation.name}` · Version {operation.version} · Gruppe {GROUPS[operation.group][1]}", "",
    ]  # fmt: skip
    help_page = HELP / f"{operation.name}.md"
    if help_page.is_file():
        lines += [help_page.read_text(encoding="utf-8").strip(), ""]
    lines += ["## Eingaben", "", *_table(("Name", "Bezeichnung", "Geometrie", "Pflicht", "Felder"),
                                         map(_layer_row, operation.inputs))]  # fmt: skip
    if operation.parameters:
        lines += ["## Parameter", "", *_table(("Name", "Bezeichnung", "Typ", "Vorgabe", "Bereich", "Quelle"),
                                              map(_parameter_row, operation.parameters))]  # fmt: skip
    lines += ["## Ergebnisse", ""]
    for output in operation.outputs:
        lines += _output_section(output)
    if operation.figures:
        lines += ["## Kennzahlen", "", *_table(
            ("Name", "Bezeichnung", "Einheit"), ((f"`{f.name}`", f.title_de, f.unit) for f in operation.figures)
        )]  # fmt: skip
    if operation.invariants:
        lines += [
            "## Geprüfte Bilanzen",
            "",
            "Jeder Lauf prüft diese Bilanzen und bricht ab, wenn eine nicht aufgeht.",
            "",
        ]
        lines += [f"- {i.title_de} (relative Abweichung höchstens {i.tolerance:g})" for i in operation.invariants]
        lines.append("")
    return "\n".join(lines)


def parameter_sets() -> str:
    """Return the page of all built-in parameter sets."""
    lines = [
        "# Parametersätze",
        "",
        "Alle Vorgabewerte stehen in Tabellen, die durch eigene ersetzt werden können.",
        "",
    ]
    rows = (
        (f"`{s.id}`", s.title_de, s.edition, s.source, s.licence, EVIDENCE.get(s.evidence, s.evidence), s.basis)
        for s in built_in()
    )
    header = ("Satz", "Inhalt", "Ausgabe", "Quelle", "Lizenz", "Beleg", "Flächenbezug")
    return "\n".join([*lines, *_table(header, rows)])


def _output_section(output: Output) -> list[str]:
    note = " (auf Wunsch)" if output.optional else ""
    header = [f"### {output.title_de}: `{output.name}`{note}", "", f"Geometrie: {GEOMETRIES[output.geometry]}", ""]
    rows = ((f"`{f.name}`", f.title_de, KINDS[f.kind], f.unit) for f in output.fields)
    return [*header, *_table(("Feld", "Bezeichnung", "Typ", "Einheit"), rows)]


def _layer_row(layer: Layer) -> tuple[str, ...]:
    fields = [_field(f) for f in layer.needs] + [f"{_field(f)} (falls vorhanden)" for f in layer.accepts]
    needed = "nein" if layer.optional else "ja"
    return f"`{layer.name}`", layer.title_de, GEOMETRIES[layer.geometry], needed, ", ".join(fields)


def _field(field: Field) -> str:
    return f"`{field.name}`"


def _parameter_row(parameter: Parameter) -> tuple[str, ...]:
    source = " ".join(part for part in (parameter.source, _marked(parameter.evidence)) if part)
    return f"`{parameter.name}`", parameter.title_de, *_kind_default_range(parameter), source


def _marked(evidence: str) -> str:
    return f"({EVIDENCE[evidence]})" if evidence else ""


def _kind_default_range(parameter: Parameter) -> tuple[str, str, str]:
    if isinstance(parameter, Number):
        default = "" if parameter.default is None else f"{parameter.default:g} {parameter.unit}".strip()
        limits = [
            f"ab {parameter.minimum:g}" if parameter.minimum is not None else "",
            f"bis {parameter.maximum:g}" if parameter.maximum is not None else "",
        ]
        return "Ganzzahl" if parameter.whole else "Zahl", default, " ".join(filter(None, limits))
    if isinstance(parameter, Choice):
        return "Auswahl", f"`{parameter.default}`", ", ".join(f"`{code}` {de}" for code, _, de in parameter.options)
    if isinstance(parameter, Flag):
        return "Ja/Nein", "ja" if parameter.default else "nein", ""
    if isinstance(parameter, Column):
        return f"Feld von `{parameter.layer}`", "erkannt an: " + ", ".join(parameter.known_names), ""
    if isinstance(parameter, File):
        return f"Datei (.{parameter.extension})", "", ""
    return "Text", str(getattr(parameter, "default", "")), ""


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |" for row in rows]
    return [*lines, ""]


def _current(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


if __name__ == "__main__":
    sys.exit(main())
