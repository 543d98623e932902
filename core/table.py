"""The one data structure of the core: named columns, an optional geometry column, a reference system."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import shapely

from .errors import InputError, name_rows

Array = npt.NDArray[Any]


@dataclass(frozen=True)
class Crs:
    """A coordinate reference system, as much of it as the core needs.

    ``authid`` is ``"EPSG:25832"``, or empty for a system without a code, which ``wkt`` then defines (and only then, so
    that equal systems compare equal).
    """

    authid: str
    metric: bool = True
    wkt: str = ""

    def __str__(self) -> str:
        return self.authid or "a reference system without code"


UNKNOWN_CRS = Crs("", metric=False)


@dataclass(frozen=True, eq=False)
class Table:
    """Rows as columns.

    Columns are one-dimensional arrays of equal length. A missing value is ``nan`` in a float column and ``None`` in
    an object (text) column; integer and boolean columns have no missing values, so a source column of whole numbers
    with gaps arrives as float. ``geometry`` is an object array of shapely geometries with ``None`` for a missing one.
    ``row_ids`` are the ids that the user sees in the source (feature ids), for messages.
    ``name`` is what messages call the table.
    """

    columns: Mapping[str, Array] = field(default_factory=dict)
    geometry: Array | None = None
    crs: Crs = UNKNOWN_CRS
    name: str = ""
    row_ids: Array | None = None

    def __post_init__(self) -> None:
        lengths = {name: len(values) for name, values in self.columns.items()}
        if self.geometry is not None:
            lengths["geometry"] = len(self.geometry)
        if len(set(lengths.values())) > 1:
            raise ValueError(f"columns of different length in table {self.name!r}: {lengths}")
        if self.row_ids is None:
            object.__setattr__(self, "row_ids", np.arange(1, len(self) + 1, dtype=np.int64))

    def __len__(self) -> int:
        if self.geometry is not None:
            return len(self.geometry)
        return len(next(iter(self.columns.values()), ()))

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __contains__(self, name: str) -> bool:
        return name in self.columns

    def __getitem__(self, name: str) -> Array:
        """Return a column; a missing one is the user's to mend, so it raises :class:`InputError`."""
        try:
            return self.columns[name]
        except KeyError:
            raise InputError(
                "Layer '{layer}' has no field '{field}'.",
                "Its fields are: {present}. Choose another field or another layer.",
                layer=self.name,
                field=name,
                present=", ".join(self.columns) or "(none)",
            ) from None

    @property
    def ids(self) -> Array:
        """Row ids, shape (n,)."""
        return cast(Array, self.row_ids)  # __post_init__ has filled it

    @property
    def shapes(self) -> Array:
        """The geometry column; raises :class:`InputError` for a table without one."""
        if self.geometry is None:
            raise InputError("Layer '{layer}' has no geometry.", "Choose a layer with a map geometry.", layer=self.name)
        return self.geometry

    def text(self, name: str) -> Array:
        """Return a column as object array of ``str`` or ``None``; numbers lose a trailing ``.0``."""
        return as_text(self[name])

    def number(self, name: str) -> npt.NDArray[np.float64]:
        """Return a column as float64 with ``nan`` for missing; text that is no number raises :class:`InputError`."""
        return as_number(self[name], self, name)

    def with_columns(self, **columns: Array) -> Table:
        """Return the table with columns added or replaced."""
        return replace(self, columns={**self.columns, **columns})

    def select(self, *names: str) -> Table:
        """Return the table with the named columns only, in that order."""
        return replace(self, columns={name: self[name] for name in names})

    def take(self, rows: Array) -> Table:
        """Return the rows picked by an index or boolean array."""
        return replace(
            self,
            columns={name: values[rows] for name, values in self.columns.items()},
            geometry=None if self.geometry is None else self.geometry[rows],
            row_ids=self.ids[rows],
        )

    def fingerprint(self) -> str:
        """Return a SHA-256 over column names, values and geometries in row order.

        It depends on content only: integer and float columns of equal value, and text of any string type, give the
        same digest, so a table read back from a file has the fingerprint of the one that was written.
        """
        digest = hashlib.sha256()
        digest.update(str(len(self)).encode())
        for name in sorted(self.columns):
            digest.update(f"\0{name}\0".encode())
            values = self.columns[name]
            if values.dtype.kind in "iufb":
                # + 0.0 turns the negative zero into the positive one
                digest.update(np.ascontiguousarray(values.astype(np.float64) + 0.0).tobytes())
            else:
                for value in values.tolist():
                    text = b"" if value is None else str(value).encode()
                    # lengths in front keep values apart whatever they hold; -1 is a missing one
                    digest.update(b"%d:" % (-1 if value is None else len(text)) + text)
        if self.geometry is not None:
            wkb = shapely.to_wkb(self.geometry, byte_order=1, output_dimension=3)
            digest.update(b"\0".join(b"" if item is None else item for item in wkb.tolist()))
        return digest.hexdigest()


def as_text(values: Array) -> Array:
    """Return values as object array of ``str``; ``nan``, ``None`` and blank text become ``None``."""
    if values.dtype.kind == "f":
        return np.array([None if np.isnan(v) else _number_as_text(v) for v in values.tolist()], dtype=object)
    if values.dtype.kind in "iub":
        return np.array([str(v) for v in values.tolist()], dtype=object)
    return np.array(
        [None if v is None or not str(v).strip() else str(v).strip() for v in values.tolist()], dtype=object
    )


def _number_as_text(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)


def as_number(values: Array, table: Table, name: str) -> npt.NDArray[np.float64]:
    """Return values as float64; text is read with either decimal sign, anything else is refused with its row."""
    if values.dtype.kind in "iufb":
        return values.astype(np.float64)
    out = np.full(len(values), np.nan)
    bad: list[int] = []
    for row, value in enumerate(as_text(values).tolist()):
        if value is None:
            continue
        try:
            out[row] = float(value.replace(",", "."))
        except ValueError:
            bad.append(row)
    if bad:
        raise InputError(
            "Field '{field}' of layer '{layer}' must hold numbers, but feature(s) {rows} hold text such as '{value}'.",
            "Choose a number field or correct the values.",
            layer=table.name,
            field=name,
            rows=name_rows(table.ids[bad]),
            value=str(values[bad[0]]),
        )
    return out
