"""Heat demand: methods, reference areas, own values, peak load and what happens to buildings without a value."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from halplan_core.errors import InputError, ParameterError
from halplan_core.formats.geopackage import StoredLayer, write_geopackage
from halplan_core.formats.vector import read_table
from halplan_core.heat.fields import BUILDING_FIELDS, DEMAND_FIELDS
from halplan_core.heat.heat_demand import heat_demand
from halplan_core.heat.reference_area import area_for, kind_or_by_storeys
from halplan_core.parameters.sets import load
from halplan_core.run import Result, execute

# 100 m², two storeys, flat: 168 m² EBF, 200 m² BGF, 1.1 * 0.77 * 200 = 169.4 m² A_C_Ref for a small house


def demand(town: Any, houses: list[Any], prepare: dict[str, Any] | None = None, **parameters: Any) -> Result:
    buildings = town.prepared(houses, **(prepare or {})).outputs.tables["result"]
    return execute(heat_demand, {"buildings": buildings}, parameters)


def kwh(done: Result) -> list[float]:
    return [float(value) for value in done.outputs.tables["result"]["q_nutz_kwh"]]


def column(done: Result, name: str) -> list[Any]:
    return list(done.outputs.tables["result"][name])


def write(folder: Path, text: str) -> str:
    file = folder / "eigene.csv"
    file.write_text(text, "utf-8")
    return str(file)


# --- table and figures ------------------------------------------------------------------------------------------------


def test_result_keeps_every_building_and_adds_the_demand(town: Any) -> None:
    done = demand(town, [town.house(), town.house(code="31001_9998"), town.house(code="31001_2463")])
    table = done.outputs.tables["result"]
    assert list(table) == [field.name for field in DEMAND_FIELDS]
    assert list(table["geb_id"]) == ["H0", "H1", "H2"]
    assert list(table["q_nutz_q"]) == ["typologie", "ohne_sektor", "kein_bedarf"]
    assert kwh(done) == [15_624.0, 0.0, 0.0]


def test_figures_add_up(town: Any) -> None:
    mixed = town.house(code="31001_1100", height=8.4, kind="MFH_3bis6Wohnungen")
    figures = demand(town, [town.house(), mixed, town.house(code="31001_9998")]).record.figures
    # mixed: 85 * 2/3 * 3 * 86 = 14 620 and 85 * 132.97 = 11 302.45
    assert figures["q_wg_kwh"] == 30_244.0
    assert figures["q_nwg_kwh"] == 11_302.45
    assert figures["q_nutz_kwh"] == 41_546.45
    assert figures["q_spez_kwh_m2"] == pytest.approx(41_546.45 / (168.0 + 170.0 + 85.0))
    assert [figures[name] for name in ("n_geb", "n_mit_waerme", "n_ohne_sektor", "n_ersatz")] == [3, 2, 1, 0]


def test_origin_tells_exact_values_from_substitutes(town: Any) -> None:
    houses = [town.house(), town.house(kind=None), town.house(period=None), town.house(width=4.0),
              town.house(code="31001_2000", period=None)]  # fmt: skip
    assert column(demand(town, houses), "q_nutz_q") == [
        "typologie", "typologie_ersatz", "typologie_ersatz", "unbeheizt", "typologie_ersatz",
    ]  # fmt: skip


def test_specific_values_are_given_for_the_parts_that_exist(town: Any) -> None:
    houses = [town.house(), town.house(code="31001_2000"), town.house(code="31001_1100"), town.house(code="31001_2463")]
    done = demand(town, houses)
    assert np.array_equal(column(done, "q_spez_wg_kwh_m2"), [93.0, np.nan, 93.0, np.nan], equal_nan=True)
    assert np.array_equal(column(done, "q_spez_nwg_kwh_m2"), [np.nan, 54.6, 132.97, np.nan], equal_nan=True)


def test_heat_is_whole_watt_hours(town: Any) -> None:
    heat = np.array(kwh(demand(town, [town.house(width=7.77, height=6.1, use="41008_4310")])))
    assert np.array_equal(heat, np.rint(heat * 1000.0) / 1000.0)


def test_buildings_that_are_not_prepared_are_refused(town: Any) -> None:
    with pytest.raises(InputError, match="lacks the field"):
        execute(heat_demand, {"buildings": town.layers([town.house()])["buildings"]})


@pytest.mark.parametrize("field", ["ebf_wg_m2", "ebf_nwg_m2", "a_c_ref_m2"])
@pytest.mark.parametrize(("area", "message"), [(-1.0, "is negative in 1"), (np.inf, "holds infinite numbers in 1")])
def test_areas_that_are_none_are_refused(town: Any, field: str, area: float, message: str) -> None:
    buildings = town.prepared([town.house(), town.house()]).outputs.tables["result"]
    with pytest.raises(InputError, match=f"Field '{field}' of layer 'result' {message} feature\\(s\\): 2"):
        execute(heat_demand, {"buildings": buildings.with_columns(**{field: np.array([100.0, area])})})


def test_a_missing_area_is_counted_and_named(town: Any) -> None:
    buildings = town.prepared([town.house(), town.house()]).outputs.tables["result"]
    for field, method in (("ebf_wg_m2", "lena"), ("a_c_ref_m2", "tabula")):
        table = buildings.with_columns(**{field: np.array([100.0, np.nan])})
        done = execute(heat_demand, {"buildings": table}, {"method": method})
        assert column(done, "q_nutz_q") == ["typologie", "ohne_flaeche"]
        assert kwh(done)[1] == 0.0
        assert "1 building(s) have a part without reference area, which gets no heat." in [
            str(warning) for warning in done.record.warnings
        ]


def test_mean_specific_heat_refers_to_the_area_of_the_values(town: Any) -> None:
    # only the factory has a value of the IWU; TABULA has an area of its own
    houses = [town.house(), town.house(code="31001_2000", height=5.0)]
    assert demand(town, houses, method="iwu_nwg").record.figures["q_spez_kwh_m2"] == pytest.approx(54.6)
    assert demand(town, houses[:1], method="tabula").record.figures["q_spez_kwh_m2"] == pytest.approx(254.5)


# --- methods ----------------------------------------------------------------------------------------------------------


def test_technikkatalog_estimates_an_unknown_type_from_the_storeys(town: Any) -> None:
    houses = [town.house(kind=None, height=height, period="a1979bis1990") for height in (5.6, 8.4, 14.0)]
    # EFH 168 * 87, MFH 252 * 80, GMH 420 * 80
    assert kwh(demand(town, houses, method="technikkatalog")) == [14_616.0, 20_160.0, 33_600.0]
    assert kwh(demand(town, houses)) == [14_112.0, 21_168.0, 35_280.0]  # LENA: 84 for all residential buildings


def test_technikkatalog_keeps_multi_family_classes_for_a_type_from_storeys(town: Any) -> None:
    houses = [town.house(kind=None, height=8.4, period="a2011bis2019")]
    assert kwh(demand(town, houses, method="technikkatalog")) == [10_836.0]  # K2: 252 * 43


@pytest.mark.parametrize(("year", "value"), [(2009, 67.0), (2010, 43.0), (2011, 43.0)])
def test_technikkatalog_takes_the_class_of_a_known_year_for_a_type_from_storeys(
    town: Any, year: int, value: float
) -> None:
    houses = [town.house(kind=kind, height=8.4, year=year) for kind in (None, "MFH_3bis6Wohnungen")]
    done = demand(town, houses, {"known_year": True}, method="technikkatalog")
    assert column(done, "q_spez_wg_kwh_m2") == [value, value]
    calculated = column(demand(town, houses, {"known_year": True}, method="tabula"), "q_spez_wg_kwh_m2")
    assert calculated[0] == calculated[1]


@pytest.mark.parametrize(
    ("refurbishment", "expected"), [("existing", 46_635.82), ("usual", 23_394.14), ("advanced", 13_535.06)]
)
def test_tabula_uses_its_own_area_and_adds_hot_water(town: Any, refurbishment: str, expected: float) -> None:
    house = town.house(plan=("B-Plan", 1960))
    # 169.4 * (265.3 | 128.1 | 69.9 + 10)
    assert kwh(demand(town, [house], method="tabula", refurbishment=refurbishment)) == [expected]


def test_tabula_averages_the_classes_of_a_census_period(town: Any) -> None:
    # SFH of 1949-78: (272.9 + 265.3 + 195.3) / 3 + 10 = 254.5
    assert kwh(demand(town, [town.house()], method="tabula")) == [43_112.3]


def test_tabula_knows_four_types_and_replaces_missing_classes(town: Any) -> None:
    kinds = ("FreiEFH", "EFH_Reihenhaus", "MFH_3bis6Wohnungen", "MFH_13undmehrWohnungen")
    houses = [town.house(kind=kind, plan=("B-Plan", 1850)) for kind in kinds]
    done = demand(town, houses, method="tabula")
    # SFH.01, TH.02 for TH.01, MFH.01, MFH.01 for AB.01
    assert column(done, "q_spez_wg_kwh_m2") == pytest.approx([292.7, 209.5, 299.9, 299.9])
    assert column(done, "q_nutz_q") == ["typologie", "typologie_ersatz", "typologie", "typologie_ersatz"]


def test_tabula_takes_the_most_frequent_period_for_an_unknown_age(town: Any) -> None:
    done = demand(town, [town.house(period=None)], method="tabula")
    assert column(done, "q_spez_wg_kwh_m2") == pytest.approx([254.5])
    assert column(done, "q_nutz_q") == ["typologie_ersatz"]


def test_tabula_leaves_non_residential_buildings_to_the_iwu(town: Any) -> None:
    assert kwh(demand(town, [town.house(code="31001_3021", height=7.0)], method="tabula")) == [34_275.68]


def test_iwu_gives_no_heat_to_residential_parts_and_says_so(town: Any) -> None:
    houses = [town.house(), town.house(code="31001_1100", height=8.4), town.house(code="31001_2000", height=5.0)]
    done = demand(town, houses, method="iwu_nwg")
    assert kwh(done) == [0.0, 11_302.45, 4_914.0]
    assert column(done, "q_nutz_q") == ["ohne_kennwert", "ohne_kennwert", "typologie"]
    assert done.record.figures["n_ohne_kennwert"] == 2
    assert "2 heated residential part(s) have no specific value and get no heat." in [
        str(warning) for warning in done.record.warnings
    ]


def test_value_without_sample_is_0_in_the_atlas_and_that_of_all_ages_elsewhere(town: Any) -> None:
    station = town.house(code="31001_2512", height=3.5, period="a2020undspaeter")
    assert kwh(demand(town, [station])) == [0.0]
    assert kwh(demand(town, [station], method="iwu_nwg")) == [18_936.0]  # 100 * 189.36


# --- own values -------------------------------------------------------------------------------------------------------


def test_own_values_take_the_row_that_fits_best(town: Any, tmp_path: Path) -> None:
    rows = ("WG;EFH;D;100;EBF", "WG;EFH;;90;EBF", "WG;;;80,5;EBF", "NWG;8;;50;EBF")
    file = write(tmp_path, "\n".join(("sektor;typ;bak;q_kwh_m2;basis", *rows)))
    houses = [
        town.house(), town.house(period="Vor1919"), town.house(kind=None),
        town.house(code="31001_2000", height=5.0), town.house(code="31001_3021", height=7.0),
    ]  # fmt: skip
    done = demand(town, houses, method="own", own_values=file)
    # 168 * 100, 168 * 90, 168 * 80.5, 90 * 50, none for schools
    assert kwh(done) == [16_800.0, 15_120.0, 13_524.0, 4_500.0, 0.0]
    assert column(done, "q_nutz_q")[4] == "ohne_kennwert"


def test_own_values_may_refer_to_the_area_of_tabula(town: Any, tmp_path: Path) -> None:
    file = write(tmp_path, "sektor;typ;bak;q_kwh_m2;basis\nWG;;;100;A_C_Ref\n")
    assert kwh(demand(town, [town.house()], method="own", own_values=file)) == [16_940.0]  # 169.4 * 100


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("WG;;;100;A_N\n", "per m² of 'A_N'"),
        ("NWG;;;100;A_C_Ref\n", "per m² of 'A_C_Ref'"),
        ("WG;EFH;;100;EBF\nWG;MFH;;100;A_C_Ref\n", "mixes the bases A_C_Ref, EBF"),
        ("WG;;;-1;EBF\n", "empty or negative"),
        ("WG;;;;EBF\n", "empty or negative"),
        ("Wohnen;;;100;EBF\n", "holds the sector 'Wohnen'"),
        ("WG;;;viel;EBF\n", "holds 'viel' in line 2"),
        ("WG;EFH;D;100;EBF\nWG;EFH;D;90;EBF\n", "Lines 2 and 3 of parameter set 'eigene.csv' agree"),
        ("", "has no rows"),
    ],
)
def test_own_values_that_make_no_sense_are_refused(town: Any, tmp_path: Path, rows: str, message: str) -> None:
    file = write(tmp_path, f"sektor;typ;bak;q_kwh_m2;basis\n{rows}")
    with pytest.raises(ParameterError, match=message):
        demand(town, [town.house()], method="own", own_values=file)


def test_own_method_needs_a_file_with_its_columns(town: Any, tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="needs a file"):
        demand(town, [town.house()], method="own")
    with pytest.raises(ParameterError, match="lacks the column\\(s\\) basis"):
        demand(town, [town.house()], method="own", own_values=write(tmp_path, "sektor;typ;bak;q_kwh_m2\nWG;;;1\n"))


# --- reference areas --------------------------------------------------------------------------------------------------


def test_values_are_never_multiplied_by_an_area_of_another_basis(town: Any) -> None:
    buildings = town.prepared([town.house()]).outputs.tables["result"]
    assert area_for(buildings, load("nutzwaerme_technikkatalog"), "WG")[0] == 168.0
    assert area_for(buildings, load("nutzwaerme_tabula"), "WG")[0] == pytest.approx(169.4)
    with pytest.raises(ParameterError, match="'A_C_Ref', and buildings have no such area for NWG"):
        area_for(buildings, load("nutzwaerme_tabula"), "NWG")


def test_type_by_storeys() -> None:
    kinds = np.array([None, None, None, "SONST", "RH", None], dtype=object)
    storeys = np.array([1.0, 3.0, 4.1, 2.0, 9.0, np.nan])
    assert list(kind_or_by_storeys(kinds, storeys)) == ["EFH", "MFH", "GMH", "EFH", "RH", "GMH"]


# --- peak load --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "hours"),
    [
        ("31001_1000", 1600.0), ("31001_3010", 1700.0), ("31001_3023", 1300.0), ("31001_3051", 2500.0),
        ("31001_3021", 1400.0), ("31001_2072", 2100.0), ("31001_2000", 2200.0), ("31001_2052", 1800.0),
        ("31001_3221", 2000.0), ("31001_2411", 1700.0),
    ],
)  # fmt: skip
def test_full_load_hours_by_use(town: Any, code: str, hours: float) -> None:
    done = demand(town, [town.house(code=code, height=20.0)])
    assert column(done, "vlh_h") == [hours]
    assert column(done, "p_kw") == pytest.approx([kwh(done)[0] / hours], rel=1e-12)


def test_function_code_comes_before_the_type(town: Any) -> None:
    nursery = town.house(code="31001_3065", height=7.0)
    assert column(demand(town, [nursery], {"code_fallback": True}), "vlh_h") == [1500.0]


def test_loads_of_both_parts_add_up_in_mixed_use(town: Any) -> None:
    mixed = town.house(code="31001_1100", height=8.4, kind="MFH_3bis6Wohnungen")
    done = demand(town, [mixed])
    load_kw = 14_620.0 / 1600.0 + 11_302.45 / 1700.0
    assert column(done, "p_kw") == pytest.approx([load_kw], rel=1e-12)
    assert column(done, "vlh_h") == pytest.approx([25_922.45 / load_kw], rel=1e-12)


def test_no_heat_is_no_load(town: Any) -> None:
    done = demand(town, [town.house(width=4.0), town.house(code="31001_9998")])
    assert column(done, "p_kw") == [0.0, 0.0]
    assert np.isnan(column(done, "vlh_h")).all()


def test_own_full_load_hours(town: Any, tmp_path: Path) -> None:
    file = write(tmp_path, "sektor;typ;fkt;vlh_h\nWG;;;2000\nWG;MFH;;1800\nNWG;;;1500\n")
    houses = [town.house(), town.house(kind="MFH_3bis6Wohnungen"), town.house(code="31001_2000")]
    assert column(demand(town, houses, own_full_load_hours=file), "vlh_h") == [2000.0, 1800.0, 1500.0]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("WG;;;1\nNWG;;;1\nWG;;;2\n", "Lines 2 and 4"),
        ("WG;;;0\nNWG;;;1\n", "outside 0 to 8760"),
        ("WG;;;9000\nNWG;;;1\n", "outside"),
        ("WG;;;1\n", "sector NWG"),
    ],
)
def test_full_load_hours_that_make_no_sense_are_refused(town: Any, tmp_path: Path, rows: str, message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        demand(town, [town.house()], own_full_load_hours=write(tmp_path, f"sektor;typ;fkt;vlh_h\n{rows}"))


def test_sets_used_enter_the_record(town: Any) -> None:
    used = {item["id"]: item["basis"] for item in demand(town, [town.house()]).record.parameter_sets}
    values = ("nutzwaerme_technikkatalog", "nutzwaerme_lena", "nutzwaerme_iwu_nwg")
    assert used == {**dict.fromkeys(values, "EBF"), "volllaststunden": ""}


def test_buildings_read_back_from_a_file_give_the_same_demand(town: Any, tmp_path: Path) -> None:
    houses = [town.house(), town.house(code="31001_2000"), town.house(code="31001_9998", height=None)]
    prepared = town.prepared(houses).outputs.tables["result"]
    file = tmp_path / "gebaeude.gpkg"
    write_geopackage(file, [StoredLayer("gebaeude", prepared, BUILDING_FIELDS)])
    done = [execute(heat_demand, {"buildings": table}) for table in (prepared, read_table(str(file)))]
    assert done[0].outputs.tables["result"].fingerprint() == done[1].outputs.tables["result"].fingerprint()
    assert done[0].record.figures == done[1].record.figures
