"""Only the columns that an operation looks at are read."""

from __future__ import annotations

from typing import Any

import pytest

from halplan_core.needed_columns import needed_columns
from halplan_core.operation import Column, Field, Layer, Operation, Outputs, Parameter

HEAT = Field("q_kwh", "real", "Heat", "Wärme")
HEIGHT = Field("hoehe_m", "real", "Height", "Höhe")
LAYER = Layer("buildings", "polygon", "Buildings", "Gebäude", needs=(HEAT,), accepts=(HEIGHT,))
YEAR = Column("year", "Year", "Jahr", layer="buildings", known_names=("baujahr", "bauj"))


def operation(*parameters: Parameter) -> Operation:
    return Operation("x", "heat", "X", "X", "1", (LAYER,), parameters, (), (), (), lambda **_: Outputs({}))


@pytest.mark.parametrize(
    ("given", "present", "expected"),
    [
        pytest.param({}, ["id", "q_kwh", "other"], ("q_kwh",), id="needed"),
        pytest.param({}, ["hoehe_m", "q_kwh"], ("hoehe_m", "q_kwh"), id="accepted, in the order of the layer"),
        pytest.param({}, ["q_kwh", "BauJ", "x"], ("q_kwh", "BauJ"), id="recognised in any case"),
        pytest.param({}, ["q_kwh", "bauj", "baujahr"], ("q_kwh", "baujahr"), id="the first known name wins"),
        pytest.param({"year": "x"}, ["q_kwh", "baujahr", "x"], ("q_kwh", "x"), id="chosen"),
        pytest.param({}, ["baujahr"], None, id="a needed one is missing: all are read"),
        pytest.param({"year": "gone"}, ["q_kwh"], None, id="a chosen one is missing: all are read"),
    ],
)
def test_columns_to_read(given: dict[str, Any], present: list[str], expected: tuple[str, ...] | None) -> None:
    assert needed_columns(operation(YEAR), LAYER, given, present) == expected


def test_a_required_column_that_is_not_recognised_asks_for_all() -> None:
    required = Column("id", "Id", "Kennung", layer="buildings", known_names=("oi",), required=True)
    assert needed_columns(operation(required), LAYER, {}, ["q_kwh"]) is None
    assert needed_columns(operation(required), LAYER, {}, ["oi", "q_kwh"]) == ("oi", "q_kwh")


def test_columns_of_other_layers_do_not_count() -> None:
    other = Column("name", "Name", "Name", layer="streets", known_names=("name",))
    assert needed_columns(operation(other), LAYER, {"name": "name"}, ["q_kwh", "name"]) == ("q_kwh",)
