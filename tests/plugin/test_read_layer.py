"""Both ways from a layer to a table give the same table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from layers import CURVED, HOLE, MEASURED, MULTI, SPATIAL, SQUARE, write_layer
from osgeo import ogr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
)
from qgis.PyQt.QtCore import QMetaType

from halplan_plugin.core.errors import CancelledError
from halplan_plugin.core.formats.vector import read_table
from halplan_plugin.core.progress import Silent
from halplan_plugin.core.table import Table
from halplan_plugin.processing.read_layer import InputLayer, open_input

ALL = [SQUARE, None, MULTI, HOLE]


_contexts: list[QgsProcessingContext] = []


@pytest.fixture(autouse=True)
def _keep_contexts() -> Iterator[None]:
    """A context owns the layers it loads, so it has to live as long as they are read."""
    yield
    _contexts.clear()


def opened(algorithm: Any, value: Any) -> InputLayer:
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    _contexts.append(context)
    layer = open_input(algorithm, {"BUILDINGS": value}, "BUILDINGS", context)
    assert layer is not None
    return layer


def assert_same(left: Table, right: Table) -> None:
    assert list(left.columns) == list(right.columns)
    assert {n: v.dtype for n, v in left.columns.items()} == {n: v.dtype for n, v in right.columns.items()}
    np.testing.assert_array_equal(left.ids, right.ids)
    for name, values in left.columns.items():
        np.testing.assert_array_equal(values, right.columns[name], err_msg=name)
    assert left.crs == right.crs
    assert (left.geometry is None) == (right.geometry is None)
    if left.geometry is not None and right.geometry is not None:
        assert [g and g.wkb for g in left.geometry] == [g and g.wkb for g in right.geometry]
    assert left.fingerprint() == right.fingerprint()


def assert_both_ways_agree(algorithm: Any, value: Any, monkeypatch: pytest.MonkeyPatch) -> Table:
    """Read in bulk and feature by feature and compare; returns the table."""
    bulk = opened(algorithm, value)
    left = read_in_bulk(bulk, bulk.field_names)
    monkeypatch.setenv("HALPLAN_BULK_READING", "0")
    by_feature = opened(algorithm, value)
    assert by_feature.file is None
    assert_same(left, by_feature.read(None, Silent()))
    return left


def read_in_bulk(layer: InputLayer, names: list[str]) -> Table:
    """Read by columns only; fails where the reader would have to fall back to features."""
    read = layer._read_file(names, Silent())
    assert read is not None
    return Table(read.values, read.geometry, layer.crs, layer.name, read.row_ids)


def saved_and_read(layer: QgsVectorLayer, path: Path) -> Table:
    """Save what QGIS shows as a GeoPackage and read that by the core."""
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = "saved"
    transform = QgsProject.instance().transformContext()
    error = QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), transform, options)
    assert error[0] == QgsVectorFileWriter.WriterError.NoError, error
    return read_table(str(path))


def assert_content(table: Table, expected: Table) -> None:
    """Compare tables of different files: feature ids and the key column may differ."""
    names = [name for name in table.columns if name != "fid"]
    assert names == list(expected.columns)
    assert table.select(*names).fingerprint() == expected.fingerprint()


@pytest.mark.parametrize(
    ("shapes", "geometry_type"),
    [
        pytest.param([SQUARE, HOLE, SQUARE, HOLE], ogr.wkbPolygon, id="single parts"),
        pytest.param(ALL, ogr.wkbMultiPolygon, id="mixed single and multi, null geometry"),
        pytest.param([SQUARE, None, "POLYGON EMPTY", HOLE], ogr.wkbPolygon, id="null and empty geometry"),
        pytest.param([SPATIAL, SPATIAL], ogr.wkbPolygon25D, id="Z"),
        pytest.param([MEASURED, MEASURED], ogr.wkbPolygonZM, id="M is dropped, Z kept"),
        pytest.param([CURVED, SQUARE], ogr.wkbCurvePolygon, id="curves"),
        pytest.param(["POINT (1 2)", "POINT EMPTY", None], ogr.wkbPoint, id="points"),
        pytest.param(["LINESTRING (0 0, 1 1)", "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3))"], ogr.wkbMultiLineString,
                     id="lines"),
        pytest.param([None, None], ogr.wkbNone, id="no geometry column"),
        pytest.param([], ogr.wkbPolygon, id="no features"),
    ],
)  # fmt: skip
def test_a_geopackage_reads_the_same_both_ways(
    algorithm: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shapes: list[str | None], geometry_type: int
) -> None:
    source = write_layer(tmp_path / "a.gpkg", shapes, geometry_type=geometry_type)
    table = assert_both_ways_agree(algorithm, source, monkeypatch)
    assert len(table) == len(shapes)
    assert next(iter(table.columns)) == "fid"


def test_types_of_columns_follow_the_table(algorithm: Any, tmp_path: Path) -> None:
    table = opened(algorithm, write_layer(tmp_path / "a.gpkg", ALL)).read(None, Silent())
    assert table["anzahl"].dtype == np.float64
    assert np.isnan(table["anzahl"][1])
    assert table["nummer"].dtype == np.int64
    assert table["schluessel"][0] == 2**40
    assert table["beheizt"].dtype == np.bool_
    assert table["denkmal"].dtype == np.float64
    assert table["name"].tolist() == ["Gräfenhainichen", None, "", "Straße 5"]
    assert table["stand"].tolist() == ["2020-01-31", None, "1899-12-31", "2024-02-29"]
    assert table["geaendert"][0] == "2020-01-31T12:30:15.250"


def test_flatgeobuf_reads_the_same_both_ways(algorithm: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write_layer(tmp_path / "a.fgb", [SQUARE, HOLE], driver="FlatGeobuf", geometry_type=ogr.wkbPolygon)
    columns = ["name", "q_kwh", "anzahl", "schluessel"]
    bulk = read_in_bulk(opened(algorithm, source), columns)
    monkeypatch.setenv("HALPLAN_BULK_READING", "0")
    assert_same(bulk, opened(algorithm, source).read(columns, Silent()))


def test_a_shape_file_reads_as_the_core_reads_it(algorithm: Any, tmp_path: Path) -> None:
    source = write_layer(
        tmp_path / "a.shp", [SQUARE, None, MULTI], driver="ESRI Shapefile", geometry_type=ogr.wkbPolygon
    )
    layer = opened(algorithm, source)
    assert layer.file is None
    table = layer.read(["name", "q_kwh", "nummer"], Silent())
    assert table["name"].tolist() == ["Gräfenhainichen", None, None]
    assert [g and g.geom_type for g in table.shapes] == ["Polygon", None, "MultiPolygon"]
    # text apart: QGIS decodes it itself and switches off the decoding of GDAL for the whole process
    assert table.select("q_kwh", "nummer").fingerprint() == read_table(source, ["q_kwh", "nummer"]).fingerprint()


def test_the_file_gives_the_table_that_the_core_reads(algorithm: Any, tmp_path: Path) -> None:
    source = write_layer(tmp_path / "a.gpkg", ALL)
    table = opened(algorithm, source).read(None, Silent())
    assert_content(table, read_table(source))


def test_a_subset_string_is_honoured_both_ways(algorithm: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    layer = QgsVectorLayer(write_layer(tmp_path / "a.gpkg", ALL), "a", "ogr")
    assert layer.setSubsetString('"anzahl" >= 3 AND fid > 1')
    table = assert_both_ways_agree(algorithm, layer, monkeypatch)
    assert table.ids.tolist() == [4]


def test_a_subset_that_is_a_query_is_read_feature_by_feature(algorithm: Any, tmp_path: Path) -> None:
    layer = QgsVectorLayer(write_layer(tmp_path / "a.gpkg", ALL), "a", "ogr")
    assert layer.setSubsetString("SELECT * FROM gebaeude WHERE anzahl = 3")
    found = opened(algorithm, layer)
    assert found.file is None
    assert found.read(["anzahl"], Silent())["anzahl"].tolist() == [3]


def test_the_reference_system_is_the_one_set_in_qgis(
    algorithm: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layer = QgsVectorLayer(write_layer(tmp_path / "a.gpkg", ALL), "a", "ogr")
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:25833"))
    assert assert_both_ways_agree(algorithm, layer, monkeypatch).crs.authid == "EPSG:25833"


def test_a_geographic_system_is_not_metric(algorithm: Any, tmp_path: Path) -> None:
    found = opened(algorithm, write_layer(tmp_path / "a.gpkg", ALL, epsg=4326))
    assert not found.crs.metric


def _with_open_edits(layer: QgsVectorLayer) -> None:
    layer.startEditing()
    layer.changeAttributeValue(1, layer.fields().lookupField("q_kwh"), 99.5)
    layer.deleteFeature(4)
    feature = QgsFeature(layer.fields())
    feature.setAttribute("name", "neu")
    feature.setGeometry(QgsGeometry.fromWkt("MultiPolygon (((0 0, 1 0, 1 1, 0 0)))"))
    layer.addFeature(feature)


def _with_virtual_field(layer: QgsVectorLayer) -> None:
    layer.addExpressionField('coalesce("q_kwh", 0) * 2', QgsField("doppelt", QMetaType.Type.Double))


def _with_join(layer: QgsVectorLayer) -> None:
    other = QgsVectorLayer("NoGeometry?field=nr:integer&field=wert:string", "other", "memory")
    feature = QgsFeature(other.fields())
    feature.setAttributes([8, "gefunden"])
    other.dataProvider().addFeatures([feature])
    QgsProject.instance().addMapLayer(other)
    join = QgsVectorLayerJoinInfo()
    join.setJoinLayer(other)
    join.setJoinFieldName("nr")
    join.setTargetFieldName("nummer")
    join.setUsingMemoryCache(True)
    assert layer.addJoin(join)


@pytest.mark.parametrize("change", [_with_open_edits, _with_virtual_field, _with_join])
def test_what_only_qgis_knows_is_read_from_qgis(
    algorithm: Any, tmp_path: Path, change: Callable[[QgsVectorLayer], None], qgis_new_project: None
) -> None:
    layer = QgsVectorLayer(write_layer(tmp_path / "a.gpkg", [SQUARE, HOLE, MULTI, HOLE]), "a", "ogr")
    change(layer)
    found = opened(algorithm, layer)
    assert found.file is None
    table = found.read(None, Silent())
    if layer.isEditable():
        # the file writer of QGIS numbers the rows anew, so the new feature's provisional key has to go
        assert table["q_kwh"][table.ids == 1].tolist() == [99.5]
        assert "neu" in table["name"].tolist()
        assert len(table) == 4
        layer.rollBack()
    else:
        assert_content(table, saved_and_read(layer, tmp_path / "saved.gpkg"))


@pytest.mark.parametrize(
    ("limit", "ids"),
    [
        pytest.param({"selectedFeaturesOnly": True}, [2, 3], id="selection"),
        pytest.param({"filterExpression": "anzahl > 3"}, [4], id="filter"),
        pytest.param({"featureLimit": 1}, [1], id="limit"),
    ],
)
def test_a_limited_source_is_read_feature_by_feature(
    algorithm: Any, tmp_path: Path, qgis_new_project: None, limit: dict[str, Any], ids: list[int]
) -> None:
    layer = QgsVectorLayer(write_layer(tmp_path / "a.gpkg", ALL), "a", "ogr")
    QgsProject.instance().addMapLayer(layer)
    layer.selectByIds([2, 3])
    definition = QgsProcessingFeatureSourceDefinition(layer.id(), **limit)
    found = opened(algorithm, definition)
    assert found.file is None
    assert found.read(["anzahl"], Silent()).ids.tolist() == ids


def test_an_unlimited_definition_is_read_in_bulk(algorithm: Any, tmp_path: Path) -> None:
    definition = QgsProcessingFeatureSourceDefinition(write_layer(tmp_path / "a.gpkg", ALL))
    assert opened(algorithm, definition).file is not None


@pytest.mark.parametrize("kind", ["Polygon", "MultiPolygon", "PolygonZ", "CurvePolygon", "NoGeometry"])
def test_a_memory_layer_reads_as_its_saved_copy(algorithm: Any, tmp_path: Path, kind: str) -> None:
    layer = QgsVectorLayer(
        f"{kind}?crs=EPSG:25832&field=name:string&field=q_kwh:double&field=n:integer&field=ja:bool&field=tag:date",
        "m", "memory",
    )  # fmt: skip
    wkt = {"Polygon": SQUARE, "MultiPolygon": MULTI, "PolygonZ": SPATIAL, "CurvePolygon": CURVED}.get(kind)
    rows = [["ä", 1.5, 3, True, "2020-01-31"], [None, None, None, None, None], ["b", 2.5, 4, False, "2021-01-31"]]
    for row in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes(row)
        if wkt:
            feature.setGeometry(QgsGeometry.fromWkt(wkt))
        assert layer.dataProvider().addFeature(feature)
    found = opened(algorithm, layer)
    assert found.file is None
    assert_content(found.read(None, Silent()), saved_and_read(layer, tmp_path / "saved.gpkg"))


def test_a_virtual_layer_reads_as_its_source(algorithm: Any, tmp_path: Path, qgis_new_project: None) -> None:
    source = write_layer(tmp_path / "a.gpkg", [SQUARE, HOLE], geometry_type=ogr.wkbPolygon)
    layer = QgsVectorLayer(source, "a", "ogr")
    QgsProject.instance().addMapLayer(layer)
    virtual = QgsVectorLayer("?query=SELECT name, q_kwh, geometry FROM a", "v", "virtual")
    found = opened(algorithm, virtual)
    assert found.file is None
    assert_content(found.read(None, Silent()), read_table(source, ["name", "q_kwh"]))


def test_only_the_columns_asked_for_are_read(algorithm: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write_layer(tmp_path / "a.gpkg", ALL)
    bulk = read_in_bulk(opened(algorithm, source), ["fid", "q_kwh"])
    assert list(bulk.columns) == ["fid", "q_kwh"]
    assert bulk["fid"].tolist() == bulk.ids.tolist()
    monkeypatch.setenv("HALPLAN_BULK_READING", "0")
    assert_same(bulk, opened(algorithm, source).read(["q_kwh", "fid"], Silent()))


def test_a_layer_given_by_path_is_called_after_file_and_layer(algorithm: Any, tmp_path: Path) -> None:
    source = write_layer(tmp_path / "a.gpkg", ALL)
    assert opened(algorithm, source).name == read_table(source).name == "a.gpkg: gebaeude"


def test_the_table_is_called_like_the_layer(algorithm: Any, tmp_path: Path) -> None:
    layer = QgsVectorLayer(write_layer(tmp_path / "a.gpkg", ALL), "Häuser der Stadt", "ogr")
    assert opened(algorithm, layer).read([], Silent()).name == "Häuser der Stadt"


@pytest.mark.parametrize("bulk", ["1", "0"])
def test_reading_stops_when_cancelled(
    algorithm: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bulk: str
) -> None:
    class Stopped(Silent):
        def is_cancelled(self) -> bool:
            return True

    monkeypatch.setenv("HALPLAN_BULK_READING", bulk)
    found = opened(algorithm, write_layer(tmp_path / "a.gpkg", ALL))
    with pytest.raises(CancelledError):
        found.read(None, Stopped())


def test_real_buildings_read_the_same_both_ways(algorithm: Any, shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = f"{shared}/data/heat/branitz.gpkg|layername=buildings_alkis"
    table = assert_both_ways_agree(algorithm, source, monkeypatch)
    assert len(table) == 2079
    assert shapely.area(table.shapes).sum() > 100_000
