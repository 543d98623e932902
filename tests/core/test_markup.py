"""Markup escapes everything that is not an element."""

from __future__ import annotations

from halplan_core.markup import Element, join, tag


def test_text_and_attributes_are_escaped() -> None:
    written = tag("p", {"title": 'a "b" & <c>'}, "<script>alert(1)</script>", " & ", 3)
    assert written == ('<p title="a &quot;b&quot; &amp; &lt;c&gt;">&lt;script&gt;alert(1)&lt;/script&gt; &amp; 3</p>')


def test_an_element_goes_in_as_it_is() -> None:
    assert tag("p", None, tag("b", None, "x & y")) == "<p><b>x &amp; y</b></p>"


def test_an_element_joined_to_text_is_text_again() -> None:
    joined = tag("b", None, "x") + "<i>"
    assert not isinstance(joined, Element)
    assert tag("p", None, joined) == "<p>&lt;b&gt;x&lt;/b&gt;&lt;i&gt;</p>"


def test_attributes_of_none_and_false_are_left_out_and_zero_stays() -> None:
    assert tag("a", {"x": None, "y": False, "z": 0, "t": True}) == '<a z="0" t="1"></a>'


def test_children_are_flattened_and_none_is_nothing() -> None:
    assert join([None, "a", ["b", [tag("br"), 1.5]]]) == "ab<br>1.5"
