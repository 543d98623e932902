"""Derives the backports entry of a Debian machine from the mirror that the machine already uses.

Both notations of apt are read and the entry found is written in its own: stanzas (``*.sources``, deb822) and single
lines (``*.list``). Only text goes in and out; nothing here touches the machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_NOT_OPTIONS = {"types", "uris", "suites", "components", "enabled"}
_LINE = re.compile(r"^(?P<type>deb|deb-src)\s+(?:\[(?P<options>[^\]]*)\]\s*)?(?P<uri>[^\s\[]\S*)\s+(?P<rest>\S.*)$")


@dataclass(frozen=True)
class Entry:
    """An enabled entry of a sources file. ``options`` keep the spelling and the order of the file."""

    types: tuple[str, ...]
    uris: tuple[str, ...]
    suites: tuple[str, ...]
    components: tuple[str, ...]
    options: Mapping[str, str] = field(default_factory=dict)
    stanza: bool = True


@dataclass(frozen=True)
class NewFile:
    """A file for ``/etc/apt/sources.list.d``."""

    name: str
    text: str


def read_entries(name: str, text: str) -> list[Entry]:
    """Return the enabled entries of a sources file; its name tells which notation it uses."""
    return list(_stanzas(text) if name.endswith(".sources") else _lines(text))


def has_suite(files: Mapping[str, str], suite: str) -> bool:
    """Tell whether any file (name -> text) has an enabled binary entry for ``suite``."""
    return any(
        suite in entry.suites and "deb" in entry.types for name in files for entry in read_entries(name, files[name])
    )


def derive_backports(files: Mapping[str, str], codename: str, file_stem: str) -> NewFile | None:
    """Return the file that adds ``<codename>-backports`` from the configured mirror.

    ``files`` maps the names of the sources files to their text. The entry takes over the addresses and all options
    (keyring, architectures, trust) of the entry that serves Debian itself, and component ``main``. Returns ``None``
    when there is no such entry.
    """
    candidates = [
        entry
        for name in sorted(files)
        for entry in read_entries(name, files[name])
        if codename in entry.suites and "deb" in entry.types and "main" in entry.components
    ]
    if not candidates:
        return None
    with_updates = {
        uri
        for name in files
        for entry in read_entries(name, files[name])
        if f"{codename}-updates" in entry.suites
        for uri in entry.uris
    }
    # third parties may use Debian's suite name as well; Debian's own mirror is told by what else it serves
    entry = max(candidates, key=lambda entry: _likeness_to_debian(entry, with_updates))
    suite = f"{codename}-backports"
    if entry.stanza:
        return NewFile(f"{file_stem}.sources", _as_stanza(entry, suite))
    return NewFile(f"{file_stem}.list", _as_lines(entry, suite))


def _likeness_to_debian(entry: Entry, with_updates: set[str]) -> tuple[bool, bool, bool]:
    signed_by = next((value for key, value in entry.options.items() if key.lower() == "signed-by"), "")
    return (
        bool(with_updates.intersection(entry.uris)),
        "debian-archive" in signed_by,
        any(uri.rstrip("/").endswith("/debian") for uri in entry.uris),
    )


def _as_stanza(entry: Entry, suite: str) -> str:
    lines = ["Types: deb", f"URIs: {' '.join(entry.uris)}", f"Suites: {suite}", "Components: main"]
    # a value that starts on its own line (an embedded key) follows the colon directly
    lines += [f"{key}:{'' if value.startswith(chr(10)) else ' '}{value}" for key, value in entry.options.items()]
    return "\n".join(lines) + "\n"


def _as_lines(entry: Entry, suite: str) -> str:
    options = " ".join(f"{key}={value}" for key, value in entry.options.items())
    start = f"deb [{options}]" if options else "deb"
    return "".join(f"{start} {uri} {suite} main\n" for uri in entry.uris)


def _stanzas(text: str) -> Iterator[Entry]:
    # comments may stand anywhere, also between the lines of one stanza, and do not end it
    kept = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    for block in re.split(r"\n[ \t]*\n", kept):
        fields = _fields(block)
        values = {key.lower(): value for key, value in fields.items()}
        if not {"types", "uris", "suites"} <= values.keys() or values.get("enabled", "yes").lower() in ("no", "false"):
            continue
        yield Entry(
            tuple(values["types"].split()),
            tuple(values["uris"].split()),
            tuple(values["suites"].split()),
            tuple(values.get("components", "").split()),
            {key: value for key, value in fields.items() if key.lower() not in _NOT_OPTIONS},
        )


def _fields(block: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    last = ""
    for line in block.splitlines():
        if line[:1] in (" ", "\t"):
            if last:
                fields[last] += "\n" + line.rstrip()
        elif ":" in line:
            last, value = line.split(":", 1)
            fields[last] = value.strip()
    return fields


def _lines(text: str) -> Iterator[Entry]:
    for line in text.splitlines():
        match = _LINE.match(line.split("#", 1)[0].strip())
        # a medium in a drive ("cdrom:[...]") is no mirror
        if match is None or match["uri"].startswith("cdrom:"):
            continue
        suite, *components = match["rest"].split()
        options = dict(part.split("=", 1) for part in (match["options"] or "").split() if "=" in part)
        yield Entry((match["type"],), (match["uri"],), (suite,), tuple(components), options, stanza=False)
