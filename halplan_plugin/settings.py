"""Settings, each of which an administrator can preset by an environment variable.

In a profile they lie under ``plugins/halplan/`` and can be changed with the editor of the advanced settings.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from qgis.core import QgsSettings

_PREFIX = "plugins/halplan/"
_OFF = frozenset({"0", "false", "no", "off", ""})


@dataclass(frozen=True)
class Switch:
    """A yes-or-no setting; ``HALPLAN_<NAME>`` in the environment comes before the value stored in the profile."""

    name: str
    default: bool

    @property
    def variable(self) -> str:
        return f"HALPLAN_{self.name.upper()}"

    def value(self) -> bool:
        """Return the value in force."""
        preset = os.environ.get(self.variable)
        if preset is not None:
            return preset.strip().lower() not in _OFF
        return bool(QgsSettings().value(_PREFIX + self.name, self.default, type=bool))


BULK_READING = Switch("bulk_reading", default=True)
"""Read files by columns where that gives what QGIS shows; off: always feature by feature."""

BULK_WRITING = Switch("bulk_writing", default=True)
"""Write GeoPackage files by columns; off: always feature by feature."""
