"""Blocks between streets, railways and water."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from halplan_core.errors import InputError, ParameterError
from halplan_core.formats.vector import read_table
from halplan_core.heat.building_blocks import building_blocks
from halplan_core.run import Result, execute
from halplan_core.table import Crs, Table

UTM = Crs("EPSG:25833")
Line = list[tuple[float, float]]
Corners = tuple[float, float, float, float]

TOWN: Corners = (0, 0, 400, 200)
MIDDLE: Line = [(200, -10), (200, 210)]


def lines(*coordinates: Line, **columns: list[Any]) -> Table:
    shapes = np.array([shapely.LineString(line) for line in coordinates], dtype=object)
    return Table({name: np.array(values, dtype=object) for name, values in columns.items()}, shapes, UTM, "Linien")


def areas(*corners: Corners, **columns: list[Any]) -> Table:
    shapes = np.array([shapely.box(*corner) for corner in corners], dtype=object)
    return Table({name: np.array(values, dtype=object) for name, values in columns.items()}, shapes, UTM, "Flächen")


def run(parameters: dict[str, Any] | None = None, **layers: Table) -> Result:
    return execute(building_blocks, layers, parameters)


def bounds(result: Result) -> list[list[float]]:
    return shapely.bounds(result.outputs.tables["result"].shapes).tolist()


def warnings(result: Result) -> list[str]:
    return [str(warned) for warned in result.record.warnings]


def test_streets_divide_the_planning_area_and_half_their_width_is_taken_off_each_side() -> None:
    result = run(streets=lines(MIDDLE), boundary=areas(TOWN))
    assert bounds(result) == [[0, 0, 195, 200], [205, 0, 400, 200]]
    assert result.outputs.tables["result"]["block_id"].tolist() == [1, 2]
    assert result.outputs.tables["result"]["flaeche_ha"].tolist() == pytest.approx([3.9, 3.9])
    assert result.record.figures["flaeche_gebiet_ha"] == 8.0
    assert result.record.figures["flaeche_uebrige_ha"] == pytest.approx(0.2)


def test_railways_and_water_lines_divide_without_a_strip() -> None:
    layers = {"rail": lines([(100, -10), (100, 210)]), "water": lines([(300, -10), (300, 210)])}
    result = run(streets=lines(MIDDLE), boundary=areas(TOWN), **layers)
    assert [row[0] for row in bounds(result)] == [0, 100, 205, 300]


def test_water_areas_are_no_blocks() -> None:
    result = run(streets=lines(MIDDLE), boundary=areas(TOWN), water=areas((300, -10, 350, 210)))
    assert [(row[0], row[2]) for row in bounds(result)] == [(0, 195), (205, 300), (350, 400)]
    assert result.record.figures["flaeche_wasser_ha"] == 1.0


def test_paths_and_dead_ends_divide_nothing() -> None:
    streets = lines(MIDDLE, [(-10, 100), (410, 100)], [(200, 50), (300, 50)],
                    highway=["residential", "footway", "residential"])  # fmt: skip
    result = run(streets=streets, boundary=areas(TOWN))
    assert bounds(result) == [[0, 0, 195, 200], [205, 0, 400, 200]]
    assert result.outputs.tables["result"]["flaeche_ha"].tolist() == pytest.approx([3.9, 3.9])


def test_streets_that_end_short_of_the_border_street_still_enclose() -> None:
    streets = lines([(0, 100), (400, 100)], [(200, 100.4), (200, 210)])
    assert len(run(streets=streets, boundary=areas(TOWN)).outputs.tables["result"]) == 3


def test_a_bridge_bounds_like_the_street_below_it() -> None:
    streets = lines(MIDDLE, [(-10, 100), (410, 100)], bridge=[None, "yes"], layer=[None, "1"])
    assert len(run(streets=streets, boundary=areas(TOWN)).outputs.tables["result"]) == 4


def test_the_strip_between_two_carriageways_is_no_block() -> None:
    dual = lines([(195, -10), (195, 210)], [(205, -10), (205, 210)])
    result = run(streets=dual, boundary=areas(TOWN))
    assert bounds(result) == [[0, 0, 190, 200], [210, 0, 400, 200]]


def test_small_faces_between_railways_join_their_neighbour() -> None:
    rail = lines([(0, 1), (400, 1)])
    result = run(streets=lines(MIDDLE), boundary=areas(TOWN), rail=rail)
    assert bounds(result) == [[0, 0, 195, 200], [205, 0, 400, 200]]


def test_without_planning_area_the_hull_of_the_buildings_counts() -> None:
    buildings = areas((150, 50, 160, 60), (240, 140, 250, 150))
    result = run({"margin": 20}, streets=lines(MIDDLE), buildings=buildings)
    assert len(result.outputs.tables["result"]) == 2
    assert result.record.figures["gebaeude"] == 2
    assert any("hull of layer 'Flächen' with 20.0 m" in text for text in warnings(result))


def test_parcels_shape_the_blocks_and_street_parcels_are_left_out() -> None:
    parcels = areas(
        (0, 0, 100, 200), (100, 0, 192, 200),  # west of the street
        (192, 0, 207, 200),  # the street
        (207, 0, 400, 200),
    )  # fmt: skip
    result = run(streets=lines(MIDDLE), boundary=areas(TOWN), parcels=parcels)
    assert bounds(result) == [[0, 0, 192, 200], [207, 0, 400, 200]]
    assert any("1 parcel(s) along street centre lines" in text for text in warnings(result))


def test_a_parcel_that_a_street_just_grazes_stays_whole_and_one_that_it_divides_is_cut() -> None:
    grazed = areas((0, 0, 210, 200), (210, 0, 400, 200))
    assert bounds(run(streets=lines(MIDDLE), boundary=areas(TOWN), parcels=grazed))[0] == [0, 0, 210, 200]
    divided = areas((0, 0, 400, 200))
    result = run(streets=lines(MIDDLE), boundary=areas(TOWN), parcels=divided)
    assert bounds(result) == [[0, 0, 195, 200], [205, 0, 400, 200]]


def test_a_narrow_parcel_with_a_building_is_no_street() -> None:
    parcels = areas((0, 0, 192, 200), (192, 0, 207, 200), (207, 0, 400, 200))
    result = run(streets=lines(MIDDLE), boundary=areas(TOWN), parcels=parcels, buildings=areas((205.5, 90, 206.5, 100)))
    assert result.record.figures["gebaeude"] == 1


def test_where_parcels_are_missing_streets_shape_the_block_and_gaps_with_buildings_count() -> None:
    parcels = areas((0, 0, 20, 200), (205, 0, 300, 200), (320, 0, 400, 200))
    result = run(streets=lines(MIDDLE), boundary=areas(TOWN), parcels=parcels, buildings=areas((305, 90, 315, 100)))
    assert bounds(result) == [[0, 0, 195, 200], [205, 0, 400, 200]]
    assert any("1 block(s) follow street lines" in text for text in warnings(result))
    assert result.record.figures["gebaeude_ausserhalb"] == 0


def test_official_blocks_are_taken_over_with_their_numbers() -> None:
    official = areas((200, 0, 400, 200), (0, 0, 200, 200), baublock=["1017", "212"])
    result = run(official=official, buildings=areas((10, 10, 20, 20), (900, 0, 910, 10)))
    assert result.outputs.tables["result"]["block_id"].tolist() == [212, 1017]
    assert bounds(result) == [[0, 0, 200, 200], [200, 0, 400, 200]]
    assert result.outputs.tables["outside"]["geb_id"].tolist() == ["2"]
    named = run(official=areas((200, 0, 400, 200), (0, 0, 200, 200), baublock=["A", "B"]))
    assert named.outputs.tables["result"]["block_id"].tolist() == [1, 2]
    assert any("numbered by their place" in text for text in warnings(named))


def test_large_blocks_are_reported() -> None:
    result = run({"max_area": 3.0}, streets=lines(MIDDLE), boundary=areas(TOWN))
    assert any("2 block(s) are larger than 3.0 ha" in text for text in warnings(result))


def test_streets_or_official_blocks_are_needed() -> None:
    with pytest.raises(ParameterError, match="neither streets nor official blocks"):
        run(boundary=areas(TOWN))


def test_order_of_rows_changes_no_bit_and_blocks_do_not_overlap(shared: Path) -> None:
    source = shared / "data" / "heat" / "branitz.gpkg"
    layers = {
        "streets": read_table(f"{source}|layername=streets"),
        "buildings": read_table(f"{source}|layername=buildings_alkis"),
    }
    result = run(**layers)
    blocks = result.outputs.tables["result"]
    assert shapely.area(shapely.union_all(blocks.shapes)) / 1e4 == pytest.approx(blocks["flaeche_ha"].sum(), rel=1e-9)
    assert shapely.is_valid(blocks.shapes).all()
    assert 25 <= len(blocks) <= 50
    assert result.record.figures["gebaeude"] + result.record.figures["gebaeude_ausserhalb"] == 2_079
    random = np.random.default_rng(1)
    again = run(**{name: table.take(random.permutation(len(table))) for name, table in layers.items()})
    assert again.outputs.tables["result"].fingerprint() == blocks.fingerprint()


def test_parcels_of_a_real_district_leave_hardly_a_building_outside(shared: Path) -> None:
    source = shared / "data" / "heat" / "branitz.gpkg"
    names = {"streets": "streets", "buildings": "buildings_alkis", "parcels": "parcels"}
    layers = {role: read_table(f"{source}|layername={name}") for role, name in names.items()}
    result = run({"repair_geometries": True}, **layers)
    assert result.record.figures["gebaeude"] >= 2_075
    assert len(result.outputs.tables["outside"]) == result.record.figures["gebaeude_ausserhalb"]


def test_parcels_that_reach_out_of_the_planning_area_are_cut_at_its_border() -> None:
    middle = lines([(50, -10), (50, 110)])
    area = areas((0, 0, 100, 100))
    far_out = areas((0, 30, 1000, 70), (0, 0, 45, 30), (0, 70, 45, 100), (55, 0, 100, 30), (55, 70, 100, 100))
    result = run(streets=middle, boundary=area, parcels=far_out)
    assert bounds(result) == [[0, 0, 45, 100], [55, 0, 100, 100]]
    # nine tenths of the parcel lie east of the street, so it stays whole but for what lies outside
    aside = areas((48, 0, 103, 100), (0, 0, 45, 100))
    result = run(streets=middle, boundary=area, parcels=aside)
    assert bounds(result) == [[0, 0, 45, 100], [48, 0, 100, 100]]
    assert {item.name for item in result.record.invariants} == {"area", "blocks"}


def test_parcels_that_reach_into_water_are_cut_at_the_shore() -> None:
    parcels = areas((0, 0, 195, 200), (205, 0, 315, 200), (345, 0, 400, 200))
    result = run(streets=lines(MIDDLE), boundary=areas(TOWN), parcels=parcels, water=areas((300, -10, 350, 210)))
    assert bounds(result) == [[0, 0, 195, 200], [205, 0, 300, 200], [350, 0, 400, 200]]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_blocks_of_any_parcels_stay_within_the_planning_area(seed: int) -> None:
    random = np.random.default_rng(seed)
    corner = random.uniform(-100.0, 450.0, (60, 2))
    shapes = shapely.box(*corner.T, *(corner + random.uniform(5.0, 300.0, (60, 2))).T)
    parcels = Table({}, shapes, UTM, "Flurstücke")
    result = run(streets=lines(MIDDLE, [(-10, 90), (410, 120)]), boundary=areas(TOWN), parcels=parcels)
    blocks = shapely.union_all(result.outputs.tables["result"].shapes)
    assert shapely.area(shapely.difference(blocks, shapely.box(*TOWN))) == pytest.approx(0.0, abs=1e-6)
    assert result.record.figures["flaeche_uebrige_ha"] >= -1e-9


def test_official_numbers_that_differ_as_text_only_are_refused() -> None:
    official = areas((200, 0, 400, 200), (0, 0, 200, 200), baublock=["012", "12"])
    with pytest.raises(InputError, match=r"'baublock' of layer 'Flächen' repeats 1 id.* '12' \(features 1, 2\)"):
        run(official=official)


def test_overlapping_official_blocks_are_reported_and_counted_once_in_the_planning_area() -> None:
    result = run(official=areas((0, 0, 200, 200), (150, 0, 400, 200), (500, 0, 600, 100)))
    assert any("2 block(s) of layer 'Flächen' overlap others, by 1.0 ha" in text for text in warnings(result))
    figures = result.record.figures
    assert (figures["flaeche_gebiet_ha"], figures["flaeche_baubloecke_ha"]) == (9.0, 9.0)
    assert figures["flaeche_uebrige_ha"] == 0.0
    assert result.outputs.tables["result"]["flaeche_ha"].tolist() == [4.0, 5.0, 1.0]
    apart = run(official=areas((0, 0, 200, 200), (200, 0, 400, 200)))
    assert not any("overlap" in text for text in warnings(apart))
