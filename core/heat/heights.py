"""Height, storeys and roof form of every building: what is known, and what is imputed where nothing is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely

from ..checks import check_not_negative, check_unique
from ..errors import InputError, ParameterError, name_rows
from ..geometry.overlap import largest_overlap
from ..parameters.sets import ParameterSet
from ..table import Array, Table
from .categories import is_any_of, look_up

if TYPE_CHECKING:
    from ..run import Run

LOD2, BUILDING, LOD1, STOREYS, DEFAULT, MISSING = "lod2", "gebaeude", "lod1", "geschosse", "vorgabe", "fehlt"
MEDIANS = ("median_1", "median_2", "median_3", "median_4")
GIVEN, BY_HEIGHT = "angabe", "hoehe"
NO_STOREYS = "ohne_geschosse"
MEASURED = (LOD2, BUILDING, LOD1)
HIGHEST_M, MOST_STOREYS = 500.0, 100.0
"""Above these a height or number of storeys is taken for a no-data value: no building in Germany comes near them."""

_Numbers = npt.NDArray[np.float64]
_Indices = npt.NDArray[np.intp]
_POLYGON_TYPES = (3, 6)


@dataclass(frozen=True)
class Columns:
    """Names of the columns of a layer that tell about height; an empty name stands for none."""

    height: str = ""
    lod1_height: str = ""
    storeys: str = ""
    roof: str = ""


@dataclass(frozen=True, eq=False)
class Heights:
    """Height in m and storeys of every building (n,), each with its origin; ``roof`` as the source writes it."""

    height: _Numbers
    origin: Array
    storeys: _Numbers
    roof: Array

    @property
    def measured(self) -> _Numbers:
        """Heights that were measured, ``nan`` for all others."""
        return np.where(np.isin(self.origin.astype(str), MEASURED), self.height, np.nan)


def match_rows(buildings: Table, others: Table, ids: tuple[str, str], minimum_share: float, run: Run) -> _Indices:
    """Return for every building the row of ``others`` that describes it, or -1.

    ``ids`` are the id columns of both; without one in ``others``, the largest common area decides. Raises
    :class:`InputError` for repeated ids, and for a layer that neither an id nor polygons can tie to the buildings.
    """
    own_id, other_id = ids
    if other_id:
        if not own_id:
            raise ParameterError(
                "Layer '{layer}' is to be joined by id, but the buildings have no id column.",
                "Set parameter 'id_column', or leave 'heights_id_column' empty to match by area.",
                layer=others.name,
            )
        check_unique(others, other_id)
        row_of = {text: float(row) for row, text in enumerate(others.text(other_id).tolist())}
        return np.nan_to_num(look_up(row_of, buildings.text(own_id)), nan=-1.0).astype(np.intp)
    if others.geometry is None:
        raise InputError(
            "Layer '{layer}' has no geometry and no id column was chosen to join it by.",
            "Choose the id columns of the buildings and of this layer, or a layer of polygons.",
            layer=others.name,
        )
    return largest_overlap(buildings.shapes, _valid_polygons(others, run), minimum_share)


def known_heights(
    buildings: Table, own: Columns, others: Table | None, other: Columns, rows: _Indices, run: Run
) -> Heights:
    """Return what the two layers tell: LoD2 height, else the building's own, else LoD1; storeys and roof form.

    A number of 0 storeys counts as unknown. Raises :class:`InputError` for heights that are negative, infinite or
    above 500 m and for such storeys or more than 100, with layer, field and rows.
    """
    heights = [(LOD2, _matched_number(others, other.height, rows, HIGHEST_M)),
               (BUILDING, _number(buildings, own.height, HIGHEST_M)),
               (LOD1, _matched_number(others, other.lod1_height, rows, HIGHEST_M))]  # fmt: skip
    height = np.full(len(buildings), np.nan)
    origin = np.full(len(buildings), MISSING, dtype=object)
    for name, values in heights:
        new = np.isnan(height) & ~np.isnan(values)
        height[new], origin[new] = values[new], name
    storeys = _known_storeys(
        _number(buildings, own.storeys, MOST_STOREYS), _matched_number(others, other.storeys, rows, MOST_STOREYS), run
    )
    roof = buildings.text(own.roof) if own.roof else np.full(len(buildings), None, dtype=object)
    if others is not None and other.roof:
        found = rows >= 0
        modelled = np.full(len(buildings), None, dtype=object)
        modelled[found] = others.text(other.roof)[rows[found]]
        roof = np.where(~is_any_of(modelled, ""), modelled, roof)
    return Heights(height, origin, storeys, roof)


def heights_from_storeys(heights: Heights, storey_height: _Numbers) -> Heights:
    """Return ``heights`` with a missing one replaced by storeys times the storey height (m) of the function.

    These heights lend to the medians of :func:`impute_heights` like measured ones.
    """
    estimate = heights.storeys * storey_height
    new = np.isnan(heights.height) & ~np.isnan(estimate) & (storey_height > 0.0)
    return replace(
        heights,
        height=np.where(new, estimate, heights.height),
        origin=np.where(new, STOREYS, heights.origin),
    )


def impute_heights(heights: Heights, donors: npt.NDArray[np.bool_], levels: Sequence[Sequence[Array]]) -> Heights:
    """Return ``heights`` with missing ones replaced by the median of the donors of the same group.

    ``donors`` (n,) tells which buildings lend their height, be it measured or made from storeys. ``levels`` run from
    the narrowest group to the widest; each is a list of whole-number keys (n,) that have to agree, where -1 agrees with
    nothing. The median of an even number is the mean of the two in the middle.
    """
    height, origin = heights.height.copy(), heights.origin.copy()
    donors = donors & (heights.height > 0.0)
    for name, keys in zip(MEDIANS, levels, strict=True):
        missing = np.isnan(height)
        if not missing.any():
            break
        group = _group(keys)
        medians = _medians(group, heights.height, donors)
        found = missing & (group >= 0)
        found[found] = ~np.isnan(medians[group[found]])
        height[found], origin[found] = medians[group[found]], name
    return replace(heights, height=height, origin=origin)


def default_heights(
    heights: Heights, storey_height: _Numbers, sector: Array, kind: Array, defaults: ParameterSet
) -> Heights:
    """Return ``heights`` with what is still missing set to a default number of storeys by sector and kind."""
    table = {f"{row['sektor']}|{row['typ']}": float(row["geschosse"]) for row in defaults.rows}
    by_kind = look_up(table, sector, kind)
    by_sector = look_up(table, sector, np.full(len(sector), None, dtype=object))
    storeys = np.where(np.isnan(by_kind), by_sector, by_kind)
    new = np.isnan(heights.height) & ~np.isnan(storeys) & (storey_height > 0.0)
    return replace(
        heights,
        height=np.where(new, storeys * storey_height, heights.height),
        origin=np.where(new, DEFAULT, heights.origin),
    )


def storeys_above_ground(heights: Heights, storey_height: _Numbers) -> tuple[_Numbers, Array]:
    """Return the storeys of every building (n,) and their origin.

    Known storeys stay as they are; otherwise ``round(10 * height / storey height) / 10`` with ties to even, and the
    origin is that of an imputed height (``median_1`` to ``median_4``, ``vorgabe``). A storey height of 0 (cellars,
    underground garages) means no storeys (``ohne_geschosse``).
    """
    tall = storey_height > 0.0
    quotient = np.divide(10.0 * heights.height, storey_height, where=tall, out=np.full(len(storey_height), np.nan))
    storeys = np.where(storey_height == 0.0, 0.0, np.rint(quotient) / 10.0)
    origin = np.where(np.isnan(storeys), MISSING, BY_HEIGHT).astype(object)
    imputed = np.isin(heights.origin.astype(str), (*MEDIANS, DEFAULT)) & ~np.isnan(storeys)
    origin[imputed] = heights.origin[imputed]
    origin[storey_height == 0.0] = NO_STOREYS
    known = ~np.isnan(heights.storeys) & (storey_height != 0.0)
    origin[known] = GIVEN
    return np.where(known, heights.storeys, storeys), origin


def _known_storeys(own: _Numbers, other: _Numbers, run: Run) -> _Numbers:
    """Return the building's own storeys, else the matched ones; registers write 0 where they know nothing."""
    zero = (own == 0.0) | (other == 0.0)
    own, other = np.where(own == 0.0, np.nan, own), np.where(other == 0.0, np.nan, other)
    storeys = np.where(np.isnan(own), other, own)
    run.warn("{count} building(s) have 0 storeys, which counts as unknown.", int((zero & np.isnan(storeys)).sum()))
    return storeys


