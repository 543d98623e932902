"""Street names in one spelling."""

from __future__ import annotations

import numpy as np
import pytest

from halplan_core.heat.street_names import normalise_street, street_codes, without_house_number


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


@pytest.mark.parametrize(
    ("address", "street"),
    [
        ("Hauptstr. 5", "Hauptstraße"),
        ("Hauptstraße 12a", "Hauptstraße"),
        ("Hauptstraße, 12 A", "Hauptstraße"),
        ("Am Ring 3-5", "Am Ring"),
        ("Straße des 17. Juni 135", "Straße des 17. Juni"),
        ("Straße des 17. Juni", "Straße des 17. Juni"),
    ],
)
def test_a_house_number_after_the_street_is_left_out(address: str, street: str) -> None:
    assert normalise_street(without_house_number(address)) == normalise_street(street)
    here, there = street_codes(np.array([address], dtype=object), np.array([street], dtype=object))
    assert here.tolist() == there.tolist()


def test_a_street_that_ends_in_a_number_keeps_it() -> None:
    here, there = street_codes(
        np.array(["Straße 12", "Straße 12 7"], dtype=object), np.array(["Straße 12", "Straße 7"], dtype=object)
    )
    assert here.tolist() == [there[0], there[0]]
