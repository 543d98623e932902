"""Street names in one spelling."""

from __future__ import annotations

import numpy as np
import pytest

from halplan_core.heat.street_names import normalise_street, street_codes


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Karl-Marx-Straße", "KARL MARX STR."),
        ("Karl-Marx-Straße", "Karl-Marx-Str"),
        ("Hauptstr.", "Hauptstraße"),
        ("Straße des Friedens", "Str. des Friedens"),
        ("Böcklinplatz", "Boecklinplatz"),
        ("Große Gasse", "Grosse  Gasse"),
    ],
)
def test_spellings_of_one_street(one: str, other: str) -> None:
    assert normalise_street(one) == normalise_street(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Stralsunder Straße", "Sunder Straße"), ("Ringstraße", "Ring"), ("Strandweg", "Strweg")]
)
def test_different_streets(one: str, other: str) -> None:
    assert normalise_street(one) != normalise_street(other)


def test_codes_are_common_to_all_columns_and_missing_is_minus_one() -> None:
    address = np.array(["Am Ring", None, "Hauptstr."], dtype=object)
    name = np.array(["Hauptstraße", "Am Ring", "Weg", None], dtype=object)
    here, there = street_codes(address, name)
    assert here[1] == there[3] == -1
    assert here[0] == there[1]
    assert here[2] == there[0]
    assert len({*here.tolist(), *there.tolist()}) == 4
