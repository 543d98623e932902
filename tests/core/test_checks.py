import numpy as np
import pytest
import shapely

from halplan_core.checks import check_inputs, check_not_negative, check_unique
from halplan_core.errors import InputError, ParameterError
from halplan_core.geometry.crs import transform_xy
from halplan_core.operation import ALWAYS, Field, Layer, Operation, Outputs
from halplan_core.run import Run
from halplan_core.table import Crs, Table

UTM32, UTM33, WGS84 = Crs("EPSG:25832"), Crs("EPSG:25833"), Crs("EPSG:4326", metric=False)
HEAT = Field("q_nutz_kwh", "real", "Useful heat", "Nutzwärme", "kWh/a")
OPERATION = Operation(
    "demo", "heat", "Demo", "Demo", "1",
    (
        Layer("buildings", "polygon", "Buildings", "Gebäude", needs=(HEAT,), repair="repair"),
        Layer("streets", "line", "Streets", "Straßen", optional=True),
    ),
    (), (), (), (), lambda **_: Outputs({}),
)  # fmt: skip
BOX = shapely.box(700000, 5700000, 700010, 5700010)
BOW_TIE = shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])


def _buildings(*shapes, crs=UTM32, heat=1.0, row_ids=None):
    geometry = np.array(shapes, dtype=object)
    return Table({"q_nutz_kwh": np.full(len(geometry), heat)}, geometry, crs, "gebaeude", row_ids)


def _check(buildings, streets=None, **parameters):
    run = Run()
    return check_inputs(OPERATION, {"buildings": buildings, "streets": streets}, parameters, run), run


def test_a_geographic_reference_system_is_refused_with_the_cure():
    with pytest.raises(InputError, match=r"'gebaeude' is in EPSG:4326, which has no metres.*EPSG:25832"):
        _check(_buildings(BOX, crs=WGS84))


def test_a_layer_without_reference_system_is_refused():
    with pytest.raises(InputError, match="'gebaeude' has no reference system"):
        _check(_buildings(BOX, crs=Crs("", metric=False)))


def test_a_second_layer_is_brought_into_the_system_of_the_first():
    # on the border of both zones, 12 degrees east, the eastings mirror each other about 500 km
    border = 208_000.0
    line = np.array([shapely.LineString([(500_000 - border, 5_700_000), (500_000 - border, 5_700_100)])], dtype=object)
    tables, run = _check(_buildings(BOX), Table({}, line, UTM33, "strassen"))
    assert tables["streets"].crs == UTM32
    x, y = shapely.get_coordinates(tables["streets"].geometry)[0]
    back = transform_xy(np.array([[x, y]]), UTM32, UTM33)[0]
    np.testing.assert_allclose(back, [500_000 - border, 5_700_000], atol=1e-6)
    assert x == pytest.approx(500_000 + border, abs=2_000)
    assert [str(w) for w in run.warnings] == ["Layer 'strassen' was reprojected from EPSG:25833 to EPSG:25832."]


def test_a_missing_layer_is_named():
    with pytest.raises(ParameterError, match="Input 'buildings' is missing"):
        _check(None)


def test_an_empty_layer_is_refused():
    with pytest.raises(InputError, match="Layer 'gebaeude' has no features"):
        _check(_buildings())


def test_missing_and_empty_geometries_are_named_by_row():
    with pytest.raises(InputError, match=r"2 feature\(s\) without geometry: 8, 9"):
        _check(_buildings(BOX, None, shapely.Polygon(), row_ids=np.array([7, 8, 9])))


def test_undefined_coordinates_are_named_by_row():
    streets = np.array(
        [shapely.LineString([(0, 0), (9, 9)]), shapely.LineString([(0, 0), (np.nan, 9), (5, 5)])], dtype=object
    )
    with pytest.raises(InputError, match=r"'strassen' has 1 feature\(s\) with undefined coordinates: 2"):
        _check(_buildings(BOX), Table({}, streets, UTM32, "strassen"))


def test_a_polygon_without_area_is_not_repaired_away():
    line_like = shapely.Polygon([(0, 0), (10, 0), (0, 0)])
    with pytest.raises(InputError, match=r"1 polygon\(s\) without any area, which cannot be repaired: 2"):
        _check(_buildings(BOX, line_like), repair=True)


@pytest.mark.parametrize("text", ["false", "0", "nein"])
def test_a_flag_given_as_text_is_read(text):
    with pytest.raises(InputError, match="invalid polygon"):
        _check(_buildings(BOX, BOW_TIE), repair=text)


def test_the_wrong_geometry_type_is_named_by_row():
    with pytest.raises(InputError, match=r"must hold polygons; 1 feature\(s\) do not: 2"):
        _check(_buildings(BOX, shapely.Point(0, 0)))


def test_invalid_polygons_are_named_with_reason_and_cure():
    with pytest.raises(InputError, match=r"1 invalid polygon\(s\): 2. The first: Self-intersection.*'repair'"):
        _check(_buildings(BOX, BOW_TIE))


def test_invalid_polygons_are_repaired_on_request_and_counted():
    tables, run = _check(_buildings(BOX, BOW_TIE), repair=True)
    repaired = tables["buildings"].geometry[1]
    assert repaired.is_valid
    assert repaired.area == pytest.approx(50.0)
    assert [str(w) for w in run.warnings] == ["1 invalid polygon(s) of layer 'gebaeude' were repaired."]


def test_a_layer_that_only_guides_the_result_is_repaired_without_asking():
    parcels = Operation(
        "demo", "heat", "Demo", "Demo", "1", (Layer("parcels", "polygon", "Parcels", "Flurstücke", repair=ALWAYS),),
        (), (), (), (), lambda **_: Outputs({}),
    )  # fmt: skip
    run = Run()
    tables = check_inputs(parcels, {"parcels": _buildings(BOX, BOW_TIE)}, {}, run)
    assert shapely.is_valid(tables["parcels"].geometry).all()
    assert [w.count for w in run.warnings] == [1]


def test_a_missing_field_is_named():
    table = Table({"a": np.array([1])}, np.array([BOX], dtype=object), UTM32, "gebaeude")
    with pytest.raises(InputError, match=r"'gebaeude' lacks the field\(s\) q_nutz_kwh"):
        _check(table)


def test_a_field_of_the_wrong_type_is_named_with_row_and_value():
    table = _buildings(BOX, BOX).with_columns(q_nutz_kwh=np.array(["1", "viel"], dtype=object))
    with pytest.raises(InputError, match="'q_nutz_kwh' of layer 'gebaeude'.*2.*'viel'"):
        _check(table)


def test_repeated_ids_are_named_with_rows():
    table = Table({"oi": np.array(["A", "B", "A"], dtype=object)}, name="gebaeude")
    with pytest.raises(InputError, match=r"repeats 1 id\(s\), such as 'A' \(features 1, 3\)"):
        check_unique(table, "oi")


def test_missing_ids_are_named_with_rows():
    table = Table({"oi": np.array(["A", None], dtype=object)}, name="gebaeude")
    with pytest.raises(InputError, match=r"'oi' of layer 'gebaeude' is empty in 1 feature\(s\): 2"):
        check_unique(table, "oi")


def test_negative_values_are_named_with_rows():
    table = Table({"hoehe": np.array([3.0, -1.0, np.nan])}, name="lod2")
    with pytest.raises(InputError, match=r"'hoehe' of layer 'lod2' is negative in 1 feature\(s\): 2"):
        check_not_negative(table, "hoehe")
