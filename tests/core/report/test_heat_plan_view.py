"""What the report says adds up and tells about no single building."""

from __future__ import annotations

import numpy as np
import pytest
from small_town import plan, town

from halplan_core.heat import fields as f
from halplan_core.report.heat_plan_files import scales
from halplan_core.report.heat_plan_view import OTHER, SMALLEST_GROUP, build_view, density_view, group_sums
from halplan_core.run import Result
from halplan_core.styles.scales import make_scale
from halplan_core.table import Table


def codes(*values: str | None) -> np.ndarray:
    made = np.empty(len(values), dtype=object)
    made[:] = values
    return made


def view_of(density: list[float], size: list[float], heated: list[int], **limits: int):
    heat = np.array(density) * np.array(size) * 1000.0
    table = Table({"q_kwh": heat, "n_geb": np.array(heated), "wvd_mwh_ha": np.array(density)})
    scale = make_scale("Dichte", "MWh/(ha·a)", (0.0, 10.0, 100.0))
    labels = [f"Block {n}" for n in range(len(density))]
    return density_view(scale, table, f.WVD_MWH_HA, np.array(size), np.array(heated), labels)


def test_groups_add_up_and_the_most_heat_comes_first() -> None:
    kinds = codes(*["EFH"] * 6, *["MFH"] * 5, None, *["RH"] * 7)
    heat = np.array([1.0] * 6 + [10.0] * 5 + [0.0] + [2.0] * 7)
    groups = group_sums(kinds, np.ones(19), heat)
    assert [(group.code, group.buildings, group.heat_kwh) for group in groups] == [
        ("MFH", 5, 50.0),
        ("RH", 7, 14.0),
        ("EFH", 6, 6.0),
        ("", 1, 0.0),
    ]


def test_groups_of_few_heated_buildings_are_merged_until_there_are_enough() -> None:
    kinds = codes(*["A"] * 20, *["B"] * 6, *["C"] * 3, *["D"] * 8)
    heat = np.array([1.0] * 20 + [1.0] * 6 + [5.0, 5.0, 0.0] + [0.0] * 8)
    groups = {group.code: group for group in group_sums(kinds, np.ones(37), heat)}
    assert set(groups) == {"A", "D", OTHER}, "C has two heated buildings, B is the next smallest; D has no heat to hide"
    assert (groups[OTHER].buildings, groups[OTHER].heated, groups[OTHER].heat_kwh) == (9, 8, 16.0)


@pytest.mark.parametrize("seed", range(20))
def test_no_group_with_heat_has_fewer_buildings_than_allowed(seed: int) -> None:
    rng = np.random.default_rng(seed)
    kinds = rng.choice(np.array(list("ABCDEFGH"), dtype=object), 60, p=[0.4, 0.3, 0.1, 0.08, 0.05, 0.04, 0.02, 0.01])
    heat = rng.uniform(0, 10, 60) * (rng.uniform(size=60) > 0.3)
    groups = group_sums(kinds, np.ones(60), heat)
    assert all(group.heated >= SMALLEST_GROUP for group in groups if group.heat_kwh > 0)
    assert sum(group.heat_kwh for group in groups) == pytest.approx(heat.sum())
    assert sum(group.buildings for group in groups) == 60


def test_classes_hold_all_rows_sizes_and_heat() -> None:
    view = view_of([0.0, 5.0, 10.0, 50.0, 500.0], [1.0, 2.0, 3.0, 4.0, 5.0], [0, 9, 9, 9, 9])
    assert [(row.rows, row.size) for row in view.classes] == [(1, 1.0), (1, 2.0), (2, 7.0), (1, 5.0)]
    assert [row.heat_kwh for row in view.classes] == [0.0, 10_000.0, 230_000.0, 2_500_000.0]


def test_a_class_of_few_buildings_is_hidden_with_another_since_the_total_is_known() -> None:
    view = view_of([5.0, 50.0, 500.0], [1.0, 1.0, 1.0], [9, 7, 2])
    assert [row.shown for row in view.classes] == [True, True, False, False]
    enough = view_of([5.0, 50.0, 500.0], [1.0, 1.0, 1.0], [9, 7, 6])
    assert all(row.shown for row in enough.classes)


def test_heat_without_a_building_of_its_own_is_hidden_too() -> None:
    # a grid cell that only the corner of a building reaches
    view = view_of([5.0, 50.0], [1.0, 1.0], [0, 30])
    assert [row.shown for row in view.classes] == [True, False, False, True]


def test_top_rows_are_the_densest_with_enough_heated_buildings() -> None:
    view = view_of([900.0, 20.0, 300.0, 80.0], [1.0] * 4, [4, 50, 5, 6])
    assert [(row.label, row.density) for row in view.top] == [("Block 2", 300.0), ("Block 3", 80.0), ("Block 1", 20.0)]
    assert view.unlisted == 1


def test_the_curve_runs_from_nothing_to_everything_and_never_falls() -> None:
    view = view_of([900.0, 20.0, 300.0, 0.0], [1.0, 2.0, 3.0, 4.0], [9, 9, 9, 0])
    shares = np.array(view.curve)
    assert view.curve[0] == (0.0, 0.0)
    assert view.curve[-1] == pytest.approx((1.0, 1.0))
    assert (np.diff(shares, axis=0) >= -1e-12).all()
    assert view.size_share_for(0.5) == pytest.approx(0.1, abs=0.02)


def test_a_layer_without_heat_has_a_view() -> None:
    view = view_of([0.0, 0.0], [1.0, 1.0], [0, 0])
    assert view.heat_kwh == 0.0
    assert view.top == ()


def test_the_view_of_a_plan_adds_up(town_plan: Result) -> None:
    view = build_view(town_plan, *scales(town_plan))
    figures = town_plan.record.figures
    assert view.buildings == figures["n_geb"] == 25
    assert view.heat_kwh == pytest.approx(figures["waerme_kwh"], rel=1e-12)
    for part in (view.lines, view.blocks, view.grid):
        assert part.heat_kwh == pytest.approx(figures["waerme_kwh"], rel=1e-12)
    assert sum(group.heat_kwh for group in view.by_sector) == pytest.approx(figures["waerme_kwh"], rel=1e-12)
    assert view.lines.size == pytest.approx(590.0)


def test_the_lonely_mill_is_not_told_apart(town_plan: Result) -> None:
    view = build_view(town_plan, *scales(town_plan))
    mill = town_plan.outputs.tables["heat_buildings"][f.Q_NUTZ_KWH.name][24]
    assert mill > 0
    told = [group.heat_kwh for group in view.by_sector] + [row.heat_kwh for row in view.lines.top]
    assert min(abs(value - mill) for value in told) > 1.0
    assert {group.code for group in view.by_sector} == {"WG", OTHER}
    assert view.by_type == view.by_age == (), "their total would tell the mill's heat by difference"
    assert [row.label for row in view.lines.top] == ["Hauptstraße (Abschnitt 1)", "Gasse <b>&amp;</b> (Abschnitt 2)"]


def test_residential_tables_are_told_when_they_give_nothing_away() -> None:
    result = plan(town(mill=False))
    view = build_view(result, *scales(result))
    assert sum(group.buildings for group in view.by_age) == 24
    assert sum(group.heat_kwh for group in view.by_type) == pytest.approx(view.heat_kwh)


def test_origins_count_heated_buildings(town_plan: Result) -> None:
    view = build_view(town_plan, *scales(town_plan))
    heights = dict(view.origins)[f.HOEHE_Q]
    assert {group.code: group.buildings for group in heights} == {"gebaeude": 20, "median_4": 5}
