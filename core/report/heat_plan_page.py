"""The report of a heat plan as one HTML file: German, without script or outside reference, fit for printing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from .. import german
from ..markup import Child, Element, tag
from ..operation import Field
from ..run import Result
from ..styles.scales import NO_HEAT_COLOUR, NO_HEAT_TEXT, Scale
from .charts import Bar, Part, bar_chart, curve_chart, share_chart
from .heat_plan_method import limits_section, method_section
from .heat_plan_runs import run_link, runs_section
from .heat_plan_view import SMALLEST_GROUP, ClassSum, DensityView, Group, HeatPlanView
from .heat_plan_words import AGES, GRADES, ORIGIN_TITLES, SECTORS, TYPES, origin, word
from .tables import keyed, table

_CSS = Path(__file__).with_name("report.css")
_MWH, _GWH = 1000.0, 1_000_000.0
_HIDDEN = "wegen geringer Zahl von Gebäuden nicht ausgewiesen"


@dataclass(frozen=True)
class Document:
    """What a report needs besides its numbers: the name of the town, the maps, where the base data come from.

    ``translate`` turns the English template of a warning into German.
    """

    name: str
    created: datetime
    maps: dict[str, Element] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    generator: str = "HalPlan"
    translate: Callable[[str], str] = str


def heat_plan_page(view: HeatPlanView, result: Result, document: Document) -> str:
    """Return the report as text of an HTML file."""
    title = f"Wärmebedarf und Wärmedichten: {document.name}"
    chapters = (
        ("ergebnis", "Ergebnis", _summary(view)),
        ("bedarf", "Wärmebedarf der Gebäude", _demand(view)),
        ("linien", "Wärmeliniendichte", _lines(view, document)),
        ("bloecke", "Wärmedichte der Baublöcke", _blocks(view, document)),
        ("raster", "Wärmedichte im 100-m-Raster", _grid(view, document)),
        ("qualitaet", "Datenqualität", _quality(view, result)),
        ("methode", "Methode und Quellen", method_section(result, document.sources)),
        ("grenzen", "Grenzen und Hinweise", limits_section()),
        ("laeufe", "Anhang: Laufprotokolle", runs_section(result.record, document.translate)),
    )
    head = tag(
        "head",
        None,
        tag("meta", {"charset": "utf-8"}),
        tag("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        tag("meta", {"name": "generator", "content": document.generator}),
        tag("title", None, title),
        tag("style", None, Element(_CSS.read_text(encoding="utf-8"))),
    )
    body = tag(
        "body",
        None,
        _header(document),
        tag("nav", {"aria-label": "Inhalt"}, tag("ul", None, (
            tag("li", None, tag("a", {"href": f"#{anchor}"}, heading)) for anchor, heading, _ in chapters))),
        tag("main", None, (tag("section", {"id": anchor}, tag("h2", None, heading), content)
                           for anchor, heading, content in chapters)),
        _footer(document),
    )  # fmt: skip
    return "<!DOCTYPE html>\n" + tag("html", {"lang": "de"}, head, body) + "\n"


def _header(document: Document) -> Element:
    return tag("header", None, tag(
        "div", {"class": "inner"},
        tag("p", {"class": "kind"}, "Kommunale Wärmeplanung – Bestandsanalyse"),
        tag("h1", None, document.name),
        tag("p", None, "Nutzwärmebedarf, Wärmeliniendichte und Wärmeverbrauchsdichte im Bestand"),
        tag("p", None, f"Stand: {german.day(document.created)}"),
    ))  # fmt: skip


def _footer(document: Document) -> Element:
    return tag(
        "footer",
        None,
        tag("p", None, f"Erstellt am {german.day(document.created)} um {document.created:%H:%M} Uhr mit "
                       f"{document.generator}. Planungshilfe, keine Rechtsberatung."),
    )  # fmt: skip


def _summary(view: HeatPlanView) -> Iterable[Child]:
    lines, blocks = view.lines, view.blocks
    mean_line = lines.heat_kwh / lines.size if lines.size else 0.0
    yield tag(
        "div",
        {"class": "tiles"},
        _tile(german.number(view.heat_kwh / _GWH, 1), "GWh/a", "Nutzwärmebedarf"),
        _tile(german.number(view.buildings), "", f"Gebäude, davon {german.number(view.heated)} beheizt"),
        _tile(german.number(view.peak_kw / 1000, 1), "MW", "Summe der Spitzenlasten"),
        _tile(german.number(lines.size / 1000, 1), "km", "Straßenabschnitte"),
        _tile(german.number(mean_line), "kWh/(m·a)", "mittlere Wärmeliniendichte"),
        _tile(german.number(sum(row.rows for row in blocks.classes)), "", "Baublöcke"),
    )
    half = lines.size_share_for(0.5)
    yield tag(
        "p", None,
        f"Im Planungsgebiet stehen {german.number(view.buildings)} Gebäude; {german.number(view.heated)} davon werden "
        f"beheizt. Ihr Nutzwärmebedarf (Raumwärme und Warmwasser) beträgt {german.number(view.heat_kwh / _GWH, 1)} GWh "
        f"im Jahr, das sind {german.number(view.heat_kwh / view.area_m2 if view.area_m2 else None)} kWh je m² "
        "beheizter Energiebezugsfläche.",
    )  # fmt: skip
    yield tag(
        "p", None,
        f"Die Hälfte der Wärme, die sich Straßen zuordnen lässt, liegt an {german.number(100 * half)} % der "
        f"Straßenlänge. {_upper_share(lines, 'der Straßenlänge')} {_upper_share(blocks, 'der Blockfläche')}",
    )  # fmt: skip
    yield run_link("heat_plan")


def _upper_share(density: DensityView, of_what: str) -> str:
    """Say which share of size and heat lies in the upper half of the classes."""
    middle = len(density.scale.classes) // 2
    upper, limit = density.classes[1 + middle :], german.short(density.scale.classes[middle].lower)
    if 0 < sum(row.heated for row in upper) < SMALLEST_GROUP:
        return ""
    size = german.percent(sum(row.size for row in upper), density.size, 0)
    heat = german.percent(sum(row.heat_kwh for row in upper), density.heat_kwh, 0)
    return f"Ab {limit} {density.scale.unit} liegen {size} {of_what} und {heat} der zugeordneten Wärme."


def _tile(value: str, unit: str, title: str) -> Element:
    return tag("div", {"class": "tile"}, tag("b", None, value, tag("small", None, unit) if unit else None),
               tag("span", None, title))  # fmt: skip


def _demand(view: HeatPlanView) -> Iterable[Child]:
    yield tag("h3", None, "Nach Sektor")
    yield _group_table("Sektor", view.by_sector, SECTORS)
    for heading, groups, words in (("Gebäudetyp", view.by_type, TYPES), ("Baualtersklasse", view.by_age, AGES)):
        yield tag("h3", None, f"Wohngebäude nach {heading}")
        if groups:
            yield _group_chart(groups, words, f"Nutzwärmebedarf der Wohngebäude nach {heading}")
            yield _group_table(heading, groups, words)
        else:
            yield tag("p", None, f"Nicht gezeigt: {_HIDDEN}.")
    yield run_link("prepare_buildings", "heat_demand")


def _group_chart(groups: Sequence[Group], words: dict[str, str], title: str) -> Element:
    bars = [
        Bar(word(words, group.code), group.heat_kwh, f"{german.number(group.heat_kwh / _GWH, 1)} GWh/a")
        for group in groups
        if group.heat_kwh > 0
    ]
    return tag("figure", None, bar_chart(bars, title, label_width=300), tag("figcaption", None, title))


def _group_table(heading: str, groups: Sequence[Group], words: dict[str, str]) -> Element:
    heat = sum(group.heat_kwh for group in groups)
    rows = [
        [
            word(words, group.code), german.number(group.buildings), german.number(group.area_m2),
            german.number(group.heat_kwh / _MWH), german.percent(group.heat_kwh, heat),
            german.number(group.heat_kwh / group.area_m2 if group.area_m2 else None),
        ]
        for group in groups
    ]  # fmt: skip
    area = sum(group.area_m2 for group in groups)
    total = [
        "Summe", german.number(sum(group.buildings for group in groups)), german.number(area),
        german.number(heat / _MWH), german.percent(heat, heat), german.number(heat / area if area else None),
    ]  # fmt: skip
    return table(
        [(heading, ""), ("Gebäude", ""), ("Bezugsfläche", "m²"), ("Nutzwärme", "MWh/a"), ("Anteil", "der Nutzwärme"),
         ("spezifisch", "kWh/(m²·a)")],
        rows, total,
    )  # fmt: skip


def _lines(view: HeatPlanView, document: Document) -> Iterable[Child]:
    yield tag(
        "p", None,
        "Die Wärmeliniendichte ist die Nutzwärme der anliegenden Gebäude je Meter Straßenabschnitt und Jahr. Sie "
        "zeigt, wo sich Wärmeleitungen lohnen können. Hier zählen alle anliegenden Gebäude, nicht nur angeschlossene.",
    )  # fmt: skip
    yield _map(document, "heat_lines", "Wärmeliniendichte der Straßenabschnitte", view.lines)
    yield _class_table(view.lines, "Abschnitte", ("Länge", "km"), 0.001)
    yield _shares_chart(view.lines, "Länge", "Wärmeliniendichte: Anteil der Klassen an Länge und Wärme")
    yield _curve(view.lines, "Anteil der Straßenlänge in %, dichteste Abschnitte zuerst")
    yield _top_table(view.lines, "Die dichtesten Straßenabschnitte", "Straße", ("Länge", "m"), 0)
    yield _remainder(view.without_section, "Straßenabschnitt")
    yield run_link("street_sections", "heat_line_density")


def _blocks(view: HeatPlanView, document: Document) -> Iterable[Child]:
    yield tag(
        "p", None,
        "Die Wärmedichte eines Baublocks ist die Nutzwärme seiner Gebäude je Hektar Blockfläche und Jahr. Baublöcke "
        "sind von Straßen, Bahnlinien, Gewässern oder der Gebietsgrenze umschlossen.",
    )  # fmt: skip
    yield _map(document, "heat_blocks", "Wärmedichte der Baublöcke", view.blocks)
    yield _class_table(view.blocks, "Baublöcke", ("Fläche", "ha"), 1.0)
    yield _shares_chart(view.blocks, "Fläche", "Baublöcke: Anteil der Klassen an Fläche und Wärme")
    yield _top_table(view.blocks, "Die dichtesten Baublöcke", "Baublock", ("Fläche", "ha"), 2)
    yield _remainder(view.without_block, "Baublock")
    yield run_link("building_blocks", "heat_density_blocks")


def _grid(view: HeatPlanView, document: Document) -> Iterable[Child]:
    yield tag(
        "p", None,
        "Gitterzellen von 100 m mal 100 m (INSPIRE-Gitter, 1 ha). Die Wärme eines Gebäudes auf mehreren Zellen "
        "verteilt sich nach seinem Flächenanteil.",
    )  # fmt: skip
    yield _map(document, "heat_grid", "Wärmedichte im 100-m-Raster", view.grid)
    yield _class_table(view.grid, "Zellen", ("Fläche", "ha"), 1.0)
    yield run_link("heat_density_grid")


def _map(document: Document, key: str, title: str, density: DensityView) -> Element | None:
    if key not in document.maps:
        return None
    return tag("figure", None, document.maps[key], scale_legend(density.scale), tag("figcaption", None, title))


def scale_legend(scale: Scale) -> Element:
    """Return the legend of a scale, the densest class first."""
    items = [(item.colour, scale.legend_text(n)) for n, item in enumerate(scale.classes)][::-1]
    return tag("ul", {"class": "legend"}, (
        tag("li", None, keyed(colour, text)) for colour, text in [*items, (NO_HEAT_COLOUR, NO_HEAT_TEXT)]
    ))  # fmt: skip


def _class_table(density: DensityView, things: str, size: tuple[str, str], factor: float) -> Element:
    heat = density.heat_kwh

    def row(item: ClassSum) -> list[Child]:
        heats = [german.number(item.heat_kwh / _MWH), german.percent(item.heat_kwh, heat)]
        return [
            keyed(item.colour, " – ".join(filter(None, (item.label, item.meaning)))),
            german.number(item.rows),
            german.number(item.size * factor, 1),
            german.percent(item.size, density.size),
            *(heats if item.shown else [german.NO_VALUE] * 2),
        ]

    rows = [row(item) for item in density.classes]
    total: list[Child] = [
        "Summe", german.number(sum(item.rows for item in density.classes)), german.number(density.size * factor, 1),
        german.percent(density.size, density.size), german.number(heat / _MWH), german.percent(heat, heat),
    ]  # fmt: skip
    return table(
        [("Klasse", density.scale.unit), (things, ""), size, ("Anteil", f"der {size[0]}"), ("Nutzwärme", "MWh/a"),
         ("Anteil", "der Nutzwärme")],
        rows, total,
    )  # fmt: skip


def _shares_chart(density: DensityView, first: str, title: str) -> Element:
    size, heat = density.size or 1.0, density.heat_kwh or 1.0
    sizes = [Part(item.label, item.colour, item.size / size) for item in density.classes]
    heats = [Part(item.label, item.colour, item.heat_kwh / heat) for item in density.classes if item.shown]
    hidden = sum(item.heat_kwh for item in density.classes if not item.shown)
    if hidden:
        heats.append(Part(_HIDDEN, "#f1efe9", hidden / heat))
    return tag("figure", None, share_chart([(first, sizes), ("Wärme", heats)], title), tag("figcaption", None, title))


def _curve(density: DensityView, x_title: str) -> Element:
    title = "Summenkurve: Wie viel Wärme liegt an wie viel Straße?"
    marks = [
        (x, y, f"{german.number(100 * y)} % der Wärme an {german.number(100 * x)} % der Länge")
        for x, y in ((density.size_share_for(share), share) for share in (0.5, 0.8))
    ]
    return tag("figure", None, curve_chart(density.curve, title, x_title, "Anteil der Wärme in %", marks),
               tag("figcaption", None, title))  # fmt: skip


def _top_table(density: DensityView, title: str, what: str, size: tuple[str, str], digits: int) -> list[Child]:
    if not density.top:
        return [tag("p", None, f"{title}: keine mit mindestens {SMALLEST_GROUP} Gebäuden.")]
    rows: list[list[Child]] = [
        [row.label, german.number(row.heated), german.number(row.size, digits), german.number(row.heat_kwh / _MWH),
         german.number(row.density, 2 if row.density < 100 else 0)]
        for row in density.top
    ]  # fmt: skip
    return [
        tag("h3", None, title),
        table([(what, ""), ("Gebäude", "beheizt"), size, ("Nutzwärme", "MWh/a"), ("Dichte", density.scale.unit)], rows),
        tag("p", {"class": "run"}, f"Aufgeführt sind nur Zeilen mit mindestens {SMALLEST_GROUP} beheizten Gebäuden; "
                                   f"{german.number(density.unlisted)} mit weniger bleiben ungenannt."),
    ]  # fmt: skip


def _remainder(group: Group, where: str) -> Element:
    if not group.buildings:
        return tag("p", None, f"Kein Gebäude blieb ohne {where}; die Summen der Wärme gehen auf.")
    text = f"Ohne {where}: {german.number(group.buildings)} Gebäude, davon {german.number(group.heated)} beheizt"
    if group.heated >= SMALLEST_GROUP:
        text += f", mit {german.number(group.heat_kwh / _MWH)} MWh/a"
    return tag("p", None, f"{text}. Sie stehen mit Begründung im GeoPackage und zählen zur Summe der Gebäude.")


def _quality(view: HeatPlanView, result: Result) -> Iterable[Child]:
    yield tag(
        "p", None,
        "Gemessene, abgeleitete und geschätzte Werte sind in den Daten getrennt gekennzeichnet (Spalten mit der Endung "
        "_q) und in der Karte „Datenqualität“ des Projekts dargestellt. Hier zählen die beheizten Gebäude, beim "
        "Gebäudetyp nur die bewohnten; Anteile sind Anteile der Nutzwärme.",
    )  # fmt: skip
    title = "Woher die Angaben stammen, nach Anteil an der Nutzwärme"
    bars = [(ORIGIN_TITLES[field.name], _grades(field, groups)) for field, groups in view.origins]
    yield tag("figure", None, share_chart(bars, title, label_width=150), tag("ul", {"class": "legend"}, (
        tag("li", None, keyed(colour, grade)) for grade, colour in GRADES.items()
    )), tag("figcaption", None, title))  # fmt: skip
    yield tag("div", {"class": "columns"}, (_origin_table(field, groups) for field, groups in view.origins))
    replaced, unknown, imputed = (
        german.number(result.record.figures[name]) for name in ("n_fkt_ersatz", "n_fkt_unbekannt", "n_hoehe_ergaenzt")
    )
    yield tag(
        "p", None,
        f"Von {german.number(view.buildings)} Gebäuden nehmen {replaced} den Kennwert einer zugeordneten oder "
        f"übergeordneten Gebäudefunktion, {unknown} haben eine unbekannte Funktion und bleiben ohne Wärme; bei "
        f"{imputed} wurde die Höhe ergänzt.",
    )  # fmt: skip
    yield run_link("prepare_buildings", "heat_demand")


def _grades(field: Field, groups: Sequence[Group]) -> list[Part]:
    heat = sum(group.heat_kwh for group in groups) or 1.0
    of_grade = dict.fromkeys(GRADES, 0.0)
    for group in groups:
        of_grade[origin(field.name, group.code)[1]] += group.heat_kwh / heat
    return [Part(grade, GRADES[grade], share) for grade, share in of_grade.items() if share > 0]


def _origin_table(field: Field, groups: Sequence[Group]) -> Element:
    heat = sum(group.heat_kwh for group in groups)
    rows: list[list[Child]] = []
    for group in groups:
        text, grade = origin(field.name, group.code)
        share = german.percent(group.heat_kwh, heat)
        rows.append([keyed(GRADES[grade], text), german.number(group.buildings), share])
    return tag("div", None, table([(ORIGIN_TITLES[field.name], ""), ("Gebäude", "beheizt"), ("Anteil", "")], rows))
