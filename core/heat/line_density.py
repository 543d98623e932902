"""Heat line density: heat of the adjoining buildings per metre of street section."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely

from ..checks import check_unique
from ..errors import InputError, name_rows
from ..geometry.lengths import ellipsoid_lengths, grid_lengths
from ..geometry.measure import Floats, Integers
from ..operation import Choice, Figure, Invariant, Layer, Number, Output, Outputs, operation
from ..run import Run
from ..table import Array, Table, as_text
from .fields import (
    ABSTAND_M,
    CONNECTOR_FIELDS,
    GEB_ID,
    GRUND,
    KONFIDENZ,
    LAENGE_M,
    LINE_DENSITY_FIELDS,
    N_GEB,
    Q_KWH,
    Q_NUTZ_KWH,
    SECTION_FIELDS,
    STR_ID,
    STR_KLASSE,
    STR_NAME,
    STRASSE,
    UNASSIGNED_FIELDS,
    WLD_KLASSE,
    WLD_KWH_M,
    WLD_MWH_M,
    ZUORDNUNG,
)
from .heat_sums import count_by, heat_balance, kwh, sum_by, watt_hours
from .street_assignment import Assignment, Penalties, assign_nearest, assign_scored
from .street_classes import CLASSES_FILE, load_classes, text_or_missing
from .street_names import street_codes
from .thresholds import LINE_DENSITY_SET, THRESHOLDS_FILE, load_thresholds
from .totals import total
from .whole_ids import whole_ids

_SCORED_REACH_M = 100.0
_OWN = "HalPlan, own estimate"


@operation(
    "heat_line_density",
    group="heat",
    title="Heat line density",
    title_de="Wärmeliniendichte",
    inputs=[
        Layer("buildings", "polygon", "Buildings with useful heat", "Gebäude mit Nutzwärme",
              needs=(GEB_ID, Q_NUTZ_KWH), accepts=(STRASSE,)),
        Layer("sections", "line", "Street sections", "Straßenabschnitte", needs=(STR_ID,),
              accepts=(STR_NAME, STR_KLASSE)),
        Layer("barriers", "any", "Barriers such as rail and water", "Barrieren wie Bahn und Gewässer", optional=True),
    ],
    parameters=[
        Choice(
            "assignment", "Assignment of buildings to sections", "Zuordnung der Gebäude zu Abschnitten",
            options=(("nearest", "Nearest section to the centroid", "Nächster Abschnitt zum Schwerpunkt"),
                     ("scored", "By distance, address, class and obstacles",
                      "Nach Abstand, Adresse, Klasse und Hindernissen")),
            default="nearest", evidence="V",
            source="nearest: Wärmeatlas Sachsen-Anhalt (LENA), May 2025; scored: HalPlan",
        ),
        Number("max_distance", "Greatest distance (empty: none for nearest, 100 m for scored)",
               "Größter Abstand (leer: keiner bei nächstem Abschnitt, sonst 100 m)", unit="m", minimum=0.0,
               source=_OWN, evidence="U"),
        Choice(
            "length_mode", "Length of sections", "Länge der Abschnitte",
            options=(("grid", "On the map grid", "Im Kartengitter"),
                     ("ellipsoid", "On the ellipsoid", "Auf dem Ellipsoid")),
            default="grid", source="ellipsoid: Wärmeatlas Sachsen-Anhalt (LENA), May 2025", evidence="V", advanced=True,
        ),
        Number("min_length", "Sections shorter than this are reported", "Kürzere Abschnitte werden gemeldet",
               default=5.0, unit="m", minimum=0.0, source=_OWN, evidence="U", advanced=True),
        Number("candidates", "Sections compared per building (scored)", "Verglichene Abschnitte je Gebäude", default=5,
               minimum=1, maximum=50, whole=True, source=_OWN, evidence="U", advanced=True),
        Number("penalty_name", "Penalty for another street name (scored)", "Zuschlag bei anderem Straßennamen",
               default=50.0, unit="m", minimum=0.0, source=_OWN, evidence="U", advanced=True),
        Number("penalty_class", "Penalty for side ways (scored)", "Zuschlag für Nebenwege", default=20.0, unit="m",
               minimum=0.0, source=_OWN, evidence="U", advanced=True),
        Number("penalty_crossing", "Penalty for a way through another building (scored)",
               "Zuschlag für den Weg durch ein anderes Gebäude", default=30.0, unit="m", minimum=0.0, source=_OWN,
               evidence="U", advanced=True),
        CLASSES_FILE,
        THRESHOLDS_FILE,
    ],
    outputs=[
        Output("result", "line", "Heat line density", "Wärmeliniendichte", LINE_DENSITY_FIELDS),
        Output("connectors", "line", "Assignment of buildings", "Zuordnung der Gebäude", CONNECTOR_FIELDS,
               optional=True),
        Output("unassigned", "polygon", "Buildings without section", "Gebäude ohne Abschnitt", UNASSIGNED_FIELDS,
               optional=True),
    ],
    figures=[
        Figure("waerme_kwh", "real", "Useful heat assigned to sections", "Zugeordnete Nutzwärme", "kWh/a"),
        Figure("waerme_ohne_abschnitt_kwh", "real", "Useful heat without section", "Nutzwärme ohne Abschnitt", "kWh/a"),
        Figure("gebaeude", "integer", "Buildings assigned", "Zugeordnete Gebäude"),
        Figure("gebaeude_ohne_abschnitt", "integer", "Buildings without section", "Gebäude ohne Abschnitt"),
        Figure("laenge_m", "real", "Length of the sections", "Länge der Abschnitte", "m"),
        Figure("wld_mittel_kwh_m", "real", "Mean heat line density", "Mittlere Wärmeliniendichte", "kWh/(m·a)"),
    ],
    invariants=[
        Invariant("heat", "Heat of sections and of buildings without section = heat of all buildings",
                  "Wärme der Abschnitte und der Gebäude ohne Abschnitt = Wärme aller Gebäude", heat_balance),
        Invariant(
            "buildings", "Buildings of sections and without section = all buildings",
            "Gebäude der Abschnitte und ohne Abschnitt = alle Gebäude",
            lambda tables, outputs: (
                float(outputs.tables["result"][N_GEB.name].sum()) + len(outputs.tables["unassigned"]),
                float(len(tables["buildings"] or ())),
            ),
        ),
    ],
)  # fmt: skip
def line_density(
    buildings: Table,
    sections: Table,
    barriers: Table | None,
    *,
    assignment: str,
    max_distance: float | None,
    length_mode: str,
    min_length: float,
    candidates: int,
    penalty_name: float,
    penalty_class: float,
    penalty_crossing: float,
    class_table: str,
    thresholds: str,
    run: Run,
) -> Outputs:
    """Sum the useful heat of the adjoining buildings per street section and divide it by the section's length.

    Heat line density = heat in kWh/a of the buildings of a section / length of the section in m. The
    Wärmeplanungsgesetz (§ 3 (1) No. 16) defines it by the heat sold to the consumers connected to a section of pipe,
    which is the street section unless defined otherwise; before a network exists, the heat of all adjoining buildings
    stands for it (No. 11 counts them to the section), as in the heat atlas of Saxony-Anhalt.

    Every building counts once. ``nearest`` takes the section nearest to the centroid of the footprint (method of the
    atlas); sections that are equally near within 1e-6 m tie, and the lowest ``str_id`` wins. ``scored`` takes,
    among the nearest sections, the one with the least distance from the outline plus penalties for a street name other
    than that of the address, for side ways and for a connection through another building, and never one behind a
    barrier. ``konfidenz`` is then 1 - best / second best score.

    Sections without buildings have density 0. Buildings without a section are listed in ``unassigned`` with the reason.
    Missing heat counts as 0; negative or infinite heat, repeated ids and sections without length are refused. Lengths
    are those of the map grid or, with ``ellipsoid``, divided by the scale of the projection at the place.
    """
    check_unique(buildings, GEB_ID.name)
    heat = watt_hours(buildings, run)
    sections = _sorted_sections(sections)
    class_set = load_classes(class_table)
    limits = load_thresholds(LINE_DENSITY_SET, thresholds)
    run.uses(limits.source)
    run.step(0.1, "Assigning buildings to sections")
    if assignment == "nearest":
        found = assign_nearest(buildings.shapes, sections.shapes, np.inf if max_distance is None else max_distance)
    else:
        run.uses(class_set.source)
        address, name = street_codes(_optional_text(buildings, STRASSE.name), _optional_text(sections, STR_NAME.name))
        found = assign_scored(
            buildings.shapes,
            sections.shapes,
            address=address,
            name=name,
            class_share=class_set.penalties(_optional_text(sections, STR_KLASSE.name)),
            barriers=None if barriers is None else barriers.shapes,
            max_distance=_SCORED_REACH_M if max_distance is None else max_distance,
            candidates=candidates,
            penalties=Penalties(penalty_name, penalty_class, penalty_crossing),
            run=run,
        )
    run.step(0.8, "Summing heat by section")
    lengths = (
        grid_lengths(sections.shapes) if length_mode == "grid" else ellipsoid_lengths(sections.shapes, sections.crs)
    )
    run.warn(
        "{count} section(s) are shorter than {minimum} m; their density says little.",
        int((lengths < min_length).sum()),
        minimum=min_length,
    )
    sums = sum_by(found.section, heat, len(sections))
    density = kwh(sums) / lengths
    result = Table(
        {
            **_section_columns(sections, lengths),
            Q_KWH.name: kwh(sums),
            N_GEB.name: count_by(found.section, len(sections)),
            WLD_KWH_M.name: density,
            WLD_MWH_M.name: density / 1000.0,
            WLD_KLASSE.name: limits.classify(density / 1000.0),
        },
        sections.shapes,
        sections.crs,
        "heat_line_density",
    )
    tables = {"result": result, "unassigned": _unassigned(buildings, heat, found, run)}
    if run.wants("connectors"):
        run.step(0.9, "Drawing connections")
        tables["connectors"] = _connectors(buildings, sections, heat, found, assignment)
    return Outputs(tables, _figures(result, tables["unassigned"]))


def _optional_text(table: Table, name: str) -> Array:
    return text_or_missing(table, name if name in table else "")


def _sorted_sections(sections: Table) -> Table:
    """Return the sections by rising id, so that the lowest index of a tie is the lowest id."""
    points = ~(shapely.length(sections.shapes) > 0.0)
    if points.any():
        raise InputError(
            "Layer '{layer}' has {count} section(s) without length: {rows}.",
            "Delete them, or make the sections with 'Street sections'.",
            layer=sections.name,
            count=int(points.sum()),
            rows=name_rows(sections.ids[points]),
        )
    number = whole_ids(sections, STR_ID.name)
    return sections.with_columns(**{STR_ID.name: number}).take(np.argsort(number, kind="stable"))


def _section_columns(sections: Table, lengths: Floats) -> dict[str, Array]:
    """Return the columns of sections in their declared order, what the layer lacks as missing or 0."""
    empty: dict[str, Any] = {"text": None, "integer": 0, "real": np.nan}
    types: dict[str, Any] = {"text": object, "integer": np.int64, "real": np.float64}
    columns: dict[str, Array] = {}
    for field in SECTION_FIELDS:
        if field is LAENGE_M:
            columns[field.name] = lengths
        elif field.name not in sections:
            columns[field.name] = np.full(len(sections), empty[field.kind], dtype=types[field.kind])
        elif field.kind == "text":
            columns[field.name] = sections.text(field.name)
        elif sections[field.name].dtype.kind in "iu":
            columns[field.name] = sections[field.name].astype(types[field.kind])
        else:
            columns[field.name] = np.nan_to_num(sections.number(field.name)).astype(types[field.kind])
    return columns


def _by_id(buildings: Table, rows: Integers) -> tuple[Integers, Array]:
    """Return rows in the order of their building ids, and these."""
    ids = as_text(buildings[GEB_ID.name][rows])
    order = np.argsort(ids.astype(str), kind="stable")
    return rows[order], ids[order]


def _connectors(buildings: Table, sections: Table, heat: Integers, found: Assignment, method: str) -> Table:
    """Return a line from the centroid of each assigned building to the nearest point of its section, by building id."""
    rows, ids = _by_id(buildings, np.flatnonzero(found.section >= 0))
    section = found.section[rows]
    columns = {
        GEB_ID.name: ids,
        STR_ID.name: sections[STR_ID.name][section],
        ABSTAND_M.name: found.distance[rows],
        ZUORDNUNG.name: np.full(len(rows), method, dtype=object),
        KONFIDENZ.name: found.confidence[rows],
        Q_NUTZ_KWH.name: kwh(heat[rows]),
    }
    lines = shapely.shortest_line(shapely.points(found.points[rows]), sections.shapes[section])
    return Table(columns, lines, buildings.crs, "connectors")


def _unassigned(buildings: Table, heat: Integers, found: Assignment, run: Run) -> Table:
    rows, ids = _by_id(buildings, np.flatnonzero(found.section < 0))
    run.warn("{count} building(s) have no section; they are listed in 'unassigned'.", len(rows))
    columns = {GEB_ID.name: ids, Q_NUTZ_KWH.name: kwh(heat[rows]), GRUND.name: found.reason[rows]}
    return Table(columns, buildings.shapes[rows], buildings.crs, "unassigned", buildings.ids[rows])


def _figures(result: Table, unassigned: Table) -> dict[str, float | int | str]:
    heat, length = total(result[Q_KWH.name]), total(result[LAENGE_M.name])
    return {
        "waerme_kwh": heat,
        "waerme_ohne_abschnitt_kwh": total(unassigned[Q_NUTZ_KWH.name]),
        "gebaeude": int(result[N_GEB.name].sum()),
        "gebaeude_ohne_abschnitt": len(unassigned),
        "laenge_m": length,
        "wld_mittel_kwh_m": heat / length,
    }
