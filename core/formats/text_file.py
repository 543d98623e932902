"""Text files, written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from ..errors import cannot_write


def write_text(path: str | Path, text: str) -> None:
    """Write a text file in UTF-8; raises :class:`OutputError` and then leaves the target as it was."""
    target = Path(path)
    working = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        working.write_text(text, encoding="utf-8")
        working.replace(target)
    except OSError as error:
        raise cannot_write(path, error.strerror or str(error)) from error
    finally:
        if working.parent.is_dir():
            working.unlink(missing_ok=True)


def check_writable(path: str | Path) -> None:
    """Raise :class:`OutputError` when a file can surely not be written, before any work is done for it."""
    target = Path(path)
    if target.is_dir():
        raise cannot_write(path, "there is a folder of this name")
    if not target.parent.is_dir():
        raise cannot_write(path, "the folder does not exist")
    if not os.access(target.parent, os.W_OK):
        raise cannot_write(path, "no permission")
