"""The project store: tables, styles and run records in one GeoPackage, written whole or not at all.

GeoPackage is SQLite, so columns go in by bulk statements of the standard library. That makes the same file on every
platform and with every GDAL, and lets layers, styles and records share one transaction.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from ..errors import OutputError, cannot_write
from ..geometry.crs import wkt_of
from ..operation import Field, Geometry
from ..run import RunRecord
from ..table import Array, Crs, Table
from . import geopackage_schema as schema
from .geopackage_schema import quoted, sql
from .spatial_index import create_rtree

RUNS_TABLE = "halplan_laeufe"
SYSTEM_LAYERS = frozenset({RUNS_TABLE, "layer_styles"})
"""Tables that stand among the layers of a GeoPackage without being one of the user's."""

_TYPES = {"integer": "INTEGER", "real": "REAL", "text": "TEXT", "boolean": "BOOLEAN", "date": "DATE"}
_LOCK_WAIT_SECONDS = 10


@dataclass(frozen=True, eq=False)
class StoredLayer:
    """A table on its way into the store. Columns without a :class:`Field` are stored with the type of their array.

    ``geometry`` is the type of a layer without rows, whose geometries cannot tell it.
    """

    name: str
    table: Table
    fields: tuple[Field, ...] = ()
    title: str = ""
    style_qml: str = ""
    geometry: Geometry = "any"


def write_geopackage(
    path: str | Path, layers: Sequence[StoredLayer], records: Sequence[RunRecord] = (), *, add: bool = False
) -> None:
    """Write layers, their styles and run records into the GeoPackage ``path``.

    A new file is made beside the target and moved there when it is complete. In an existing one, layers of the same
    name are replaced in one transaction, which also holds when QGIS has the file open. Its other layers are kept with
    ``add``; without it a file that holds any is refused, so that nobody's data are lost by a wrong file name.
    Raises :class:`OutputError` when the target cannot be written; it then is as it was before.
    """
    target = Path(path)
    try:
        if target.exists():
            with closing(_open(target)) as db, _transaction(db):
                if not add:
                    _refuse_other_layers(db, target, layers)
                    schema.drop_layer(db, RUNS_TABLE)
                _write_all(db, layers, records)
        else:
            _write_new(target, layers, records)
    except sqlite3.DatabaseError as error:
        if "file is not a database" in str(error):
            raise OutputError(
                "File '{path}' exists and is no GeoPackage.", "Choose another name for the result.", path=str(target)
            ) from error
        raise cannot_write(target, str(error)) from error
    except (sqlite3.Error, OSError) as error:
        raise cannot_write(target, str(error)) from error


def _write_new(target: Path, layers: Sequence[StoredLayer], records: Sequence[RunRecord]) -> None:
    working = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with closing(_open(working)) as db:
            _tune_for_new_file(db)
            with _transaction(db):
                _write_all(db, layers, records)
        working.replace(target)
    finally:
        if working.parent.is_dir():
            working.unlink(missing_ok=True)


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=_LOCK_WAIT_SECONDS, isolation_level=None)


def _write_all(db: sqlite3.Connection, layers: Sequence[StoredLayer], records: Sequence[RunRecord]) -> None:
    schema.create(db)
    for layer in layers:
        _write_layer(db, layer)
    _write_records(db, records)


def _refuse_other_layers(db: sqlite3.Connection, target: Path, layers: Sequence[StoredLayer]) -> None:
    replaced = {layer.name.lower() for layer in layers} | SYSTEM_LAYERS
    others = [name for name in schema.layer_names(db) if name.lower() not in replaced]
    if others:
        raise OutputError(
            "File '{path}' holds other layers, which would be lost: {names}.",
            "Choose another file, or add the result to this one with '{path}|layername=...'.",
            path=str(target),
            names=", ".join(others),
        )


def _tune_for_new_file(db: sqlite3.Connection) -> None:
    # the file is thrown away when anything fails, so it needs no journal of its own
    db.execute("PRAGMA journal_mode = OFF")
    db.execute("PRAGMA synchronous = OFF")


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _write_layer(db: sqlite3.Connection, layer: StoredLayer) -> None:
    table = layer.table
    schema.drop_layer(db, layer.name)
    declared = {field.name: field for field in layer.fields}
    kinds = {name: _kind(declared.get(name), values) for name, values in table.columns.items()}
    columns = ["fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"]
    shapes = None if table.geometry is None else uniform_type(table.geometry)
    if shapes is not None:
        columns.append(f"geom {_geometry_type(shapes, layer.geometry)}")
    columns += [f"{quoted(name)} {_TYPES[kind]}" for name, kind in kinds.items()]
    db.execute(f"CREATE TABLE {quoted(layer.name)} ({', '.join(columns)})")

    values = [_values(table.columns[name], kind) for name, kind in kinds.items()]
    names = [quoted(name) for name in kinds]
    bounds = None
    if shapes is None:
        schema.register_attributes(db, layer.name, layer.title)
    else:
        srs_id = _register_crs(db, table.crs)
        bounds = shapely.bounds(shapes)
        schema.register_features(
            db,
            layer.name,
            layer.title,
            _geometry_type(shapes, layer.geometry),
            srs_id,
            _extent(bounds),
            bool(shapely.has_z(shapes).any()),
        )
        values.insert(0, _blobs(shapes, bounds, srs_id))
        names.insert(0, "geom")
    _insert(db, layer.name, names, values, len(table))
    if bounds is not None:
        present = np.flatnonzero(~np.isnan(bounds[:, 0]))
        create_rtree(db, f"rtree_{layer.name}_geom", present + 1, bounds[present])
        schema.register_spatial_index(db, layer.name)
    schema.describe_columns(db, layer.name, [declared[name] for name in kinds if name in declared])
    if layer.style_qml:
        schema.store_style(db, layer.name, layer.style_qml, with_geometry=shapes is not None)


