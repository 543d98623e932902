"""The whole chain in one operation: from outlines of buildings and streets to heat densities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from ..operation import ALWAYS, Column, Figure, Invariant, Layer, Operation, Output, Outputs, Parameter, operation
from ..run import Run
from ..table import Table
from . import fields as f
from .block_density import block_density
from .building_blocks import building_blocks
from .grid_density import grid_density
from .heat_demand import heat_demand
from .heat_sums import whole_sum
from .line_density import line_density
from .prepare_buildings import prepare_buildings
from .street_sections import street_sections
from .thresholds import THRESHOLDS_FILE

_MAIN_COLUMNS = ("function_column", "heights_storeys_column", "lod2_height_column", "use_column", "plan_year_column")
_STREET_COLUMNS = {
    "street_name_column": "name_field",
    "street_class_column": "class_field",
    "street_bridge_column": "bridge_field",
    "street_tunnel_column": "tunnel_field",
    "street_level_column": "level_field",
}
"""Parameters here and their names in ``street_sections``."""


def _of_buildings() -> list[Parameter]:
    """Return the parameters of ``prepare_buildings``, of its columns only the main ones in front."""
    return [
        replace(p, advanced=p.advanced or (isinstance(p, Column) and p.name not in _MAIN_COLUMNS))
        for p in prepare_buildings.parameters
    ]


def _of_streets() -> list[Parameter]:
    return [
        *(replace(street_sections.parameter(theirs), name=ours, advanced=True)
          for ours, theirs in _STREET_COLUMNS.items()),
        *(replace(street_sections.parameter(name), advanced=True) for name in ("classes", "class_table")),
        Column(
            "block_column", "Field with the official block number", "Feld mit der amtlichen Blocknummer",
            layer="blocks", known_names=("block_id", "baublock", "blocknr", "block_nr", "bbnr"), advanced=True,
        ),
    ]  # fmt: skip


@operation(
    "heat_plan",
    group="heat",
    title="Heat plan: the whole chain",
    title_de="Wärmeplan: alle Schritte",
    inputs=[
        *prepare_buildings.inputs[:1],
        Layer("streets", "line", "Street lines", "Straßenlinien"),
        *prepare_buildings.inputs[1:],
        Layer("rail", "line", "Railway lines", "Bahnlinien", optional=True),
        Layer("water", "any", "Water (areas or lines)", "Gewässer (Flächen oder Linien)", optional=True),
        Layer("boundary", "polygon", "Boundary of the planning area", "Grenze des Planungsgebiets", optional=True,
              repair="repair_geometries"),
        Layer("parcels", "polygon", "Parcels", "Flurstücke", optional=True, repair=ALWAYS),
        Layer("blocks", "polygon", "Official building blocks", "Amtliche Baublöcke", optional=True,
              repair="repair_geometries"),
    ],
    parameters=[
        *heat_demand.parameters[:2],
        line_density.parameter("assignment"),
        line_density.parameter("max_distance"),
        replace(THRESHOLDS_FILE, name="line_thresholds", title="Own classes of heat line density",
                title_de="Eigene Klassen der Wärmeliniendichte"),
        replace(THRESHOLDS_FILE, name="area_thresholds", title="Own classes of heat density",
                title_de="Eigene Klassen der Wärmedichte"),
        *_of_buildings(),
        *(replace(p, advanced=True) for p in heat_demand.parameters[2:]),
        *_of_streets(),
    ],
    outputs=[
        Output("heat_buildings", "polygon", "Buildings with useful heat", "Gebäude mit Nutzwärme", f.DEMAND_FIELDS),
        Output("heat_lines", "line", "Heat line density", "Wärmeliniendichte", f.LINE_DENSITY_FIELDS),
        Output("connectors", "line", "Assignment of buildings to streets", "Zuordnung der Gebäude zu Straßen",
               f.CONNECTOR_FIELDS),
        Output("outside_sections", "polygon", "Buildings without street section", "Gebäude ohne Straßenabschnitt",
               f.UNASSIGNED_FIELDS),
        Output("heat_blocks", "polygon", "Heat density of blocks", "Wärmedichte der Baublöcke", f.BLOCK_DENSITY_FIELDS),
        Output("outside_blocks", "polygon", "Buildings outside all blocks", "Gebäude außerhalb der Baublöcke",
               f.UNASSIGNED_FIELDS),
        Output("heat_grid", "polygon", "Heat density on the 100 m grid", "Wärmedichte im 100-m-Raster",
               f.GRID_DENSITY_FIELDS),
        Output("codes", "none", "Function codes", "Gebäudefunktionen", f.CODE_FIELDS),
    ],
    figures=[
        Figure("n_geb", "integer", "Buildings", "Gebäude"),
        Figure("n_mit_waerme", "integer", "Buildings with heat demand", "Gebäude mit Wärmebedarf"),
        Figure("waerme_kwh", "real", "Useful heat", "Nutzwärmebedarf", "kWh/a"),
        Figure("p_kw", "real", "Sum of the peak loads", "Summe der Spitzenlasten", "kW"),
        Figure("n_abschnitte", "integer", "Street sections", "Straßenabschnitte"),
        Figure("laenge_m", "real", "Length of the sections", "Länge der Abschnitte", "m"),
        Figure("wld_mittel_kwh_m", "real", "Mean heat line density", "Mittlere Wärmeliniendichte", "kWh/(m·a)"),
        Figure("n_bloecke", "integer", "Blocks", "Baublöcke"),
        Figure("wvd_mittel_mwh_ha", "real", "Mean heat density of blocks", "Mittlere Wärmedichte der Baublöcke",
               "MWh/(ha·a)"),
        Figure("n_zellen", "integer", "Grid cells with buildings", "Rasterzellen mit Gebäuden"),
        Figure("waerme_ohne_abschnitt_kwh", "real", "Useful heat without section", "Nutzwärme ohne Abschnitt", "kWh/a"),
        Figure("waerme_ohne_block_kwh", "real", "Useful heat outside all blocks", "Nutzwärme außerhalb der Baublöcke",
               "kWh/a"),
        Figure("n_fkt_ersatz", "integer", "Function codes that fell back", "Ersetzte Gebäudefunktionen"),
        Figure("n_fkt_unbekannt", "integer", "Unknown function codes", "Unbekannte Gebäudefunktionen"),
        Figure("n_hoehe_ergaenzt", "integer", "Imputed heights", "Ergänzte Höhen"),
    ],
    invariants=[
        Invariant("streets", "Heat of sections and of buildings without section = heat of all buildings",
                  "Wärme der Abschnitte und der Gebäude ohne Abschnitt = Wärme aller Gebäude",
                  lambda inputs, outputs: _balance(outputs, "heat_lines", "outside_sections")),
        Invariant("blocks", "Heat of blocks and of buildings outside = heat of all buildings",
                  "Wärme der Blöcke und der Gebäude außerhalb = Wärme aller Gebäude",
                  lambda inputs, outputs: _balance(outputs, "heat_blocks", "outside_blocks")),
        Invariant("grid", "Heat of all cells = heat of all buildings", "Wärme aller Zellen = Wärme aller Gebäude",
                  lambda inputs, outputs: _balance(outputs, "heat_grid")),
        Invariant("buildings", "Buildings of the result = buildings of the input",
                  "Gebäude im Ergebnis = Gebäude der Eingabe",
                  lambda inputs, outputs: (float(len(outputs.tables["heat_buildings"])),
                                           float(len(inputs["buildings"] or ())))),
    ],
)  # fmt: skip
def heat_plan(
    buildings: Table, streets: Table, rail: Table | None, water: Table | None, boundary: Table | None,
    parcels: Table | None, blocks: Table | None, *, run: Run, **given: Any,
) -> Outputs:  # fmt: skip
    """Compute a town's first heat plan in one go: useful heat of buildings, heat line density, heat densities.

    Runs, in this order, the operations ``prepare_buildings``, ``heat_demand``, ``street_sections``,
    ``heat_line_density``, ``building_blocks``, ``heat_density_blocks`` and ``heat_density_grid``; the method, the
    sources and the treatment of missing values are described with each. Only the outlines of buildings with their
    function code and the street lines are needed; every other layer makes the result better. Rail and water bound
    blocks and, with ``scored``, part buildings from streets; parcels tell blocks from street space.

    Every building is in the result. On every run, the heat of all buildings equals that of the street sections and the
    buildings without one, that of the blocks and the buildings outside, and that of the grid cells.
    """
    prepared = run.child(
        prepare_buildings,
        {layer.name: given.get(layer.name, buildings) for layer in prepare_buildings.inputs},
        _values(prepare_buildings, given),
        span=(0.0, 0.35),
    )
    demand = run.child(
        heat_demand, {"buildings": prepared.tables["result"]}, _values(heat_demand, given), span=(0.35, 0.45)
    )
    heated = replace(demand.tables["result"], name=buildings.name)
    sections = run.child(
        street_sections,
        {"streets": streets},
        {**_values(street_sections, given), **{theirs: given[ours] for ours, theirs in _STREET_COLUMNS.items()}},
        span=(0.45, 0.55),
        wanted=frozenset({"result"}),
    )
    lines = run.child(
        line_density,
        {"buildings": heated, "sections": sections.tables["result"], "barriers": _barriers(rail, water)},
        {**_values(line_density, given), "thresholds": given["line_thresholds"]},
        span=(0.55, 0.7),
    )
    outlines = run.child(
        building_blocks,
        {"streets": streets, "rail": rail, "water": water, "boundary": boundary, "parcels": parcels,
         "official": blocks, "buildings": heated},
        {**_values(building_blocks, given), "class_field": given["street_class_column"],
         "block_field": given["block_column"]},
        span=(0.7, 0.85),
        wanted=frozenset({"result"}),
    )  # fmt: skip
    of_blocks = run.child(
        block_density,
        {"buildings": heated, "blocks": outlines.tables["result"]},
        {"thresholds": given["area_thresholds"]},
        span=(0.85, 0.92),
    )
    of_grid = run.child(grid_density, {"buildings": heated}, {"thresholds": given["area_thresholds"]}, span=(0.92, 1.0))
    tables = {
        "heat_buildings": heated,
        "heat_lines": lines.tables["result"],
        "connectors": lines.tables["connectors"],
        "outside_sections": lines.tables["unassigned"],
        "heat_blocks": of_blocks.tables["result"],
        "outside_blocks": of_blocks.tables["unassigned"],
        "heat_grid": of_grid.tables["result"],
        "codes": prepared.tables["codes"],
    }
    return Outputs(tables, _figures(prepared, demand, lines, of_blocks, of_grid))


def _values(child: Operation, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was given for those parameters of a child that this operation has under the same name."""
    own = {parameter.name for parameter in child.parameters}
    return {name: value for name, value in given.items() if name in own}


