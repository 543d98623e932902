import numpy as np
import pytest
import shapely

from halplan_core.errors import InputError
from halplan_core.table import Table


def _table(**columns):
    return Table({name: np.asarray(values) for name, values in columns.items()}, name="demo")


def test_columns_of_different_length_are_refused():
    with pytest.raises(ValueError, match="different length"):
        _table(a=[1, 2], b=[1])


def test_a_missing_field_is_named_with_the_fields_that_are_there():
    with pytest.raises(InputError, match=r"Layer 'demo' has no field 'c'.*a, b"):
        _table(a=[1], b=[2])["c"]


def test_numbers_are_read_from_text_with_either_decimal_sign():
    values = _table(h=np.array(["1,5", " 2.5 ", None, ""], dtype=object)).number("h")
    np.testing.assert_array_equal(values, [1.5, 2.5, np.nan, np.nan])


def test_text_in_a_number_field_is_named_with_layer_field_and_row():
    table = Table({"h": np.array(["3", "hoch"], dtype=object)}, name="gebaeude", row_ids=np.array([7, 9]))
    with pytest.raises(InputError, match="Field 'h' of layer 'gebaeude'.*9.*'hoch'"):
        table.number("h")


def test_whole_numbers_become_text_without_decimals():
    assert _table(c=[1000.0, np.nan]).text("c").tolist() == ["1000", None]


def test_take_keeps_the_ids_the_user_sees():
    table = Table({"a": np.arange(3)}, row_ids=np.array([10, 20, 30]))
    assert table.take(np.array([True, False, True])).ids.tolist() == [10, 30]


def test_fingerprint_sees_values_geometry_and_order_but_not_the_integer_type():
    shapes = shapely.points([[0, 0], [1, 1]])
    table = Table({"a": np.array([1, 2])}, shapes)
    assert table.fingerprint() == Table({"a": np.array([1.0, 2.0])}, shapes).fingerprint()
    assert table.fingerprint() != Table({"a": np.array([1, 3])}, shapes).fingerprint()
    assert table.fingerprint() != Table({"a": np.array([1, 2])}, shapes[::-1]).fingerprint()
    assert table.fingerprint() != table.take(np.array([1, 0])).fingerprint()


def test_fingerprint_tells_missing_text_from_empty_text():
    first = Table({"t": np.array([None, "a"], dtype=object)})
    second = Table({"t": np.array(["", "a"], dtype=object)})
    assert first.fingerprint() != second.fingerprint()


def test_large_numbers_keep_their_digits_as_text():
    assert _table(c=[1234567890123456.0, 1234567890123457.0, 0.1]).text("c").tolist() == [
        "1234567890123456",
        "1234567890123457",
        "0.1",
    ]


def test_fingerprint_tells_where_one_text_ends_and_the_next_begins():
    first = Table({"t": np.array(["x\0y", "z"], dtype=object)})
    second = Table({"t": np.array(["x", "y\0z"], dtype=object)})
    assert first.fingerprint() != second.fingerprint()
