"""Reference sets: each is complete, readable and says where it comes from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from halplan_core.errors import ParameterError
from halplan_core.parameters.sets import ParameterSet, built_in, load, load_file


@pytest.mark.parametrize("values", built_in(), ids=lambda values: values.id)
def test_every_set_names_edition_source_licence_and_evidence(values: ParameterSet) -> None:
    assert all((values.title, values.title_de, values.edition, values.source, values.licence))
    assert values.evidence in ("V", "S", "U")
    assert len(values.sha256) == 64


@pytest.mark.parametrize("values", built_in(), ids=lambda values: values.id)
def test_every_row_of_a_set_fills_its_columns(values: ParameterSet) -> None:
    assert values.rows
    assert all(set(row) == set(values.rows[0]) for row in values.rows)
    assert all(None not in row.values() for row in values.rows)


@pytest.mark.parametrize(
    "values", [s for s in built_in() if s.id.startswith("nutzwaerme")], ids=lambda values: values.id
)
def test_every_set_of_specific_values_names_its_reference_area(values: ParameterSet) -> None:
    assert values.basis in ("EBF", "A_C_Ref")


def test_every_row_of_the_tabula_mapping_leads_to_variants() -> None:
    variants = set(load("nutzwaerme_tabula").texts("variante"))
    mapping = load("tabula_zuordnung")
    assert all(set(text.split()) <= variants for text in mapping.texts("varianten"))
    keys = [(row["typ"], row["bak"], row["herkunft"]) for row in mapping.rows]
    assert len(keys) == len(set(keys)) == 84  # 4 types: 12 classes by year, 8 by census, 1 unknown
    assert all(row["grund"] for row in mapping.rows if row["art"] == "ersatz")


def test_decimal_comma_and_empty_cells_are_read(tmp_path: Path) -> None:
    file = tmp_path / "werte.csv"
    file.write_text("a;b\n1,5;x\n;y\n2.25;z\n", "utf-8")
    values = load_file(str(file), ("a", "b"))
    assert np.array_equal(values.numbers("a"), [1.5, np.nan, 2.25], equal_nan=True)
    assert values.texts("b") == ["x", "y", "z"]


def test_own_files_that_cannot_be_used_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "werte.csv"
    with pytest.raises(ParameterError, match="cannot be read"):
        load_file(str(file), ())
    file.write_text("a;b\n1;2\n", "utf-8")
    with pytest.raises(ParameterError, match="lacks the column\\(s\\) c"):
        load_file(str(file), ("a", "c"))
    file.write_bytes("a;b\nä;2\n".encode("latin-1"))
    with pytest.raises(ParameterError, match="not UTF-8"):
        load_file(str(file), ("a",))


def test_own_file_with_column_names_only_has_no_rows(tmp_path: Path) -> None:
    file = tmp_path / "werte.csv"
    file.write_text("a;b\n", "utf-8")
    with pytest.raises(ParameterError, match="has no rows"):
        load_file(str(file), ("a", "b"))
    with pytest.raises(ParameterError, match="lacks the column\\(s\\) c"):
        load_file(str(file), ("a", "c"))


def test_repeated_rows_are_refused_with_their_lines(tmp_path: Path) -> None:
    file = tmp_path / "werte.csv"
    file.write_text("a;b;c\n1;x;1\n1;y;2\n1;x ;3\n", "utf-8")
    values = load_file(str(file), ("a", "b", "c"))
    values.check_unique("a", "c")
    with pytest.raises(ParameterError, match="Lines 2 and 4 of parameter set 'werte.csv' agree in a, b: 1; x"):
        values.check_unique("a", "b")
