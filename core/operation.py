"""What an operation is: a function on tables and the declaration from which every adapter is made.

A declaration is plain data. The Processing algorithm, the command, the reference page and the OGC API Processes
description read it and add nothing to it.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from .errors import ParameterError
from .table import Table

Kind = Literal["integer", "real", "text", "boolean", "date"]
Geometry = Literal["point", "line", "polygon", "none", "any"]

ALWAYS = "always"
TRUE_TEXTS = frozenset({"true", "1", "yes", "ja"})
FALSE_TEXTS = frozenset({"false", "0", "no", "nein"})

GROUPS = {
    "heat": ("Heat planning", "Wärmeplanung"),
    "landuse": ("Land use", "Flächennutzung"),
    "twin": ("City twin", "Stadtzwilling"),
    "participation": ("Participation", "Beteiligung"),
}

OPERATION_MODULES = (
    "heat.prepare_buildings",
    "heat.heat_demand",
    "heat.street_sections",
    "heat.line_density",
    "heat.building_blocks",
    "heat.block_density",
    "heat.grid_density",
    "heat.heat_plan",
)


@dataclass(frozen=True)
class Field:
    """One column of a result or a required column of an input. ``name`` is the German term with its unit."""

    name: str
    kind: Kind
    title: str
    title_de: str
    unit: str = ""


@dataclass(frozen=True)
class Layer:
    """An input layer.

    ``needs`` are fields that must be there under these names (results of an earlier operation), ``accepts`` those that
    are used when there. ``own_crs`` keeps a layer in its own reference system; all others are brought into that
    of the first layer.
    """

    name: str
    geometry: Geometry
    title: str
    title_de: str
    needs: tuple[Field, ...] = ()
    accepts: tuple[Field, ...] = ()
    optional: bool = False
    own_crs: bool = False
    repair: str = ""
    """Name of the flag parameter that allows invalid polygons to be repaired; empty: they are refused. :data:`ALWAYS`
    is for a layer that only guides the result: its polygons are repaired without asking, and counted."""


@dataclass(frozen=True)
class Parameter:
    """What all kinds of parameters share. ``evidence`` is V (read in the source), S (second-hand) or U (unverified)."""

    name: str
    title: str
    title_de: str
    source: str = ""
    evidence: Literal["V", "S", "U", ""] = ""
    advanced: bool = False


@dataclass(frozen=True)
class Number(Parameter):
    """A number with unit and range; ``default=None`` makes it optional."""

    default: float | None = None
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    whole: bool = False


@dataclass(frozen=True)
class Choice(Parameter):
    """One of a fixed list of codes, each with English and German title."""

    options: tuple[tuple[str, str, str], ...] = ()
    default: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(option[0] for option in self.options)


@dataclass(frozen=True)
class Flag(Parameter):
    """Yes or no."""

    default: bool = False


@dataclass(frozen=True)
class Text(Parameter):
    """Free text."""

    default: str = ""


@dataclass(frozen=True)
class Column(Parameter):
    """A column of an input layer, chosen by the user or, when left empty, recognised by one of ``known_names``."""

    layer: str = ""
    kind: Literal["text", "number", "any"] = "any"
    known_names: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True)
class File(Parameter):
    """Path of an optional file, for instance a parameter set of the user's own."""

    extension: str = "csv"


@dataclass(frozen=True)
class Output:
    """A result layer."""

    name: str
    geometry: Geometry
    title: str
    title_de: str
    fields: tuple[Field, ...] = ()
    optional: bool = False


@dataclass(frozen=True)
class Figure:
    """A single number or text of the result, such as a total."""

    name: str
    kind: Kind
    title: str
    title_de: str
    unit: str = ""


@dataclass(frozen=True, eq=False)
class Outputs:
    """What an operation returns: its result tables and its figures, both by declared name."""

    tables: Mapping[str, Table]
    figures: Mapping[str, float | int | str] = field(default_factory=dict)


@dataclass(frozen=True)
class Invariant:
    """A sum that must close on every run: ``sides`` returns its two sides from the inputs and the outputs."""

    name: str
    title: str
    title_de: str
    sides: Callable[[Mapping[str, Table | None], Outputs], tuple[float, float]]
    tolerance: float = 1e-9


@dataclass(frozen=True, eq=False)
class Operation:
    """A declared operation; made by :func:`operation`."""

    name: str
    group: str
    title: str
    title_de: str
    version: str
    inputs: tuple[Layer, ...]
    parameters: tuple[Parameter, ...]
    outputs: tuple[Output, ...]
    figures: tuple[Figure, ...]
    invariants: tuple[Invariant, ...]
    function: Callable[..., Outputs]

    @property
    def summary(self) -> str:
        """First paragraph of the docstring: what the operation gives the planner."""
        return " ".join((self.function.__doc__ or "").strip().split("\n\n")[0].split())

    def parameter(self, name: str) -> Parameter:
        """Return a declared parameter."""
        return next(p for p in self.parameters if p.name == name)


_registry: dict[str, Operation] = {}


def operation(
    name: str,
    *,
    group: str,
    title: str,
    title_de: str,
    version: str = "1.0",
    inputs: Sequence[Layer] = (),
    parameters: Sequence[Parameter] = (),
    outputs: Sequence[Output] = (),
    figures: Sequence[Figure] = (),
    invariants: Sequence[Invariant] = (),
) -> Callable[[Callable[..., Outputs]], Operation]:
    """Declare a function as operation ``name`` and register it.

    The function receives each input as ``Table`` (``None`` for an optional one left out) and each parameter
    under its declared name, and ``run`` (:class:`~.run.Run`) for progress, warnings and parameter sets.
    ``version`` counts changes of the method: results of different versions may differ.
    """

    def declare(function: Callable[..., Outputs]) -> Operation:
        declared = Operation(
            name, group, title, title_de, version,
            tuple(inputs), tuple(parameters), tuple(outputs), tuple(figures), tuple(invariants), function,
        )  # fmt: skip
        _registry[name] = declared
        return declared

    return declare


def all_operations() -> tuple[Operation, ...]:
    """Return every operation in the order of the manual."""
    for module in OPERATION_MODULES:
        importlib.import_module(f".{module}", package=__package__)
    return tuple(_registry.values())


def find_operation(name: str) -> Operation:
    """Return the operation called ``name``; raises :class:`ParameterError` with the list of names."""
    known = {op.name: op for op in all_operations()}
    if name not in known:
        raise ParameterError(
            "There is no operation '{name}'.", "Known operations: {known}.", name=name, known=", ".join(known)
        )
    return known[name]


def figure_values(declared: Operation, outputs: Outputs) -> dict[str, Any]:
    """Return the figures of a result in the order of the declaration."""
    return {figure.name: outputs.figures[figure.name] for figure in declared.figures if figure.name in outputs.figures}
