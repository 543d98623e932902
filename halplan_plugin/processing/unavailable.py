"""Stand-ins for the algorithms while numpy or shapely is missing.

The operations cannot be imported then. Their names and titles are read from the source, so that a user who looks for an
algorithm finds it, and with it the cure.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback

from .. import dependencies
from ..paths import CORE
from ..translation import title_of


@dataclass(frozen=True)
class Declaration:
    """What the source tells about an operation without running it."""

    name: str
    title: str


def declarations(folder: Path = CORE) -> list[Declaration]:
    """Return the operations declared below a folder."""
    found = [item for file in sorted(folder.rglob("*.py")) for item in _declared_in(file)]
    return sorted(found, key=lambda item: item.name)


def _declared_in(file: Path) -> Iterator[Declaration]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "operation":
            title = next((word.value for word in node.keywords if word.arg == "title"), None)
            if node.args and isinstance(node.args[0], ast.Constant) and isinstance(title, ast.Constant):
                yield Declaration(str(node.args[0].value), str(title.value))


class UnavailableAlgorithm(QgsProcessingAlgorithm):
    """An algorithm that only says what it lacks."""

    def __init__(self, declaration: Declaration) -> None:
        super().__init__()
        self._declaration = declaration

    def createInstance(self) -> UnavailableAlgorithm:  # noqa: N802
        return type(self)(self._declaration)

    def name(self) -> str:
        return self._declaration.name

    def displayName(self) -> str:  # noqa: N802
        return title_of(self._declaration)

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        return

    def shortHelpString(self) -> str:  # noqa: N802
        return dependencies.problem()

    def canExecute(self) -> tuple[bool, str]:  # noqa: N802
        return False, dependencies.problem()

    def checkParameterValues(  # noqa: N802
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        return False, dependencies.problem()

    def processAlgorithm(  # noqa: N802
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        raise QgsProcessingException(dependencies.problem())
