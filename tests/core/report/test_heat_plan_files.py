"""GeoPackage and report are put in place together or not at all, and what the user had is kept."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import numpy as np
import pytest
from small_town import town

from halplan_core.errors import CancelledError, OutputError, ParameterError
from halplan_core.formats.geopackage import StoredLayer, write_geopackage
from halplan_core.formats.vector import layer_names, read_table
from halplan_core.geometry.crs import transform
from halplan_core.heat import fields as f
from halplan_core.report.heat_plan_files import check_name, write_heat_plan
from halplan_core.run import Result
from halplan_core.styles.heat_project import HeatProject
from halplan_core.table import Crs, Table

TABLES = {
    "waerme_gebaeude", "waerme_linien", "waerme_zuordnung", "waerme_bloecke", "waerme_raster_100m",
    "grundlage_strassen", "grundlage_gewaesser",
}  # fmt: skip


def rows(path: Path, statement: str) -> list[tuple]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(statement).fetchall()
    finally:
        connection.close()


def test_results_and_base_layers_stand_in_one_file(town_plan: Result, tmp_path: Path) -> None:
    files = write_heat_plan(tmp_path / "plan", town_plan, town(), name="ort")
    assert set(layer_names(str(files.geopackage))) >= TABLES
    assert sorted(path.name for path in (tmp_path / "plan").iterdir()) == ["bericht.html", "ort.gpkg"]
    assert [path.name for path in tmp_path.iterdir()] == ["plan"], "no working folder is left"


def test_stored_tables_are_those_of_the_run(town_plan: Result, tmp_path: Path) -> None:
    files = write_heat_plan(tmp_path, town_plan, town(), name="ort")
    for layer in files.project.layers:
        if layer.key in town_plan.outputs.tables:
            stored = read_table(f"{files.geopackage}|layername={layer.table}")
            assert stored.fingerprint() == town_plan.outputs.tables[layer.key].fingerprint(), layer.key


def test_every_map_layer_has_its_style_in_the_file(town_plan: Result, tmp_path: Path) -> None:
    files = write_heat_plan(tmp_path, town_plan, town(), name="ort")
    styles = dict(rows(files.geopackage, "SELECT f_table_name, styleQML FROM layer_styles"))
    assert {layer.table for layer in files.project.layers} == set(styles)
    assert "renderer-3d" in styles["waerme_gebaeude"]


def test_the_run_record_is_stored_with_its_parts(town_plan: Result, tmp_path: Path) -> None:
    files = write_heat_plan(tmp_path, town_plan, town(), name="ort")
    ((text,),) = rows(files.geopackage, "SELECT protokoll FROM halplan_laeufe")
    record = json.loads(text)
    assert record["operation"] == "heat_plan"
    assert [part["operation"] for part in record["children"]] == [
        "prepare_buildings", "heat_demand", "street_sections", "heat_line_density", "building_blocks",
        "heat_density_blocks", "heat_density_grid",
    ]  # fmt: skip


def test_a_second_run_replaces_results_and_keeps_other_layers(town_plan: Result, tmp_path: Path) -> None:
    own = StoredLayer("gebaeude", town()["buildings"])
    write_geopackage(tmp_path / "ort.gpkg", [own])
    for _ in range(2):
        write_heat_plan(tmp_path, town_plan, town(), name="ort")
    assert set(layer_names(str(tmp_path / "ort.gpkg"))) >= {"gebaeude", *TABLES}
    assert read_table(f"{tmp_path / 'ort.gpkg'}|layername=gebaeude").fingerprint() == own.table.fingerprint()
    assert len(rows(tmp_path / "ort.gpkg", "SELECT * FROM halplan_laeufe")) == 2


def test_base_layers_are_brought_into_the_reference_system_of_the_results(town_plan: Result, tmp_path: Path) -> None:
    layers = town()
    water = layers["water"]
    other = Crs("EPSG:25833")
    layers["water"] = Table(water.columns, transform(water.shapes, water.crs, other), other, "bach")
    files = write_heat_plan(tmp_path, town_plan, layers, name="ort")
    stored = read_table(f"{files.geopackage}|layername=grundlage_gewaesser")
    assert stored.crs.authid == "EPSG:25832"
    assert np.allclose(stored.shapes[0].bounds, water.shapes[0].bounds, atol=1e-3)


def test_columns_that_a_geopackage_cannot_hold_are_left_out(town_plan: Result, tmp_path: Path) -> None:
    files = write_heat_plan(tmp_path, town_plan, town(), name="ort")
    assert list(read_table(f"{files.geopackage}|layername=grundlage_strassen").columns) == ["name"]
    assert list(read_table(f"{files.geopackage}|layername=grundlage_gewaesser").columns) == ["Name"]


@pytest.mark.parametrize(
    "name",
    [
        "../plan", "a/b", ".versteckt", " .versteckt", "x:y", "plan.", "a\tb", "a\x00b", "a\u202eb", "CON", "nul",
        "Aux.txt", "com1", "LPT9.alt", "prn ", "con .x", "x" * 101,
    ],
)  # fmt: skip
def test_a_name_that_is_no_file_name_is_refused(town_plan: Result, tmp_path: Path, name: str) -> None:
    with pytest.raises(ParameterError, match="cannot be the name"):
        check_name(name)
    with pytest.raises(ParameterError, match="cannot be the name"):
        write_heat_plan(tmp_path / "plan", town_plan, town(), name=name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "checked"),
    [
        (" ort\n", "ort"), ("", "waermeplan"), ("  ", "waermeplan"), ("Groß Gerau_2", "Groß Gerau_2"), ("v1.2", "v1.2"),
        ("Console", "Console"), ("COM10", "COM10"), ("x" * 100, "x" * 100),
    ],
)  # fmt: skip
def test_a_file_name_is_taken_without_the_blanks_around_it(name: str, checked: str) -> None:
    assert check_name(name) == checked


def test_nothing_is_left_when_the_run_is_cancelled_while_maps_are_drawn(town_plan: Result, tmp_path: Path) -> None:
    def draw(folder: Path, project: HeatProject) -> None:
        (folder / "karte.png").write_bytes(b"half")
        raise CancelledError

    with pytest.raises(CancelledError):
        write_heat_plan(tmp_path / "plan", town_plan, town(), name="ort", add=draw)
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_plan_stays_when_the_next_one_fails(town_plan: Result, tmp_path: Path) -> None:
    first = write_heat_plan(tmp_path, town_plan, town(), name="ort")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def fail(folder: Path, project: HeatProject) -> None:
        raise OutputError("The disk is full.")

    with pytest.raises(OutputError, match="disk is full"):
        write_heat_plan(tmp_path, town_plan, town(), name="ort", add=fail)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert first.report.exists()


def draw_map(folder: Path, project: HeatProject) -> None:
    (folder / "karten").mkdir()
    (folder / "karten" / "a.png").write_bytes(b"png")


def content(folder: Path) -> dict[str, bytes | None]:
    paths = sorted(folder.rglob("*"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in paths}


@pytest.mark.parametrize("name", ["bericht.html", "karten/a.png"])
def test_an_earlier_plan_stays_when_one_file_cannot_be_replaced(town_plan: Result, tmp_path: Path, name: str) -> None:
    write_heat_plan(tmp_path, town_plan, town(), name="ort", add=draw_map)
    (tmp_path / name).unlink()
    (tmp_path / name).mkdir()
    before = content(tmp_path)
    with pytest.raises(OutputError, match=f"{name}' cannot be written"):
        write_heat_plan(tmp_path, town_plan, town(), name="ort", add=draw_map)
    assert content(tmp_path) == before


def test_report_and_maps_go_back_when_the_geopackage_cannot_be_written(town_plan: Result, tmp_path: Path) -> None:
    write_heat_plan(tmp_path, town_plan, town(), name="ort", title="Alt")
    (tmp_path / "ort.gpkg").write_bytes(b"no database at all, but a file of the user" * 100)
    before = content(tmp_path)
    with pytest.raises(OutputError, match=r"ort\.gpkg'"):
        write_heat_plan(tmp_path, town_plan, town(), name="ort", title="Neu", add=draw_map)
    assert content(tmp_path) == before


def test_a_target_that_is_a_file_is_named(town_plan: Result, tmp_path: Path) -> None:
    (tmp_path / "plan").write_text("x")
    with pytest.raises(OutputError, match="plan"):
        write_heat_plan(tmp_path / "plan", town_plan, town(), name="ort")
    assert (tmp_path / "plan").read_text() == "x"


def test_files_that_more_is_added_to_arrive_with_the_others(town_plan: Result, tmp_path: Path) -> None:
    def draw(folder: Path, project: HeatProject) -> None:
        assert (folder / project.geopackage).exists()
        (folder / "karten").mkdir()
        (folder / "karten" / "a.png").write_bytes(b"png")

    write_heat_plan(tmp_path / "plan", town_plan, town(), name="ort", add=draw)
    assert (tmp_path / "plan" / "karten" / "a.png").read_bytes() == b"png"


def test_themes_show_their_subject_over_the_base(town_plan: Result, tmp_path: Path) -> None:
    project = write_heat_plan(tmp_path, town_plan, town(), name="ort", title="Ort").project
    assert [theme.title for theme in project.themes] == [
        "Wärmeliniendichte", "Wärmedichte der Baublöcke", "Wärmedichte im 100-m-Raster", "Nutzwärmebedarf der Gebäude",
        "Datenqualität",
    ]  # fmt: skip
    keys = [layer.key for layer in project.visible(project.themes[0])]
    assert keys == ["heat_lines", "outlines", "streets", "water"]
    titles = {field.name: field.title_de for field in project.layer("heat_lines").fields}
    assert titles[f.WLD_KWH_M.name] == "Wärmeliniendichte"
