"""The census cell a building lies in: dominant residential type and dominant period of construction."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from ..errors import InputError, name_rows
from ..geometry.crs import ETRS89_LAEA, transform, transform_xy
from ..parameters.sets import ParameterSet
from ..table import Array, Table, as_number, as_text

CELL_M = 100.0
_NO_VALUE = frozenset({"–", "—", "-", ".", "...", "…", "/", "x"})
_CELL_ID = re.compile(r".*?N(\d{5,7})E(\d{5,7})", re.IGNORECASE)

_Numbers = npt.NDArray[np.float64]
_Integers = npt.NDArray[np.int64]
CensusRows = npt.NDArray[np.intp]


@dataclass(frozen=True)
class CensusColumns:
    """Names of the columns of a census table; an empty name stands for none."""

    x: str = ""
    y: str = ""
    cell: str = ""
    dominant: str = ""
    share: str = ""


@dataclass(frozen=True, eq=False)
class Dominant:
    """Dominant class of every row (n,), ``None`` where there is none, and its share in %."""

    value: Array
    share: _Numbers


def nothing(count: int) -> Dominant:
    """Return the answer for ``count`` buildings without census."""
    return Dominant(np.full(count, None, dtype=object), np.full(count, np.nan))


def cells_of(buildings: Table) -> tuple[_Integers, _Integers]:
    """Return column and row of the 100 m cell (EPSG:3035) that wholly contains each building, -1 where none does.

    A building that reaches over a cell's edge lies in no cell; one that touches the edge from inside still does.
    """
    xy, owner = shapely.get_coordinates(buildings.shapes, return_index=True)
    xy = transform_xy(xy, buildings.crs, ETRS89_LAEA)
    start = np.searchsorted(owner, np.arange(len(buildings)))
    low = np.floor(np.minimum.reduceat(xy, start) / CELL_M)
    high = np.ceil(np.maximum.reduceat(xy, start) / CELL_M) - 1.0
    inside = (low == high).all(axis=1)
    cells = np.where(inside[:, None], low, -1.0).astype(np.int64)
    return cells[:, 0], cells[:, 1]


def rows_of(cells: tuple[_Integers, _Integers], census: Table, columns: CensusColumns) -> CensusRows:
    """Return for the cell of every building (n,) its row in the census table, -1 where the table does not hold it.

    Raises :class:`InputError` when the cells of the table cannot be told, or when a cell comes twice.
    """
    key_of_cell = _keys(*_cells_in(census, columns))
    order = np.argsort(key_of_cell, kind="stable")
    ordered = key_of_cell[order]
    repeated = ordered[1:] == ordered[:-1]
    if repeated.any():
        raise InputError(
            "Layer '{layer}' holds {count} grid cell(s) more than once, for instance in feature(s) {rows}.",
            "Keep one feature per 100 m cell.",
            layer=census.name,
            count=int(repeated.sum()),
            rows=name_rows(census.ids[order][1:][repeated]),
        )
    wanted = _keys(*cells)
    place = np.minimum(np.searchsorted(ordered, wanted), len(ordered) - 1)
    found = (ordered[place] == wanted) & (cells[0] >= 0)
    return np.where(found, order[place], -1)


def dominant_of_buildings(
    rows: CensusRows, census: Table, columns: CensusColumns, classes: ParameterSet, feature: str
) -> Dominant:
    """Return dominant class and share of every building, whose cell is that row of the census table, -1 for none.

    ``feature`` is ``typ`` or ``baujahr``; ``classes`` names the census columns that count for each class. Raises
    :class:`InputError` when the table holds neither such columns nor a column of dominant classes.
    """
    per_cell = _dominant(census, columns, classes, feature)
    found = rows >= 0
    answer = nothing(len(rows))
    answer.value[found] = per_cell.value[rows[found]]
    answer.share[found] = per_cell.share[rows[found]]
    return answer


def has_feature(census: Table, columns: CensusColumns, classes: ParameterSet, feature: str) -> bool:
    """Tell whether a census table knows about ``feature``."""
    return bool(columns.dominant) or bool(_count_columns(census, classes, feature))


def _keys(column: _Integers, row: _Integers) -> _Integers:
    return row * 1_000_000 + column


def _cells_in(census: Table, columns: CensusColumns) -> tuple[_Integers, _Integers]:
    if columns.x and columns.y:
        xy = np.column_stack([census.number(columns.x), census.number(columns.y)])
    elif columns.cell:
        xy = _from_cell_ids(census, columns.cell)
    elif census.geometry is not None:
        xy = shapely.get_coordinates(shapely.centroid(transform(census.shapes, census.crs, ETRS89_LAEA)))
    else:
        raise InputError(
            "Layer '{layer}' does not tell where its grid cells lie.",
            "Choose its columns x_mp_100m and y_mp_100m (EPSG:3035) or its column with the cell ids.",
            layer=census.name,
        )
    lost = np.isnan(xy).any(axis=1)
    if lost.any():
        raise InputError(
            "Layer '{layer}' has no cell position in feature(s) {rows}.",
            "Complete or delete them.",
            layer=census.name,
            rows=name_rows(census.ids[lost]),
        )
    cells = np.floor(xy / CELL_M).astype(np.int64)
    return cells[:, 0], cells[:, 1]


def _from_cell_ids(census: Table, name: str) -> _Numbers:
    """Return the lower left corners out of ids such as ``CRS3035RES100mN2689500E4337500`` or ``100mN26895E43375``."""
    corners = np.full((len(census), 2), np.nan)
    for row, text in enumerate(census.text(name).tolist()):
        match = _CELL_ID.fullmatch(text or "")
        if match:
            north, east = (float(part) * (CELL_M if len(part) == 5 else 1.0) for part in match.groups())
            corners[row] = east, north
    return corners


def _dominant(census: Table, columns: CensusColumns, classes: ParameterSet, feature: str) -> Dominant:
    if columns.dominant:
        return _given(census, columns, classes, feature)
    counted = _count_columns(census, classes, feature)
    if not counted:
        raise InputError(
            "Layer '{layer}' has neither census columns such as {columns} nor a column with the dominant class.",
            "Choose the layer with that part of the census or a column of it.",
            layer=census.name,
            columns=", ".join(row["spalte"] for row in classes.rows if row["merkmal"] == feature),
        )
    names = list(dict.fromkeys(row["klasse"] for row in classes.rows if row["merkmal"] == feature))
    counts = np.zeros((len(census), len(names)))
    for column, name in counted.items():
        counts[:, names.index(name)] += _count(census, column)
    total = counts.sum(axis=1)
    # argmax takes the first of equal counts: the smaller building type, the older period
    best = counts.argmax(axis=1)
    most = counts[np.arange(len(counts)), best]
    value = np.array(names, dtype=object)[best]
    value[total == 0.0] = None
    return Dominant(value, 100.0 * np.divide(most, total, where=total > 0.0, out=np.full(len(total), np.nan)))


def _count_columns(census: Table, classes: ParameterSet, feature: str) -> Mapping[str, str]:
    """Return the census columns that are there and the class each counts for."""
    present = {name.lower(): name for name in census.columns}
    return {
        present[row["spalte"].lower()]: row["klasse"]
        for row in classes.rows
        if row["merkmal"] == feature and row["spalte"].lower() in present
    }


def _count(census: Table, name: str) -> _Numbers:
    values = census[name]
    if values.dtype.kind not in "iufb":
        values = np.array([None if text in _NO_VALUE else text for text in as_text(values).tolist()], dtype=object)
    counts = np.nan_to_num(as_number(values, census, name))
    if (counts < 0).any():
        raise InputError(
            "Field '{field}' of layer '{layer}' is negative in feature(s) {rows}.",
            "Correct or empty these values.",
            layer=census.name,
            field=name,
            rows=name_rows(census.ids[counts < 0]),
        )
    return counts


def _given(census: Table, columns: CensusColumns, classes: ParameterSet, feature: str) -> Dominant:
    """Return dominant classes that the table already names, by our class name or by the census column."""
    known: dict[str, str] = {}
    for row in classes.rows:
        if row["merkmal"] == feature:
            known.update({row[name].lower(): row["klasse"] for name in ("spalte", "klasse", "klasse_mfh") if row[name]})
    texts = [None if text in _NO_VALUE else text for text in census.text(columns.dominant).tolist()]
    value = np.array([None if text is None else known.get(text.lower(), "") for text in texts], dtype=object)
    wrong = value == ""
    if wrong.any():
        raise InputError(
            "Field '{field}' of layer '{layer}' holds '{value}' in feature(s) {rows}.",
            "Use one of: {known}.",
            layer=census.name,
            field=columns.dominant,
            value=str(census.text(columns.dominant)[wrong][0]),
            rows=name_rows(census.ids[wrong]),
            known=", ".join(dict.fromkeys(known.values())),
        )
    share = census.number(columns.share) if columns.share else np.full(len(census), np.nan)
    return Dominant(value, share)
