"""Building blocks: areas enclosed by streets, railways and water."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from ..checks import check_unique
from ..errors import ParameterError
from ..geometry.containment import containing_polygon, polygon_of_points
from ..geometry.faces import covered_area, enclosed_faces, join_small, sides_of, union_groups
from ..geometry.measure import Integers, canonical_order, centroids_xy, ring_segments
from ..geometry.nearest import nearest_lines
from ..geometry.overlap import largest_overlap
from ..geometry.planarise import TOUCH, planarise
from ..operation import ALWAYS, Column, Figure, Flag, Invariant, Layer, Number, Output, Outputs, operation
from ..run import Run
from ..table import Array, Crs, Table, as_text
from .block_outlines import BlockOutlines, blocks_from_parcels, blocks_from_streets
from .fields import BLOCK_FIELDS, BLOCK_ID, FLAECHE_HA, GEB_ID, GRUND
from .street_classes import CLASSES_FILE, CLASSES_TEXT, class_column, load_classes, street_rows

OUTSIDE = "außerhalb aller Baublöcke"
_M2_PER_HA = 10_000.0
_LEAST_OVERLAP_M2 = 1.0
_OWN = "HalPlan, own estimate"


@operation(
    "building_blocks",
    group="heat",
    title="Building blocks",
    title_de="Baublöcke bilden",
    inputs=[
        Layer("streets", "line", "Streets or street sections", "Straßen oder Straßenabschnitte", optional=True),
        Layer("rail", "line", "Railways", "Bahnlinien", optional=True),
        Layer("water", "any", "Waters (lines or polygons)", "Gewässer (Linien oder Flächen)", optional=True),
        Layer("boundary", "polygon", "Planning area", "Plangebiet", optional=True, repair="repair_geometries"),
        Layer("parcels", "polygon", "Parcels", "Flurstücke", optional=True, repair=ALWAYS),
        Layer("official", "polygon", "Official blocks, taken over as they are",
              "Amtliche Baublöcke, unverändert übernommen", optional=True, repair="repair_geometries"),
        Layer("buildings", "polygon", "Buildings", "Gebäude", accepts=(GEB_ID,), optional=True,
              repair="repair_geometries"),
    ],
    parameters=[
        Number("street_width", "Width of street space where no parcels are given",
               "Breite des Straßenraums, wo Flurstücke fehlen", default=10.0, unit="m", minimum=0.0, maximum=100.0,
               source=_OWN, evidence="U"),
        Number("min_area", "Smallest block", "Kleinster Baublock", default=500.0, unit="m²", minimum=0.0,
               source=_OWN, evidence="U"),
        Number("max_area", "Blocks larger than this are reported", "Größere Baublöcke werden gemeldet", default=50.0,
               unit="ha", minimum=0.0, source=_OWN, evidence="U"),
        Number("min_compactness", "Least compactness 4 pi A / P²", "Kleinste Kompaktheit 4 pi A / U²", default=0.05,
               minimum=0.0, maximum=1.0, source=_OWN, evidence="U", advanced=True),
        Number("snap_tolerance", "Snapping distance", "Fangabstand", default=0.5, unit="m", minimum=0.0, maximum=20.0,
               source=_OWN, evidence="U", advanced=True),
        Number("margin", "Margin around buildings where no planning area is given",
               "Rand um die Gebäude, wo kein Plangebiet gegeben ist", default=50.0, unit="m", minimum=1.0, source=_OWN,
               evidence="U", advanced=True),
        class_column("class_field", "streets"),
        Column("block_field", "Field with the official block number", "Feld mit der amtlichen Blocknummer",
               layer="official", known_names=("block_id", "baublock", "blocknr", "block_nr", "bbnr"), advanced=True),
        CLASSES_TEXT,
        CLASSES_FILE,
        Flag("repair_geometries", "Repair invalid polygons", "Ungültige Flächen reparieren"),
    ],
    outputs=[
        Output("result", "polygon", "Building blocks", "Baublöcke", BLOCK_FIELDS),
        Output("outside", "polygon", "Buildings outside all blocks", "Gebäude außerhalb der Baublöcke", (GEB_ID, GRUND),
               optional=True),
    ],
    figures=[
        Figure("baubloecke", "integer", "Blocks", "Baublöcke"),
        Figure("flaeche_gebiet_ha", "real", "Planning area", "Plangebiet", "ha"),
        Figure("flaeche_teilflaechen_ha", "real", "Enclosed faces", "Umschlossene Teilflächen", "ha"),
        Figure("flaeche_baubloecke_ha", "real", "Blocks", "Baublöcke", "ha"),
        Figure("flaeche_wasser_ha", "real", "Water", "Gewässer", "ha"),
        Figure("flaeche_uebrige_ha", "real", "Traffic and other area (remainder)", "Verkehrs- und übrige Fläche (Rest)",
               "ha"),
        Figure("teilflaechen_vereinigt", "integer", "Small faces joined to a neighbour",
               "Mit dem Nachbarn vereinigte Teilflächen"),
        Figure("gebaeude", "integer", "Buildings in blocks", "Gebäude in Baublöcken"),
        Figure("gebaeude_ausserhalb", "integer", "Buildings outside all blocks", "Gebäude außerhalb der Baublöcke"),
    ],
    invariants=[
        Invariant(
            "area", "Enclosed faces = planning area", "Umschlossene Teilflächen = Plangebiet",
            lambda tables, outputs: (
                float(outputs.figures["flaeche_teilflaechen_ha"]), float(outputs.figures["flaeche_gebiet_ha"]),
            ),
        ),
        Invariant(
            "blocks", "Blocks, water and planning area together = planning area",
            "Baublöcke, Gewässer und Plangebiet zusammen = Plangebiet",
            lambda tables, outputs: _with_blocks(outputs),
        ),
    ],
)  # fmt: skip
def building_blocks(
    streets: Table | None,
    rail: Table | None,
    water: Table | None,
    boundary: Table | None,
    parcels: Table | None,
    official: Table | None,
    buildings: Table | None,
    *,
    street_width: float,
    min_area: float,
    max_area: float,
    min_compactness: float,
    snap_tolerance: float,
    margin: float,
    class_field: str,
    block_field: str,
    classes: str,
    class_table: str,
    repair_geometries: bool,
    run: Run,
) -> Outputs:
    """Divide a planning area into blocks bounded by streets, railways and water, or take over official blocks.

    A building block is one or several buildings or parcels enclosed on several or all sides by streets, railways or
    other borders, which belong together (Wärmeplanungsgesetz, § 3 (1) No. 1). The lines are cut at their crossings
    regardless of level, and what they and the border of the planning area enclose is a face, so areas that are open
    on one side are covered too. Without a planning area it is the convex hull of the buildings, or of the streets,
    with a margin. Faces smaller than ``min_area`` or thinner than ``min_compactness`` join the neighbour with the
    longest common border; faces in water are no blocks.

    With parcels a block is the union of the parcels that lie mainly in its face, as far as they lie in the area; narrow
    parcels along a street's centre line without a building are street space, and a parcel that a centre line divides in
    earnest is cut there. Faces that parcels cover by less than half, and all faces without parcels, lose a strip of
    half ``street_width`` along bounding streets. Dead ends remain part of the block. Parts smaller than ``min_area``
    that this leaves are dropped unless a building stands on them.

    Blocks are numbered by place, not by the order of the input; whole official numbers are kept. Buildings that
    touch no block are listed in ``outside``.
    """
    if official is not None:
        result, area = _take_over(official, block_field, run)
        figures = {"flaeche_gebiet_ha": area, "flaeche_teilflaechen_ha": area, "flaeche_wasser_ha": 0.0,
                   "teilflaechen_vereinigt": 0}  # fmt: skip
        return _finish(result, figures, buildings, max_area, run)
    if streets is None:
        raise ParameterError("There are neither streets nor official blocks.", "Choose one of the two layers.")
    run.step(0.05, "Cutting lines at crossings")
    class_set = load_classes(class_table, classes)
    run.uses(class_set.source)
    kinds = _border_lines(streets.take(street_rows(streets, class_field, class_set, run)), rail, water)
    lines = np.concatenate(kinds)
    order = canonical_order(lines)
    network = planarise(lines[order], None, snap_tolerance)
    is_street = order[network.source] < len(kinds[0])
    area = _planning_area(streets, boundary, buildings, margin, run)

    run.step(0.3, "Enclosing faces")
    faces = enclosed_faces(network.edges, area)
    faces = faces[canonical_order(shapely.normalize(faces))]
    in_water = _in_water(faces, water)
    sides = sides_of(faces)
    group = join_small(faces, sides, min_area, min_compactness, in_water)

    run.step(0.5, "Taking out street space")
    dry, number = np.unique(group[~in_water], return_inverse=True)
    streets_on_sides, side_face = _street_sides(faces[~in_water], network.edges[is_street])
    outlines = BlockOutlines(
        union_groups(faces[~in_water], number, len(dry)),
        network.edges[is_street],
        streets_on_sides,
        number[side_face],
        street_width,
        min_area,
        np.zeros((0, 2)) if buildings is None else centroids_xy(buildings.shapes),
    )
    blocks = blocks_from_streets(outlines) if parcels is None else blocks_from_parcels(outlines, parcels.shapes, run)
    blocks = shapely.normalize(blocks[~shapely.is_empty(blocks)])
    blocks = blocks[canonical_order(blocks)]
    figures = {
        "flaeche_gebiet_ha": float(shapely.area(area)) / _M2_PER_HA,
        "flaeche_teilflaechen_ha": float(shapely.area(faces).sum()) / _M2_PER_HA,
        "flaeche_wasser_ha": float(shapely.area(faces[in_water]).sum()) / _M2_PER_HA,
        "teilflaechen_vereinigt": len(faces) - int(group.max()) - 1,
    }
    run.step(0.8, "Looking for buildings outside blocks")
    return _finish(_table(np.arange(1, len(blocks) + 1), blocks, streets.crs), figures, buildings, max_area, run)


def _with_blocks(outputs: Outputs) -> tuple[float, float]:
    """Return both sides of: blocks and water take no more than the planning area, in ha."""
    area = float(outputs.figures["flaeche_gebiet_ha"])
    blocks = float(shapely.area(shapely.union_all(outputs.tables["result"].shapes))) / _M2_PER_HA
    return max(area, blocks + float(outputs.figures["flaeche_wasser_ha"])), area


def _border_lines(streets: Table, rail: Table | None, water: Table | None) -> tuple[Array, ...]:
    """Return the lines of streets, railways and waters, polygons of water by their outline."""
    none = np.empty(0, dtype=object)
    shores = none
    if water is not None:
        is_area = shapely.get_dimensions(water.shapes) == 2
        shores = np.concatenate([water.shapes[shapely.get_dimensions(water.shapes) == 1],
                                 shapely.boundary(water.shapes[is_area])])  # fmt: skip
    lines = (streets.shapes, none if rail is None else rail.shapes, shores)
    return tuple(shapely.force_2d(part) for part in lines)


def _planning_area(
    streets: Table, boundary: Table | None, buildings: Table | None, margin: float, run: Run
) -> shapely.Geometry:
    if boundary is not None:
        return shapely.union_all(shapely.force_2d(boundary.shapes))
    around = streets if buildings is None else buildings
    run.warn("There is no planning area: the hull of layer '{layer}' with {margin} m around it was taken.",
             layer=around.name, margin=margin)  # fmt: skip
    points = np.unique(shapely.get_coordinates(around.shapes), axis=0)
    return shapely.buffer(shapely.convex_hull(shapely.multipoints(points)), margin)


def _in_water(faces: Array, water: Table | None) -> npt.NDArray[np.bool_]:
    if water is None:
        return np.zeros(len(faces), dtype=bool)
    areas = water.shapes[shapely.get_dimensions(water.shapes) == 2]
    inner = shapely.point_on_surface(faces)
    return containing_polygon(np.column_stack([shapely.get_x(inner), shapely.get_y(inner)]), areas) >= 0


def _street_sides(faces: Array, streets: Array) -> tuple[Array, Integers]:
    """Return the boundary segments of faces (k,) that run along a street, and the index of their face."""
    start, end, face = ring_segments(faces)
    on_street = nearest_lines((start + end) / 2.0, streets, TOUCH).line >= 0
    sides: Array = shapely.linestrings(np.stack([start[on_street], end[on_street]], axis=1))
    return sides, face[on_street]


def _take_over(official: Table, block_field: str, run: Run) -> tuple[Table, float]:
    """Return official blocks with their whole numbers, or numbered by place where they have none."""
    shapes = shapely.normalize(shapely.force_2d(official.shapes))
    texts = official.text(block_field) if block_field else np.full(len(official), None, dtype=object)
    whole = all(text is not None and text.isdecimal() and len(text) < 19 for text in texts)
    if whole:
        check_unique(official, block_field)
        number = np.array([int(text) for text in texts], dtype=np.int64)
        check_unique(official.with_columns(**{block_field: number}), block_field)
        order = np.argsort(number, kind="stable")
        number = number[order]
    else:
        run.warn("Layer '{layer}' has no whole block numbers; its blocks are numbered by their place.",
                 layer=official.name)  # fmt: skip
        order = canonical_order(shapes)
        number = np.arange(1, len(official) + 1)
    covered, shared = covered_area(shapes[order])
    double = float(shapely.area(shapes).sum()) - covered
    run.warn("{count} block(s) of layer '{layer}' overlap others, by {area} ha in all; the planning area counts each "
             "place once.", int(shared.sum()) if double >= _LEAST_OVERLAP_M2 else 0, layer=official.name,
             area=round(double / _M2_PER_HA, 4))  # fmt: skip
    return _table(number, shapes[order], official.crs), covered / _M2_PER_HA


def _table(number: Array, blocks: Array, crs: Crs) -> Table:
    columns = {BLOCK_ID.name: number, FLAECHE_HA.name: shapely.area(blocks) / _M2_PER_HA}
    return Table(columns, blocks, crs, "building_blocks")


def _finish(result: Table, figures: dict[str, float], buildings: Table | None, max_area: float, run: Run) -> Outputs:
    hectares = result[FLAECHE_HA.name]
    run.warn("{count} block(s) are larger than {limit} ha; more streets or paths as borders may divide them.",
             int((hectares > max_area).sum()), limit=max_area)  # fmt: skip
    outside = _outside(result, buildings, run)
    covered = covered_area(result.shapes)[0] / _M2_PER_HA
    values: dict[str, float | int | str] = {
        "baubloecke": len(result),
        **figures,
        "flaeche_baubloecke_ha": covered,
        "flaeche_uebrige_ha": figures["flaeche_gebiet_ha"] - figures["flaeche_wasser_ha"] - covered,
        "gebaeude": 0 if buildings is None else len(buildings) - len(outside),
        "gebaeude_ausserhalb": len(outside),
    }
    return Outputs({"result": result, "outside": outside}, values)


def _outside(blocks: Table, buildings: Table | None, run: Run) -> Table:
    """Return the buildings that have neither their centroid nor any part in a block, by id."""
    if buildings is None:
        empty = np.empty(0, dtype=object)
        return Table({GEB_ID.name: empty, GRUND.name: empty}, empty, blocks.crs, "outside")
    rest = np.flatnonzero(polygon_of_points(shapely.centroid(buildings.shapes), blocks.shapes) < 0)
    rest = rest[largest_overlap(buildings.shapes[rest], blocks.shapes) < 0]
    ids = as_text(buildings[GEB_ID.name][rest]) if GEB_ID.name in buildings else as_text(buildings.ids[rest])
    order = np.argsort(ids.astype(str), kind="stable")
    run.warn("{count} building(s) lie outside all blocks; they are listed in 'outside'.", len(rest))
    columns = {GEB_ID.name: ids[order], GRUND.name: np.full(len(rest), OUTSIDE, dtype=object)}
    return Table(columns, buildings.shapes[rest[order]], buildings.crs, "outside", buildings.ids[rest[order]])
