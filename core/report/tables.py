"""Tables and colour swatches of the documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..markup import Child, Element, tag


def swatch(colour: str) -> Element:
    """Return a small box in the colour of a class."""
    return tag("span", {"class": "swatch", "style": f"background:{colour}"})


def keyed(colour: str, text: str) -> Element:
    """Return a text with the box of its colour in front, also where it takes several lines."""
    return tag("span", {"class": "key"}, swatch(colour), tag("span", None, text))


def table(
    heads: Sequence[tuple[str, str]],
    rows: Iterable[Sequence[Child]],
    total: Sequence[Child] = (),
    *,
    text: bool = False,
) -> Element:
    """Return a table with heads of title and unit. Columns after the first are numbers unless ``text`` is set."""

    def cells(row: Sequence[Child]) -> list[Element]:
        return [tag("td", {"class": "n"} if position and not text else None, cell) for position, cell in enumerate(row)]

    head = (
        tag("th", {"class": "n", "scope": "col"} if position and not text else {"scope": "col"}, title,
            tag("small", None, unit) if unit else None)
        for position, (title, unit) in enumerate(heads)
    )  # fmt: skip
    return tag(
        "table",
        None,
        tag("thead", None, tag("tr", None, head)),
        tag("tbody", None, (tag("tr", None, cells(row)) for row in rows),
            tag("tr", {"class": "total"}, cells(total)) if total else None),
    )  # fmt: skip
