"""From declarations of the core to parameters of QGIS, and from their values back to those of the core.

A parameter has the declared name in upper case: layer ``buildings`` is ``BUILDINGS``, output ``result`` is ``RESULT``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..core.operation import Choice, Column, Figure, File, Flag, Layer, Number, Operation, Output, Parameter, Text
from ..translation import title_of, tr

RUN_RECORD = "RUN_RECORD"

_LAYER_TYPES = {
    "point": Qgis.ProcessingSourceType.VectorPoint,
    "line": Qgis.ProcessingSourceType.VectorLine,
    "polygon": Qgis.ProcessingSourceType.VectorPolygon,
    "any": Qgis.ProcessingSourceType.VectorAnyGeometry,
    "none": Qgis.ProcessingSourceType.Vector,
}


def qgis_name(name: str) -> str:
    """Return the name in QGIS of an input, a parameter, an output or a figure."""
    return name.upper()


def definitions(operation: Operation) -> Iterator[QgsProcessingParameterDefinition]:
    """Yield the parameters of an algorithm: layers, parameters, result layers and the file for the run record."""
    for layer in operation.inputs:
        yield layer_definition(layer)
    for parameter in operation.parameters:
        yield parameter_definition(parameter, operation)
    for output in operation.outputs:
        yield output_definition(output)
    yield run_record_definition()


def layer_definition(layer: Layer) -> QgsProcessingParameterFeatureSource:
    """Return the parameter for an input layer."""
    definition = QgsProcessingParameterFeatureSource(
        qgis_name(layer.name), title_of(layer), [_LAYER_TYPES[layer.geometry]], None, layer.optional
    )
    if layer.needs:
        fields = ", ".join(f"{field.name} ({title_of(field)})" for field in layer.needs)
        definition.setHelp(tr("Needs the fields: {fields}.").format(fields=fields))
    return definition


def parameter_definition(parameter: Parameter, operation: Operation) -> QgsProcessingParameterDefinition:
    """Return the QGIS parameter for a parameter of an operation."""
    definition = _definition(parameter, operation)
    definition.setHelp(_help(parameter))
    if parameter.advanced:
        definition.setFlags(definition.flags() | Qgis.ProcessingParameterFlag.Advanced)
    return definition


def _definition(parameter: Parameter, operation: Operation) -> QgsProcessingParameterDefinition:
    name, title = qgis_name(parameter.name), title_of(parameter)
    if isinstance(parameter, Number):
        return _number(parameter, name, title)
    if isinstance(parameter, Choice):
        # codes instead of positions: they mean the same in a model, in a script and on the command line
        return QgsProcessingParameterEnum(name, title, list(parameter.codes), False, parameter.default, False, True)
    if isinstance(parameter, Flag):
        return QgsProcessingParameterBoolean(name, title, parameter.default)
    if isinstance(parameter, Column):
        return _column(parameter, name, title, operation)
    if isinstance(parameter, File):
        return QgsProcessingParameterFile(
            name, title, Qgis.ProcessingFileParameterBehavior.File, parameter.extension, None, True
        )
    if isinstance(parameter, Text):
        return QgsProcessingParameterString(name, title, parameter.default or None, False, not parameter.default)
    raise TypeError(f"no QGIS parameter for {type(parameter).__name__}")


def _number(parameter: Number, name: str, title: str) -> QgsProcessingParameterNumber:
    kinds = Qgis.ProcessingNumberParameterType
    definition = QgsProcessingParameterNumber(
        name, title, kinds.Integer if parameter.whole else kinds.Double, parameter.default, parameter.default is None
    )
    if parameter.minimum is not None:
        definition.setMinimum(parameter.minimum)
    if parameter.maximum is not None:
        definition.setMaximum(parameter.maximum)
    return definition


def _column(parameter: Column, name: str, title: str, operation: Operation) -> QgsProcessingParameterField:
    types = Qgis.ProcessingFieldParameterDataType
    layer = next(layer for layer in operation.inputs if layer.name == parameter.layer)
    # text is not limited to text fields: codes such as 1010 are often stored as numbers
    data_type = types.Numeric if parameter.kind == "number" else types.Any
    must_be_chosen = parameter.required and not parameter.known_names and not layer.optional
    return QgsProcessingParameterField(
        name, title, None, qgis_name(parameter.layer), data_type, False, not must_be_chosen
    )


def _help(parameter: Parameter) -> str:
    lines = []
    if isinstance(parameter, Choice):
        lines += [f"{code}: {tr(title, f'{parameter.name}.{code}')}" for code, title, _ in parameter.options]
    if isinstance(parameter, Column) and parameter.known_names:
        names = ", ".join(parameter.known_names)
        lines.append(tr("Left empty, a field of one of these names is used: {names}.").format(names=names))
    if parameter.source:
        lines.append(tr("Source: {source}").format(source=parameter.source))
    if parameter.evidence == "U":
        lines.append(tr("This value is unverified: check it before you rely on it."))
    return "\n".join(lines)


def output_definition(output: Output) -> QgsProcessingParameterFeatureSink:
    """Return the parameter for a result layer; optional ones are made on demand only."""
    return QgsProcessingParameterFeatureSink(
        qgis_name(output.name), title_of(output), _LAYER_TYPES[output.geometry], None, output.optional,
        not output.optional,
    )  # fmt: skip


def run_record_definition() -> QgsProcessingParameterFileDestination:
    """Return the parameter for the file that tells how the result was made."""
    definition = QgsProcessingParameterFileDestination(
        RUN_RECORD, tr("Run record"), tr("JSON files (*.json)"), None, True, False
    )
    definition.setHelp(tr("Parameters, parameter sets, inputs, balances and warnings of this run."))
    definition.setFlags(definition.flags() | Qgis.ProcessingParameterFlag.Advanced)
    return definition


def figure_definition(figure: Figure) -> QgsProcessingOutputDefinition:
    """Return the output for a figure of the result."""
    made = QgsProcessingOutputNumber if figure.kind in ("integer", "real") else QgsProcessingOutputString
    return made(qgis_name(figure.name), title_of(figure))


def parameter_values(
    operation: Operation,
    algorithm: QgsProcessingAlgorithm,
    parameters: Mapping[str, Any],
    context: QgsProcessingContext,
) -> dict[str, Any]:
    """Return the values of the parameters as the core expects them, those left empty as ``None``."""
    return {p.name: _value(p, algorithm, parameters, context) for p in operation.parameters}


def _value(
    parameter: Parameter,
    algorithm: QgsProcessingAlgorithm,
    parameters: Mapping[str, Any],
    context: QgsProcessingContext,
) -> Any:
    name = qgis_name(parameter.name)
    if parameters.get(name) is None:
        return None
    if isinstance(parameter, Number):
        read = algorithm.parameterAsInt if parameter.whole else algorithm.parameterAsDouble
        return read(parameters, name, context)
    if isinstance(parameter, Choice):
        return algorithm.parameterAsEnumString(parameters, name, context)
    if isinstance(parameter, Flag):
        return algorithm.parameterAsBoolean(parameters, name, context)
    if isinstance(parameter, File):
        return algorithm.parameterAsFile(parameters, name, context)
    return algorithm.parameterAsString(parameters, name, context)
