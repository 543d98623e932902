"""Classes of a scale and their colours."""

from __future__ import annotations

import math

import numpy as np
import pytest

from halplan_core.heat.thresholds import HEAT_DENSITY_SET, LINE_DENSITY_SET, load_thresholds
from halplan_core.styles.scales import luminance, make_scale, ramp

# Machado, Oliveira, Fernandes (2009), severity 1.0, linear RGB
_PROTANOPIA = np.array(
    [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
)
_DEUTERANOPIA = np.array(
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
)
_TRITANOPIA = np.array(
    [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
)


def _linear(colour: str) -> np.ndarray:
    channels = np.array([int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def _lightness(colour: str, seen_as: np.ndarray) -> float:
    seen = np.clip(seen_as @ _linear(colour), 0.0, 1.0)
    y = float(np.array([0.2126, 0.7152, 0.0722]) @ seen)
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


def test_a_limit_belongs_to_the_higher_class_and_no_heat_to_none() -> None:
    scale = make_scale("", "", (0.0, 0.7, 1.5))
    assert scale.index(np.array([0.0, np.nan, 0.1, 0.7, 1.4999, 1.5, 99.0])).tolist() == [-1, -1, 0, 1, 1, 2, 2]


def test_classes_agree_with_those_of_the_operations() -> None:
    density = np.array([0.0, 1e-6, 69.9, 70.0, 175.0, 414.0, 1050.0, 5000.0])
    limits = load_thresholds(HEAT_DENSITY_SET)
    scale = make_scale("", "", limits.lower.tolist())
    assert (scale.index(density) + 1).tolist() == limits.classify(density).tolist()


def test_legend_texts_name_limits_unit_and_meaning() -> None:
    scale = make_scale("Dichte", "MWh/(ha·a)", (0, 70, 1050), ("wenig", "", "viel"))
    assert [scale.legend_text(n) for n in range(3)] == [
        "unter 70 MWh/(ha·a) – wenig",
        "70 bis unter 1.050 MWh/(ha·a)",
        "ab 1.050 MWh/(ha·a) – viel",
    ]


def test_colours_left_out_come_from_the_ramp() -> None:
    scale = make_scale("", "", (0, 1, 2), colours=("#111111", ""))
    assert [item.colour for item in scale.classes] == ["#111111", *ramp(3)[1:]]
    assert math.isinf(scale.classes[-1].upper)


@pytest.mark.parametrize("seen_as", [np.eye(3), _PROTANOPIA, _DEUTERANOPIA, _TRITANOPIA])
@pytest.mark.parametrize("count", range(2, 8))
def test_the_ramp_darkens_from_class_to_class_in_every_kind_of_colour_vision(count: int, seen_as: np.ndarray) -> None:
    lightness = [_lightness(colour, seen_as) for colour in ramp(count)]
    assert (np.diff(lightness) < -6).all()


@pytest.mark.parametrize("set_id", [LINE_DENSITY_SET, HEAT_DENSITY_SET])
@pytest.mark.parametrize("seen_as", [np.eye(3), _PROTANOPIA, _DEUTERANOPIA, _TRITANOPIA])
def test_the_built_in_classes_darken_too(set_id: str, seen_as: np.ndarray) -> None:
    lightness = [_lightness(colour, seen_as) for colour in load_thresholds(set_id).colours]
    assert (np.diff(lightness) < -6).all()


def test_luminance_is_that_of_wcag() -> None:
    assert luminance("#ffffff") == pytest.approx(1.0)
    assert luminance("#000000") == 0.0
    assert luminance("#777777") == pytest.approx(0.1845, abs=1e-3)
