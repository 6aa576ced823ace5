"""Vectors in columns, and the nearest of very many: all are compared, in sketches of one byte a number.

A sketch tells a cosine to about 0.001 and is half as long as the vector.  Nothing is missed, as an index of buckets
would: the vectors of news lie close together, and of the eight nearest, 512 signs of random planes kept 72 in 100
(`docs/decisions.md`).  Sketches of `SHELF` points lie together in one column, so that those of 100,000 statements,
39 MB, are read in a few dozen rows; a process reads each once (`Shelves`).
"""

import threading
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, func, insert, select

from sayso.ledger import tables

Vectors = npt.NDArray[np.float32]
Steps = npt.NDArray[np.int8]

SHELF = 4096  # points whose sketches lie in one row
_STEPS = 127  # on each side of 0
_SCALE = 4  # bytes
_AT_ONCE = 512  # sketches multiplied at a time: few enough to stay in the processor's cache


def pack_vector(vector: Vectors) -> bytes:
    """Return a vector of unit length as numbers of two bytes, the least byte first."""
    return vector.astype("<f2").tobytes()


def unpack_vector(packed: bytes) -> Vectors:
    """Return the vector that `pack_vector` packed, as exact as two bytes allow."""
    return np.frombuffer(packed, "<f2").astype(np.float32)


class Near(NamedTuple):
    """A point, by its number, and the cosine of its vector and the one asked for."""

    number: int
    likeness: float


class Block(NamedTuple):
    """Sketches of points whose numbers follow one another from `first` on: scales [points], steps [points, width]."""

    first: int
    scales: Vectors
    steps: Steps


def sketch(first: int, vectors: Vectors) -> Block:
    """Return the sketches of vectors [vectors, width]: a scale each, and a step for each number."""
    scales = np.maximum(np.abs(vectors).max(1), 1e-9) / _STEPS
    return Block(first, scales.astype(np.float32), np.round(vectors / scales[:, None]).astype(np.int8))


def pack_block(block: Block) -> bytes:
    """Return a block's sketches as bytes for a column: the scales, then the steps."""
    return block.scales.astype("<f4").tobytes() + block.steps.tobytes()


def unpack_block(first: int, size: int, packed: bytes) -> Block:
    """Return the block of so many points that `pack_block` packed."""
    scales = np.frombuffer(packed, "<f4", size)
    return Block(first, scales, np.frombuffer(packed, np.int8, offset=size * _SCALE).reshape(size, -1))


def find_nearest(blocks: Sequence[Block], vectors: Vectors, limit: int) -> list[list[Near]]:
    """Return for each of vectors [vectors, width] at most `limit` points, the nearest first."""
    asked = np.ascontiguousarray(vectors.T)
    best = np.zeros((0, len(vectors)), np.float32)
    who = np.zeros((0, len(vectors)), np.int64)
    for block in blocks:
        for start in range(0, len(block.scales), _AT_ONCE):
            some = slice(start, start + _AT_ONCE)
            likeness = block.steps[some].astype(np.float32) @ asked * block.scales[some, None]
            numbers = np.arange(len(likeness)) + block.first + start
            if len(best) == limit:
                # Rows that are among the best of none of the vectors: nearly all, once many have been seen.
                better = (likeness > best.min(0)).any(1)
                likeness, numbers = likeness[better], numbers[better]
            best = np.concatenate([best, likeness])
            who = np.concatenate([who, np.broadcast_to(numbers[:, None], likeness.shape)])
            if len(best) > limit:
                kept = np.argpartition(-best, limit - 1, axis=0)[:limit]
                best, who = np.take_along_axis(best, kept, 0), np.take_along_axis(who, kept, 0)
    return [
        sorted(map(Near, who[:, at].tolist(), best[:, at].tolist()), key=lambda near: (-near.likeness, near.number))
        for at in range(len(vectors))
    ]


class Shelves:
    """The sketches of all points that are in a ledger for good, as far as this process has read them.

    May be asked by several threads at once.  Points that were taken back with their transaction must never be seen:
    `catch_up` is for connections that have written none.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._blocks: tuple[Block, ...] = ()
        self._end = 0  # the number of the last point known

    def catch_up(self, connection: Connection) -> None:
        """Read what has been added since the last time."""
        with self._lock:
            shelves, points = tables.shelves, tables.points
            question = select(shelves.c.first, shelves.c.size, shelves.c.bytes).where(shelves.c.first > self._end)
            for row in connection.execute(question.order_by(shelves.c.first)):
                self._add(unpack_block(row.first, row.size, row.bytes))
            loose = select(points.c.number, points.c.vector).where(points.c.number > self._end)
            rows = connection.execute(loose.order_by(points.c.number)).all()
            if rows:
                self._add(sketch(rows[0].number, np.stack([unpack_vector(row.vector) for row in rows])))

    def nearest(self, vectors: Vectors, limit: int) -> list[list[Near]]:
        """Return for each of vectors [vectors, width] the nearest points, of readings that count no more too."""
        return find_nearest(self._blocks, vectors, limit)

    def _add(self, block: Block) -> None:
        """Add a block, together with the last one where both are small, so that their number stays low."""
        last = self._blocks[-1] if self._blocks else None
        rest = self._blocks
        if last is not None and len(last.scales) + len(block.scales) <= SHELF:
            rest = self._blocks[:-1]
            scales, steps = np.concatenate([last.scales, block.scales]), np.concatenate([last.steps, block.steps])
            block = Block(last.first, scales, steps)
        self._blocks = (*rest, block)
        self._end = block.first + len(block.scales) - 1


def fill_shelves(connection: Connection) -> None:
    """Put the sketches of points that lie in none yet on shelves, as many as fill one."""
    shelves, points = tables.shelves, tables.points
    end = connection.execute(select(func.max(shelves.c.first + shelves.c.size - 1))).scalar() or 0
    last = connection.execute(select(func.max(points.c.number))).scalar() or 0
    while last - end >= SHELF:
        question = select(points.c.vector).where(points.c.number > end, points.c.number <= end + SHELF)
        vectors = [unpack_vector(row.vector) for row in connection.execute(question.order_by(points.c.number))]
        block = sketch(end + 1, np.stack(vectors))
        connection.execute(insert(shelves), {"first": block.first, "size": SHELF, "bytes": pack_block(block)})
        end += SHELF
