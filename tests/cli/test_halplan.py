"""The ``halplan`` command on real files."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from halplan_core.formats.geopackage import RUNS_TABLE
from halplan_core.formats.vector import layer_names, read_table
from halplan_core.operation import all_operations

Command = Callable[..., subprocess.CompletedProcess[str]]
BUILDINGS = "TOWN|layername=gebaeude"


def test_list_names_every_operation(halplan: Command) -> None:
    listed = halplan("list").stdout
    assert [line.split()[0] for line in listed.splitlines()] == [operation.name for operation in all_operations()]


def test_describe_prints_the_process_description(halplan: Command) -> None:
    described = json.loads(halplan("describe", "heat_demand").stdout)
    assert described["id"] == "heat_demand"
    assert "lena" in described["inputs"]["method"]["schema"]["enum"]
    assert len(json.loads(halplan("describe").stdout)["processes"]) == len(all_operations())


def test_results_and_run_record_are_written(halplan: Command, town: Path, tmp_path: Path) -> None:
    target, record = tmp_path / "gebaeude.gpkg", tmp_path / "lauf.json"
    done = halplan(
        "prepare_buildings", "--buildings", f"{town}|layername=gebaeude", "--result", target, "--codes", target,
        "--record", record,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert {"prepare_buildings", "prepare_buildings_codes", RUNS_TABLE} <= set(layer_names(str(target)))
    assert len(read_table(f"{target}|layername=prepare_buildings")) == len(read_table(f"{town}|layername=gebaeude"))
    written = json.loads(record.read_text(encoding="utf-8"))
    with sqlite3.connect(target) as db:
        assert json.loads(db.execute(f"SELECT protokoll FROM {RUNS_TABLE}").fetchone()[0]) == written
    assert written["operation"] == "prepare_buildings"
    assert "Buildings:" in done.stdout


def test_a_result_can_join_an_existing_store(halplan: Command, town: Path, tmp_path: Path) -> None:
    store = tmp_path / "stadt.gpkg"
    store.write_bytes(town.read_bytes())
    done = halplan(
        "street_sections", "--streets", f"{store}|layername=strassen", "--result", f"{store}|layername=abschnitte"
    )
    assert done.returncode == 0, done.stderr
    assert {"abschnitte", "gebaeude", "flurstuecke"} <= set(layer_names(str(store)))


def test_the_heat_plan_is_one_folder(halplan: Command, town: Path, tmp_path: Path) -> None:
    done = halplan(
        "heat_plan", "--buildings", f"{town}|layername=gebaeude", "--streets", f"{town}|layername=strassen",
        "--folder", tmp_path / "plan", "--name", "kleinstadt",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / "plan").iterdir()) == ["bericht.html", "kleinstadt.gpkg"]
    assert "Warning: " in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("heat_demand", "--buildings", "fehlt.gpkg", "--result", "x.gpkg"), "File 'fehlt.gpkg' does not exist"),
        (("heat_demand", "--buildings", BUILDINGS, "--result", "x.gpkg"), "lacks the field(s) geb_id"),
        (("heat_demand", "--buildings", "TOWN|layername=haus", "--result", "x.gpkg"), "has no layer 'haus'"),
        (("street_sections", "--streets", BUILDINGS, "--result", "x.gpkg"), "must hold lines"),
        (("heat_demand", "--buildings", BUILDINGS), "No result was asked for"),
        (("describe", "nix"), "There is no operation 'nix'"),
        (("street_sections", "--streets", "TOWN|layername=strassen", "--result", "x.csv"), "ends in .gpkg"),
        (
            ("street_sections", "--streets", "TOWN|layername=strassen", "--result", "x.gpkg", "--record", "no/r.json"),
            "'no/r.json' cannot be written",
        ),
        (
            (
                "prepare_buildings",
                "--buildings",
                BUILDINGS,
                "--function_column",
                "x",
                "--result",
                "y.gpkg",
            ),
            "has no field 'x'",
        ),
        (
            ("prepare_buildings", "--buildings", BUILDINGS, "--result", "nowhere/y.gpkg"),
            "'nowhere/y.gpkg' cannot be written",
        ),
    ],
)
def test_bad_input_ends_with_code_1_a_sentence_and_no_file(
    halplan: Command,
    town: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    done = halplan(*(part.replace("TOWN", str(town)) for part in arguments))
    assert done.returncode == 1
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_source_is_never_replaced_by_a_result(halplan: Command, town: Path, tmp_path: Path) -> None:
    copy = tmp_path / "stadt.gpkg"
    copy.write_bytes(town.read_bytes())
    done = halplan("prepare_buildings", "--buildings", f"{copy}|layername=gebaeude", "--result", copy)
    assert done.returncode == 1
    assert "holds other layers, which would be lost" in done.stderr
    assert layer_names(str(copy)) == layer_names(str(town))


def test_musterstadt_replaces_no_file(halplan: Command, town: Path, tmp_path: Path) -> None:
    copy = tmp_path / "meine_stadt.gpkg"
    copy.write_bytes(town.read_bytes())
    done = halplan("musterstadt", "--buildings", 900, "--out", copy)
    assert done.returncode == 1
    assert "already exists" in done.stderr
    assert copy.read_bytes() == town.read_bytes()


def test_a_negative_seed_is_wrong_usage(halplan: Command, tmp_path: Path) -> None:
    done = halplan("musterstadt", "--seed", "-1", "--out", tmp_path / "a.gpkg")
    assert done.returncode == 2
    assert "negative" in done.stderr


def test_wrong_usage_ends_with_code_2(halplan: Command) -> None:
    assert halplan("heat_demand").returncode == 2
    assert halplan("heat_demand", "--buildings", "x", "--method", "guess").returncode == 2


def test_musterstadt_is_the_same_every_time(halplan: Command, tmp_path: Path) -> None:
    for name in ("a.gpkg", "b.gpkg"):
        assert halplan("musterstadt", "--buildings", 900, "--seed", 3, "--out", tmp_path / name).returncode == 0
    for layer in layer_names(str(tmp_path / "a.gpkg")):
        first, second = (read_table(f"{tmp_path / name}|layername={layer}") for name in ("a.gpkg", "b.gpkg"))
        assert first.fingerprint() == second.fingerprint()
