"""Layers for tests, with all that real data have: gaps, umlauts, missing and empty geometries, many parts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from osgeo import gdal, ogr, osr

SQUARE = "POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0))"
MULTI = "MULTIPOLYGON (((20 0, 30 0, 30 10, 20 0)), ((40 0, 50 0, 50 10, 40 0)))"
HOLE = "POLYGON ((0 20, 10 20, 10 30, 0 30, 0 20), (2 22, 4 22, 4 24, 2 22))"
SPATIAL = "POLYGON Z ((0 0 5, 10 0 6, 10 10 7, 0 0 5))"
MEASURED = "POLYGON ZM ((0 0 5 1, 10 0 6 2, 10 10 7 3, 0 0 5 1))"
CURVED = "CURVEPOLYGON (COMPOUNDCURVE (CIRCULARSTRING (0 0, 5 5, 10 0), (10 0, 0 0)))"

_FIELDS = (
    ("name", ogr.OFTString, ogr.OFSTNone),
    ("q_kwh", ogr.OFTReal, ogr.OFSTNone),
    ("anzahl", ogr.OFTInteger, ogr.OFSTNone),
    ("schluessel", ogr.OFTInteger64, ogr.OFSTNone),
    ("nummer", ogr.OFTInteger64, ogr.OFSTNone),
    ("beheizt", ogr.OFTInteger, ogr.OFSTBoolean),
    ("denkmal", ogr.OFTInteger, ogr.OFSTBoolean),
    ("stand", ogr.OFTDate, ogr.OFSTNone),
    ("geaendert", ogr.OFTDateTime, ogr.OFSTNone),
)
_ROWS: tuple[tuple[Any, ...], ...] = (
    ("Gräfenhainichen", 1.5, 3, 2**40, 7, 1, 1, "2020/01/31", "2020/01/31 12:30:15.250"),
    (None, None, None, None, 8, 0, None, None, None),
    ("", -2.0, 0, -1, 9, 1, 0, "1899/12/31", "2021/02/28 00:00:00"),
    ("Straße 5", 0.0, 4, 5, 10, 0, 1, "2024/02/29", "2022/03/01 23:59:59"),
)


def write_layer(
    path: Path,
    shapes: list[str | None],
    *,
    driver: str = "GPKG",
    geometry_type: int = ogr.wkbMultiPolygon,
    epsg: int = 25832,
    name: str = "gebaeude",
) -> str:
    """Write a layer with a row per WKT and return its path as QGIS spells it."""
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(epsg)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    dataset = gdal.GetDriverByName(driver).Create(str(path), 0, 0, 0, gdal.GDT_Unknown)
    options = ["ENCODING=UTF-8"] if driver == "ESRI Shapefile" else []
    layer = dataset.CreateLayer(name, reference, geometry_type, options)
    for field_name, field_type, subtype in _FIELDS:
        definition = ogr.FieldDefn(field_name, field_type)
        definition.SetSubType(subtype)
        layer.CreateField(definition)
    for row, wkt in enumerate(shapes):
        feature = ogr.Feature(layer.GetLayerDefn())
        for (field_name, _, _), value in zip(_FIELDS, _ROWS[row % len(_ROWS)], strict=True):
            if value is not None:
                feature.SetField(field_name, value)
        if wkt is not None:
            feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
        layer.CreateFeature(feature)
    dataset = None
    return f"{path}|layername={name}" if driver == "GPKG" else str(path)
