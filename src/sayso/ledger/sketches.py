"""The nearest of very many vectors: all are compared, in sketches of one byte a number.

A sketch tells a cosine to about 0.001 and is half as long as the vector: those of 100,000 statements are 39 MB, read
and multiplied with all vectors asked for in one pass.  Nothing is missed, as an index of buckets would: the vectors
of news lie close together, and of the eight nearest, 512 signs of random planes kept 72 in 100 (`docs/decisions.md`).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

_STEPS = 127  # on each side of 0
_SCALE = 4  # bytes
_AT_ONCE = 8192  # sketches multiplied at a time


class Shelf(NamedTuple):
    """The sketches of one reading's points, as they lie in a column; `first` is the number of the first point."""

    first: int
    size: int
    packed: bytes


class Near(NamedTuple):
    """A point, by its number, and the cosine of its vector and the one asked for."""

    number: int
    likeness: float


def pack_sketches(vectors: Vectors) -> bytes:
    """Return the sketches of vectors [vectors, width] as bytes for a column: a scale, then a step for each number."""
    scales = np.maximum(np.abs(vectors).max(1, keepdims=True), 1e-9) / _STEPS
    steps = np.round(vectors / scales).astype(np.int8)
    return b"".join(scale.tobytes() + row.tobytes() for scale, row in zip(scales.astype("<f4"), steps, strict=True))


def find_nearest(shelves: Iterable[Shelf], vectors: Vectors, limit: int) -> list[list[Near]]:
    """Return for each of vectors [vectors, width] at most `limit` points, the nearest first."""
    asked = np.ascontiguousarray(vectors.T)
    best = np.zeros((0, len(vectors)), np.float32)
    who = np.zeros((0, len(vectors)), np.int64)
    for numbers, scales, steps in _portions(shelves):
        likeness = steps.astype(np.float32) @ asked * scales[:, None]
        best = np.concatenate([best, likeness])
        who = np.concatenate([who, np.broadcast_to(numbers[:, None], likeness.shape)])
        if len(best) > limit:
            kept = np.argpartition(-best, limit - 1, axis=0)[:limit]
            best, who = np.take_along_axis(best, kept, 0), np.take_along_axis(who, kept, 0)
    return [
        sorted(map(Near, who[:, at].tolist(), best[:, at].tolist()), key=lambda near: (-near.likeness, near.number))
        for at in range(len(vectors))
    ]


def _portions(
    shelves: Iterable[Shelf],
) -> Iterator[tuple[npt.NDArray[np.int64], Vectors, npt.NDArray[np.int8]]]:
    """Yield numbers [points], scales [points] and steps [points, width], some thousand at a time."""
    held: list[Shelf] = []
    size = 0
    for shelf in shelves:
        held.append(shelf)
        size += shelf.size
        if size >= _AT_ONCE:
            yield _unpacked(held)
            held, size = [], 0
    if held:
        yield _unpacked(held)


def _unpacked(shelves: Sequence[Shelf]) -> tuple[npt.NDArray[np.int64], Vectors, npt.NDArray[np.int8]]:
    width = len(shelves[0].packed) // shelves[0].size - _SCALE
    kind = np.dtype([("scale", "<f4"), ("steps", "i1", (width,))])
    rows = np.frombuffer(b"".join(shelf.packed for shelf in shelves), kind)
    sizes = np.array([shelf.size for shelf in shelves])
    # Of each shelf its first number less its first row, so that adding the rows counts on within it.
    begins = np.array([shelf.first for shelf in shelves]) - (np.cumsum(sizes) - sizes)
    numbers = np.repeat(begins, sizes) + np.arange(len(rows))
    return numbers, rows["scale"].astype(np.float32), rows["steps"]
