"""Preparing buildings: joins, precedence, flags, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from halplan_core.errors import InputError, ParameterError
from halplan_core.geometry.crs import ETRS89_LAEA, transform_xy
from halplan_core.heat.fields import BUILDING_FIELDS, CODE_FIELDS
from halplan_core.heat.prepare_buildings import prepare_buildings
from halplan_core.run import Result, execute
from halplan_core.table import Crs, Table

GRID = Crs("EPSG:3035")
UTM = Crs("EPSG:25832")


def texts(*values: str | None) -> np.ndarray:
    return np.array(values, dtype=object)


def row_of_houses(count: int, crs: Crs = GRID, **columns: Any) -> Table:
    """Return houses of 10 m by 10 m in a row, each 5 m into a cell of the 100 m grid."""
    west = 4_400_005.0 + 100.0 * np.arange(count)
    shapes = shapely.box(west, 3_200_005.0, west + 10.0, 3_200_015.0)
    columns = {"gfk": texts(*["31001_1010"] * count), **columns}
    return Table(columns, shapes, crs, "Gebäude")


def run(buildings: Table, parameters: dict[str, Any] | None = None, **layers: Table) -> Result:
    return execute(prepare_buildings, {"buildings": buildings, **layers}, parameters)


def result(buildings: Table, parameters: dict[str, Any] | None = None, **layers: Table) -> Table:
    return run(buildings, parameters, **layers).outputs.tables["result"]


def warnings(done: Result) -> list[str]:
    return [str(warning) for warning in done.record.warnings]


# --- outputs ----------------------------------------------------------------------------------------------------------


def test_function_codes_are_all_that_is_needed() -> None:
    done = run(row_of_houses(2))
    assert list(done.outputs.tables["result"]) == [field.name for field in BUILDING_FIELDS]
    assert list(done.outputs.tables["codes"]) == [field.name for field in CODE_FIELDS]
    assert list(done.outputs.tables["result"]["geb_id"]) == ["1", "2"]


def test_list_of_codes_is_made_only_when_wanted() -> None:
    done = execute(prepare_buildings, {"buildings": row_of_houses(1)}, wanted=frozenset({"result"}))
    assert set(done.outputs.tables) == {"result"}


def test_known_columns_are_recognised() -> None:
    houses = row_of_houses(
        1, oi=texts("DE1"), strasse=texts("Anger"), hausnr=texts("5a"), baujahr=np.array([1970]), aog=np.array([2])
    )
    table = result(houses)
    assert [table[name][0] for name in ("geb_id", "strasse", "hausnr", "baujahr", "geschosse")] == [
        "DE1", "Anger", "5a", 1970.0, 2.0,
    ]  # fmt: skip


def test_numeric_function_codes_are_read() -> None:
    assert list(result(row_of_houses(2, gfk=np.array([1010.0, np.nan])))["fkt"]) == ["31001_1010", None]
    assert list(result(row_of_houses(1, gfk=np.array([2463])))["fkt_tabelle"]) == ["31001_2463"]


def test_counts_and_warnings_name_fallbacks() -> None:
    done = run(row_of_houses(4, gfk=texts("31001_1010", "31001_2460", "31001_9998", "31001_1000")))
    figures = done.record.figures
    assert [figures[name] for name in ("n_fkt_gruppe", "n_fkt_zuordnung", "n_fkt_unbekannt")] == [1, 1, 1]
    assert any("unknown function code and get no heat: 31001_9998" in text for text in warnings(done))


# --- heights ----------------------------------------------------------------------------------------------------------


def test_lod2_comes_before_the_buildings_own_height_and_that_before_lod1() -> None:
    houses = row_of_houses(4, hoehe=np.array([4.0, 4.0, np.nan, np.nan]))
    heights = houses.with_columns(
        hoehe=np.array([8.0, np.nan, np.nan, np.nan]), hoehe_lod1=np.array([7.0, 7.0, 7.0, np.nan])
    )
    table = result(houses, heights=heights)
    assert table["hoehe_m"].tolist() == [8.0, 4.0, 7.0, 7.0]
    assert list(table["hoehe_q"]) == ["lod2", "gebaeude", "lod1", "median_4"]


def test_storeys_times_storey_height_come_before_medians_and_lend_their_height() -> None:
    table = result(row_of_houses(2, aog=np.array([3.0, np.nan])))
    assert table["hoehe_m"].tolist() == pytest.approx([8.4, 8.4])
    assert list(table["hoehe_q"]) == ["geschosse", "median_4"]
    assert table["geschosse"].tolist() == [3.0, 3.0]
    assert list(table["geschosse_q"]) == ["angabe", "median_4"]


def test_origin_of_storeys_tells_heights_from_imputed_ones_and_from_none() -> None:
    houses = row_of_houses(3, gfk=texts("31001_1010", "31001_1010", "keller"), hoehe=np.array([5.6, np.nan, 3.0]))
    table = result(houses)
    assert list(table["geschosse_q"]) == ["hoehe", "median_4", "ohne_geschosse"]
    assert table["geschosse"].tolist() == [2.0, 2.0, 0.0]


def test_0_storeys_are_unknown_and_counted() -> None:
    done = run(row_of_houses(3, aog=np.array([0.0, 3.0, np.nan]), hoehe=np.array([5.6, np.nan, np.nan])))
    table = done.outputs.tables["result"]
    assert table["geschosse"].tolist()[:2] == [2.0, 3.0]
    assert list(table["geschosse_q"])[:2] == ["hoehe", "angabe"]
    assert (table["ebf_wg_m2"] > 0.0).all()
    assert "1 building(s) have 0 storeys, which counts as unknown." in warnings(done)


def test_0_storeys_of_the_building_leave_room_for_those_of_the_other_layer() -> None:
    houses = row_of_houses(1, aog=np.array([0]))
    done = run(houses, heights=houses.with_columns(aog=np.array([4])))
    assert done.outputs.tables["result"]["geschosse"].tolist() == [4.0]
    assert not any("0 storeys" in text for text in warnings(done))


def test_height_from_storeys_does_not_decide_whether_a_building_is_heated() -> None:
    assert result(row_of_houses(1, aog=np.array([0.5])))["beheizt_pct"].tolist() == [100.0]


def test_known_storeys_count_before_the_height_unless_switched_off() -> None:
    houses = row_of_houses(1, hoehe=np.array([8.4]), aog=np.array([2]))
    assert result(houses)["geschosse"].tolist() == [2.0]
    assert result(houses, {"known_storeys": False})["geschosse"].tolist() == [3.0]


def test_heights_are_joined_by_id_when_one_is_chosen() -> None:
    houses = row_of_houses(3, oi=texts("a", "b", "c"))
    heights = Table({"kennung": texts("c", "a"), "hoehe": np.array([5.6, 8.4])}, name="Höhen")
    table = result(houses, {"heights_id_column": "kennung"}, heights=heights)
    assert table["hoehe_m"].tolist() == pytest.approx([8.4, 7.0, 5.6])
    assert list(table["hoehe_q"]) == ["lod2", "median_4", "lod2"]


def test_heights_without_geometry_and_without_id_are_refused() -> None:
    heights = Table({"hoehe": np.array([5.6])}, name="Höhen")
    with pytest.raises(InputError, match="no id column was chosen"):
        run(row_of_houses(1), heights=heights)


def test_joining_by_id_needs_an_id_of_the_buildings() -> None:
    heights = Table({"kennung": texts("a"), "hoehe": np.array([5.6])}, name="Höhen")
    with pytest.raises(ParameterError, match="the buildings have no id column"):
        run(row_of_houses(1), {"heights_id_column": "kennung"}, heights=heights)


def test_repeated_ids_of_heights_are_refused() -> None:
    heights = Table({"kennung": texts("a", "a"), "hoehe": np.array([5.6, 8.4])}, name="Höhen")
    with pytest.raises(InputError, match="'kennung' of layer 'Höhen' repeats"):
        run(row_of_houses(1, oi=texts("a")), {"heights_id_column": "kennung"}, heights=heights)


def test_slivers_of_a_neighbour_lend_no_height() -> None:
    houses = row_of_houses(1)
    neighbour = Table(
        {"hoehe": np.array([9.0])},
        shapely.box([4_400_014.5], [3_200_005.0], [4_400_025.0], [3_200_015.0]),
        GRID,
        "LoD2",
    )
    assert result(houses, heights=neighbour)["hoehe_q"][0] == "vorgabe"
    assert result(houses, {"min_overlap_pct": 0.0}, heights=neighbour)["hoehe_q"][0] == "lod2"


def test_points_cannot_be_matched_by_area() -> None:
    points = Table({"hoehe": np.array([5.6])}, shapely.points([[4_400_010.0, 3_200_010.0]]), GRID, "Punkte")
    with pytest.raises(InputError, match="'Punkte' must hold polygons"):
        run(row_of_houses(1), heights=points)


def test_invalid_height_polygons_are_repaired_and_counted() -> None:
    bow = shapely.Polygon(
        [(4_400_005, 3_200_005), (4_400_015, 3_200_015), (4_400_015, 3_200_005), (4_400_005, 3_200_015)]
    )
    heights = Table({"hoehe": np.array([5.6])}, np.array([bow], dtype=object), GRID, "LoD2")
    done = run(row_of_houses(1), heights=heights)
    assert done.outputs.tables["result"]["hoehe_q"][0] == "lod2"
    assert any("invalid polygon(s) of layer 'LoD2' were repaired" in text for text in warnings(done))


def test_negative_height_is_refused_with_layer_field_and_row() -> None:
    houses = row_of_houses(2)
    heights = replace(houses.with_columns(hoehe=np.array([5.0, -1.0])), name="LoD2")
    with pytest.raises(InputError, match="Field 'hoehe' of layer 'LoD2' is negative in 1 feature\\(s\\): 2"):
        run(houses, heights=heights)
    with pytest.raises(InputError, match="Field 'hoehe' of layer 'Gebäude' is negative"):
        run(row_of_houses(1, hoehe=np.array([-3.0])))


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("hoehe", np.inf, "'hoehe' of layer 'Gebäude' holds infinite numbers in 1 feature\\(s\\): 2"),
        ("hoehe", 9999.0, "'hoehe' of layer 'Gebäude' holds 9999 in 1 feature\\(s\\): 2; values above 500"),
        ("aog", np.inf, "'aog' of layer 'Gebäude' holds infinite numbers in 1 feature\\(s\\): 2"),
        ("aog", 999.0, "'aog' of layer 'Gebäude' holds 999 in 1 feature\\(s\\): 2; values above 100"),
    ],
)
def test_no_data_values_are_refused_with_layer_field_and_row(field: str, value: float, message: str) -> None:
    with pytest.raises(InputError, match=message):
        run(row_of_houses(2, **{field: np.array([3.0, value])}))


def test_heights_and_storeys_at_the_limit_are_read() -> None:
    table = result(row_of_houses(1, hoehe=np.array([500.0]), aog=np.array([100])))
    assert [table["hoehe_m"][0], table["geschosse"][0]] == [500.0, 100.0]


def test_roof_forms_are_read_as_code_word_and_german_name() -> None:
    roofs = texts("3100", "gabled", "Walmdach", "half-hipped", "gambrel", "flat", "zwiebel", None)
    done = run(row_of_houses(8, dachform=roofs))
    table = done.outputs.tables["result"]
    assert list(table["dachform"]) == ["3100", "3100", "3200", "3300", "3400", "1000", None, None]
    assert table["dg_faktor_pct"].tolist() == [75.0, 75.0, 75.0, 75.0, 75.0, 0.0, 0.0, 0.0]
    assert "Roof forms not recognised and taken as without attic: zwiebel." in warnings(done)


# --- census -----------------------------------------------------------------------------------------------------------


def census(**columns: Any) -> Table:
    return Table({"x_mp_100m": np.array([4_400_050]), "y_mp_100m": np.array([3_200_050]), **columns}, name="Zensus")


def types(table: Table) -> list[Any]:
    return [table[name][0] for name in ("typ", "typ_pct", "bak")]


def test_dominant_class_and_share_come_from_the_counts() -> None:
    cell = census(FreiEFH=np.array([3]), ZFH_DHH=np.array([2]), MFH_3bis6Wohnungen=np.array([5]), EFH_Reihenhaus=[0],
                  Vor1919=np.array([1]), a1991bis2000=np.array([3]))  # fmt: skip
    cell = cell.with_columns(EFH_Reihenhaus=np.array([10]))
    assert types(result(row_of_houses(1), census=cell)) == ["RH", 50.0, "I"]


def test_equal_counts_go_to_the_smaller_type_and_the_older_period() -> None:
    cell = census(MFH_13undmehrWohnungen=np.array([4]), MFH_7bis12Wohnungen=np.array([4]), a2001bis2010=np.array([3]),
                  a1919bis1948=np.array([3]))  # fmt: skip
    assert types(result(row_of_houses(1), census=cell)) == ["MFH", 50.0, "C"]


def test_suppressed_counts_are_zero() -> None:
    cell = census(FreiEFH=texts("–"), EFH_Reihenhaus=texts("3"), Vor1919=texts("-"), a2020undspaeter=texts("4,0"))
    assert types(result(row_of_houses(1), census=cell)) == ["RH", 100.0, "L"]


def test_cell_without_counts_tells_nothing() -> None:
    table = result(row_of_houses(1), census=census(FreiEFH=np.array([0]), Vor1919=np.array([0])))
    assert list(table["typ"]) == [None]
    assert list(table["typ_q"]) == ["unbekannt"]
    assert list(table["bak"]) == ["Z"]


def test_dominant_classes_can_be_given() -> None:
    cell = census(zens_typ=texts("GMH"), zens_typ_p=np.array([80.0]), zens_bak=texts("a2011bis2019"))
    assert types(result(row_of_houses(1), census=cell)) == ["GMH", 80.0, "K2"]


def test_unknown_dominant_class_is_refused() -> None:
    with pytest.raises(InputError, match="Field 'zens_typ' of layer 'Zensus' holds 'Villa' in feature\\(s\\) 1"):
        run(row_of_houses(1), census=census(zens_typ=texts("Villa")))


@pytest.mark.parametrize("cell", ["CRS3035RES100mN3200000E4400000", "100mN32000E44000"])
def test_cells_are_found_by_their_id(cell: str) -> None:
    table = Table({"GITTER_ID_100m": texts(cell), "FreiEFH": np.array([3])}, name="Zensus")
    assert list(result(row_of_houses(2), census=table)["typ"]) == ["EFH", None]


def test_cells_are_found_by_points_and_polygons() -> None:
    points = Table({"FreiEFH": np.array([3])}, shapely.points([[4_400_050.0, 3_200_050.0]]), GRID, "Zensus")
    squares = replace(points, geometry=shapely.box([4_400_000.0], [3_200_000.0], [4_400_100.0], [3_200_100.0]))
    assert list(result(row_of_houses(2), census=points)["typ"]) == ["EFH", None]
    assert list(result(row_of_houses(2), census=squares)["typ"]) == ["EFH", None]


def test_periods_may_come_in_a_layer_of_their_own() -> None:
    kinds = census(FreiEFH=np.array([3]))
    periods = replace(census(a1919bis1948=np.array([3])), name="Baujahre")
    assert types(result(row_of_houses(1), census=kinds, census_periods=periods)) == ["EFH", 100.0, "C"]
    assert types(result(row_of_houses(1), census_periods=periods))[2] == "C"


def test_census_without_classes_or_position_is_refused() -> None:
    with pytest.raises(InputError, match="neither census columns such as FreiEFH"):
        run(row_of_houses(1), census=census())
    with pytest.raises(InputError, match="does not tell where its grid cells lie"):
        run(row_of_houses(1), census=Table({"FreiEFH": np.array([3])}, name="Zensus"))
    with pytest.raises(InputError, match="no cell position in feature\\(s\\) 1"):
        run(row_of_houses(1), census=Table({"gitter_id": texts("?"), "FreiEFH": np.array([3])}, name="Zensus"))


def test_repeated_cells_and_negative_counts_are_refused() -> None:
    twice = Table({"x_mp_100m": np.array([4_400_050] * 2), "y_mp_100m": np.array([3_200_050] * 2),
                   "FreiEFH": np.array([3, 4])}, name="Zensus")  # fmt: skip
    with pytest.raises(InputError, match="holds 1 grid cell\\(s\\) more than once"):
        run(row_of_houses(1), census=twice)
    with pytest.raises(InputError, match="'FreiEFH' of layer 'Zensus' is negative"):
        run(row_of_houses(1), census=census(FreiEFH=np.array([-3])))


def test_a_house_that_touches_the_edge_of_its_cell_from_inside_lies_in_it() -> None:
    houses = replace(
        row_of_houses(2),
        geometry=shapely.box(
            [4_400_090.0, 4_400_090.0], [3_200_000.0] * 2, [4_400_100.0, 4_400_101.0], [3_200_010.0] * 2
        ),
    )
    assert list(result(houses, census=census(FreiEFH=np.array([3])))["typ"]) == ["EFH", None]


def test_cells_are_found_from_another_reference_system() -> None:
    east, north = transform_xy(np.array([[4_433_550.0, 3_154_750.0]]), ETRS89_LAEA, UTM)[0]
    house = Table(
        {"gfk": texts("31001_1010")},
        shapely.box([east - 5.0], [north - 5.0], [east + 5.0], [north + 5.0]),
        UTM,
        "Gebäude",
    )
    cell = Table({"x_mp_100m": np.array([4_433_550]), "y_mp_100m": np.array([3_154_750]), "FreiEFH": np.array([3])},
                 name="Zensus")  # fmt: skip
    assert list(result(house, census=cell)["typ"]) == ["EFH"]


def test_buildings_without_cell_in_the_census_are_counted() -> None:
    missing = "2 building(s) lie in a census cell that layer 'Zensus' does not hold."
    assert missing in warnings(run(row_of_houses(3), census=census(FreiEFH=np.array([3]))))
    assert not any("cell" in text for text in warnings(run(row_of_houses(1), census=census(FreiEFH=np.array([3])))))


def test_census_that_meets_no_building_is_named() -> None:
    away = census(FreiEFH=np.array([3])).with_columns(x_mp_100m=np.array([50]))
    alone = [text for text in warnings(run(row_of_houses(3), census=away)) if "cell" in text]
    assert alone == ["No building lies in a cell of layer 'Zensus'; check its coordinates."]


def test_type_and_age_are_told_only_where_people_live() -> None:
    houses = row_of_houses(3, gfk=texts("31001_1100", "31001_2000", "31001_2463"))
    cells = Table({"x_mp_100m": 4_400_050.0 + 100.0 * np.arange(3), "y_mp_100m": np.full(3, 3_200_050.0),
                   "FreiEFH": np.full(3, 5), "Vor1919": np.full(3, 5)}, name="Zensus")  # fmt: skip
    table = result(houses, census=cells)
    assert list(table["typ"]) == ["EFH", None, None]
    assert list(table["bak"]) == ["B", None, None]
    assert list(table["bak_nwg"]) == ["1", "1", None]
    assert list(table["bak_q"]) == ["zensus", "zensus", None]


# --- years ------------------------------------------------------------------------------------------------------------


def plans(*items: tuple[str, Any], **columns: Any) -> Table:
    shapes = np.array([shapely.box(4_400_000, 3_200_000, 4_400_050, 3_200_050)] * len(items), dtype=object)
    return Table({"planart": texts(*(kind for kind, _ in items)), "jahr": texts(*(str(year) for _, year in items)),
                  **columns}, shapes, GRID, "Pläne")  # fmt: skip


def ages(table: Table) -> list[Any]:
    return [table["bak"][0], table["bak_q"][0]]


def test_known_year_counts_before_plan_and_census_unless_switched_off() -> None:
    houses = row_of_houses(1, baujahr=np.array([1890.0]))
    assert ages(result(houses, plans=plans(("B-Plan", 1999)))) == ["B", "baujahr"]
    assert ages(result(houses, {"known_year": False}, plans=plans(("B-Plan", 1999)))) == ["I", "bplan"]
    assert result(houses, {"known_year": False})["baujahr"].tolist() == [1890.0]


def test_year_of_0_or_empty_is_unknown() -> None:
    table = result(row_of_houses(2, baujahr=np.array([0.0, np.nan])))
    assert np.isnan(table["baujahr"]).all()
    assert list(table["bak"]) == ["Z", "Z"]


@pytest.mark.parametrize("year", [19.0, 3000.0, -5.0])
def test_a_year_that_is_none_is_refused(year: float) -> None:
    with pytest.raises(InputError, match="Field 'baujahr' of layer 'Gebäude' holds no year in feature\\(s\\) 1"):
        run(row_of_houses(1, baujahr=np.array([year])))


def test_development_plan_counts_before_land_use_plan_and_the_oldest_of_several() -> None:
    table = result(row_of_houses(1), plans=plans(("FNP", 1950), ("Bebauungsplan", 2005), ("bplan", 1990)))
    assert ages(table) == ["H", "bplan"]


def test_a_date_stands_for_its_year_and_a_plan_without_year_for_nothing() -> None:
    assert ages(result(row_of_houses(1), plans=plans(("B", "2004-05-12")))) == ["J", "bplan"]
    assert ages(result(row_of_houses(1), plans=plans(("B", "12.05.2004")))) == ["J", "bplan"]
    assert ages(result(row_of_houses(1), plans=plans(("B", "unbekannt"), ("FNP", 2004)))) == ["J", "fnp"]


@pytest.mark.parametrize(
    ("written", "age"),
    [
        ("20040512", "J"), (20040512, "J"), (20040512.0, "J"), (2004.0, "J"), (2004, "J"), ("2004/05/12", "J"),
        ("2004-05-12T10:15:00", "J"), ("B-Plan 1234 von 1995", "I"), ("1905, geändert 1995", "I"), ("1750", "A"),
        ("Nr. 1995 aus 1300", "I"),
    ],
)  # fmt: skip
def test_years_of_plans_are_read_from_numbers_dates_and_text(written: Any, age: str) -> None:
    table = plans(("B", 0)).with_columns(jahr=np.array([written], dtype=object if isinstance(written, str) else None))
    done = run(row_of_houses(1), plans=table)
    assert ages(done.outputs.tables["result"]) == [age, "bplan"]
    assert not any("hold no year" in text for text in warnings(done))


@pytest.mark.parametrize("written", ["1100", "9999", "12.05.04", "20049912", "unbekannt"])
def test_plans_without_readable_year_are_counted_with_an_example(written: str) -> None:
    done = run(row_of_houses(1), plans=plans(("B", written), ("B", 2004)))
    assert ages(done.outputs.tables["result"]) == ["J", "bplan"]
    message = f"1 plan(s) of layer 'Pläne' hold no year in field 'jahr', for instance '{written}'."
    assert message in warnings(done)


def test_plans_that_meet_no_building_are_named() -> None:
    away = replace(plans(("B", 2004)), geometry=shapely.box([0], [0], [50], [50]))
    assert "No building lies in a plan of layer 'Pläne'; check its coordinates." in warnings(
        run(row_of_houses(1), plans=away)
    )


def test_a_plan_must_cover_more_than_half_of_the_footprint() -> None:
    half = replace(plans(("B", 2004)), geometry=shapely.box([4_400_000], [3_200_000], [4_400_010], [3_200_050]))
    more = replace(half, geometry=shapely.box([4_400_000], [3_200_000], [4_400_011], [3_200_050]))
    assert ages(result(row_of_houses(1), plans=half)) == ["Z", "unbekannt"]
    assert ages(result(row_of_houses(1), plans=more)) == ["J", "bplan"]


def test_without_a_kind_every_plan_is_a_development_plan_and_an_unknown_kind_is_refused() -> None:
    table = plans(("B", 2004))
    unnamed = replace(table, columns={"jahr": table["jahr"]})
    assert ages(result(row_of_houses(1), plans=unnamed)) == ["J", "bplan"]
    with pytest.raises(InputError, match="Field 'planart' of layer 'Pläne' names no kind of plan in feature\\(s\\) 1"):
        run(row_of_houses(1), plans=plans(("Satzung", 2004)))


# --- actual use -------------------------------------------------------------------------------------------------------


def test_object_class_and_function_may_come_in_two_columns() -> None:
    area = Table(
        {"objart": np.array([41008]), "funktion": np.array([4310])},
        shapely.box([4_400_000], [3_200_000], [4_400_050], [3_200_050]), GRID, "Nutzung",
    )  # fmt: skip
    houses = row_of_houses(2)
    assert result(houses, actual_use=area)["beheizt_pct"].tolist() == [39.0, 100.0]


def test_largest_common_area_decides_about_actual_use() -> None:
    areas = Table(
        {"nutzart": texts("41009", "41001")},
        shapely.box([4_400_000, 4_400_009], [3_200_000] * 2, [4_400_009, 4_400_050], [3_200_050] * 2), GRID, "Nutzung",
    )  # fmt: skip
    assert result(row_of_houses(1), actual_use=areas)["beheizt_pct"].tolist() == [100.0]


def test_an_area_of_actual_use_must_cover_more_than_half_of_the_footprint() -> None:
    def share(width: float) -> Result:
        area = Table(
            {"nutzart": texts("41009")},
            shapely.box([4_400_000], [3_200_000], [4_400_005 + width], [3_200_050]), GRID, "Nutzung",
        )  # fmt: skip
        return run(row_of_houses(1), actual_use=area)

    percent = [share(width).outputs.tables["result"]["beheizt_pct"][0] for width in (0.1, 5.0, 5.1)]
    assert percent == [100.0, 100.0, 0.0]
    assert "No building lies in an area of layer 'Nutzung'; check its coordinates." in warnings(share(0.1))


def test_actual_use_that_is_no_code_is_counted() -> None:
    areas = Table(
        {"nutzart": texts("Wohnbaufläche", "41001", None)},
        shapely.box([4_400_000, 4_400_100, 4_400_200], [3_200_000] * 3, [4_400_050, 4_400_150, 4_400_250],
                    [3_200_050] * 3),
        GRID, "Nutzung",
    )  # fmt: skip
    message = "1 area(s) of layer 'Nutzung' hold no code of actual use, for instance 'Wohnbaufläche'."
    assert message in warnings(run(row_of_houses(1), actual_use=areas))


# --- refusals ---------------------------------------------------------------------------------------------------------


def test_repeated_building_ids_are_refused() -> None:
    with pytest.raises(InputError, match="Field 'oi' of layer 'Gebäude' repeats 1 id\\(s\\), such as 'a'"):
        run(row_of_houses(3, oi=texts("a", "b", "a")))


def test_missing_function_code_column_is_refused() -> None:
    houses = replace(row_of_houses(1), columns={"name": texts("x")})
    with pytest.raises(ParameterError, match="no field recognised as 'Building function"):
        run(houses)


def test_text_in_a_number_column_is_refused_with_its_row() -> None:
    with pytest.raises(InputError, match="Field 'aog' of layer 'Gebäude' must hold numbers, but feature\\(s\\) 2"):
        run(row_of_houses(2, aog=texts("2", "zwei")))


def test_own_assignments_are_used(tmp_path: Path) -> None:
    file = tmp_path / "zuordnung.csv"
    file.write_text("fkt;fkt_tabelle;grund\n31001_9998;31001_1000;Siedlung\n", "utf-8")
    houses = row_of_houses(1, gfk=texts("31001_9998"))
    assert list(result(houses, {"own_assignments": str(file)})["sektor"]) == ["WG"]


def test_parameter_sets_enter_the_record() -> None:
    used = {item["id"] for item in run(row_of_houses(1)).record.parameter_sets}
    assert {"gebaeudefunktionen", "gebaeudefunktion_zuordnung", "dachformen", "geschosse_vorgabe"} <= used
