"""Files that belong together arrive all or none, whatever stands in the way of one of them."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from halplan_core.errors import CancelledError, OutputError
from halplan_core.formats.staging import staged_folder


def content(folder: Path) -> dict[str, str | None]:
    """Everything below a folder, files with their text."""
    return {
        path.relative_to(folder).as_posix(): path.read_text() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def write(folder: Path, *names: str) -> None:
    with staged_folder(folder) as stage:
        for name in names:
            (stage.path / name).parent.mkdir(exist_ok=True)
            (stage.path / name).write_text("new")


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """A folder with two files of an earlier run and one of the user."""
    for name in ("a.html", "b.html", "own.txt"):
        (tmp_path / name).write_text("old")
    return tmp_path


def test_files_are_replaced_and_others_stay(earlier: Path) -> None:
    write(earlier, "a.html", "b.html", "maps/c.png")
    assert content(earlier) == {
        "a.html": "new", "b.html": "new", "maps": None, "maps/c.png": "new", "own.txt": "old",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["0.html", "a.html", "z.html", "maps/c.png"])
def test_nothing_changes_when_a_folder_has_the_name_of_a_file(earlier: Path, name: str) -> None:
    (earlier / name).unlink(missing_ok=True)
    (earlier / name / "own").mkdir(parents=True)
    before = content(earlier)
    with pytest.raises(OutputError, match=f"{name}' cannot be written"):
        write(earlier, "0.html", "a.html", "b.html", "maps/a.png", "maps/c.png", "new/d.png", "z.html")
    assert content(earlier) == before


def test_nothing_changes_when_a_file_has_the_name_of_a_folder(earlier: Path) -> None:
    (earlier / "maps").write_text("old")
    before = content(earlier)
    with pytest.raises(OutputError, match="maps' cannot be written"):
        write(earlier, "a.html", "maps/c.png", "z.html")
    assert content(earlier) == before


def test_what_is_written_last_finds_the_others_in_place_and_its_own_file_untouched(earlier: Path) -> None:
    seen = {}
    with staged_folder(earlier) as stage:
        for name in ("a.html", "b.html", "b.html-wal", "z.html"):
            (stage.path / name).write_text("new")
        stage.write_last("b.html", lambda: seen.update(content(earlier)))
    assert (seen["a.html"], seen["b.html"], seen["z.html"]) == ("new", "old", "new")
    assert content(earlier) == {"a.html": "new", "b.html": "old", "own.txt": "old", "z.html": "new"}


def test_everything_goes_back_when_the_last_one_fails(earlier: Path) -> None:
    before = content(earlier)

    def fail() -> None:
        assert (earlier / "a.html").read_text() == "new"
        raise OutputError("The database is locked.")

    def attempt() -> None:
        with staged_folder(earlier) as stage:
            (stage.path / "a.html").write_text("new")
            (stage.path / "maps").mkdir()
            (stage.path / "maps" / "c.png").write_text("new")
            stage.write_last("b.html", fail)

    with pytest.raises(OutputError, match="locked"):
        attempt()
    assert content(earlier) == before


@pytest.mark.parametrize("error", [CancelledError(), KeyboardInterrupt()])
def test_a_folder_made_for_the_files_goes_with_them(tmp_path: Path, error: BaseException) -> None:
    def attempt() -> None:
        with staged_folder(tmp_path / "plan") as stage:
            (stage.path / "a.html").write_text("new")
            raise error

    with pytest.raises(type(error)):
        attempt()
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_refuses_a_write_names_the_folder(tmp_path: Path) -> None:
    def attempt() -> None:
        with staged_folder(tmp_path / "plan") as stage:
            (stage.path / "missing" / "a.html").write_text("new")

    with pytest.raises(OutputError, match="plan' cannot be written"):
        attempt()
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_put_back_is_kept_and_named(earlier: Path) -> None:
    def fail() -> None:
        # what a program does that takes hold of the new file meanwhile
        (earlier / "a.html").unlink()
        (earlier / "a.html" / "own").mkdir(parents=True)
        raise OutputError("The database is locked.")

    def attempt() -> None:
        with staged_folder(earlier) as stage:
            (stage.path / "a.html").write_text("new")
            (stage.path / "b.html").write_text("new")
            stage.write_last("z.gpkg", fail)

    with pytest.raises(OutputError, match=r"a\.html' cannot be put back") as caught:
        attempt()
    assert Path(caught.value.params["earlier"]).read_text() == "old"
    assert (earlier / "b.html").read_text() == "old", "the others are put back all the same"


def test_the_working_directory_can_be_the_target(earlier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(earlier)
    write(Path(), "a.html")
    assert content(earlier) == {"a.html": "new", "b.html": "old", "own.txt": "old"}


def test_leftovers_of_a_killed_run_do_not_hinder_and_go_after_a_day(earlier: Path) -> None:
    killed, running = earlier / ".halplan.killed.part", earlier / ".halplan.running.part"
    for leftover in (killed, running):
        (leftover / "old").mkdir(parents=True)
        (leftover / "old" / "a.html").write_text("older")
    two_days_ago = time.time() - 2 * 24 * 3600
    os.utime(killed, (two_days_ago, two_days_ago))
    write(earlier, "a.html")
    assert (earlier / "a.html").read_text() == "new"
    assert not killed.exists()
    assert (running / "old" / "a.html").read_text() == "older"
