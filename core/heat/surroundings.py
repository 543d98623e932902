"""What other layers tell about a building: actual use and census."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ..geometry.overlap import largest_overlap
from ..parameters.sets import load
from ..run import Run
from ..table import Array, Table
from .building_parameters import Settings
from .categories import categories
from .census import CensusColumns, CensusRows, Dominant, cells_of, dominant_of_buildings, has_feature, nothing, rows_of
from .heated_share import is_use_code, normalise_use

_CLASS_DIGITS = 5
_INSIDE = 0.5


@dataclass(frozen=True, eq=False)
class Surroundings:
    """What other layers tell about every building (n,).

    ``area`` is the row of the area of actual use, -1 for none, ``use`` its normalised code; ``kind`` and ``period``
    come from the census cell.
    """

    area: Array
    use: Array
    kind: Dominant
    period: Dominant


def surroundings(
    buildings: Table, census: Table | None, periods: Table | None, uses: Table | None, given: Settings, run: Run
) -> Surroundings:
    """Return area of actual use and census cell of every building.

    A building lies in the area of actual use that covers more than half of its footprint, and in the census cell that
    contains it whole. A layer that is not there tells nothing; one that matches nothing is named in a warning.
    """
    count = len(buildings)
    area = np.full(count, -1, dtype=np.intp)
    use = np.full(count, None, dtype=object)
    if uses is not None:
        area = largest_overlap(buildings.shapes, uses.shapes, _INSIDE, more_than_minimum=True)
        code = _codes_of_use(uses, given, run)
        use[area >= 0] = code[area[area >= 0]]
        if (area < 0).all():
            run.warn("No building lies in an area of layer '{layer}'; check its coordinates.", layer=uses.name)
    kind = period = nothing(count)
    if census is not None or periods is not None:
        kind, period = _census(buildings, census, periods, given, run)
    return Surroundings(area, use, kind, period)


def _codes_of_use(uses: Table, given: Settings, run: Run) -> Array:
    code = uses.text(given.text("use_column"))
    if given.text("use_function_column"):
        code = _joined(code, uses.text(given.text("use_function_column")))
    found = categories(code)
    strange = found.spread(lambda text: bool(text) and not is_use_code(text), np.bool_)
    if strange.any():
        run.warn("{count} area(s) of layer '{layer}' hold no code of actual use, for instance '{value}'.",
                 int(strange.sum()), layer=uses.name, value=str(code[strange][0]))  # fmt: skip
    return found.spread(lambda text: normalise_use(text) or None)


def _joined(classes: Array, codes: Array) -> Array:
    """Return object class and function code as one code; the code stays away where it is missing or there already."""

    def join(text: str) -> str:
        object_class, _, code = text.partition("|")
        return f"{object_class}_{code}" if code and len(object_class) == _CLASS_DIGITS else object_class

    return categories(classes, codes).spread(join)


def _census(
    buildings: Table, census: Table | None, periods: Table | None, given: Settings, run: Run
) -> tuple[Dominant, Dominant]:
    classes = run.uses(load("zensusklassen"))
    cells = cells_of(buildings)
    place = CensusColumns(*(given.text(f"census_{name}_column") for name in ("x", "y", "cell")))
    types = replace(place, dominant=given.text("census_type_column"), share=given.text("census_type_share_column"))
    ages = replace(place, dominant=given.text("census_period_column"), share=given.text("census_period_share_column"))
    kind = period = nothing(len(buildings))
    if census is not None:
        rows = rows_of(cells, census, place)
        knows_ages = has_feature(census, ages, classes, "baujahr")
        if knows_ages:
            period = dominant_of_buildings(rows, census, ages, classes, "baujahr")
        if has_feature(census, types, classes, "typ") or not knows_ages:
            kind = dominant_of_buildings(rows, census, types, classes, "typ")
        _warn_of_missing_cells(cells[0] >= 0, rows, census, run)
    if periods is not None:
        columns = CensusColumns(*(given.text(f"census_periods_{name}_column") for name in ("x", "y", "cell")))
        rows = rows_of(cells, periods, columns)
        period = dominant_of_buildings(rows, periods, columns, classes, "baujahr")
        _warn_of_missing_cells(cells[0] >= 0, rows, periods, run)
    run.warn("{count} building(s) lie in no census cell as a whole.", int((cells[0] < 0).sum()))
    return kind, period


def _warn_of_missing_cells(in_cell: npt.NDArray[np.bool_], rows: CensusRows, census: Table, run: Run) -> None:
    if not in_cell.any():
        return
    if (rows < 0).all():
        run.warn("No building lies in a cell of layer '{layer}'; check its coordinates.", layer=census.name)
        return
    run.warn("{count} building(s) lie in a census cell that layer '{layer}' does not hold.",
             int((in_cell & (rows < 0)).sum()), layer=census.name)  # fmt: skip
