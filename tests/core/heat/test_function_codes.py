"""From a function code to its row: as given, by assignment, by group, or not at all."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from halplan_core.errors import ParameterError
from halplan_core.heat.function_codes import (
    ASSIGNMENT_COLUMNS,
    BuildingFunctions,
    normalise_code,
    parents,
    resolve_functions,
)
from halplan_core.parameters.sets import ParameterSet, load, load_file


def resolve(*codes: str | None, own: ParameterSet | None = None, fallback: bool = True) -> BuildingFunctions:
    return resolve_functions(
        np.array(codes, dtype=object),
        load("gebaeudefunktionen"),
        load("gebaeudefunktion_zuordnung"),
        own,
        fallback=fallback,
    )


@pytest.mark.parametrize("text", ["31001_1010", "1010", " 31001_1010 ", "31001-1010", "310011010", "31001 1010"])
def test_codes_are_read_with_and_without_object_class(text: str) -> None:
    assert normalise_code(text) == "31001_1010"


def test_other_text_stays_as_it_is() -> None:
    assert [normalise_code(text) for text in ("51002_1290", "Wohnhaus", "10")] == ["51002_1290", "Wohnhaus", "10"]


def test_groups_run_from_narrow_to_wide() -> None:
    assert list(parents("31001_2081")) == ["31001_2080", "31001_2000"]
    assert list(parents("31001_1123")) == ["31001_1120", "31001_1100", "31001_1000"]
    assert list(parents("31001_2000")) == []


@pytest.mark.parametrize(
    ("code", "row", "origin"),
    [
        ("31001_3021", "31001_3021", "direkt"),
        ("31001_1010", "31001_1000", "gruppe"),
        ("31001_1123", "31001_1100", "gruppe"),
        ("31001_2143", "31001_2000", "gruppe"),
        ("31001_3036", "31001_3030", "gruppe"),
        ("31001_2460", "31001_2463", "zuordnung"),
        ("31001_2462", "31001_2463", "zuordnung"),
        ("31001_2464", "31001_2463", "zuordnung"),
        ("31001_2465", "tiefgarage", "zuordnung"),
        ("31002_2000", "keller", "zuordnung"),
        ("31001_2071", "31001_2072", "zuordnung"),
        ("31001_2075", "31001_2072", "zuordnung"),  # unknown code of an assigned group
        ("31001_2054", "31001_2052", "zuordnung"),
        ("31001_2020", "31001_3010", "zuordnung"),
        ("31001_3040", "31001_3041", "zuordnung"),
        ("31001_3065", "31001_3021", "zuordnung"),
        ("31001_3022", "31001_3021", "zuordnung"),
        ("31001_9998", None, "unbekannt"),
        ("51002_1290", None, "unbekannt"),
        ("51009_1610", None, "unbekannt"),
        ("31002_2300", None, "unbekannt"),
        (None, None, "unbekannt"),
        ("Wohnhaus", None, "unbekannt"),
    ],
)
def test_row_of_a_code(code: str | None, row: str | None, origin: str) -> None:
    found = resolve(code)
    assert list(found.row_code) == [row]
    assert list(found.origin) == [origin]


def test_row_brings_sector_type_storey_height_and_area_factor() -> None:
    found = resolve("31001_3021", "31001_1010", "31001_9998")
    assert list(found.sector) == ["NWG", "WG", None]
    assert np.array_equal(found.gemod_type, [4.0, np.nan, np.nan], equal_nan=True)
    assert np.array_equal(found.storey_height, [3.5, 2.8, np.nan], equal_nan=True)
    assert np.array_equal(found.area_factor, [89.0, 84.0, np.nan], equal_nan=True)


def test_without_fallback_only_codes_of_the_table_have_a_row() -> None:
    assert list(resolve("31001_1010", "31001_2460", "31001_1000", fallback=False).origin) == [
        "unbekannt",
        "unbekannt",
        "direkt",
    ]


def test_list_of_codes_counts_every_building_once_and_gives_the_reason() -> None:
    codes = resolve("1010", "31001_1010", None, "31001_2460", "31001_9998").codes
    assert list(codes["fkt"]) == [None, "31001_1010", "31001_2460", "31001_9998"]
    assert list(codes["n_geb"]) == [1, 2, 1, 1]
    assert list(codes["fkt_q"]) == ["unbekannt", "gruppe", "zuordnung", "unbekannt"]
    assert list(codes["sektor"]) == [None, "WG", "kein_bedarf", None]
    assert codes["grund"][2] == "Gebäude zum Abstellen von Fahrzeugen, unbeheizt"


def test_own_assignments_come_before_the_table(tmp_path: Path) -> None:
    file = tmp_path / "eigene.csv"
    file.write_text("fkt;fkt_tabelle;grund\n9998;31001_2463;Nebengebäude\n31001_2000;3010;Büropark\n", "utf-8")
    own = load_file(str(file), ASSIGNMENT_COLUMNS)
    found = resolve("31001_9998", "31001_2000", own=own, fallback=False)
    assert list(found.row_code) == ["31001_2463", "31001_3010"]
    assert list(found.origin) == ["zuordnung", "zuordnung"]


def test_assignment_to_an_unknown_row_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "eigene.csv"
    file.write_text("fkt;fkt_tabelle;grund\n9998;31001_7777;\n", "utf-8")
    with pytest.raises(ParameterError, match="31001_7777"):
        resolve("9998", own=load_file(str(file), ASSIGNMENT_COLUMNS))


def test_every_built_in_assignment_leads_to_a_row_and_has_a_reason() -> None:
    assignments = load("gebaeudefunktion_zuordnung")
    rows = set(load("gebaeudefunktionen").texts("fkt"))
    assert set(assignments.texts("fkt_tabelle")) <= rows
    assert all(assignments.texts("grund"))
    assert not set(assignments.texts("fkt")) & rows