def _barriers(rail: Table | None, water: Table | None) -> Table | None:
    present = [table for table in (rail, water) if table is not None]
    if not present:
        return None
    return Table({}, np.concatenate([table.shapes for table in present]), present[0].crs, "barriers")


def _figures(
    prepared: Outputs, demand: Outputs, lines: Outputs, of_blocks: Outputs, of_grid: Outputs
) -> dict[str, float | int | str]:
    imputed = [name for name in prepared.figures if name.startswith("n_hoehe_median")]
    return {
        "n_geb": demand.figures["n_geb"],
        "n_mit_waerme": demand.figures["n_mit_waerme"],
        "waerme_kwh": demand.figures["q_nutz_kwh"],
        "p_kw": demand.figures["p_kw"],
        "n_abschnitte": len(lines.tables["result"]),
        "laenge_m": lines.figures["laenge_m"],
        "wld_mittel_kwh_m": lines.figures["wld_mittel_kwh_m"],
        "n_bloecke": len(of_blocks.tables["result"]),
        "wvd_mittel_mwh_ha": of_blocks.figures["wvd_mittel_mwh_ha"],
        "n_zellen": of_grid.figures["zellen"],
        "waerme_ohne_abschnitt_kwh": lines.figures["waerme_ohne_abschnitt_kwh"],
        "waerme_ohne_block_kwh": of_blocks.figures["waerme_ohne_block_kwh"],
        "n_fkt_ersatz": _count(prepared, "n_fkt_zuordnung", "n_fkt_gruppe"),
        "n_fkt_unbekannt": prepared.figures["n_fkt_unbekannt"],
        "n_hoehe_ergaenzt": _count(prepared, *imputed, "n_hoehe_vorgabe"),
    }


def _count(outputs: Outputs, *names: str) -> int:
    return sum(int(outputs.figures[name]) for name in names)


def _balance(outputs: Outputs, *parts: str) -> tuple[float, float]:
    """Return both sides of: heat of the parts = heat of all buildings, in kWh/a."""
    found = [
        outputs.tables[name][f.Q_KWH.name if f.Q_KWH.name in outputs.tables[name] else f.Q_NUTZ_KWH.name]
        for name in parts
    ]
    return whole_sum(*found), whole_sum(outputs.tables["heat_buildings"][f.Q_NUTZ_KWH.name])
