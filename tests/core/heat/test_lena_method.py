"""Every branch of the heat-atlas method of Sachsen-Anhalt (LENA, May 2025), worked out by hand.

The numbers are products written out in the comments: footprint * area factor * heated share * storeys * value.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

UNHEATED_USES = (
    "41002_1790", "41002_2520", "41002_2530", "41002_2540", "41002_2570", "41002_2610", "41002_2620", "41003", "41005",
    "41008_4100", "41008_4200", "41008_4230", "41008_4320", "41008_4330", "41008_4400", "41008_4420", "41008_4440",
    "41009",
)  # fmt: skip


# --- sectors ----------------------------------------------------------------------------------------------------------


def test_residential_building_without_attic(town: Any) -> None:
    assert town.heat([town.house()]) == [15_624.0]  # 100 * 0.84 * 2 * 93


def test_non_residential_building(town: Any) -> None:
    school = town.house(code="31001_3021", width=20.0, height=7.0)
    assert town.heat([school]) == [68_551.36]  # 200 * 0.89 * 2 * 192.56


def test_attic_does_not_count_in_a_non_residential_building(town: Any) -> None:
    assert town.heat([town.house(code="31001_3021", width=20.0, height=7.0, roof="3100")]) == [68_551.36]


def test_mixed_use_with_more_than_one_storey_has_a_commercial_ground_floor(town: Any) -> None:
    mixed = town.house(code="31001_1100", height=8.4, roof="3100", kind="MFH_3bis6Wohnungen")
    # 85 * 2/3 * 3.75 * 86 = 18 275.00 and 85 * 1/3 * 3 * 132.97 = 11 302.45
    assert town.heat([mixed]) == [29_577.45]


def test_mixed_use_with_one_storey_is_all_residential(town: Any) -> None:
    mixed = town.house(code="31001_1100", height=2.8, roof="3100", kind="MFH_3bis6Wohnungen")
    assert town.heat([mixed]) == [12_792.5]  # 85 * 1.75 * 86


def test_mixed_use_below_one_storey_is_all_residential(town: Any) -> None:
    mixed = town.house(code="31001_1100", height=2.8, kind="MFH_3bis6Wohnungen")
    low = town.house(code="31001_3031", height=10.0)
    assert town.heat([mixed]) == [7_310.0]  # 85 * 1.0 * 86
    assert town.heat([low]) == [7_801.2]  # a castle of 20 m storeys: 88 * 0.5 * 177.3


def test_building_without_demand_gets_none(town: Any) -> None:
    assert town.heat([town.house(code="31001_2463")]) == [0.0]
    assert town.column([town.house(code="31001_2463")], "beheizt_regel") == ["kein_bedarf"]


def test_unknown_code_gets_no_sector_and_no_heat_and_is_listed(town: Any) -> None:
    result = town.prepared([town.house(code="31001_9998"), town.house(), town.house(code=None)])
    table, codes = result.outputs.tables["result"], result.outputs.tables["codes"]
    assert list(table["sektor"]) == [None, "WG", None]
    assert town.heat([town.house(code="31001_9998"), town.house(), town.house(code=None)]) == [0.0, 15_624.0, 0.0]
    assert list(codes["fkt"]) == [None, "31001_1000", "31001_9998"]
    assert list(codes["fkt_q"]) == ["unbekannt", "direkt", "unbekannt"]
    assert list(codes["n_geb"]) == [1, 1, 1]


# --- attic ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("roof", ["3100", "3200", "3300", "3400"])
def test_pitched_roofs_add_three_quarters_of_a_storey(town: Any, roof: str) -> None:
    assert town.heat([town.house(roof=roof)]) == [21_483.0]  # 84 * 2.75 * 93


@pytest.mark.parametrize(
    "roof", ["1000", "2100", "2200", "3500", "3600", "3700", "3800", "3900", "4000", "5000", "9999", None]
)
def test_other_roofs_add_nothing(town: Any, roof: str | None) -> None:
    assert town.heat([town.house(roof=roof)]) == [15_624.0]


# --- heated share -----------------------------------------------------------------------------------------------------


def test_footprint_below_50_is_unheated(town: Any) -> None:
    assert town.heat([town.house(width=4.9)]) == [0.0]
    assert town.column([town.house(width=4.9)], "beheizt_regel") == ["grundflaeche"]


def test_footprint_is_rounded_before_it_is_compared(town: Any) -> None:
    # 49.5 m² rounds to 50; the area itself stays 49.5 in the heat: 49.5 * 0.84 * 2 * 93
    assert town.heat([town.house(width=4.5, depth=11.0)]) == [7_733.88]
    assert town.heat([town.house(width=4.5, depth=10.75)]) == [0.0]  # 48.375


@pytest.mark.parametrize("use", UNHEATED_USES)
def test_residential_building_in_an_area_of_industry_or_leisure_is_unheated(town: Any, use: str) -> None:
    assert town.heat([town.house(use=use)]) == [0.0]
    assert town.column([town.house(use=use)], "beheizt_regel") == ["nutzungsart"]


@pytest.mark.parametrize("use", ["41003_9999", "41005_4000", "41009_9401"])
def test_object_classes_of_unheated_use_hold_with_any_function(town: Any, use: str) -> None:
    assert town.heat([town.house(use=use)]) == [0.0]


@pytest.mark.parametrize("use", ["41001", "41002_1700", "41002", "41006_2100", "41008_4110", "41008", None])
def test_other_uses_leave_a_residential_building_heated(town: Any, use: str | None) -> None:
    assert town.heat([town.house(use=use)]) == [15_624.0]


@pytest.mark.parametrize("use", UNHEATED_USES)
def test_unheated_use_does_not_concern_other_sectors(town: Any, use: str) -> None:
    school = town.house(code="31001_3021", width=20.0, height=7.0, use=use)
    mixed = town.house(code="31001_1100", height=2.8, kind="MFH_3bis6Wohnungen", use=use)
    assert town.heat([school, mixed]) == [68_551.36, 7_310.0]


def test_weekend_house_is_heated_to_39_percent(town: Any) -> None:
    assert town.heat([town.house(use="41008_4310")]) == [6_093.36]  # 84 * 0.39 * 2 * 93
    assert town.heat([town.house(code="31001_3021", width=20.0, height=7.0, use="41008_4310")]) == [68_551.36]


def test_low_building_is_unheated(town: Any) -> None:
    assert town.heat([town.house(height=2.75), town.house(height=0.0)]) == [0.0, 0.0]
    assert town.column([town.house(height=2.75)], "beheizt_regel") == ["hoehe"]
    assert town.heat([town.house(height=2.8)]) == [7_812.0]  # exactly 2.8 m is not low: 84 * 1 * 93


def test_small_volume_is_unheated(town: Any) -> None:
    # with the limits of the method every such building is small or low already
    small = {"min_footprint": 0.0, "min_height": 0.0}
    houses = [town.house(width=3.0, height=2.9), town.house(width=3.0, height=3.0)]
    assert town.column(houses, "beheizt_regel", **small) == ["volumen", "beheizt"]


def test_cellar_and_underground_garage_are_unheated(town: Any) -> None:
    cellars = [town.house(code="keller"), town.house(code="Tiefgarage".lower())]
    assert town.heat(cellars) == [0.0, 0.0]
    assert town.column(cellars, "beheizt_regel") == ["keller_tiefgarage", "keller_tiefgarage"]


def test_storey_height_of_0_means_no_storeys(town: Any) -> None:
    assert town.column([town.house(code="keller")], "geschosse") == [0.0]


def test_first_rule_wins(town: Any) -> None:
    assert town.column(
        [
            town.house(width=4.0, use="41008_4310"),
            town.house(height=2.0, use="41008_4310"),
            town.house(height=2.0, use="41009"),
            town.house(height=2.0, code="31001_2463"),
        ],
        "beheizt_regel",
    ) == ["grundflaeche", "wochenendhaus", "nutzungsart", "hoehe"]


def test_missing_height_skips_the_rules_on_height_and_volume(town: Any) -> None:
    houses = [town.house(height=None), town.house(height=5.6)]
    assert town.column(houses, "beheizt_pct") == [100.0, 100.0]


def test_heated_share_is_not_recomputed_after_imputation(town: Any) -> None:
    weekend = town.house(height=2.0, use="41008_4310", district=1)
    unknown = town.house(height=None, use="41008_4310", district=1)
    result = town.prepared([weekend, unknown]).outputs.tables["result"]
    assert list(result["hoehe_m"]) == [2.0, 2.0]
    assert list(result["beheizt_pct"]) == [39.0, 39.0]
    assert list(result["hoehe_q"]) == ["lod2", "median_1"]


# --- imputed heights --------------------------------------------------------------------------------------------------


def test_level_1_is_the_median_of_the_settlement_area(town: Any) -> None:
    district = {"use": "41001", "district": 1}
    houses = [town.house(height=h, **district) for h in (5.6, 8.4, 7.0, None)] + [town.house(height=20.0, use="41001")]
    result = town.prepared(houses).outputs.tables["result"]
    assert result["hoehe_m"][3] == 7.0
    assert result["hoehe_q"][3] == "median_1"
    assert town.heat(houses)[3] == 19_530.0  # 84 * 2.5 * 93


def test_median_of_an_even_number_is_the_mean_of_the_middle_two(town: Any) -> None:
    district = {"use": "41001", "district": 1}
    houses = [town.house(height=h, **district) for h in (5.6, 8.4, 3.0, 20.0, None)]
    assert town.column(houses, "hoehe_m")[4] == 7.0


def test_level_2_is_the_median_of_the_land_use(town: Any) -> None:
    houses = [
        town.house(height=5.6, use="41001", district=1),
        town.house(height=8.4, use="41001", district=2),
        town.house(height=20.0, use="41006", district=3),
        town.house(height=None, use="41001", district=4),
    ]
    result = town.prepared(houses).outputs.tables["result"]
    assert result["hoehe_m"][3] == 7.0
    assert result["hoehe_q"][3] == "median_2"


def test_level_3_is_the_median_of_sector_and_types(town: Any) -> None:
    houses = [
        town.house(height=5.6, use="41001", district=1),
        town.house(height=8.4, use="41001", district=2),
        town.house(height=20.0, kind="EFH_Reihenhaus", use="41006", district=3),
        town.house(height=None, use="41006", district=4),
    ]
    result = town.prepared(houses).outputs.tables["result"]
    assert result["hoehe_m"][3] == 7.0
    assert result["hoehe_q"][3] == "median_3"


def test_level_4_is_the_median_of_the_sector(town: Any) -> None:
    houses = [
        town.house(height=5.6, use="41001", district=1),
        town.house(height=8.4, kind="EFH_Reihenhaus", use="41001", district=1),
        town.house(height=20.0, code="31001_2000", use="41001", district=1),
        town.house(height=None, kind="MFH_3bis6Wohnungen", use="41001", district=1),
    ]
    result = town.prepared(houses).outputs.tables["result"]
    assert result["hoehe_m"][3] == 7.0
    assert result["hoehe_q"][3] == "median_4"


def test_missing_census_type_matches_nothing(town: Any) -> None:
    district = {"use": "41001", "district": 1}
    houses = [
        town.house(height=14.0, kind=None, **district),
        town.house(height=14.0, over_the_edge=True, **district),
        town.house(height=5.6, **district),
        town.house(height=5.6, **district),
        town.house(height=5.6, **district),
        town.house(height=None, kind=None, **district),
    ]
    result = town.prepared(houses).outputs.tables["result"]
    assert result["hoehe_m"][5] == 5.6
    assert result["hoehe_q"][5] == "median_4"


def test_missing_area_matches_nothing(town: Any) -> None:
    houses = [town.house(height=5.6), town.house(height=8.4), town.house(height=None)]
    result = town.prepared(houses).outputs.tables["result"]
    assert list(result["hoehe_q"]) == ["lod2", "lod2", "median_3"]


def test_empty_iwu_type_is_a_group_of_its_own(town: Any) -> None:
    district = {"use": "41001", "district": 1}
    workshop, school = {"code": "31001_2000"}, {"code": "31001_3021"}
    houses = [
        town.house(height=10.0, **workshop, **district),
        town.house(height=7.0, **school, **district),
        town.house(height=None, **workshop, **district),
        town.house(height=None, **school, **district),
    ]
    assert town.column(houses, "hoehe_m") == [10.0, 7.0, 10.0, 7.0]
    assert town.column(houses, "hoehe_q")[2:] == ["median_1", "median_1"]


def test_other_census_type_is_a_type_of_its_own(town: Any) -> None:
    district = {"use": "41001", "district": 1, "kind": "AndererGebaeudetyp"}
    houses = [
        town.house(height=8.4, **district),
        town.house(height=None, **district),
        town.house(height=5.6, use="41001"),
    ]
    assert town.column(houses, "hoehe_q")[1] == "median_1"
    assert town.column(houses, "hoehe_m")[1] == 8.4


def test_unheated_buildings_lend_no_height(town: Any) -> None:
    district = {"use": "41001", "district": 1}
    houses = [
        town.house(height=5.6, **district),
        town.house(height=20.0, width=4.0, **district),
        town.house(height=None, **district),
    ]
    assert town.column(houses, "hoehe_m")[2] == 5.6


def test_without_any_height_a_default_number_of_storeys_stands_in(town: Any) -> None:
    houses = [
        town.house(height=None),
        town.house(height=None, code="31001_2000"),
        town.house(height=None, code="31001_1100"),
    ]
    result = town.prepared(houses).outputs.tables["result"]
    assert list(result["hoehe_q"]) == ["vorgabe"] * 3
    assert list(result["geschosse"]) == [2.0, 1.0, 2.0]
    assert list(result["geschosse_q"]) == ["vorgabe"] * 3


# --- storeys ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("height", "storeys", "kwh"),
    [
        (4.25, 0.8, 3_931.2),  # 8.5 tenths go to the even 8: 90 * 0.8 * 54.6
        (4.75, 1.0, 4_914.0),  # 9.5 tenths go to the even 10: 90 * 1.0 * 54.6
        (4.3, 0.9, 4_422.6),  # 90 * 0.9 * 54.6
        (12.0, 2.4, 11_793.6),  # 90 * 2.4 * 54.6
    ],
)
def test_storeys_are_rounded_to_a_tenth_with_ties_to_even(town: Any, height: float, storeys: float, kwh: float) -> None:
    workshop = town.house(code="31001_2000", height=height)
    assert town.column([workshop], "geschosse") == [storeys]
    assert town.heat([workshop]) == [kwh]


# --- type and age -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "kwh"),
    [
        ("FreiEFH", 15_624.0), ("EFH_DHH", 15_624.0), ("Freist_ZFH", 15_624.0), ("ZFH_DHH", 15_624.0),
        ("EFH_Reihenhaus", 15_624.0), ("ZFH_Reihenhaus", 15_624.0),
        ("MFH_3bis6Wohnungen", 14_448.0), ("MFH_7bis12Wohnungen", 14_448.0),  # 84 * 2 * 86
        ("MFH_13undmehrWohnungen", 14_448.0),
        ("AndererGebaeudetyp", 15_120.0), (None, 15_120.0),  # all residential buildings: 84 * 2 * 90
    ],
)  # fmt: skip
def test_census_type_chooses_the_value(town: Any, kind: str | None, kwh: float) -> None:
    assert town.heat([town.house(kind=kind)]) == [kwh]


@pytest.mark.parametrize(
    ("period", "small", "large", "other"),
    [
        ("Vor1919", "B", "B", "1"), ("a1919bis1948", "C", "C", "1"), ("a1949bis1978", "D", "D", "1"),
        ("a1979bis1990", "G", "G", "2"), ("a1991bis2000", "I", "I", "2"), ("a2001bis2010", "J", "J2", "2"),
        ("a2011bis2019", "K", "K2", "3"), ("a2020undspaeter", "L", "L", "3"), (None, "Z", "Z", "0"),
    ],
)  # fmt: skip
def test_census_period_chooses_the_age_class(town: Any, period: str | None, small: str, large: str, other: str) -> None:
    kinds = ("FreiEFH", "EFH_Reihenhaus", "AndererGebaeudetyp", None)
    houses = [town.house(kind=kind, period=period) for kind in kinds]
    assert town.column(houses, "bak") == [small] * 4
    houses = [town.house(kind=kind, period=period) for kind in ("MFH_7bis12Wohnungen", "MFH_13undmehrWohnungen")]
    assert town.column(houses, "bak") == [large] * 2
    assert town.column([town.house(code="31001_2000", period=period)], "bak_nwg") == [other]


@pytest.mark.parametrize(
    ("year", "small", "large", "other"),
    [
        (1859, "A", "A", "1"), (1860, "B", "B", "1"), (1918, "B", "B", "1"), (1919, "C", "C", "1"),
        (1948, "C", "C", "1"), (1949, "D", "D", "1"), (1957, "D", "D", "1"), (1958, "E", "E", "1"),
        (1968, "E", "E", "1"), (1969, "F", "F", "1"), (1978, "F", "F", "1"), (1979, "G", "G", "2"),
        (1983, "G", "G", "2"), (1984, "H", "H", "2"), (1994, "H", "H", "2"), (1995, "I", "I", "2"),
        (2001, "I", "I", "2"), (2002, "J", "J2", "2"), (2009, "J", "J2", "2"), (2010, "J", "K2", "3"),
        (2011, "J", "K2", "3"), (2012, "K", "K2", "3"), (2020, "K", "K2", "3"), (2021, "L", "L", "3"),
    ],
)  # fmt: skip
def test_plan_year_chooses_the_age_class_before_the_census(
    town: Any, year: int, small: str, large: str, other: str
) -> None:
    plan = ("B-Plan", year)
    houses = [town.house(plan=plan, kind=kind) for kind in ("FreiEFH", "MFH_3bis6Wohnungen", "MFH_13undmehrWohnungen")]
    result = town.prepared([*houses, town.house(plan=plan, code="31001_2000")]).outputs.tables["result"]
    assert list(result["bak"]) == [small, large, large, None]
    assert result["bak_nwg"][3] == other
    assert list(result["bak_q"]) == ["bplan"] * 4


def test_values_of_j_and_k_differ_between_small_and_large_houses(town: Any) -> None:
    small, large = town.house(plan=("B-Plan", 2010)), town.house(plan=("B-Plan", 2010), kind="MFH_3bis6Wohnungen")
    assert town.heat([small, large]) == [10_416.0, 7_224.0]  # 84 * 2 * 62 and 84 * 2 * 43
    small, large = town.house(period="a2011bis2019"), town.house(period="a2011bis2019", kind="MFH_13undmehrWohnungen")
    assert town.heat([small, large]) == [8_064.0, 7_224.0]  # 84 * 2 * 48 and 84 * 2 * 43


def test_unknown_age_takes_the_mean_of_the_type(town: Any) -> None:
    houses = [
        town.house(period=None), town.house(period=None, kind="MFH_3bis6Wohnungen"), town.house(period=None, kind=None),
        town.house(period=None, code="31001_2000", height=5.0),
    ]  # fmt: skip
    # 168 * 83, 168 * 77, 168 * 80, 90 * 35.62
    assert town.heat(houses) == [13_944.0, 12_936.0, 13_440.0, 3_205.8]


def test_a_building_over_the_edge_of_a_cell_has_no_census(town: Any) -> None:
    assert town.heat([town.house(over_the_edge=True)]) == [13_440.0]  # 168 * 80


def test_land_use_plan_counts_where_no_development_plan_is(town: Any) -> None:
    houses = [town.house(plan=("FNP", 2005)), town.house()]
    result = town.prepared(houses).outputs.tables["result"]
    assert list(result["bak"]) == ["J", "D"]
    assert list(result["bak_q"]) == ["fnp", "zensus"]


# --- codes ------------------------------------------------------------------------------------------------------------


def test_strict_method_knows_no_groups_and_fallback_does(town: Any) -> None:
    dwelling = town.house(code="31001_1010")
    assert town.heat([dwelling]) == [0.0]
    assert town.heat([dwelling], code_fallback=True) == [15_624.0]
    assert town.column([dwelling], "fkt_q", code_fallback=True) == ["gruppe"]
    assert town.column([dwelling], "fkt_tabelle", code_fallback=True) == ["31001_1000"]


# --- whole town -------------------------------------------------------------------------------------------------------


def test_every_building_is_kept_in_order_with_its_footprint(town: Any) -> None:
    houses = [
        town.house(),
        town.house(code="31001_9998"),
        town.house(width=4.0),
        town.house(code="31001_2463", height=None),
    ]
    result = town.prepared(houses)
    table = result.outputs.tables["result"]
    assert list(table["geb_id"]) == ["H0", "H1", "H2", "H3"]
    assert list(table["grundflaeche_m2"]) == [100.0, 100.0, 40.0, 100.0]
    assert result.record.figures["n_geb"] == 4
    assert [item.residual for item in result.record.invariants] == [0.0, 0.0]


def test_heat_is_reference_area_times_specific_value(town: Any) -> None:
    mixed = town.house(code="31001_1100", height=8.4, roof="3100", kind="MFH_3bis6Wohnungen", use="41001")
    table = town.prepared([mixed]).outputs.tables["result"]
    assert table["ebf_geschoss_m2"][0] == 85.0
    assert table["ebf_wg_m2"][0] == pytest.approx(212.5, rel=1e-12)  # 85 * 2/3 * 3.75
    assert table["ebf_nwg_m2"][0] == pytest.approx(85.0, rel=1e-12)  # 85 * 1/3 * 3
    assert table["bgf_m2"][0] == pytest.approx(375.0, rel=1e-12)  # 100 * 3.75
    assert table["a_c_ref_m2"][0] == pytest.approx(220.0, rel=1e-12)  # 1.1 * 0.80 * 100 * 2/3 * 3.75


def test_layers_of_the_town_agree_with_its_cells(town: Any) -> None:
    tables = town.layers([town.house(), town.house(over_the_edge=True)])
    assert np.array_equal(tables["census"]["x_mp_100m"], [4_400_050.0, 4_400_150.0])
