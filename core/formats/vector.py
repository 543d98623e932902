"""Reading a vector file into a table, by GDAL's bindings or by pyogrio, whichever is there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from ..errors import InputError, MissingDependencyError
from ..geometry.crs import crs_from_definition
from ..progress import Progress
from ..table import UNKNOWN_CRS, Crs, Table
from .geopackage import SYSTEM_LAYERS
from .ogr_stream import read_columns


def split_source(source: str) -> tuple[str, str]:
    """Split ``path|layername=name`` as QGIS writes it into path and layer name (empty: the only layer)."""
    path, *options = source.split("|")
    for option in options:
        key, _, value = option.partition("=")
        if key.lower() == "layername":
            return path, value
    return path, ""


def read_table(
    source: str, columns: Sequence[str] | None = None, where: str = "", progress: Progress | None = None
) -> Table:
    """Return a layer of a file as table.

    ``source`` is a path or ``path|layername=name``. ``columns`` limits the fields, ``where`` filters the features.
    Raises :class:`InputError` when the file or the layer is not there or cannot be read.
    """
    path, layer_name = split_source(source)
    if not Path(path).exists():
        raise InputError("File '{path}' does not exist.", "Check the path.", path=path)
    try:
        from osgeo import gdal
    except ImportError:
        return _read_with_pyogrio(path, layer_name, columns, where)
    return _read_with_gdal(gdal, path, layer_name, columns, where, progress)


def layer_names(path: str) -> list[str]:
    """Return the names of the layers of a file."""
    try:
        from osgeo import gdal
    except ImportError:
        return [str(name) for name in _pyogrio().list_layers(path)[:, 0]]
    dataset = _open(gdal, path)
    return [dataset.GetLayer(i).GetName() for i in range(dataset.GetLayerCount())]


def _open(gdal: Any, path: str) -> Any:
    """Return the dataset, whether or not somebody has turned on the exceptions of the bindings."""
    reason = ""
    try:
        dataset = gdal.OpenEx(path, gdal.OF_VECTOR | gdal.OF_READONLY)
    except RuntimeError as error:
        dataset, reason = None, str(error)
    if dataset is None:
        raise InputError(
            "File '{path}' cannot be read: {reason}",
            "Check that it is a vector file such as GeoPackage, Shape or GML.",
            path=path,
            reason=reason or gdal.GetLastErrorMsg() or "unknown format.",
        )
    return dataset


def _read_with_gdal(
    gdal: Any, path: str, layer_name: str, columns: Sequence[str] | None, where: str, progress: Progress | None
) -> Table:
    dataset = _open(gdal, path)
    names = [dataset.GetLayer(i).GetName() for i in range(dataset.GetLayerCount())]
    name = _choose_layer(path, layer_name, names)
    layer = dataset.GetLayerByName(name)
    reference = layer.GetSpatialRef()
    read = read_columns(layer, columns, where, progress)
    return Table(read.values, read.geometry, _crs_of(reference), _title(path, name), read.row_ids)


def _crs_of(reference: Any) -> Crs:
    if reference is None:
        return UNKNOWN_CRS
    authority, code = reference.GetAuthorityName(None), reference.GetAuthorityCode(None)
    metric = bool(reference.IsProjected()) and reference.GetLinearUnits() == 1.0
    return Crs(f"{authority}:{code}" if authority and code else "", metric, "" if code else reference.ExportToWkt())


def _read_with_pyogrio(path: str, layer_name: str, columns: Sequence[str] | None, where: str) -> Table:
    pyogrio = _pyogrio()
    name = _choose_layer(path, layer_name, [str(item) for item in pyogrio.list_layers(path)[:, 0]])
    meta, row_ids, wkb, values = pyogrio.raw.read(path, layer=name, columns=columns, where=where or None,
                                                  return_fids=True)  # fmt: skip
    table = {
        str(field): array.astype(np.int64) if array.dtype.kind in "iu" else _text_of_dates(array)
        for field, array in zip(meta["fields"], values, strict=True)
    }
    geometry = None if wkb is None else np.asarray(shapely.from_wkb(wkb), dtype=object)
    crs = crs_from_definition(meta["crs"]) if meta["crs"] else UNKNOWN_CRS
    return Table(table, geometry, crs, _title(path, name), row_ids)


def _text_of_dates(values: Any) -> Any:
    if values.dtype.kind != "M":
        return values.astype(np.float64) if values.dtype.kind == "f" else values
    text = np.datetime_as_string(values).astype(object)
    text[np.isnat(values)] = None
    return text


def _choose_layer(path: str, layer_name: str, names: list[str]) -> str:
    if layer_name in names:
        return layer_name
    # a result is stored with its style and run record, and can go into the next operation without naming its layer
    names = [name for name in names if name not in SYSTEM_LAYERS] or names
    if not layer_name and len(names) == 1:
        return names[0]
    if not layer_name:
        raise InputError(
            "File '{path}' holds several layers.",
            "Name one as '{path}|layername=...': {names}.",
            path=path,
            names=", ".join(names),
        )
    raise InputError(
        "File '{path}' has no layer '{layer}'.", "Its layers are: {names}.",
        path=path, layer=layer_name, names=", ".join(names),
    )  # fmt: skip


def _title(path: str, name: str) -> str:
    file = Path(path)
    return file.name if name == file.stem else f"{file.name}: {name}"


def _pyogrio() -> Any:
    try:
        import pyogrio
    except ImportError:
        raise MissingDependencyError(
            "Reading files needs GDAL's Python bindings or pyogrio.",
            "Install one of them, for instance with: pip install pyogrio",
        ) from None
    return pyogrio
