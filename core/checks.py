"""Checks of input layers before an operation sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from .errors import InputError, ParameterError, name_rows
from .geometry.crs import transform
from .operation import ALWAYS, TRUE_TEXTS, Field, Layer, Operation
from .table import Array, Crs, Table

if TYPE_CHECKING:
    from .run import Run

_TYPE_IDS = {
    "point": (0, 4),
    "line": (1, 2, 5),
    "polygon": (3, 6),
}
_TYPE_MESSAGES = {
    "point": "Layer '{layer}' must hold points; {count} feature(s) do not: {rows}.",
    "line": "Layer '{layer}' must hold lines; {count} feature(s) do not: {rows}.",
    "polygon": "Layer '{layer}' must hold polygons; {count} feature(s) do not: {rows}.",
}


def check_inputs(
    operation: Operation, given: Mapping[str, Table | None], parameters: Mapping[str, Any], run: Run
) -> dict[str, Table | None]:
    """Return the input tables of an operation, checked and in one metric reference system.

    The first layer with a geometry sets the working reference system. Raises :class:`InputError` for a missing or
    empty layer, a geographic reference system, the wrong geometry type, missing or invalid geometries and missing
    fields; each names the layer and the first rows concerned.
    """
    unknown = set(given) - {layer.name for layer in operation.inputs}
    if unknown:
        raise ParameterError(
            "Operation '{operation}' has no input '{name}'.",
            "Its inputs are: {known}.",
            operation=operation.name,
            name=", ".join(sorted(unknown)),
            known=", ".join(layer.name for layer in operation.inputs),
        )
    tables: dict[str, Table | None] = {}
    working: Crs | None = None
    for layer in operation.inputs:
        table = given.get(layer.name)
        if table is None:
            if not layer.optional:
                raise ParameterError(
                    "Input '{name}' is missing.",
                    "Operation '{operation}' needs a layer '{title}'.",
                    name=layer.name,
                    operation=operation.name,
                    title=layer.title,
                )
            tables[layer.name] = None
            continue
        table = table if table.name else replace(table, name=layer.name)
        repair = layer.repair == ALWAYS or str(parameters.get(layer.repair, False)).lower() in TRUE_TEXTS
        table = _check_rows(layer, table, repair=repair, run=run)
        _check_fields(layer, table)
        if layer.geometry != "none" and table.geometry is not None and not layer.own_crs:
            table = _bring_into(table, working, run)
            working = working or table.crs
        tables[layer.name] = table
    return tables


def _check_rows(layer: Layer, table: Table, *, repair: bool, run: Run) -> Table:
    if len(table) == 0:
        raise InputError(
            "Layer '{layer}' has no features.",
            "Check the layer, its filter and the selection.",
            layer=table.name,
        )
    if layer.geometry == "none" or (layer.geometry == "any" and table.geometry is None):
        return table
    shapes = table.shapes
    _refuse(
        table,
        shapely.is_missing(shapes) | shapely.is_empty(shapes),
        "Layer '{layer}' has {count} feature(s) without geometry: {rows}.",
        "Delete them or restore their geometry.",
    )
    _refuse(
        table,
        ~np.isfinite(shapely.bounds(shapes)).all(axis=1) | _has_undefined_coordinates(shapes),
        "Layer '{layer}' has {count} feature(s) with undefined coordinates: {rows}.",
        "Delete them or restore their geometry.",
    )
    if layer.geometry in _TYPE_IDS:
        _refuse(
            table,
            ~np.isin(shapely.get_type_id(shapes), _TYPE_IDS[layer.geometry]),
            _TYPE_MESSAGES[layer.geometry],
            "Choose another layer or split it by geometry type.",
        )
    if layer.geometry == "polygon":
        return _check_validity(table, repair=repair, offers_repair=layer.repair, run=run)
    return table


def _has_undefined_coordinates(shapes: Array) -> Array:
    """Tell which geometries (n,) hold ``nan`` or infinite coordinates; bounds alone overlook single ones."""
    xy, row = shapely.get_coordinates(shapes, return_index=True)
    undefined = np.zeros(len(shapes), dtype=bool)
    undefined[row[~np.isfinite(xy).all(axis=1)]] = True
    return undefined


def _check_validity(table: Table, *, repair: bool, offers_repair: str, run: Run) -> Table:
    invalid = ~shapely.is_valid(table.shapes)
    if not invalid.any():
        return table
    if not repair:
        reason = shapely.is_valid_reason(table.shapes[invalid][0])
        _refuse(
            table,
            invalid,
            "Layer '{layer}' has {count} invalid polygon(s): {rows}. The first: {reason}.",
            "Repair the layer with 'Fix geometries', or set '{repair}'."
            if offers_repair
            else "Repair the layer with 'Fix geometries'.",
            reason=reason,
            repair=offers_repair,
        )
    shapes = table.shapes.copy()
    shapes[invalid] = [_polygons_of(shape) for shape in shapely.make_valid(shapes[invalid])]
    _refuse(
        table,
        shapely.is_empty(shapes),
        "Layer '{layer}' has {count} polygon(s) without any area, which cannot be repaired: {rows}.",
        "Delete them or restore their geometry.",
    )
    run.warn("{count} invalid polygon(s) of layer '{layer}' were repaired.", int(invalid.sum()), layer=table.name)
    return replace(table, geometry=shapes)


def _polygons_of(shape: shapely.Geometry) -> shapely.Geometry:
    """Return the polygonal part of a repaired geometry; lines and points that the repair splits off have no area."""
    parts = shapely.get_parts(shape)
    return shapely.union_all(parts[np.isin(shapely.get_type_id(parts), _TYPE_IDS["polygon"])])


def _refuse(table: Table, bad: Array, problem: str, hint: str, **params: Any) -> None:
    if bad.any():
        raise InputError(
            problem, hint, layer=table.name, count=int(bad.sum()), rows=name_rows(table.ids[bad]), **params
        )


def _check_fields(layer: Layer, table: Table) -> None:
    missing = [f.name for f in layer.needs if f.name not in table]
    if missing:
        raise InputError(
            "Layer '{layer}' lacks the field(s) {fields}.",
            "It needs them as '{title}'. Run the operation that makes them first, or choose its result.",
            layer=table.name,
            fields=", ".join(missing),
            title=layer.title,
        )
    for declared in (*layer.needs, *layer.accepts):
        if declared.name in table:
            _check_kind(declared, table)


def _check_kind(declared: Field, table: Table) -> None:
    is_number = table[declared.name].dtype.kind in "iufb"
    if declared.kind in ("integer", "real") and not is_number:
        table.number(declared.name)  # refuses text that is no number, with its row


def check_unique(table: Table, name: str) -> None:
    """Refuse a column with missing or repeated values; raises :class:`InputError` with values and rows."""
    values = table.text(name)
    missing = np.array([value is None for value in values])
    _refuse(
        table,
        missing,
        "Field '{field}' of layer '{layer}' is empty in {count} feature(s): {rows}.",
        "Every feature needs an id of its own.",
        field=name,
    )
    found, counts = np.unique(values.astype(str), return_counts=True)
    repeated = found[counts > 1]
    if len(repeated):
        rows = np.flatnonzero(np.isin(values.astype(str), repeated))
        raise InputError(
            "Field '{field}' of layer '{layer}' repeats {count} id(s), such as '{value}' (features {rows}).",
            "Remove the duplicates or choose a field with unique ids.",
            layer=table.name,
            field=name,
            count=len(repeated),
            value=repeated[0],
            rows=name_rows(table.ids[rows]),
        )


def check_not_negative(table: Table, name: str) -> None:
    """Refuse negative numbers in a column; raises :class:`InputError` with rows."""
    values = table.number(name)
    _refuse(
        table,
        values < 0,
        "Field '{field}' of layer '{layer}' is negative in {count} feature(s): {rows}.",
        "Correct or empty these values.",
        field=name,
    )


def _bring_into(table: Table, working: Crs | None, run: Run) -> Table:
    if not table.crs.authid and not table.crs.wkt:
        raise InputError(
            "Layer '{layer}' has no reference system.",
            "Set the one its coordinates are in, for Germany often EPSG:25832 or EPSG:25833 (ETRS89 / UTM).",
            layer=table.name,
        )
    if not table.crs.metric and working is None:
        raise InputError(
            "Layer '{layer}' is in {crs}, which has no metres.",
            "Reproject it, for Germany to EPSG:25832 or EPSG:25833 (ETRS89 / UTM).",
            layer=table.name,
            crs=table.crs,
        )
    if working is None or table.crs == working:
        return table
    run.warn("Layer '{layer}' was reprojected from {source} to {target}.", layer=table.name,
             source=str(table.crs), target=str(working))  # fmt: skip
    return replace(table, geometry=transform(table.shapes, table.crs, working), crs=working)
