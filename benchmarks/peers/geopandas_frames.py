"""GeoPandas."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas
import pandas
import pyogrio
import shapely

from contender import GEOPANDAS, READ_FILE, Answer, Contender, table_answer, unchanged

VERSIONS = {
    "GeoPandas": geopandas.__version__,
    "pandas": pandas.__version__,
    "pyogrio": pyogrio.__version__,
    "GDAL (pyogrio)": pyogrio.__gdal_version_string__,
}


@dataclass(frozen=True)
class _Town:
    buildings: Any
    places: Any


def _with(layer: str) -> Any:
    def load(path: Path) -> _Town:
        return _Town(
            geopandas.read_file(path, layer="buildings", use_arrow=True),
            geopandas.read_file(path, layer=layer, use_arrow=True),
        )

    return load


def _without_index(town: _Town) -> _Town:
    """Return frames with geometries of their own: the old ones keep their tree and are prepared."""
    places = town.places.set_geometry(
        shapely.from_wkb(shapely.to_wkb(town.places.geometry.to_numpy())), crs=town.places.crs
    )
    return _Town(town.buildings.copy(), places)


def _points(town: _Town) -> Any:
    return town.buildings.set_geometry(town.buildings.geometry.centroid)


def _nearest(town: _Town) -> tuple[Any, Any]:
    joined = geopandas.sjoin_nearest(_points(town), town.places[["nr", "geometry"]])
    joined = joined.sort_values("nr")
    joined = joined[~joined.index.duplicated()]
    return joined, joined.groupby("nr")["wh"].sum()


def _containing(town: _Town) -> tuple[Any, Any]:
    joined = geopandas.sjoin(_points(town), town.places[["nr", "geometry"]], predicate="within")
    return joined, joined.groupby("nr")["wh"].sum()


def _answer(result: tuple[Any, Any]) -> Answer:
    joined, heat = result
    joined = joined.sort_index()
    return {
        "row": joined.index.to_numpy(),
        "row_place": joined["nr"].to_numpy(),
        "sum_place": heat.index.to_numpy(),
        "sum_wh": heat.to_numpy(),
    }


def _reader(use_arrow: bool) -> Any:
    return lambda path: geopandas.read_file(path, layer="buildings", use_arrow=use_arrow)


def _frame_answer(frame: Any) -> Answer:
    return table_answer(frame["wh"].to_numpy(), frame["funktion"].to_numpy(dtype=object), frame.geometry.to_numpy())


CONTENDERS = [
    Contender(
        "street_sums", GEOPANDAS, "`sjoin_nearest`, duplicates dropped", _with("sections"), _nearest, _answer,
        fresh=_without_index,
    ),
    Contender("block_sums", GEOPANDAS, "`sjoin`", _with("blocks"), _containing, _answer, fresh=_without_index),
    Contender("bulk_reading", GEOPANDAS, "`read_file`, Arrow", unchanged, _reader(True), _frame_answer),
    Contender("bulk_reading", GEOPANDAS, READ_FILE, unchanged, _reader(False), _frame_answer),
]  # fmt: skip
