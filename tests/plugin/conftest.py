"""The staged plugin in a QGIS without window: what is tested is what ships."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
STAGE = Path(os.environ.get("HALPLAN_STAGE", ROOT / "build" / "stage"))

if not (STAGE / "halplan_plugin" / "metadata.txt").is_file():
    raise RuntimeError(f"there is no plugin in {STAGE}: run 'make stage' first")
sys.path[:0] = [str(STAGE), str(Path(__file__).parent)]


@pytest.fixture(scope="session", autouse=True)
def no_file_stays_open(qgis_app: Any) -> Iterator[None]:
    """A layer that outlives its run keeps its file open and crashes QGIS at exit; none may be left in the end."""
    yield
    from qgis.PyQt import sip

    gc.collect()
    layers = [item for item in gc.get_objects() if type(item).__name__ == "QgsVectorLayer" and not sip.isdeleted(item)]
    left = [layer.source() for layer in layers if layer.providerType() == "ogr" and sip.ispyowned(layer)]
    layers.clear()
    assert left == []


@pytest.fixture
def example(qgis_app: Any, qgis_processing: Any) -> Iterator[Any]:
    """The operation of ``example_operation.py``, registered for the time of a test."""
    from example_operation import declare_example

    from halplan_plugin.core import operation

    declared = declare_example(operation)
    yield declared
    operation._registry.pop(declared.name)


@pytest.fixture
def provider(qgis_app: Any, example: Any) -> Iterator[Any]:
    """The provider in the registry, with the example among its algorithms."""
    from qgis.core import QgsApplication

    from halplan_plugin.processing.provider import HalplanProvider

    added = HalplanProvider()
    QgsApplication.processingRegistry().addProvider(added)
    yield added
    QgsApplication.processingRegistry().removeProvider(added)


@pytest.fixture
def algorithm(provider: Any) -> Any:
    """The algorithm ``halplan:example``, ready for use."""
    return provider.algorithm("example").create()
