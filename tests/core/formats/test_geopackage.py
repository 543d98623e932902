import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import shapely

from halplan_core.errors import OutputError
from halplan_core.formats.geopackage import StoredLayer, uniform_type, write_geopackage
from halplan_core.formats.vector import layer_names, read_table
from halplan_core.operation import Field
from halplan_core.table import Crs, Table

UTM = Crs("EPSG:25832")


def _plots(count=3):
    west = np.arange(count) * 10.0
    return Table(
        {
            "fid_alt": np.arange(count),
            "q_kwh": np.where(np.arange(count) == 1, np.nan, 1.5),
            "name": np.array([None if i == 2 else f"Straße {i}" for i in range(count)], dtype=object),
            "aktiv": np.arange(count) % 2 == 0,
        },
        shapely.box(west, 0, west + 10, 10),
        UTM,
        "plots",
    )


def test_a_table_comes_back_as_it_was_written(tmp_path):
    write_geopackage(tmp_path / "a.gpkg", [StoredLayer("flurstuecke", _plots())])
    back = read_table(str(tmp_path / "a.gpkg"))
    assert back.fingerprint() == _plots().fingerprint()
    assert back.crs == UTM
    assert back.columns["aktiv"].dtype == bool


def test_missing_whole_numbers_and_geometries_survive(tmp_path):
    table = Table(
        {"baujahr": np.array([1950.0, np.nan])}, np.array([shapely.Point(1, 2), None], dtype=object), UTM, "punkte"
    )
    field = Field("baujahr", "integer", "Year", "Baujahr")
    write_geopackage(tmp_path / "a.gpkg", [StoredLayer("punkte", table, (field,))])
    with sqlite3.connect(tmp_path / "a.gpkg") as db:
        assert db.execute("SELECT baujahr, typeof(baujahr) FROM punkte").fetchall() == [
            (1950, "integer"),
            (None, "null"),
        ]
    assert read_table(str(tmp_path / "a.gpkg")).fingerprint() == table.fingerprint()


def test_gdal_finds_features_by_the_spatial_index_and_keeps_it(tmp_path):
    ogr = pytest.importorskip("osgeo.ogr")
    count = 5_000
    path = str(tmp_path / "a.gpkg")
    write_geopackage(path, [StoredLayer("flurstuecke", _plots(count))])
    data = ogr.Open(path, 1)
    layer = data.GetLayerByName("flurstuecke")
    assert layer.TestCapability(ogr.OLCFastSpatialFilter)
    layer.SetSpatialFilterRect(1001, 1, 1019, 2)
    assert layer.GetFeatureCount() == 2
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkt("POLYGON((0 500,1 500,1 501,0 500))"))
    layer.CreateFeature(feature)
    layer.SetSpatialFilterRect(0, 500, 1, 501)
    assert layer.GetFeatureCount() == 1
    del feature, layer, data
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT rtreecheck('rtree_flurstuecke_geom')").fetchone() == ("ok",)


@pytest.mark.parametrize("count", [1, 51, 52, 51 * 51, 51 * 51 + 1])
def test_the_packed_index_is_sound_at_the_borders_of_its_levels(tmp_path, count):
    path = tmp_path / "a.gpkg"
    write_geopackage(path, [StoredLayer("f", _plots(count))])
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT rtreecheck('rtree_f_geom')").fetchone() == ("ok",)
        assert db.execute("SELECT count(*) FROM rtree_f_geom").fetchone() == (count,)


def test_index_boxes_are_rounded_outward(tmp_path):
    x = 700_000.123_456_789
    path = tmp_path / "a.gpkg"
    write_geopackage(path, [StoredLayer("p", Table({}, shapely.points([[x, 5_700_000.987]]), UTM))])
    with sqlite3.connect(path) as db:
        low, high = db.execute("SELECT minx, maxx FROM rtree_p_geom").fetchone()
    assert low <= x <= high


def test_titles_and_units_are_stored_for_gdal(tmp_path):
    field = Field("q_kwh", "real", "Heat", "Wärme", "kWh/a")
    write_geopackage(tmp_path / "a.gpkg", [StoredLayer("f", _plots(), (field,))])
    with sqlite3.connect(tmp_path / "a.gpkg") as db:
        assert db.execute("SELECT column_name, title FROM gpkg_data_columns").fetchall() == [("q_kwh", "Wärme [kWh/a]")]


def test_adding_replaces_a_layer_of_the_same_name_and_keeps_the_others(tmp_path):
    path = tmp_path / "a.gpkg"
    write_geopackage(path, [StoredLayer("alt", _plots(2)), StoredLayer("neu", _plots(2), style_qml="<qgis/>")])
    write_geopackage(path, [StoredLayer("neu", _plots(4), style_qml="<qgis/>")], add=True)
    assert layer_names(str(path)) == ["alt", "neu", "layer_styles"] or set(layer_names(str(path))) >= {"alt", "neu"}
    assert len(read_table(f"{path}|layername=alt")) == 2
    assert len(read_table(f"{path}|layername=neu")) == 4
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT count(*) FROM layer_styles").fetchone() == (1,)


