"""What QGIS does with a result layer once it is loaded: titles for its fields, a style."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsVectorLayer,
)
from qgis.PyQt.QtXml import QDomDocument

_waiting: set[LayerPresenter] = set()
"""Presenters of layers that are still to be loaded. QGIS keeps only a pointer, so they must be held here."""


def present_when_loaded(context: QgsProcessingContext, destination: str, titles: Mapping[str, str], qml: str) -> None:
    """Have a layer that QGIS will load given titles for its fields, and a style unless ``qml`` is empty."""
    presenter = LayerPresenter(destination, titles, qml)
    _waiting.add(presenter)
    context.layerToLoadOnCompletionDetails(destination).setPostProcessor(presenter)


def forget_presenters() -> None:
    """Let go of the presenters whose layers were never loaded."""
    _waiting.clear()


class LayerPresenter(QgsProcessingLayerPostProcessorInterface):
    """Gives a loaded layer titles and a style, once."""

    def __init__(self, destination: str, titles: Mapping[str, str], qml: str) -> None:
        super().__init__()
        self._destination = destination
        self._titles = titles
        self._qml = qml

    def postProcessLayer(  # noqa: N802
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Present the layer; runs on the main thread."""
        try:
            if isinstance(layer, QgsVectorLayer):
                self._present(layer)
        finally:
            self._retire(context)

    def _present(self, layer: QgsVectorLayer) -> None:
        for name, title in self._titles.items():
            position = layer.fields().lookupField(name)
            if position >= 0:
                layer.setFieldAlias(position, title)
        if self._qml:
            document = QDomDocument()
            document.setContent(self._qml)
            layer.importNamedStyle(document)
            layer.triggerRepaint()

    def _retire(self, context: QgsProcessingContext) -> None:
        # a script may use the context for another run, which looks at all its layers again
        if context.willLoadLayerOnCompletion(self._destination):
            context.layerToLoadOnCompletionDetails(self._destination).setPostProcessor(None)
        _waiting.discard(self)
