"""The plugin zip passes the rules of the plugin repository, and the check finds what breaks them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from build_zip import build_zip, version_of
from check_zip import check
from qgis_env import PLUGIN, ROOT
from stage import stage, staged_files

METADATA = """\
[general]
name=Example
description=An example
version=0.1.0
qgisMinimumVersion=3.40
author=Example
email=a@b.example
about=About
tracker=https://example.org/tracker
repository=https://example.org/code
homepage=https://example.org/
icon=icon.svg
"""

Change = Callable[[Path], object]


@pytest.fixture(scope="session")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stage") / PLUGIN
    assert stage(ROOT, folder).untranslated == []
    return folder


def test_the_zip_has_no_finding(staged: Path, tmp_path: Path) -> None:
    archive = tmp_path / "plugin.zip"
    build_zip(staged, archive)
    assert check(archive) == []


def test_the_zip_holds_the_stage(staged: Path, tmp_path: Path) -> None:
    archive = tmp_path / "plugin.zip"
    build_zip(staged, archive)
    with zipfile.ZipFile(archive) as opened:
        assert sorted(opened.namelist()) == sorted(f"{PLUGIN}/{path.as_posix()}" for path in staged_files(staged))
        for entry in opened.infolist():
            assert opened.read(entry) == (staged / Path(entry.filename).relative_to(PLUGIN)).read_bytes()


def test_the_same_content_gives_the_same_bytes(staged: Path, tmp_path: Path) -> None:
    build_zip(staged, tmp_path / "first.zip")
    for path in staged_files(staged):
        (staged / path).touch()
        (staged / path).chmod(0o755)
    build_zip(staged, tmp_path / "second.zip")
    assert (tmp_path / "first.zip").read_bytes() == (tmp_path / "second.zip").read_bytes()


def test_the_zip_is_named_after_the_version_of_the_metadata(staged: Path) -> None:
    assert version_of(staged) == version_of(ROOT) != ""


def test_the_stage_holds_german(staged: Path) -> None:
    assert (staged / "i18n" / "halplan_de.qm").stat().st_size > 0


# --- the check itself -------------------------------------------------------------------------------------------------


@pytest.fixture
def example(tmp_path: Path) -> Path:
    folder = tmp_path / PLUGIN
    folder.mkdir()
    files = {"__init__.py": '"""Example."""\n', "metadata.txt": METADATA, "LICENSE": "GPL", "icon.svg": "<svg/>"}
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def findings_of(example: Path) -> str:
    archive = example.parent / "example.zip"
    build_zip(example, archive)
    return "\n".join(check(archive))


def without(name: str) -> Change:
    return lambda folder: (folder / name).unlink()


def with_file(name: str, content: str) -> Change:
    return lambda folder: (folder / name).write_text(content, encoding="utf-8")


def replaced(old: str, new: str) -> Change:
    return with_file("metadata.txt", METADATA.replace(old, new))


def test_a_clean_example_has_no_finding(example: Path) -> None:
    assert findings_of(example) == ""


SCANNED_CODE = {
    "bandit B101": "assert 1 == 1\n",
    "bandit B110": "try:\n    print()\nexcept Exception:\n    pass\n",
    "bandit B404": "import subprocess  # nosec\n\nprint(subprocess)\n",
    "flake8: ./halplan_plugin/code.py:1:1: QGS": "from PyQt5.QtCore import Qt\n\nprint(Qt)\n",
    "F401": "import json\n",
}


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (without("LICENSE"), "LICENSE is missing"),
        (without("__init__.py"), "__init__.py is missing"),
        (without("metadata.txt"), "metadata.txt is missing"),
        (without("icon.svg"), "the icon is not in the zip"),
        (replaced("about=About\n", ""), "about is missing"),
        (replaced("About", "100 % sure"), "metadata: '%' must be followed by"),
        (replaced("https://example.org/code", "example"), "repository is no address"),
        (replaced("author=Example", "author=A/B"), "author must not contain a slash"),
        (replaced("0.1.0", "first"), "version is not like"),
        (replaced("3.40", "three"), "qgisMinimumVersion is not like"),
        (replaced("icon=", "supportsQt6=True\nicon="), "supportsQt6 has no effect"),
        (with_file("library.so", ""), "library.so is a program"),
        (with_file(".hidden", ""), ".hidden is hidden"),
        (with_file("code.py", "def ("), "python: halplan_plugin/code.py"),
        (with_file("settings.json", '{"password": "not-to-be-shipped"}'), "secret: "),
        *((with_file("code.py", code), finding) for finding, code in SCANNED_CODE.items()),
    ],
)
def test_a_broken_rule_is_found(example: Path, change: Change, finding: str) -> None:
    change(example)
    assert finding in findings_of(example)


def crafted(path: Path, entries: dict[str, int]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, mode in entries.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = mode << 16
            archive.writestr(entry, "x")
    return path


@pytest.mark.parametrize(
    ("entries", "finding"),
    [
        ({f"{PLUGIN}/a.py": 0o100755}, "is executable"),
        ({f"{PLUGIN}/../a.py": 0o100644}, "leads out of the folder"),
        ({f"{PLUGIN}/__pycache__/a.py": 0o100644}, "must not be shipped"),
        ({f"{PLUGIN}/a.py": 0o100644, "other/a.py": 0o100644}, "one folder 'halplan_plugin' is expected"),
    ],
)
def test_a_zip_that_another_tool_made_is_checked_as_well(tmp_path: Path, entries: dict[str, int], finding: str) -> None:
    assert finding in "\n".join(check(crafted(tmp_path / "crafted.zip", entries)))


def test_a_zip_above_the_limit_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "large.zip"
    archive.write_bytes(bytes(25_000_001))
    assert check(archive)[0].startswith("size: ")


# --- icons ------------------------------------------------------------------------------------------------------------


def test_every_icon_for_light_themes_has_a_twin_for_dark_ones_that_differs_in_colour_only() -> None:
    icons = ROOT / "resources" / "icons"
    light, dark = (
        {path.name: path.read_text("utf-8") for path in (icons / t).glob("*.svg")} for t in ("light", "dark")
    )
    assert light.keys() == dark.keys()
    for name, drawing in light.items():
        assert re.sub("#[0-9a-f]{6}", "", drawing) == re.sub("#[0-9a-f]{6}", "", dark[name]), name
        assert drawing != dark[name], name
