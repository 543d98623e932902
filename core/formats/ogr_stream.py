"""Bulk reading through GDAL's Arrow stream: whole columns instead of features.

QGIS brings the bindings (``osgeo.ogr``), so this needs nothing that a user would have to install. An empty column of a
batch costs nothing; a feature loop over the same file takes more than ten times as long.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    booleans = {f.GetName() for f in fields if f.GetSubType() == ogr.OFSTBoolean} & set(names)
    layer.SetAttributeFilter(where or None)
    try:
        flags = _booleans_by_feature(layer, sorted(booleans))
        streamed = [name for name in names if name not in flags]
        layer.SetIgnoredFields([f.GetName() for f in fields if f.GetName() not in streamed])
        batches = list(_batches(layer, progress))
        row_ids = _join([batch[_fid_key(batch, layer)] for batch in batches], np.int64)
        values = dict(flags)
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


def _booleans_by_feature(layer: Any, names: list[str]) -> dict[str, Array]:
    """Read boolean fields in a loop: the stream of GDAL 3.6 takes their packed bits for bytes and loses most."""
    if not names:
        return {}
    definition = layer.GetLayerDefn()
    all_names = [definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())]
    layer.SetIgnoredFields([name for name in all_names if name not in names] + ["OGR_GEOMETRY"])
    rows = [[feature[name] for name in names] for feature in layer]
    layer.ResetReading()
    layer.SetIgnoredFields([])
    flags = {}
    for name, values in zip(names, zip(*rows, strict=True), strict=False):
        gaps = np.array([value is None for value in values])
        column = np.array([bool(value) for value in values])
        flags[name] = np.where(gaps, np.nan, column) if gaps.any() else column
    return flags or {name: np.empty(0, dtype=bool) for name in names}


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
        return np.array([_as_text(v) for part in parts for v in _listed(part)], dtype=object)
    values = np.concatenate([np.ma.getdata(part) for part in parts])
    mask = np.concatenate([np.ma.getmaskarray(part) for part in parts])
    if mask.any() or values.dtype.kind == "f":
        values = values.astype(np.float64)
        values[mask] = np.nan
        return values
    return values if values.dtype.kind == "b" else values.astype(np.int64)


def _listed(part: Array) -> list[Any]:
    if part.dtype.kind in "Mm":
        part = np.ma.array(np.datetime_as_string(np.ma.getdata(part)).astype(object), mask=np.ma.getmaskarray(part))
    listed: list[Any] = part.tolist()
    return listed


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
