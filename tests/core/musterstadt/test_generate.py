"""The generated town: same seed, same town; sound geometry; registers that fit together."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from halplan_core.errors import ParameterError
from halplan_core.musterstadt.census import CARRIERS, PERIODS, TOTAL, TYPES
from halplan_core.musterstadt.generate import generate, town_sizes
from halplan_core.musterstadt.layers import LAYERS, layers
from halplan_core.parameters.sets import load
from halplan_core.table import Table

Tables = dict[str, Table]


@pytest.fixture(scope="module")
def town() -> Tables:
    return generate()


@pytest.fixture(scope="module")
def small() -> Tables:
    return generate(700, seed=5)


def shares(table: Table, column: str) -> dict[str, float]:
    values, counts = np.unique(table[column].astype(str), return_counts=True)
    return dict(zip(values.tolist(), (counts / len(table)).tolist(), strict=True))


def test_same_seed_gives_the_same_town(small: Tables) -> None:
    again = generate(700, seed=5)
    assert {name: table.fingerprint() for name, table in small.items()} == {
        name: table.fingerprint() for name, table in again.items()
    }


def test_another_seed_gives_another_town(small: Tables) -> None:
    other = generate(700, seed=6)
    assert other["gebaeude"].fingerprint() != small["gebaeude"].fingerprint()
    assert other["strassen"].fingerprint() != small["strassen"].fingerprint()


def test_town_has_exactly_the_buildings_asked_for(town: Tables, small: Tables) -> None:
    assert len(town["gebaeude"]) == 4000
    assert len(small["gebaeude"]) == 700


def test_too_small_a_town_is_refused() -> None:
    with pytest.raises(ParameterError, match="599"):
        generate(599)


def test_large_numbers_are_split_into_towns() -> None:
    sizes = town_sizes(1_000_000, seed=3)
    assert sum(sizes) == 1_000_000
    assert 2000 < min(sizes) <= max(sizes) <= 8000
    assert town_sizes(8000, seed=3) == [8000]


def test_several_towns_have_unique_ids_and_do_not_overlap() -> None:
    region = generate(8800, seed=2)
    assert len(region["gebaeude"]) == 8800
    assert len(region["gemeindegrenze"]) == 2
    assert len(set(region["gemeindegrenze"]["name"])) == 2
    for layer, column in (
        ("gebaeude", "oi"),
        ("flurstuecke", "flstkennz"),
        ("baubloecke", "block_id"),
        ("strassen", "str_nr"),
    ):
        assert len(np.unique(region[layer][column].astype(str))) == len(region[layer])
    first, second = region["gemeindegrenze"].shapes
    assert shapely.area(shapely.intersection(first, second)) < 0.5
    assert shapely.length(shapely.intersection(shapely.boundary(first), shapely.buffer(second, 0.01))) > 3000.0


def test_tables_have_the_declared_columns_and_layers(town: Tables) -> None:
    assert list(town) == [layer.name for layer in LAYERS]
    for layer, table in layers(town):
        assert list(table.columns) == [field.name for field in layer.fields], layer.name
        assert table.crs.authid == ("EPSG:3035" if layer.name == "zensus_100m" else "EPSG:25832")


def test_geometries_are_valid_single_and_of_the_declared_type(town: Tables) -> None:
    kinds = {"polygon": 3, "line": 1, "point": 0}
    for layer, table in layers(town):
        assert shapely.is_valid(table.shapes).all(), layer.name
        assert (shapely.get_type_id(table.shapes) == kinds[layer.geometry]).all(), layer.name
        assert not shapely.is_empty(table.shapes).any(), layer.name


@pytest.mark.parametrize("name", ["gebaeude", "flurstuecke", "baubloecke"])
def test_features_of_a_layer_do_not_overlap(town: Tables, name: str) -> None:
    shapes = town[name].shapes
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    pairs = first < second
    common = shapely.area(shapely.intersection(shapes[first[pairs]], shapes[second[pairs]]))
    assert common.max(initial=0.0) < 1e-6


def test_attached_houses_share_their_walls_exactly(town: Tables) -> None:
    houses = town["gebaeude"].shapes[np.isin(town["gebaeude"]["bauweise"], (2100, 2200, 2500))]
    first, second = shapely.STRtree(houses).query(houses, predicate="touches")
    wall = shapely.length(shapely.intersection(houses[first], houses[second])) > 2.0
    assert np.isin(np.arange(len(houses)), first[wall]).mean() > 0.95


def test_every_building_lies_on_one_parcel(town: Tables) -> None:
    buildings, parcels = town["gebaeude"].shapes, town["flurstuecke"].shapes
    row, parcel = shapely.STRtree(parcels).query(shapely.point_on_surface(buildings), predicate="within")
    assert row.tolist() == list(range(len(buildings)))
    outside = shapely.area(shapely.difference(buildings, shapely.buffer(parcels[parcel], 0.005)))
    assert outside.max() < 1e-6


def test_buildings_keep_off_street_axes_river_and_rails(town: Tables) -> None:
    tree = shapely.STRtree(town["gebaeude"].shapes)
    for name in ("strassen", "gewaesser", "bahnlinien"):
        assert tree.query(town[name].shapes, predicate="intersects").size == 0, name


def test_parcels_tile_the_blocks(town: Tables) -> None:
    blocks, parcels = town["baubloecke"], town["flurstuecke"]
    position = np.searchsorted(blocks["block_id"], parcels["block_id"])
    sums = np.bincount(position, shapely.area(parcels.shapes), minlength=len(blocks))
    assert np.abs(sums - shapely.area(blocks.shapes)).max() < 1e-6


def test_neighbouring_parcels_share_vertices(town: Tables) -> None:
    shapes = town["flurstuecke"].shapes
    first, second = shapely.STRtree(shapes).query(shapes, predicate="touches")
    border = shapely.intersection(shapes[first], shapes[second])
    shared = shapely.length(border) > 1.0
    corners = {tuple(xy) for xy in shapely.get_coordinates(shapes).tolist()}
    assert {tuple(xy) for xy in shapely.get_coordinates(border[shared]).tolist()} <= corners


def test_actual_use_tiles_the_municipality(town: Tables) -> None:
    use, whole = town["tatsaechliche_nutzung"].shapes, town["gemeindegrenze"].shapes[0]
    assert shapely.area(use).sum() == pytest.approx(shapely.area(whole), rel=1e-6)
    assert shapely.area(shapely.union_all(use)) == pytest.approx(shapely.area(whole), rel=1e-6)


def test_actual_use_has_the_classes_of_a_town(town: Tables) -> None:
    classes = {code[:5] for code in town["tatsaechliche_nutzung"]["nutzart"]}
    assert classes >= {
        "41001",
        "41002",
        "41006",
        "41007",
        "41008",
        "41009",
        "42001",
        "42010",
        "43001",
        "43002",
        "44001",
    }
    assert "41008_4440" in set(town["tatsaechliche_nutzung"]["nutzart"])


def test_function_codes_have_realistic_shares(town: Tables) -> None:
    share = shares(town["gebaeude"], "gfk")
    assert 0.42 < share["31001_1010"] < 0.62
    assert 0.12 < share["31001_2463"] < 0.28
    assert 0.01 < sum(value for code, value in share.items() if code.startswith("31001_11")) < 0.08
    assert 0.0005 < sum(value for code, value in share.items() if code.startswith("31001_30")) < 0.03
    for code in ("3021", "3041", "3051", "2052", "3221", "3072", "3012", "3090", "2580", "3080"):
        assert f"31001_{code}" in share, code


def test_some_function_codes_are_absent_from_the_published_table(town: Tables) -> None:
    known = set(load("gebaeudefunktionen").texts("fkt"))
    share = shares(town["gebaeude"], "gfk")
    absent = {code: value for code, value in share.items() if code not in known}
    assert "31001_9998" in absent
    assert any(not code.startswith("31001_") for code in absent)


def test_attributes_are_in_range_and_partly_missing(town: Tables) -> None:
    buildings, heights = town["gebaeude"], town["gebaeudehoehen"]
    year, storeys = buildings["baujahr"], buildings["aog"]
    assert 0.85 < np.isnan(year).mean() < 0.97
    assert np.nanmin(year) > 1500
    assert np.nanmax(year) <= 2024
    assert 0.1 < np.isnan(storeys).mean() < 0.5
    assert np.nanmin(storeys) >= 1
    assert 0.01 < 1.0 - len(heights) / len(buildings) < 0.07
    assert (heights["hoehe"] >= heights["traufe"]).all()
    assert (heights["traufe"] > 2.0).all()
    assert heights["hoehe"].max() < 60.0
    assert {"1000", "3100", "3200", "3300"} <= set(heights["dachform"])


def test_heights_carry_the_footprints_of_their_buildings(town: Tables) -> None:
    of = {key: row for row, key in enumerate(town["gebaeude"]["oi"].tolist())}
    rows = np.array([of[key] for key in town["gebaeudehoehen"]["oi"].tolist()])
    assert shapely.equals_exact(town["gebaeude"].shapes[rows], town["gebaeudehoehen"].shapes).all()


def test_every_building_has_an_address_on_a_street_of_the_map(town: Tables) -> None:
    buildings, streets = town["gebaeude"], town["strassen"]
    named = {name for name in streets["name"].tolist() if name}
    assert set(buildings["strasse"].tolist()) <= named
    assert all(buildings["hausnr"].tolist())
    of = {name: shapely.union_all(streets.shapes[streets["name"] == name]) for name in named}
    line = np.array([of[name] for name in buildings["strasse"].tolist()], dtype=object)
    distance = shapely.distance(buildings.shapes, line)
    assert np.quantile(distance, 0.95) < 70.0
    assert distance.max() < 450.0


def test_house_numbers_are_odd_on_one_side_and_even_on_the_other(town: Tables) -> None:
    buildings = town["gebaeude"]
    number = np.array([int(text) for text in buildings["hausnr"].tolist()])
    assert 0.35 < (number % 2).mean() < 0.65
    assert number.max() < 500


def test_houses_do_not_share_an_address_except_with_their_outbuildings(town: Tables) -> None:
    buildings = town["gebaeude"]
    houses = buildings.take(np.isin(buildings["bauweise"], (1100, 2100, 2200, 2500)))
    keys = [f"{a} {b}" for a, b in zip(houses["strasse"].tolist(), houses["hausnr"].tolist(), strict=True)]
    assert len(set(keys)) == len(keys)


def test_ids_are_unique_and_look_like_alkis(town: Tables) -> None:
    oi = town["gebaeude"]["oi"].tolist()
    assert len(set(oi)) == len(oi)
    assert all(key.startswith("DEST") and len(key) == 16 for key in oi)


def test_census_counts_follow_the_buildings(town: Tables) -> None:
    census, buildings = town["zensus_100m"], town["gebaeude"]
    homes = np.isin(
        buildings["gfk"], [f"31001_{code}" for code in (1000, 1010, 1100, 1120, 1123, 1130, 1131, 1221, 1222)]
    )
    for names in ((TOTAL,), TYPES, PERIODS, CARRIERS):
        counted = sum(np.nansum(census[name]) for name in names)
        assert counted == pytest.approx(homes.sum(), rel=0.12), names[0]
    assert not np.isin(census[TOTAL], (0, 1, 2)).any()
    assert np.isnan(np.column_stack([census[name] for name in CARRIERS])).mean() > 0.3


def test_census_cells_are_squares_of_the_inspire_grid(town: Tables) -> None:
    census = town["zensus_100m"]
    box = shapely.bounds(census.shapes)
    assert (box % 100 == 0).all()
    assert (census["x_mp_100m"] == box[:, 0] + 50).all()
    assert (census["y_mp_100m"] == box[:, 1] + 50).all()
    assert census["GITTER_ID_100m"][0] == f"CRS3035RES100mN{int(box[0, 1])}E{int(box[0, 0])}"
    assert len(set(census["GITTER_ID_100m"].tolist())) == len(census)


def test_streets_meet_at_their_ends_and_cross_the_river_on_bridges(town: Tables) -> None:
    streets, river = town["strassen"], town["gewaesser"].shapes[0]
    crossing = shapely.intersects(streets.shapes, river)
    assert crossing.any()
    assert streets["bruecke"][crossing].all()
    assert (streets["ebene"][streets["bruecke"]] == 1).all()
    assert (streets["ebene"][streets["tunnel"]] == -1).all()
    assert streets["tunnel"].any()
    first, second = shapely.STRtree(streets.shapes).query(streets.shapes, predicate="crosses")
    ground = (streets["ebene"][first] == 0) & (streets["ebene"][second] == 0)
    assert not ground.any()


def test_streets_have_all_classes_and_most_are_named(town: Tables) -> None:
    streets = town["strassen"]
    assert set(streets["klasse"].tolist()) >= {
        "trunk",
        "primary",
        "secondary",
        "tertiary",
        "residential",
        "living_street",
        "footway",
        "track",
    }
    cars = ~np.isin(streets["klasse"], ("footway", "track"))
    assert all(name for name in streets["name"][cars].tolist())


def test_heat_network_is_connected_and_lies_on_streets(town: Tables) -> None:
    pipes = town["waermenetz"]
    assert len(pipes) > 20
    assert len(shapely.get_parts(shapely.unary_union(shapely.buffer(pipes.shapes, 0.01)))) == 1
    assert set(pipes["dn"].tolist()) <= {40, 50, 65, 80, 100, 125, 150, 200, 250, 300}
    assert shapely.covered_by(pipes.shapes, shapely.buffer(shapely.union_all(town["strassen"].shapes), 0.01)).all()


def test_development_plans_and_waste_heat_are_there(town: Tables) -> None:
    plans = town["bebauungsplaene"]
    assert set(plans["art"].tolist()) == {"B-Plan", "FNP"}
    assert ((plans["jahr"] > 1940) & (plans["jahr"] < 2025)).all()
    assert len(town["abwaerme"]) == 1
    assert town["abwaerme"]["waerme_kwh"][0] > 1e6
