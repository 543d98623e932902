"""Where the files of the plugin lie, in the installed plugin and in a source checkout."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent
_ROOT = _HERE if (_HERE / "resources").is_dir() else _HERE.parent

CORE = _ROOT / "core"
RESOURCES = _ROOT / "resources"
TRANSLATIONS = _HERE / "i18n"


def help_file(name: str, language: str) -> Path | None:
    """Return the help page called ``name`` in a language, else in English; ``None`` when there is none."""
    candidates = (RESOURCES / "help" / code / f"{name}.md" for code in (language, "en"))
    return next((file for file in candidates if file.is_file()), None)
