"""Which ways are streets."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from halplan_core.errors import ParameterError
from halplan_core.heat.street_classes import load_classes


def texts(*values: str | None) -> np.ndarray:
    return np.array(values, dtype=object)


def test_paths_are_no_streets_and_unknown_classes_are() -> None:
    streets = load_classes().is_street(
        texts("residential", "footway", "steps", "path", "cycleway", None, "xyz", "service")
    )
    assert streets.tolist() == [True, False, False, False, False, True, True, True]


def test_keys_and_german_names_of_official_data() -> None:
    streets = load_classes().is_street(
        texts("1307", "Gemeindestraße", "5212", "Rad- und Fußweg", "1301", "KREISSTRASSE")
    )
    assert streets.tolist() == [True, True, False, False, False, True]


def test_unknown_classes_are_told_from_missing_ones() -> None:
    assert load_classes().unknown(texts("residential", "xyz", None)).tolist() == [False, True, False]


def test_a_list_of_classes_replaces_the_table() -> None:
    own = load_classes(only="footway, Residential")
    assert own.is_street(texts("footway", "residential", "primary", None)).tolist() == [True, True, False, True]


def test_main_roads_rank_before_side_streets() -> None:
    ranks = load_classes().ranks(texts("primary", "residential", "service", "xyz"))
    assert (np.diff(ranks) > 0).all()


def test_a_wrong_answer_in_the_users_table_is_named(tmp_path: Path) -> None:
    file = tmp_path / "klassen.csv"
    file.write_text("klasse;bezeichnung;strasse;rang;zuschlag\na;A;yes;1;0\n", encoding="utf-8")
    with pytest.raises(ParameterError, match=r"'strasse' of 'klassen.csv' holds 'yes'"):
        load_classes(str(file))
