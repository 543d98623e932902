"""The language of the interface: which one, its translator, and the translated texts.

Source texts are English. Everything is translated in the one context ``HalPlan``. The title of a declaration is
looked up together with the name of what it describes, since one English word may need two German ones.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

from .paths import TRANSLATIONS

CONTEXT = "HalPlan"


class Declared(Protocol):
    """What every declaration of the core has."""

    @property
    def name(self) -> str:
        """Name in the declaration."""

    @property
    def title(self) -> str:
        """Title in English."""


def tr(text: str, about: str = "") -> str:
    """Return a text in the language of the interface; ``about`` tells apart equal English texts."""
    return str(QCoreApplication.translate(CONTEXT, text, about or None))


def title_of(declared: Declared) -> str:
    """Return the title of a declaration, with its unit where it has one: ``Height [m]``."""
    title = tr(declared.title, declared.name)
    unit = getattr(declared, "unit", "")
    return f"{title} [{unit}]" if unit else title


def language_of(locale: str | None) -> str:
    """Return the two-letter language of a locale; a profile that was never used has ``None`` or ``C``: English."""
    return "en" if not locale or locale == "C" else locale[:2].lower()


def language() -> str:
    """Return the language of the interface as two letters: that of the command line (``--lang``), else the user's."""
    application = QgsApplication.instance()
    started_in = application.translation() if isinstance(application, QgsApplication) else ""
    return language_of(started_in if started_in and started_in != "C" else QgsApplication.locale())


def german() -> Callable[[str], str]:
    """Return a function that gives texts in German whatever the language of the interface, for German documents."""
    translator = QTranslator()
    translator.load("halplan_de.qm", str(TRANSLATIONS))
    return lambda text: str(translator.translate(CONTEXT, text) or text)


def install_translator() -> QTranslator | None:
    """Load the translation for the language of the interface; ``None`` when there is none or none is needed."""
    translator = QTranslator()
    if not translator.load(f"halplan_{language()}.qm", str(TRANSLATIONS)):
        return None
    QCoreApplication.installTranslator(translator)
    return translator


def remove_translator(translator: QTranslator | None) -> None:
    """Undo :func:`install_translator`."""
    if translator is not None:
        QCoreApplication.removeTranslator(translator)
