"""Builds the plugin folder that is tested, run and zipped: ``build/stage/halplan_plugin``.

The plugin package, the core inside it, the resources, metadata, licence, and the compiled translations. Files are
written only where their content changed, so a running QGIS or test keeps what it has open.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from qgis_env import PLUGIN, ROOT, STAGE, find_lrelease

FOLDERS = {"halplan_plugin": "", "core": "core", "resources": "resources"}
"""Folders of the project and where they go in the plugin folder."""

FILES = ("metadata.txt", "LICENSE")

_LEFT_OUT_FOLDERS = {"__pycache__", "tests"}
_LEFT_OUT_SUFFIXES = {".pyc", ".ts", ".qm"}


@dataclass
class Staged:
    """What staging did; ``untranslated`` are translation files that could not be compiled."""

    written: list[Path] = field(default_factory=list)
    removed: list[Path] = field(default_factory=list)
    untranslated: list[Path] = field(default_factory=list)


def stage(root: Path = ROOT, target: Path = STAGE / PLUGIN) -> Staged:
    """Bring ``target`` up to date with the project under ``root``."""
    done = Staged()
    plan = plan_of(root)
    for inside, source in plan.items():
        if _write(target / inside, source.read_bytes()):
            done.written.append(target / inside)
    plan.update(_translate(root, target, done))
    _remove_others(target, set(plan), done)
    return done


def plan_of(root: Path) -> dict[Path, Path]:
    """Return the files of the plugin folder without compiled translations: path inside -> file of the project."""
    plan = {Path(name): root / name for name in FILES}
    for folder, inside in FOLDERS.items():
        for source in sorted((root / folder).rglob("*")):
            relative = source.relative_to(root / folder)
            if source.is_file() and _belongs(relative):
                plan[Path(inside) / relative] = source
    return plan


def staged_files(target: Path = STAGE / PLUGIN) -> list[Path]:
    """Return the files of a stage relative to it, sorted, without what Python has compiled there meanwhile."""
    files = (path.relative_to(target) for path in target.rglob("*") if path.is_file())
    return sorted(path for path in files if "__pycache__" not in path.parts)


def _belongs(relative: Path) -> bool:
    hidden = any(part.startswith(".") for part in relative.parts)
    return not (hidden or _LEFT_OUT_FOLDERS.intersection(relative.parts) or relative.suffix in _LEFT_OUT_SUFFIXES)


def _write(target: Path, content: bytes) -> bool:
    if target.is_file() and target.read_bytes() == content:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.new")
    unfinished.write_bytes(content)
    unfinished.replace(target)
    return True


def _translate(root: Path, target: Path, done: Staged) -> dict[Path, Path]:
    """Compile the translations; those that did not change since the last time are left alone."""
    plan: dict[Path, Path] = {}
    sources = sorted((root / "halplan_plugin" / "i18n").glob("*.ts"))
    compiler = find_lrelease() if sources else None
    for source in sources:
        inside = Path("i18n") / f"{source.stem}.qm"
        compiled = target / inside
        if not (compiled.exists() and compiled.stat().st_mtime_ns >= source.stat().st_mtime_ns):
            if compiler is None:
                done.untranslated.append(source)
                continue
            compiled.parent.mkdir(parents=True, exist_ok=True)
            subprocess.run([compiler, "-silent", str(source), "-qm", str(compiled)], check=True)
            done.written.append(compiled)
        plan[inside] = source
    return plan


def _remove_others(target: Path, kept: set[Path], done: Staged) -> None:
    for inside in staged_files(target):
        if inside not in kept:
            (target / inside).unlink()
            # what Python compiled of it would be imported instead
            shutil.rmtree((target / inside).parent / "__pycache__", ignore_errors=True)
            done.removed.append(target / inside)
    for folder in sorted((path for path in target.rglob("*") if path.is_dir()), reverse=True):
        if folder.is_dir() and all(child.name == "__pycache__" for child in folder.iterdir()):
            shutil.rmtree(folder)


def main() -> int:
    done = stage()
    if done.written or done.removed:
        print(f"{(STAGE / PLUGIN).relative_to(ROOT)}: {len(done.written)} written, {len(done.removed)} removed")
    for source in done.untranslated:
        print(f"note: {source.name} is not compiled, since Qt's lrelease is missing", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
