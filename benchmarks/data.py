"""The data sets on disk: GeoPackages under ``build/bench``, made once and read by every contender.

Each holds the layers ``buildings`` (``wh``: heat in whole Wh, ``funktion``: ALKIS code), ``sections`` and ``blocks``
(``nr``: 0, 1, ... in the order of the features).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

import city
from halplan_core.formats.geopackage import StoredLayer, write_geopackage
from halplan_core.formats.vector import read_table
from halplan_core.musterstadt.generate import generate
from halplan_core.operation import find_operation
from halplan_core.run import execute
from halplan_core.table import Crs, Table
from jobs import Case

_WH_PER_M2 = 150_000
"""Heat per footprint: any whole number does, the jobs only add it up."""

FOLDER = Path(__file__).resolve().parent.parent / "build" / "bench"


def city_file(buildings: int) -> Path:
    """Return the file with the made-up city of that many buildings, writing it where it is missing."""
    path = FOLDER / f"city-{buildings}.gpkg"
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        made = city.make_city(buildings)
        _write(path, made.buildings, made.wh, made.function, made.sections, made.blocks, Crs(city.CRS))
    return path


def layer_source(path: Path, layer: str) -> str:
    """Return a layer of a file as QGIS and HalPlan write it."""
    return f"{path}|layername={layer}"


def read(path: Path, layer: str) -> Table:
    """Return a layer as table."""
    return read_table(layer_source(path, layer))


def _write(
    path: Path, buildings: npt.NDArray[Any], wh: npt.NDArray[np.int64], function: npt.NDArray[Any],
    sections: npt.NDArray[Any], blocks: npt.NDArray[Any], crs: Crs,
) -> None:  # fmt: skip
    write_geopackage(
        path,
        [
            StoredLayer("buildings", Table({"wh": wh, "funktion": function}, buildings, crs)),
            StoredLayer("sections", Table({"nr": np.arange(len(sections))}, sections, crs)),
            StoredLayer("blocks", Table({"nr": np.arange(len(blocks))}, blocks, crs)),
        ],
    )


def musterstadt_file(buildings: int) -> Path:
    """Return the file with that many buildings of Musterstadt and its neighbours, writing it where it is missing."""
    path = FOLDER / f"musterstadt-{buildings}.gpkg"
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        town = generate(buildings)
        sections = execute(find_operation("street_sections"), {"streets": town["strassen"]}).outputs.tables["result"]
        shapes = town["gebaeude"].shapes
        wh = np.rint(shapely.area(shapes) * _WH_PER_M2).astype(np.int64)
        _write(path, shapes, wh, town["gebaeude"]["gfk"], sections.shapes, town["baubloecke"].shapes, sections.crs)
    return path


def town_cases(quick: bool) -> list[Case]:
    """Return the data sets of the jobs on buildings, streets and blocks."""
    if quick:
        return [Case("Made-up city, 2,000 buildings", lambda: city_file(2_000))]
    return [
        Case("Made-up city, 50,000 buildings", lambda: city_file(50_000)),
        Case("Musterstadt and its neighbours, 50,000 buildings", lambda: musterstadt_file(50_000)),
    ]


def size_of(path: Path) -> str:
    """Return in words how much a data set holds."""
    counts = [(len(read(path, layer)), title) for layer, title in _TITLES.items()]
    return ", ".join(f"{count:,} {title}" for count, title in counts) + "."


_TITLES = {"buildings": "buildings", "sections": "street sections", "blocks": "blocks"}
