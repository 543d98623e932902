"""Several files that belong together, put in place when all of them are complete."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import OutputError


@contextmanager
def staged_folder(folder: Path) -> Iterator[Path]:
    """Give a folder beside ``folder`` to write into, and move its files into ``folder`` when the block succeeds.

    Files of the same name are replaced, others stay. When the block fails nothing in ``folder`` has changed. Raises
    :class:`OutputError` when the folder cannot be made or written.
    """
    stage = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    existed = folder.is_dir()
    try:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.rmtree(stage, ignore_errors=True)
            stage.mkdir()
        except OSError as error:
            raise _cannot_write(folder, error) from error
        yield stage
        try:
            _move_files(stage, folder)
        except OSError as error:
            raise _cannot_write(folder, error) from error
    except BaseException:
        if not existed and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
        raise
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _move_files(stage: Path, folder: Path) -> None:
    for file in sorted(path for path in stage.rglob("*") if path.is_file()):
        target = folder / file.relative_to(stage)
        target.parent.mkdir(parents=True, exist_ok=True)
        file.replace(target)


def _cannot_write(folder: Path, error: OSError) -> OutputError:
    return OutputError(
        "Folder '{path}' cannot be written: {reason}.",
        "Choose a folder in which you may write, and close programs that hold its files open.",
        path=str(folder),
        reason=error.strerror or str(error),
    )
