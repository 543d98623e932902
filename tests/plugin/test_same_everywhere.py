"""The same input gives the same tables in QGIS, in ``qgis_process`` and through the ``halplan`` command."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from layers import HOLE, SQUARE, write_layer
from osgeo import ogr

import qgis_env
from halplan_plugin.core import cli
from halplan_plugin.core.formats.vector import read_table


@pytest.fixture
def source(tmp_path: Path) -> str:
    path = write_layer(tmp_path / "haeuser.gpkg", [SQUARE, HOLE, SQUARE, HOLE], geometry_type=ogr.wkbPolygon)
    dataset = ogr.Open(path.partition("|")[0], 1)
    dataset.ExecuteSQL("ALTER TABLE gebaeude ADD COLUMN gfk TEXT")
    dataset.ExecuteSQL("UPDATE gebaeude SET gfk = '31001_1010'")
    return path


def run_process(config: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    program = qgis_env.find_qgis_process()
    assert program is not None
    variables = {**qgis_env.clean_variables(), "QGIS_CUSTOM_CONFIG_PATH": str(config)}
    return subprocess.run(
        [program, *arguments], env=variables, input=stdin, text=True, check=False, capture_output=True, timeout=120
    )


def test_tables_and_fingerprints_are_identical(provider: Any, tmp_path: Path, source: str) -> None:
    import processing

    names = ("qgis", "process", "command")
    tables = {name: tmp_path / f"{name}.gpkg" for name in names}
    records = {name: tmp_path / f"{name}.json" for name in names}

    def parameters(name: str) -> dict[str, str]:
        return {"BUILDINGS": source, "RESULT": str(tables[name]), "RUN_RECORD": str(records[name])}

    processing.run("halplan:prepare_buildings", parameters("qgis"))
    qgis_env.prepare_profile()
    stdin = json.dumps({"inputs": parameters("process")})
    done = run_process(qgis_env.CONFIG, "run", "halplan:prepare_buildings", "-", stdin=stdin)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["results"]["N_GEB"] == 4
    command = ["prepare_buildings", "--buildings", source, "--result", str(tables["command"])]
    assert cli.main([*command, "--record", str(records["command"])]) == 0

    fingerprints = {read_table(f"{table}|layername=prepare_buildings").fingerprint() for table in tables.values()}
    assert len(fingerprints) == 1
    read = [json.loads(file.read_text(encoding="utf-8")) for file in records.values()]
    assert read[0]["inputs"] == read[1]["inputs"] == read[2]["inputs"]
    assert read[0]["outputs"] == read[1]["outputs"] == read[2]["outputs"]
    assert {item["sha256"] for item in read[0]["outputs"] if item["name"] == "result"} == fingerprints


def test_qgis_process_names_the_cure_for_an_old_shapely(tmp_path: Path, source: str) -> None:
    config = tmp_path / "config"
    old = config / "profiles" / "default" / "python" / "shapely"
    old.mkdir(parents=True)
    (old / "__init__.py").write_text('__version__ = "1.8.5"\n')
    assert run_process(config, "plugins", "enable", "halplan_plugin").returncode == 0
    stdin = json.dumps({"inputs": {"BUILDINGS": source, "RESULT": "TEMPORARY_OUTPUT"}})
    done = run_process(config, "run", "halplan:prepare_buildings", "-", stdin=stdin)
    assert done.returncode == 1
    assert "shapely 2.0 or newer; version 1.8.5 is installed" in done.stderr
    assert "Traceback" not in done.stderr
