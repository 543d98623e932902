"""Sets up what the project needs to be run, tested and built: QGIS, system programs, and ``.venv``.

    python3 tools/environment.py             QGIS, translation compiler, .venv with the development tools
    python3 tools/environment.py --screen    the same, and a virtual screen (Xvfb) for screenshots
    python3 tools/environment.py --bench     the same, and build/bench-venv with the peers of the benchmarks

Nothing is installed twice: a finished set-up is recognised in a few milliseconds. QGIS is installed where apt can do it
(on Debian 12 from the backports suite of the mirror that the machine uses); elsewhere the script says what to install.
It runs on any Python from 3.9, before there is an environment, so it uses the standard library only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import apt_packages as apt
from qgis_env import clean_variables, find_lrelease, find_qgis_process
from shell import SetupError, run, say

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
BENCH_VENV = ROOT / "build" / "bench-venv"
BENCH_REQUIREMENTS = ROOT / "benchmarks" / "requirements.txt"
STAMP = "halplan.json"

QGIS_MINIMUM = 34000
QGIS_MAXIMUM = 49999
PYTHON_MINIMUM = (3, 11)

_PROBE = """
import json, sys
found = {"python": list(sys.version_info[:2]), "numpy": "", "qgis": 0}
try:
    import numpy
    found["numpy"] = numpy.__version__
except ImportError:
    pass
try:
    from qgis.core import Qgis
    found["qgis"] = Qgis.versionInt()
except ImportError:
    pass
