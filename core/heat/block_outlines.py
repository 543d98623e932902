"""From faces between street centre lines to blocks without street space."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from ..geometry.containment import containing_polygon
from ..geometry.faces import union_groups
from ..geometry.measure import Floats, Integers, canonical_order
from ..geometry.overlap import Overlaps, overlaps
from ..run import Run
from ..table import Array

_WHOLE_SHARE = 0.9
"""A parcel with at least this share of all its area in one face belongs there whole; centre lines are that inexact."""

_NOISE = 1e-9
"""Share of its area by which a parcel may miss the faces it lies in for want of exact coordinates."""

_WIDEST_STREET_M = 40.0
"""Area of a street parcel per metre of centre line on it, at most."""

_COVERED_SHARE = 0.5
"""Share of a face that parcels must cover to define its block."""


@dataclass(frozen=True, eq=False)
class BlockOutlines:
    """What both ways of outlining blocks need.

    ``faces`` (k,) are polygons between centre lines, ``streets`` (e,) the centre lines, ``sides`` (s,) those pieces of
    them that bound the face ``side_face`` (s,); ``street_width`` in m, ``min_area`` in m² of a part that counts without
    a building, ``buildings`` (b, 2) centroids.
    """

    faces: Array
    streets: Array
    sides: Array
    side_face: Integers
    street_width: float
    min_area: float
    buildings: Floats


def blocks_from_streets(outlines: BlockOutlines) -> Array:
    """Return the faces (k,) without a strip of half the street width along the streets that bound them."""
    return _without_crumbs(_without_strips(outlines), outlines)


def blocks_from_parcels(outlines: BlockOutlines, parcels: Array, run: Run) -> Array:
    """Return the union of the parcels of each face (k,), and of faces with too few parcels the face without strips.

    No parcel reaches beyond the faces, so none out of the planning area or into water. Gaps between the parcels count
    where a building stands on them.
    """
    parcels = shapely.force_2d(parcels)
    parcels = parcels[canonical_order(shapely.normalize(parcels))]
    stripped = _without_strips(outlines)
    pairs = overlaps(parcels, outlines.faces)
    parcel, face, area = pairs.first, pairs.second, pairs.area
    covered = np.bincount(face, area, minlength=len(stripped)) >= _COVERED_SHARE * shapely.area(outlines.faces)
    street = _street_parcels(parcels, outlines)
    run.warn("{count} parcel(s) along street centre lines were taken as street space.", int(street.sum()))
    run.warn("{count} block(s) follow street lines, since parcels cover less than half of them.", int((~covered).sum()))

    blocks = _unions_of_parcels(parcels, pairs, ~street[parcel] & covered[face], outlines.faces, stripped)
    blocks = _with_gaps_built_on(np.where(covered, blocks, stripped), stripped, parcels, outlines)
    return _without_crumbs(blocks, outlines)


def _unions_of_parcels(
    parcels: Array, pairs: Overlaps, usable: npt.NDArray[np.bool_], faces: Array, stripped: Array
) -> Array:
    """Return the union of what each face (k,) gets of the parcels; ``usable`` (p,) tells which pairs count.

    A parcel that lies almost whole in one face goes there with all its area inside the faces. Any other is cut, without
    street strips where the faces divide it, and as it is where it only reaches out of them.
    """
    parcel, face, area = pairs.first, pairs.second, pairs.area
    full = shapely.area(parcels)
    inside = np.bincount(parcel, area, minlength=len(parcels))
    home = np.full(len(parcels), -1, dtype=np.int64)
    mainly = area >= _WHOLE_SHARE * full[parcel]
    home[parcel[mainly]] = face[mainly]
    wanted = np.zeros(len(parcels), dtype=bool)
    wanted[parcel[usable & mainly]] = True
    reaches_out = inside < full * (1.0 - _NOISE)

    whole = np.flatnonzero(wanted & ~reaches_out)
    clipped = np.flatnonzero((wanted & reaches_out)[parcel])
    cut = np.flatnonzero(usable & (home[parcel] < 0))
    undivided = area[cut] >= _WHOLE_SHARE * inside[parcel[cut]]
    targets = np.where(undivided, faces[face[cut]], stripped[face[cut]])
    pieces = (
        parcels[whole],
        shapely.intersection(parcels[parcel[clipped]], faces[face[clipped]]),
        shapely.intersection(parcels[parcel[cut]], targets),
    )
    owners = (home[whole], home[parcel[clipped]], face[cut])
    return union_groups(np.concatenate(pieces), np.concatenate(owners), len(faces))


def _with_gaps_built_on(blocks: Array, stripped: Array, parcels: Array, outlines: BlockOutlines) -> Array:
    """Return blocks (k,) with the parts of their faces that no parcel covers but on which a building stands."""
    homeless = outlines.buildings[containing_polygon(outlines.buildings, blocks) < 0]
    face = np.unique(containing_polygon(homeless, stripped))
    face = face[face >= 0]
    if not len(face):
        return blocks
    position, parcel = shapely.STRtree(parcels).query(stripped[face], predicate="intersects")
    order = np.lexsort((parcel, position))
    known = union_groups(parcels[parcel[order]], position[order], len(face))
    gaps, position = shapely.get_parts(shapely.difference(stripped[face], known), return_index=True)
    built = np.unique(containing_polygon(homeless, gaps))
    built = built[built >= 0]
    out = blocks.copy()
    out[face] = union_groups(
        np.concatenate([blocks[face], gaps[built]]), np.concatenate([np.arange(len(face)), position[built]]), len(face)
    )
    return out


def _street_parcels(parcels: Array, outlines: BlockOutlines) -> npt.NDArray[np.bool_]:
    """Tell which parcels are street space: long and narrow along centre lines, and without a building."""
    street, parcel = shapely.STRtree(parcels).query(outlines.streets, predicate="intersects")
    inside = shapely.length(shapely.intersection(outlines.streets[street], parcels[parcel]))
    # whole millimetres: the sum must not hang on the order of the streets
    length = np.bincount(parcel, np.rint(inside * 1000.0), minlength=len(parcels)) / 1000.0
    area = shapely.area(parcels)
    is_street = (length >= np.sqrt(area)) & (area <= _WIDEST_STREET_M * length)
    built = containing_polygon(outlines.buildings, parcels)
    is_street[built[built >= 0]] = False
    return is_street


def _without_strips(outlines: BlockOutlines) -> Array:
    """Return the faces without half the street width along the streets that bound them; dead ends stay."""
    out = outlines.faces.copy()
    if outlines.street_width > 0.0 and len(outlines.sides):
        order = np.argsort(outlines.side_face, kind="stable")
        face, position = np.unique(outlines.side_face[order], return_inverse=True)
        lines = shapely.line_merge(shapely.multilinestrings(outlines.sides[order], indices=position))
        out[face] = shapely.difference(out[face], shapely.buffer(lines, outlines.street_width / 2.0, quad_segs=4))
    return out


def _without_crumbs(blocks: Array, outlines: BlockOutlines) -> Array:
    """Return blocks (k,) without the parts that are smaller than the least area and carry no building."""
    parts, block = shapely.get_parts(blocks, return_index=True)
    is_area = shapely.get_dimensions(parts) == 2
    parts, block = parts[is_area], block[is_area]
    keep = shapely.area(parts) >= outlines.min_area
    built = containing_polygon(outlines.buildings, parts)
    keep[built[built >= 0]] = True
    return union_groups(parts[keep], block[keep], len(blocks))
