"""Heat of buildings per cell of the European grid."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from halplan_core.errors import InputError
from halplan_core.formats.vector import read_table
from halplan_core.geometry.crs import ETRS89_LAEA, transform
from halplan_core.heat.grid_density import grid_density
from halplan_core.run import Result, execute
from halplan_core.table import Crs, Table

UTM = Crs("EPSG:25833")


def houses(shapes: np.ndarray, heat: list[float], crs: Crs = ETRS89_LAEA) -> Table:
    ids = np.array([f"g{i}" for i in range(len(shapes))], dtype=object)
    return Table({"geb_id": ids, "q_nutz_kwh": np.array(heat, dtype=float)}, shapes, crs, "Gebäude")


def run(buildings: Table, **parameters: Any) -> Result:
    return execute(grid_density, {"buildings": buildings}, parameters)


def test_heat_is_split_by_area_and_buildings_count_by_centroid() -> None:
    # 20 m in the western cell, 40 m in the eastern one
    across = shapely.box(4_400_080, 3_200_010, 4_400_140, 3_200_020)
    inside = shapely.box(4_400_010, 3_200_010, 4_400_020, 3_200_020)
    table = run(houses(np.array([across, inside]), [90_000.0, 70_000.0])).outputs.tables["result"]
    assert table["gitter_id"].tolist() == ["CRS3035RES100mN3200000E4400000", "CRS3035RES100mN3200000E4400100"]
    assert table["q_kwh"].tolist() == [100_000.0, 60_000.0]
    assert table["wvd_mwh_ha"].tolist() == [100.0, 60.0]
    assert table["wvd_klasse"].tolist() == [2, 1]
    assert table["n_geb"].tolist() == [1, 1]
    assert table["x_mp_100m"].tolist() == [4_400_050, 4_400_150]
    assert table["y_mp_100m"].tolist() == [3_200_050, 3_200_050]
    assert shapely.bounds(table.shapes[0]).tolist() == [4_400_000, 3_200_000, 4_400_100, 3_200_100]


def test_whole_watt_hours_are_split_without_rest() -> None:
    across = shapely.box(np.array([4_400_090.0]), 3_200_090.0, 4_400_110.0, 3_200_110.0)
    table = run(houses(across, [0.007])).outputs.tables["result"]
    assert sorted((table["q_kwh"] * 1000).round(9).tolist()) == [1.0, 2.0, 2.0, 2.0]


def test_a_cell_of_one_kilometre_has_a_hundred_hectares() -> None:
    inside = shapely.box(np.array([4_400_010.0]), 3_200_010.0, 4_400_020.0, 3_200_020.0)
    table = run(houses(inside, [200_000.0]), cell_size="1000").outputs.tables["result"]
    assert table["gitter_id"].tolist() == ["CRS3035RES1000mN3200000E4400000"]
    assert table["wvd_mwh_ha"].tolist() == [2.0]


def test_cells_come_back_in_the_system_of_the_buildings() -> None:
    inside = transform(shapely.box(np.array([4_550_010.0]), 3_200_010.0, 4_550_020.0, 3_200_020.0), ETRS89_LAEA, UTM)
    table = run(houses(inside, [1.0], UTM)).outputs.tables["result"]
    assert table.crs == UTM
    assert table["gitter_id"].tolist() == ["CRS3035RES100mN3200000E4550000"]
    assert shapely.area(table.shapes)[0] == pytest.approx(10_000.0, rel=2e-3)
    assert shapely.contains(table.shapes, inside).tolist() == [True]


def test_a_real_district_loses_no_watt_hour(shared: Path) -> None:
    buildings = read_table(f"{shared / 'data' / 'heat' / 'branitz.gpkg'}|layername=buildings_alkis")
    watt_hours = np.random.default_rng(1).integers(0, 10**9, len(buildings))
    table = houses(buildings.shapes, (watt_hours / 1000).tolist(), buildings.crs)
    for size in ("100", "250", "500", "1000"):
        result = run(table, cell_size=size)
        cells = result.outputs.tables["result"]
        assert np.rint(cells["q_kwh"] * 1000).astype(np.int64).sum() == watt_hours.sum()
        assert cells["n_geb"].sum() == len(buildings)
        shuffled = run(table.take(np.random.default_rng(2).permutation(len(table))), cell_size=size)
        assert shuffled.outputs.tables["result"].fingerprint() == cells.fingerprint()


@pytest.mark.parametrize("crs", ["EPSG:25833", "EPSG:3035"])
def test_coordinates_outside_the_range_of_the_system_are_refused_with_their_rows(crs: str) -> None:
    shapes = shapely.box([433_700.0, 33_433_700.0], [5_712_200.0] * 2, [433_710.0, 33_433_710.0], [5_712_210.0] * 2)
    with pytest.raises(InputError, match=rf"1 feature\(s\) with coordinates outside the range of {crs}: 2"):
        run(houses(shapes, [1.0, 1.0], Crs(crs)))
