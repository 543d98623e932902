"""A town of 24 houses, four streets and a mill, small enough to count by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely

from halplan_core.operation import find_operation
from halplan_core.run import Result, execute
from halplan_core.table import Array, Crs, Table

UTM32 = Crs("EPSG:25832")
ORIGIN = np.array([700_000.0, 5_700_000.0])


def column(values: list[Any]) -> Array:
    made = np.empty(len(values), dtype=object)
    made[:] = values
    return made


def boxes(corners: list[tuple[float, float]], width: float, depth: float) -> Array:
    lower = np.array(corners) + ORIGIN
    return shapely.box(lower[:, 0], lower[:, 1], lower[:, 0] + width, lower[:, 1] + depth)


def lines(paths: list[list[tuple[float, float]]]) -> Array:
    return np.array([shapely.LineString(np.array(path) + ORIGIN) for path in paths], dtype=object)


def town(*, mill: bool = True) -> dict[str, Table]:
    """Return the layers: six houses on each side of two streets; the mill stands alone at the end of a lane."""
    corners = [(20.0 + 30 * n, y) for y in (8.0, -20.0, 108.0, 80.0) for n in range(6)]
    shapes = boxes(corners, 10.0, 12.0)
    codes = ["31001_1010"] * 20 + ["31001_1100"] * 4
    names = ["Hauptstraße"] * 12 + ["Gasse <b>&amp;</b>"] * 12
    if mill:
        shapes = np.concatenate([shapes, boxes([(190.0, 195.0)], 40.0, 30.0)])
        codes, names = [*codes, "31001_2120"], [*names, "Mühlweg"]
    buildings = Table(
        {
            "oi": column([f"B{n:03d}" for n in range(len(shapes))]),
            "gfk": column(codes),
            "strasse": column(names),
            "hausnr": column([str(n + 1) for n in range(len(shapes))]),
            "hoehe": np.where(np.arange(len(shapes)) % 5 == 0, np.nan, 6.5),
            "baujahr": 1900.0 + 5 * np.arange(len(shapes)),
        },
        shapes, UTM32, "gebaeude",
    )  # fmt: skip
    streets = Table(
        {"name": column(["Hauptstraße", "Gasse <b>&amp;</b>", "Querweg", "Mühlweg"]), "fid": np.arange(4)},
        lines([[(0, 0), (200, 0)], [(0, 100), (200, 100)], [(200, 0), (200, 100)], [(200, 100), (200, 190)]]),
        UTM32, "strassen",
    )  # fmt: skip
    water = Table(
        {"Name": column(["Bach"]), "name": column(["Bach"])}, boxes([(-20.0, -60.0)], 260.0, 8.0), UTM32, "bach"
    )
    return {"buildings": buildings, "streets": streets, "water": water}


def plan(layers: dict[str, Table], **parameters: Any) -> Result:
    return execute(find_operation("heat_plan"), layers, parameters)
