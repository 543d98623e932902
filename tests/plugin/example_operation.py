"""An operation for tests that has a bit of everything that can be declared."""

from __future__ import annotations

import time
from types import ModuleType
from typing import Any

import numpy as np


def declare_example(op: ModuleType) -> Any:
    """Declare operation ``example`` with the staged core's module ``operation``."""
    heat = op.Field("q_kwh", "real", "Useful heat", "Nutzwärme", "kWh/a")
    height = op.Field("hoehe_m", "real", "Height", "Höhe", "m")
    count = op.Field("anzahl", "integer", "Count", "Anzahl")
    name = op.Field("name", "text", "Name", "Name")
    heated = op.Field("beheizt", "boolean", "Heated", "Beheizt")
    day = op.Field("stand", "date", "Date", "Stand")

    @op.operation(
        "example", group="heat", title="Example", title_de="Beispiel",
        inputs=[
            op.Layer("buildings", "polygon", "Buildings", "Gebäude", needs=(heat,), accepts=(height,), repair="repair"),
            op.Layer("streets", "line", "Streets", "Straßen", optional=True),
        ],
        parameters=[
            op.Column("name_field", "Name", "Name", layer="buildings", kind="text",
                      known_names=("name", "bezeichnung")),
            op.Number("factor", "Factor", "Faktor", default=1.0, minimum=0.0, maximum=10.0, source="example"),
            op.Number("limit", "Limit", "Grenze", default=None, whole=True, minimum=0, advanced=True),
            op.Choice("method", "Method", "Verfahren", default="plain",
                      options=(("plain", "Plain", "Einfach"), ("slow", "Slow", "Langsam"),
                               ("broken", "Broken", "Defekt"), ("crash", "Crash", "Absturz"))),
            op.Flag("repair", "Repair", "Reparieren", default=False),
            op.Text("note", "Note", "Vermerk"),
            op.File("table", "Table", "Tabelle"),
        ],
        outputs=[
            op.Output("result", "polygon", "Result", "Ergebnis", (name, count, heat, height, heated, day)),
            op.Output("points", "point", "Points", "Punkte", (count,), optional=True),
        ],
        figures=[
            op.Figure("total", "real", "Total heat", "Summe", "kWh/a"),
            op.Figure("remark", "text", "Remark", "Bemerkung"),
        ],
        invariants=[
            op.Invariant("sum", "Heat of the buildings", "Wärme der Gebäude",
                         lambda inputs, outputs: (float(inputs["buildings"]["q_kwh"].sum()),
                                                  outputs.figures["total"] + outputs.figures.get("lost", 0.0))),
        ],
    )  # fmt: skip
    def example(
        buildings: Any, streets: Any, *, name_field: str, factor: float, limit: int | None, method: str, repair: bool,
        note: str, table: str, run: Any,
    ) -> Any:  # fmt: skip
        """Multiply heat.

        Nothing that anyone would need.
        """
        import shapely

        if method == "crash":
            raise ZeroDivisionError("a fault of the program")
        if method == "slow":
            for turn in range(10_000):
                run.step(turn / 10_000, "Waiting")
                time.sleep(0.01)
        total = float(buildings["q_kwh"].sum())
        run.warn("{count} building(s) of layer '{layer}' are low.", int((buildings["q_kwh"] < 5).sum()),
                 layer=buildings.name)  # fmt: skip
        rows = len(buildings)
        names = buildings[name_field] if name_field else np.full(rows, None, dtype=object)
        columns = {
            "name": names,
            "anzahl": np.arange(rows, dtype=np.int64),
            "q_kwh": buildings["q_kwh"] * factor,
            "hoehe_m": buildings["hoehe_m"] if "hoehe_m" in buildings else np.full(rows, np.nan),
            "beheizt": np.arange(rows) % 2 == 0,
            "stand": np.array(["2026-01-31"] * (rows - 1) + [None], dtype=object),
        }
        table_type = type(buildings)
        tables = {"result": table_type(columns, buildings.geometry, buildings.crs)}
        if run.wants("points"):
            points = shapely.centroid(buildings.geometry)
            tables["points"] = table_type({"anzahl": columns["anzahl"]}, points, buildings.crs)
        figures = {"total": total + (1.0 if method == "broken" else 0.0), "remark": note or "none"}
        return op.Outputs(tables, figures)

    return example
