import json

from halplan_core.describe import process_description, process_summary
from halplan_core.operation import (
    Choice,
    Column,
    Field,
    Figure,
    File,
    Flag,
    Layer,
    Number,
    Operation,
    Output,
    Outputs,
    Text,
)

HEAT = Field("q_kwh", "real", "Heat", "Wärme", "kWh/a")


def _function(**_):
    """Heat of plots.

    Details that the summary leaves out.
    """
    return Outputs({})


OPERATION = Operation(
    "plot_heat", "heat", "Plot heat", "Flurstückswärme", "1.1",
    (
        Layer("plots", "polygon", "Plots", "Flurstücke", needs=(HEAT,)),
        Layer("grid", "none", "Grid", "Gitter", optional=True),
    ),
    (
        Number("factor", "Factor", "Faktor", source="own", evidence="U", default=1.5, unit="m", minimum=0.0),
        Number("count", "Count", "Anzahl", whole=True, maximum=9),
        Choice("method", "Method", "Verfahren", options=(("a", "A", "A"), ("b", "B", "B")), default="a"),
        Flag("strict", "Strict", "Streng", default=True),
        Column("label", "Label", "Name", layer="plots", known_names=("name",)),
        File("own", "Own set", "Eigener Satz"),
        Text("note", "Note", "Notiz", default="x"),
    ),
    (Output("result", "polygon", "Plots", "Flurstücke", (HEAT,)),),
    (Figure("total", "real", "Total", "Summe", "kWh/a"),),
    (), _function,
)  # fmt: skip


def test_the_summary_has_the_members_that_ogc_api_processes_requires():
    summary = process_summary(OPERATION)
    assert summary["id"], summary["version"] == ("plot_heat", "1.1")
    assert summary["description"] == "Heat of plots."
    assert set(summary["jobControlOptions"]) == {"sync-execute", "async-execute"}


def test_layers_and_parameters_become_inputs_with_their_multiplicity():
    inputs = process_description(OPERATION)["inputs"]
    assert list(inputs) == ["plots", "grid", "factor", "count", "method", "strict", "label", "own", "note"]
    assert [inputs[name]["minOccurs"] for name in ("plots", "grid", "factor")] == [1, 0, 0]
    assert inputs["plots"]["schema"]["x-needs"] == [
        {"name": "q_kwh", "type": "number", "title": "Heat", "unit": "kWh/a"}
    ]


def test_schemas_carry_type_default_range_and_unit():
    inputs = process_description(OPERATION)["inputs"]
    assert inputs["factor"]["schema"] == {"type": "number", "minimum": 0.0, "default": 1.5, "x-unit": "m"}
    assert inputs["factor"]["description"] == "Source: own (evidence: U)"
    assert inputs["count"]["schema"] == {"type": "integer", "maximum": 9}
    assert inputs["method"]["schema"] == {"type": "string", "enum": ["a", "b"], "default": "a"}
    assert inputs["strict"]["schema"] == {"type": "boolean", "default": True}
    assert inputs["label"]["schema"]["x-known-names"] == ["name"]


def test_result_layers_and_figures_become_outputs():
    outputs = process_description(OPERATION)["outputs"]
    assert outputs["total"] == {"title": "Total", "schema": {"type": "number", "x-unit": "kWh/a"}}
    assert outputs["result"]["schema"]["x-fields"][0]["name"] == "q_kwh"


def test_the_description_is_plain_json():
    assert json.loads(json.dumps(process_description(OPERATION))) == process_description(OPERATION)
