"""An operation of the core as a Processing algorithm, made from its declaration."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
)
from qgis.PyQt.QtGui import QIcon

from .. import dependencies
from ..core.errors import HalplanError
from ..core.formats.text_file import write_text
from ..core.needed_columns import needed_columns
from ..core.operation import GROUPS, Operation
from ..core.progress import Progress, Span
from ..core.run import Result, execute
from ..core.styles.heat_results import result_style
from ..core.styles.qml import write_qml
from ..core.table import Table
from ..icons import icon, icon_file
from ..translation import title_of, tr
from .feedback import FeedbackProgress
from .help_text import help_html, help_url
from .messages import error_text, figure_text, residual_text, warning_text
from .parameters import RUN_RECORD, definitions, figure_definition, parameter_values, qgis_name
from .present_layer import present_when_loaded
from .read_layer import InputLayer, open_input
from .write_layer import ResultWriter

_READ, _COMPUTED = 0.2, 0.9
"""Shares of the progress bar after reading and after computing."""


class OperationAlgorithm(QgsProcessingAlgorithm):
    """Algorithm ``halplan:<name>``.

    The layers are looked at on the main thread (:meth:`prepareAlgorithm`); reading, computing and writing run in the
    background. An operation that needs more gets a subclass, entered in :data:`.hand_written.HAND_WRITTEN`.
    """

    def __init__(self, operation: Operation) -> None:
        super().__init__()
        self.operation = operation
        self._inputs: dict[str, InputLayer | None] = {}

    def createInstance(self) -> OperationAlgorithm:  # noqa: N802
        return type(self)(self.operation)

    def name(self) -> str:
        return self.operation.name

    def displayName(self) -> str:  # noqa: N802
        return title_of(self.operation)

    def group(self) -> str:
        return tr(GROUPS[self.operation.group][0], self.operation.group)

    def groupId(self) -> str:  # noqa: N802
        return self.operation.group

    def tags(self) -> list[str]:
        return [*self.operation.title.lower().split(), *self.operation.title_de.lower().split()]

    def shortDescription(self) -> str:  # noqa: N802
        return tr(self.operation.summary, self.operation.name)

    def shortHelpString(self) -> str:  # noqa: N802
        return help_html(self.operation)

    def helpUrl(self) -> str:  # noqa: N802
        return help_url(self.operation)

    def icon(self) -> QIcon:
        return icon(self.operation.name)

    def svgIconPath(self) -> str:  # noqa: N802
        return icon_file(self.operation.name)

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        for definition in definitions(self.operation):
            self.addParameter(definition)
        for figure in self.operation.figures:
            self.addOutput(figure_definition(figure))

    def canExecute(self) -> tuple[bool, str]:  # noqa: N802
        """Tell the toolbox whether the packages are there."""
        problem = dependencies.problem()
        return not problem, problem

    def checkParameterValues(  # noqa: N802
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """Tell ``qgis_process``, which does not ask :meth:`canExecute`, whether the packages are there."""
        problem = dependencies.problem()
        if problem:
            return False, problem
        checked: tuple[bool, str] = super().checkParameterValues(parameters, context)
        return checked

    def prepareAlgorithm(  # noqa: N802
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        self._inputs = {
            layer.name: open_input(self, parameters, qgis_name(layer.name), context) for layer in self.operation.inputs
        }
        return True

    def processAlgorithm(  # noqa: N802
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        progress = FeedbackProgress(feedback)
        if caution := dependencies.caution():
            feedback.pushWarning(caution)
        try:
            return self.run_operation(parameters, context, feedback, progress)
        except HalplanError as error:
            raise QgsProcessingException(error_text(error)) from error

    def run_operation(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: Progress,
    ) -> dict[str, Any]:
        """Read, compute, write; return the results by their names in QGIS. Errors of the core may be raised."""
        writer = ResultWriter(self, self.operation, parameters, context)
        values = parameter_values(self.operation, self, parameters, context)
        tables = self.read_inputs(values, Span(progress, 0.0, _READ))
        result = execute(self.operation, tables, values, Span(progress, _READ, _COMPUTED), writer.wanted())
        self.log(result, feedback)
        progress.report(_COMPUTED, "Writing the results")
        written = writer.write(result.outputs.tables, result.record)
        self.present(written, context, values)
        return {
            **{qgis_name(name): destination for name, destination in written.items()},
            **{qgis_name(name): value for name, value in result.record.figures.items()},
            **self.write_record(result, parameters, context),
        }

    def read_inputs(self, values: dict[str, Any], progress: Progress) -> dict[str, Table | None]:
        """Return the input tables, with those columns only that the operation looks at."""
        tables: dict[str, Table | None] = {}
        for position, layer in enumerate(self.operation.inputs):
            part = Span(progress, position / len(self.operation.inputs), (position + 1) / len(self.operation.inputs))
            opened = self._inputs[layer.name]
            if opened is None:
                tables[layer.name] = None
                continue
            part.report(0.0, "Reading the layers")
            tables[layer.name] = opened.read(needed_columns(self.operation, layer, values, opened.field_names), part)
        return tables

    def log(self, result: Result, feedback: QgsProcessingFeedback) -> None:
        """Put figures, balances and warnings of a run into the log."""
        for figure in self.operation.figures:
            if figure.name in result.record.figures:
                feedback.pushInfo(figure_text(figure, result.record.figures[figure.name]))
        for residual in result.record.invariants:
            feedback.pushInfo(residual_text(residual))
        for warning in result.record.all_warnings():
            feedback.pushWarning(warning_text(warning))

    def present(self, written: dict[str, str], context: QgsProcessingContext, values: Mapping[str, Any]) -> None:
        """Have the result layers that QGIS is going to load dressed when they are there."""
        for output in self.operation.outputs:
            destination = written.get(output.name, "")
            if destination and context.willLoadLayerOnCompletion(destination):
                style = result_style(self.operation.name, output.name, values)
                titles = {field.name: title_of(field) for field in output.fields}
                present_when_loaded(context, destination, titles, write_qml(style) if style else "")

    def write_record(self, result: Result, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, str]:
        """Write the run record where the user wants it."""
        path = self.parameterAsFileOutput(parameters, RUN_RECORD, context)
        if not path:
            return {}
        text = json.dumps(result.record.as_dict(), ensure_ascii=False, indent=2, default=str)
        write_text(path, text + "\n")
        return {RUN_RECORD: path}
