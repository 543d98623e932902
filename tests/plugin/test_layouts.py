"""Print layouts show the texts of the user as they were written."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsLayoutItemLabel, QgsProject

from halplan_plugin.core.styles.heat_project import THEMES, HeatProject
from halplan_plugin.processing.layouts import add_layouts


def test_texts_of_the_user_are_no_expressions(qgis_app: Any) -> None:
    plan = HeatProject(
        name="stadt", title="Stadt [% 40 + 2 %]", sources="Amt [%@project_path%] [[%1+1%]]", created="2026-01-31",
        geopackage="stadt.gpkg", crs="EPSG:25832", extent=(0.0, 0.0, 1000.0, 1000.0), layers=(), themes=THEMES[:1],
    )  # fmt: skip
    project = QgsProject()
    add_layouts(project, plan, {})
    layouts = project.layoutManager().layouts()
    assert len(layouts) == 2
    for layout in layouts:
        labels = [item for item in layout.items() if isinstance(item, QgsLayoutItemLabel)]
        shown = "\n".join(label.currentText() for label in labels).replace("\u200b", "")
        assert "Stadt [% 40 + 2 %]" in shown
        assert "Amt [%@project_path%] [[%1+1%]]" in shown
    project.clear()
