"""Elements of HTML, SVG and XML as text, everything escaped unless it is an element itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import TypeAlias

_WITHOUT_CONTENT = frozenset({"br", "hr", "img", "meta"})


class Element(str):
    """Finished markup: a child of this type goes into its parent as it is."""

    __slots__ = ()


Child: TypeAlias = "str | int | float | Iterable[Child] | None"


def tag(name: str, attributes: Mapping[str, object] | None = None, *children: Child) -> Element:
    """Return the element ``name``.

    An attribute of value ``None`` or ``False`` is left out, ``True`` gives ``1`` as QGIS writes flags. A child is
    text or a number (escaped), an :class:`Element`, ``None`` (left out), or an iterable of these.
    """
    written = "".join(
        f' {key}="{escape(_text(value))}"'
        for key, value in (attributes or {}).items()
        if value is not None and value is not False
    )
    if name in _WITHOUT_CONTENT:
        return Element(f"<{name}{written}>")
    return Element(f"<{name}{written}>{join(children)}</{name}>")


def join(children: Child) -> Element:
    """Return children one after the other."""
    if children is None:
        return Element("")
    if isinstance(children, Element):
        return children
    if isinstance(children, (str, int, float)):
        return Element(escape(_text(children), quote=False))
    return Element("".join(join(child) for child in children))


def _text(value: object) -> str:
    return "1" if value is True else str(value)
