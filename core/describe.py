"""Process descriptions in the form of OGC API - Processes, Part 1 (OGC 18-062r2), section 7.10."""

from __future__ import annotations

from typing import Any

from .operation import Choice, Column, Field, File, Flag, Layer, Number, Operation, Output, Parameter

_GEOJSON = "application/geo+json"
_GEOPACKAGE = "application/geopackage+sqlite3"
_JSON_TYPES = {"integer": "integer", "real": "number", "text": "string", "boolean": "boolean", "date": "string"}


def process_summary(operation: Operation) -> dict[str, Any]:
    """Return the summary of a process as it stands in the list of processes."""
    return {
        "id": operation.name,
        "title": operation.title,
        "description": operation.summary,
        "version": operation.version,
        "keywords": [operation.group],
        "jobControlOptions": ["sync-execute", "async-execute"],
        "outputTransmission": ["value", "reference"],
    }


def process_description(operation: Operation) -> dict[str, Any]:
    """Return the full description of a process: its summary, inputs and outputs with their JSON schemas."""
    inputs = {layer.name: _layer(layer) for layer in operation.inputs}
    inputs.update({parameter.name: _parameter(parameter) for parameter in operation.parameters})
    outputs = {output.name: _output(output) for output in operation.outputs}
    outputs.update(
        {
            figure.name: {
                "title": figure.title,
                "schema": {"type": _JSON_TYPES[figure.kind], **({"x-unit": figure.unit} if figure.unit else {})},
            }
            for figure in operation.figures
        }
    )
    return {**process_summary(operation), "inputs": inputs, "outputs": outputs}


def _layer(layer: Layer) -> dict[str, Any]:
    return {
        "title": layer.title,
        "minOccurs": 0 if layer.optional else 1,
        "maxOccurs": 1,
        "schema": {
            "oneOf": [_media(_GEOPACKAGE), _media(_GEOJSON)],
            "x-geometry": layer.geometry,
            "x-needs": [_field(item) for item in layer.needs],
            "x-accepts": [_field(item) for item in layer.accepts],
        },
    }


def _output(output: Output) -> dict[str, Any]:
    return {
        "title": output.title,
        "schema": {
            "oneOf": [_media(_GEOPACKAGE), _media(_GEOJSON)],
            "x-geometry": output.geometry,
            "x-fields": [_field(item) for item in output.fields],
        },
    }


def _media(media_type: str) -> dict[str, Any]:
    return {"type": "string", "contentMediaType": media_type}


def _field(field: Field) -> dict[str, str]:
    return {
        "name": field.name,
        "type": _JSON_TYPES[field.kind],
        "title": field.title,
        **({"unit": field.unit} if field.unit else {}),
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    described: dict[str, Any] = {"title": parameter.title, "minOccurs": 0, "maxOccurs": 1}
    if parameter.source:
        described["description"] = f"Source: {parameter.source}" + (
            f" (evidence: {parameter.evidence})" if parameter.evidence else ""
        )
    described["schema"] = _schema(parameter)
    return described


def _schema(parameter: Parameter) -> dict[str, Any]:
    if isinstance(parameter, Number):
        limits = {"minimum": parameter.minimum, "maximum": parameter.maximum, "default": parameter.default}
        schema: dict[str, Any] = {key: value for key, value in limits.items() if value is not None}
        return {
            "type": "integer" if parameter.whole else "number",
            **schema,
            **({"x-unit": parameter.unit} if parameter.unit else {}),
        }
    if isinstance(parameter, Choice):
        return {"type": "string", "enum": list(parameter.codes), "default": parameter.default}
    if isinstance(parameter, Flag):
        return {"type": "boolean", "default": parameter.default}
    if isinstance(parameter, Column):
        return {"type": "string", "x-column-of": parameter.layer, "x-known-names": list(parameter.known_names)}
    if isinstance(parameter, File):
        return {"type": "string", "contentMediaType": "text/csv"}
    return {"type": "string", "default": getattr(parameter, "default", "")}
