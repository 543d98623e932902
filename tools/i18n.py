"""The German translation of the interface: ``halplan_plugin/i18n/halplan_de.ts``.

    python tools/i18n.py            brings the file up to date and lists what is still to be translated
    python tools/i18n.py --check    changes nothing; fails when the file is out of date or incomplete

Titles of declarations are translated in the declarations. All other texts are found in the source: what is passed to
``tr()`` in the plugin, and in the core what is passed for a parameter called ``template``, ``problem``, ``hint`` or
``message``. ``make stage`` compiles the file.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import pkgutil
import re
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import halplan_core
from halplan_core.operation import GROUPS, Choice, Field, Layer, Operation, Output, Parameter, all_operations

ROOT = Path(__file__).resolve().parent.parent
TS_FILE = ROOT / "halplan_plugin" / "i18n" / "halplan_de.ts"
CONTEXT = "HalPlan"
LANGUAGE = "de_DE"

_MESSAGE_PARAMETERS = ("template", "problem", "hint", "message")
_ENGLISH_ONLY = ("musterstadt",)
"""Folders that nobody meets in QGIS: the generator of the example town is a command."""

_MESSAGES_SUFFIX = "_MESSAGES"
"""Ending of the name of a module constant whose strings are all messages."""


@dataclass(frozen=True, order=True)
class Source:
    """A text to translate; ``about`` tells apart equal texts that mean different things."""

    text: str
    about: str = ""


@dataclass
class Found:
    """What the source holds: texts with the translation that a declaration gives, and what could not be read."""

    texts: dict[Source, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def add(self, text: str, about: str = "", german: str = "") -> None:
        """Enter a text; two declarations that say different things in German about the same are a fault."""
        if not text:
            return
        source = Source(text, about)
        known = self.texts.get(source, "")
        if known and german and known != german:
            self.faults.append(f"'{text}' ({about}) is declared both as '{known}' and as '{german}'")
        self.texts[source] = known or german


def find_texts() -> Found:
    """Return every text of the interface."""
    found = Found()
    for name, (title, title_de) in GROUPS.items():
        found.add(title, name, title_de)
    for operation in all_operations():
        _declared(operation, found)
    for item in declared_beside_operations():
        _described(item, found)
    modules = {
        file: ast.parse(file.read_text(encoding="utf-8"), str(file))
        for folder in ("core", "halplan_plugin")
        for file in sorted((ROOT / folder).rglob("*.py"))
        if file.parent.name not in _ENGLISH_ONLY
    }
    takers = message_takers(modules.values())
    for file, module in modules.items():
        _Reader(file.relative_to(ROOT), takers, found).visit(module)
    return found


def _declared(operation: Operation, found: Found) -> None:
    found.add(operation.summary, operation.name)
    described: list[Any] = [operation, *operation.inputs, *operation.parameters, *operation.outputs]
    described += [*operation.figures, *operation.invariants]
    described += [f for layer in operation.inputs for f in (*layer.needs, *layer.accepts)]
    described += [f for output in operation.outputs for f in output.fields]
    for item in described:
        _described(item, found)


def _described(item: Any, found: Found) -> None:
    found.add(item.title, item.name, item.title_de)
    for code, title, title_de in item.options if isinstance(item, Choice) else ():
        found.add(title, f"{item.name}.{code}", title_de)


def declared_beside_operations() -> Iterator[Parameter | Field | Layer | Output]:
    """Yield what a module of the core declares by name, such as parameters that only a hand-written algorithm has."""
    for info in pkgutil.walk_packages(halplan_core.__path__, "halplan_core."):
        for value in vars(importlib.import_module(info.name)).values():
            if isinstance(value, (Parameter, Field, Layer, Output)):
                yield value


Positions = dict[str, int]
"""Parameters that are messages and their positions in a call."""


@dataclass(frozen=True)
class Takers:
    """What takes messages, by name: functions and classes on the one hand, methods on the other."""

    functions: dict[str, Positions]
    methods: dict[str, Positions]
    bases: dict[str, str]

    def of(self, call: ast.Call, class_name: str) -> Positions:
        """Return where a call, standing in a class, passes messages."""
        if isinstance(call.func, ast.Name):
            return self.functions.get(call.func.id, {})
        if not isinstance(call.func, ast.Attribute):
            return {}
        if call.func.attr == "__init__":
            return self.functions.get(self.bases.get(class_name, ""), {})
        return self.methods.get(call.func.attr, {})


def message_takers(modules: Iterable[ast.Module]) -> Takers:
    """Return everything in the modules that takes messages."""
    functions: dict[str, Positions] = {}
    methods: dict[str, Positions] = {}
    bases: dict[str, str] = {}
    for node in (node for module in modules for node in ast.walk(module)):
        if isinstance(node, ast.Module):
            functions.update(
                {child.name: _positions(child) for child in node.body if isinstance(child, ast.FunctionDef)}
            )
        elif isinstance(node, ast.ClassDef):
            bases[node.name] = ast.unparse(node.bases[0]) if node.bases else ""
            own = {child.name: _positions(child) for child in node.body if isinstance(child, ast.FunctionDef)}
            functions.update({node.name: own["__init__"]} if "__init__" in own else {})
            methods.update({name: positions for name, positions in own.items() if positions})
    for name in bases:
        parent = name
        while parent not in functions and parent in bases:
            parent = bases[parent]
        functions.setdefault(name, functions.get(parent, {}))
    return Takers(functions, methods, bases)


def _positions(function: ast.FunctionDef) -> Positions:
    names = [argument.arg for argument in function.args.args if argument.arg != "self"]
    return {name: position for position, name in enumerate(names) if name in _MESSAGE_PARAMETERS}


class _Reader(ast.NodeVisitor):
    """Collects the messages of one module."""

    def __init__(self, file: Path, takers: Takers, found: Found) -> None:
        self._file = file
        self._takers = takers
        self._found = found
        self._passed_on: set[str] = set()
        self._class = ""

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        outer = self._class
        self._class = node.name
        self.generic_visit(node)
        self._class = outer

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        outer = self._passed_on
        self._passed_on = set(_positions(node))
        self.generic_visit(node)
        self._passed_on = outer

    def visit_Assign(self, node: ast.Assign) -> None:
        if any(isinstance(target, ast.Name) and target.id.endswith(_MESSAGES_SUFFIX) for target in node.targets):
            values = node.value.values if isinstance(node.value, ast.Dict) else ast.walk(node.value)
            for value in values:
                if isinstance(value, ast.Constant):
                    self._found.add(str(value.value))
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        is_tr = isinstance(node.func, ast.Name) and node.func.id == "tr"
        if is_tr and node.args and isinstance(node.args[0], ast.Constant):
            about = node.args[1].value if len(node.args) > 1 and isinstance(node.args[1], ast.Constant) else ""
            self._found.add(str(node.args[0].value), str(about))
        for value in self._given(node, self._takers.of(node, self._class)):
            self._message(value)
        self.generic_visit(node)

    def _given(self, node: ast.Call, positions: Positions) -> Iterator[ast.expr]:
        for parameter, position in positions.items():
            if position < len(node.args):
                yield node.args[position]
            yield from (keyword.value for keyword in node.keywords if keyword.arg == parameter)

    def _message(self, value: ast.expr) -> None:
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            self._found.add(value.value)
        elif isinstance(value, ast.IfExp):
            self._message(value.body)
            self._message(value.orelse)
        elif not self._is_known(value):
            place = f"{self._file}:{value.lineno}"
            self._found.faults.append(f"{place}: a message must be a plain text, not '{ast.unparse(value)}'")

    def _is_known(self, value: ast.expr) -> bool:
        if isinstance(value, ast.Name):
            return value.id in self._passed_on
        if isinstance(value, ast.Subscript) and isinstance(value.value, ast.Name):
            return value.value.id.endswith(_MESSAGES_SUFFIX)
        # put together from what the function was given, or translated already
        return isinstance(value, ast.Call) and (bool(self._passed_on) or ast.unparse(value.func) == "tr")


def read_translations(file: Path) -> dict[Source, str]:
    """Return the translations in a file, without those marked as unfinished."""
    if not file.is_file():
        return {}
    known = {}
    for message in ElementTree.parse(file).iter("message"):
        translation = message.find("translation")
        if translation is not None and translation.get("type") is None and translation.text:
            known[Source(message.findtext("source", ""), message.findtext("comment", ""))] = translation.text
    return known


def translate(found: Found, known: dict[Source, str]) -> dict[Source, str]:
    """Return the translation of every text: that of its declaration, else the known one, else an empty text."""
    return {source: german or known.get(source, "") for source, german in sorted(found.texts.items())}


def as_ts(translations: dict[Source, str]) -> str:
    """Return translations as Qt writes them."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        f'<TS version="2.1" language="{LANGUAGE}" sourcelanguage="en">',
        "<context>",
        f"    <name>{CONTEXT}</name>",
    ]
    for source, german in translations.items():
        lines += ["    <message>", f"        <source>{escape(source.text, quote=False)}</source>"]
        if source.about:
            lines.append(f"        <comment>{escape(source.about, quote=False)}</comment>")
        unfinished = "" if german else ' type="unfinished"'
        lines += [f"        <translation{unfinished}>{escape(german, quote=False)}</translation>", "    </message>"]
    return "\n".join([*lines, "</context>", "</TS>", ""])