def _number(table: Table | None, name: str, limit: float) -> _Numbers:
    if table is None or not name:
        return np.full(0 if table is None else len(table), np.nan)
    check_not_negative(table, name)
    numbers = table.number(name)
    _refuse_numbers(
        table, name, numbers, np.isinf(numbers),
        "Field '{field}' of layer '{layer}' holds infinite numbers in {count} feature(s): {rows}.",
        limit,
    )  # fmt: skip
    _refuse_numbers(
        table, name, numbers, numbers > limit,
        "Field '{field}' of layer '{layer}' holds {value} in {count} feature(s): {rows}; values above {limit} are no "
        "buildings but no-data values.",
        limit,
    )  # fmt: skip
    return numbers


def _refuse_numbers(
    table: Table, name: str, numbers: _Numbers, wrong: npt.NDArray[np.bool_], problem: str, limit: float
) -> None:
    if wrong.any():
        raise InputError(
            problem,
            "Correct or empty these values.",
            layer=table.name,
            field=name,
            value=f"{numbers[wrong][0]:g}",
            count=int(wrong.sum()),
            rows=name_rows(table.ids[wrong]),
            limit=f"{limit:g}",
        )


def _matched_number(others: Table | None, name: str, rows: _Indices, limit: float) -> _Numbers:
    values = np.full(len(rows), np.nan)
    if others is not None and name:
        found = rows >= 0
        values[found] = _number(others, name, limit)[rows[found]]
    return values


