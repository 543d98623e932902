"""Algorithm ``halplan:heat_plan``: the generated one, with GeoPackage, report, maps and project in place of sinks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputHtml,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterFolderDestination,
)

from ..core.errors import HalplanError
from ..core.progress import Progress, Span
from ..core.report.heat_plan_files import NAME, SOURCES, TITLE, HeatPlanFiles, check_name, write_heat_plan
from ..core.run import Result, execute
from ..core.styles.heat_project import HeatProject
from ..translation import german, title_of, tr
from .algorithm import OperationAlgorithm
from .maps import FOLDER as MAPS
from .maps import write_maps
from .messages import error_text
from .parameters import (
    figure_definition,
    layer_definition,
    parameter_definition,
    parameter_values,
    qgis_name,
    run_record_definition,
)
from .project import write_project

FOLDER, GEOPACKAGE, REPORT, PROJECT, MAPS_FOLDER = "FOLDER", "GEOPACKAGE", "REPORT", "PROJECT", "MAPS"

_READ, _COMPUTED, _STORED = 0.1, 0.6, 0.7
"""Shares of the progress bar after reading, computing, and writing GeoPackage and report."""


class HeatPlanAlgorithm(OperationAlgorithm):
    """Writes everything into one folder: maps in the background, the project on the main thread."""

    def __init__(self, operation: Any) -> None:
        super().__init__(operation)
        self._written: HeatPlanFiles | None = None
        self._answer: dict[str, Any] = {}

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        for layer in self.operation.inputs:
            self.addParameter(layer_definition(layer))
        for parameter in (TITLE, SOURCES, *self.operation.parameters, NAME):
            self.addParameter(parameter_definition(parameter, self.operation))
        self.addParameter(QgsProcessingParameterFolderDestination(FOLDER, tr("Folder for the heat plan")))
        self.addParameter(run_record_definition())
        self.addOutput(QgsProcessingOutputFile(PROJECT, tr("QGIS project")))
        self.addOutput(QgsProcessingOutputFile(GEOPACKAGE, tr("GeoPackage")))
        self.addOutput(QgsProcessingOutputHtml(REPORT, tr("Report")))
        for output in self.operation.outputs:
            self.addOutput(QgsProcessingOutputVectorLayer(qgis_name(output.name), title_of(output)))
        for figure in self.operation.figures:
            self.addOutput(figure_definition(figure))

    def run_operation(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: Progress,
    ) -> dict[str, Any]:
        name = check_name(self.parameterAsString(parameters, qgis_name(NAME.name), context))
        values = parameter_values(self.operation, self, parameters, context)
        tables = self.read_inputs(values, Span(progress, 0.0, _READ))
        result = execute(self.operation, tables, values, Span(progress, _READ, _COMPUTED))
        self.log(result, feedback)

        def add_maps(folder: Path, project: HeatProject) -> None:
            write_maps(folder, project, Span(progress, _STORED, 1.0))

        files = write_heat_plan(
            self.parameterAsString(parameters, FOLDER, context),
            result,
            tables,
            name=name,
            title=self.parameterAsString(parameters, qgis_name(TITLE.name), context),
            sources=self.parameterAsString(parameters, qgis_name(SOURCES.name), context),
            progress=Span(progress, _COMPUTED, _STORED),
            add=add_maps,
            translate=german(),
        )
        self._written = files
        self._answer = {**self._results(files, result), **self.write_record(result, parameters, context)}
        return self._answer

    def postProcessAlgorithm(  # noqa: N802
        self, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Write the project; runs on the main thread, once everything else is in place."""
        if self._written is None:
            return {}
        try:
            project = write_project(self._written.geopackage.parent, self._written.project)
        except HalplanError as error:
            raise QgsProcessingException(error_text(error)) from error
        for text, path in self._whereabouts(self._written, project):
            feedback.pushInfo(f"{text}: {path}")
        # what is returned here takes the place of the earlier answer
        return {**self._answer, PROJECT: str(project)}

    def _results(self, files: HeatPlanFiles, result: Result) -> dict[str, Any]:
        return {
            FOLDER: str(files.geopackage.parent),
            GEOPACKAGE: str(files.geopackage),
            REPORT: str(files.report),
            **{qgis_name(layer.key): f"{files.geopackage}|layername={layer.table}"
               for layer in files.project.layers if layer.key in result.outputs.tables},
            **{qgis_name(name): value for name, value in result.record.figures.items()},
        }  # fmt: skip

    def _whereabouts(self, files: HeatPlanFiles, project: Path) -> tuple[tuple[str, Path], ...]:
        return (
            (tr("Project"), project),
            (tr("Report"), files.report),
            (tr("Maps"), files.report.parent / MAPS),
            (tr("Data"), files.geopackage),
        )
