"""The example of CONTRIBUTING.md is an operation that works, and its tests pass."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import halplan_core.operation

ROOT = Path(__file__).resolve().parent.parent
OPERATION, TESTS = re.findall(r"^```python\n(.*?)^```$", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.M | re.S)
TEST_NAMES = re.findall(r"^def (test_\w+)", TESTS, re.M)


def load(name: str, code: str, folder: Path) -> ModuleType:
    """Import code under a module name, as if its file lay there."""
    path = folder / f"{name.rpartition('.')[2]}.py"
    path.write_text(code, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The example's tests, with the example's operation registered for as long as they run."""
    names = ("halplan_core.heat.buildings_per_block", "contributing_example")
    monkeypatch.setattr(halplan_core.operation, "_registry", dict(halplan_core.operation._registry))
    load(names[0], OPERATION, tmp_path)
    yield load(names[1], TESTS, tmp_path)
    for name in names:
        del sys.modules[name]


@pytest.mark.parametrize("name", TEST_NAMES)
def test_the_examples_own_test_passes(example: ModuleType, name: str) -> None:
    getattr(example, name)()


def test_the_example_is_registered_and_described(example: ModuleType) -> None:
    declared = halplan_core.operation._registry["buildings_per_block"]
    assert declared.summary.startswith("Count the buildings of every block")
    assert len(TEST_NAMES) == 3


def test_the_example_is_short() -> None:
    body = OPERATION[OPERATION.index("@operation") :]
    assert len(body.strip().splitlines()) <= 22
