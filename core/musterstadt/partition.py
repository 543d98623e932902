"""Division of a block among its street fronts: each point belongs to the front it is nearest to."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .blocks import Side
from .curves import Points

Floats = npt.NDArray[np.float64]


def partition(sides: list[Side], depth: float) -> list[Points]:
    """Return the segments that divide a block among the sides with a street front, out to ``depth``.

    A side is taken as its chord; the land nearest to chord i is bounded by the bisectors with all others, so each
    segment is the part of a bisector on which no third chord is nearer (the straight skeleton of a convex block).
    """
    chords = np.array([(side.points[0], side.points[-1]) for side in sides if side.frontage])
    if not len(chords):
        return []
    way = chords[:, 1] - chords[:, 0]
    way = way / np.hypot(*way.T)[:, None]
    normal = np.column_stack((-way[:, 1], way[:, 0]))
    offset = (normal * chords[:, 0]).sum(axis=1)
    out = []
    for i in range(len(chords)):
        for j in range(i, len(chords)):
            if i == j:
                point, direction = chords[i, 0] + depth * normal[i], way[i]
            else:
                difference = normal[i] - normal[j]
                square = float(difference @ difference)
                if square < 1e-4:
                    continue
                direction = np.array((-difference[1], difference[0])) / np.sqrt(square)
                centre = chords[i].mean(axis=0)
                point = centre + difference * ((offset[i] - offset[j]) - difference @ centre) / square
            segment = _nearest_part(point, direction, i, j, normal, offset, depth)
            if segment is not None:
                out.append(segment)
    return out


def _nearest_part(
    point: Points, direction: Points, i: int, j: int, normal: Points, offset: Floats, depth: float
) -> Points | None:
    """Return the part of a line on which chord ``i`` is as near as any other and no farther than ``depth``."""
    constant = normal @ point - offset
    slope = normal @ direction
    constant, slope = constant - constant[i], slope - slope[i]
    others = np.ones(len(normal), dtype=bool)
    others[[i, j]] = False
    low, high = -400.0, 400.0
    limits = [(constant[k], slope[k]) for k in np.flatnonzero(others)]
    if i != j:
        limits.append((depth - (normal[i] @ point - offset[i]), -(normal[i] @ direction)))
    for start, rise in limits:
        if abs(rise) < 1e-9:
            if start < 0:
                return None
        elif rise > 0:
            low = max(low, -start / rise)
        else:
            high = min(high, -start / rise)
    if high - low < 0.5:
        return None
    return np.array((point + low * direction, point + high * direction))
