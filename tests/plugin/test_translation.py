"""Which language, and what it says."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import STAGE
from qgis.PyQt.QtCore import QTranslator

from halplan_plugin.core.errors import InputError
from halplan_plugin.core.operation import all_operations
from halplan_plugin.core.run import Warned
from halplan_plugin.processing.messages import error_text, figure_text, warning_text
from halplan_plugin.translation import install_translator, language_of, remove_translator, title_of


@pytest.mark.parametrize(
    ("locale", "language"),
    [(None, "en"), ("", "en"), ("C", "en"), ("de", "de"), ("de_DE", "de"), ("de-AT", "de"), ("en_GB", "en")],
)
def test_the_language_is_that_of_the_locale(locale: str | None, language: str) -> None:
    assert language_of(locale) == language


def test_a_language_without_translation_stays_english(qgis_app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from qgis.core import QgsApplication

    monkeypatch.setattr(QgsApplication, "locale", lambda: "fi_FI")
    assert install_translator() is None
    remove_translator(None)


@pytest.fixture
def german(qgis_app: Any) -> Any:
    from qgis.PyQt.QtCore import QCoreApplication

    translator = QTranslator()
    assert translator.load("halplan_de.qm", str(STAGE / "halplan_plugin" / "i18n"))
    QCoreApplication.installTranslator(translator)
    yield translator
    QCoreApplication.removeTranslator(translator)


def test_declared_titles_are_the_german_ones(german: Any) -> None:
    for operation in all_operations():
        for declared in (operation, *operation.inputs, *operation.parameters, *operation.outputs, *operation.figures):
            unit = f" [{declared.unit}]" if getattr(declared, "unit", "") else ""
            assert title_of(declared) == declared.title_de + unit


def test_errors_and_warnings_are_german_with_their_values(german: Any) -> None:
    error = InputError(
        "Layer '{layer}' has no features.", "Check the layer, its filter and the selection.", layer="Häuser"
    )
    assert error_text(error).startswith("Layer „Häuser“ hat keine Objekte.")
    warning = Warned("{count} invalid polygon(s) of layer '{layer}' were repaired.", {"layer": "Häuser"}, 3)
    assert warning_text(warning).startswith("3 ungültige")


def test_figures_carry_their_unit(qgis_app: Any) -> None:
    from halplan_plugin.core.operation import Figure

    figure = Figure("total", "real", "Total heat", "Summe", "kWh/a")
    assert figure_text(figure, 1234.56) == "Total heat [kWh/a]: 1,234.6"
    assert figure_text(Figure("n", "integer", "Buildings", "Gebäude"), 12345) == "Buildings: 12,345"
