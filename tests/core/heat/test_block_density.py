"""Heat of buildings per hectare of block."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import shapely

from halplan_core.errors import InputError
from halplan_core.heat.block_density import OUTSIDE, block_density
from halplan_core.run import Result, execute
from halplan_core.table import Crs, Table

UTM = Crs("EPSG:25833")


def boxes(*corners: tuple[float, float, float, float]) -> np.ndarray:
    return np.array([shapely.box(*corner) for corner in corners], dtype=object)


def houses(*corners: tuple[float, float, float, float], heat: list[float]) -> Table:
    ids = np.array([f"g{i}" for i in range(len(corners))], dtype=object)
    return Table({"geb_id": ids, "q_nutz_kwh": np.array(heat, dtype=float)}, boxes(*corners), UTM, "Gebäude")


def blocks(*corners: tuple[float, float, float, float], ids: list[int] | None = None) -> Table:
    number = np.array(range(1, len(corners) + 1) if ids is None else ids)
    return Table({"block_id": number}, boxes(*corners), UTM, "Blöcke")


def run(buildings: Table, outlines: Table, **parameters: Any) -> Result:
    return execute(block_density, {"buildings": buildings, "blocks": outlines}, parameters)


TWO = ((0.0, 0.0, 100.0, 100.0), (100.0, 0.0, 300.0, 100.0))


def test_density_is_heat_by_area() -> None:
    result = run(houses((10, 10, 20, 20), (150, 10, 160, 20), heat=[200_000, 100_000]), blocks(*TWO))
    table = result.outputs.tables["result"]
    assert table["flaeche_ha"].tolist() == [1.0, 2.0]
    assert table["wvd_mwh_ha"].tolist() == [200.0, 50.0]
    assert table["wvd_klasse"].tolist() == [3, 1]
    assert table["n_geb"].tolist() == [1, 1]
    assert result.record.figures["wvd_mittel_mwh_ha"] == 100.0


def test_the_centroid_decides_or_the_largest_part() -> None:
    # 407 m² in the first block, 345 m² in the second, but the long arm pulls the centroid over the border
    angle = shapely.union_all(boxes((89, 0, 100, 37), (100, 0, 215, 3)))
    assert shapely.centroid(angle).x > 100
    buildings = Table({"geb_id": np.array(["g"], dtype=object), "q_nutz_kwh": np.array([1.0])},
                      np.array([angle], dtype=object), UTM, "Gebäude")  # fmt: skip
    assert run(buildings, blocks(*TWO)).outputs.tables["result"]["n_geb"].tolist() == [0, 1]
    by_area = run(buildings, blocks(*TWO), assignment="largest_overlap").outputs.tables["result"]["n_geb"].tolist()
    assert by_area == [1, 0]


def test_a_centroid_on_the_border_belongs_to_the_lowest_id() -> None:
    result = run(houses((95, 10, 105, 20), heat=[1.0]), blocks(*TWO, ids=[9, 4])).outputs.tables["result"]
    assert (result["block_id"].tolist(), result["n_geb"].tolist()) == ([4, 9], [1, 0])


def test_equal_parts_go_to_the_smaller_block() -> None:
    result = run(houses((95, 10, 105, 20), heat=[1.0]), blocks(*TWO, ids=[9, 4]), assignment="largest_overlap")
    assert result.outputs.tables["result"]["n_geb"].tolist() == [0, 1]


def test_a_centroid_outside_goes_by_overlap_and_a_building_without_block_is_listed() -> None:
    result = run(houses((-30, 10, 10, 20), (500, 0, 510, 10), heat=[5.0, 7.0]), blocks(*TWO))
    assert result.outputs.tables["result"]["q_kwh"].tolist() == [5.0, 0.0]
    rest = result.outputs.tables["unassigned"]
    assert (rest["geb_id"].tolist(), rest["q_nutz_kwh"].tolist(), rest["grund"].tolist()) == (["g1"], [7.0], [OUTSIDE])
    assert "1 building(s) lie outside all blocks" in str(result.record.warnings[0])


def test_bad_block_ids_are_named() -> None:
    with pytest.raises(InputError, match="'block_id' of layer 'Blöcke' repeats 1 id"):
        run(houses((1, 1, 2, 2), heat=[1.0]), blocks(*TWO, ids=[3, 3]))
    with pytest.raises(InputError, match="must hold whole numbers"):
        run(houses((1, 1, 2, 2), heat=[1.0]), blocks(*TWO, ids=[1, 2.5]))  # type: ignore[list-item]


@pytest.mark.parametrize("assignment", ["centroid", "largest_overlap"])
def test_sums_close_and_the_order_of_rows_changes_no_bit(assignment: str) -> None:
    random = np.random.default_rng(3)
    corner = random.uniform(-20.0, 300.0, (500, 2))
    size = random.uniform(1.0, 25.0, (500, 2))
    heat = 10.0 ** random.uniform(0, 6, 500)
    buildings = Table(
        {"geb_id": np.array([f"{i}" for i in range(500)], dtype=object), "q_nutz_kwh": heat},
        shapely.box(*corner.T, *(corner + size).T), UTM, "Gebäude",
    )  # fmt: skip
    x, y = (axis.ravel() * 60.0 for axis in np.meshgrid(np.arange(5), np.arange(5)))
    outlines = Table({"block_id": random.permutation(25)}, shapely.box(x, y, x + 60, y + 55), UTM, "Blöcke")
    first = run(buildings, outlines, assignment=assignment).outputs.tables
    assert first["result"]["q_kwh"].sum() + first["unassigned"]["q_nutz_kwh"].sum() == pytest.approx(
        heat.sum(), rel=1e-9
    )
    assert first["result"]["wvd_mwh_ha"] * first["result"]["flaeche_ha"] * 1000 == pytest.approx(
        first["result"]["q_kwh"]
    )
    again = run(
        buildings.take(random.permutation(500)), outlines.take(random.permutation(25)), assignment=assignment
    ).outputs.tables
    assert again["result"].fingerprint() == first["result"].fingerprint()
    assert again["unassigned"].fingerprint() == first["unassigned"].fingerprint()


def test_block_ids_that_differ_as_text_only_are_refused() -> None:
    outlines = blocks(*TWO).with_columns(block_id=np.array(["012", "12"], dtype=object))
    with pytest.raises(InputError, match=r"'block_id' of layer 'Blöcke' repeats 1 id\(s\), such as '12'"):
        run(houses((1, 1, 2, 2), heat=[1.0]), outlines)
