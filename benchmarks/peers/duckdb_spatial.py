"""DuckDB with its spatial extension, on all processors, tables in memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import duckdb_extension_spatial
import numpy as np
import shapely

from contender import DUCKDB, Answer, Contender
from data import read

VERSIONS = {"DuckDB, spatial": duckdb.__version__}

RADIUS = 100.0
"""DuckDB has no search for the nearest, only one within a distance."""

_EXTENSION = (
    Path(str(duckdb_extension_spatial.__file__)).parent
    / "extensions" / f"v{duckdb.__version__}" / "spatial.duckdb_extension"
)  # fmt: skip

_NEAREST = f"""
    CREATE OR REPLACE TABLE joined AS
    SELECT b.nr AS row, any_value(b.wh) AS wh, arg_min(s.nr, ST_Distance(b.point, s.shape)) AS nr
    FROM (SELECT nr, wh, ST_Centroid(shape) AS point FROM buildings) b
    JOIN places s ON ST_DWithin(b.point, s.shape, {RADIUS})
    GROUP BY b.nr
"""
_CONTAINING = """
    CREATE OR REPLACE TABLE joined AS
    SELECT b.nr AS row, b.wh AS wh, p.nr AS nr
    FROM (SELECT nr, wh, ST_Centroid(shape) AS point FROM buildings) b
    JOIN places p ON ST_Within(b.point, p.shape)
"""
_SUMS = "CREATE OR REPLACE TABLE sums AS SELECT nr, sum(wh)::BIGINT AS wh FROM joined GROUP BY nr"


def _with(layer: str) -> Any:
    def load(path: Path) -> Any:
        database = duckdb.connect()
        database.load_extension(str(_EXTENSION))
        buildings, places = read(path, "buildings"), read(path, layer)
        _fill(database, "buildings", buildings.shapes, {"wh": buildings["wh"]})
        _fill(database, "places", places.shapes, {})
        return database

    return load


def _fill(database: Any, table: str, shapes: Any, columns: dict[str, Any]) -> None:
    wkb = {"wkb": shapely.to_wkb(shapes), "nr": np.arange(len(shapes)), **columns}  # noqa: F841 - DuckDB finds it by name
    names = ", ".join(["nr", *columns])
    database.execute(f"CREATE TABLE {table} AS SELECT {names}, ST_GeomFromWKB(wkb) AS shape FROM wkb ORDER BY nr")


def _run(query: str) -> Any:
    def run(database: Any) -> Any:
        database.execute(query)
        database.execute(_SUMS)
        return database

    return run


def _answer(database: Any) -> Answer:
    joined = database.execute("SELECT row, nr FROM joined ORDER BY row").fetchnumpy()
    heat = database.execute("SELECT nr, wh FROM sums ORDER BY nr").fetchnumpy()
    return {
        "row": joined["row"],
        "row_place": joined["nr"],
        "sum_place": heat["nr"],
        "sum_wh": heat["wh"],
        "radius": np.array([RADIUS]),
    }


CONTENDERS = [
    Contender(
        "street_sums", DUCKDB, f"`ST_DWithin` ({RADIUS:.0f} m), `arg_min`", _with("sections"), _run(_NEAREST), _answer
    ),
    Contender("block_sums", DUCKDB, "`ST_Within`", _with("blocks"), _run(_CONTAINING), _answer),
]
