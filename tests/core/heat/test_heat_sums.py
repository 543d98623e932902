"""Heat in whole watt hours: what counts, what is refused, and sums of any size."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely

from halplan_core.errors import InputError
from halplan_core.heat.grid_density import grid_density
from halplan_core.heat.heat_sums import whole_sum
from halplan_core.heat.totals import total
from halplan_core.run import Result, execute
from halplan_core.table import Crs, Table


def run(*heat: float) -> Result:
    x = 4_400_010.0 + 100.0 * np.arange(len(heat))
    shapes = shapely.box(x, 3_200_010.0, x + 10.0, 3_200_020.0)
    ids = np.array([f"g{i}" for i in range(len(heat))], dtype=object)
    table = Table({"geb_id": ids, "q_nutz_kwh": np.array(heat)}, shapes, Crs("EPSG:3035"), "Gebäude")
    return execute(grid_density, {"buildings": table})


def test_the_balance_closes_above_nine_terawatt_hours() -> None:
    result = run(9.3e9, 0.001, 2.0e12)
    assert result.record.figures["waerme_kwh"] == 2_009_300_000_000.001
    heat = result.record.invariants[0]
    assert heat.left == heat.right == 2_009_300_000_000.001


def test_missing_heat_is_nothing_on_both_sides_of_the_balance() -> None:
    result = run(math.nan, 12.5)
    assert (result.record.invariants[0].left, result.record.invariants[0].right) == (12.5, 12.5)
    assert [str(warned) for warned in result.record.warnings] == [
        "1 building(s) of layer 'Gebäude' have no useful heat; they count as 0."
    ]


def test_infinite_heat_is_refused_with_its_row() -> None:
    with pytest.raises(InputError, match=r"'q_nutz_kwh' of layer 'Gebäude' is infinite in 1 feature\(s\): 2"):
        run(1.0, math.inf)
    with pytest.raises(InputError, match=r"is negative in 1 feature\(s\): 1"):
        run(-math.inf, 1.0)


def test_heat_beyond_exact_sums_is_refused_with_the_greatest_row() -> None:
    with pytest.raises(InputError, match=r"adds up to 1e\+16 kWh/a.* feature 2\."):
        run(1.0, 1e16)


def test_whole_sums_leave_out_what_is_no_number() -> None:
    assert whole_sum(np.array([1.0004, math.nan]), np.array([math.inf, 2.0])) == 3.0


@pytest.mark.parametrize("order", [slice(None), slice(None, None, -1)])
def test_totals_beyond_64_bits_are_still_sums(order: slice) -> None:
    values = np.array([9.0e12, 9.0e12, 0.25, math.nan, -math.inf])[order]
    assert total(values) == 18_000_000_000_000.25
    assert total(np.array([1e300, 1.0, -1e300])[order]) == 1.0
    assert total(np.zeros(0)) == 0.0
    assert total(np.array([3, 4])) == 7.0
