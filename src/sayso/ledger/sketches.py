"""The nearest of many vectors, found in two steps: sketches of all are compared, then the vectors of the best.

A sketch is one bit for each of `BITS` random planes: on which side the vector lies (Charikar 2002).  How many bits of
two differ tells the angle between them.  The sketches of 100,000 vectors are 6.4 MB, read and compared in
milliseconds; the few that come near are then compared exactly.  `docs/benchmarks.md` tells how many are missed.
"""

from functools import cache

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
Sketches = npt.NDArray[np.uint64]

BITS = 512
_SEED = 5


@cache
def _planes(width: int) -> Vectors:
    """Return the planes [width, BITS]: the same in every process, for sketches are kept."""
    # PCG64 and its standard normal are promised not to change within a generator's version.
    drawn = np.random.Generator(np.random.PCG64(_SEED)).uniform(-1.0, 1.0, (width, BITS))
    planes: Vectors = drawn.astype(np.float32)
    return planes


def sketch(vectors: Vectors) -> Sketches:
    """Return the sketches [vectors, BITS / 64] of vectors [vectors, width]."""
    bits = np.packbits(vectors @ _planes(vectors.shape[1]) > 0, axis=1)
    return np.ascontiguousarray(bits).view("<u8")


def nearest(sketches: Sketches, vector: Vectors, limit: int) -> npt.NDArray[np.int64]:
    """Return the rows of at most `limit` sketches that differ least from a vector's [width], in no order."""
    differ = np.bitwise_count(sketches ^ sketch(vector[None])).sum(1, dtype=np.int32)
    if len(differ) <= limit:
        return np.arange(len(differ))
    return np.argpartition(differ, limit)[:limit]


def pack_sketches(sketches: Sketches) -> bytes:
    """Return sketches as bytes for a column."""
    return sketches.astype("<u8").tobytes()


def unpack_sketches(packed: bytes) -> Sketches:
    """Return the sketches [sketches, BITS / 64] that `pack_sketches` packed, one after another."""
    return np.frombuffer(packed, "<u8").reshape(-1, BITS // 64).astype(np.uint64, copy=False)
