"""The benchmarks: they run on little data, and a wrong answer ends them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


def test_a_quick_run_without_peers_compares_with_shapely() -> None:
    command = [sys.executable, "run.py", "--quick", "--without-qgis", "street_sums", "block_sums"]
    done = subprocess.run(command, cwd=BENCHMARKS, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "# Heat of street sections" in done.stdout
    assert "# Heat of building blocks" in done.stdout
    assert "| **HalPlan: in arrays** | Python | 1 |" in done.stdout
    assert "| shapely: `STRtree.query` | Python |" in done.stdout


def test_wrong_answers_are_refused_and_double_counting_is_stated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    from data import city_file, read
    from jobs import DifferentAnswerError, street_sums
    from peers import shapely_trees

    path = city_file(500)
    reference = next(c for c in shapely_trees.CONTENDERS if c.how == "reference")
    right = reference.run(reference.load(path))
    assert street_sums.check(right, right, path, True) == "the same"

    wh = read(path, "buildings")["wh"]
    other = right["place"].copy()
    other[7] = (other[7] + 50) % len(right["wh"])
    heat = np.bincount(other, weights=wh, minlength=len(right["wh"])).astype(np.int64)
    for exact, message in ((True, "another section"), (False, "farther away")):
        with pytest.raises(DifferentAnswerError, match=message):
            street_sums.check(right, {"place": other, "wh": heat}, path, exact)
    with pytest.raises(DifferentAnswerError, match="not that of the buildings"):
        street_sums.check(right, {"place": right["place"], "wh": heat}, path, False)

    rows = np.append(np.arange(len(wh)), 3)
    places = np.append(right["place"], right["place"][3])
    twice = np.bincount(places, weights=wh[rows], minlength=len(right["wh"])).astype(np.int64)
    answer = {"row": rows, "row_place": places, "sum_place": np.arange(len(twice)), "sum_wh": twice}
    assert "501 rows" in street_sums.check(right, answer, path, False)
