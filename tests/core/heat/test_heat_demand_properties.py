"""What holds for every town: order, partition, and more heat for higher values."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from halplan_core.heat.heat_demand import heat_demand
from halplan_core.heat.prepare_buildings import prepare_buildings
from halplan_core.parameters.sets import load
from halplan_core.run import execute
from halplan_core.table import Crs, Table

GRID = Crs("EPSG:3035")
CODES = (*load("gebaeudefunktionen").texts("fkt"), "31001_1010", "31001_1123", "31001_2464", "31001_9998", "51002_1290")


def mesh(count: int, step: float, start: float) -> tuple[np.ndarray, np.ndarray]:
    axis = start + step * np.arange(count)
    x, y = np.meshgrid(4_400_000.0 + axis, 3_200_000.0 + axis)
    return x.ravel(), y.ravel()


def random_town(seed: int, count: int = 400) -> dict[str, Table]:
    """Return layers of a random town; houses may reach over cells, areas and plans."""
    random = np.random.default_rng(seed)
    corner = np.array([4_400_000.0, 3_200_000.0]) + random.uniform(0.0, 1_000.0, (count, 2))
    size = random.uniform(4.0, 40.0, (count, 2))
    shapes = shapely.box(*corner.T, *(corner + size).T)
    buildings = Table(
        {
            "oi": np.array([f"DE{i:04d}" for i in range(count)], dtype=object),
            "gfk": random.choice(np.array(CODES, dtype=object), count),
            "aog": np.where(random.random(count) < 0.2, random.integers(0, 9, count), np.nan),
            "baujahr": np.where(random.random(count) < 0.2, random.integers(1800, 2030, count), np.nan),
            "dachform": random.choice(np.array(["1000", "3100", "3300", "5000", None], dtype=object), count),
        },
        shapes, GRID, "Gebäude",
    )  # fmt: skip
    some = random.random(count) < 0.6
    heights = Table({"hoehe": random.uniform(1.0, 25.0, int(some.sum())).round(2)}, shapes[some], GRID, "LoD2")
    x, y = (
        axis.ravel() for axis in np.meshgrid(4_400_050.0 + 100.0 * np.arange(10), 3_200_050.0 + 100.0 * np.arange(10))
    )
    names = [row["spalte"] for row in load("zensusklassen").rows]
    census = Table(
        {"x_mp_100m": x, "y_mp_100m": y, **{name: random.poisson(0.6, len(x)) for name in names}}, name="Zensus"
    )
    uses = np.array(["41001", "41006_2100", "41008_4310", "41009", "41002_2520"], dtype=object)
    west, south = (
        axis.ravel() for axis in np.meshgrid(4_400_000.0 + 250.0 * np.arange(4), 3_200_000.0 + 250.0 * np.arange(4))
    )
    areas = Table(
        {"nutzart": random.choice(uses, 16)}, shapely.box(west, south, west + 240.0, south + 250.0), GRID, "TN"
    )
    centre = np.array([4_400_000.0, 3_200_000.0]) + random.uniform(0.0, 1_000.0, (12, 2))
    kinds = random.choice(np.array(["B-Plan", "FNP"], dtype=object), len(centre))
    plans = Table(
        {"jahr": random.integers(1950, 2024, len(centre)), "planart": kinds},
        shapely.buffer(shapely.points(centre), 90.0), GRID, "Pläne",
    )  # fmt: skip
    return {"buildings": buildings, "heights": heights, "census": census, "actual_use": areas, "plans": plans}


def demand(layers: dict[str, Table], **parameters: Any) -> tuple[Table, dict[str, Any]]:
    prepared = execute(prepare_buildings, layers).outputs.tables["result"]
    done = execute(heat_demand, {"buildings": prepared}, parameters)
    return done.outputs.tables["result"], dict(done.record.figures)


@pytest.mark.parametrize("seed", range(4))
def test_order_of_the_rows_changes_nothing(seed: int) -> None:
    layers = random_town(seed)
    random = np.random.default_rng(seed)
    mixed = {name: table.take(random.permutation(len(table))) for name, table in layers.items()}
    table, figures = demand(layers)
    other, other_figures = demand(mixed)
    assert figures == other_figures
    back = np.argsort(other["geb_id"].astype(str))
    assert table.fingerprint() == other.take(back).fingerprint()


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("method", ["lena", "technikkatalog", "tabula", "iwu_nwg"])
def test_heat_is_never_negative_and_sums_close(seed: int, method: str) -> None:
    table, figures = demand(random_town(seed), method=method)
    heat = table["q_nutz_kwh"]
    assert (heat >= 0.0).all()
    assert figures["q_nutz_kwh"] == pytest.approx(float(heat.sum()), rel=1e-12)
    assert figures["q_wg_kwh"] + figures["q_nwg_kwh"] == pytest.approx(figures["q_nutz_kwh"], rel=1e-12)
    unheated = (table["beheizt_pct"] == 0.0) | np.array([sector is None for sector in table["sektor"]])
    assert (heat[unheated] == 0.0).all()


@pytest.mark.parametrize("seed", range(4))
def test_partition_of_the_buildings_changes_no_bit(seed: int) -> None:
    prepared = execute(prepare_buildings, random_town(seed)).outputs.tables["result"]
    whole = execute(heat_demand, {"buildings": prepared})
    parts = np.array_split(np.arange(len(prepared)), 3)
    done = [execute(heat_demand, {"buildings": prepared.take(part)}) for part in parts]
    joined = np.concatenate([part.outputs.tables["result"]["q_nutz_kwh"] for part in done])
    assert np.array_equal(joined, whole.outputs.tables["result"]["q_nutz_kwh"])
    watt_hours = sum(round(part.record.figures["q_nutz_kwh"] * 1000.0) for part in done)
    assert watt_hours == round(whole.record.figures["q_nutz_kwh"] * 1000.0)


@pytest.mark.parametrize("seed", range(4))
def test_higher_values_never_lower_heat(seed: int, tmp_path: Path) -> None:
    layers = random_town(seed)
    header = "sektor;typ;bak;q_kwh_m2;basis\n"
    low, high = tmp_path / "niedrig.csv", tmp_path / "hoch.csv"
    low.write_text(f"{header}WG;;;80;EBF\nWG;EFH;;90;EBF\nNWG;;;100;EBF\n", "utf-8")
    high.write_text(f"{header}WG;;;80;EBF\nWG;EFH;;90,001;EBF\nNWG;;;150;EBF\n", "utf-8")
    less, _ = demand(layers, method="own", own_values=str(low))
    more, _ = demand(layers, method="own", own_values=str(high))
    assert (more["q_nutz_kwh"] >= less["q_nutz_kwh"]).all()
    assert (more["q_nutz_kwh"] > less["q_nutz_kwh"]).any()


@pytest.mark.parametrize("seed", range(4))
def test_refurbishment_never_raises_heat(seed: int) -> None:
    layers = random_town(seed)
    heat = [
        demand(layers, method="tabula", refurbishment=state)[0]["q_nutz_kwh"]
        for state in ("existing", "usual", "advanced")
    ]
    assert (heat[0] >= heat[1]).all()
    assert (heat[1] >= heat[2]).all()


@pytest.mark.parametrize("seed", range(3))
def test_a_building_without_demand_changes_no_other(seed: int) -> None:
    layers = random_town(seed)
    table, _ = demand(layers)
    garages = np.array([code == "31001_2463" for code in table["fkt"]])
    without = {**layers, "buildings": layers["buildings"].take(~garages)}
    assert np.array_equal(demand(without)[0]["q_nutz_kwh"], table["q_nutz_kwh"][~garages])


def test_moving_the_town_by_whole_cells_changes_nothing() -> None:
    layers = random_town(7)
    shift = np.array([100.0 * 4096, -100.0 * 2048])

    def moved(table: Table) -> Table:
        if table.geometry is None:
            return table.with_columns(x_mp_100m=table["x_mp_100m"] + shift[0], y_mp_100m=table["y_mp_100m"] + shift[1])
        return replace(table, geometry=shapely.transform(table.shapes, lambda xy: xy + shift))

    here, _ = demand(layers)
    there, _ = demand({name: moved(table) for name, table in layers.items()})
    assert np.allclose(here["q_nutz_kwh"], there["q_nutz_kwh"], rtol=1e-6, atol=0.01)
