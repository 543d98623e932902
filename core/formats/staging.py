"""Several files that belong together, put in place all or none when all of them are complete."""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from ..errors import OutputError, cannot_write

_LEFTOVERS = ".halplan.*.part"
_LEFTOVER_AGE_SECONDS = 24 * 3600
"""Age from which a working folder is no longer that of a run under way."""


class Stage:
    """A folder to write into, ``path``, whose files are going to be moved into ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # inside the target: that may be the root of a drive, and a file is moved at once within one file system only
        self.working = folder / _LEFTOVERS.replace("*", uuid4().hex)
        self.path = self.working / "new"
        self.replaced = self.working / "old"
        self._last: tuple[str, Callable[[], None]] | None = None

    def write_last(self, name: str, write: Callable[[], None]) -> None:
        """Do not move the file ``name``, but call ``write`` after all others are in place.

        ``write`` must change nothing when it fails; the other files then go back.
        """
        self._last = (name, write)

    def put_in_place(self) -> None:
        """Move the files; raises :class:`OutputError`, and then all files in ``folder`` are as they were."""
        skipped, write = self._last or ("", None)
        with ExitStack() as undo:
            for file in sorted(path for path in self.path.rglob("*") if path.is_file()):
                part = file.relative_to(self.path)
                # a database may have its journals beside it
                if not skipped or (str(part) != skipped and not str(part).startswith(f"{skipped}-")):
                    self._move(part, undo)
            if write is not None:
                write()
            undo.pop_all()

    def _move(self, part: Path, undo: ExitStack) -> None:
        new, old, target = self.path / part, self.replaced / part, self.folder / part
        for parent in [self.folder / name for name in reversed(part.parents)]:
            if not parent.is_dir():
                with _naming(parent):
                    parent.mkdir()
                undo.callback(_remove_if_empty, parent)
        with _naming(target):
            if target.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            old.parent.mkdir(parents=True, exist_ok=True)
            # before the moves, since the user may interrupt between any two statements
            undo.callback(_put_back, new, old, target)
            if os.path.lexists(target):
                target.replace(old)
            new.replace(target)

    def clear(self) -> None:
        """Remove what was written, but never a replaced file that could not be put back."""
        shutil.rmtree(self.path, ignore_errors=True)
        if not any(not path.is_dir() or path.is_symlink() for path in self.replaced.rglob("*")):
            shutil.rmtree(self.working, ignore_errors=True)


@contextmanager
def staged_folder(folder: Path) -> Iterator[Stage]:
    """Give a :class:`Stage` to write into, and move its files into ``folder`` when the block succeeds.

    Files of the same name are replaced, others stay. When the block fails, or one file cannot be put in place, nothing
    in ``folder`` has changed. Raises :class:`OutputError` when the folder cannot be made or a file not be written.
    """
    existed = folder.is_dir()
    stage = Stage(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stage.working.mkdir()
        stage.path.mkdir()
        yield stage
        stage.put_in_place()
    except BaseException as error:
        with suppress(OSError):
            stage.clear()
        if not existed:
            _remove_if_empty(folder)
        if isinstance(error, OSError):
            raise _cannot_write_folder(folder, error) from error
        raise
    shutil.rmtree(stage.working, ignore_errors=True)
    _remove_leftovers(folder)


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise cannot_write(path, error.strerror or str(error)) from error


def _put_back(new: Path, old: Path, target: Path) -> None:
    try:
        if os.path.lexists(old):
            old.replace(target)
        elif not os.path.lexists(new):
            target.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(
            "File '{path}' cannot be put back: {reason}.",
            "The new files were not put in place. If there was an earlier version of this file, it is '{earlier}'.",
            path=str(target),
            reason=error.strerror or str(error),
            earlier=str(old),
        ) from error


def _remove_if_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


def _remove_leftovers(folder: Path) -> None:
    """Remove working folders of runs that were killed, now that a later run has put its files in place."""
    for leftover in folder.glob(_LEFTOVERS):
        with suppress(OSError):
            if time.time() - leftover.stat().st_mtime > _LEFTOVER_AGE_SECONDS:
                shutil.rmtree(leftover, ignore_errors=True)


def _cannot_write_folder(folder: Path, error: OSError) -> OutputError:
    return OutputError(
        "Folder '{path}' cannot be written: {reason}.",
        "Choose a folder in which you may write, and close programs that hold its files open.",
        path=str(folder),
        reason=error.strerror or str(error),
    )
