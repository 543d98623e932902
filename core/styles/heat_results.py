"""The looks of the results of single operations, the same as in the project of a heat plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..heat import fields as f
from ..heat.thresholds import HEAT_DENSITY_SET, LINE_DENSITY_SET, load_thresholds
from . import heat_layers as layers
from .scales import Scale, make_scale
from .style import Style


def line_scale(thresholds: str = "") -> Scale:
    """Return the scale of heat line density, built in or from the user's file."""
    limits = load_thresholds(LINE_DENSITY_SET, thresholds)
    return make_scale("Wärmeliniendichte", f.WLD_MWH_M.unit, limits.lower.tolist(), limits.meanings_de, limits.colours)


def area_scale(thresholds: str = "") -> Scale:
    """Return the scale of heat density, built in or from the user's file."""
    limits = load_thresholds(HEAT_DENSITY_SET, thresholds)
    return make_scale("Wärmedichte", f.WVD_MWH_HA.unit, limits.lower.tolist(), limits.meanings_de, limits.colours)


def result_style(operation: str, output: str, parameters: Mapping[str, Any]) -> Style | None:
    """Return the style of a result layer of an operation run with ``parameters``; ``None`` where there is none."""
    thresholds = str(parameters.get("thresholds") or "")
    if output == "unassigned":
        return layers.unassigned_style()
    if output == "connectors":
        return layers.connectors_style()
    if output != "result":
        return None
    if operation == "heat_demand":
        return layers.buildings_style()
    if operation == "heat_line_density":
        return layers.sections_style(line_scale(thresholds))
    if operation == "heat_density_blocks":
        return layers.blocks_style(area_scale(thresholds))
    if operation == "heat_density_grid":
        return layers.grid_style(area_scale(thresholds))
    return None
