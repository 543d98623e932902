"""Running an operation: checked parameters, checked inputs, checked invariants, and a record of it all."""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import numpy as np
import shapely

from . import __version__
from .checks import check_inputs
from .errors import HalplanError, InvariantError, ParameterError
from .needed_columns import needed_columns
from .operation import (
    FALSE_TEXTS,
    TRUE_TEXTS,
    Choice,
    Column,
    Flag,
    Layer,
    Number,
    Operation,
    Outputs,
    Parameter,
    figure_values,
)
from .parameters.sets import ParameterSet
from .progress import Progress, Silent, Span, step
from .table import Table


@dataclass(frozen=True)
class Warned:
    """A warning and how often it occurred; ``template`` and ``params`` as in :class:`HalplanError`."""

    template: str
    params: Mapping[str, Any]
    count: int

    def __str__(self) -> str:
        return self.template.format(count=self.count, **self.params)


@dataclass(frozen=True)
class Residual:
    """The two sides of an invariant and their relative difference."""

    name: str
    title: str
    left: float
    right: float
    residual: float
    tolerance: float


@dataclass(frozen=True)
class RunRecord:
    """Everything needed to trace a number back to its making and to make it again."""

    operation: str
    version: str
    halplan_version: str
    started: str
    seconds: float
    parameters: Mapping[str, Any]
    parameter_sets: tuple[Mapping[str, str], ...]
    inputs: tuple[Mapping[str, Any], ...]
    outputs: tuple[Mapping[str, Any], ...]
    figures: Mapping[str, Any]
    invariants: tuple[Residual, ...]
    warnings: tuple[Warned, ...]
    software: Mapping[str, str]
    children: tuple[RunRecord, ...] = ()

    def all_warnings(self) -> tuple[Warned, ...]:
        """Return the warnings of this run and of the runs that are parts of it, equal ones once."""
        own_and_children = (*self.warnings, *(warning for child in self.children for warning in child.all_warnings()))
        return tuple({str(warning): warning for warning in own_and_children}.values())

    def as_dict(self) -> dict[str, Any]:
        """Return the record as plain JSON data."""
        return {
            **{
                key: value
                for key, value in vars(self).items()
                if key not in ("invariants", "warnings", "children", "parameter_sets", "inputs", "outputs")
            },
            "parameter_sets": [dict(item) for item in self.parameter_sets],
            "inputs": [dict(item) for item in self.inputs],
            "outputs": [dict(item) for item in self.outputs],
            "invariants": [vars(item) for item in self.invariants],
            "warnings": [{"text": str(item), "count": item.count} for item in self.warnings],
            "children": [child.as_dict() for child in self.children],
        }


@dataclass(frozen=True, eq=False)
class Result:
    """Outputs of a run and its record."""

    outputs: Outputs
    record: RunRecord


@dataclass
class Run:
    """What an operation may do besides computing: report, stop, warn, name its parameter sets, run others."""

    progress: Progress = field(default_factory=Silent)
    wanted: frozenset[str] | None = None
    _warnings: Counter[tuple[str, tuple[tuple[str, Any], ...]]] = field(default_factory=Counter)
    _sets: dict[str, ParameterSet] = field(default_factory=dict)
    _children: list[RunRecord] = field(default_factory=list)

    def step(self, fraction: float, message: str = "") -> None:
        """Report progress (0 to 1); raises :class:`CancelledError` when the user stopped the run."""
        step(self.progress, fraction, message)

    def warn(self, template: str, count: int = 1, **params: Any) -> None:
        """Count a warning. ``{count}`` in the template stands for the total; a count of 0 is no warning."""
        if count:
            self._warnings[(template, tuple(sorted(params.items())))] += count

    def uses(self, parameter_set: ParameterSet) -> ParameterSet:
        """Enter a parameter set in the record and return it."""
        self._sets[parameter_set.id] = parameter_set
        return parameter_set

    def wants(self, output: str) -> bool:
        """Tell whether the caller wants an optional output."""
        return self.wanted is None or output in self.wanted

    def child(
        self,
        operation: Operation,
        inputs: Mapping[str, Table | None],
        parameters: Mapping[str, Any] | None = None,
        *,
        span: tuple[float, float] = (0.0, 1.0),
        wanted: frozenset[str] | None = None,
    ) -> Outputs:
        """Run another operation as a part of this one; its record becomes a child of this record."""
        result = execute(operation, inputs, parameters, Span(self.progress, *span), wanted)
        self._children.append(result.record)
        return result.outputs

    @property
    def warnings(self) -> tuple[Warned, ...]:
        return tuple(Warned(template, dict(params), count) for (template, params), count in self._warnings.items())


def execute(
    operation: Operation,
    inputs: Mapping[str, Table | None],
    parameters: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
    wanted: frozenset[str] | None = None,
) -> Result:
    """Run ``operation`` on ``inputs`` and return its outputs and record.

    ``parameters`` left out take their defaults. ``wanted`` names the outputs that the caller keeps (all by default).
    Raises :class:`ParameterError`, :class:`InputError`, :class:`CancelledError`, or :class:`InvariantError` when a
    declared sum does not close.
    """
    started = datetime.now(UTC)
    clock = time.perf_counter()
    run = Run(progress or Silent(), wanted)
    run.step(0.0)
    tables = check_inputs(operation, inputs, parameters or {}, run)
    values = check_parameters(operation, tables, parameters or {})
    outputs = operation.function(**tables, **values, run=run)
    _check_outputs(operation, outputs)
    invariants = _check_invariants(operation, tables, outputs)
    record = RunRecord(
        operation=operation.name,
        version=operation.version,
        halplan_version=__version__,
        started=started.isoformat(timespec="seconds"),
        seconds=round(time.perf_counter() - clock, 3),
        parameters=values,
        parameter_sets=tuple(used.describe() for used in run._sets.values()),
        inputs=tuple(
            _describe(layer.name, _looked_at(operation, layer, table, values))
            for layer in operation.inputs
            if (table := tables[layer.name]) is not None
        ),
        outputs=tuple(_describe(name, table) for name, table in outputs.tables.items()),
        figures=figure_values(operation, outputs),
        invariants=invariants,
        warnings=run.warnings,
        software={"numpy": np.__version__, "shapely": shapely.__version__, "geos": shapely.geos_version_string},
        children=tuple(run._children),
    )
    run.step(1.0)
    return Result(outputs, record)


