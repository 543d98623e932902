"""Settings come from the environment, else from the profile, else from the default."""

from __future__ import annotations

from typing import Any

import pytest
from qgis.core import QgsSettings

from halplan_plugin.settings import Switch

KEY = "plugins/halplan/example"


@pytest.fixture
def switch(qgis_app: Any) -> Any:
    yield Switch("example", default=True)
    QgsSettings().remove(KEY)


def test_the_default_holds_in_a_fresh_profile(switch: Switch) -> None:
    assert switch.value() is True


def test_the_profile_comes_before_the_default(switch: Switch) -> None:
    QgsSettings().setValue(KEY, False)
    assert switch.value() is False


@pytest.mark.parametrize(("text", "value"), [("0", False), ("No", False), ("", False), ("1", True), ("yes", True)])
def test_the_environment_comes_first(switch: Switch, monkeypatch: pytest.MonkeyPatch, text: str, value: bool) -> None:
    QgsSettings().setValue(KEY, not value)
    monkeypatch.setenv("HALPLAN_EXAMPLE", text)
    assert switch.value() is value
