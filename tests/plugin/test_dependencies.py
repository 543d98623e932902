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


@pytest.mark.parametrize(("platform", "cure"), [("linux", "pip install --target"), ("win32", "qgis-full")])
def test_the_cure_fits_the_platform(qgis_app: Any, monkeypatch: pytest.MonkeyPatch, platform: str, cure: str) -> None:
    monkeypatch.setitem(sys.modules, "shapely", None)
    monkeypatch.setattr(sys, "platform", platform)
    assert cure in dependencies.problem()


@pytest.mark.parametrize(
    ("version", "numbers"), [("2.0", (2, 0)), ("2.1.2", (2, 1)), ("1.8.5.post1", (1, 8)), ("2.1rc1", (2, 1))]
)
def test_versions_compare_as_numbers(version: str, numbers: tuple[int, int]) -> None:
    assert dependencies.version_numbers(version) == numbers
