"""The ``halplan`` command: every operation from its declaration, on files."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from . import __version__
from .describe import process_description, process_summary
from .errors import CancelledError, HalplanError, OutputError, ParameterError
from .formats.geopackage import StoredLayer, write_geopackage
from .formats.text_file import check_writable, write_text
from .formats.vector import read_table, split_source
from .musterstadt.generate import DEFAULT_BUILDINGS, DEFAULT_SEED, generate
from .musterstadt.layers import layers as town_layers
from .operation import Choice, Column, Flag, Number, Operation, Outputs, Parameter, all_operations, find_operation
from .report.heat_plan_files import NAME, SOURCES, TITLE, check_name, write_heat_plan
from .run import Result, execute
from .table import Table


class TerminalProgress:
    """Progress as one line on standard error, rewritten in place on a terminal."""

    def __init__(self) -> None:
        self._shown = -1

    def report(self, fraction: float, message: str = "") -> None:
        percent = int(fraction * 100)
        if percent == self._shown or not sys.stderr.isatty():
            return
        self._shown = percent
        sys.stderr.write(f"\r{percent:3d} % {message:<60.60}")
        sys.stderr.flush()

    def is_cancelled(self) -> bool:
        return False


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns 0, 1 for an error of the input, 2 for wrong usage, 130 when interrupted."""
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal may know neither umlauts nor ²
    try:
        return int(options.action(options))
    except BrokenPipeError:
        # the reader, such as "head", has seen enough; nothing more can be said, not even at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except HalplanError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"\n{CancelledError()}", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="halplan", description="Municipal heat planning on files: the operations of HalPlan without QGIS."
    )
    parser.add_argument("--version", action="version", version=f"halplan {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    listing = commands.add_parser("list", help="list the operations")
    listing.set_defaults(action=_list)

    describe = commands.add_parser("describe", help="describe operations as OGC API Processes JSON")
    describe.add_argument("operation", nargs="?", help="name of an operation; all are listed without it")
    describe.set_defaults(action=_describe)

    town = commands.add_parser(
        "musterstadt",
        help="make a town of example data",
        description="Make Musterstadt, a made-up German town with all the layers that a heat plan uses.",
    )
    town.set_defaults(action=_musterstadt)
    town.add_argument("--buildings", type=_whole_number, default=DEFAULT_BUILDINGS, help="(default: %(default)s)")
    town.add_argument("--seed", type=_whole_number, default=DEFAULT_SEED, help="(default: %(default)s)")
    town.add_argument("--out", required=True, metavar="FILE.gpkg")

    for operation in all_operations():
        command = _add_operation(commands, operation)
        if operation.name == "heat_plan":
            _add_heat_plan_files(command)
        else:
            _add_results(command, operation)
    return parser


def _whole_number(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError(f"{text} is negative")
    return number


def _add_operation(commands: Any, operation: Operation) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        operation.name, help=operation.title, description=operation.summary
    )
    command.set_defaults(action=_run, operation=operation.name)
    for layer in operation.inputs:
        command.add_argument(
            f"--{layer.name}", required=not layer.optional, metavar="FILE[|layername=NAME]", help=layer.title
        )
    for parameter in operation.parameters:
        command.add_argument(f"--{parameter.name}", **_argument(parameter))
    command.add_argument("--record", metavar="FILE.json", help="write the run record")
    return command


def _add_results(command: argparse.ArgumentParser, operation: Operation) -> None:
    for output in operation.outputs:
        command.add_argument(f"--{output.name}", metavar="FILE.gpkg[|layername=NAME]", help=f"result: {output.title}")


def _add_heat_plan_files(command: argparse.ArgumentParser) -> None:
    """The heat plan writes a folder of files that belong together instead of single results."""
    command.set_defaults(action=_heat_plan)
    command.add_argument("--folder", required=True, metavar="FOLDER", help="folder for GeoPackage and report")
    for parameter in (NAME, TITLE, SOURCES):
        command.add_argument(f"--{parameter.name}", default=parameter.default, help=parameter.title)


def _argument(parameter: Parameter) -> dict[str, Any]:
    unit = f" [{parameter.unit}]" if isinstance(parameter, Number) and parameter.unit else ""
    default = getattr(parameter, "default", None)
    hint = f" (default: {default})" if default not in (None, "") else ""
    argument: dict[str, Any] = {"help": (parameter.title + unit + hint).replace("%", "%%")}
    if isinstance(parameter, Choice):
        argument["choices"] = parameter.codes
    elif isinstance(parameter, Flag):
        argument["action"] = argparse.BooleanOptionalAction
    elif isinstance(parameter, Number):
        argument["metavar"] = "NUMBER"
    elif isinstance(parameter, Column):
        argument["metavar"] = "FIELD"
    return argument


def _list(options: argparse.Namespace) -> int:
    for operation in all_operations():
        print(f"{operation.name:<24} {operation.title}")
    return 0


def _describe(options: argparse.Namespace) -> int:
    if options.operation:
        described: Any = process_description(find_operation(options.operation))
    else:
        described = {"processes": [process_summary(operation) for operation in all_operations()]}
    print(json.dumps(described, ensure_ascii=False, indent=2))
    return 0


def _run(options: argparse.Namespace) -> int:
    operation = find_operation(options.operation)
    targets = {o.name: getattr(options, o.name) for o in operation.outputs if getattr(options, o.name)}
    if not targets:
        raise ParameterError(
            "No result was asked for.",
            "Name at least one of: {names}.",
            names=", ".join(f"--{output.name} FILE.gpkg" for output in operation.outputs),
        )
    for target in targets.values():
        _check_target(split_source(target)[0])
    _, result = _execute(operation, options, frozenset(targets))
    _write_outputs(operation, result.outputs, targets, result)
    _finish(operation, result, options)
    return 0


def _check_target(path: str) -> None:
    if Path(path).suffix.lower() != ".gpkg":
        raise ParameterError(
            "'{path}' is no GeoPackage.",
            "Results are GeoPackages: choose a name that ends in .gpkg.",
            path=path,
        )
    check_writable(path)


def _heat_plan(options: argparse.Namespace) -> int:
    operation = find_operation(options.operation)
    check_name(options.name)
    inputs, result = _execute(operation, options, None)
    files = write_heat_plan(
        options.folder, result, inputs, name=options.name, title=options.title, sources=options.sources
    )
    print(f"Results -> {files.geopackage}\nReport  -> {files.report}")
    print("The QGIS project and the maps as pictures are written by: qgis_process run halplan:heat_plan")
    _finish(operation, result, options)
    return 0


def _musterstadt(options: argparse.Namespace) -> int:
    if Path(options.out).exists():
        # its layers have the names that real data have, too
        raise OutputError(
            "File '{path}' already exists.", "Choose another name, or delete the file first.", path=options.out
        )
    town = town_layers(generate(options.buildings, options.seed, TerminalProgress()))
    stored = [StoredLayer(layer.name, table, layer.fields, layer.title_de, "", layer.geometry) for layer, table in town]
    write_geopackage(options.out, stored)
    _clear_line()
    print(f"{sum(len(table) for _, table in town)} features in {len(town)} layers -> {options.out}")
    return 0


def _execute(
    operation: Operation, options: argparse.Namespace, wanted: frozenset[str] | None
) -> tuple[dict[str, Table | None], Result]:
    """Run an operation on the files that the options name; return its input tables and its result."""
    if options.record:
        check_writable(options.record)
    given = {parameter.name: getattr(options, parameter.name) for parameter in operation.parameters}
    inputs: dict[str, Table | None] = {}
    for layer in operation.inputs:
        source = getattr(options, layer.name)
        inputs[layer.name] = read_table(source) if source else None
    result = execute(operation, inputs, given, TerminalProgress(), wanted)
    _clear_line()
    return inputs, result


def _finish(operation: Operation, result: Result, options: argparse.Namespace) -> None:
    if options.record:
        text = json.dumps(result.record.as_dict(), ensure_ascii=False, indent=2, default=str)
        write_text(options.record, text + "\n")
    report_on_terminal(operation, result)


def _clear_line() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r" + " " * 66 + "\r")


def _write_outputs(operation: Operation, outputs: Outputs, targets: dict[str, str], result: Result) -> None:
    by_file: dict[str, list[tuple[StoredLayer, bool]]] = {}
    for output in operation.outputs:
        if output.name not in targets or output.name not in outputs.tables:
            continue
        path, layer_name = split_source(targets[output.name])
        default_name = operation.name if output.name == "result" else f"{operation.name}_{output.name}"
        stored = StoredLayer(
            layer_name or default_name,
            outputs.tables[output.name],
            output.fields,
            output.title_de,
            geometry=output.geometry,
        )
        by_file.setdefault(path, []).append((stored, bool(layer_name)))
    for path, layers in by_file.items():
        add = any(named for _, named in layers)
        write_geopackage(path, [layer for layer, _ in layers], [result.record], add=add)
        print(f"{', '.join(layer.name for layer, _ in layers)} -> {path}")


def report_on_terminal(operation: Operation, result: Result) -> None:
    """Print figures and warnings of a run."""
    for figure in operation.figures:
        if figure.name in result.record.figures:
            value = result.record.figures[figure.name]
            shown = f"{value:,.1f}" if isinstance(value, float) else value
            print(f"  {figure.title}: {shown} {figure.unit}".rstrip())
    for warning in result.record.all_warnings():
        print(f"  Warning: {warning}")


if __name__ == "__main__":
    sys.exit(main())
