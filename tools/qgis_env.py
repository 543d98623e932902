"""A QGIS of the project's own: the staged plugin, a profile under ``build/``, and nothing of the caller's environment.

    python tools/qgis_env.py gui [ARGUMENT ...]         opens QGIS
    python tools/qgis_env.py process [ARGUMENT ...]     runs qgis_process

An active virtual environment or pyenv makes QGIS load the wrong libraries and crash, so it gets a clean environment.
"""

from __future__ import annotations

import configparser
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
STAGE = BUILD / "stage"
CONFIG = BUILD / "qgis"
PROFILE = CONFIG / "profiles" / "default"
PLUGIN = "halplan_plugin"

# what a program needs of its surroundings: proxies and certificates, language, the screen
_KEPT = ("LANG", "LANGUAGE", "LC_ALL", "TZ", "http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY",
         "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR")  # fmt: skip
_KEPT_ON_SCREEN = ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR", "XDG_SESSION_TYPE",
                   "DBUS_SESSION_BUS_ADDRESS", "QT_QPA_PLATFORM", "HOME")  # fmt: skip
_SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin:/opt/homebrew/bin"
_MAC_FOLDERS = sorted(Path("/Applications").glob("QGIS*.app/Contents/MacOS"), reverse=True)


def clean_variables(*, screen: bool = False) -> dict[str, str]:
    """Return the variables for a QGIS program: those of ``env -i`` plus what must pass; without a screen by default."""
    home = CONFIG / "home"
    runtime = CONFIG / "run"
    home.mkdir(parents=True, exist_ok=True)
    runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
    variables = {
        "PATH": _SYSTEM_PATH,
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "XDG_RUNTIME_DIR": str(runtime),
        "QT_QPA_PLATFORM": "offscreen",
        "QGIS_CUSTOM_CONFIG_PATH": str(CONFIG),
        "QGIS_PLUGINPATH": str(STAGE),
        # packages of the user's own (a numpy 2, say) do not fit the libraries of QGIS
        "PYTHONNOUSERSITE": "1",
    }
    if screen:
        del variables["QT_QPA_PLATFORM"]
    kept = (*_KEPT, *(_KEPT_ON_SCREEN if screen else ()))
    return {**variables, **{name: os.environ[name] for name in kept if name in os.environ}}


def find_qgis_process() -> str | None:
    """Return the path of ``qgis_process``, or ``None``."""
    return _find("qgis_process")


def find_qgis() -> str | None:
    """Return the path of the QGIS program with its window, or ``None``."""
    return _find("qgis") or _find("QGIS")


def find_lrelease() -> str | None:
    """Return the path of Qt's translation compiler, or ``None``."""
    folders = ("/usr/lib/qt5/bin", "/usr/lib/qt6/bin")
    found = (shutil.which(name, path=path) for path in (*folders, None) for name in ("lrelease", "lrelease-qt5"))
    # /usr/bin/lrelease may be a mere pointer to a Qt that is not installed
    return next((path for path in found if path and _runs([path, "-version"])), None)


def prepare_profile() -> None:
    """Make the profile: the plugin enabled, shapely in HalPlan's folder where the Python of QGIS has none."""
    packages = PROFILE / "halplan" / "packages"
    packages.mkdir(parents=True, exist_ok=True)
    _provide_shapely(packages)
    if not _plugin_enabled():
        done = run_process("plugins", "enable", PLUGIN)
        if done.returncode:
            raise SystemExit(f"QGIS cannot load the plugin (code {done.returncode}):\n{done.stderr}")


def run_process(*arguments: str, stdin: str | None = None, capture: bool = True) -> subprocess.CompletedProcess[str]:
    """Run ``qgis_process`` with the project's profile and without a screen; ``stdin`` is its standard input."""
    program = find_qgis_process()
    if program is None:
        raise SystemExit("qgis_process is not found. Run 'make test' or 'make demo' once: they set QGIS up.")
    # an empty input is an end of file, so the program never waits for one
    return subprocess.run(
        [program, *arguments], env=clean_variables(), input=stdin or "", text=True, check=False, capture_output=capture
    )


def open_window(arguments: list[str]) -> int:
    """Open QGIS with the project's profile; returns its exit code."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        print(
            "There is no screen: neither DISPLAY nor WAYLAND_DISPLAY is set.\n\n"
            "Run this in a desktop session, through 'ssh -X', or on a virtual screen:\n\n"
            "  python3 tools/environment.py --screen && xvfb-run make qgis",
            file=sys.stderr,
        )
        return 1
    program = find_qgis()
    if program is None:
        print("The program 'qgis' is not found. Install the package qgis (see 'make test').", file=sys.stderr)
        return 1
    command = [program, "--profiles-path", str(CONFIG), "--nologo", *arguments]
    return subprocess.run(command, env=clean_variables(screen=True), check=False).returncode


def _find(name: str) -> str | None:
    return shutil.which(name, path=_SYSTEM_PATH) or next(
        (str(f / sub / name) for f in _MAC_FOLDERS for sub in ("bin", ".") if os.access(f / sub / name, os.X_OK)), None
    )


def _runs(command: list[str]) -> bool:
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode == 0


def _provide_shapely(folder: Path) -> None:
    spec = importlib.util.find_spec("shapely")
    if spec is None or spec.origin is None:
        raise SystemExit("shapely is missing in .venv. Run 'python3 tools/environment.py'.")
    origin = Path(spec.origin).parent
    if not origin.is_relative_to(sys.prefix) or sys.prefix == sys.base_prefix:
        return  # it belongs to the system, so QGIS has it as well
    for source in origin.parent.glob("shapely*"):
        if source.name.startswith("shapely-") and not (folder / source.name).exists():
            # another version: the old one goes first
            for old in folder.glob("shapely*"):
                shutil.rmtree(old)
            for part in origin.parent.glob("shapely*"):
                shutil.copytree(part, folder / part.name, ignore=shutil.ignore_patterns("__pycache__", "tests"))


def _plugin_enabled() -> bool:
    for file in PROFILE.glob("QGIS/QGIS*.ini"):
        settings = configparser.RawConfigParser(strict=False)
        settings.read(file, encoding="utf-8")
        if settings.get("PythonPlugins", PLUGIN, fallback="") == "true":
            return True
    return False


def main() -> int:
    if len(sys.argv) < 2 or sys.argv[1] not in ("gui", "process"):
        print(__doc__)
        return 2
    prepare_profile()
    if sys.argv[1] == "gui":
        return open_window(sys.argv[2:])
    return run_process(*sys.argv[2:], stdin=None if sys.stdin.isatty() else sys.stdin.read(), capture=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
