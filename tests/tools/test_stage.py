"""The stage holds the plugin as it ships, and staging again changes only what changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from qgis_env import find_lrelease
from stage import FOLDERS, plan_of, stage, staged_files

TRANSLATION = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS><TS version="2.1" language="de_DE"><context><name>HalPlan</name>
<message><source>Street</source><translation>Straße</translation></message></context></TS>
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    files = {
        "halplan_plugin/__init__.py": "plugin",
        "halplan_plugin/ui/dock.py": "dock",
        "halplan_plugin/i18n/halplan_de.ts": TRANSLATION,
        "halplan_plugin/__pycache__/old.pyc": "",
        "core/__init__.py": "core",
        "core/heat/fields.py": "fields",
        "core/tests/test_it.py": "",
        "resources/icons/halplan.svg": "<svg/>",
        "resources/.hidden": "",
        "metadata.txt": "[general]",
        "LICENSE": "GPL",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def names(target: Path) -> list[str]:
    return [path.as_posix() for path in staged_files(target) if path.suffix != ".qm"]


def test_the_stage_holds_plugin_core_and_resources_and_nothing_else(project: Path) -> None:
    stage(project, project / "stage")
    assert names(project / "stage") == [
        "LICENSE", "__init__.py", "core/__init__.py", "core/heat/fields.py", "metadata.txt",
        "resources/icons/halplan.svg", "ui/dock.py",
    ]  # fmt: skip


def test_translations_are_compiled_or_named(project: Path) -> None:
    done = stage(project, project / "stage")
    compiled = project / "stage" / "i18n" / "halplan_de.qm"
    if find_lrelease():
        assert compiled.read_bytes().startswith(b"\x3c\xb8\x64\x18")  # the magic number of Qt's message files
        assert done.untranslated == []
    else:
        assert done.untranslated == [project / "halplan_plugin" / "i18n" / "halplan_de.ts"]


def test_staging_again_writes_nothing(project: Path) -> None:
    target = project / "stage"
    stage(project, target)
    before = {path: (target / path).stat().st_mtime_ns for path in staged_files(target)}
    again = stage(project, target)
    assert again.written == again.removed == []
    assert {path: (target / path).stat().st_mtime_ns for path in staged_files(target)} == before


def test_only_what_changed_is_written(project: Path) -> None:
    target = project / "stage"
    stage(project, target)
    (project / "core" / "heat" / "fields.py").write_text("other fields", encoding="utf-8")
    again = stage(project, target)
    assert again.written == [target / "core" / "heat" / "fields.py"]
    assert again.written[0].read_text(encoding="utf-8") == "other fields"


def test_what_the_project_no_longer_has_disappears_with_its_compiled_form_and_its_folder(project: Path) -> None:
    target = project / "stage"
    stage(project, target)
    (target / "ui" / "__pycache__").mkdir()
    (target / "ui" / "__pycache__" / "dock.cpython-311.pyc").write_bytes(b"")
    (project / "halplan_plugin" / "ui" / "dock.py").unlink()
    assert stage(project, target).removed == [target / "ui" / "dock.py"]
    assert not (target / "ui").exists()


def test_no_two_files_of_the_project_claim_the_same_place() -> None:
    root = Path(__file__).resolve().parents[2]
    inside = {path.parts[0] for path in plan_of(root)}
    # the core and the resources lie beside the packages of the plugin
    assert {"core", "resources", "processing", "metadata.txt", "LICENSE"} <= inside
    assert not [name for name in FOLDERS.values() if name and (root / "halplan_plugin" / name).exists()]
