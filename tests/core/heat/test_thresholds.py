"""Classes of heat densities."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from halplan_core.errors import ParameterError
from halplan_core.heat.thresholds import HEAT_DENSITY_SET, LINE_DENSITY_SET, load_thresholds

HEADER = "untergrenze;bezeichnung;bezeichnung_en;farbe\n"


def test_a_limit_belongs_to_the_class_above_it_and_no_heat_to_none() -> None:
    classes = load_thresholds(HEAT_DENSITY_SET).classify(np.array([0.0, 0.1, 69.99, 70.0, 415.0, 1e6]))
    assert classes.tolist() == [0, 1, 1, 2, 4, 5]


def test_limits_of_the_line_density_are_in_mwh_per_metre() -> None:
    assert load_thresholds(LINE_DENSITY_SET).lower.tolist() == [0.0, 0.7, 1.5, 2.0]


def test_limits_of_the_user(tmp_path: Path) -> None:
    file = tmp_path / "grenzen.csv"
    file.write_text(HEADER + "0;wenig;little;#ffffff\n1,25;viel;much;#000000\n", encoding="utf-8")
    own = load_thresholds(LINE_DENSITY_SET, str(file))
    assert own.classify(np.array([1.2, 1.25])).tolist() == [1, 2]
    assert (own.meanings_de, own.meanings, own.source.id) == (("wenig", "viel"), ("little", "much"), "grenzen.csv")


def test_limits_must_rise(tmp_path: Path) -> None:
    file = tmp_path / "grenzen.csv"
    file.write_text(HEADER + "2;a;a;#ffffff\n1;b;b;#000000\n", encoding="utf-8")
    with pytest.raises(ParameterError, match=r"limits of 'grenzen.csv' do not rise"):
        load_thresholds(LINE_DENSITY_SET, str(file))


def test_the_first_limit_must_be_zero_so_that_every_density_has_a_class(tmp_path: Path) -> None:
    file = tmp_path / "grenzen.csv"
    file.write_text(HEADER + "1;a;a;#ffffff\n2;b;b;#000000\n", encoding="utf-8")
    with pytest.raises(ParameterError, match=r"first class limit of 'grenzen.csv' is not 0"):
        load_thresholds(LINE_DENSITY_SET, str(file))
    file.write_text(HEADER + "0;a;a;#ffffff\ninf;b;b;#000000\n", encoding="utf-8")
    with pytest.raises(ParameterError, match="do not rise"):
        load_thresholds(LINE_DENSITY_SET, str(file))