def uniform_type(shapes: Array) -> Array:
    """Return geometries of one type: multi-part as soon as one of them is, since a layer has a single type."""
    types = set(np.unique(shapely.get_type_id(shapes[~shapely.is_missing(shapes)])).tolist())
    for single, multi, collect in ((0, 4, shapely.multipoints), (1, 5, shapely.multilinestrings),
                                   (3, 6, shapely.multipolygons)):  # fmt: skip
        if types == {single, multi}:
            shapes = shapes.copy()
            rows = np.flatnonzero(shapely.get_type_id(shapes) == single)
            shapes[rows] = collect(shapes[rows], indices=np.arange(len(rows)))
    return shapes


def _geometry_type(shapes: Array, declared: Geometry) -> str:
    names = {0: "POINT", 1: "LINESTRING", 3: "POLYGON", 4: "MULTIPOINT", 5: "MULTILINESTRING", 6: "MULTIPOLYGON"}
    types = set(np.unique(shapely.get_type_id(shapes[~shapely.is_missing(shapes)])).tolist())
    if not types:
        return {"point": "POINT", "line": "LINESTRING", "polygon": "POLYGON"}.get(declared, "GEOMETRY")
    return names.get(types.pop(), "GEOMETRY") if len(types) == 1 else "GEOMETRY"


def _extent(bounds: Array) -> list[float | None]:
    if not len(bounds) or np.isnan(bounds).all():
        return [None] * 4
    return [*np.nanmin(bounds[:, :2], axis=0).tolist(), *np.nanmax(bounds[:, 2:], axis=0).tolist()]


def _register_crs(db: sqlite3.Connection, crs: Crs) -> int:
    if not crs.authid and not crs.wkt:
        return -1
    authority, _, code = crs.authid.partition(":")
    return schema.register_crs(db, authority, int(code) if code.isdigit() else 0, wkt_of(crs))


def _blobs(shapes: Array, bounds: Array, srs_id: int) -> list[bytes | None]:
    """Return GeoPackage geometry blobs: an eight-byte header, the envelope, the geometry as WKB."""
    header = np.zeros(
        len(shapes), dtype=[("magic", "S2"), ("version", "u1"), ("flags", "u1"), ("srs", "<i4"), ("envelope", "<f8", 4)]
    )
    header["magic"], header["flags"], header["srs"] = b"GP", 0b11, srs_id
    header["envelope"] = bounds[:, [0, 2, 1, 3]]
    packed, size = header.tobytes(), header.itemsize
    wkb = shapely.to_wkb(shapes, byte_order=1, output_dimension=3, flavor="iso")
    return [None if w is None else packed[i * size : (i + 1) * size] + w for i, w in enumerate(wkb.tolist())]


def _kind(declared: Field | None, values: Array) -> str:
    if declared is not None:
        return declared.kind
    return {"b": "boolean", "i": "integer", "u": "integer", "f": "real"}.get(values.dtype.kind, "text")


def _values(values: Array, kind: str) -> list[Any]:
    """Return a column as SQLite values, missing ones as NULL."""
    if values.dtype.kind == "f":
        missing = np.isnan(values)
        if kind in ("integer", "boolean"):
            whole = np.where(missing, 0, values).astype(np.int64)
            return [None if gone else value for gone, value in zip(missing.tolist(), whole.tolist(), strict=True)]
        if missing.any():
            return [None if gone else value for gone, value in zip(missing.tolist(), values.tolist(), strict=True)]
    return values.tolist()  # type: ignore[no-any-return]


def _insert(db: sqlite3.Connection, name: str, names: list[str], values: list[list[Any]], rows: int) -> None:
    if not names:
        return
    statement = sql("INSERT INTO", quoted(name), "(", ", ".join(names), ") VALUES (", ", ".join("?" * len(names)), ")")
    db.executemany(statement, zip(*values, strict=True) if rows else [])


def _write_records(db: sqlite3.Connection, records: Sequence[RunRecord]) -> None:
    if not records:
        return
    schema.create_attribute_table(
        db, RUNS_TABLE, "Läufe", "lauf_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, operation TEXT NOT NULL, "
        "version TEXT NOT NULL, begonnen TEXT NOT NULL, protokoll TEXT NOT NULL"
    )  # fmt: skip
    for record in records:
        text = json.dumps(record.as_dict(), ensure_ascii=False, default=str)
        db.execute(
            sql("INSERT INTO", quoted(RUNS_TABLE), "(operation, version, begonnen, protokoll) VALUES (?, ?, ?, ?)"),
            (record.operation, record.version, record.started, text),
        )
