"""The rules that keep the parts of the project apart, read from the source files."""

from __future__ import annotations

import ast
import configparser
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CORE = ROOT / "core"
PLUGIN = ROOT / "halplan_plugin"

DOMAINS = {"heat", "landuse", "participation", "twin", "musterstadt"}
SURFACE = {"cli", "describe", "batch"}
"""Parts of the core that everything else must do without: commands and descriptions made from the registry."""

BELOW = {
    "base": {"geometry", "parameters"},  # base: the modules right under core/
    "parameters": {"base"},
    "geometry": {"base"},
    "formats": {"base", "geometry", "parameters"},
    **{domain: {"base", "geometry", "parameters", "formats"} for domain in DOMAINS},
    "styles": {"base", "parameters", *DOMAINS},
    "report": {"base", "geometry", "parameters", "formats", "styles", *DOMAINS},
}
"""What each part of the core may import besides itself. No domain imports another: what two share moves down."""

HARD_DEPENDENCIES = {"numpy", "shapely"}
OPTIONAL_DEPENDENCIES = {"osgeo", "pyogrio", "pyproj", "pyarrow", "scipy", "numba", "dask", "distributed"}
UNWANTED_IN_QGIS = {
    "requests", "urllib", "urllib3", "http", "socket", "httpx",  # QgsBlockingNetworkRequest knows proxies and logins
    "multiprocessing", "subprocess",  # sys.executable is QGIS itself on Windows and macOS
    "PyQt5", "PyQt6", "PySide2", "PySide6", "sip",  # qgis.PyQt fits Qt 5 and Qt 6
    "halplan_core", "core",  # in QGIS the core is halplan_plugin.core
}  # fmt: skip
UNWANTED_NAMES_IN_QGIS = {
    "ProcessPoolExecutor": "starts QGIS windows",
    "processEvents": "re-enters the event loop",
    "FlagNoThreading": "blocks the interface",
    "NoThreading": "blocks the interface",
    "exec_": "is gone in Qt 6",
}


@dataclass(frozen=True)
class Import:
    """One import of a module: ``target`` is absolute (``core.table``) for relative imports as well."""

    source: Path
    line: int
    target: str
    relative: bool
    inside_function: bool
    only_for_types: bool

    def __str__(self) -> str:
        return f"{self.source.relative_to(ROOT)}:{self.line} imports {self.target}"


def python_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports_of(path: Path) -> Iterator[Import]:
    """Yield every import of a file, ``from x import y`` as ``x.y``, relative ones resolved from the project's root."""
    package = path.relative_to(ROOT).parent.parts
    for node, inside_function, only_for_types in _walk(parsed(path), False, False):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(path, node.lineno, alias.name, False, inside_function, only_for_types)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else ()
            for alias in node.names:
                target = ".".join((*start, *filter(None, [node.module]), alias.name))
                yield Import(path, node.lineno, target, bool(node.level), inside_function, only_for_types)


def _walk(node: ast.AST, inside_function: bool, only_for_types: bool) -> Iterator[tuple[ast.AST, bool, bool]]:
    for child in ast.iter_child_nodes(node):
        function = inside_function or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
        types = only_for_types or (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test))
        yield child, function, types
        yield from _walk(child, function, types)


def all_imports(folder: Path) -> list[Import]:
    return [found for path in python_files(folder) for found in imports_of(path)]


def part_of_core(dotted: str) -> str:
    """Return the part of the core a module belongs to: heat for ``core.heat.fields``, base for ``core.table``."""
    names = dotted.split(".")[1:]
    if not names or not (CORE / names[0]).is_dir():
        return "surface" if names and names[0] in SURFACE else "base"
    return "surface" if names[0] in SURFACE else names[0]


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def listed(findings: list[str]) -> str:
    return "\n".join(findings)


# --- core -------------------------------------------------------------------------------------------------------------


def test_the_core_imports_itself_relatively_and_knows_no_qgis() -> None:
    allowed = HARD_DEPENDENCIES | OPTIONAL_DEPENDENCIES | set(sys.stdlib_module_names)
    wrong = [str(i) for i in all_imports(CORE) if not i.relative and i.target.split(".")[0] not in allowed]
    assert not wrong, listed(wrong)


def test_relative_imports_of_the_core_stay_inside_it() -> None:
    wrong = [str(i) for i in all_imports(CORE) if i.relative and not i.target.startswith("core.")]
    assert not wrong, listed(wrong)


