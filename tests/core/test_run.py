import numpy as np
import pytest
import shapely

from halplan_core.errors import CancelledError, InvariantError, ParameterError
from halplan_core.operation import (
    Choice,
    Column,
    Field,
    Figure,
    Flag,
    Invariant,
    Layer,
    Number,
    Operation,
    Output,
    Outputs,
)
from halplan_core.run import execute
from halplan_core.table import Crs, Table

UTM = Crs("EPSG:25832")
AREA = Field("flaeche_m2", "real", "Area", "Fläche", "m²")


def _scaled_area(plots, factor, unit, strict, label, run):
    """Area of plots, scaled."""
    run.step(0.5, "measuring")
    run.warn("{count} plot(s) of layer '{layer}' are tiny.", 2, layer=plots.name)
    area = shapely.area(plots.shapes) * factor
    table = Table({"flaeche_m2": area}, plots.geometry, plots.crs)
    return Outputs({"result": table}, {"total": float(area.sum()), "label": label, "unit": unit})


def _operation(sides=None, function=_scaled_area):
    return Operation(
        "scaled_area", "landuse", "Scaled area", "Skalierte Fläche", "1.2",
        (Layer("plots", "polygon", "Plots", "Flurstücke"),),
        (
            Number("factor", "Factor", "Faktor", default=1.0, minimum=0.0, maximum=10.0),
            Choice("unit", "Unit", "Einheit", options=(("m2", "m²", "m²"), ("ha", "ha", "ha")), default="m2"),
            Flag("strict", "Strict", "Streng"),
            Column("label", "Label", "Name", layer="plots", known_names=("name", "bezeichnung")),
        ),
        (Output("result", "polygon", "Plots", "Flurstücke", (AREA,)),),
        (Figure("total", "real", "Total area", "Gesamtfläche", "m²"), Figure("label", "text", "Label", "Name")),
        (Invariant("areas", "Area of the plots", "Fläche der Flurstücke", sides),) if sides else (),
        function,
    )  # fmt: skip


@pytest.fixture
def plots():
    return Table(
        {"Bezeichnung": np.array(["a", "b"], dtype=object)}, shapely.box([0, 20], 0, [10, 30], 10), UTM, "flurstuecke"
    )


def test_defaults_are_used_and_columns_recognised_whatever_their_case(plots):
    result = execute(_operation(), {"plots": plots})
    assert result.record.parameters == {"factor": 1.0, "unit": "m2", "strict": False, "label": "Bezeichnung"}
    assert result.outputs.figures["total"] == 200.0


def test_the_record_tells_inputs_outputs_figures_warnings_and_software(plots):
    record = execute(_operation(), {"plots": plots}).record.as_dict()
    assert record["operation"], record["version"] == ("scaled_area", "1.2")
    assert record["inputs"] == [
        {"name": "plots", "source": "flurstuecke", "rows": 2, "crs": "EPSG:25832", "sha256": plots.fingerprint()}
    ]
    assert record["figures"] == {"total": 200.0, "label": "Bezeichnung"}
    assert record["warnings"] == [{"text": "2 plot(s) of layer 'flurstuecke' are tiny.", "count": 2}]
    assert record["software"]["numpy"] == np.__version__


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"factor": 11}, "'factor' is 11, but must be a number from 0.0 to 10.0"),
        ({"factor": "viel"}, "'factor' is viel"),
        ({"factor": float("nan")}, "'factor' is nan"),
        ({"unit": "acre"}, "'unit' cannot be 'acre'.*m2, ha"),
        ({"colour": "red"}, "no parameter 'colour'.*factor, unit, strict, label"),
    ],
)
def test_a_wrong_parameter_is_refused_with_what_is_allowed(plots, parameters, message):
    with pytest.raises(ParameterError, match=message):
        execute(_operation(), {"plots": plots}, parameters)


def test_a_broken_balance_is_an_error(plots):
    operation = _operation(lambda inputs, outputs: (outputs.figures["total"], 200.1))
    with pytest.raises(InvariantError, match="'Area of the plots' does not close: 200.0 against 200.1"):
        execute(operation, {"plots": plots})


def test_the_residual_of_a_closed_balance_is_recorded(plots):
    operation = _operation(lambda inputs, outputs: (outputs.figures["total"], 200.0 * (1 + 5e-10)))
    (residual,) = execute(operation, {"plots": plots}).record.invariants
    assert residual.residual == pytest.approx(5e-10, rel=1e-6)


def test_a_balance_of_undefined_numbers_is_broken(plots):
    operation = _operation(lambda inputs, outputs: (float("nan"), 200.0))
    with pytest.raises(InvariantError):
        execute(operation, {"plots": plots})


class _StopAt:
    def __init__(self, fraction):
        self.fraction, self.reached = fraction, 0.0

    def report(self, fraction, message=""):
        self.reached = fraction

    def is_cancelled(self):
        return self.reached >= self.fraction


def test_cancel_reaches_into_the_operation(plots):
    with pytest.raises(CancelledError):
        execute(_operation(), {"plots": plots}, progress=_StopAt(0.5))


def test_an_operation_may_run_another_and_keeps_its_record(plots):
    inner = _operation()

    def outer(plots, run, **_):
        outputs = run.child(inner, {"plots": plots}, {"factor": 2}, span=(0.2, 0.8))
        return Outputs({"result": outputs.tables["result"]}, {"total": outputs.figures["total"], "label": ""})

    record = execute(_operation(function=outer), {"plots": plots}).record
    assert [child.operation for child in record.children] == ["scaled_area"]
    assert record.children[0].parameters["factor"] == 2.0
