"""Checks the plugin zip by the rules of the QGIS plugin repository; any finding is a failure.

    python tools/check_zip.py [ZIP]

The rules are those of its validator (structure, metadata, size) and of its scanner (Bandit with all tests, secrets,
file types and rights), and flake8 with the rules for QGIS and Qt 6. Only whether the addresses in the metadata answer
is not checked, since that needs a network.
"""

from __future__ import annotations

import ast
import configparser
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from build_zip import zip_path
from qgis_env import PLUGIN

LARGEST = 25_000_000
REQUIRED_KEYS = (
    "name", "description", "version", "qgisMinimumVersion", "author", "email", "about", "tracker", "repository",
)  # fmt: skip
URL_KEYS = ("homepage", "tracker", "repository")
FORBIDDEN_PARTS = {"__MACOSX", ".git", "__pycache__"}
FORBIDDEN_SUFFIXES = {
    ".bat", ".cmd", ".dll", ".dylib", ".exe", ".ps1", ".pyc", ".pyd", ".pyo", ".sh", ".so", ".whl", ".zip",
}  # fmt: skip
# layout (E1 to E3, E5, W) is ruff's; QGS105 takes any parameter called iface for a fault, which is how QGIS hands it
# over; QGS2xx is marked experimental
FLAKE8 = ("--isolated", "--select=E4,E7,E9,F,QGS", "--extend-ignore=E704,QGS105,QGS201,QGS202")
PYTHON = (3, 11)


def check(archive_path: Path) -> list[str]:
    """Return everything that is wrong with a plugin zip, empty if nothing is."""
    if archive_path.stat().st_size > LARGEST:
        return [f"size: {archive_path.stat().st_size} bytes are more than {LARGEST}"]
    with zipfile.ZipFile(archive_path) as archive:
        damaged = archive.testzip()
        if damaged:
            return [f"damaged: {damaged}"]
        findings = [*_check_structure(archive), *_check_files(archive)]
        if findings:
            return findings
        findings = [*_check_metadata(archive), *_check_syntax(archive)]
        with tempfile.TemporaryDirectory() as folder:
            archive.extractall(folder)
            scanners: tuple[Callable[[Path], Iterator[str]], ...] = (_scan_bandit, _scan_secrets, _scan_flake8)
            for scan in scanners:
                findings += scan(Path(folder))
    return findings


def _check_structure(archive: zipfile.ZipFile) -> Iterator[str]:
    names = archive.namelist()
    tops = {name.split("/")[0] for name in names}
    if tops != {PLUGIN}:
        yield f"structure: one folder '{PLUGIN}' is expected at the top, not {sorted(tops)}"
    for needed in ("__init__.py", "metadata.txt", "LICENSE"):
        if f"{PLUGIN}/{needed}" not in names:
            yield f"structure: {needed} is missing"
    if len(names) != len(set(names)):
        yield "structure: a file is contained twice"


def _check_files(archive: zipfile.ZipFile) -> Iterator[str]:
    for entry in archive.infolist():
        path = PurePosixPath(entry.filename)
        if ".." in entry.filename or path.is_absolute() or "\\" in entry.filename:
            yield f"path: {entry.filename} leads out of the folder"
        if FORBIDDEN_PARTS.intersection(path.parts):
            yield f"file: {path} must not be shipped"
        elif any(part.startswith(".") for part in path.parts):
            yield f"file: {path} is hidden"
        if path.suffix.lower() in FORBIDDEN_SUFFIXES:
            yield f"file: {path} is a program, a library or an archive"
        if (entry.external_attr >> 16) & 0o111:
            yield f"rights: {path} is executable"


def _check_metadata(archive: zipfile.ZipFile) -> Iterator[str]:
    # with interpolation, as the repository reads it: a single % is a fault there
    parser = configparser.ConfigParser()
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    try:
        parser.read_string(archive.read(f"{PLUGIN}/metadata.txt").decode("utf-8"))
        metadata = dict(parser.items("general"))
    except (configparser.Error, UnicodeDecodeError) as error:
        yield f"metadata: {error}"
        return
    for key in REQUIRED_KEYS:
        if not metadata.get(key, "").strip():
            yield f"metadata: {key} is missing"
    for key in URL_KEYS:
        url = urlsplit(metadata.get(key, ""))
        if url.scheme not in ("http", "https") or not url.netloc:
            yield f"metadata: {key} is no address"
    if "/" in metadata.get("author", ""):
        yield "metadata: author must not contain a slash"
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", metadata.get("email", "")):
        yield "metadata: email is no address"
    if not re.fullmatch(r"\d+\.\d+(\.\d+)?([.-]\w+)?", metadata.get("version", "")):
        yield "metadata: version is not like 1.2.3"
    for key in ("qgisMinimumVersion", "qgisMaximumVersion"):
        if not re.fullmatch(r"\d+\.\d+(\.\d+)?", metadata.get(key, "0.0")):
            yield f"metadata: {key} is not like 3.40"
    if "supportsQt6" in metadata:
        yield "metadata: supportsQt6 has no effect any more; the range of versions says it"
    if f"{PLUGIN}/{metadata.get('icon', '')}" not in archive.namelist():
        yield "metadata: the icon is not in the zip"


def _check_syntax(archive: zipfile.ZipFile) -> Iterator[str]:
    for name in archive.namelist():
        if name.endswith(".py"):
            try:
                ast.parse(archive.read(name).decode("utf-8"), name, feature_version=PYTHON)
            except (SyntaxError, UnicodeDecodeError) as error:
                yield f"python: {name}: {error}"


def _scan_bandit(folder: Path) -> Iterator[str]:
    report = json.loads(_output("bandit", "-r", ".", "-f", "json", "--quiet", "--ignore-nosec", folder=folder))
    for error in report["errors"]:
        yield f"bandit: {error['filename']}: {error['reason']}"
    for found in report["results"]:
        yield f"bandit {found['test_id']}: {found['filename']}:{found['line_number']}: {found['issue_text']}"


def _scan_secrets(folder: Path) -> Iterator[str]:
    report = json.loads(_output("detect_secrets", "scan", "--all-files", "--no-verify", ".", folder=folder))
    for file, secrets in report["results"].items():
        for secret in secrets:
            yield f"secret: {file}:{secret['line_number']}: {secret['type']}"


def _scan_flake8(folder: Path) -> Iterator[str]:
    for line in _output("flake8", *FLAKE8, ".", folder=folder).splitlines():
        yield f"flake8: {line}"


def _output(module: str, *arguments: str, folder: Path) -> str:
    """Run a scanner; they end with 1 when they find something and with more when they fail themselves."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode not in (0, 1) or (done.returncode == 1 and not done.stdout):
        raise RuntimeError(f"{module} failed:\n{done.stderr}")
    return done.stdout


def main() -> int:
    archive_path = Path(sys.argv[1]) if len(sys.argv) > 1 else zip_path()
    if not archive_path.is_file():
        print(f"{archive_path} is not there. Run 'make zip' first.", file=sys.stderr)
        return 1
    findings = check(archive_path)
    for finding in findings:
        print(finding)
    print(f"{archive_path.name}: {len(findings) or 'no'} finding{'' if len(findings) == 1 else 's'}")
    return 1 if findings else 0


if __name__ == "__main__":
    raise SystemExit(main())
