"""Which columns of an input layer an operation will look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .operation import Column, Layer, Operation


def needed_columns(
    operation: Operation, layer: Layer, parameters: Mapping[str, Any], present: Sequence[str]
) -> tuple[str, ...] | None:
    """Return the fields to read out of those ``present``, in their order; ``None`` stands for all of them.

    They are the declared ones, those chosen by a :class:`Column` parameter, and for a parameter left empty the one by
    which it is recognised. When one that has to be there is missing, all are to be read, so that the message of the
    check can name them.
    """
    needed = {field.name for field in layer.needs}
    recognised = {name.lower(): name for name in present}
    for column in operation.parameters:
        if not isinstance(column, Column) or column.layer != layer.name:
            continue
        known = (recognised[name.lower()] for name in column.known_names if name.lower() in recognised)
        name = parameters.get(column.name) or next(known, "")
        if name or column.required:
            needed.add(str(name))
    if not needed <= set(present):
        return None
    # databases fold names to lower case
    accepted = {field.name.lower() for field in layer.accepts}
    needed |= {name for name in present if name.lower() in accepted}
    return tuple(name for name in present if name in needed)
