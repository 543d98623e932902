"""Division of large blocks that are built in their depth: rows of slabs, industrial plots."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from .curves import Points
from .plan import INDUSTRY, LINES


@dataclass(frozen=True)
class Frame:
    """A right-angled frame of a block: its long side lies along ``u``, the origin is the middle."""

    centre: Points
    turn: Points
    length: float
    width: float

    def to_world(self, uv: Points) -> Points:
        """Return points (n, 2) of the frame in the target system."""
        return uv @ self.turn.T + self.centre

    def to_frame(self, xy: Points) -> Points:
        """Return points (n, 2) of the target system in the frame."""
        return (xy - self.centre) @ self.turn


def frame_of(shape: shapely.Polygon) -> Frame:
    """Return the frame of a polygon's smallest enclosing rectangle."""
    corners = shapely.get_coordinates(shapely.minimum_rotated_rectangle(shape))[:4]
    edges = np.diff(corners[:3], axis=0)
    lengths = np.hypot(*edges.T)
    along = edges[int(np.argmax(lengths))] / lengths.max()
    if along[0] < 0:
        along = -along
    turn = np.array(((along[0], -along[1]), (along[1], along[0])))
    return Frame(corners.mean(axis=0), turn, float(lengths.max()), float(lengths.min()))


def strips(shape: shapely.Polygon, kind: str, rng: np.random.Generator) -> list[Points]:
    """Return the lines that divide a block into plots, each as start and end (2, 2)."""
    frame = frame_of(shape)
    half_u, half_v = 0.5 * frame.length + 5.0, 0.5 * frame.width + 5.0
    if kind == INDUSTRY:
        lines = _industrial(frame, half_u, half_v, rng)
    elif kind == LINES:
        lines = [np.array(((u, -half_v), (u, half_v))) for u in _spaced(frame.length, (30.0, 36.0), rng)]
    else:
        end = 0.5 * frame.length - rng.uniform(36.0, 44.0)
        lines = [np.array(((end, -half_v), (end, half_v)))]
        lines += [np.array(((-half_u, v), (end, v))) for v in _spaced(frame.width, (44.0, 54.0), rng)]
    return [frame.to_world(line) for line in lines]


def _industrial(frame: Frame, half_u: float, half_v: float, rng: np.random.Generator) -> list[Points]:
    if frame.width < 105.0:
        return [np.array(((u, -half_v), (u, half_v))) for u in _spaced(frame.length, (48.0, 110.0), rng)]
    middle = rng.uniform(-0.08, 0.08) * frame.width
    lines = [np.array(((-half_u, middle), (half_u, middle)))]
    for low, high in ((-half_v, middle), (middle, half_v)):
        lines += [np.array(((u, low), (u, high))) for u in _spaced(frame.length, (48.0, 120.0), rng)]
    return lines


def _spaced(length: float, between: tuple[float, float], rng: np.random.Generator) -> list[float]:
    """Return positions that divide a length, centred on 0, into parts of about the given size."""
    count = max(round(length / rng.uniform(*between)), 1)
    parts = 1.0 + rng.uniform(-0.12, 0.12, count)
    return (length * np.cumsum(parts)[:-1] / parts.sum() - 0.5 * length).tolist()
