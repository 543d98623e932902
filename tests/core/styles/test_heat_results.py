"""Results of single operations look as in the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from halplan_core.operation import all_operations
from halplan_core.styles.heat_results import result_style


def test_densities_and_demand_have_a_style_that_fits_their_geometry() -> None:
    styled = {
        (operation.name, output.name): (style.geometry, output.geometry)
        for operation in all_operations()
        for output in operation.outputs
        if (style := result_style(operation.name, output.name, {})) is not None
    }
    assert all(drawn == declared for drawn, declared in styled.values())
    assert {name for name, output in styled if output == "result"} == {
        "heat_demand", "heat_line_density", "heat_density_blocks", "heat_density_grid",
    }  # fmt: skip


@pytest.mark.parametrize("operation", ["heat_line_density", "heat_density_blocks", "heat_density_grid"])
def test_own_class_limits_reach_the_legend(operation: str, tmp_path: Path) -> None:
    own = tmp_path / "klassen.csv"
    own.write_text("untergrenze;bezeichnung;bezeichnung_en;farbe\n0;wenig;little;#aabbcc\n3;viel;much;\n")
    style = result_style(operation, "result", {"thresholds": str(own)})
    assert style is not None
    assert [entry.label.split(" – ")[-1] for entry in style.entries] == ["viel", "wenig", "ohne Wärmebedarf"]
