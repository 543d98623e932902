"""Installing system packages on Debian and its relatives, or saying what to install."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from apt_sources import NewFile, derive_backports, has_suite
from shell import SetupError, run, say

QGIS_PACKAGES = ("qgis", "python3-qgis", "python3-venv")
LRELEASE_PACKAGES = ("qttools5-dev-tools",)
SCREEN_PACKAGES = ("xvfb", "xauth", "libgl1-mesa-dri", "fonts-open-sans")
"""A virtual screen that can show 3D, and the font whose absence QGIS reports across its window."""

_BACKPORTS = "bookworm-backports"
_QGIS_ORG = "https://qgis.org/download"


def available() -> bool:
    """Tell whether this machine has apt."""
    return shutil.which("apt-get") is not None


def install_qgis(minimum: tuple[int, int]) -> None:
    """Install QGIS; on Debian 12 after adding the backports suite of the machine's own mirror.

    Raises :class:`SetupError` without the rights to do so, or when apt only offers a QGIS older than ``minimum``.
    """
    as_root = _as_root(how_to_install_qgis())
    say("QGIS is missing and is installed now (about 1.3 GB of disk, a few minutes).")
    suite: list[str] = []
    if _debian_release() == "bookworm":
        suite = ["-t", _BACKPORTS]
        if not has_suite(_sources_files(), _BACKPORTS):
            new = _backports_file()
            say(f"adding {_path_of(new)}")
            run([*as_root, "tee", _path_of(new)], text=new.text, stdout=subprocess.DEVNULL)
    _update(as_root)
    offered = _offered("qgis", suite)
    if offered and offered < minimum:
        raise SetupError(
            f"apt offers QGIS {offered[0]}.{offered[1]}, but HalPlan needs {minimum[0]}.{minimum[1]} or newer.",
            f"Add the package source of {_QGIS_ORG} for your system, then run this again.",
        )
    _install(as_root, [*QGIS_PACKAGES, *LRELEASE_PACKAGES], suite)


def how_to_install_qgis() -> str:
    """Return the commands by which a person with the rights installs QGIS."""
    packages = " ".join((*QGIS_PACKAGES, *LRELEASE_PACKAGES))
    if _debian_release() != "bookworm":
        return (
            f"  sudo apt-get update\n  sudo apt-get install --no-install-recommends {packages}\n\n"
            f"Where that gives a QGIS older than 3.40, add the package source of {_QGIS_ORG} first."
        )
    lines = []
    if not has_suite(_sources_files(), _BACKPORTS):
        new = _backports_file()
        lines.append(f"  sudo tee {_path_of(new)} <<'END'\n{new.text}END")
    lines.append("  sudo apt-get update")
    lines.append(f"  sudo apt-get install --no-install-recommends -t {_BACKPORTS} {packages}")
    return "\n".join(lines)


def missing_screen_packages() -> list[str]:
    """Return which of the packages for a virtual screen are not installed."""
    status = Path("/var/lib/dpkg/info")
    return [
        name for name in SCREEN_PACKAGES if not list(status.glob(f"{name}.list")) + list(status.glob(f"{name}:*.list"))
    ]


def install(packages: Iterable[str]) -> None:
    """Install packages from the suites that are configured; raises :class:`SetupError`."""
    wanted = list(packages)
    as_root = _as_root(f"  sudo apt-get install --no-install-recommends {' '.join(wanted)}")
    say(f"installing {', '.join(wanted)}")
    _update(as_root)
    _install(as_root, wanted, [])


def version_in_simulation(text: str, package: str) -> tuple[int, int] | None:
    """Return major and minor version that a simulated installation (``apt-get -s``) would install."""
    for line in text.splitlines():
        if line.startswith(f"Inst {package} ") and "(" in line:
            version = line.split("(", 1)[1].split()[0].split(":")[-1]
            numbers = version.split("+", 1)[0].split("-", 1)[0].split(".")
            if len(numbers) > 1 and numbers[0].isdigit() and numbers[1].isdigit():
                return int(numbers[0]), int(numbers[1])
    return None


def _path_of(new: NewFile) -> str:
    return f"/etc/apt/sources.list.d/{new.name}"


def _debian_release() -> str:
    """Return the code name of a Debian; of another system an empty text."""
    try:
        lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    values = {key: "".join(shlex.split(value)) for key, _, value in (line.partition("=") for line in lines)}
    return values.get("VERSION_CODENAME", "") if values.get("ID") == "debian" else ""


def _sources_files() -> dict[str, str]:
    """Return the files in which apt's sources are configured: name -> text."""
    folder = Path("/etc/apt")
    files = [folder / "sources.list", *folder.glob("sources.list.d/*.list"), *folder.glob("sources.list.d/*.sources")]
    return {file.name: file.read_text(encoding="utf-8", errors="replace") for file in files if file.is_file()}


def _backports_file() -> NewFile:
    new = derive_backports(_sources_files(), "bookworm", "halplan-backports")
    if new is None:
        raise SetupError(
            f"QGIS 3.40 comes from the suite {_BACKPORTS}, but /etc/apt configures no source of Debian 12 itself.",
            "Configure apt for your Debian mirror (suite bookworm, component main), then run this again.",
        )
    return new


def _as_root(commands: str) -> list[str]:
    """Return what goes before a command that needs root; raises :class:`SetupError` naming ``commands``."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo:
        silent = subprocess.run([sudo, "-n", "true"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
        if silent.returncode == 0 or sys.stdin.isatty():
            return [sudo]
    raise SetupError(
        "Packages are missing, and installing them needs root or sudo.",
        f"Have somebody with the rights run\n\n{commands}\n\nthen run this again.",
    )


def _update(as_root: list[str]) -> None:
    run([*as_root, "apt-get", "update", "-q"], stdout=sys.stderr)


def _install(as_root: list[str], packages: list[str], suite: list[str]) -> None:
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *suite, *packages]
    run([*as_root, "env", "DEBIAN_FRONTEND=noninteractive", *command], stdout=sys.stderr)


def _offered(package: str, suite: list[str]) -> tuple[int, int] | None:
    command = ["apt-get", "install", "-s", "--no-install-recommends", *suite, package]
    variables = {**os.environ, "LC_ALL": "C"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=variables)
    return version_in_simulation(done.stdout, package)