def faults_of(found: Found, translations: dict[Source, str]) -> list[str]:
    """Return what is missing or does not fit."""
    faults = list(found.faults)
    for source, german in translations.items():
        if not german:
            faults.append(f"not translated: {source.text}" + (f" ({source.about})" if source.about else ""))
        elif _placeholders(source.text) != _placeholders(german):
            faults.append(f"other placeholders than the source: {german}")
    return faults


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing, fail when something is missing")
    options = parser.parse_args(arguments)
    found = find_texts()
    translations = translate(found, read_translations(TS_FILE))
    text = as_ts(translations)
    faults = faults_of(found, translations)
    if options.check:
        if not TS_FILE.is_file() or TS_FILE.read_text(encoding="utf-8") != text:
            faults.append(f"{TS_FILE.relative_to(ROOT)} is out of date: run 'python tools/i18n.py'")
    else:
        TS_FILE.parent.mkdir(parents=True, exist_ok=True)
        TS_FILE.write_text(text, encoding="utf-8")
    for fault in faults:
        print(fault, file=sys.stderr)
    missing = sum(not german for german in translations.values())
    print(f"{TS_FILE.name}: {len(translations)} texts, {missing} to translate")
    return 1 if faults and options.check else 0


if __name__ == "__main__":
    raise SystemExit(main())
