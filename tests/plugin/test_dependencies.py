"""Missing and old packages are named with their cure."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

import pytest

from halplan_plugin import dependencies


def test_nothing_is_missing_here(qgis_app: Any) -> None:
    assert dependencies.problem() == ""


def test_a_missing_package_is_named(qgis_app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "shapely", None)
    assert "shapely 2.0 or newer" in dependencies.problem()


def test_an_old_package_is_named_with_its_version(qgis_app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    old = ModuleType("shapely")
    old.__version__ = "1.8.5.post1"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "shapely", old)
    assert "version 1.8.5.post1 is installed" in dependencies.problem()


@pytest.mark.parametrize(
    ("platform", "cure"),
    [("linux", "pip install --target"), ("win32", "qgis-full"), ("darwin", "Install QGIS 3.44.4 or newer")],
)
def test_the_cure_fits_the_platform(qgis_app: Any, monkeypatch: pytest.MonkeyPatch, platform: str, cure: str) -> None:
    monkeypatch.setitem(sys.modules, "shapely", None)
    monkeypatch.setattr(sys, "platform", platform)
    assert cure in dependencies.problem()
    assert ("pip install" in dependencies.problem()) == (platform == "linux")


def test_pip_is_told_the_python_of_qgis(qgis_app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "shapely", None)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys, "version_info", (3, 14, 1, "final", 0))
    options = '--no-deps --only-binary=:all: --python-version 3.14 "shapely>=2.0,<2.2"'
    assert dependencies.problem().endswith(options)


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
@pytest.mark.parametrize("version", [None, "1.23.5"])
def test_numpy_comes_with_a_newer_qgis(
    qgis_app: Any, monkeypatch: pytest.MonkeyPatch, platform: str, version: str | None
) -> None:
    found = ModuleType("numpy")
    found.__version__ = version  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "numpy", found if version else None)
    monkeypatch.setattr(sys, "platform", platform)
    problem = dependencies.problem()
    assert "numpy 1.24 or newer" in problem
    assert "install a newer QGIS" in problem
    assert "shapely" not in problem


@pytest.mark.parametrize(
    ("version", "numbers"), [("2.0", (2, 0)), ("2.1.2", (2, 1)), ("1.8.5.post1", (1, 8)), ("2.1rc1", (2, 1))]
)
def test_versions_compare_as_numbers(version: str, numbers: tuple[int, int]) -> None:
    assert dependencies.version_numbers(version) == numbers
