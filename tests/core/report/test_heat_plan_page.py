"""The report is one file that needs nothing else, escapes what users write, and leads every number to its run."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from small_town import plan, town

from halplan_core.heat import fields as f
from halplan_core.report.heat_plan_files import write_heat_plan
from halplan_core.run import Result

VOID = {"meta", "br", "hr", "img"}


class Structure(HTMLParser):
    """Checks that elements are closed in order, and collects what a test asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text: list[str] = []
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        values = dict(attrs)
        self.ids += [str(values["id"])] if "id" in values else []
        self.links += [str(values[name]) for name in ("href", "src") if name in values]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise AssertionError(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.fixture(scope="module")
def page(town_plan: Result, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("report")
    files = write_heat_plan(
        folder, town_plan, town(), name="ort", title="Ort <script>alert(1)</script>", sources="Amt A; Amt & B"
    )
    return files.report.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def structure(page: str) -> Structure:
    parser = Structure()
    parser.feed(page)
    parser.close()
    return parser


def test_elements_are_closed_in_order(structure: Structure) -> None:
    assert structure.open == []
    assert len(structure.ids) == len(set(structure.ids))


def test_the_file_needs_no_other_and_runs_nothing(structure: Structure, page: str) -> None:
    assert all(link.startswith("#") for link in structure.links)
    assert not structure.names & {"script", "link", "iframe", "object", "img"}
    assert not re.search(r"url\(|@import|<[^>]+ on\w+=", page)


def test_links_lead_to_places_of_the_page(structure: Structure) -> None:
    assert {link.removeprefix("#") for link in structure.links} <= set(structure.ids)


def test_what_users_write_is_text(structure: Structure, page: str) -> None:
    assert "<script>alert" not in page
    assert "Ort <script>alert(1)</script>" in structure.text
    assert "Gasse <b>&amp;</b> (Abschnitt 2)" in structure.text
    assert "Amt & B" in structure.text


def test_every_run_has_its_record(structure: Structure, town_plan: Result) -> None:
    for record in (town_plan.record, *town_plan.record.children):
        assert f"lauf-{record.operation}" in structure.ids
    hashes = [entry["sha256"][:16] for entry in town_plan.record.inputs]
    assert set(hashes) <= set(structure.text)


def test_every_parameter_set_is_named_with_its_evidence(structure: Structure, town_plan: Result) -> None:
    text = " ".join(structure.text)
    for record in town_plan.record.children:
        for entry in record.parameter_sets:
            assert entry["title_de"] in text
            assert entry["source"] in text
    assert "ungeprüft" in structure.text


def test_numbers_are_german(structure: Structure, town_plan: Result) -> None:
    heat = town_plan.record.figures["waerme_kwh"]
    assert f"{heat / 1e6:.1f}".replace(".", ",") in structure.text
    assert "25" in structure.text


def test_no_value_of_a_single_building_is_told(page: str, town_plan: Result) -> None:
    heat = town_plan.outputs.tables["heat_buildings"][f.Q_NUTZ_KWH.name]
    mill = float(heat[24])
    for text in (f"{mill / 1000:.0f}", f"{mill:.0f}", f"{mill / 1000:.1f}".replace(".", ",")):
        assert not re.search(rf"[>\s]{re.escape(text)}[<\s]", page)


def test_it_is_marked_as_help_and_not_as_legal_advice(structure: Structure) -> None:
    assert any("keine Rechtsberatung" in text for text in structure.text)


def test_the_report_of_the_same_run_is_the_same(town_plan: Result, tmp_path_factory: pytest.TempPathFactory) -> None:
    first, second = (
        write_heat_plan(tmp_path_factory.mktemp("again"), town_plan, town(), name="ort").report.read_bytes()
        for _ in range(2)
    )
    assert first == second


def test_a_plan_without_any_heat_has_a_report(tmp_path_factory: pytest.TempPathFactory) -> None:
    layers = town()
    cold = layers["buildings"].with_columns(hoehe=layers["buildings"]["hoehe"] * 0 + 1.0)
    result = plan({**layers, "buildings": cold.take(slice(1, 5))})
    assert result.record.figures["waerme_kwh"] == 0
    report = write_heat_plan(tmp_path_factory.mktemp("cold"), result, layers, name="kalt").report
    assert "0,0" in report.read_text(encoding="utf-8")
