"""The demonstration: Musterstadt and its heat plan in ``build/demo``, made the way a user's script would do it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from qgis_env import BUILD, ROOT, prepare_profile, run_process

DEMO = BUILD / "demo"
NAME = "musterstadt"
TOWN = DEMO / f"{NAME}.gpkg"
ALGORITHM = "halplan:heat_plan"

LAYERS = {
    "BUILDINGS": "gebaeude",
    "STREETS": "strassen",
    "HEIGHTS": "gebaeudehoehen",
    "CENSUS": "zensus_100m",
    "ACTUAL_USE": "tatsaechliche_nutzung",
    "PLANS": "bebauungsplaene",
    "RAIL": "bahnlinien",
    "WATER": "gewaesser",
    "BOUNDARY": "gemeindegrenze",
    "PARCELS": "flurstuecke",
}
"""Inputs of the heat plan and the layers of Musterstadt that they are."""

SOURCES = "Musterstadt ist erfunden; alle Daten sind erzeugt"

RESULTS = (f"{NAME}.gpkg", f"{NAME}.qgz", "bericht.html", "karten/*.png")


def main() -> int:
    started = time.perf_counter()
    DEMO.mkdir(parents=True, exist_ok=True)
    for path in (path for pattern in RESULTS for path in DEMO.glob(pattern)):
        path.unlink()
    make_town()
    prepare_profile()
    answer = make_heat_plan()
    missing = [pattern for pattern in RESULTS if not list(DEMO.glob(pattern))]
    if missing:
        print(f"The heat plan did not write {', '.join(missing)}.", file=sys.stderr)
        return 1
    show(answer)
    project = (DEMO / NAME).relative_to(ROOT)
    print(f"\n{time.perf_counter() - started:.0f} s. Look at it with:  make qgis PROJECT={project}.qgz")
    return 0


def make_town() -> None:
    """Generate Musterstadt; the same town every time."""
    print("Musterstadt is built ...", flush=True)
    halplan = Path(sys.prefix) / "bin" / "halplan"
    TOWN.unlink(missing_ok=True)  # of an earlier demonstration; the command replaces nothing
    command = [str(halplan), "musterstadt", "--out", str(TOWN)]
    if subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode:
        sys.exit("Musterstadt could not be made; the message above says why.")


def make_heat_plan() -> dict[str, Any]:
    """Run the heat plan in ``qgis_process`` and return its answer; ends the program with its message on failure."""
    print("The heat plan is computed ...", flush=True)
    inputs: dict[str, Any] = {name: f"{TOWN}|layername={layer}" for name, layer in LAYERS.items()}
    inputs |= {"FOLDER": str(DEMO), "NAME": NAME, "TITLE": "Musterstadt", "SOURCES": SOURCES}
    done = run_process("run", ALGORITHM, "-", stdin=json.dumps({"inputs": inputs}))
    if done.returncode:
        sys.exit(f"qgis_process ended with code {done.returncode}:\n{done.stderr or done.stdout}")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def show(answer: dict[str, Any]) -> None:
    """Print the key figures with their titles and units, how the sums close, and where the files lie."""
    print()
    for line in answer["log"].get("info", []):
        # the lines that QGIS shows as well; where the files lie comes below
        if str(DEMO) not in line:
            print(f"  {line}")
    print(f"  {len(answer['log'].get('warning', []))} warnings, listed in the report\n")
    for path in (path for pattern in RESULTS for path in sorted(DEMO.glob(pattern))):
        print(f"  {path.relative_to(ROOT)}  ({path.stat().st_size / 1e6:.1f} MB)")


if __name__ == "__main__":
    raise SystemExit(main())