def test_the_core_imports_optional_libraries_only_where_they_are_used() -> None:
    wrong = [
        str(i)
        for i in all_imports(CORE)
        if i.target.split(".")[0] in OPTIONAL_DEPENDENCIES and not (i.inside_function or i.only_for_types)
    ]
    assert not wrong, listed(wrong)


def test_every_part_of_the_core_imports_only_what_lies_below_it() -> None:
    wrong = []
    for found in all_imports(CORE):
        if not found.relative or found.only_for_types:
            continue
        source, target = part_of_core(dotted(found.source)), part_of_core(found.target)
        if source not in ("surface", target) and target not in BELOW[source]:
            wrong.append(f"{found} ({source} must not import {target})")
    assert not wrong, listed(wrong)


def test_every_package_of_the_core_has_its_place() -> None:
    packages = {path.parent.name for path in CORE.glob("*/__init__.py")}
    assert packages <= BELOW.keys() | SURFACE


def test_the_packages_to_install_are_the_folders_that_are_there() -> None:
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    there = {"halplan_core", *("halplan_core." + dotted(p.parent)[5:] for p in CORE.glob("*/**/__init__.py"))}
    assert sorted(tool["packages"]) == sorted(there)
    suffixes = {Path(pattern).suffix for pattern in tool["package-data"]["*"]}
    data = {p.suffix for p in CORE.rglob("*") if p.is_file() and "__pycache__" not in p.parts} - {".py"}
    assert data <= suffixes


def test_folders_with_modules_are_packages() -> None:
    folders = {path.parent for folder in (CORE, PLUGIN) for path in python_files(folder)}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").is_file()] == []


# --- plugin -----------------------------------------------------------------------------------------------------------


def test_the_plugin_leaves_network_processes_and_qt_bindings_to_qgis() -> None:
    wrong = [
        str(i) for i in all_imports(PLUGIN) if not i.relative and i.target.split(".")[0] in UNWANTED_IN_QGIS
    ]  # fmt: skip
    assert not wrong, listed(wrong)


def test_the_plugin_uses_nothing_that_blocks_or_restarts_qgis() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno} {name} {UNWANTED_NAMES_IN_QGIS[name]}"
        for path in python_files(PLUGIN)
        for node in ast.walk(parsed(path))
        for name in [getattr(node, "attr", None) or getattr(node, "id", None)]
        if name in UNWANTED_NAMES_IN_QGIS
    ]
    assert not wrong, listed(wrong)


def test_processing_does_without_the_interface_and_the_interface_without_file_formats() -> None:
    wrong = [
        str(i)
        for i in all_imports(PLUGIN)
        if (i.target.startswith("halplan_plugin.ui") and i.source.is_relative_to(PLUGIN / "processing"))
        or (i.target.startswith("halplan_plugin.core.formats") and i.source.is_relative_to(PLUGIN / "ui"))
    ]
    assert not wrong, listed(wrong)


def test_the_interface_is_imported_only_when_there_is_one() -> None:
    wrong = [
        str(i)
        for i in all_imports(PLUGIN)
        if (i.target.startswith("halplan_plugin.ui") and not i.source.is_relative_to(PLUGIN / "ui"))
        and not (i.inside_function or i.only_for_types)
    ]
    assert not wrong, listed(wrong)


# --- both -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", [CORE, PLUGIN], ids=["core", "plugin"])
def test_packages_inside_are_docstrings_only(folder: Path) -> None:
    """QGIS leaves them in memory when it unloads the plugin, so code in them would outlive an upgrade."""
    wrong = []
    for path in folder.glob("*/**/__init__.py"):
        body = parsed(path).body
        if len(body) != 1 or not (isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)):
            wrong.append(str(path.relative_to(ROOT)))
    assert not wrong, listed(wrong)


def test_one_version_number() -> None:
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    version = metadata["general"]["version"]
    assert f'__version__ = "{version}"' in (CORE / "__init__.py").read_text(encoding="utf-8")
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    machine_path = re.compile(r"(?<![\w.$}/-])/(?:work|root|home|tmp|Users)/\w")
    kept = {
        ".py",
        ".md",
        ".txt",
        ".toml",
        ".json",
        ".csv",
        ".css",
        ".html",
        ".qml",
        ".svg",
        ".ts",
        ".ui",
        ".model3",
        "",
    }
    folders = ("core", "halplan_plugin", "resources", "tests", "tools", "benchmarks", "docs", ".ci")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*")]
    files += [path for path in ROOT.iterdir() if path.name not in (".git", "LICENSE")]
    wrong = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in files
        if path.is_file() and path.suffix in kept and "__pycache__" not in path.parts
        for found in machine_path.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert not wrong, listed(wrong)
