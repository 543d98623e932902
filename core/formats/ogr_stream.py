"""Bulk reading through GDAL's Arrow stream: whole columns instead of features.

QGIS brings the bindings (``osgeo.ogr``), so this needs nothing that a user would have to install. An empty column of a
batch costs nothing; a feature loop over the same file takes more than ten times as long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from ..progress import Progress, Silent, step
from ..table import Array

_FID = "OGC_FID"
# WKB code of a multi-part type -> type id of its parts in shapely, what collects parts, one without parts
_MULTI_PART = {
    4: (0, shapely.multipoints, shapely.MultiPoint()),
    5: (1, shapely.multilinestrings, shapely.MultiLineString()),
    6: (3, shapely.multipolygons, shapely.MultiPolygon()),
}


@dataclass(frozen=True, eq=False)
class Columns:
    """What a layer holds, as arrays: values by field name, geometries or ``None``, feature ids."""

    values: dict[str, Array]
    geometry: Array | None
    row_ids: Array


def read_columns(
    layer: Any, columns: Sequence[str] | None = None, where: str = "", progress: Progress | None = None
) -> Columns:
    """Return the columns of an ``osgeo.ogr.Layer``.

    ``columns`` limits the fields (all by default), ``where`` is an attribute filter in OGR SQL. Types are those
    of :class:`~halplan_core.table.Table`; dates and times become ISO text, curves are linearised.
    """
    from osgeo import ogr

    progress = progress or Silent()
    definition = layer.GetLayerDefn()
    fields = [definition.GetFieldDefn(i) for i in range(definition.GetFieldCount())]
    names = [f.GetName() for f in fields if columns is None or f.GetName() in set(columns)]
    looped = [f for f in fields if f.GetName() in names and _reader_in_loop(f, ogr)]
    layer.SetAttributeFilter(where or None)
    try:
        values = _read_in_loop(layer, looped, ogr)
        streamed = [name for name in names if name not in values]
        layer.SetIgnoredFields([f.GetName() for f in fields if f.GetName() not in streamed])
        batches = list(_batches(layer, progress))
        row_ids = _join([batch[_fid_key(batch, layer)] for batch in batches], np.int64)
        for name in streamed:
            parts = [batch[name] for batch in batches]
            values[name] = _column(parts) if parts else _empty_column(definition, name, ogr)
        geometry = None
        if definition.GetGeomFieldCount():
            geometry = _geometry(layer, batches, ogr)
    finally:
        layer.SetIgnoredFields([])
        layer.SetAttributeFilter(None)
    return Columns({name: values[name] for name in names}, geometry, row_ids)


def _reader_in_loop(field: Any, ogr: Any) -> Callable[[Any, int], Any] | None:
    """Return how to read a field from a feature where the stream of GDAL 3.6 is wrong, ``None`` where it is right.

    It takes the packed bits of booleans for bytes and loses most of them, and puts dates before 1970 a day later.
    """
    if field.GetSubType() == ogr.OFSTBoolean:
        return lambda feature, index: bool(feature.GetFieldAsInteger(index))
    if field.GetType() == ogr.OFTDate:
        return lambda feature, index: "{:04d}-{:02d}-{:02d}".format(*feature.GetFieldAsDateTime(index)[:3])
    if field.GetType() == ogr.OFTDateTime:
        return lambda feature, index: "{:04d}-{:02d}-{:02d}T{:02d}:{:02d}:{:06.3f}".format(
            *feature.GetFieldAsDateTime(index)[:6]
        )
    return None


def _read_in_loop(layer: Any, fields: list[Any], ogr: Any) -> dict[str, Array]:
    """Return columns by a feature loop over nothing but these fields."""
    if not fields:
        return {}
    definition = layer.GetLayerDefn()
    names = [field.GetName() for field in fields]
    indices = [definition.GetFieldIndex(name) for name in names]
    readers = [_reader_in_loop(field, ogr) for field in fields]
    every = [definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())]
    layer.SetIgnoredFields([name for name in every if name not in names] + ["OGR_GEOMETRY"])
    rows = [
        [
            read(feature, index) if read and feature.IsFieldSetAndNotNull(index) else None
            for index, read in zip(indices, readers, strict=True)
        ]
        for feature in layer
    ]
    layer.ResetReading()
    layer.SetIgnoredFields([])
    by_field = zip(*rows, strict=True) if rows else [()] * len(names)
    kinds = [field.GetSubType() == ogr.OFSTBoolean for field in fields]
    return {
        name: _flags(values) if is_flag else _objects(list(values))
        for name, values, is_flag in zip(names, by_field, kinds, strict=True)
    }


def _flags(values: Iterable[bool | None]) -> Array:
    listed = list(values)
    if None in listed:
        return np.array([np.nan if value is None else value for value in listed], dtype=np.float64)
    return np.array(listed, dtype=bool)


def _batches(layer: Any, progress: Progress) -> Iterator[dict[str, Array]]:
    total = max(layer.GetFeatureCount(), 1)
    done = 0
    for batch in layer.GetArrowStreamAsNumPy(["USE_MASKED_ARRAYS=YES", "INCLUDE_FID=YES"]):
        yield batch
        done += len(next(iter(batch.values())))
        step(progress, done / total)


def _fid_key(batch: dict[str, Array], layer: Any) -> str:
    return layer.GetFIDColumn() or (_FID if _FID in batch else next(iter(batch)))


def _join(parts: list[Array], dtype: Any) -> Array:
    return np.concatenate(parts).astype(dtype) if parts else np.empty(0, dtype=dtype)


def _column(parts: list[Array]) -> Array:
    """Join the batches of one field and bring them to the types of a table."""
    kinds = {part.dtype.kind for part in parts}
    if kinds & set("SUOMm"):
        return _objects([text for part in parts for text in _texts(part)])
    values = np.concatenate([np.ma.getdata(part) for part in parts])
    mask = np.concatenate([np.ma.getmaskarray(part) for part in parts])
    if mask.any() or values.dtype.kind == "f":
        values = values.astype(np.float64)
        values[mask] = np.nan
        return values
    return values if values.dtype.kind == "b" else values.astype(np.int64)


def _objects(values: list[Any]) -> Array:
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


def _texts(part: Array) -> list[str | None]:
    listed: list[Any] = part.tolist()
    if part.dtype.kind == "S" and not np.ma.is_masked(part):
        try:
            return list(map(bytes.decode, listed))
        except UnicodeDecodeError:
            return [_as_text(value) for value in listed]
    return [_as_text(value) for value in listed]


def _as_text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    return str(value)


def _empty_column(definition: Any, name: str, ogr: Any) -> Array:
    field = definition.GetFieldDefn(definition.GetFieldIndex(name))
    if field.GetType() in (ogr.OFTInteger, ogr.OFTInteger64):
        return np.empty(0, dtype=np.int64)
    return np.empty(0, dtype=np.float64 if field.GetType() == ogr.OFTReal else object)


def _geometry(layer: Any, batches: list[dict[str, Array]], ogr: Any) -> Array:
    key = layer.GetGeometryColumn() or "wkb_geometry"
    listed = [item for batch in batches for item in batch[key].tolist()]
    wkb = np.empty(len(listed), dtype=object)
    wkb[:] = listed
    declared = layer.GetGeomType()
    plain = not (ogr.GT_IsNonLinear(declared) or ogr.GT_HasM(declared) or ogr.GT_Flatten(declared) == ogr.wkbUnknown)
    return _as_declared(shapes_from_wkb(wkb, plain=plain), ogr.GT_Flatten(declared))


def _as_declared(shapes: Array, declared: int) -> Array:
    """Make single parts in a layer of multi-part geometries multi-part, as QGIS does."""
    if declared not in _MULTI_PART:
        return shapes
    single, collect, empty = _MULTI_PART[declared]
    rows = np.flatnonzero(shapely.get_type_id(shapes) == single)
    hollow = shapely.is_empty(shapes[rows])
    full = rows[~hollow]
    shapes = shapes.copy()
    shapes[rows[hollow]] = empty
    shapes[full] = collect(shapes[full], indices=np.arange(len(full)))
    return shapes


def shapes_from_wkb(wkb: Array, *, plain: bool = False) -> Array:
    """Return the geometries of ISO WKB, shape (n,), missing ones as ``None``.

    GEOS knows no curves and not everywhere measures: curves are linearised by GDAL, measures dropped.
    ``plain`` says that there are none, which spares a look at each type.
    """
    if not plain:
        rows = [row for row, item in enumerate(wkb.tolist()) if item is not None and _has_curve_or_measure(item)]
        wkb = wkb.copy()
        for row in rows:
            wkb[row] = _linear_and_unmeasured(wkb[row])
    return np.asarray(shapely.from_wkb(wkb), dtype=object)


def _has_curve_or_measure(item: bytes) -> bool:
    """Tell from the type code: 8 to 14 are curves, 2000 and 3000 are added for measures."""
    code = int.from_bytes(item[1:5], "little" if item[0] else "big") & 0x0FFFFFFF
    return 8 <= code % 1000 <= 14 or code // 1000 in (2, 3)


def _linear_and_unmeasured(item: bytes) -> bytes:
    from osgeo import ogr

    shape = ogr.CreateGeometryFromWkb(item).GetLinearGeometry()
    shape.SetMeasured(False)
    return bytes(shape.ExportToIsoWkb())
