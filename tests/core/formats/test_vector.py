import numpy as np
import pytest
import shapely

from halplan_core.errors import InputError
from halplan_core.formats.geopackage import RUNS_TABLE, StoredLayer, write_geopackage
from halplan_core.formats.vector import read_table, split_source
from halplan_core.table import Crs, Table


@pytest.fixture
def source(tmp_path):
    table = Table(
        {"a": np.arange(3), "b": np.array(["x", None, "z"], dtype=object)},
        shapely.points([[0, 0], [1, 1], [2, 2]]),
        Crs("EPSG:25832"),
    )
    path = tmp_path / "daten.gpkg"
    write_geopackage(path, [StoredLayer("eins", table), StoredLayer("zwei", table)])
    return str(path)


def test_a_source_is_split_as_qgis_writes_it():
    assert split_source("a/b.gpkg|layername=eins|geometrytype=Point") == ("a/b.gpkg", "eins")
    assert split_source("b.shp") == ("b.shp", "")


def test_columns_and_rows_can_be_limited(source):
    table = read_table(source + "|layername=eins", columns=["a"], where="a > 0")
    assert list(table.columns) == ["a"]
    assert table.columns["a"].tolist() == [1, 2]
    assert table.ids.tolist() == [2, 3]


def test_a_filter_without_hits_gives_typed_empty_columns(source):
    table = read_table(source + "|layername=eins", where="a > 99")
    assert len(table) == 0
    assert table.columns["a"].dtype == np.int64


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        read_table(str(tmp_path / "fehlt.gpkg"))


def test_a_file_that_is_no_vector_file_is_named(tmp_path):
    (tmp_path / "a.gpkg").write_text("kein GeoPackage")
    with pytest.raises(InputError, match="cannot be read"):
        read_table(str(tmp_path / "a.gpkg"))


def test_several_layers_ask_for_a_name(source):
    with pytest.raises(InputError, match="holds several layers.*eins, zwei"):
        read_table(source)


def test_the_run_record_beside_a_single_result_does_not_ask_for_a_name(tmp_path):
    path = tmp_path / "ergebnis.gpkg"
    points = Table({"a": np.arange(2)}, shapely.points([[0, 0], [1, 1]]), Crs("EPSG:25832"))
    records = Table({"protokoll": np.array(["{}"], dtype=object)})
    write_geopackage(path, [StoredLayer("ergebnis", points), StoredLayer(RUNS_TABLE, records)])
    assert read_table(str(path)).columns["a"].tolist() == [0, 1]
    assert read_table(f"{path}|layername={RUNS_TABLE}").columns["protokoll"].tolist() == ["{}"]


def test_an_unknown_layer_is_named_with_those_that_are_there(source):
    with pytest.raises(InputError, match="has no layer 'drei'.*eins, zwei"):
        read_table(source + "|layername=drei")


def test_curves_are_read_as_lines(tmp_path):
    ogr = pytest.importorskip("osgeo.ogr")
    path = str(tmp_path / "kurven.gpkg")
    data = ogr.GetDriverByName("GPKG").CreateDataSource(path)
    layer = data.CreateLayer("k", geom_type=ogr.wkbCurvePolygon)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkt("CURVEPOLYGON(CIRCULARSTRING(0 0,1 1,2 0,1 -1,0 0))"))
    layer.CreateFeature(feature)
    del feature, layer, data
    assert shapely.area(read_table(path).geometry[0]) == pytest.approx(np.pi, rel=1e-2)


def test_the_stream_equals_a_feature_loop_for_every_type_with_gaps(tmp_path):
    ogr = pytest.importorskip("osgeo.ogr")
    path, count = str(tmp_path / "alles.gpkg"), 70_000  # more than one batch of the stream
    data = ogr.GetDriverByName("GPKG").CreateDataSource(path)
    layer = data.CreateLayer("a", geom_type=ogr.wkbPoint)
    kinds = {"i": ogr.OFTInteger, "l": ogr.OFTInteger64, "r": ogr.OFTReal, "t": ogr.OFTString, "d": ogr.OFTDate}
    for name, kind in kinds.items():
        layer.CreateField(ogr.FieldDefn(name, kind))
    flag = ogr.FieldDefn("b", ogr.OFTInteger)
    flag.SetSubType(ogr.OFSTBoolean)
    layer.CreateField(flag)
    rng = np.random.default_rng(7)
    gaps = rng.random((count, 6)) < 0.2
    expected = {name: [] for name in "ilrtdb"}
    layer.StartTransaction()
    for row in range(count):
        day = f"{row % 190 + 1850}/02/03"
        values = {"i": row, "l": row * 10**10, "r": row / 7, "t": f"ß{row}", "d": day, "b": row % 3 == 0}
        feature = ogr.Feature(layer.GetLayerDefn())
        for column, (name, value) in enumerate(values.items()):
            if not gaps[row, column]:
                feature.SetField(name, value)
            expected[name].append(None if gaps[row, column] else value)
        if row % 5:
            feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT({row} 1)"))
        layer.CreateFeature(feature)
    layer.CommitTransaction()
    del feature, layer, data
    table = read_table(path)
    for name in "ilrb":
        wanted = np.array([np.nan if value is None else value for value in expected[name]], dtype=float)
        np.testing.assert_array_equal(table.columns[name], wanted)
    assert table.columns["t"].tolist() == expected["t"]
    assert table.columns["d"].tolist() == [None if d is None else d.replace("/", "-") for d in expected["d"]]
    assert shapely.is_missing(table.geometry).tolist() == [row % 5 == 0 for row in range(count)]
    assert shapely.get_x(table.geometry[1:5]).tolist() == [1, 2, 3, 4]


def test_the_real_district_is_read_whole(shared):
    table = read_table(f"{shared}/data/heat/branitz.gpkg|layername=buildings_alkis")
    assert len(table) == 2079
    assert table.crs == Crs("EPSG:25833")
    assert table.columns["strasse"][0] == "Parkstraße"
