"""Every declaration becomes a parameter of QGIS that says the same."""

from __future__ import annotations

from typing import Any

import pytest
from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from halplan_plugin.core.operation import all_operations
from halplan_plugin.processing.parameters import RUN_RECORD, definitions, parameter_values, qgis_name

OPTIONAL = Qgis.ProcessingParameterFlag.Optional
ADVANCED = Qgis.ProcessingParameterFlag.Advanced


def test_names_are_the_declared_ones_in_upper_case(algorithm: Any) -> None:
    assert [definition.name() for definition in algorithm.parameterDefinitions()] == [
        "BUILDINGS", "STREETS", "NAME_FIELD", "FACTOR", "LIMIT", "METHOD", "REPAIR", "NOTE", "TABLE",
        "RESULT", "POINTS", "RUN_RECORD",
    ]  # fmt: skip
    outputs = [definition.name() for definition in algorithm.outputDefinitions()]
    assert outputs == ["RESULT", "POINTS", "RUN_RECORD", "TOTAL", "REMARK"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("BUILDINGS", QgsProcessingParameterFeatureSource),
        ("NAME_FIELD", QgsProcessingParameterField),
        ("FACTOR", QgsProcessingParameterNumber),
        ("METHOD", QgsProcessingParameterEnum),
        ("REPAIR", QgsProcessingParameterBoolean),
        ("NOTE", QgsProcessingParameterString),
        ("TABLE", QgsProcessingParameterFile),
        ("RESULT", QgsProcessingParameterFeatureSink),
        ("RUN_RECORD", QgsProcessingParameterFileDestination),
    ],
)
def test_kinds_of_parameter(algorithm: Any, name: str, expected: type) -> None:
    assert isinstance(algorithm.parameterDefinition(name), expected)


def test_a_layer_takes_the_declared_geometry(algorithm: Any) -> None:
    definition = algorithm.parameterDefinition("BUILDINGS")
    assert definition.dataTypes() == [Qgis.ProcessingSourceType.VectorPolygon.value]
    assert not definition.flags() & OPTIONAL
    assert algorithm.parameterDefinition("STREETS").flags() & OPTIONAL
    assert "q_kwh" in definition.help()


def test_a_number_has_its_range(algorithm: Any) -> None:
    definition = algorithm.parameterDefinition("FACTOR")
    assert (definition.minimum(), definition.maximum(), definition.defaultValue()) == (0.0, 10.0, 1.0)
    assert definition.dataType() == Qgis.ProcessingNumberParameterType.Double
    assert "Source: example" in definition.help()
    limit = algorithm.parameterDefinition("LIMIT")
    assert limit.dataType() == Qgis.ProcessingNumberParameterType.Integer
    assert limit.flags() & OPTIONAL
    assert limit.flags() & ADVANCED


def test_a_choice_offers_codes_and_explains_them(algorithm: Any) -> None:
    definition = algorithm.parameterDefinition("METHOD")
    assert definition.usesStaticStrings()
    assert definition.options() == ["plain", "slow", "broken", "crash"]
    assert definition.defaultValue() == "plain"
    assert "plain: Plain" in definition.help()


def test_a_column_belongs_to_its_layer_and_may_stay_empty(algorithm: Any) -> None:
    definition = algorithm.parameterDefinition("NAME_FIELD")
    assert definition.parentLayerParameterName() == "BUILDINGS"
    assert definition.flags() & OPTIONAL
    assert "name, bezeichnung" in definition.help()


def test_optional_outputs_are_off_at_first(algorithm: Any) -> None:
    assert algorithm.parameterDefinition("RESULT").createByDefault()
    assert not algorithm.parameterDefinition("POINTS").createByDefault()
    assert not algorithm.parameterDefinition(RUN_RECORD).createByDefault()


def test_values_come_back_as_the_core_takes_them(algorithm: Any) -> None:
    given = {"FACTOR": "2.5", "LIMIT": 7, "METHOD": "slow", "REPAIR": True, "NOTE": "ä", "TABLE": "x.csv"}
    values = parameter_values(algorithm.operation, algorithm, given, QgsProcessingContext())
    assert values == {
        "name_field": None, "factor": 2.5, "limit": 7, "method": "slow", "repair": True, "note": "ä", "table": "x.csv",
    }  # fmt: skip


def test_values_left_out_are_left_to_the_core(algorithm: Any) -> None:
    values = parameter_values(algorithm.operation, algorithm, {}, QgsProcessingContext())
    assert set(values.values()) == {None}


def test_no_operation_has_two_things_of_one_name(qgis_app: Any) -> None:
    for operation in all_operations():
        names = [definition.name() for definition in definitions(operation)]
        names += [qgis_name(figure.name) for figure in operation.figures]
        assert len(set(names)) == len(names), operation.name
