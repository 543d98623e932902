"""Smooth lines and the low-frequency noise that keeps the town from looking drawn with a ruler."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

Points = npt.NDArray[np.float64]
Array = npt.NDArray[Any]

MILLIMETRE = 0.001
"""Grid of all coordinates in metres: what two features share, they share exactly."""


@dataclass(frozen=True)
class Warp:
    """A smooth displacement field: a sum of plane waves with random direction, length and phase."""

    wave_vectors: Points
    phases: Points
    directions: Points

    @classmethod
    def random(
        cls, rng: np.random.Generator, amplitude: float, wavelength: tuple[float, float], waves: int = 7
    ) -> Warp:
        """Return a field whose displacement has about the given amplitude in metres."""
        length = rng.uniform(*wavelength, waves)
        heading = rng.uniform(0.0, 2.0 * np.pi, waves)
        push = rng.uniform(0.0, 2.0 * np.pi, waves)
        vectors = np.column_stack((np.cos(heading), np.sin(heading))) * (2.0 * np.pi / length)[:, None]
        directions = np.column_stack((np.cos(push), np.sin(push))) * amplitude * np.sqrt(2.0 / waves)
        return cls(vectors, rng.uniform(0.0, 2.0 * np.pi, waves), directions)

    @classmethod
    def periodic(cls, rng: np.random.Generator, amplitude: float, period: float) -> Warp:
        """Return a field that repeats itself after ``period`` metres in x and in y."""
        waves = np.array(((1, 0), (0, 1), (1, 1), (1, -1), (2, 1), (1, 2), (2, 0), (0, 2)), dtype=np.float64)
        push = rng.uniform(0.0, 2.0 * np.pi, len(waves))
        strength = amplitude * np.sqrt(2.0 / len(waves)) / np.hypot(*waves.T)
        directions = np.column_stack((np.cos(push), np.sin(push))) * strength[:, None]
        return cls(waves * 2.0 * np.pi / period, rng.uniform(0.0, 2.0 * np.pi, len(waves)), directions)

    def __call__(self, xy: Points) -> Points:
        """Return the displaced points, shape (n, 2)."""
        return xy + np.sin(xy @ self.wave_vectors.T + self.phases) @ self.directions


def moved(shapes: Any, offset: Points) -> Any:
    """Return geometries moved by whole millimetres, so that what touched still does."""
    return shapely.transform(shapes, lambda xy: np.round(xy + offset, 3))


def smooth(points: Points, step: float = 12.0) -> Points:
    """Return a centripetal Catmull-Rom curve through points (n, 2), sampled about every ``step`` metres."""
    padded = np.vstack((2 * points[0] - points[1], points, 2 * points[-1] - points[-2]))
    pieces = []
    for p0, p1, p2, p3 in zip(padded[:-3], padded[1:-2], padded[2:-1], padded[3:], strict=True):
        t1 = np.hypot(*(p1 - p0)) ** 0.5
        t2 = t1 + np.hypot(*(p2 - p1)) ** 0.5
        t3 = t2 + np.hypot(*(p3 - p2)) ** 0.5
        count = max(int(np.ceil(np.hypot(*(p2 - p1)) / step)), 1)
        t = np.linspace(t1, t2, count, endpoint=False)[:, None]
        a1 = (t1 - t) / t1 * p0 + t / t1 * p1
        a2 = (t2 - t) / (t2 - t1) * p1 + (t - t1) / (t2 - t1) * p2
        a3 = (t3 - t) / (t3 - t2) * p2 + (t - t2) / (t3 - t2) * p3
        b1 = (t2 - t) / t2 * a1 + t / t2 * a2
        b2 = (t3 - t) / (t3 - t1) * a2 + (t - t1) / (t3 - t1) * a3
        pieces.append((t2 - t) / (t2 - t1) * b1 + (t - t1) / (t2 - t1) * b2)
    return np.vstack((*pieces, points[-1:]))


def polar(radius: npt.ArrayLike, degrees: npt.ArrayLike) -> Points:
    """Return points (n, 2) at a distance and an angle, counted anticlockwise from the east."""
    angle = np.deg2rad(np.asarray(degrees, dtype=np.float64))
    reach = np.asarray(radius, dtype=np.float64)
    return np.stack((reach * np.cos(angle), reach * np.sin(angle)), axis=-1)


def concatenated_lines(parts: list[Points]) -> Array:
    """Return an object array of line strings, one for each array of points."""
    indices = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    return np.asarray(shapely.linestrings(np.vstack(parts), indices=indices), dtype=object)


def single_parts(shapes: Array, kind: int) -> tuple[Array, Array]:
    """Return the parts of one geometry type (1 line, 3 polygon) and the row that each came from."""
    parts, rows = shapely.get_parts(shapes, return_index=True)
    inner, inner_rows = shapely.get_parts(parts, return_index=True)
    keep = (shapely.get_type_id(inner) == kind) & ~shapely.is_empty(inner)
    return inner[keep], rows[inner_rows[keep]]
