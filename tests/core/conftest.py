"""Fixtures of the tests of the core; this folder is on their path."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from small_town import plan, town

from halplan_core.run import Result


@pytest.fixture(scope="session")
def town_plan() -> Result:
    """The heat plan of the small town, computed once."""
    return plan(town())
