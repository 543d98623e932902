"""Street lines to street sections: the parts of streets between junctions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from ..geometry.graph import chains, components, degrees, merge_lines
from ..geometry.measure import Floats, Integers, canonical_lines, canonical_order
from ..geometry.planarise import Network, planarise
from ..operation import Column, Figure, Invariant, Layer, Number, Output, Outputs, operation
from ..run import Run
from ..table import Array, Table
from .categories import categories
from .fields import (
    BAUWERK,
    EBENE,
    KNOTEN_NACH,
    KNOTEN_VON,
    LAENGE_M,
    PRUEF_ART,
    PRUEF_TEXT,
    SECTION_CHECK_FIELDS,
    SECTION_FIELDS,
    STR_ID,
    STR_KLASSE,
    STR_NAME,
    TEILNETZ,
)
from .street_classes import (
    CLASSES_FILE,
    CLASSES_TEXT,
    StreetClasses,
    class_column,
    load_classes,
    name_column,
    street_rows,
    text_or_missing,
)

BRIDGE = "Brücke"
TUNNEL = "Tunnel"

_NO_STRUCTURE = ("", "0", "no", "false", "f", "n", "nein", "building_passage")
"""Values of a bridge or tunnel field that leave the street on the ground; a passage through a house does."""


@dataclass(frozen=True, eq=False)
class _Streets:
    """Street lines with their attributes, sorted so that nothing below depends on the order of the input."""

    lines: Array
    name: Array
    street_class: Array
    level: Integers
    structure: Array
    rank: Floats


@operation(
    "street_sections",
    group="heat",
    title="Street sections",
    title_de="Straßenabschnitte bilden",
    inputs=[Layer("streets", "line", "Street lines", "Straßenlinien")],
    parameters=[
        Number(
            "snap_tolerance", "Snapping distance", "Fangabstand", default=0.5, unit="m", minimum=0.0, maximum=20.0,
            source="HalPlan: usual gap of digitised street axes", evidence="U",
        ),
        Number(
            "min_edge", "Loose ends shorter than this are dropped", "Kürzere lose Enden entfallen", default=2.0,
            unit="m", minimum=0.0, maximum=50.0, source="HalPlan", evidence="U",
        ),
        name_column("name_field", "streets"),
        class_column("class_field", "streets"),
        Column(
            "bridge_field", "Field that marks bridges", "Feld für Brücken", layer="streets",
            known_names=("bridge", "bruecke", "brücke", "bauwerk"), advanced=True,
        ),
        Column(
            "tunnel_field", "Field that marks tunnels", "Feld für Tunnel", layer="streets",
            known_names=("tunnel",), advanced=True,
        ),
        Column(
            "level_field", "Field with the level", "Feld mit der Ebene", layer="streets",
            known_names=("layer", "ebene", "hdu", "hdu_x"), advanced=True,
        ),
        CLASSES_TEXT,
        CLASSES_FILE,
    ],
    outputs=[
        Output("result", "line", "Street sections", "Straßenabschnitte", SECTION_FIELDS),
        Output("qa", "line", "Findings in the street lines", "Befunde in den Straßenlinien", SECTION_CHECK_FIELDS,
               optional=True),
    ],
    figures=[
        Figure("abschnitte", "integer", "Sections", "Abschnitte"),
        Figure("laenge_m", "real", "Length of the sections", "Länge der Abschnitte", "m"),
        Figure("laenge_netz_m", "real", "Length of the network with stubs", "Länge des Netzes mit Stummeln", "m"),
        Figure("laenge_stummel_m", "real", "Length of dropped stubs", "Länge der entfallenen Stummel", "m"),
        Figure("laenge_verlust_m", "real", "Length of lines shorter than the snapping distance",
               "Länge der Linien unter dem Fangabstand", "m"),
        Figure("teilnetze", "integer", "Connected components", "Zusammenhängende Teilnetze"),
        Figure("ohne_strassenklasse", "integer", "Lines left out by class", "Nach Klasse ausgelassene Linien"),
        Figure("gefangen", "integer", "Snapped line ends", "Gefangene Linienenden"),
        Figure("doppelt", "integer", "Doubles left out", "Entfallene Doppel"),
    ],
    invariants=[
        Invariant(
            "length", "Length of sections and dropped stubs = length of the network",
            "Länge der Abschnitte und entfallenen Stummel = Länge des Netzes",
            lambda tables, outputs: (
                float(outputs.tables["result"][LAENGE_M.name].sum()) + float(outputs.figures["laenge_stummel_m"]),
                float(outputs.figures["laenge_netz_m"]),
            ),
        ),
    ],
)  # fmt: skip
def street_sections(
    streets: Table,
    *,
    snap_tolerance: float,
    min_edge: float,
    name_field: str,
    class_field: str,
    bridge_field: str,
    tunnel_field: str,
    level_field: str,
    classes: str,
    class_table: str,
    run: Run,
) -> Outputs:
    """Cut street lines at their junctions into sections, the units of heat line density.

    A street section is bounded by crossings, nodes or junctions (Wärmeplanungsgesetz, § 3 (1) No. 11). Lines are cut
    where they meet on the same level; a line end joins what it touches on any level. Ends and lines closer than
    ``snap_tolerance`` are brought together, pieces drawn twice are kept once, and loose ends shorter than ``min_edge``
    that hang on a junction are dropped. What snapping shrinks to a point is left out and listed. Pieces that meet at a
    node without a third one are joined again where name, level and structure are equal; a mere change of class is no
    junction, and the section takes the higher class. A change of name splits, since addresses are matched by name.

    Ways that are no streets (paths, steps, tracks, motorways) are left out before, by class; lines of a missing or
    unknown class stay. Without a level field bridges lie on level 1 and tunnels on -1.

    Returns one line per section with length in m on the grid, number of its connected part of the network
    (1: the longest) and its nodes. Numbers follow the place on the map, not the order of the input.
    """
    class_set = load_classes(class_table, classes)
    run.uses(class_set.source)
    run.step(0.05, "Reading street classes")
    prepared, left_out = _prepare(
        streets, class_set, name_field, class_field, bridge_field, tunnel_field, level_field, run
    )
    run.step(0.2, "Cutting lines at junctions")
    network = planarise(prepared.lines, prepared.level, snap_tolerance)
    run.step(0.6, "Dropping stubs")
    stub = _stubs(network, min_edge)
    kept = network.keep(~stub)
    run.step(0.7, "Joining pieces to sections")
    result = _sections(kept, prepared, streets)
    run.step(0.9, "Listing findings")
    main_part = result[TEILNETZ.name] == 1
    findings = _findings(network, stub, result, main_part, streets)
    _warn(run, network, int(stub.sum()), int(result[TEILNETZ.name].max(initial=0)), float(result[LAENGE_M.name].sum()),
          float(result[LAENGE_M.name][main_part].sum()))  # fmt: skip
    return Outputs(
        {"result": result, "qa": findings},
        {
            "abschnitte": len(result),
            "laenge_m": float(result[LAENGE_M.name].sum()),
            "laenge_netz_m": float(shapely.length(network.edges).sum()),
            "laenge_stummel_m": float(shapely.length(network.edges[stub]).sum()),
            "laenge_verlust_m": float(shapely.length(network.collapsed).sum()),
            "teilnetze": int(result[TEILNETZ.name].max(initial=0)),
            "ohne_strassenklasse": left_out,
            "gefangen": len(network.moves),
            "doppelt": len(network.duplicates),
        },
    )


def _prepare(
    streets: Table, class_set: StreetClasses, name_field: str, class_field: str, bridge_field: str, tunnel_field: str,
    level_field: str, run: Run,
) -> tuple[_Streets, int]:  # fmt: skip
    street_class = text_or_missing(streets, class_field)
    is_street = street_rows(streets, class_field, class_set, run)
    name = text_or_missing(streets, name_field)
    structure = _structures(text_or_missing(streets, bridge_field), text_or_missing(streets, tunnel_field))
    level = _levels(streets, level_field, structure, run)
    lines = shapely.force_2d(streets.shapes)
    rank = class_set.ranks(street_class)
    order = canonical_order(lines, *(categories(column).index for column in (name, street_class, structure)), level)
    order = order[is_street[order]]
    # the line that comes first survives among doubles: one with a name, then the higher class
    unnamed = np.array([text is None for text in name[order]], dtype=bool)
    order = order[np.lexsort((rank[order], unnamed))]
    prepared = _Streets(lines[order], name[order], street_class[order], level[order], structure[order], rank[order])
    return prepared, int((~is_street).sum())


def _structures(bridge: Array, tunnel: Array) -> Array:
    """Return ``Brücke``, ``Tunnel`` or ``None`` from the two fields; the bridge field may name either."""
    on_bridge = categories(bridge).spread(lambda text: _structure(text, BRIDGE))
    in_tunnel = categories(tunnel).spread(lambda text: _structure(text, TUNNEL))
    return np.where([value is None for value in in_tunnel], on_bridge, in_tunnel)


def _structure(text: object, kind: str) -> str | None:
    value = str(text).strip().lower()
    if value in _NO_STRUCTURE:
        return None
    return TUNNEL if value.startswith("tunnel") else kind


def _levels(streets: Table, level_field: str, structure: Array, run: Run) -> Integers:
    assumed = categories(structure).spread(lambda text: {BRIDGE: 1, TUNNEL: -1}.get(str(text), 0), np.int64)
    if not level_field:
        return assumed
    texts = categories(streets.text(level_field))
    level = texts.spread(_whole_number, np.float64)
    unreadable = np.isnan(level) & texts.spread(bool, np.bool_)
    run.warn(
        "{count} line(s) have no whole number in field '{field}'; their level follows from bridge and tunnel.",
        int(unreadable.sum()),
        field=level_field,
    )
    return np.where(np.isnan(level), assumed, np.nan_to_num(level)).astype(np.int64)


def _whole_number(text: str) -> float:
    digits = text.removeprefix("-").removeprefix("+")
    return float(text) if digits.isdecimal() else float("nan")


def _stubs(network: Network, min_edge: float) -> npt.NDArray[np.bool_]:
    """Tell which edges are loose ends shorter than ``min_edge`` that hang on a junction of at least three edges."""
    degree = degrees(len(network.nodes), network.start, network.end)
    low = np.minimum(degree[network.start], degree[network.end])
    high = np.maximum(degree[network.start], degree[network.end])
    stub: npt.NDArray[np.bool_] = (shapely.length(network.edges) < min_edge) & (low == 1) & (high >= 3)
    return stub


def _sections(network: Network, streets: _Streets, layer: Table) -> Table:
    source = network.source
    key = categories(
        np.array([name or "" for name in streets.name[source]], dtype=object),
        np.array([kind or "" for kind in streets.structure[source]], dtype=object),
        streets.level[source].astype(str).astype(object),
    ).index.astype(np.int64)
    chain = chains(len(network.nodes), network.start, network.end, key)
    lines = canonical_lines(merge_lines(network.edges, chain), network.nodes[_first_nodes(network, chain)])
    # per chain the edge of the highest class; name, level and structure are the same in all
    order = np.lexsort((source, streets.rank[source], chain))
    best = source[order[np.flatnonzero(np.diff(chain[order], prepend=-1))]]
    ends = _end_nodes(network, chain, lines)
    length = shapely.length(lines)

    by_place = canonical_order(lines, streets.level[best])
    lines, best, ends, length = lines[by_place], best[by_place], ends[by_place], length[by_place]
    used, ends = np.unique(ends, return_inverse=True)
    ends = ends.reshape(-1, 2)
    columns: dict[str, Array] = {
        STR_ID.name: np.arange(1, len(lines) + 1),
        STR_NAME.name: streets.name[best],
        STR_KLASSE.name: streets.street_class[best],
        EBENE.name: streets.level[best],
        BAUWERK.name: streets.structure[best],
        LAENGE_M.name: length,
        TEILNETZ.name: _components_by_length(len(used), ends, length),
        KNOTEN_VON.name: ends[:, 0] + 1,
        KNOTEN_NACH.name: ends[:, 1] + 1,
    }
    return Table(columns, lines, layer.crs, "street_sections")


def _first_nodes(network: Network, chain: Integers) -> Integers:
    """Return for each chain the node where a closed one starts: its junction, or its first node if it has none."""
    node = np.concatenate([network.start, network.end])
    of_chain = np.concatenate([chain, chain])
    inner = degrees(len(network.nodes), network.start, network.end)[node] == 2
    order = np.lexsort((node, inner, of_chain))
    return node[order[np.flatnonzero(np.diff(of_chain[order], prepend=-1))]]


def _end_nodes(network: Network, chain: Integers, lines: Array) -> Integers:
    """Return the nodes (k, 2) at which the line of each chain starts and ends.

    Nodes at one place may differ by level, so they are found among the nodes of the chain's own edges.
    """
    ends = np.empty((len(lines), 2), dtype=np.int64)
    node = np.concatenate([network.start, network.end])
    of_chain = np.concatenate([chain, chain])
    for side, position in enumerate((0, -1)):
        point = shapely.get_point(lines, position)
        here = np.column_stack([shapely.get_x(point), shapely.get_y(point)])
        matches = np.flatnonzero((network.nodes[node] == here[of_chain]).all(axis=1))
        ends[of_chain[matches], side] = node[matches]
    return ends


def _components_by_length(nodes: int, ends: Integers, length: Floats) -> Integers:
    """Return the component of each section, 1 for the one with the greatest total length."""
    component = components(nodes, ends[:, 0], ends[:, 1])[ends[:, 0]]
    # whole millimetres: the order must not hang on the last bit of a sum
    total = np.bincount(component, np.rint(length * 1000.0))
    rank = np.empty(len(total), dtype=np.int64)
    rank[np.argsort(-total, kind="stable")] = np.arange(1, len(total) + 1)
    return rank[component]


def _findings(
    network: Network, stub: npt.NDArray[np.bool_], sections: Table, main_part: npt.NDArray[np.bool_], layer: Table
) -> Table:
    groups = (
        ("fang", "Linienende verschoben, um die Lücke zu schließen", network.moves),
        ("doppelt", "Doppelt vorhandenes Stück, entfallen", network.duplicates),
        ("verschwunden", "Kürzer als der Fangabstand, entfallen", network.collapsed),
        ("stummel", "Kurzes loses Ende an einer Kreuzung, entfallen", network.edges[stub]),
        ("teilnetz", "Nicht mit dem größten Teilnetz verbunden", sections.shapes[~main_part]),
    )
    lines = np.concatenate([lines for _, _, lines in groups])
    count = [len(lines) for _, _, lines in groups]
    kinds = np.repeat(np.array([kind for kind, _, _ in groups], dtype=object), count)
    texts = np.repeat(np.array([text for _, text, _ in groups], dtype=object), count)
    columns = {PRUEF_ART.name: kinds, PRUEF_TEXT.name: texts, LAENGE_M.name: shapely.length(lines)}
    return Table(columns, lines, layer.crs, "street_sections_qa")


def _warn(run: Run, network: Network, stubs: int, parts: int, length: float, main_length: float) -> None:
    run.warn("{count} line end(s) were moved to close a gap.", len(network.moves))
    run.warn("{count} piece(s) of street that were drawn twice were left out.", len(network.duplicates))
    run.warn("{count} line(s) or piece(s) shorter than the snapping distance were dropped.", len(network.collapsed))
    run.warn("{count} loose end(s) at junctions were dropped as too short.", stubs)
    if parts > 1:
        run.warn(
            "The network falls into {parts} parts; the largest holds {share} % of its length.",
            parts=parts,
            share=round(100.0 * main_length / length, 1),
        )