def check_parameters(
    operation: Operation, tables: Mapping[str, Table | None], given: Mapping[str, Any]
) -> dict[str, Any]:
    """Return a value for every declared parameter; raises :class:`ParameterError` for an unknown or invalid one."""
    unknown = set(given) - {parameter.name for parameter in operation.parameters}
    if unknown:
        raise ParameterError(
            "Operation '{operation}' has no parameter '{parameter}'.",
            "Its parameters are: {known}.",
            operation=operation.name,
            parameter=", ".join(sorted(unknown)),
            known=", ".join(p.name for p in operation.parameters),
        )
    return {p.name: _check_parameter(p, given.get(p.name), tables) for p in operation.parameters}


def _check_parameter(parameter: Parameter, value: Any, tables: Mapping[str, Table | None]) -> Any:
    if isinstance(parameter, Column):
        return _check_column(parameter, value, tables.get(parameter.layer))
    if value is None or value == "":
        return getattr(parameter, "default", "")
    if isinstance(parameter, Number):
        return _check_number(parameter, value)
    if isinstance(parameter, Choice):
        if value not in parameter.codes:
            raise ParameterError(
                "Parameter '{parameter}' cannot be '{value}'.",
                "Choose one of: {known}.",
                parameter=parameter.name,
                value=value,
                known=", ".join(parameter.codes),
            )
        return value
    if isinstance(parameter, Flag):
        return _check_flag(parameter, value)
    return str(value)


def _check_flag(parameter: Flag, value: Any) -> bool:
    text = str(value).strip().lower()
    if text in TRUE_TEXTS:
        return True
    if text in FALSE_TEXTS:
        return False
    raise ParameterError(
        "Parameter '{parameter}' cannot be '{value}'.", "Write true or false.", parameter=parameter.name, value=value
    )


def _check_number(parameter: Number, value: Any) -> float | int:
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = math.nan
    low = -math.inf if parameter.minimum is None else parameter.minimum
    high = math.inf if parameter.maximum is None else parameter.maximum
    if not low <= number <= high or (parameter.whole and number != int(number)):
        raise ParameterError(
            "Parameter '{parameter}' is {value}, but must be {what} from {low} to {high} {unit}.",
            parameter=parameter.name,
            value=value,
            what="a whole number" if parameter.whole else "a number",
            low=low,
            high=high,
            unit=parameter.unit,
        )
    return int(number) if parameter.whole else number


def _check_column(parameter: Column, value: Any, table: Table | None) -> str:
    if table is None:
        return ""
    if value:
        table[str(value)]  # names the fields that are there if this one is not
        return str(value)
    by_lower_case = {name.lower(): name for name in table.columns}
    for name in parameter.known_names:
        if name.lower() in by_lower_case:
            return by_lower_case[name.lower()]
    if parameter.required:
        raise ParameterError(
            "Layer '{layer}' has no field recognised as '{title}'.",
            "Set parameter '{parameter}' to one of its fields: {present}.",
            layer=table.name,
            title=parameter.title,
            parameter=parameter.name,
            present=", ".join(table.columns) or "(none)",
        )
    return ""


def _check_outputs(operation: Operation, outputs: Outputs) -> None:
    for declared in operation.outputs:
        table = outputs.tables.get(declared.name)
        if table is None:
            if not declared.optional:
                raise RuntimeError(f"{operation.name} returned no output {declared.name!r}")
            continue
        if list(table.columns) != [f.name for f in declared.fields]:
            raise RuntimeError(
                f"{operation.name}.{declared.name} has fields {list(table.columns)}, "
                f"declared are {[f.name for f in declared.fields]}"
            )


def _check_invariants(
    operation: Operation, tables: Mapping[str, Table | None], outputs: Outputs
) -> tuple[Residual, ...]:
    found = []
    for invariant in operation.invariants:
        left, right = invariant.sides(tables, outputs)
        scale = max(abs(left), abs(right))
        residual = abs(left - right) / scale if scale else 0.0
        if not residual <= invariant.tolerance:
            raise InvariantError(
                "The balance '{title}' does not close: {left} against {right}.",
                "The result was discarded. Please report this with your input data.",
                title=invariant.title,
                left=left,
                right=right,
            )
        found.append(Residual(invariant.name, invariant.title, left, right, residual, invariant.tolerance))
    return tuple(found)


def _looked_at(operation: Operation, layer: Layer, table: Table, parameters: Mapping[str, Any]) -> Table:
    """Return the columns that the operation looks at, so that a fingerprint does not depend on who read how many."""
    columns = needed_columns(operation, layer, parameters, list(table.columns))
    return table if columns is None else table.select(*columns)


def _describe(name: str, table: Table) -> dict[str, Any]:
    return {
        "name": name,
        "source": table.name,
        "rows": len(table),
        "crs": table.crs.authid,
        "sha256": table.fingerprint(),
    }


__all__ = ["HalplanError", "Residual", "Result", "Run", "RunRecord", "Warned", "check_parameters", "execute"]