def _valid_polygons(others: Table, run: Run) -> Array:
    shapes = others.shapes
    wrong = ~np.isin(shapely.get_type_id(shapes), _POLYGON_TYPES) & ~shapely.is_missing(shapes)
    if wrong.any():
        raise InputError(
            "Layer '{layer}' must hold polygons to be matched by area; feature(s) {rows} do not.",
            "Choose the id columns of the buildings and of this layer instead.",
            layer=others.name,
            rows=name_rows(others.ids[wrong]),
        )
    invalid = ~shapely.is_valid(shapes) & ~shapely.is_missing(shapes)
    if not invalid.any():
        return shapes
    run.warn("{count} invalid polygon(s) of layer '{layer}' were repaired.", int(invalid.sum()), layer=others.name)
    shapes = shapes.copy()
    shapes[invalid] = shapely.make_valid(shapes[invalid])
    return shapes


def _group(keys: Sequence[Array]) -> npt.NDArray[np.int64]:
    """Return one whole number per row for the combination of its keys, -1 where one of them is missing."""
    matrix = np.column_stack([np.asarray(key, dtype=np.int64) for key in keys])
    combined = np.zeros(len(matrix), dtype=np.int64)
    for column in matrix.T:
        # renumbering after each key keeps the product far below 2**63
        _, combined = np.unique(combined * (column.max(initial=0) + 2) + column + 1, return_inverse=True)
    combined = combined.astype(np.int64)
    combined[(matrix < 0).any(axis=1)] = -1
    return combined


def _medians(group: npt.NDArray[np.int64], values: _Numbers, donors: npt.NDArray[np.bool_]) -> _Numbers:
    lend = np.flatnonzero(donors & (group >= 0))
    order = lend[np.lexsort((values[lend], group[lend]))]
    medians = np.full(int(group.max(initial=-1)) + 1, np.nan)
    found, start, count = np.unique(group[order], return_index=True, return_counts=True)
    low, high = order[start + (count - 1) // 2], order[start + count // 2]
    medians[found] = (values[low] + values[high]) / 2.0
    return medians
