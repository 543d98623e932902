"""shapely keeps to its own GEOS beside the one of QGIS, and says so where it cannot."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from layers import HOLE, SQUARE, write_layer
from osgeo import ogr

import qgis_env

CAUTION = "parts of the GEOS library of QGIS"


@pytest.fixture
def run_with_shapely_in(tmp_path: Path) -> Any:
    """Run an algorithm in a fresh profile that has shapely in the given folder."""
    qgis_env.prepare_profile()
    found = qgis_env.PROFILE / "halplan" / "packages"
    if not (found / "shapely").is_dir():
        pytest.skip("shapely belongs to the system here, which has one GEOS only")

    def run(folder: str) -> subprocess.CompletedProcess[str]:
        profile = tmp_path / "profiles" / "default"
        shutil.copytree(found, profile / folder)
        program = str(qgis_env.find_qgis_process())
        variables = {**qgis_env.clean_variables(), "QGIS_CUSTOM_CONFIG_PATH": str(tmp_path)}
        source = write_layer(tmp_path / "haeuser.gpkg", [SQUARE, HOLE], geometry_type=ogr.wkbPolygon)

        def process(*arguments: str) -> subprocess.CompletedProcess[str]:
            return subprocess.run(
                [program, *arguments], env=variables, text=True, capture_output=True, check=False, timeout=120
            )

        assert process("plugins", "enable", "halplan_plugin").returncode == 0
        return process("run", "halplan:street_sections", f"--STREETS={source}", f"--RESULT={tmp_path / 'out.gpkg'}")

    return run


def test_in_the_folder_of_halplan_it_is_whole(qgis_app: Any, run_with_shapely_in: Any) -> None:
    done = run_with_shapely_in("halplan/packages")
    assert "must hold lines" in done.stderr  # shapely was found, and the operation looked at its input
    assert CAUTION not in done.stdout + done.stderr


def test_in_the_python_folder_of_the_profile_it_is_mixed_and_named(qgis_app: Any, run_with_shapely_in: Any) -> None:
    done = run_with_shapely_in("python")
    assert "must hold lines" in done.stderr
    assert CAUTION in done.stdout + done.stderr
