"""Heat density on the European grid of the census."""

from __future__ import annotations

import numpy as np
import shapely

from ..checks import check_unique
from ..errors import InputError, name_rows
from ..geometry.crs import ETRS89_LAEA, transform, transform_xy
from ..geometry.grid import area_shares, cell_of, cell_polygons, inspire_ids, number_cells, split_whole
from ..geometry.measure import centroids_xy
from ..operation import Choice, Figure, Invariant, Layer, Output, Outputs, operation
from ..run import Run
from ..table import Array, Table
from .fields import (
    GEB_ID,
    GITTER_ID,
    GRID_DENSITY_FIELDS,
    N_GEB,
    Q_KWH,
    Q_NUTZ_KWH,
    WVD_KLASSE,
    WVD_MWH_HA,
    X_MP_100M,
    Y_MP_100M,
)
from .heat_sums import count_by, heat_balance, kwh, sum_by, watt_hours
from .thresholds import HEAT_DENSITY_SET, THRESHOLDS_FILE, load_thresholds
from .totals import total

_M2_PER_HA = 10_000.0
_FARTHEST_M = 2e7
"""No place on earth has a coordinate beyond this in EPSG:3035."""


@operation(
    "heat_density_grid",
    group="heat",
    title="Heat density on the census grid",
    title_de="Wärmeverbrauchsdichte im Zensusgitter",
    inputs=[
        Layer("buildings", "polygon", "Buildings with useful heat", "Gebäude mit Nutzwärme",
              needs=(GEB_ID, Q_NUTZ_KWH)),
    ],
    parameters=[
        Choice(
            "cell_size", "Cell size", "Zellgröße",
            options=(("100", "100 m", "100 m"), ("250", "250 m", "250 m"), ("500", "500 m", "500 m"),
                     ("1000", "1 km", "1 km")),
            default="100", source="INSPIRE grid in ETRS89-LAEA (EPSG:3035), cell size of the census 2022", evidence="V",
        ),
        THRESHOLDS_FILE,
    ],
    outputs=[
        Output("result", "polygon", "Heat density grid", "Wärmedichteraster", GRID_DENSITY_FIELDS),
    ],
    figures=[
        Figure("waerme_kwh", "real", "Useful heat of all cells", "Nutzwärme aller Zellen", "kWh/a"),
        Figure("zellen", "integer", "Cells with buildings", "Zellen mit Gebäuden"),
        Figure("gebaeude_geteilt", "integer", "Buildings in several cells", "Gebäude in mehreren Zellen"),
        Figure("wvd_max_mwh_ha", "real", "Greatest heat density", "Größte Wärmeverbrauchsdichte", "MWh/(ha·a)"),
    ],
    invariants=[
        Invariant("heat", "Heat of all cells = heat of all buildings", "Wärme aller Zellen = Wärme aller Gebäude",
                  heat_balance),
        Invariant(
            "buildings", "Buildings of all cells = all buildings", "Gebäude aller Zellen = alle Gebäude",
            lambda tables, outputs: (
                float(outputs.tables["result"][N_GEB.name].sum()), float(len(tables["buildings"] or ())),
            ),
        ),
    ],
)  # fmt: skip
def grid_density(buildings: Table, *, cell_size: str, thresholds: str, run: Run) -> Outputs:
    """Spread the useful heat of buildings over the cells of the European grid, as MWh per hectare and year.

    The footprints are brought into ETRS89-LAEA (EPSG:3035), the equal-area system of the INSPIRE grids, and the heat of
    one that reaches into several cells is split in proportion to its area in each. Shares are whole Wh and add up to
    the building exactly (largest remainder, ties to the south-western cell). ``n_geb`` counts every building once, in
    the cell that holds its centroid; cells are half-open, with their western and southern edge.

    Cell ids are those of the census: size and lower left corner. The area of a cell is its nominal area. Missing heat
    counts as 0; negative or infinite heat and repeated ids are refused. The result has one square per cell with a
    building, sorted by row and column, in the reference system of the buildings.
    """
    check_unique(buildings, GEB_ID.name)
    heat = watt_hours(buildings, run)
    limits = load_thresholds(HEAT_DENSITY_SET, thresholds)
    run.uses(limits.source)
    size = int(cell_size)
    run.step(0.1, "Bringing buildings to the European grid")
    footprints = _on_the_grid(buildings)
    column, row = cell_of(transform_xy(centroids_xy(buildings.shapes), buildings.crs, ETRS89_LAEA), size)
    run.step(0.5, "Splitting buildings at cell borders")
    shares = area_shares(footprints, size)
    part = split_whole(heat, shares.shape, shares.area)
    run.step(0.8, "Summing heat by cell")
    number, rows, columns = number_cells(np.concatenate([shares.row, row]), np.concatenate([shares.column, column]))
    sums = sum_by(number[: len(part)], part, len(rows))
    density = kwh(sums) / 1000.0 / (size * size / _M2_PER_HA)
    result = Table(
        {
            GITTER_ID.name: inspire_ids(columns, rows, size),
            X_MP_100M.name: columns * size + size // 2,
            Y_MP_100M.name: rows * size + size // 2,
            Q_KWH.name: kwh(sums),
            N_GEB.name: count_by(number[len(part) :], len(rows)),
            WVD_MWH_HA.name: density,
            WVD_KLASSE.name: limits.classify(density),
        },
        transform(cell_polygons(columns, rows, size), ETRS89_LAEA, buildings.crs),
        buildings.crs,
        "heat_density_grid",
    )
    return Outputs(
        {"result": result},
        {
            "waerme_kwh": total(result[Q_KWH.name]),
            "zellen": len(rows),
            "gebaeude_geteilt": int((np.bincount(shares.shape, minlength=len(buildings)) > 1).sum()),
            "wvd_max_mwh_ha": float(density.max()),
        },
    )


def _on_the_grid(buildings: Table) -> Array:
    """Return the footprints (n,) in ETRS89-LAEA; raises :class:`InputError` for those that have no place there."""
    footprints = transform(buildings.shapes, buildings.crs, ETRS89_LAEA)
    xy, row = shapely.get_coordinates(footprints, return_index=True)
    far = np.unique(row[~(np.abs(xy) < _FARTHEST_M).all(axis=1)])
    if len(far):
        raise InputError(
            "Layer '{layer}' has {count} feature(s) with coordinates outside the range of {crs}: {rows}.",
            "Set the reference system that the coordinates are in; eastings of 8 digits with the zone in front are "
            "those of EPSG:4647 or EPSG:5650.",
            layer=buildings.name,
            count=len(far),
            crs=buildings.crs,
            rows=name_rows(buildings.ids[far]),
        )
    return footprints
