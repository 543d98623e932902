"""Buildings of blocks that are built in their depth: slab estates, post-war lines, garage courts, industry."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from .blocks import Blocks
from .curves import Array, Points
from .drafts import GARAGE, HALL, MAIN, SHED, Drafts, Place, concatenated, no_drafts, on_parcel, polygons
from .parcels import Parcels
from .plan import INDUSTRY, LINES, SLABS
from .strips import Frame, frame_of

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


def make_estates(blocks: Blocks, parcels: Parcels, skip: Bools, rng: np.random.Generator) -> Drafts:
    """Return the buildings on the parcels of slab, line and industrial blocks; ``skip`` marks blocks with other use."""
    kinds = blocks.kind[parcels.block]
    wanted = np.isin(kinds, (SLABS, LINES, INDUSTRY)) & ~skip[parcels.block]
    parts = []
    for number in np.flatnonzero(wanted).tolist():
        shape, kind = parcels.shape[number], kinds[number]
        place = Place(number, str(kind), int(parcels.block[number]))
        if kind == INDUSTRY:
            parts += _works(shape, rng, place)
        else:
            parts += _slabs(shape, kind, rng, place)
    return concatenated([no_drafts(), *parts])


def row_of_boxes(frame: Frame, start: float, widths: npt.ArrayLike, low: float, high: float) -> Array:
    """Return boxes side by side along ``u`` from ``start``, between ``v`` = low and high; neighbours share corners."""
    u = start + np.concatenate(((0.0,), np.cumsum(widths)))
    bottom = frame.to_world(np.column_stack((u, np.full(len(u), low))))
    top = frame.to_world(np.column_stack((u, np.full(len(u), high))))
    return polygons(np.stack((bottom[:-1], bottom[1:], top[1:], top[:-1]), axis=1))


def _slabs(shape: shapely.Polygon, kind: str, rng: np.random.Generator, place: Place) -> list[Drafts]:
    """Return slabs of attached sections along the middle of a strip, or a garage court."""
    frame = frame_of(shape)
    depth, section, storeys = (12.0, (16.0, 21.0), 5.0) if kind == SLABS else (10.2, (11.0, 14.5), 3.0)
    inner = shapely.buffer(shape, -5.0 if kind == SLABS else -3.5)
    if frame.width < depth + 9.0 or shapely.is_empty(inner):
        return []
    if rng.random() < 0.17:
        return _garage_court(shape, frame, rng, place)
    width = float(rng.uniform(*section))
    middle = rng.uniform(-0.12, 0.12) * (frame.width - depth)
    count = int((frame.length - 12.0) // width)
    boxes = row_of_boxes(frame, -0.5 * count * width, np.full(count, width), middle - depth / 2, middle + depth / 2)
    inside = shapely.covered_by(boxes, inner)
    longest = int(rng.integers(4, 7)) if kind == SLABS else int(rng.integers(3, 6))
    position = np.cumsum(inside) - 1
    inside &= (position % (longest + 1)) != longest
    if not inside.any():
        return []
    high = storeys + (1.0 if kind == SLABS and rng.random() < 0.35 else 0.0)
    if kind == SLABS and rng.random() < 0.08:
        high = 11.0
    roof = "1000" if kind == SLABS else "3100"
    houses = on_parcel(boxes[inside], place, MAIN, storeys=high, roof=roof)
    return [houses]


def _garage_court(shape: shapely.Polygon, frame: Frame, rng: np.random.Generator, place: Place) -> list[Drafts]:
    inner = shapely.buffer(shape, -2.5)
    count = int((frame.length - 16.0) // 3.0)
    rows = []
    for low in np.arange(-0.5 * frame.width + 4.0, 0.5 * frame.width - 9.0, 14.5):
        boxes = row_of_boxes(frame, -1.5 * count, np.full(count, 3.0), float(low), float(low) + 6.0)
        rows.append(boxes[shapely.covered_by(boxes, inner)][:22])
    garages = np.concatenate(rows) if rows else np.empty(0, dtype=object)
    return [on_parcel(garages, place, GARAGE, roof="1000", storeys=1.0)] if len(garages) else []


def _works(shape: shapely.Polygon, rng: np.random.Generator, place: Place) -> list[Drafts]:
    """Return the works on one industrial plot: a hall, an office in front and sometimes smaller halls and sheds."""
    frame = frame_of(shape)
    area = float(shapely.area(shape))
    if area < 900.0 or rng.random() < 0.08:
        return []
    inner = shapely.buffer(shape, -4.0)
    placed: list[shapely.Polygon] = []
    out = []
    hall = _fitted(frame, inner, rng.uniform(0.35, 0.7), rng.uniform(0.4, 0.62), rng.uniform(-0.12, 0.12, 2), placed)
    if hall is not None:
        placed.append(hall)
        code = str(rng.choice(("2110", "2111", "2143", "2010", "2120", "2100"), p=(0.22, 0.12, 0.28, 0.14, 0.14, 0.1)))
        shaped = _notched(hall, frame, inner, rng)
        out.append(
            on_parcel(
                one(shaped),
                place,
                HALL,
                gfk=code,
                storeys=1.0,
                roof=str(rng.choice(("1000", "3100", "3800"), p=(0.7, 0.2, 0.1))),
            )
        )
    for code, wide, long, chance, storeys in (
        ("2020", 12.0, 24.0, 0.6, 3.0),
        ("2143", 15.0, 30.0, 0.55, 1.0),
        ("2120", 9.0, 14.0, 0.5, 1.0),
        ("2723", 5.0, 8.0, 0.55, 1.0),
        ("2523", 3.2, 4.4, 0.22, 1.0),
    ):
        if rng.random() > chance:
            continue
        for _ in range(5):
            u, v = rng.uniform(-0.46, 0.46) * frame.length, rng.uniform(-0.46, 0.46) * frame.width
            sides = (long, wide) if rng.random() < 0.5 else (wide, long)
            box = _box(frame, u, v, *sides)
            if shapely.covered_by(box, inner) and all(shapely.distance(box, other) > 4.0 for other in placed):
                placed.append(box)
                role = SHED if code in ("2723",) else HALL
                out.append(on_parcel(one(box), place, role, gfk=code, storeys=storeys, roof="1000"))
                break
    return out


def one(shape: shapely.Polygon) -> Array:
    """Return an object array that holds one geometry."""
    out = np.empty(1, dtype=object)
    out[0] = shape
    return out


def _box(frame: Frame, u: float, v: float, length: float, width: float) -> shapely.Polygon:
    half_u, half_v = length / 2, width / 2
    corners = np.array(
        ((u - half_u, v - half_v), (u + half_u, v - half_v), (u + half_u, v + half_v), (u - half_u, v + half_v))
    )
    return shapely.Polygon(np.round(frame.to_world(corners), 3))


def placed_box(
    frame: Frame, inner: shapely.Polygon, u: float, v: float, length: float, width: float, placed: list[shapely.Polygon]
) -> shapely.Polygon | None:
    """Return a box at a share of the frame, as large as wished or smaller, clear of what is placed, or None."""
    for size in (1.0, 0.86, 0.72, 0.6, 0.48):
        for toward in (1.0, 0.7, 0.35):
            box = _box(frame, u * toward * frame.length, v * toward * frame.width, length * size, width * size)
            if shapely.covered_by(box, inner) and all(shapely.distance(box, other) > 1.5 for other in placed):
                return box
    return None


def _fitted(
    frame: Frame, inner: shapely.Polygon, share_u: float, share_v: float, shift: Points, placed: list[shapely.Polygon]
) -> shapely.Polygon | None:
    """Return the largest of some boxes of falling size that fits into ``inner`` clear of what is placed."""
    for size in (1.0, 0.88, 0.76, 0.64, 0.52, 0.4):
        box = _box(
            frame, shift[0] * frame.length * size, shift[1] * frame.width * size,
            share_u * frame.length * size, share_v * frame.width * size,
        )  # fmt: skip
        if shapely.covered_by(box, inner) and all(shapely.distance(box, other) > 4.0 for other in placed):
            return box
    return None


def _notched(hall: shapely.Polygon, frame: Frame, inner: shapely.Polygon, rng: np.random.Generator) -> shapely.Polygon:
    """Return a hall with an annexe, if there is room for it."""
    if rng.random() < 0.45:
        return hall
    uv = frame.to_frame(shapely.get_coordinates(hall))
    u, v = uv[:, 0].max(), uv[:, 1].mean()
    annexe = _box(frame, u + 3.0, v - 0.2 * np.ptp(uv[:, 1]), 10.0, 0.45 * float(np.ptp(uv[:, 1])))
    whole = shapely.union(hall, annexe, grid_size=0.001)
    return whole if shapely.covered_by(annexe, inner) and shapely.get_type_id(whole) == 3 else hall
