"""What other layers tell about a building: actual use and census."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ..geometry.overlap import largest_overlap
from ..parameters.sets import load
from ..run import Run
from ..table import Array, Table
from .building_parameters import Settings
from .categories import categories
from .census import CensusColumns, Dominant, cells_of, dominant_of_buildings, has_feature, nothing
from .heated_share import normalise_use

_CLASS_DIGITS = 5


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
    """Return area of actual use (largest common area) and census cell (containing it whole) of every building.

    A layer that is not there tells nothing.
    """
    count = len(buildings)
    area = np.full(count, -1, dtype=np.intp)
    use = np.full(count, None, dtype=object)
    if uses is not None:
        area = largest_overlap(buildings.shapes, uses.shapes)
        code = uses.text(given.text("use_column"))
        if given.text("use_function_column"):
            code = _joined(code, uses.text(given.text("use_function_column")))
        code = categories(code).spread(lambda text: normalise_use(text) or None)
        use[area >= 0] = code[area[area >= 0]]
    kind = period = nothing(count)
    if census is not None or periods is not None:
        kind, period = _census(buildings, census, periods, given, run)
    return Surroundings(area, use, kind, period)


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
        knows_ages = has_feature(census, ages, classes, "baujahr")
        if knows_ages:
            period = dominant_of_buildings(cells, census, ages, classes, "baujahr")
        if has_feature(census, types, classes, "typ") or not knows_ages:
            kind = dominant_of_buildings(cells, census, types, classes, "typ")
    if periods is not None:
        columns = CensusColumns(*(given.text(f"census_periods_{name}_column") for name in ("x", "y", "cell")))
        period = dominant_of_buildings(cells, periods, columns, classes, "baujahr")
    run.warn("{count} building(s) lie in no census cell as a whole.", int((cells[0] < 0).sum()))
    return kind, period
