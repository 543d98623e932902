"""The set-up recognises what it finds, and names what is wrong with its cure."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import apt_packages
import environment
from environment import QgisPython, qgis_problem, version_text
from qgis_env import clean_variables
from shell import SetupError, run

ROOT = Path(__file__).resolve().parents[2]


def found(qgis: int = 34006, python: tuple[int, int] = (3, 11)) -> QgisPython:
    return QgisPython("/usr/bin/python3", python, qgis, "1.24.2")


def test_a_version_reads_as_people_write_it() -> None:
    assert version_text(34006) == "3.40.6"
    assert version_text(40000) == "4.0.0"


@pytest.mark.parametrize("version", [34000, 34006, 34499, 40002, 49999])
def test_every_qgis_of_the_supported_range_is_usable(version: int) -> None:
    assert qgis_problem(found(version)) is None


def test_an_old_qgis_is_named_with_both_versions() -> None:
    problem = qgis_problem(found(32216))
    assert problem is not None
    assert "QGIS 3.22.16" in problem
    assert "3.40.0 or newer" in problem


def test_a_qgis_of_the_future_and_an_old_python_are_named() -> None:
    assert "up to 4.99.99" in (qgis_problem(found(50000)) or "")
    assert "Python 3.9" in (qgis_problem(found(python=(3, 9))) or "")


def test_a_python_without_qgis_is_no_candidate(tmp_path: Path) -> None:
    assert environment.probe(str(tmp_path / "python3")) is None
    script = tmp_path / "python3"
    script.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    script.chmod(0o755)
    assert environment.probe(str(script)) is None


def test_this_environment_passes_its_own_check() -> None:
    inside = environment.probe(sys.executable)
    assert inside is not None
    assert qgis_problem(inside) is None


SIMULATION = """\
Reading package lists...
Inst python3-qgis (3.40.6+dfsg-1~bpo12+1 Debian Backports:stable-backports [amd64])
Inst qgis [3.22.16+dfsg-1] (1:3.40.6+dfsg-1~bpo12+1 Debian Backports:stable-backports [amd64])
Conf qgis (1:3.40.6+dfsg-1~bpo12+1 Debian Backports:stable-backports [amd64])
"""


def test_the_version_that_apt_would_install_is_read_from_its_simulation() -> None:
    assert apt_packages.version_in_simulation(SIMULATION, "qgis") == (3, 40)
    assert apt_packages.version_in_simulation("Inst qgis (3.22.16+dfsg-1 Debian:12 [amd64])", "qgis") == (3, 22)
    assert apt_packages.version_in_simulation("qgis is already the newest version", "qgis") is None


@pytest.fixture
def debian_12(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    files = {"debian.sources": "Types: deb\nURIs: http://mirror.example/debian\nSuites: bookworm\nComponents: main\n"}
    monkeypatch.setattr(apt_packages, "_debian_release", lambda: "bookworm")
    monkeypatch.setattr(apt_packages, "_sources_files", lambda: files)
    return files


def test_the_steps_for_debian_12_name_its_own_mirror(debian_12: dict[str, str]) -> None:
    steps = apt_packages.how_to_install_qgis()
    assert "sudo tee /etc/apt/sources.list.d/halplan-backports.sources" in steps
    assert "URIs: http://mirror.example/debian\nSuites: bookworm-backports" in steps
    assert "-t bookworm-backports qgis python3-qgis python3-venv" in steps


def test_the_steps_leave_out_a_source_that_is_there(debian_12: dict[str, str]) -> None:
    debian_12["backports.list"] = "deb http://mirror.example/debian bookworm-backports main\n"
    assert "tee" not in apt_packages.how_to_install_qgis()


@pytest.fixture
def commands(debian_12: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str | None]]:
    """The commands that an installation would run as root, instead of running them."""
    asked: list[tuple[str, str | None]] = []

    def note(command: list[str], *, text: str | None = None, stdout: object = None) -> str:
        asked.append((" ".join(command), text))
        return ""

    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(apt_packages, "run", note)
    monkeypatch.setattr(apt_packages, "_offered", lambda package, suite: (3, 40) if suite else (3, 22))
    return asked


def test_on_debian_12_the_backports_are_added_and_qgis_is_taken_from_them(
    commands: list[tuple[str, str | None]],
) -> None:
    apt_packages.install_qgis((3, 40))
    (tee, source), (update, _), (install, _) = commands
    assert tee == "tee /etc/apt/sources.list.d/halplan-backports.sources"
    assert source is not None
    assert "URIs: http://mirror.example/debian\nSuites: bookworm-backports\n" in source
    assert update == "apt-get update -q"
    assert install == (
        "env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends -t bookworm-backports "
        "qgis python3-qgis python3-venv qttools5-dev-tools"
    )


def test_configured_backports_are_not_added_again(
    commands: list[tuple[str, str | None]], debian_12: dict[str, str]
) -> None:
    debian_12["sources.list"] = "deb http://mirror.example/debian bookworm-backports main\n"
    apt_packages.install_qgis((3, 40))
    assert [command.split()[0] for command, _ in commands] == ["apt-get", "env"]


def test_a_system_that_offers_an_old_qgis_gets_none(
    commands: list[tuple[str, str | None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apt_packages, "_debian_release", lambda: "")
    with pytest.raises(SetupError, match=r"apt offers QGIS 3\.22, but HalPlan needs 3\.40 or newer"):
        apt_packages.install_qgis((3, 40))
    assert not [command for command, _ in commands if " install " in command]


def test_without_a_source_of_debian_the_cure_is_to_configure_one(debian_12: dict[str, str]) -> None:
    debian_12.clear()
    with pytest.raises(SetupError, match="configures no source of Debian 12"):
        apt_packages.how_to_install_qgis()


def test_without_rights_the_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    with pytest.raises(SetupError, match="sudo apt-get install --no-install-recommends xvfb") as error:
        apt_packages.install(["xvfb"])
    assert "root or sudo" in error.value.problem


def test_without_qgis_and_without_rights_the_set_up_ends_with_the_steps(
    debian_12: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment, "_is_finished", lambda venv: False)
    monkeypatch.setattr(environment, "find_qgis", lambda: None)
    monkeypatch.setattr(apt_packages, "available", lambda: True)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    monkeypatch.setattr(sys, "argv", ["environment.py"])
    assert environment.main() == 1
    message = capsys.readouterr().err
    assert "needs root or sudo" in message
    assert "sudo apt-get install --no-install-recommends -t bookworm-backports qgis" in message


def test_an_old_qgis_is_not_replaced_but_named_with_the_steps(
    debian_12: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "find_qgis", lambda: found(32216))
    monkeypatch.setattr(environment, "find_qgis_process", lambda: "/usr/bin/qgis_process")
    monkeypatch.setattr(apt_packages, "available", lambda: True)
    with pytest.raises(SetupError, match="too old") as error:
        environment.ensure_qgis()
    assert "-t bookworm-backports" in error.value.cure


def test_a_failing_command_is_named_with_its_code() -> None:
    with pytest.raises(SetupError, match="code 3"):
        run([sys.executable, "-c", "raise SystemExit(3)"])


def test_a_finished_setup_is_recognised_until_something_it_depends_on_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").touch()
    assert not environment._is_finished(tmp_path)
    environment._finish(tmp_path)
    assert environment._is_finished(tmp_path)
    monkeypatch.setenv("HALPLAN_PYTHON", "/opt/other/python3")
    assert not environment._is_finished(tmp_path)


def test_qgis_gets_nothing_of_the_callers_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIRTUAL_ENV", "/somewhere")
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    variables = clean_variables()
    assert not {"VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", "DISPLAY"} & variables.keys()
    assert variables["QT_QPA_PLATFORM"] == "offscreen"
    assert variables["https_proxy"] == "http://proxy.example:3128"
    assert clean_variables(screen=True)["DISPLAY"] == ":7"


def test_a_window_without_a_screen_is_refused_with_its_cure() -> None:
    code = "import qgis_env; raise SystemExit(qgis_env.open_window([]))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT / "tools", env={"PATH": "/usr/bin:/bin"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "xvfb-run make qgis" in done.stderr
