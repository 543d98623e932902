"""A small town for the commands, and the commands themselves."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from halplan_core.formats.geopackage import StoredLayer, write_geopackage
from halplan_core.musterstadt.generate import generate
from halplan_core.musterstadt.layers import layers

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """GeoPackage of a Musterstadt of about 900 buildings."""
    path = tmp_path_factory.mktemp("town") / "kleinstadt.gpkg"
    made = layers(generate(900, 7))
    write_geopackage(
        path,
        [StoredLayer(layer.name, table, layer.fields, layer.title_de, "", layer.geometry) for layer, table in made],
    )
    return path


@pytest.fixture(scope="session")
def halplan() -> Command:
    """The ``halplan`` command as a process."""
    program = Path(sys.prefix) / "bin" / "halplan"

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run([str(program), *map(str, arguments)], capture_output=True, text=True, check=False)

    return run
