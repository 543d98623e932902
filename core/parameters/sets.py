"""Reference sets as data: tables with edition, source, licence and evidence, or the user's own file."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ..errors import ParameterError

_FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True)
class ParameterSet:
    """A table of parameters. ``rows`` hold text; :meth:`numbers` reads a column as numbers.

    ``basis`` names the reference area of specific values (EBF, A_C_Ref, BGF), empty for other tables.
    """

    id: str
    title: str
    title_de: str
    edition: str
    source: str
    licence: str
    evidence: str
    basis: str
    rows: tuple[dict[str, str], ...] = field(repr=False)
    sha256: str = ""
    columns: tuple[str, ...] = field(default=(), repr=False)

    def texts(self, column: str) -> list[str]:
        """Return a column as list of text."""
        return [row[column] for row in self.rows]

    def numbers(self, column: str) -> npt.NDArray[np.float64]:
        """Return a column as float64, empty cells as ``nan``; a decimal comma is understood."""
        out = []
        for line, row in enumerate(self.rows, start=2):
            text = row[column].strip().replace(",", ".")
            try:
                out.append(float(text) if text else np.nan)
            except ValueError:
                raise ParameterError(
                    "Column '{column}' of parameter set '{name}' holds '{value}' in line {line}.",
                    "Write a number there.",
                    column=column,
                    name=self.id,
                    value=row[column],
                    line=line,
                ) from None
        return np.array(out, dtype=np.float64)

    def check_unique(self, *columns: str) -> None:
        """Refuse rows that agree in all ``columns``; raises :class:`ParameterError` with both lines."""
        line_of: dict[tuple[str, ...], int] = {}
        for line, row in enumerate(self.rows, start=2):
            key = tuple(row[column].strip() for column in columns)
            before = line_of.setdefault(key, line)
            if before != line:
                raise ParameterError(
                    "Lines {first} and {second} of parameter set '{name}' agree in {columns}: {values}.",
                    "Keep one of them.",
                    first=before,
                    second=line,
                    name=self.id,
                    columns=", ".join(columns),
                    values="; ".join(key),
                )

    def describe(self) -> dict[str, str]:
        """Return what the run record keeps of the set."""
        return {key: str(value) for key, value in vars(self).items() if key not in ("rows", "columns")}


@cache
def load(set_id: str) -> ParameterSet:
    """Return the built-in set called ``set_id`` (an entry of ``sets.json``)."""
    entry = _index()[set_id]
    return _parse(set_id, (_FOLDER / entry["file"]).read_bytes(), entry)


def built_in() -> tuple[ParameterSet, ...]:
    """Return all built-in sets, for the manual."""
    return tuple(load(set_id) for set_id in _index())


def load_file(path: str, needs: tuple[str, ...], basis: str = "") -> ParameterSet:
    """Return the user's CSV file (``;`` or ``,`` separated, UTF-8) as a set; ``needs`` are columns it must have."""
    file = Path(path)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise ParameterError(
            "Parameter file '{path}' cannot be read: {reason}.", "Check the path.", path=path, reason=error.strerror
        ) from error
    entry = {
        "title": file.name, "title_de": file.name, "edition": "", "source": "own file", "licence": "",
        "evidence": "", "basis": basis,
    }  # fmt: skip
    own = _parse(file.name, content, entry)
    missing = [column for column in needs if column not in own.columns]
    if missing:
        raise ParameterError(
            "Parameter file '{path}' lacks the column(s) {columns}.",
            "It needs: {needs}.",
            path=path,
            columns=", ".join(missing),
            needs=", ".join(needs),
        )
    if not own.rows:
        raise ParameterError(
            "Parameter file '{path}' has no rows.", "Write at least one row below the column names.", path=path
        )
    return own


@cache
def _index() -> dict[str, dict[str, Any]]:
    index: dict[str, dict[str, Any]] = json.loads((_FOLDER / "sets.json").read_text(encoding="utf-8"))
    return index


def _parse(set_id: str, content: bytes, entry: dict[str, Any]) -> ParameterSet:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ParameterError(
            "Parameter set '{name}' is not UTF-8 text.", "Save it as CSV with encoding UTF-8.", name=set_id
        ) from None
    header = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in header else ",")
    rows = tuple({str(key): value or "" for key, value in row.items()} for row in reader)
    return ParameterSet(
        id=set_id,
        title=entry["title"],
        title_de=entry["title_de"],
        edition=entry["edition"],
        source=entry["source"],
        licence=entry["licence"],
        evidence=entry["evidence"],
        basis=entry.get("basis", ""),
        rows=rows,
        sha256=hashlib.sha256(content).hexdigest(),
        columns=tuple(reader.fieldnames or ()),
    )
