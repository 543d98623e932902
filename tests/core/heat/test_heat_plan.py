"""The chain is its parts, one after the other, and its sums close."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from small_town import ORIGIN, UTM32, plan, town

from halplan_core.errors import CancelledError, InputError, ParameterError
from halplan_core.formats.vector import read_table
from halplan_core.heat import fields as f
from halplan_core.operation import find_operation
from halplan_core.run import Result, execute
from halplan_core.table import Table


@pytest.fixture(scope="module")
def branitz(shared: Path) -> Result:
    file = shared / "data" / "heat" / "branitz.gpkg"
    layers = {
        "buildings": "buildings_alkis", "streets": "streets", "parcels": "parcels", "heights": "buildings_osm",
    }  # fmt: skip
    return plan({name: read_table(f"{file}|layername={layer}") for name, layer in layers.items()},
                repair_geometries=True)  # fmt: skip


def heat_of(result: Result, name: str) -> float:
    table = result.outputs.tables[name]
    column = f.Q_KWH.name if f.Q_KWH.name in table else f.Q_NUTZ_KWH.name
    return float(np.rint(table[column] * 1000).astype(np.int64).sum()) / 1000


def test_heat_of_buildings_streets_blocks_and_cells_is_the_same() -> None:
    result = plan(town())
    whole = heat_of(result, "heat_buildings")
    assert whole > 0
    assert heat_of(result, "heat_lines") + heat_of(result, "outside_sections") == pytest.approx(whole, rel=1e-12)
    assert heat_of(result, "heat_blocks") + heat_of(result, "outside_blocks") == pytest.approx(whole, rel=1e-12)
    assert heat_of(result, "heat_grid") == pytest.approx(whole, rel=1e-12)
    assert {item.name for item in result.record.invariants} == {"streets", "blocks", "grid", "buildings"}


def test_results_are_those_of_the_operations_run_by_hand() -> None:
    layers = town()
    whole = plan(layers).outputs.tables
    prepared = execute(find_operation("prepare_buildings"), {"buildings": layers["buildings"]}).outputs
    demand = execute(find_operation("heat_demand"), {"buildings": prepared.tables["result"]}).outputs
    sections = execute(find_operation("street_sections"), {"streets": layers["streets"]}).outputs
    lines = execute(
        find_operation("heat_line_density"),
        {"buildings": demand.tables["result"], "sections": sections.tables["result"]},
    ).outputs
    grid = execute(find_operation("heat_density_grid"), {"buildings": demand.tables["result"]}).outputs
    assert whole["heat_buildings"].fingerprint() == demand.tables["result"].fingerprint()
    assert whole["heat_lines"].fingerprint() == lines.tables["result"].fingerprint()
    assert whole["connectors"].fingerprint() == lines.tables["connectors"].fingerprint()
    assert whole["heat_grid"].fingerprint() == grid.tables["result"].fingerprint()


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_features_changes_no_sum(seed: int) -> None:
    layers = town()
    order = np.random.default_rng(seed).permutation(len(layers["buildings"]))
    mixed = plan({**layers, "buildings": layers["buildings"].take(order)}).outputs.tables
    straight = plan(layers).outputs.tables
    for name in ("heat_lines", "heat_blocks", "heat_grid", "connectors"):
        assert mixed[name].fingerprint() == straight[name].fingerprint()


def test_parameters_reach_the_parts() -> None:
    result = plan(town(), method="tabula", refurbishment="advanced", assignment="scored", max_distance=40.0)
    records = {record.operation: record.parameters for record in result.record.children}
    assert records["heat_demand"]["method"] == "tabula"
    assert records["heat_demand"]["refurbishment"] == "advanced"
    assert records["heat_line_density"]["assignment"] == "scored"
    assert records["heat_line_density"]["max_distance"] == 40.0
    assert records["street_sections"]["name_field"] == "name"
    assert records["heat_density_blocks"]["assignment"] == "centroid"


def test_a_building_too_far_from_every_street_is_listed_with_its_heat() -> None:
    result = plan(town(), max_distance=10.0)
    far = result.outputs.tables["outside_sections"]
    assert len(far) == 25 - int(result.outputs.tables["heat_lines"][f.N_GEB.name].sum()) > 0
    assert result.record.figures["waerme_ohne_abschnitt_kwh"] == pytest.approx(float(far[f.Q_NUTZ_KWH.name].sum()))


def test_official_blocks_are_taken_over() -> None:
    east, north = ORIGIN.tolist()
    block = shapely.box(east - 50, north - 50, east + 300, north + 50)
    blocks = Table({"block_id": np.array([77])}, np.array([block], dtype=object), UTM32, "bloecke")
    result = plan({**town(), "blocks": blocks})
    assert result.outputs.tables["heat_blocks"][f.BLOCK_ID.name].tolist() == [77]
    assert len(result.outputs.tables["outside_blocks"]) == 13


def test_own_class_limits_reach_the_densities(tmp_path: Path) -> None:
    own = tmp_path / "klassen.csv"
    own.write_text("untergrenze;bezeichnung;bezeichnung_en;farbe\n0;wenig;little;#ffffff\n1;viel;much;#000000\n")
    lines = plan(town(), line_thresholds=str(own)).outputs.tables["heat_lines"]
    expected = np.where(lines[f.WLD_MWH_M.name] >= 1.0, 2, np.where(lines[f.WLD_MWH_M.name] > 0, 1, 0))
    assert lines[f.WLD_KLASSE.name].tolist() == expected.tolist()


def test_a_fault_of_a_layer_is_named_by_layer_and_field() -> None:
    layers = town()
    layers["buildings"] = layers["buildings"].select("oi", "strasse")
    with pytest.raises(ParameterError, match="gebaeude.*function_column"):
        plan(layers)


def test_repeated_ids_are_refused() -> None:
    layers = town()
    ids = layers["buildings"]["oi"].copy()
    ids[3] = ids[4]
    with pytest.raises(InputError, match="B004"):
        plan({**layers, "buildings": layers["buildings"].with_columns(oi=ids)})


@pytest.mark.parametrize("at", [0.0, 0.1, 0.5, 0.8])
def test_cancelling_stops_every_part(at: float) -> None:
    class Impatient:
        reached = 0.0

        def report(self, fraction: float, message: str = "") -> None:
            self.reached = max(self.reached, fraction)

        def is_cancelled(self) -> bool:
            return self.reached >= at

    progress = Impatient()
    with pytest.raises(CancelledError):
        execute(find_operation("heat_plan"), town(), {}, progress)
    assert progress.reached < 0.9


def test_progress_never_runs_backwards() -> None:
    seen: list[float] = []

    class Keeper:
        def report(self, fraction: float, message: str = "") -> None:
            seen.append(fraction)

        def is_cancelled(self) -> bool:
            return False

    execute(find_operation("heat_plan"), town(), {}, Keeper())
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_every_building_of_a_real_district_is_accounted_for(branitz: Result) -> None:
    figures = branitz.record.figures
    assert figures["n_geb"] == len(branitz.outputs.tables["heat_buildings"]) == 2079
    assert len(set(branitz.outputs.tables["heat_buildings"][f.GEB_ID.name].tolist())) == 2079
    assert figures["n_fkt_ersatz"] > 0
    assert figures["n_hoehe_ergaenzt"] > 0
    assert all(item.residual <= 1e-9 for record in (branitz.record, *branitz.record.children)
               for item in record.invariants)  # fmt: skip


def test_storeys_of_a_real_district_come_from_the_overlapping_outlines(branitz: Result) -> None:
    buildings = branitz.outputs.tables["heat_buildings"]
    origin = buildings.text(f.GESCHOSSE_Q.name)
    given = buildings[f.GESCHOSSE.name][origin == "angabe"]
    assert len(given) > 300
    assert (given == np.rint(given)).all()


def test_an_invalid_planning_area_can_be_repaired() -> None:
    east, north = ORIGIN.tolist()
    left, right, low, high = east - 500, east + 500, north - 500, north + 500
    bow_tie = shapely.Polygon([(left, low), (right, high), (right, low), (left, high)])
    layers = {**town(), "boundary": Table({}, np.array([bow_tie], dtype=object), UTM32, "gebiet")}
    with pytest.raises(InputError, match="'gebiet' has 1 invalid polygon"):
        plan(layers)
    assert len(plan(layers, repair_geometries=True).outputs.tables["heat_blocks"])
