"""Heat density of building blocks."""

from __future__ import annotations

import numpy as np
import shapely

from ..checks import check_unique
from ..geometry.containment import polygon_of_points
from ..geometry.measure import Integers
from ..geometry.overlap import largest_overlap
from ..operation import Choice, Figure, Invariant, Layer, Output, Outputs, operation
from ..run import Run
from ..table import Table, as_text
from .fields import (
    BLOCK_DENSITY_FIELDS,
    BLOCK_ID,
    FLAECHE_HA,
    GEB_ID,
    GRUND,
    N_GEB,
    Q_KWH,
    Q_NUTZ_KWH,
    UNASSIGNED_FIELDS,
    WVD_KLASSE,
    WVD_MWH_HA,
)
from .heat_sums import count_by, heat_balance, kwh, sum_by, watt_hours
from .thresholds import HEAT_DENSITY_SET, THRESHOLDS_FILE, load_thresholds
from .totals import total
from .whole_ids import whole_ids

OUTSIDE = "außerhalb aller Baublöcke"
_M2_PER_HA = 10_000.0


@operation(
    "heat_density_blocks",
    group="heat",
    title="Heat density of blocks",
    title_de="Wärmeverbrauchsdichte der Baublöcke",
    inputs=[
        Layer("buildings", "polygon", "Buildings with useful heat", "Gebäude mit Nutzwärme",
              needs=(GEB_ID, Q_NUTZ_KWH)),
        Layer("blocks", "polygon", "Building blocks", "Baublöcke", needs=(BLOCK_ID,)),
    ],
    parameters=[
        Choice(
            "assignment", "Assignment of buildings to blocks", "Zuordnung der Gebäude zu Baublöcken",
            options=(("centroid", "Block that holds the centroid", "Block, in dem der Schwerpunkt liegt"),
                     ("largest_overlap", "Block with the largest overlap", "Block mit der größten Überlappung")),
            default="centroid", source="HalPlan", evidence="U",
        ),
        THRESHOLDS_FILE,
    ],
    outputs=[
        Output("result", "polygon", "Heat density of blocks", "Wärmeverbrauchsdichte der Baublöcke",
               BLOCK_DENSITY_FIELDS),
        Output("unassigned", "polygon", "Buildings outside all blocks", "Gebäude außerhalb der Baublöcke",
               UNASSIGNED_FIELDS, optional=True),
    ],
    figures=[
        Figure("waerme_kwh", "real", "Useful heat in blocks", "Nutzwärme in Baublöcken", "kWh/a"),
        Figure("waerme_ohne_block_kwh", "real", "Useful heat outside all blocks", "Nutzwärme außerhalb der Baublöcke",
               "kWh/a"),
        Figure("gebaeude", "integer", "Buildings in blocks", "Gebäude in Baublöcken"),
        Figure("gebaeude_ohne_block", "integer", "Buildings outside all blocks", "Gebäude außerhalb der Baublöcke"),
        Figure("flaeche_ha", "real", "Area of the blocks", "Fläche der Baublöcke", "ha"),
        Figure("wvd_mittel_mwh_ha", "real", "Mean heat density", "Mittlere Wärmeverbrauchsdichte", "MWh/(ha·a)"),
    ],
    invariants=[
        Invariant("heat", "Heat of blocks and of buildings outside = heat of all buildings",
                  "Wärme der Blöcke und der Gebäude außerhalb = Wärme aller Gebäude", heat_balance),
    ],
)  # fmt: skip
def block_density(buildings: Table, blocks: Table, *, assignment: str, thresholds: str, run: Run) -> Outputs:
    """Sum the useful heat of the buildings of each block and divide it by the block's area.

    Heat density in MWh/(ha·a) per building block is what a heat plan has to show (Wärmeplanungsgesetz, annex 2 part I
    No. 2; block: § 3 (1) No. 1). Every building counts once, with all its heat: in the block that holds the centroid
    of its footprint, or, with ``largest_overlap`` and for centroids outside all blocks, in the one that covers most of
    the footprint. A centroid on a border goes to the lowest ``block_id``, equal parts to the smaller block. Buildings
    that touch no block are listed in ``unassigned``.

    The area is that of the block's polygon on the map grid. Missing heat counts as 0; negative or infinite heat
    and repeated ids are refused.
    """
    check_unique(buildings, GEB_ID.name)
    heat = watt_hours(buildings, run)
    blocks = _sorted_blocks(blocks)
    limits = load_thresholds(HEAT_DENSITY_SET, thresholds)
    run.uses(limits.source)
    run.step(0.1, "Assigning buildings to blocks")
    block = _assign(buildings, blocks, assignment)
    run.step(0.8, "Summing heat by block")
    area = shapely.area(blocks.shapes) / _M2_PER_HA
    sums = sum_by(block, heat, len(blocks))
    density = kwh(sums) / 1000.0 / area
    result = Table(
        {
            BLOCK_ID.name: blocks[BLOCK_ID.name],
            FLAECHE_HA.name: area,
            Q_KWH.name: kwh(sums),
            N_GEB.name: count_by(block, len(blocks)),
            WVD_MWH_HA.name: density,
            WVD_KLASSE.name: limits.classify(density),
        },
        blocks.shapes,
        blocks.crs,
        "heat_density_blocks",
    )
    outside = _outside(buildings, heat, block, run)
    inside, hectares = total(result[Q_KWH.name]), total(area)
    figures = {
        "waerme_kwh": inside,
        "waerme_ohne_block_kwh": total(outside[Q_NUTZ_KWH.name]),
        "gebaeude": int(result[N_GEB.name].sum()),
        "gebaeude_ohne_block": len(outside),
        "flaeche_ha": hectares,
        "wvd_mittel_mwh_ha": inside / 1000.0 / hectares,
    }
    return Outputs({"result": result, "unassigned": outside}, figures)


def _sorted_blocks(blocks: Table) -> Table:
    number = whole_ids(blocks, BLOCK_ID.name)
    return blocks.with_columns(**{BLOCK_ID.name: number}).take(np.argsort(number, kind="stable"))


def _assign(buildings: Table, blocks: Table, assignment: str) -> Integers:
    """Return the index of the block of each building, -1 for none."""
    if assignment == "largest_overlap":
        return largest_overlap(buildings.shapes, blocks.shapes).astype(np.int64)
    block = polygon_of_points(shapely.centroid(buildings.shapes), blocks.shapes)
    rest = np.flatnonzero(block < 0)
    block[rest] = largest_overlap(buildings.shapes[rest], blocks.shapes)
    return block


def _outside(buildings: Table, heat: Integers, block: Integers, run: Run) -> Table:
    rows = np.flatnonzero(block < 0)
    ids = as_text(buildings[GEB_ID.name][rows])
    order = np.argsort(ids.astype(str), kind="stable")
    rows, ids = rows[order], ids[order]
    run.warn("{count} building(s) lie outside all blocks; they are listed in 'unassigned'.", len(rows))
    columns = {
        GEB_ID.name: ids,
        Q_NUTZ_KWH.name: kwh(heat[rows]),
        GRUND.name: np.full(len(rows), OUTSIDE, dtype=object),
    }
    return Table(columns, buildings.shapes[rows], buildings.crs, "unassigned", buildings.ids[rows])
