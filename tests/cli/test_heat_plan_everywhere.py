"""The heat plan through ``qgis_process`` and ``halplan``: the same tables, on a made-up town and on a real district."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from halplan_core.formats.vector import read_table
from qgis_env import prepare_profile, run_process

Command = Callable[..., subprocess.CompletedProcess[str]]

RESULTS = (
    "waerme_gebaeude",
    "waerme_linien",
    "waerme_bloecke",
    "waerme_raster_100m",
    "waerme_zuordnung",
    "waerme_funktionen",
)


def plan_by_process(folder: Path, name: str, **inputs: str) -> dict[str, Any]:
    prepare_profile()
    done = run_process(
        "run", "halplan:heat_plan", "-", stdin=json.dumps({"inputs": {**inputs, "FOLDER": str(folder), "NAME": name}})
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def plan_by_command(halplan: Command, folder: Path, name: str, **inputs: str) -> subprocess.CompletedProcess[str]:
    options = [part for key, value in inputs.items() for part in (f"--{key.lower()}", value)]
    done = halplan("heat_plan", *options, "--folder", folder, "--name", name)
    assert done.returncode == 0, done.stderr
    return done


def fingerprints(file: Path) -> dict[str, str]:
    return {layer: read_table(f"{file}|layername={layer}").fingerprint() for layer in RESULTS}


def test_both_ways_give_the_same_tables(halplan: Command, town: Path, tmp_path: Path) -> None:
    layers = {
        "BUILDINGS": "gebaeude", "STREETS": "strassen", "HEIGHTS": "gebaeudehoehen", "CENSUS": "zensus_100m",
        "ACTUAL_USE": "tatsaechliche_nutzung", "PLANS": "bebauungsplaene", "RAIL": "bahnlinien", "WATER": "gewaesser",
        "BOUNDARY": "gemeindegrenze", "PARCELS": "flurstuecke",
    }  # fmt: skip
    inputs = {name: f"{town}|layername={layer}" for name, layer in layers.items()}
    answer = plan_by_process(tmp_path / "qgis", "stadt", **inputs)
    plan_by_command(halplan, tmp_path / "command", "stadt", **inputs)
    assert fingerprints(tmp_path / "qgis" / "stadt.gpkg") == fingerprints(tmp_path / "command" / "stadt.gpkg")
    assert {path.name for path in (tmp_path / "qgis").iterdir()} == {
        "stadt.gpkg",
        "stadt.qgz",
        "bericht.html",
        "karten",
    }
    assert len(list((tmp_path / "qgis" / "karten").glob("*.png"))) == 5
    assert answer["results"]["N_GEB"] == len(read_table(inputs["BUILDINGS"]))


@pytest.fixture(scope="module")
def district(shared: Path, halplan: Command, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    source = shared / "data" / "heat" / "branitz.gpkg"
    folder = tmp_path_factory.mktemp("branitz")
    inputs = {
        "BUILDINGS": f"{source}|layername=buildings_alkis", "STREETS": f"{source}|layername=streets",
        "PARCELS": f"{source}|layername=parcels", "HEIGHTS": f"{source}|layername=buildings_osm",
    }  # fmt: skip
    answer = plan_by_process(folder / "qgis", "branitz", **inputs)
    plan_by_command(halplan, folder / "command", "branitz", **inputs)
    return {"answer": answer, "folder": folder}


def test_every_building_of_a_real_district_is_accounted_for(district: dict[str, Any]) -> None:
    plan = district["folder"] / "qgis" / "branitz.gpkg"
    buildings = read_table(f"{plan}|layername=waerme_gebaeude")
    assert len(buildings) == len(set(buildings.columns["geb_id"])) == 2079
    assert read_table(f"{plan}|layername=waerme_linien").columns["n_geb"].sum() == 2079
    assert read_table(f"{plan}|layername=waerme_raster_100m").columns["n_geb"].sum() == 2079
    outside = len(read_table(f"{plan}|layername=waerme_ohne_block"))
    assert read_table(f"{plan}|layername=waerme_bloecke").columns["n_geb"].sum() + outside == 2079


def test_the_sums_of_a_real_district_close(district: dict[str, Any]) -> None:
    with sqlite3.connect(district["folder"] / "qgis" / "branitz.gpkg") as db:
        record = json.loads(db.execute("SELECT protokoll FROM halplan_laeufe").fetchone()[0])
    assert {item["name"] for item in record["invariants"]} == {"streets", "blocks", "grid", "buildings"}
    assert max(item["residual"] for item in record["invariants"]) < 1e-9


def test_the_district_is_the_same_both_ways(district: dict[str, Any]) -> None:
    folder = district["folder"]
    assert fingerprints(folder / "qgis" / "branitz.gpkg") == fingerprints(folder / "command" / "branitz.gpkg")


def test_fallen_back_codes_and_imputed_heights_are_told(district: dict[str, Any]) -> None:
    results = district["answer"]["results"]
    assert results["N_FKT_ERSATZ"] == 1138
    assert results["N_FKT_UNBEKANNT"] == 214
    # 389 of 2,079 heights come from the storeys of OpenStreetMap, 214 buildings of unknown use have none
    assert results["N_HOEHE_ERGAENZT"] == 1476


def test_a_geographic_reference_system_ends_with_a_sentence(town: Path, tmp_path: Path) -> None:
    from osgeo import gdal

    gdal.VectorTranslate(str(tmp_path / "grad.gpkg"), str(town), layers=["gebaeude"], dstSRS="EPSG:4326", format="GPKG")
    prepare_profile()
    inputs = {
        "BUILDINGS": f"{tmp_path}/grad.gpkg|layername=gebaeude", "STREETS": f"{town}|layername=strassen",
        "FOLDER": str(tmp_path / "plan"),
    }  # fmt: skip
    done = run_process("run", "halplan:heat_plan", "-", stdin=json.dumps({"inputs": inputs}))
    assert done.returncode == 1
    assert "EPSG:4326, which has no metres" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "plan").exists() or list((tmp_path / "plan").iterdir()) == []
