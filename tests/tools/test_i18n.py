"""Texts to translate are found in the source, kept, and complete."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import i18n

ERRORS = ast.parse(
    """
class HalplanError(Exception):
    def __init__(self, template, hint="", **params): ...
class InputError(HalplanError): ...
class Stopped(HalplanError):
    def __init__(self):
        super().__init__("Stopped.")
class Run:
    def warn(self, template, count=1, **params): ...
def _refuse(table, problem, hint):
    raise InputError(problem, hint)
"""
)


def texts_of(code: str) -> i18n.Found:
    module = ast.parse(code)
    found = i18n.Found()
    takers = i18n.message_takers([ERRORS, module])
    for part in (ERRORS, module):
        i18n._Reader(Path("module.py"), takers, found).visit(part)
    return found


@pytest.mark.parametrize(
    "code",
    [
        'raise InputError("A {thing}.", "Do it.", thing=1)',
        'raise InputError("A {thing}.", hint="Do it.")',
        '_refuse(table, "A {thing}.", "Do it.")',
        'run.warn("A {thing}.", 3)\nrun.warn("Do it.")',
        'raise InputError("A {thing}." if bad else "Do it.")',
        '_KIND_MESSAGES = {"a": "A {thing}.", "b": "Do it."}\nraise InputError(_KIND_MESSAGES[kind])',
        'tr("A {thing}.") + tr("Do it.")',
    ],
)
def test_messages_are_found_where_they_are_passed(code: str) -> None:
    found = texts_of(code)
    assert set(found.texts) == {i18n.Source("A {thing}."), i18n.Source("Do it."), i18n.Source("Stopped.")}
    assert found.faults == []


def test_a_text_put_together_is_a_fault() -> None:
    assert "module.py:1" in texts_of('raise InputError(f"Layer {name} is bad.")').faults[0]


def test_equal_titles_of_different_things_are_kept_apart() -> None:
    found = i18n.Found()
    found.add("Useful heat", "q_kwh", "Nutzwärme")
    found.add("Useful heat", "q_nutz_kwh", "Nutzwärmebedarf")
    assert found.faults == []
    found.add("Useful heat", "q_kwh", "Wärme")
    assert len(found.faults) == 1


def test_translations_survive_and_declared_titles_win(tmp_path: Path) -> None:
    file = tmp_path / "halplan_de.ts"
    source, title = i18n.Source("A <b> & {c}."), i18n.Source("Height", "hoehe_m")
    file.write_text(
        i18n.as_ts({source: "Ein <b> & {c}.", title: "falsch", i18n.Source("gone"): "weg"}), encoding="utf-8"
    )
    found = i18n.Found({source: "", title: "Höhe", i18n.Source("new"): ""})
    translations = i18n.translate(found, i18n.read_translations(file))
    assert translations == {source: "Ein <b> & {c}.", title: "Höhe", i18n.Source("new"): ""}
    assert i18n.faults_of(found, translations) == ["not translated: new"]


def test_other_placeholders_than_in_the_source_are_a_fault() -> None:
    source = i18n.Source("{count} rows")
    assert i18n.faults_of(i18n.Found({source: ""}), {source: "{anzahl} Zeilen"})


def test_the_german_translation_is_complete() -> None:
    assert i18n.main(["--check"]) == 0
