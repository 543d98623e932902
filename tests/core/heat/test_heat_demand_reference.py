"""Figures of others: typologies as published, a worked example, and a real district."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from halplan_core.formats.vector import read_table
from halplan_core.heat.heat_demand import heat_demand
from halplan_core.heat.prepare_buildings import prepare_buildings
from halplan_core.parameters.sets import load
from halplan_core.run import Result, execute


def rows(file: Path, delimiter: str = ";") -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=delimiter))


def number(text: str) -> float:
    return float(text.replace(",", "."))


def test_single_family_house_of_1958_to_1968_with_150_square_metres(town: Any) -> None:
    """Technikkatalog Wärmeplanung 1.1: 93 kWh/(m²·a) on 150 m² EBF, 1600 full-load hours (F-Heat): 8.72 kW."""
    house = town.house(width=12.5, depth=100.0 / 7.0, height=2.8, plan=("B-Plan", 1963))
    buildings = town.prepared([house]).outputs.tables["result"]
    assert buildings["ebf_wg_m2"][0] == pytest.approx(150.0)
    table = execute(heat_demand, {"buildings": buildings}).outputs.tables["result"]
    assert table["bak"][0] == "E"
    assert table["q_nutz_kwh"][0] == 13_950.0
    assert table["p_kw"][0] == pytest.approx(8.72, abs=0.005)


def test_useful_heat_equals_the_published_table_of_sachsen_anhalt(shared: Path) -> None:
    """All 113 values of the LENA reference table, May 2025."""
    ours: dict[tuple[str, str, str], float] = {}
    for name in ("nutzwaerme_technikkatalog", "nutzwaerme_lena"):
        values = load(name)
        ours |= {
            ("WG", row["typ"], row["bak"]): q for row, q in zip(values.rows, values.numbers("q_kwh_m2"), strict=True)
        }
    iwu = load("nutzwaerme_iwu_nwg")
    ours |= {
        ("NWG", row["gemod_typ"], row["bak_nwg"]): q for row, q in zip(iwu.rows, iwu.numbers("q_kwh_m2"), strict=True)
    }
    published = {}
    for row in rows(shared / "reference" / "lena_nutzenergiebedarf.csv"):
        kind = row["gebtyp_gemod"] if row["endenergiesektor"] == "NWG" else row["gebtyp_gemod_txt"]
        published[(row["endenergiesektor"], kind, row["bak"])] = number(row["q_d_spez_kwh_m2_ebf_a"])
    assert len(published) == 113
    assert ours == published


def test_catalogue_values_by_type_and_age() -> None:
    """Technikkatalog Wärmeplanung 1.1, tables 55 and 56: classes A to L."""
    values = load("nutzwaerme_technikkatalog")
    by_type: dict[str, list[float]] = {}
    for row, q in zip(values.rows, values.numbers("q_kwh_m2").tolist(), strict=True):
        by_type.setdefault(row["typ"], []).append(q)
    small = [113, 113, 103, 93, 93, 93, 87, 87, 62, 62, 48, 39]
    assert by_type == {
        "EFH": small,
        "RH": small,
        "MFH": [98, 98, 94, 86, 86, 86, 80, 80, 67, 67, 43, 42],
        "GMH": [98, 98, 94, 86, 86, 86, 80, 67, 67, 67, 43, 42],
    }


def test_totals_of_the_non_residential_typology() -> None:
    """IWU, Nichtwohngebäude-Typologie V2-2: all non-residential buildings, by age and in total."""
    iwu = load("nutzwaerme_iwu_nwg")
    totals = {
        row["bak_nwg"]: q
        for row, q in zip(iwu.rows, iwu.numbers("q_kwh_m2").tolist(), strict=True)
        if row["gemod_typ"] == "0"
    }
    assert totals == {"0": 104.4, "1": 132.97, "2": 69.24, "3": 44.58}
    assert len(iwu.rows) == 48


def test_building_functions_equal_the_published_table(shared: Path) -> None:
    """All 55 rows of the LENA table of building functions, May 2025."""
    ours = [tuple(row.values()) for row in load("gebaeudefunktionen").rows]
    published = [
        (
            row["gfkzshh"] if row["gfkzshh"] != "-" else row["funktion"].lower(),
            row["funktion"],
            row["endenergiesektor"],
            row["gebtyp_gemod"],
            row["geschosshoehe"].replace(",", "."),
            row["flaechenkorrektur_faktor"],
            row["bwz"],
        )
        for row in rows(shared / "reference" / "lena_gebaeudefunktion.csv")
    ]
    assert len(published) == 55
    assert ours == published


def test_tabula_equals_the_published_variants(shared: Path) -> None:
    """EPISCOPE/TABULA, German typology: heat need, hot water and reference area of every variant in three states."""
    published = {row["Code_BuildingVariant"]: row for row in rows(shared / "reference" / "tabula_de.csv", ",")}
    columns = ("q_rw_bestand_kwh_m2", "q_rw_ueblich_kwh_m2", "q_rw_zukunft_kwh_m2")
    ours = load("nutzwaerme_tabula")
    assert len(ours.rows) == 50
    for row in ours.rows:
        parts = row["variante"].split(".")
        code = ".".join(parts if len(parts) == 4 else ["N", *parts, "Gen"])
        for state, column in enumerate(columns, 1):
            variant = published[f"DE.{code}.ReEx.001.00{state}"]
            assert float(row[column]) == float(variant["q_h_nd"]), code
            assert float(row["q_tww_kwh_m2"]) == float(variant["q_w_nd"]), code
            assert float(row["a_c_ref_m2"]) == float(variant["A_C_Ref"]), code


@pytest.mark.parametrize(
    ("variant", "state", "heat"),
    [
        ("SFH.05", "bestand", 265.3), ("SFH.05", "ueblich", 128.1), ("SFH.05", "zukunft", 69.9),
        ("SFH.01", "bestand", 282.7), ("TH.02", "bestand", 199.5), ("TH.10", "zukunft", 50.7),
        ("MFH.03", "bestand", 218.5), ("MFH.12", "ueblich", 49.1), ("AB.06", "bestand", 121.7),
        ("East.AB.08.Gen", "zukunft", 34.1), ("N.AB.05.HR", "bestand", 115.6),
    ],
)  # fmt: skip
def test_heat_need_of_tabula_variants(variant: str, state: str, heat: float) -> None:
    """EPISCOPE/TABULA, q_h_nd in kWh/(m²·a) of A_C_Ref."""
    tabula = load("nutzwaerme_tabula")
    assert tabula.numbers(f"q_rw_{state}_kwh_m2")[tabula.texts("variante").index(variant)] == heat


@pytest.fixture(scope="module")
def branitz(shared: Path) -> Result:
    """Branitz, a district of Cottbus: ALKIS buildings, storeys and roofs by OpenStreetMap, no heights at all."""
    source = shared / "data" / "heat" / "branitz.gpkg"
    return execute(
        prepare_buildings,
        {
            "buildings": read_table(f"{source}|layername=buildings_alkis"),
            "heights": read_table(f"{source}|layername=buildings_osm"),
        },
    )


def test_every_building_of_branitz_is_accounted_for(branitz: Result) -> None:
    figures = branitz.record.figures
    table, codes = branitz.outputs.tables["result"], branitz.outputs.tables["codes"]
    assert len(table) == figures["n_geb"] == codes["n_geb"].sum() == 2079
    assert [figures[name] for name in ("n_fkt_zuordnung", "n_fkt_gruppe", "n_fkt_unbekannt")] == [107, 1031, 214]
    # 210 buildings are not specified in the register (9998), 4 are structures and no buildings
    unknown = dict(zip(codes["fkt"], codes["n_geb"], strict=True))
    assert [unknown[code] for code in ("31001_9998", "51002_1290", "51009_1610")] == [210, 3, 1]


def test_heights_of_branitz_come_from_storeys_or_are_imputed(branitz: Result) -> None:
    figures = branitz.record.figures
    names = ("gemessen", "geschosse", "median_1", "median_2", "median_3", "median_4", "vorgabe", "fehlt")
    counts = {name: figures[f"n_hoehe_{name}"] for name in names}
    assert counts == {
        "gemessen": 0, "geschosse": 389, "median_1": 0, "median_2": 0, "median_3": 0, "median_4": 765,
        "vorgabe": 711, "fehlt": 214,
    }  # fmt: skip
    assert sum(counts.values()) == 2079


@pytest.mark.parametrize("method", ["lena", "technikkatalog", "tabula", "iwu_nwg"])
def test_heat_of_branitz_closes(branitz: Result, method: str) -> None:
    done = execute(heat_demand, {"buildings": branitz.outputs.tables["result"]}, {"method": method})
    table, figures = done.outputs.tables["result"], done.record.figures
    assert len(table) == 2079
    assert max(item.residual for item in done.record.invariants) < 1e-12
    heated = table["q_nutz_kwh"] > 0.0
    assert figures["n_mit_waerme"] == heated.sum()
    assert figures["n_ohne_sektor"] == 214
    specific = table["q_nutz_kwh"][heated] / (table["ebf_wg_m2"] + table["ebf_nwg_m2"])[heated]
    assert 5.0 <= specific.min() <= specific.max() <= 800.0
    load = 1000.0 * table["p_kw"][heated] / (table["ebf_wg_m2"] + table["ebf_nwg_m2"])[heated]
    assert np.median(load) < 200.0
