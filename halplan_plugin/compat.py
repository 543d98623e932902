"""The few places where Qt 5 and Qt 6, or QGIS releases, differ."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsField
from qgis.PyQt.QtCore import QMetaType, QVariant

_TYPES = {
    "integer": QMetaType.Type.LongLong,
    "real": QMetaType.Type.Double,
    "text": QMetaType.Type.QString,
    "boolean": QMetaType.Type.Bool,
    "date": QMetaType.Type.QDate,
}
_WHOLE_NUMBERS = frozenset({QMetaType.Type.Int, QMetaType.Type.LongLong, QMetaType.Type.UInt, QMetaType.Type.ULongLong})


def make_field(name: str, kind: str) -> QgsField:
    """Return a field of a kind of the core."""
    return QgsField(name, _TYPES[kind])


def kind_of(field: QgsField) -> str:
    """Return the kind of the core that a field of a layer has; ``other`` for lists, maps, times and binary values."""
    field_type = field.type()
    if field_type in _WHOLE_NUMBERS:
        return "integer"
    if field_type == QMetaType.Type.QDateTime:
        return "datetime"
    return next((kind for kind, known in _TYPES.items() if field_type == known), "other")


def is_null(value: Any) -> bool:
    """Tell whether an attribute is NULL. QGIS hands out a bare ``QVariant`` for it, and Python values otherwise."""
    return value is None or isinstance(value, QVariant)
