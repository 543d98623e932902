"""From a table of the core to where the user wants it.

A GeoPackage file is written by columns, whole or not at all; every other destination (temporary layer, database, other
formats) gets features. The content is the same, but for a missing geometry: QGIS writes it as an empty one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsFields,
    QgsGeometry,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
    QgsProperty,
)
from qgis.PyQt.QtCore import QDate, Qt

from .. import settings
from ..compat import make_field
from ..core.formats.geopackage import StoredLayer, uniform_type, write_geopackage
from ..core.operation import Operation, Output
from ..core.run import RunRecord
from ..core.table import Array, Crs, Table
from ..translation import title_of
from .parameters import qgis_name

_BATCH = 5000
_WKB_TYPES = {
    0: Qgis.WkbType.Point,
    1: Qgis.WkbType.LineString,
    3: Qgis.WkbType.Polygon,
    4: Qgis.WkbType.MultiPoint,
    5: Qgis.WkbType.MultiLineString,
    6: Qgis.WkbType.MultiPolygon,
}
_DECLARED_TYPES = {
    "point": Qgis.WkbType.Point,
    "line": Qgis.WkbType.LineString,
    "polygon": Qgis.WkbType.Polygon,
    "none": Qgis.WkbType.NoGeometry,
    "any": Qgis.WkbType.Unknown,
}


class ResultWriter:
    """Writes the result tables of one run to the destinations in the parameters of an algorithm."""

    def __init__(
        self,
        algorithm: QgsProcessingAlgorithm,
        operation: Operation,
        parameters: Mapping[str, Any],
        context: QgsProcessingContext,
    ) -> None:
        self._algorithm = algorithm
        self._operation = operation
        self._parameters = parameters
        self._context = context

    def wanted(self) -> frozenset[str]:
        """Return the names of the outputs that have a destination."""
        return frozenset(output.name for output in self._operation.outputs if self._destination(output))

    def write(self, tables: Mapping[str, Table], record: RunRecord) -> dict[str, str]:
        """Write the wanted tables and return where each one is, by declared name.

        Several results may name the same GeoPackage: they become layers of it. Raises :class:`OutputError` or
        :class:`QgsProcessingException` when a destination cannot be written.
        """
        written: dict[str, str] = {}
        files: dict[Path, list[Output]] = {}
        for output in self._operation.outputs:
            if output.name not in tables or not self._destination(output):
                continue
            file = self._geopackage_file(output)
            if file is None:
                written[output.name] = self._write_features(output, tables[output.name])
            else:
                files.setdefault(file, []).append(output)
        for file, outputs in files.items():
            layers = [
                StoredLayer(
                    layer_name(self._operation, output),
                    tables[output.name],
                    output.fields,
                    output.title_de,
                    geometry=output.geometry,
                )
                for output in outputs
            ]
            write_geopackage(file, layers, [record])
            for layer, output in zip(layers, outputs, strict=True):
                written[output.name] = f"{file}|layername={layer.name}"
                self._load_when_asked(output, written[output.name])
        return written

    def _destination(self, output: Output) -> str:
        """Return a destination as text: ``memory:``, a path, a connection; empty when it is not wanted."""
        value = self._parameters.get(qgis_name(output.name))
        if isinstance(value, QgsProcessingOutputLayerDefinition):
            value = value.sink
        if isinstance(value, QgsProperty):
            value = value.valueAsString(self._context.expressionContext(), "")[0]
        return str(value or "")

    def _geopackage_file(self, output: Output) -> Path | None:
        value = self._parameters.get(qgis_name(output.name))
        remapped = isinstance(value, QgsProcessingOutputLayerDefinition) and value.useRemapping()
        destination = self._destination(output)
        # "ogr:dbname='x.gpkg' table=..." adds a layer to a file and is left to QGIS
        is_path = ":" not in destination[2:] and destination.lower().endswith(".gpkg")
        return Path(destination) if is_path and not remapped and settings.BULK_WRITING.value() else None

    def _load_when_asked(self, output: Output, destination: str) -> None:
        """Have QGIS load a file that was not made by a sink, as it would do for one that was."""
        value = self._parameters.get(qgis_name(output.name))
        if not isinstance(value, QgsProcessingOutputLayerDefinition) or value.destinationProject is None:
            return
        details = QgsProcessingContext.LayerDetails(
            value.destinationName or title_of(output),
            value.destinationProject,
            qgis_name(output.name),
            QgsProcessingUtils.LayerHint.Vector,
        )
        self._context.addLayerToLoadOnCompletion(destination, details)

    def _write_features(self, output: Output, table: Table) -> str:
        name = qgis_name(output.name)
        shapes = None if table.geometry is None or output.geometry == "none" else uniform_type(table.geometry)
        fields = QgsFields()
        for field in output.fields:
            fields.append(make_field(field.name, field.kind))
        sink, destination = self._algorithm.parameterAsSink(
            self._parameters, name, self._context, fields, layer_type(output, shapes), qgis_crs(table.crs)
        )
        if sink is None:
            raise QgsProcessingException(self._algorithm.invalidSinkError(self._parameters, name))
        for batch in _batches(output, table, shapes, fields):
            if not sink.addFeatures(batch, QgsFeatureSink.Flag.FastInsert):
                raise QgsProcessingException(self._algorithm.writeFeatureError(sink, self._parameters, name))
        if not sink.flushBuffer():
            raise QgsProcessingException(self._algorithm.writeFeatureError(sink, self._parameters, name))
        return str(destination)


def layer_name(operation: Operation, output: Output) -> str:
    """Return the name of a result layer in a file: ``heat_line_density``, ``heat_line_density_connectors``."""
    return operation.name if output.name == "result" else f"{operation.name}_{output.name}"


def layer_type(output: Output, shapes: Array | None) -> Qgis.WkbType:
    """Return the geometry type of a result layer: that of its geometries, of the declaration when there are none."""
    if shapes is None:
        return Qgis.WkbType.NoGeometry
    types = np.unique(shapely.get_type_id(shapes[~shapely.is_missing(shapes)])).tolist()
    wkb_type = _WKB_TYPES.get(types[0], Qgis.WkbType.Unknown) if len(types) == 1 else _DECLARED_TYPES[output.geometry]
    if shapely.has_z(shapes).any():
        return Qgis.WkbType(wkb_type + 1000)
    return wkb_type


def qgis_crs(crs: Crs) -> QgsCoordinateReferenceSystem:
    """Return a reference system of the core as one of QGIS."""
    if crs.authid:
        return QgsCoordinateReferenceSystem(crs.authid)
    return QgsCoordinateReferenceSystem.fromWkt(crs.wkt) if crs.wkt else QgsCoordinateReferenceSystem()


def _batches(output: Output, table: Table, shapes: Array | None, fields: QgsFields) -> Iterator[list[QgsFeature]]:
    columns = [attributes_of(table.columns[field.name], field.kind) for field in output.fields]
    wkb = None if shapes is None else shapely.to_wkb(shapes, byte_order=1, output_dimension=3, flavor="iso").tolist()
    for start in range(0, len(table), _BATCH):
        rows = range(start, min(start + _BATCH, len(table)))
        yield [_feature(fields, [column[row] for column in columns], wkb and wkb[row]) for row in rows]


def _feature(fields: QgsFields, attributes: Sequence[Any], wkb: bytes | None) -> QgsFeature:
    feature = QgsFeature(fields)
    feature.setAttributes(list(attributes))
    if wkb:
        geometry = QgsGeometry()
        geometry.fromWkb(wkb)
        feature.setGeometry(geometry)
    return feature


def attributes_of(values: Array, kind: str) -> list[Any]:
    """Return a column as attribute values of QGIS, missing ones as ``None``."""
    listed: list[Any] = values.tolist()
    if values.dtype.kind == "f":
        convert = {"integer": int, "boolean": bool}.get(kind, float)
        return [None if value != value else convert(value) for value in listed]
    if kind == "date":
        return [None if value is None else QDate.fromString(value, Qt.DateFormat.ISODate) for value in listed]
    return listed
