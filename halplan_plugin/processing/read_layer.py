"""From a layer of QGIS to a table of the core.

There are two ways to the same table. When the file holds just what QGIS shows, its columns are read in bulk from the
file, more than ten times as fast as features. Otherwise the features come from QGIS, with everything that the user did
to the layer: open edits, joins, virtual fields, a selection, a filter.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsFields,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeatureSourceDefinition,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import Qt

from .. import settings
from ..compat import is_null, kind_of
from ..core.formats.ogr_stream import Columns, read_columns, shapes_from_wkb
from ..core.progress import Progress, step
from ..core.table import UNKNOWN_CRS, Array, Crs, Table

# Formats in which GDAL's stream and QGIS agree on feature ids and values, and for which kinds of field. A Shape file is
# not among them: QGIS widens whole numbers, reads logical fields as numbers and lets the user choose the encoding.
_STREAMED_KINDS = {
    "GPKG": frozenset({"integer", "real", "text", "boolean", "date", "datetime"}),
    "FlatGeobuf": frozenset({"integer", "real", "text", "boolean"}),
}
_FEATURES_PER_STEP = 5000


@dataclass(frozen=True)
class StreamedFile:
    """Where the bulk reader finds a layer, and what kinds of field it may read there.

    ``layer_name`` is empty for the first layer of the file.
    """

    path: str
    layer_name: str
    where: str
    kinds: frozenset[str]


@dataclass(frozen=True, eq=False)
class InputLayer:
    """A snapshot of an input layer, taken on the main thread, from which the table is read on any other."""

    name: str
    source: QgsProcessingFeatureSource
    fields: QgsFields
    crs: Crs
    file: StreamedFile | None
    splits_parts: bool

    @property
    def field_names(self) -> list[str]:
        return [field.name() for field in self.fields if _is_readable(field)]

    def read(self, columns: Sequence[str] | None, progress: Progress) -> Table:
        """Return the table with the named fields (all by default) in the order of the layer."""
        names = self.field_names if columns is None else [name for name in self.field_names if name in columns]
        read = self._read_file(names, progress) or self._read_features(names, progress)
        return Table(read.values, read.geometry, self.crs, self.name, read.row_ids)

    def _read_file(self, names: list[str], progress: Progress) -> Columns | None:
        """Read by columns; ``None`` when this is not possible or would not give what QGIS shows."""
        kinds = {kind_of(self.fields.field(name)) for name in names}
        if self.file is None or not kinds <= self.file.kinds:
            return None
        opened = _open(self.file)
        if opened is None:
            return None
        dataset, layer = opened
        read = read_columns(layer, names, self.file.where, progress)
        del dataset
        # QGIS shows the primary key of a GeoPackage as a field, GDAL keeps it apart
        return Columns({name: read.values.get(name, read.row_ids) for name in names}, read.geometry, read.row_ids)

    def _read_features(self, names: list[str], progress: Progress) -> Columns:
        request = QgsFeatureRequest().setSubsetOfAttributes(names, self.fields)
        has_geometry = self.source.wkbType() != Qgis.WkbType.NoGeometry
        if not has_geometry:
            request.setFlags(Qgis.FeatureRequestFlag.NoGeometry)
        positions = [self.fields.lookupField(name) for name in names]
        total = max(self.source.featureCount(), 1)
        ids: list[int] = []
        wkb: list[bytes | None] = []
        rows: list[list[Any]] = []
        # the core checks the geometries itself, the same way for every source
        flags = Qgis.ProcessingFeatureSourceFlag.SkipGeometryValidityChecks
        for feature in self.source.getFeatures(request, flags):
            if len(ids) % _FEATURES_PER_STEP == 0:
                step(progress, len(ids) / total)
            ids.append(feature.id())
            if has_geometry:
                wkb.append(feature.geometry().asWkb().data() if feature.hasGeometry() else None)
            if positions:
                rows.append([feature.attribute(position) for position in positions])
        by_field = zip(*rows, strict=True) if rows else [()] * len(names)
        values = {
            name: column_of(list(listed), kind_of(self.fields.field(name)))
            for name, listed in zip(names, by_field, strict=True)
        }
        return Columns(values, self._shapes(wkb) if has_geometry else None, np.array(ids, dtype=np.int64))

    def _shapes(self, wkb: list[bytes | None]) -> Array:
        array = np.empty(len(wkb), dtype=object)
        array[:] = wkb
        wkb_type = self.source.wkbType()
        plain = not (
            wkb_type == Qgis.WkbType.Unknown or QgsWkbTypes.isCurvedType(wkb_type) or QgsWkbTypes.hasM(wkb_type)
        )
        shapes = shapes_from_wkb(array, plain=plain)
        return _single_where_possible(shapes) if self.splits_parts else shapes


def open_input(
    algorithm: QgsProcessingAlgorithm, parameters: Mapping[str, Any], name: str, context: QgsProcessingContext
) -> InputLayer | None:
    """Return the layer given for a parameter, ``None`` for an optional one left out. Call it on the main thread."""
    value = parameters.get(name)
    if value is None or value == "":
        return None
    source = algorithm.parameterAsSource(parameters, name, context)
    if source is None:
        raise QgsProcessingException(algorithm.invalidSourceError(parameters, name))
    # a definition says where the layer is and which part of it is meant
    given = value.source if isinstance(value, QgsProcessingFeatureSourceDefinition) else value
    layer = algorithm.parameterAsVectorLayer({name: given}, name, context)
    return InputLayer(
        name=_name_of(source.sourceName(), layer),
        source=source,
        fields=source.fields(),
        crs=crs_of(source.sourceCrs()),
        file=None if layer is None else streamed_file(layer, value),
        # a Shape file does not tell single from multiple parts; QGIS then says multiple, GDAL what there is
        splits_parts=layer is not None and layer.storageType() == "ESRI Shapefile",
    )


def _name_of(name: str, layer: QgsVectorLayer | None) -> str:
    """Return the name of a layer; one that QGIS called after its file only gets the layer in that file added."""
    if layer is None or layer.providerType() != "ogr":
        return name
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    inside, file = parts.get("layerName"), Path(str(parts.get("path")))
    is_known_by_file = name == file.stem and not is_null(inside) and inside not in ("", name)
    return f"{file.name}: {inside}" if is_known_by_file else name


def streamed_file(layer: QgsVectorLayer, value: Any = None) -> StreamedFile | None:
    """Return where to read a layer in bulk; ``None`` when QGIS shows something else than the file holds.

    ``value`` is what was given for the parameter: a definition may limit the source to a selection or a filter.
    """
    shows_all = (
        settings.BULK_READING.value()
        and layer.providerType() == "ogr"
        and layer.storageType() in _STREAMED_KINDS
        and layer.wkbType() != Qgis.WkbType.Unknown
        and not layer.isEditable()
        and not layer.vectorJoins()
        and not _is_limited(value)
    )
    if not shows_all or any(
        layer.fields().fieldOrigin(position) != Qgis.FieldOrigin.Provider for position in range(layer.fields().count())
    ):
        return None
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    parts = {key: part for key, part in parts.items() if not is_null(part) and part != ""}
    where = layer.subsetString()
    if set(parts) - {"path", "layerName", "layerId", "subset"} or where.lstrip().upper().startswith("SELECT"):
        return None
    if "layerId" in parts and "layerName" not in parts:
        return None
    return StreamedFile(
        str(parts["path"]), str(parts.get("layerName", "")), where, _STREAMED_KINDS[layer.storageType()]
    )


def crs_of(crs: QgsCoordinateReferenceSystem) -> Crs:
    """Return a reference system of QGIS as one of the core."""
    if not crs.isValid():
        return UNKNOWN_CRS
    metric = not crs.isGeographic() and crs.mapUnits() == Qgis.DistanceUnit.Meters
    if crs.authid() and not crs.authid().startswith("USER:"):
        return Crs(crs.authid(), metric)
    return Crs("", metric, crs.toWkt(Qgis.CrsWktVariant.Preferred))


def column_of(values: list[Any], kind: str) -> Array:
    """Return attribute values as a column of a table; ``kind`` is that of the field."""
    missing = [is_null(value) for value in values]
    if kind == "real" or (kind in ("integer", "boolean") and any(missing)):
        return np.array([np.nan if gone else value for value, gone in zip(values, missing, strict=True)], dtype=float)
    if kind == "integer":
        return np.array(values, dtype=np.int64)
    if kind == "boolean":
        return np.array(values, dtype=bool)
    convert = _TEXT_OF.get(kind, _other_as_text)
    column = np.empty(len(values), dtype=object)
    column[:] = [None if gone else convert(value) for value, gone in zip(values, missing, strict=True)]
    return column


def _date_as_text(value: Any) -> str:
    return str(value.toString(Qt.DateFormat.ISODate))


def _datetime_as_text(value: Any) -> str:
    return str(value.toString("yyyy-MM-ddTHH:mm:ss.zzz"))


def _other_as_text(value: Any) -> str:
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value.toPyTime() if hasattr(value, "toPyTime") else value)


_TEXT_OF: dict[str, Callable[[Any], str]] = {"text": str, "date": _date_as_text, "datetime": _datetime_as_text}


def _is_readable(field: Any) -> bool:
    return str(field.typeName()).lower() not in ("binary", "blob", "bytea")


def _is_limited(value: Any) -> bool:
    return isinstance(value, QgsProcessingFeatureSourceDefinition) and bool(
        value.selectedFeaturesOnly or value.filterExpression or value.featureLimit >= 0
    )


def _open(file: StreamedFile) -> tuple[Any, Any] | None:
    """Return dataset and layer of GDAL; ``None`` when it cannot read them or does not understand the filter.

    It has to work whether or not another plugin turned the exceptions of the bindings on.
    """
    from osgeo import gdal

    try:
        dataset = gdal.OpenEx(file.path, gdal.OF_VECTOR | gdal.OF_READONLY)
        layer = dataset and (dataset.GetLayerByName(file.layer_name) if file.layer_name else dataset.GetLayer(0))
        if not layer or not hasattr(layer, "GetArrowStreamAsNumPy"):
            return None
        understood = layer.SetAttributeFilter(file.where or None) == 0
    except RuntimeError:
        return None
    return (dataset, layer) if understood else None


def _single_where_possible(shapes: Array) -> Array:
    """Return multi-part geometries of one part as that part."""
    shapes = shapes.copy()
    rows = np.flatnonzero((shapely.get_type_id(shapes) >= 4) & (shapely.get_num_geometries(shapes) == 1))
    shapes[rows] = shapely.get_geometry(shapes[rows], 0)
    return shapes
