"""The system tables of a GeoPackage 1.2: what makes an SQLite file one.

Source: OGC 12-128r15 (GeoPackage Encoding Standard 1.2.1), clauses 1.1.2 and 2.1, annexes F.3 (R-tree index) and F.9
(schema). ``layer_styles`` is the table from which QGIS loads the styles of a layer.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from ..operation import Field

_APPLICATION_ID = 0x47504B47  # "GPKG"
_VERSION = 10200

_SYSTEM_TABLES = """
CREATE TABLE IF NOT EXISTS gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE IF NOT EXISTS gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE IF NOT EXISTS gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE IF NOT EXISTS gpkg_extensions (
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
CREATE TABLE IF NOT EXISTS gpkg_data_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT, mime_type TEXT,
  constraint_name TEXT,
  CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name));
"""

_STYLES_TABLE = """id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
  f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
  useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
  update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))"""

# WKT of the undefined systems and of WGS 84, which every GeoPackage must hold
_REQUIRED_SYSTEMS = (
    ("Undefined Cartesian SRS", -1, "NONE", -1, "undefined", "undefined Cartesian coordinate reference system"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic coordinate reference system"),
    (
        "WGS 84 geodetic", 4326, "EPSG", 4326,
        ('GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
        'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,'
        'AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'),
        "longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid",
    ),
)  # fmt: skip

_INDEX_EXTENSION = "http://www.geopackage.org/spec120/#extension_rtree"
_SCHEMA_EXTENSION = "http://www.geopackage.org/spec120/#extension_schema"


def quoted(name: str) -> str:
    """Return an identifier quoted for SQL."""
    return '"' + name.replace('"', '""') + '"'


def sql(*parts: str) -> str:
    """Return a statement from fixed parts and quoted identifiers; values are always bound, never part of it."""
    return " ".join(parts)


def create(db: sqlite3.Connection) -> None:
    """Make the database a GeoPackage if it is none yet."""
    if not db.execute("PRAGMA application_id").fetchone()[0]:
        db.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {_VERSION}")
    for statement in _SYSTEM_TABLES.split(";\n"):
        db.execute(statement)
    db.executemany("INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", _REQUIRED_SYSTEMS)


def register_crs(db: sqlite3.Connection, authority: str, code: int, wkt: str) -> int:
    """Enter a reference system and return its id; one without a code gets the next free id above 100000."""
    if not code:
        found = db.execute("SELECT srs_id FROM gpkg_spatial_ref_sys WHERE definition = ?", (wkt,)).fetchone()
        if found:
            return int(found[0])
        highest = db.execute("SELECT max(srs_id) FROM gpkg_spatial_ref_sys").fetchone()[0]
        code, authority = max(int(highest), 100000) + 1, "NONE"
    db.execute(
        "INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, NULL)",
        (f"{authority}:{code}", code, authority, code, wkt),
    )
    return code


def create_attribute_table(db: sqlite3.Connection, name: str, title: str, columns: str) -> None:
    """Create a table without geometry unless it is there."""
    db.execute(f"CREATE TABLE IF NOT EXISTS {quoted(name)} ({columns})")
    register_attributes(db, name, title)


def register_attributes(db: sqlite3.Connection, name: str, title: str) -> None:
    """Enter a table without geometry into the contents."""
    db.execute(
        "INSERT OR IGNORE INTO gpkg_contents (table_name, data_type, identifier, description, srs_id)"
        " VALUES (?, 'attributes', ?, ?, 0)",
        (name, name, title),
    )


def register_features(
    db: sqlite3.Connection, name: str, title: str, geometry_type: str, srs_id: int, extent: Sequence[Any], has_z: bool
) -> None:
    """Enter a table with geometry column ``geom`` into the contents."""
    db.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, min_x, min_y, max_x, max_y, srs_id)"
        " VALUES (?, 'features', ?, ?, ?, ?, ?, ?, ?)",
        (name, name, title, *extent, srs_id),
    )
    db.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, ?, 0)", (name, geometry_type, srs_id, int(has_z))
    )


def register_spatial_index(db: sqlite3.Connection, name: str) -> None:
    """Enter the R-tree of ``geom`` and create the triggers that keep it while the layer is edited."""
    for trigger in _index_triggers(name):
        db.execute(trigger)
    db.execute(
        "INSERT INTO gpkg_extensions VALUES (?, 'geom', 'gpkg_rtree_index', ?, 'write-only')", (name, _INDEX_EXTENSION)
    )


def _index_triggers(name: str) -> list[str]:
    table, index = quoted(name), quoted(f"rtree_{name}_geom")
    box = "ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)"
    filled = "NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom)"
    hollow = "(NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))"
    put = sql("INSERT OR REPLACE INTO", index, "VALUES (NEW.fid,", box, ");")
    drop_old = sql("DELETE FROM", index, "WHERE id = OLD.fid;")
    drop_both = sql("DELETE FROM", index, "WHERE id IN (OLD.fid, NEW.fid);")
    events = (
        ("insert", f"AFTER INSERT ON {table} WHEN ({filled})", put),
        ("update1", f"AFTER UPDATE OF geom ON {table} WHEN OLD.fid = NEW.fid AND ({filled})", put),
        ("update2", f"AFTER UPDATE OF geom ON {table} WHEN OLD.fid = NEW.fid AND {hollow}", drop_old),
        ("update3", f"AFTER UPDATE ON {table} WHEN OLD.fid != NEW.fid AND ({filled})", sql(drop_old, put)),
        ("update4", f"AFTER UPDATE ON {table} WHEN OLD.fid != NEW.fid AND {hollow}", drop_both),
        ("delete", f"AFTER DELETE ON {table} WHEN OLD.geom NOT NULL", drop_old),
    )
    return [
        sql("CREATE TRIGGER", quoted(f"rtree_{name}_geom_{event}"), when, "BEGIN", action, "END")
        for event, when, action in events
    ]


def describe_columns(db: sqlite3.Connection, name: str, fields: Sequence[Field]) -> None:
    """Store the German title and the unit of each field, which QGIS shows as alias and comment."""
    if not fields:
        return
    db.executemany(
        "INSERT OR REPLACE INTO gpkg_data_columns (table_name, column_name, title, description) VALUES (?, ?, ?, ?)",
        [(name, f.name, f"{f.title_de} [{f.unit}]" if f.unit else f.title_de, f.title) for f in fields],
    )
    db.execute(
        "INSERT OR IGNORE INTO gpkg_extensions SELECT 'gpkg_data_columns', NULL, 'gpkg_schema', ?, 'read-write'"
        " WHERE NOT EXISTS (SELECT 1 FROM gpkg_extensions WHERE table_name = 'gpkg_data_columns')",
        (_SCHEMA_EXTENSION,),
    )


def store_style(db: sqlite3.Connection, name: str, qml: str, *, with_geometry: bool) -> None:
    """Store a QGIS style as the default style of a layer."""
    create_attribute_table(db, "layer_styles", "Styles", _STYLES_TABLE)
    db.execute(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName,"
        " styleQML, styleSLD, useAsDefault, description, owner) VALUES ('', '', ?, ?, ?, ?, '', 1, '', '')",
        (name, "geom" if with_geometry else "", name[:30], qml),
    )


def layer_names(db: sqlite3.Connection) -> list[str]:
    """Return the names of the tables in the contents; all tables of a database that is no GeoPackage."""
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'gpkg_contents'").fetchone():
        return [str(row[0]) for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return [str(row[0]) for row in db.execute("SELECT table_name FROM gpkg_contents ORDER BY table_name")]


def drop_layer(db: sqlite3.Connection, name: str) -> None:
    """Remove a layer with its index, style and entries; does nothing when there is none.

    Names of tables differ by more than case in SQLite, so a layer ``Plan`` makes way for ``plan``.
    """
    tables = {str(row[0]) for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    found = [table for table in tables if table.lower() == name.lower()]
    if not found:
        return
    name = found[0]
    if f"rtree_{name}_geom" in tables:
        db.execute(f"DROP TABLE {quoted(f'rtree_{name}_geom')}")
    db.execute(f"DROP TABLE {quoted(name)}")
    entries = (
        ("gpkg_geometry_columns", "table_name"),
        ("gpkg_extensions", "table_name"),
        ("gpkg_data_columns", "table_name"),
        ("gpkg_ogr_contents", "table_name"),
        ("layer_styles", "f_table_name"),
        ("gpkg_contents", "table_name"),
    )
    for table, column in entries:
        if table in tables:
            db.execute(sql("DELETE FROM", table, "WHERE", column, "= ?"), (name,))
