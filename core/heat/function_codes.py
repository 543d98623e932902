"""From the ALKIS function code of a building to its row in the table of building functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..errors import ParameterError
from ..parameters.sets import ParameterSet
from ..table import Array, Table
from .categories import Categories, categories
from .fields import FKT, FKT_Q, FKT_TABELLE, FUNKTION, GRUND, N_GEB, SEKTOR

DIRECT, ASSIGNED, GROUP, UNKNOWN = "direkt", "zuordnung", "gruppe", "unbekannt"
ASSIGNMENT_COLUMNS = (FKT.name, FKT_TABELLE.name, GRUND.name)
CELLAR_ROWS = ("keller", "tiefgarage")

_Numbers = npt.NDArray[np.float64]
_CODE = re.compile(r"(?:(\d{5})[ _.:/-]?)?(\d{4})")
_BUILDING_CLASS = "31001"


@dataclass(frozen=True)
class FoundRow:
    """The row that holds for a code, how it was found and, for an assignment, why; an unknown code has no row."""

    row: Mapping[str, str]
    origin: str
    reason: str = ""


@dataclass(frozen=True, eq=False)
class BuildingFunctions:
    """What the table says about every building (n,); all of it is missing for an unknown code.

    ``storey_height`` in m, ``area_factor`` in % of the footprint, ``gemod_type`` 1 to 11 for non-residential
    buildings.
    """

    code: Array
    row_code: Array
    origin: Array
    sector: Array
    gemod_type: _Numbers
    storey_height: _Numbers
    area_factor: _Numbers
    codes: Table


def normalise_code(text: str) -> str:
    """Return a function code as ``31001_1010``; a four-digit one is a building's, other text stays as it is."""
    match = _CODE.fullmatch(text.strip())
    return f"{match[1] or _BUILDING_CLASS}_{match[2]}" if match else text.strip()


def parents(code: str) -> Iterator[str]:
    """Yield the groups of a code from the nearest to the widest: 31001_2081 is in 31001_2080 and in 31001_2000."""
    seen = code
    for zeros in (1, 2, 3):
        parent = code[:-zeros] + "0" * zeros
        if parent != seen:
            yield parent
        seen = parent


def resolve_functions(
    raw: Array, table: ParameterSet, assignments: ParameterSet, own: ParameterSet | None, *, fallback: bool
) -> BuildingFunctions:
    """Return the row of ``table`` for every function code of ``raw`` (n,) and the list of codes with their counts.

    ``own`` assignments of the user come first. Then a code of the table stands for itself. With ``fallback``, a code
    that is missing takes the row named by ``assignments``, else those of its groups (last digits set to zero) in
    turn. A code of another object class (31002, 51002) never falls back to a group. What is left is unknown.
    """
    rows = {row[FKT.name]: row for row in table.rows}
    given = _targets(own, rows) if own else {}
    known = _targets(assignments, rows) if fallback else {}
    codes = categories(categories(raw).spread(lambda text: normalise_code(text) or None))
    found = {code: _find(code, rows, given, known, fallback) for code in codes.texts}

    def column(name: str) -> Array:
        return codes.spread(lambda code: found[code].row.get(name) or None)

    def numbers(name: str) -> _Numbers:
        return codes.spread(lambda code: float(found[code].row.get(name) or "nan"), np.float64)

    return BuildingFunctions(
        code=codes.spread(lambda code: code or None),
        row_code=column(FKT.name),
        origin=codes.spread(lambda code: found[code].origin),
        sector=column(SEKTOR.name),
        gemod_type=numbers("gemod_typ"),
        storey_height=numbers("geschosshoehe_m"),
        area_factor=numbers("flaechenfaktor_pct"),
        codes=_list_codes(codes, found),
    )


def _find(
    code: str,
    rows: Mapping[str, Mapping[str, str]],
    given: Mapping[str, FoundRow],
    known: Mapping[str, FoundRow],
    fallback: bool,
) -> FoundRow:
    if code in given:
        return given[code]
    if code in rows:
        return FoundRow(rows[code], DIRECT)
    if code in known:
        return known[code]
    if fallback and code.startswith(f"{_BUILDING_CLASS}_"):
        for parent in parents(code):
            if parent in rows:
                return FoundRow(rows[parent], GROUP)
            if parent in known:
                return known[parent]
    return FoundRow({}, UNKNOWN)


def _targets(assignments: ParameterSet, rows: Mapping[str, Mapping[str, str]]) -> dict[str, FoundRow]:
    targets = {}
    for row in assignments.rows:
        target = normalise_code(row[FKT_TABELLE.name])
        if target not in rows:
            raise ParameterError(
                "Assignment '{name}' sends function code {code} to '{target}', which the table of functions lacks.",
                "Use one of its codes: {known}.",
                name=assignments.id,
                code=row[FKT.name],
                target=row[FKT_TABELLE.name],
                known=", ".join(rows),
            )
        targets[normalise_code(row[FKT.name])] = FoundRow(rows[target], ASSIGNED, row[GRUND.name])
    return targets


def _list_codes(codes: Categories, found: Mapping[str, FoundRow]) -> Table:
    listed = [found[code] for code in codes.texts]

    def column(values: list[str]) -> Array:
        return np.array([value or None for value in values], dtype=object)

    return Table(
        {
            FKT.name: column(list(codes.texts)),
            N_GEB.name: codes.counts(),
            FKT_TABELLE.name: column([item.row.get(FKT.name, "") for item in listed]),
            FUNKTION.name: column([item.row.get(FUNKTION.name, "") for item in listed]),
            SEKTOR.name: column([item.row.get(SEKTOR.name, "") for item in listed]),
            FKT_Q.name: column([item.origin for item in listed]),
            GRUND.name: column([item.reason for item in listed]),
        },
        name="codes",
    )
