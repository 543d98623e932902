"""What holds for heat line density on any data."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import shapely

from halplan_core.heat.line_density import line_density
from halplan_core.run import Result, execute
from halplan_core.table import Crs, Table

UTM = Crs("EPSG:25832")
METHODS = ["nearest", "scored"]
ORIGIN = np.array([600_000.0, 5_650_000.0])


def town(seed: int) -> tuple[Table, Table]:
    random = np.random.default_rng(seed)
    places = random.uniform(0.0, 900.0, (400, 2)) + ORIGIN
    size = random.uniform(3.0, 12.0, (400, 2))
    names = np.array(["Ring", "Weg", "Markt", None], dtype=object)
    buildings = Table(
        {
            "geb_id": np.array([f"g{i:03}" for i in range(400)], dtype=object),
            "q_nutz_kwh": np.where(random.random(400) < 0.2, 0.0, 10.0 ** random.uniform(1, 6, 400)),
            "strasse": random.choice(names, 400),
        },
        shapely.box(*(places - size).T, *(places + size).T),
        UTM,
        "Gebäude",
    )
    lines = shapely.linestrings(random.uniform(0.0, 900.0, (40, 3, 2)) + ORIGIN)
    sections = Table({"str_id": random.permutation(40) + 1, "name": random.choice(names, 40)}, lines, UTM, "Abschnitte")
    return buildings, sections


def run(buildings: Table, sections: Table, **parameters: Any) -> Result:
    return execute(line_density, {"buildings": buildings, "sections": sections}, parameters)


@pytest.mark.parametrize("assignment", METHODS)
@pytest.mark.parametrize("seed", range(3))
def test_sums_close_and_every_building_counts_once(seed: int, assignment: str) -> None:
    buildings, sections = town(seed)
    result = run(buildings, sections, assignment=assignment, max_distance=60.0)
    table, rest = result.outputs.tables["result"], result.outputs.tables["unassigned"]
    assert len(rest) > 0
    assert table["q_kwh"].sum() + rest["q_nutz_kwh"].sum() == pytest.approx(buildings["q_nutz_kwh"].sum(), rel=1e-9)
    listed = [*result.outputs.tables["connectors"]["geb_id"], *rest["geb_id"]]
    assert sorted(listed) == sorted(buildings["geb_id"])
    assert table["wld_kwh_m"] * table["laenge_m"] == pytest.approx(table["q_kwh"], rel=1e-12)


@pytest.mark.parametrize("assignment", METHODS)
def test_the_order_of_rows_changes_no_bit(assignment: str) -> None:
    buildings, sections = town(5)
    first = run(buildings, sections, assignment=assignment).outputs.tables
    random = np.random.default_rng(6)
    shuffled = run(
        buildings.take(random.permutation(400)), sections.take(random.permutation(40)), assignment=assignment
    ).outputs.tables
    assert {name: table.fingerprint() for name, table in shuffled.items()} == {
        name: table.fingerprint() for name, table in first.items()
    }


def test_partial_results_add_up_to_the_bit() -> None:
    buildings, sections = town(7)
    whole = run(buildings, sections).outputs.tables["result"]
    parts = [
        np.rint(run(buildings.take(rows), sections).outputs.tables["result"]["q_kwh"] * 1000).astype(np.int64)
        for rows in np.array_split(np.random.default_rng(1).permutation(400), 5)
    ]
    assert np.array_equal(sum(parts) / 1000, whole["q_kwh"])


@pytest.mark.parametrize("assignment", METHODS)
def test_more_heat_never_lowers_a_density(assignment: str) -> None:
    buildings, sections = town(8)
    before = run(buildings, sections, assignment=assignment).outputs.tables["result"]["wld_kwh_m"]
    more = buildings["q_nutz_kwh"] + np.random.default_rng(2).choice([0.0, 0.001, 5_000.0], 400)
    after = run(buildings.with_columns(q_nutz_kwh=more), sections, assignment=assignment)
    assert (after.outputs.tables["result"]["wld_kwh_m"] >= before).all()


def test_buildings_without_heat_change_no_density() -> None:
    buildings, sections = town(9)
    heated = buildings.take(buildings["q_nutz_kwh"] > 0)
    assert len(heated) < len(buildings)
    with_all, without = (run(table, sections).outputs.tables["result"] for table in (buildings, heated))
    assert np.array_equal(with_all["wld_kwh_m"], without["wld_kwh_m"])


def test_scored_without_penalties_is_the_nearest_outline() -> None:
    buildings, sections = town(10)
    result = run(
        buildings,
        sections,
        assignment="scored",
        penalty_name=0,
        penalty_class=0,
        penalty_crossing=0,
        max_distance=5_000,
    )
    connectors = result.outputs.tables["connectors"]
    order = np.argsort(sections["str_id"])
    distance = shapely.distance(buildings.shapes[:, None], sections.shapes[order][None, :])
    smallest = distance.min(axis=1)
    expected = (distance <= smallest[:, None] + 1e-6).argmax(axis=1) + 1
    assert connectors["str_id"].tolist() == expected.tolist()
    assert connectors["abstand_m"] == pytest.approx(smallest, abs=2e-6)
    assert ((connectors["konfidenz"] >= 0) & (connectors["konfidenz"] <= 1)).all()
