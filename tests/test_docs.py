"""The manual, the help pages and the reference: what they link to, name and show is there."""

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import demo
from halplan_core.heat import fields as f
from halplan_core.heat.full_load_hours import HOURS_COLUMNS, full_load_hours
from halplan_core.heat.function_codes import ASSIGNMENT_COLUMNS, resolve_functions
from halplan_core.heat.specific_values import OWN_COLUMNS, own_specific_values
from halplan_core.heat.street_classes import load_classes
from halplan_core.heat.thresholds import LINE_DENSITY_SET, load_thresholds
from halplan_core.musterstadt.layers import LAYERS as TOWN_LAYERS
from halplan_core.operation import all_operations, find_operation
from halplan_core.parameters.sets import load, load_file
from halplan_core.report.heat_plan_words import ORIGINS
from halplan_core.styles.heat_project import project_layers
from halplan_core.styles.scales import make_scale
from halplan_core.table import Table

ROOT = Path(__file__).resolve().parents[1]
HELP = ROOT / "resources" / "help"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
HANDBOOK = ROOT / "docs" / "handbuch"
FIRST_PLAN, RESULTS, METHODS = (
    HANDBOOK / name for name in ("02-erster-waermeplan.md", "04-ergebnisse-lesen.md", "05-verfahren.md")
)

_FENCED = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def prose(page):
    return _FENCED.sub("", page.read_text(encoding="utf-8"))


def anchors(page):
    """Return the anchors of a page as GitHub and Forgejo make them from its headings."""
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in _HEADING.findall(prose(page))}


def examples(language):
    """Return the example files of the chapter on methods by the names of their columns."""
    found = re.findall(rf"^```{language}\n(.*?)^```", METHODS.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return {tuple(text.split("\n", 1)[0].split(";")): text for text in found}


@pytest.fixture
def example(tmp_path):
    """Write the example with these columns to a file and return its path."""

    def write(*columns):
        path = tmp_path / "beispiel.csv"
        path.write_text(examples("csv")[columns], encoding="utf-8")
        return str(path)

    return write


def column(*texts):
    return np.array(texts, dtype=object)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_leads_somewhere(page):
    broken = []
    for link in _LINK.findall(prose(page)):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_operation_has_a_help_page_and_every_page_an_operation(language):
    assert {page.stem for page in (HELP / language).glob("*.md")} == {operation.name for operation in all_operations()}


@pytest.mark.parametrize("page", sorted(HELP.rglob("*.md")), ids=lambda page: f"{page.parent.name}-{page.stem}")
def test_a_help_page_starts_with_text_and_fits_below_a_title(page):
    text = page.read_text(encoding="utf-8")
    assert text[0].isalpha()
    assert not re.search(r"^# ", text, re.MULTILINE)
    assert "```" not in text, "QGIS loses the line breaks of code blocks"


@pytest.mark.parametrize("name", sorted(operation.name for operation in all_operations()))
def test_the_help_pages_of_both_languages_name_the_same_fields_and_parameters(name):
    def named(language):
        text = (HELP / language / f"{name}.md").read_text(encoding="utf-8")
        return {word for code in re.findall(r"`([^`]+)`", text) for word in re.findall(r"[a-z_]+_[a-z0-9_]+", code)}

    assert named("de") == named("en")


def test_the_reference_pages_match_the_declarations():
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "build_reference.py"), "--check"],
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "")


def test_the_first_plan_takes_the_layers_that_the_demonstration_takes():
    titles = {layer.title_de: layer.name.upper() for layer in find_operation("heat_plan").inputs}
    rows = re.findall(r"^ +\| ([^|`]+) \| `(\w+)` \|$", prose(FIRST_PLAN), re.MULTILINE)
    assert {titles[title]: layer for title, layer in rows} == demo.LAYERS
    assert {layer for _, layer in rows} <= {layer.name for layer in TOWN_LAYERS}


