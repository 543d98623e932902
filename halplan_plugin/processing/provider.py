"""The provider ``halplan``: one algorithm per operation."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import QgsProcessingAlgorithm, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .. import dependencies
from ..icons import PLUGIN_ICON


class HalplanProvider(QgsProcessingProvider):
    """Offers the operations of the core in the toolbox, in models and to ``qgis_process``."""

    def id(self) -> str:
        return "halplan"

    def name(self) -> str:
        return "HalPlan"

    def icon(self) -> QIcon:
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:  # noqa: N802
        return PLUGIN_ICON

    def loadAlgorithms(self) -> None:  # noqa: N802
        for algorithm in make_algorithms():
            self.addAlgorithm(algorithm)


def make_algorithms() -> Iterable[QgsProcessingAlgorithm]:
    """Return an algorithm for every operation; stand-ins that name the cure when a package is missing."""
    if dependencies.problem():
        from .unavailable import UnavailableAlgorithm, declarations

        return [UnavailableAlgorithm(declaration) for declaration in declarations()]
    # only now, since the core cannot be imported without its packages
    from ..core.operation import all_operations
    from .algorithm import OperationAlgorithm
    from .hand_written import HAND_WRITTEN

    return [HAND_WRITTEN.get(operation.name, OperationAlgorithm)(operation) for operation in all_operations()]
