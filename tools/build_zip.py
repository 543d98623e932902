"""Builds ``build/halplan_plugin-<version>.zip`` from the stage: the same bytes for the same content."""

from __future__ import annotations

import configparser
import sys
import zipfile
from pathlib import Path

from qgis_env import BUILD, PLUGIN, ROOT, STAGE
from stage import stage, staged_files

_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_REGULAR_FILE = 0o100644


def version_of(folder: Path) -> str:
    """Return the version that ``metadata.txt`` in ``folder`` states."""
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read_string((folder / "metadata.txt").read_text(encoding="utf-8"))
    return metadata["general"]["version"]


def zip_path(root: Path = ROOT) -> Path:
    """Return where the zip of the project's present version is."""
    return BUILD / f"{PLUGIN}-{version_of(root)}.zip"


def build_zip(source: Path, target: Path) -> None:
    """Write the plugin folder ``source`` as ``target``: sorted, without dates, owners and execution rights."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.new")
    with zipfile.ZipFile(unfinished, "w") as archive:
        for inside in staged_files(source):
            entry = zipfile.ZipInfo(f"{PLUGIN}/{inside.as_posix()}", _DATE)
            entry.create_system = _UNIX
            entry.external_attr = _REGULAR_FILE << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, (source / inside).read_bytes(), compresslevel=9)
    unfinished.replace(target)


def main() -> int:
    done = stage()
    if done.untranslated:
        print("The zip needs its translations, but Qt's lrelease is missing (see 'make venv').", file=sys.stderr)
        return 1
    target = zip_path()
    build_zip(STAGE / PLUGIN, target)
    print(f"{target.relative_to(ROOT)} ({target.stat().st_size / 1e6:.2f} MB)")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