def test_a_file_with_other_layers_is_not_replaced(tmp_path):
    path = tmp_path / "stadt.gpkg"
    write_geopackage(path, [StoredLayer("gebaeude", _plots()), StoredLayer("strassen", _plots())])
    with pytest.raises(OutputError, match="holds other layers, which would be lost: gebaeude, strassen"):
        write_geopackage(path, [StoredLayer("ergebnis", _plots())])
    assert set(layer_names(str(path))) == {"gebaeude", "strassen"}


def test_a_result_may_be_written_again(tmp_path):
    path = tmp_path / "a.gpkg"
    write_geopackage(path, [StoredLayer("Plan", _plots(2))])
    write_geopackage(path, [StoredLayer("plan", _plots(5))])
    assert layer_names(str(path)) == ["plan"]
    assert len(read_table(str(path))) == 5


def test_a_file_in_use_by_another_connection_stays_sound(tmp_path):
    path = tmp_path / "a.gpkg"
    write_geopackage(path, [StoredLayer("f", _plots(2))])
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        # as QGIS does while a layer is edited
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("UPDATE gpkg_contents SET description = 'neu'")
        write_geopackage(path, [StoredLayer("f", _plots(4))])
        assert other.execute("SELECT count(*) FROM f").fetchone() == (4,)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_locked_file_is_reported_and_stays_as_it_was(tmp_path, monkeypatch):
    monkeypatch.setattr("halplan_core.formats.geopackage._LOCK_WAIT_SECONDS", 0.1)
    path = tmp_path / "a.gpkg"
    write_geopackage(path, [StoredLayer("f", _plots(2))])
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(OutputError, match=r"locked.*no other program is editing the file"):
            write_geopackage(path, [StoredLayer("f", _plots(4))])
        other.execute("ROLLBACK")
    assert len(read_table(str(path))) == 2


def test_a_file_of_another_kind_is_not_replaced(tmp_path):
    path = tmp_path / "notiz.gpkg"
    path.write_text("wichtig" * 100)
    with pytest.raises(OutputError, match="exists and is no GeoPackage"):
        write_geopackage(path, [StoredLayer("f", _plots())])
    assert path.read_text().startswith("wichtig")


def test_a_folder_that_is_not_there_is_named(tmp_path):
    target = tmp_path / "fehlt" / "a.gpkg"
    with pytest.raises(OutputError, match=r"a\.gpkg' cannot be written.*Check that the folder exists"):
        write_geopackage(target, [StoredLayer("f", _plots())])


@pytest.fixture
def read_only_folder(tmp_path):
    """A folder in which nothing can be made; the administrator may write everywhere but in the system's own."""
    tmp_path.chmod(0o555)
    yield Path("/proc") if os.access(tmp_path, os.W_OK) else tmp_path
    tmp_path.chmod(0o755)


def test_a_read_only_folder_is_reported(read_only_folder):
    before = {file.name for file in read_only_folder.glob("*.gpkg*")}
    with pytest.raises(OutputError, match=r"a\.gpkg' cannot be written.*that you may write there"):
        write_geopackage(read_only_folder / "a.gpkg", [StoredLayer("f", _plots())])
    assert {file.name for file in read_only_folder.glob("*.gpkg*")} == before


def test_a_failed_write_keeps_the_old_file_and_leaves_nothing_beside_it(tmp_path):
    path = tmp_path / "a.gpkg"
    write_geopackage(path, [StoredLayer("f", _plots(2))])
    before = path.read_bytes()
    broken = StoredLayer("g", _plots().with_columns(objekt=np.array([object()] * 3, dtype=object)))
    for add in (False, True):
        with pytest.raises(OutputError):
            write_geopackage(path, [StoredLayer("f", _plots(3)), broken], add=add)
        assert len(read_table(f"{path}|layername=f")) == 2
        assert [file.name for file in tmp_path.iterdir()] == ["a.gpkg"]
    assert path.read_bytes() == before


_WRITE_WITH_LITTLE_ROOM = """
import resource, sys
import numpy as np, shapely
from halplan_core.errors import OutputError
from halplan_core.formats.geopackage import StoredLayer, write_geopackage
from halplan_core.table import Crs, Table
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
table = Table({}, shapely.points(np.random.default_rng(1).random((20_000, 2))), Crs("EPSG:25832"))
try:
    write_geopackage(sys.argv[1], [StoredLayer("p", table)])
except OutputError as error:
    print(error)
"""


def test_a_full_disk_is_reported_and_leaves_no_half_written_file(tmp_path):
    target = tmp_path / "a.gpkg"
    run = subprocess.run(
        [sys.executable, "-c", _WRITE_WITH_LITTLE_ROOM, str(target)], capture_output=True, text=True, check=True
    )
    assert "a.gpkg' cannot be written" in run.stdout
    assert list(tmp_path.iterdir()) == []


def test_mixed_single_and_multi_parts_become_multi_parts():
    single, multi = shapely.Point(0, 0), shapely.MultiPoint([(1, 1), (2, 2)])
    shapes = uniform_type(np.array([single, None, multi], dtype=object))
    assert [None if s is None else s.geom_type for s in shapes] == ["MultiPoint", None, "MultiPoint"]
