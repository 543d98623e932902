"""Heat of buildings per metre of street section."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from halplan_core.errors import InputError
from halplan_core.formats.vector import read_table
from halplan_core.heat.line_density import line_density
from halplan_core.heat.street_assignment import BEHIND_BARRIER, TOO_FAR
from halplan_core.heat.street_sections import street_sections
from halplan_core.run import Result, execute
from halplan_core.table import Crs, Table

UTM = Crs("EPSG:25833")


def houses(*places: tuple[float, float], heat: list[float] | None = None, **columns: list[Any]) -> Table:
    """Return houses of 10 m by 10 m around places, 1,000 kWh each unless told otherwise."""
    x, y = np.array(places, dtype=np.float64).T
    return Table(
        {
            "geb_id": np.array([f"g{i}" for i in range(len(places))], dtype=object),
            "q_nutz_kwh": np.full(len(places), 1_000.0) if heat is None else np.array(heat, dtype=np.float64),
            **{name: np.array(values, dtype=object) for name, values in columns.items()},
        },
        shapely.box(x - 5, y - 5, x + 5, y + 5),
        UTM,
        "Gebäude",
    )


def streets(*lines: list[tuple[float, float]], ids: list[int] | None = None, **columns: list[Any]) -> Table:
    return Table(
        {
            "str_id": np.array(range(1, len(lines) + 1) if ids is None else ids),
            **{name: np.array(values, dtype=object) for name, values in columns.items()},
        },
        np.array([shapely.LineString(line) for line in lines], dtype=object),
        UTM,
        "Abschnitte",
    )


def run(buildings: Table, sections: Table, barriers: Table | None = None, **parameters: Any) -> Result:
    return execute(line_density, {"buildings": buildings, "sections": sections, "barriers": barriers}, parameters)


def assigned(result: Result) -> dict[str, int]:
    connectors = result.outputs.tables["connectors"]
    return dict(zip(connectors["geb_id"].tolist(), connectors["str_id"].tolist(), strict=True))


EAST_WEST = [(0.0, 0.0), (200.0, 0.0)]
NORTH_SOUTH = [(0.0, 0.0), (0.0, 100.0)]


def test_density_is_heat_by_length() -> None:
    result = run(
        houses((50, 20), (150, -30), (-20, 60), heat=[12_000, 8_000, 250_000]), streets(EAST_WEST, NORTH_SOUTH)
    )
    table = result.outputs.tables["result"]
    assert table["q_kwh"].tolist() == [20_000.0, 250_000.0]
    assert table["laenge_m"].tolist() == [200.0, 100.0]
    assert table["wld_kwh_m"].tolist() == [100.0, 2_500.0]
    assert table["wld_mwh_m"].tolist() == [0.1, 2.5]
    assert table["wld_klasse"].tolist() == [1, 4]
    assert table["n_geb"].tolist() == [2, 1]
    assert result.record.figures["wld_mittel_kwh_m"] == 900.0


def test_sections_without_buildings_have_none() -> None:
    table = run(houses((50, 20)), streets(EAST_WEST, [(0, 900), (10, 900)])).outputs.tables["result"]
    assert (table["wld_kwh_m"][1], table["n_geb"][1], table["wld_klasse"][1]) == (0.0, 0, 0)


def test_a_tie_goes_to_the_lowest_id_whatever_the_order_of_the_rows() -> None:
    corner = houses((-30, -30))
    for ids in ([7, 3], [3, 7]):
        result = run(corner, streets(EAST_WEST, NORTH_SOUTH, ids=ids))
        assert assigned(result) == {"g0": 3}
        assert result.outputs.tables["result"]["str_id"].tolist() == [3, 7]


def test_distance_counts_from_the_centroid_or_from_the_outline() -> None:
    sections = streets(EAST_WEST)
    nearest = run(houses((50, 20)), sections).outputs.tables["connectors"]
    assert nearest["abstand_m"].tolist() == [20.0]
    assert nearest.shapes[0].wkt == "LINESTRING (50 20, 50 0)"
    assert np.isnan(nearest["konfidenz"][0])
    scored = run(houses((50, 20)), sections, assignment="scored").outputs.tables["connectors"]
    assert scored["abstand_m"].tolist() == [15.0]
    assert scored["konfidenz"].tolist() == [1.0]
    assert scored["zuordnung"].tolist() == ["scored"]


def test_buildings_too_far_away_are_listed_with_their_heat() -> None:
    result = run(houses((50, 20), (50, 500), heat=[1, 2.5]), streets(EAST_WEST), max_distance=100)
    unassigned = result.outputs.tables["unassigned"]
    assert unassigned["geb_id"].tolist() == ["g1"]
    assert unassigned["q_nutz_kwh"].tolist() == [2.5]
    assert unassigned["grund"].tolist() == [TOO_FAR]
    assert "1 building(s) have no section" in str(result.record.warnings[0])
    assert run(houses((50, 500)), streets(EAST_WEST)).record.figures["gebaeude_ohne_abschnitt"] == 0
    assert (
        run(houses((50, 500)), streets(EAST_WEST), assignment="scored").record.figures["gebaeude_ohne_abschnitt"] == 1
    )


def test_the_address_draws_a_building_to_its_street() -> None:
    sections = streets([(0, 0), (200, 0)], [(0, 60), (200, 60)], name=["Ring", "Karl-Marx-Straße"])
    between = houses((50, 20), (120, 20), strasse=["Karl-Marx-Str.", None])
    assert assigned(run(between, sections)) == {"g0": 1, "g1": 1}
    result = run(between, sections, assignment="scored")
    assert assigned(result) == {"g0": 2, "g1": 1}
    # 35 m to the right name against 15 m + 50 m
    assert result.outputs.tables["connectors"]["konfidenz"].tolist() == pytest.approx([1 - 35 / 65, 1 - 15 / 35])


def test_side_ways_bear_a_penalty() -> None:
    sections = streets([(0, 0), (200, 0)], [(0, 40), (200, 40)], klasse=["service", "residential"])
    assert assigned(run(houses((50, 15)), sections, assignment="scored")) == {"g0": 2}
    assert assigned(run(houses((50, 15)), sections, assignment="scored", penalty_class=5)) == {"g0": 1}


def test_a_way_through_another_building_bears_a_penalty() -> None:
    sections = streets([(0, 0), (200, 0)], [(0, 80), (200, 80)])
    rear = houses((50, 34), (50, 15))
    assert assigned(run(rear, sections, assignment="scored")) == {"g0": 2, "g1": 1}
    assert assigned(run(rear, sections, assignment="scored", penalty_crossing=0)) == {"g0": 1, "g1": 1}


def test_an_attached_neighbour_is_not_in_the_way() -> None:
    row = houses((50, 20), (60, 20))
    result = run(row, streets(EAST_WEST, [(0, 55), (200, 55)]), assignment="scored")
    assert assigned(result) == {"g0": 1, "g1": 1}


def test_barriers_rule_sections_out() -> None:
    sections = streets([(0, 0), (200, 0)], [(0, 80), (200, 80)])
    rail = Table({}, np.array([shapely.LineString([(-10, 8), (210, 8)])], dtype=object), UTM, "Bahn")
    result = run(houses((50, 20)), sections, rail, assignment="scored")
    assert assigned(result) == {"g0": 2}
    alone = run(houses((50, 20)), streets([(0, 0), (200, 0)]), rail, assignment="scored")
    assert alone.outputs.tables["unassigned"]["grund"].tolist() == [BEHIND_BARRIER]


def test_only_the_nearest_candidates_are_compared() -> None:
    lines = [[(0.0, float(y)), (200.0, float(y))] for y in (0, 40, 50, 60)]
    sections = streets(*lines, name=["a", "b", "c", "Ziel"])
    house = houses((50, 20), strasse=["Ziel"])
    assert assigned(run(house, sections, assignment="scored", candidates=4)) == {"g0": 4}
    assert assigned(run(house, sections, assignment="scored", candidates=3)) == {"g0": 1}


def test_a_street_inside_the_footprint_has_no_distance_and_no_confidence_beside_another() -> None:
    result = run(houses((0, 0)), streets(EAST_WEST, NORTH_SOUTH), assignment="scored")
    connectors = result.outputs.tables["connectors"]
    assert (connectors["str_id"][0], connectors["abstand_m"][0], connectors["konfidenz"][0]) == (1, 0.0, 0.0)


def test_lengths_on_the_ellipsoid_undo_the_scale_of_the_projection() -> None:
    line = [(500_000.0, 5_700_000.0), (500_000.0, 5_701_000.0)]
    table = run(houses((500_010, 5_700_500)), streets(line), length_mode="ellipsoid").outputs.tables["result"]
    assert table["laenge_m"][0] == pytest.approx(1_000 / 0.9996, rel=1e-12)
    assert table["wld_kwh_m"][0] == pytest.approx(0.9996, rel=1e-12)


def test_short_sections_are_reported() -> None:
    result = run(houses((1, 20)), streets([(0, 0), (4, 0)], EAST_WEST))
    assert [str(warned) for warned in result.record.warnings] == [
        "1 section(s) are shorter than 5.0 m; their density says little."
    ]


def test_columns_of_the_sections_are_kept() -> None:
    sections = streets(EAST_WEST, name=["Ring"], klasse=["residential"], ebene=[1], teilnetz=[2])
    table = run(houses((50, 20)), sections).outputs.tables["result"]
    assert [table[name][0] for name in ("name", "klasse", "ebene", "teilnetz", "bauwerk", "knoten_von")] == [
        "Ring", "residential", 1, 2, None, 0,
    ]  # fmt: skip


def test_missing_heat_counts_as_nothing_and_is_reported() -> None:
    result = run(houses((50, 20), (60, 20), heat=[np.nan, 5.0]), streets(EAST_WEST))
    assert result.outputs.tables["result"]["q_kwh"].tolist() == [5.0]
    assert "1 building(s) of layer 'Gebäude' have no useful heat" in str(result.record.warnings[0])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"q_nutz_kwh": [1.0, -1.0]}, r"'q_nutz_kwh' of layer 'Gebäude' is negative in 1 feature\(s\): 2"),
        ({"geb_id": ["a", "a"]}, r"'geb_id' of layer 'Gebäude' repeats 1 id\(s\), such as 'a' \(features 1, 2\)"),
    ],
)
def test_bad_buildings_are_named(change: dict[str, list[Any]], message: str) -> None:
    table = houses((50, 20), (60, 20)).with_columns(
        **{name: np.array(values, dtype=object if name == "geb_id" else float) for name, values in change.items()}
    )
    with pytest.raises(InputError, match=message):
        run(table, streets(EAST_WEST))


def test_bad_section_ids_are_named() -> None:
    with pytest.raises(InputError, match="'str_id' of layer 'Abschnitte' repeats 1 id"):
        run(houses((50, 20)), streets(EAST_WEST, NORTH_SOUTH, ids=[1, 1]))
    with pytest.raises(InputError, match=r"must hold whole numbers, but feature\(s\) 2 do not"):
        run(houses((50, 20)), streets(EAST_WEST, NORTH_SOUTH, ids=[1, 1.5]))  # type: ignore[list-item]


@pytest.mark.parametrize("assignment", ["nearest", "scored"])
def test_a_real_district_is_assigned_whole(shared: Path, assignment: str) -> None:
    source = shared / "data" / "heat" / "branitz.gpkg"
    buildings = read_table(f"{source}|layername=buildings_alkis")
    buildings = buildings.with_columns(geb_id=buildings["oi"], q_nutz_kwh=np.arange(len(buildings)) * 7.25)
    sections = execute(street_sections, {"streets": read_table(f"{source}|layername=streets")}).outputs.tables["result"]
    result = run(buildings, sections, assignment=assignment, max_distance=1_000)
    table = result.outputs.tables["result"]
    assert table["n_geb"].sum() + len(result.outputs.tables["unassigned"]) == 2_079
    assert table["q_kwh"].sum() == pytest.approx(7.25 * 2_079 * 2_078 / 2, rel=1e-9)
    names = dict(zip(table["str_id"].tolist(), table["name"].tolist(), strict=True))
    address = dict(zip(buildings["geb_id"].tolist(), buildings["strasse"].tolist(), strict=True))
    at_address = [names[section] == address[house] for house, section in assigned(result).items() if address[house]]
    # the address has the last word in the scored assignment wherever its street is near
    assert np.mean(at_address) > {"nearest": 0.6, "scored": 0.9}[assignment]


def test_section_ids_that_differ_as_text_only_or_are_no_exact_numbers_are_refused() -> None:
    sections = streets(EAST_WEST, NORTH_SOUTH)
    for ids, message in (
        (["012", "12"], r"'str_id' of layer 'Abschnitte' repeats 1 id\(s\), such as '12' \(features 1, 2\)"),
        (["1", "inf"], r"must hold whole numbers, but feature\(s\) 2 do not"),
        (["1", "9007199254740993"], r"must hold whole numbers, but feature\(s\) 2 do not"),
    ):
        with pytest.raises(InputError, match=message):
            run(houses((50, 20)), sections.with_columns(str_id=np.array(ids, dtype=object)))
    great = np.array([9_007_199_254_740_993, 9_007_199_254_740_992])
    result = run(houses((50, 20)), sections.with_columns(str_id=great)).outputs.tables["result"]
    assert result["str_id"].tolist() == sorted(great.tolist())


def test_sections_without_length_are_refused_with_their_rows() -> None:
    with pytest.raises(InputError, match=r"'Abschnitte' has 1 section\(s\) without length: 2"):
        run(houses((50, 20)), streets(EAST_WEST, [(50, 20), (50, 20)]))
