"""Houses on a sheet of squared paper, for tests whose numbers are worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import shapely

from halplan_core.heat.heat_demand import heat_demand
from halplan_core.heat.prepare_buildings import prepare_buildings
from halplan_core.run import Result, execute
from halplan_core.table import Crs, Table

GRID = Crs("EPSG:3035")
STRICT = {"code_fallback": False, "known_year": False, "known_storeys": False}
_EAST, _NORTH, _CELL = 4_400_000.0, 3_200_000.0, 100.0


@dataclass(frozen=True)
class House:
    """A rectangle and what the layers say about it; ``kind`` and ``period`` are columns of the census.

    Unless told otherwise it is a detached house of 1949-78 on 100 m² with two storeys under a flat roof.
    """

    code: str | None = "31001_1000"
    width: float = 10.0
    depth: float = 10.0
    height: float | None = 5.6
    roof: str | None = "1000"
    kind: str | None = "FreiEFH"
    period: str | None = "a1949bis1978"
    use: str | None = None
    district: int | None = None
    over_the_edge: bool = False
    plan: tuple[str, int] | None = None
    year: int | None = None
    storeys: float | None = None


class Town:
    """Each house stands in a census cell of its own.

    The town lies in EPSG:3035, so that cells and buildings share their coordinates and every area is a plain product.
    """

    house = House

    def layers(self, houses: Sequence[House]) -> dict[str, Table]:
        """Return the input layers of ``prepare_buildings``; houses of one ``district`` share an area of actual use."""
        west = np.array([_EAST + _CELL * i + (95.0 if house.over_the_edge else 5.0) for i, house in enumerate(houses)])
        south = np.full(len(houses), _NORTH + 5.0)
        width, depth = (np.array([getattr(house, name) for house in houses]) for name in ("width", "depth"))
        shapes = shapely.box(west, south, west + width, south + depth)
        tables = {
            "buildings": Table(
                {
                    "oi": _texts([f"H{i}" for i in range(len(houses))]),
                    "gfk": _texts([house.code for house in houses]),
                    "baujahr": _numbers([house.year for house in houses]),
                    "aog": _numbers([house.storeys for house in houses]),
                },
                shapes, GRID, "Gebäude",
            ),
            "heights": Table(
                {
                    "hoehe": _numbers([house.height for house in houses]),
                    "dachform": _texts([house.roof for house in houses]),
                },
                shapes, GRID, "LoD2",
            ),
            "census": _census(houses),
        }  # fmt: skip
        lots = shapely.box(west - 5.0, south - 5.0, west + 90.0, south + 90.0)
        areas = [i for i, house in enumerate(houses) if house.use is not None]
        if areas:
            tables["actual_use"] = _districts(houses, lots, areas)
        plans = [i for i, house in enumerate(houses) if house.plan is not None]
        if plans:
            kinds = [houses[i].plan or ("", 0) for i in plans]
            tables["plans"] = Table(
                {"planart": _texts([kind for kind, _ in kinds]), "jahr": np.array([year for _, year in kinds])},
                lots[plans], GRID, "Pläne",
            )  # fmt: skip
        return tables

    def prepared(self, houses: Sequence[House], **parameters: Any) -> Result:
        """Return the prepared buildings by the letter of the method, unless parameters say otherwise."""
        return execute(prepare_buildings, self.layers(houses), {**STRICT, **parameters})

    def heat(self, houses: Sequence[House], **parameters: Any) -> list[float]:
        """Return the useful heat of the houses in kWh/a."""
        result = execute(heat_demand, {"buildings": self.prepared(houses, **parameters).outputs.tables["result"]})
        return [float(value) for value in result.outputs.tables["result"]["q_nutz_kwh"]]

    def column(self, houses: Sequence[House], name: str, **parameters: Any) -> list[Any]:
        """Return a column of the prepared buildings."""
        return list(self.prepared(houses, **parameters).outputs.tables["result"][name])


@pytest.fixture(scope="session")
def town() -> Town:
    """Return the builder of towns."""
    return Town()


def _census(houses: Sequence[House]) -> Table:
    names = sorted({name for house in houses for name in (house.kind, house.period) if name} | {"FreiEFH", "Vor1919"})
    counts = {
        name: np.array([6 if name in (house.kind, house.period) else 0 for house in houses], dtype=np.int64)
        for name in names
    }
    x = np.array([_EAST + _CELL * i + 50.0 for i in range(len(houses))])
    return Table({"x_mp_100m": x, "y_mp_100m": np.full(len(houses), _NORTH + 50.0), **counts}, name="Zensus")


def _districts(houses: Sequence[House], lots: np.ndarray, areas: list[int]) -> Table:
    groups: dict[int, list[int]] = {}
    for i in areas:
        district = houses[i].district
        groups.setdefault(-1 - i if district is None else district, []).append(i)
    return Table(
        {"nutzart": _texts([houses[members[0]].use for members in groups.values()])},
        np.array([shapely.union_all(lots[members]) for members in groups.values()], dtype=object),
        GRID, "Nutzung",
    )  # fmt: skip


def _texts(values: Sequence[str | None]) -> np.ndarray:
    return np.array(values, dtype=object)


def _numbers(values: Sequence[float | None]) -> np.ndarray:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