def test_the_chapter_on_results_names_every_table_of_the_project():
    plan = find_operation("heat_plan")
    scale = make_scale("", "", (0.0, 1.0))
    results = {output.name: output.fields for output in plan.outputs}
    made = project_layers(results, {layer.name: Table() for layer in plan.inputs}, scale, scale)
    named = set(re.findall(r"`((?:waerme|grundlage)_\w+)`", RESULTS.read_text(encoding="utf-8")))
    assert named == {layer.table for layer in made} | {"waerme_funktionen"}


@pytest.mark.parametrize("field", sorted(ORIGINS))
def test_the_chapter_on_results_explains_every_origin(field):
    text = RESULTS.read_text(encoding="utf-8")
    levels = {f"median_{level}" for level in (2, 3)}  # named as a range
    assert [code for code in (field, *ORIGINS[field]) if f"`{code}`" not in text and code not in levels] == []


def test_the_chapter_on_methods_shows_each_kind_of_file_once():
    assert set(examples("csv")) == {
        ASSIGNMENT_COLUMNS,
        OWN_COLUMNS,
        HOURS_COLUMNS,
        ("untergrenze", "bezeichnung", "bezeichnung_en", "farbe"),
        ("klasse", "bezeichnung", "strasse", "rang", "zuschlag"),
    }


def test_the_example_of_assigned_functions_gives_every_code_its_row(example):
    own = load_file(example(*ASSIGNMENT_COLUMNS), ASSIGNMENT_COLUMNS)
    codes = np.array(own.texts("fkt"), dtype=object)
    found = resolve_functions(codes, load("gebaeudefunktionen"), load("gebaeudefunktion_zuordnung"), own, fallback=True)
    assert found.row_code.tolist() == own.texts("fkt_tabelle")
    assert set(found.origin) == {"zuordnung"}


def test_the_example_of_own_values_is_read_from_the_exact_row_to_the_one_for_all(example):
    buildings = Table({
        f.TYP.name: column("EFH", "EFH", "RH", None, None),
        f.BAK.name: column("E", "Z", "Z", "C", None),
        f.GEMOD_TYP.name: np.array([np.nan, np.nan, np.nan, 4.0, 9.0]),
        f.BAK_NWG.name: column(None, None, None, "1", "1"),
        f.EBF_WG_M2.name: np.ones(5),
        f.EBF_NWG_M2.name: np.ones(5),
    })  # fmt: skip
    own = load_file(example(*OWN_COLUMNS), OWN_COLUMNS)
    assert own_specific_values(buildings, own, "WG").value.tolist() == [104.2, 96.0, 85.0, 82.5, 82.5]
    assert own_specific_values(buildings, own, "NWG").value[3:].tolist() == [150.0, 100.0]


def test_the_example_of_full_load_hours_is_read_by_function_type_and_sector(example):
    buildings = Table({
        f.FKT.name: column("31001_1010", "31001_1010", "31001_3221", "31001_3051", "31001_2111"),
        f.FKT_TABELLE.name: column(None, None, None, None, None),
        f.TYP.name: column("EFH", "GMH", None, None, None),
        f.GEMOD_TYP.name: np.array([np.nan, np.nan, 6.0, 3.0, 8.0]),
    })  # fmt: skip
    hours = load_file(example(*HOURS_COLUMNS), HOURS_COLUMNS)
    assert full_load_hours(buildings, hours, "WG")[:2].tolist() == [1800.0, 2000.0]
    assert full_load_hours(buildings, hours, "NWG")[2:].tolist() == [2000.0, 2500.0, 1700.0]


def test_the_example_of_thresholds_classifies(example):
    limits = load_thresholds(LINE_DENSITY_SET, example("untergrenze", "bezeichnung", "bezeichnung_en", "farbe"))
    assert limits.classify(np.array([0.0, 0.5, 0.7, 1.8, 9.0])).tolist() == [0, 1, 2, 3, 4]


def test_the_example_of_street_classes_tells_streets_from_ways(example):
    classes = load_classes(example("klasse", "bezeichnung", "strasse", "rang", "zuschlag"))
    assert classes.is_street(column("wohnstrasse", "Wohnstraße", "radweg", "unbekannt")).tolist() == [
        True, True, False, True,
    ]  # fmt: skip
    assert classes.penalties(column("zufahrt", "hauptstrasse")).tolist() == [1.0, 0.0]
