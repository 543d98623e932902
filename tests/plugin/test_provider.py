"""The provider and the ids that models and scripts rely on."""

from __future__ import annotations

from typing import Any

import pytest
from qgis.core import QgsProcessingContext

from halplan_plugin import dependencies
from halplan_plugin.processing import provider as provider_module
from halplan_plugin.processing.unavailable import declarations

STABLE_IDS = {
    "halplan:prepare_buildings",
    "halplan:heat_demand",
    "halplan:street_sections",
    "halplan:heat_line_density",
    "halplan:building_blocks",
    "halplan:heat_density_blocks",
    "halplan:heat_density_grid",
    "halplan:heat_plan",
}


def test_ids_are_stable(provider: Any) -> None:
    assert provider.id() == "halplan"
    assert {algorithm.id() for algorithm in provider.algorithms()} == STABLE_IDS | {"halplan:example"}


def test_every_algorithm_says_what_it_does(provider: Any) -> None:
    for algorithm in provider.algorithms():
        assert algorithm.displayName(), algorithm.id()
        assert algorithm.shortHelpString(), algorithm.id()
        assert algorithm.canExecute() == (True, ""), algorithm.id()


def test_the_icon_is_there(provider: Any) -> None:
    assert not provider.icon().isNull()


def test_without_shapely_every_algorithm_is_there_and_names_the_cure(
    provider: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dependencies, "problem", lambda: "install shapely")
    stand_ins = {algorithm.name(): algorithm for algorithm in provider_module.make_algorithms()}
    assert set(stand_ins) == {algorithm_id.partition(":")[2] for algorithm_id in STABLE_IDS}
    algorithm = stand_ins["prepare_buildings"].create()
    assert algorithm.displayName() == provider.algorithm("prepare_buildings").displayName()
    assert algorithm.canExecute() == (False, "install shapely")
    assert algorithm.checkParameterValues({"BUILDINGS": "x"}, QgsProcessingContext()) == (False, "install shapely")


def test_the_source_tells_the_declared_names(qgis_app: Any) -> None:
    from halplan_plugin.core.operation import all_operations

    assert [(item.name, item.title) for item in declarations()] == sorted(
        (operation.name, operation.title) for operation in all_operations()
    )


def test_every_algorithm_has_a_dialog(provider: Any, qgis_iface: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import processing
    from qgis.gui import QgsBrowserGuiModel

    model = QgsBrowserGuiModel()
    monkeypatch.setattr(qgis_iface, "browserModel", lambda: model, raising=False)
    for algorithm in provider.algorithms():
        dialog = processing.createAlgorithmDialog(algorithm.id())
        assert dialog is not None, algorithm.id()
        assert algorithm.displayName() in dialog.windowTitle()
        dialog.deleteLater()