print(json.dumps(found))
"""


@dataclass(frozen=True)
class QgisPython:
    """A Python that can import ``qgis``; ``qgis`` is 34006 for 3.40.6, ``numpy`` is empty when it has none."""

    path: str
    python: tuple[int, ...]
    qgis: int
    numpy: str


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--screen", action="store_true", help="also install a virtual screen")
    parser.add_argument("--bench", action="store_true", help="also make the environment of the benchmarks")
    options = parser.parse_args()
    try:
        if _missing_packages(options.screen) or not _is_finished(VENV):
            qgis = ensure_qgis()
            ensure_programs(options.screen)
            ensure_venv(qgis)
        if options.bench and not _is_finished(BENCH_VENV):
            ensure_bench_venv()
    except SetupError as error:
        print(f"\n{error}\n", file=sys.stderr)
        return 1
    return 0


# --- QGIS and programs ------------------------------------------------------------------------------------------------


def ensure_qgis() -> QgisPython:
    """Return the Python of a usable QGIS, installing QGIS where that can be done; raises :class:`SetupError`."""
    found = find_qgis()
    if found is None or not find_qgis_process():
        if not apt.available():
            raise SetupError("QGIS is not found.", how_to_install_qgis())
        apt.install_qgis((QGIS_MINIMUM // 10000, QGIS_MINIMUM // 100 % 100))
        found = find_qgis()
    if found is None or not find_qgis_process():
        raise SetupError(
            "QGIS is installed, but its Python bindings or the program 'qgis_process' are not found.",
            "Set HALPLAN_PYTHON to the Python that can 'import qgis'; qgis_process must be in the system's folders.",
        )
    problem = qgis_problem(found)
    if problem:
        raise SetupError(problem, f"Install a fitting QGIS, then run this again:\n\n{how_to_install_qgis()}")
    return found


def find_qgis() -> QgisPython | None:
    """Return the first Python with a usable QGIS; where all are unusable, the first of them; ``None`` for none."""
    unusable = None
    for python in _candidates():
        found = probe(python)
        if found is not None and qgis_problem(found) is None:
            return found
        unusable = unusable or found
    return unusable


def probe(python: str) -> QgisPython | None:
    """Return what ``python`` offers, or ``None`` when it cannot import ``qgis``."""
    try:
        done = subprocess.run(
            [python, "-c", _PROBE], env=clean_variables(), capture_output=True, text=True, timeout=120, check=False
        )
        found = json.loads(done.stdout.splitlines()[-1])
    except (OSError, subprocess.TimeoutExpired, ValueError, IndexError):
        return None
    return QgisPython(python, tuple(found["python"]), found["qgis"], found["numpy"]) if found["qgis"] else None


def qgis_problem(found: QgisPython) -> str | None:
    """Return what is wrong with a QGIS that was found, or ``None`` when it is usable."""
    name = f"QGIS {version_text(found.qgis)} (of {found.path})"
    if found.qgis < QGIS_MINIMUM:
        return f"{name} is too old: HalPlan needs {version_text(QGIS_MINIMUM)} or newer."
    if found.qgis > QGIS_MAXIMUM:
        return f"{name} is newer than HalPlan knows: it supports QGIS up to {version_text(QGIS_MAXIMUM)}."
    if found.python < PYTHON_MINIMUM:
        return f"{name} runs on Python {'.'.join(map(str, found.python))}, but HalPlan needs Python 3.11 or newer."
    return None


def version_text(version: int) -> str:
    """Return ``"3.40.6"`` for 34006."""
    return f"{version // 10000}.{version // 100 % 100}.{version % 100}"


def how_to_install_qgis() -> str:
    """Return the steps by which a person installs QGIS on this machine."""
    if apt.available():
        return apt.how_to_install_qgis()
    return (
        "Install QGIS 3.40 or newer from https://qgis.org/download, then run this again. If its Python is not found,\n"
        "set HALPLAN_PYTHON to it (macOS: the python3 in QGIS.app/Contents/MacOS/bin).\n"
        "On Windows install the zip of the plugin in QGIS instead; the README says how."
    )


def ensure_programs(screen: bool) -> None:
    """Install the translation compiler and, when wanted, the virtual screen; raises :class:`SetupError`."""
    missing = _missing_packages(screen)
    if missing:
        apt.install(missing)
    if screen and not shutil.which("Xvfb"):
        raise SetupError("Xvfb is not found.", "Install the X virtual frame buffer of your system.")
    if not find_lrelease():
        say("note: Qt's lrelease is not found, so the interface stays English. It comes with Qt's linguist tools.")


def _missing_packages(screen: bool) -> list[str]:
    if not apt.available():
        return []
    missing = [] if find_lrelease() else [*apt.LRELEASE_PACKAGES]
    return [*missing, *apt.missing_screen_packages()] if screen else missing


def _candidates() -> list[str]:
    """Return Pythons that may belong to a QGIS, the likeliest first."""
    mac = sorted(Path("/Applications").glob("QGIS*.app/Contents/MacOS/bin/python3"), reverse=True)
    on_path = [Path(folder) / "python3" for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    wanted = [os.environ.get("HALPLAN_PYTHON", ""), "/usr/bin/python3", *map(str, on_path), *map(str, mac)]
    there = (path for path in wanted if path and os.access(path, os.X_OK) and not path.startswith(str(VENV)))
    return list(dict.fromkeys(there))


# --- environments -----------------------------------------------------------------------------------------------------


def ensure_venv(qgis: QgisPython) -> None:
    """Make ``.venv`` from the Python of QGIS, or add to the one that is there what it lacks."""
    if not VENV_PYTHON.exists():
        say(f"making .venv from {qgis.path} (QGIS {version_text(qgis.qgis)})")
        _make_venv(qgis)
    inside = probe(str(VENV_PYTHON))
    if inside is None or inside.qgis != qgis.qgis:
        raise SetupError(
            f"The environment .venv does not see QGIS {version_text(qgis.qgis)} of {qgis.path}.",
            "It was made from another Python. Remove it, then run this again:\n\n  rm -r .venv",
        )
    say("adding to .venv what it lacks")
    # the numpy of QGIS must stay: its GDAL bindings and scipy are compiled against it
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as constraints:
        constraints.write(f"numpy=={qgis.numpy}\n" if qgis.numpy else "numpy<2\n")
        constraints.flush()
        _pip(VENV_PYTHON, "-c", constraints.name, *_requirements("dev"))
    _pip(VENV_PYTHON, "--no-deps", "--no-build-isolation", "-e", str(ROOT))
    _finish(VENV)


def ensure_bench_venv() -> None:
    """Make ``build/bench-venv`` with the peers of the benchmarks and the core; it shares nothing with QGIS."""
    python = BENCH_VENV / "bin" / "python"
    if not python.exists():
        say("making build/bench-venv")
        run([str(VENV_PYTHON), "-m", "venv", str(BENCH_VENV)])
    _pip(python, "-r", str(BENCH_REQUIREMENTS))
    _pip(python, "--no-deps", "--no-build-isolation", "-e", str(ROOT))
    _finish(BENCH_VENV)


def _make_venv(qgis: QgisPython) -> None:
    command = [qgis.path, "-m", "venv", "--system-site-packages", str(VENV)]
    done = subprocess.run(command, env=clean_variables(), capture_output=True, text=True, check=False)
    if done.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise SetupError(
            f"'{' '.join(command)}' failed:\n\n{done.stdout}{done.stderr}",
            "On Debian its package is missing:\n\n  sudo apt-get install python3-venv",
        )


def _requirements(extra: str) -> list[str]:
    """Return the project's requirements and those of an extra. The Python of ``.venv`` can read TOML, this may not."""
    read = (
        "import json, sys, tomllib\n"
        "project = tomllib.load(open(sys.argv[1], 'rb'))['project']\n"
        "print(json.dumps(project['dependencies'] + project['optional-dependencies'][sys.argv[2]]))"
    )
    command = [str(VENV_PYTHON), "-c", read, str(ROOT / "pyproject.toml"), extra]
    found: list[str] = json.loads(run(command, stdout=subprocess.PIPE))
    return found


def _pip(python: Path, *arguments: str) -> None:
    command = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", *arguments]
    if subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode:
        raise SetupError(
            f"pip could not install into {python.parent.parent}: {' '.join(arguments)}",
            "Its message is above. Check the connection to your package index (pip config list), then run this again.",
        )


# --- finished set-ups -------------------------------------------------------------------------------------------------


def _fingerprint() -> str:
    """Return a digest of everything that a finished set-up depends on."""
    parts = [str(ROOT), platform.platform(), os.environ.get("HALPLAN_PYTHON", ""), find_qgis_process() or ""]
    parts += [str(Path(program).stat().st_mtime_ns) for program in parts[-1:] if program]
    files = [Path(__file__), ROOT / "pyproject.toml", BENCH_REQUIREMENTS]
    return hashlib.sha256(
        "\n".join([*parts, *(file.read_text(encoding="utf-8") for file in files)]).encode()
    ).hexdigest()


def _is_finished(venv: Path) -> bool:
    try:
        state: dict[str, Any] = json.loads((venv / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return state.get("fingerprint") == _fingerprint() and (venv / "bin" / "python").exists()


def _finish(venv: Path) -> None:
    (venv / STAMP).write_text(json.dumps({"fingerprint": _fingerprint()}), encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
