"""Make the pictures of the documentation: the demonstration in a real QGIS window, and its report in a browser.

    python tools/screenshots.py        after ``make demo``

It needs a screen; without one: ``xvfb-run -a -s "-screen 0 1600x1000x24" python tools/screenshots.py``.

QGIS takes the pictures of itself (``screenshots_in_qgis.py``); Chromium, where it is there, draws the report.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from qgis_env import CONFIG, clean_variables, find_qgis, prepare_profile

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
PROJECT = ROOT / "build" / "demo" / "musterstadt.qgz"
REPORT = ROOT / "build" / "demo" / "bericht.html"
_TIMEOUT_SECONDS = 240


def main() -> int:
    """Take all pictures; returns 1 when the demonstration is not there."""
    if not PROJECT.is_file():
        print("There is no demonstration yet. Run 'make demo' first.", file=sys.stderr)
        return 1
    prepare_profile()
    IMAGES.mkdir(parents=True, exist_ok=True)
    command = [str(find_qgis()), "--profiles-path", str(CONFIG), "--nologo", "--noversioncheck", "--lang", "de",
               "--code", str(Path(__file__).with_name("screenshots_in_qgis.py")), str(PROJECT)]  # fmt: skip
    variables = {**clean_variables(screen=True), "HALPLAN_IMAGES": str(IMAGES), "LIBGL_ALWAYS_SOFTWARE": "1"}
    subprocess.run(command, env=variables, timeout=_TIMEOUT_SECONDS, check=False)
    photograph_report()
    return 0


def photograph_report() -> None:
    """Draw the top of the report."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        print("Chromium is not there, so the report is not drawn.", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars",
             "--disable-background-networking", "--disable-component-update", "--disable-sync",
             f"--user-data-dir={profile}", "--window-size=1100,1400", f"--screenshot={IMAGES / 'bericht.png'}",
             REPORT.as_uri()],
            check=False, capture_output=True, timeout=_TIMEOUT_SECONDS,
        )  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main())
