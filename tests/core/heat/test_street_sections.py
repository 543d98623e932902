"""Street lines to sections between junctions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from halplan_core.formats.vector import read_table
from halplan_core.heat.street_sections import street_sections
from halplan_core.run import Result, execute
from halplan_core.table import Crs, Table

UTM = Crs("EPSG:25833")
ORIGIN = np.array([450_000.0, 5_700_000.0])
Line = list[tuple[float, float]]


def streets(*lines: Line, **columns: list[Any]) -> Table:
    shapes = np.array([shapely.LineString(line) for line in lines], dtype=object)
    return Table({name: np.array(values, dtype=object) for name, values in columns.items()}, shapes, UTM, "Straßen")


def sections(*lines: Line, parameters: dict[str, Any] | None = None, **columns: list[Any]) -> Table:
    return execute(street_sections, {"streets": streets(*lines, **columns)}, parameters).outputs.tables["result"]


def warnings(result: Result) -> list[str]:
    return [str(warned) for warned in result.record.warnings]


def test_a_crossing_makes_four_sections_with_nodes_numbered_by_place() -> None:
    found = sections([(0, 0), (100, 0)], [(50, -50), (50, 50)])
    assert found["laenge_m"].tolist() == [50.0, 50.0, 50.0, 50.0]
    assert found["str_id"].tolist() == [1, 2, 3, 4]
    pairs = list(zip(found["knoten_von"].tolist(), found["knoten_nach"].tolist(), strict=True))
    assert pairs == [(1, 3), (2, 3), (3, 4), (3, 5)]
    assert found["teilnetz"].tolist() == [1, 1, 1, 1]


def test_pieces_between_junctions_are_one_section() -> None:
    found = sections([(0, 0), (30, 0)], [(60, 10), (30, 0)], [(60, 10), (90, 0)], name=["A", "A", "A"])
    assert len(found) == 1
    assert shapely.get_num_points(found.shapes).tolist() == [4]


def test_a_change_of_name_splits_and_a_change_of_class_does_not() -> None:
    line = ([(0, 0), (30, 0)], [(30, 0), (60, 0)], [(60, 0), (90, 0)])
    found = sections(*line, name=["A", "A", "B"], highway=["residential", "primary", "primary"])
    assert found["name"].tolist() == ["A", "B"]
    assert found["klasse"].tolist() == ["primary", "primary"]
    assert found["laenge_m"].tolist() == [60.0, 30.0]


def test_bridges_and_tunnels_stay_apart_and_cross_nothing() -> None:
    lines = ([(-50, 0), (-20, 0)], [(-20, 0), (20, 0)], [(20, 0), (50, 0)], [(0, -50), (0, 50)], [(10, -50), (10, 50)])
    found = sections(
        *lines, bridge=[None, "yes", None, None, "no"], tunnel=[None, None, None, "yes", "building_passage"]
    )
    assert len(found) == 5
    assert found["bauwerk"].tolist() == [None, "Brücke", "Tunnel", None, None]
    assert found["ebene"].tolist() == [0, 1, -1, 0, 0]
    assert found["laenge_m"].tolist() == [30.0, 40.0, 100.0, 100.0, 30.0]


def test_a_level_field_decides_and_what_is_no_number_follows_from_the_structure() -> None:
    lines = ([(-50, 0), (50, 0)], [(0, -50), (0, 50)], [(10, -50), (10, 50)])
    result = execute(street_sections, {"streets": streets(*lines, layer=["2", None, "x"], bridge=[None, None, "yes"])})
    assert sorted(result.outputs.tables["result"]["ebene"].tolist()) == [0, 1, 2]
    assert any("no whole number in field 'layer'" in text for text in warnings(result))


def test_paths_are_left_out_and_are_no_junctions() -> None:
    lines = ([(0, 0), (50, 0)], [(50, 0), (100, 0)], [(50, 0), (50, 50)])
    found = sections(*lines, highway=["residential", "residential", "footway"])
    assert found["laenge_m"].tolist() == [100.0]
    with_paths = sections(
        *lines, highway=["residential", "residential", "footway"], parameters={"classes": "residential,footway"}
    )
    assert len(with_paths) == 3


def test_a_layer_of_paths_only_is_taken_as_a_whole() -> None:
    result = execute(street_sections, {"streets": streets([(0, 0), (9, 0)], highway=["footway"])})
    assert len(result.outputs.tables["result"]) == 1
    assert "so all of them are taken" in warnings(result)[0]


def test_a_short_stub_at_a_junction_is_dropped_and_a_short_connector_stays() -> None:
    lines = (
        [(0, 0), (100, 0)],
        [(50, 0), (50, 80)],
        [(30, 0), (30, -1.5)],
        [(70, 0), (70, 1.5)],
        [(70, 1.5), (50, 80)],
    )
    result = execute(street_sections, {"streets": streets(*lines)})
    found, qa = result.outputs.tables["result"], result.outputs.tables["qa"]
    assert qa["pruef_art"].tolist() == ["stummel"]
    assert qa["laenge_m"].tolist() == [1.5]
    assert result.record.figures["laenge_stummel_m"] == 1.5
    # the place of the stub is no junction any more; the connector is part of the way from (70, 0) around to (50, 0)
    assert sorted(found["laenge_m"].tolist()) == pytest.approx([20.0, 30.0, 50.0, 1.5 + np.hypot(20.0, 78.5) + 80.0])


def test_gaps_doubles_and_separate_parts_are_listed() -> None:
    lines = ([(0, 0), (100, 0)], [(50, 0.4), (50, 80)], [(100, 0), (0, 0)], [(0, 900), (10, 900)])
    result = execute(street_sections, {"streets": streets(*lines)})
    assert sorted(result.outputs.tables["qa"]["pruef_art"].tolist()) == ["doppelt", "doppelt", "fang", "teilnetz"]
    assert result.outputs.tables["result"]["teilnetz"].tolist() == [1, 2, 1, 1]
    assert result.record.figures["teilnetze"] == 2
    assert any("falls into 2 parts" in text for text in warnings(result))


def test_among_doubles_the_one_with_a_name_stays() -> None:
    found = sections([(0, 0), (100, 0)], [(100, 0), (0, 0)], name=[None, "Ring"], highway=["primary", "residential"])
    assert (found["name"].tolist(), found["klasse"].tolist()) == (["Ring"], ["residential"])


def test_a_loop_starts_at_its_junction_and_a_free_ring_at_its_first_node() -> None:
    loop = sections([(0, 0), (10, 0)], [(10, 0), (5, 5), (10, 10), (15, 5), (10, 0)])
    assert [(line.coords[0], line.coords[-1]) for line in loop.shapes] == [((0, 0), (10, 0)), ((10, 0), (10, 0))]
    assert loop["knoten_von"].tolist() == [1, 2]
    assert loop["knoten_nach"].tolist() == [2, 2]
    ring = sections([(10, 10), (10, 0), (0, 0)], [(0, 0), (0, 10), (10, 10)])
    assert ring.shapes[0].coords[0] == ring.shapes[0].coords[-1] == (0, 0)


def test_the_order_of_the_input_changes_no_bit() -> None:
    random = np.random.default_rng(9)
    lines = shapely.linestrings(random.uniform(0.0, 800.0, (40, 3, 2)) + ORIGIN)
    table = Table(
        {"name": random.choice(np.array(["A", "B", None], dtype=object), 40),
         "highway": random.choice(np.array(["primary", "residential", "service"], dtype=object), 40)},
        lines, UTM, "Straßen",
    )  # fmt: skip
    first = execute(street_sections, {"streets": table}).outputs.tables
    for _ in range(3):
        again = execute(street_sections, {"streets": table.take(random.permutation(40))}).outputs.tables
        assert again["result"].fingerprint() == first["result"].fingerprint()
        assert again["qa"].fingerprint() == first["qa"].fingerprint()


def test_a_real_district(shared: Path) -> None:
    table = read_table(f"{shared / 'data' / 'heat' / 'branitz.gpkg'}|layername=streets")
    result = execute(street_sections, {"streets": table})
    found = result.outputs.tables["result"]
    assert result.record.figures["ohne_strassenklasse"] == 144
    assert result.record.figures["teilnetze"] == found["teilnetz"].max() == 3
    assert 200 <= len(found) <= 260
    kept = np.isin(table.text("highway").astype(str), found["klasse"].astype(str))
    assert found["laenge_m"].sum() == pytest.approx(shapely.length(table.shapes[kept]).sum(), rel=1e-3)


def test_bridges_of_a_real_district_are_not_cut_by_the_ways_below(shared: Path) -> None:
    table = read_table(f"{shared / 'data' / 'heat' / 'branitz.gpkg'}|layername=streets")
    every_class = ",".join(sorted(set(table.text("highway"))))
    found = execute(street_sections, {"streets": table}, {"classes": every_class}).outputs.tables["result"]
    bridge = found["bauwerk"] == "Brücke"
    assert bridge.sum() == 15
    assert (found["ebene"][bridge] == 1).all()
    over, _ = shapely.STRtree(found.shapes[~bridge]).query(found.shapes[bridge], predicate="crosses")
    assert len(over) == 5


def test_lines_shorter_than_the_snapping_distance_are_listed_with_their_length() -> None:
    lines = ([(0, 0), (100, 0)], [(300, 0), (300.3, 0)], [(50, 50), (50.2, 50), (50.2, 50.2), (50, 50)])
    result = execute(street_sections, {"streets": streets(*lines)})
    qa = result.outputs.tables["qa"]
    gone = qa["pruef_art"] == "verschwunden"
    assert sorted(qa["laenge_m"][gone].tolist()) == pytest.approx([0.3, 0.4 + np.sqrt(0.08)])
    assert result.record.figures["laenge_verlust_m"] == pytest.approx(0.7 + np.sqrt(0.08))
    assert any("2 line(s) or piece(s) shorter than the snapping distance" in text for text in warnings(result))
    assert result.outputs.tables["result"]["laenge_m"].tolist() == [100.0]
