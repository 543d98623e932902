"""What QGIS does with a result layer once it is loaded: titles for its fields, a style."""

from __future__ import annotations

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsVectorLayer,
)
from qgis.PyQt.QtXml import QDomDocument

from ..core.operation import Output
from ..core.styles.qml import write_qml
from ..core.styles.style import Style
from ..translation import title_of


class LayerPresenter(QgsProcessingLayerPostProcessorInterface):
    """Gives a loaded layer the declared titles, and its style if there is one."""

    def __init__(self, output: Output, style: Style | None) -> None:
        super().__init__()
        self._output = output
        self._style = style

    def postProcessLayer(  # noqa: N802
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Present the layer; runs on the main thread."""
        if not isinstance(layer, QgsVectorLayer):
            return
        for field in self._output.fields:
            position = layer.fields().lookupField(field.name)
            if position >= 0:
                layer.setFieldAlias(position, title_of(field))
        if self._style is not None:
            document = QDomDocument()
            document.setContent(write_qml(self._style))
            layer.importNamedStyle(document)
            layer.triggerRepaint()
