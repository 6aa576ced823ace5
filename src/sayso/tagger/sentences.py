"""Sentences to vectors: texts that say the same point the same way.

The pretrained encoder as it is (multilingual-e5-small, all layers, four bits a weight), without the finder's
training.  It was trained on texts that begin with `query: ` or `passage: `; the caller puts that before them.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np

from sayso.errors import WeightsError
from sayso.model import Span
from sayso.tagger.contents import ContentEncoder
from sayso.tagger.contents import load as load_contents
from sayso.tagger.embedding import WIDTH
from sayso.tagger.network import Figures, Numbers
from sayso.tagger.pieces import BEGIN, END
from sayso.tagger.weights import SHIPPED, check_files, load_shared
from sayso.tagger.windows import LIMIT

LOWER, UPPER = "sentences/lower.onnx", "sentences/upper.onnx"
BRANCH = 8  # lower layers, whose states others read too


class Cutter(Protocol):
    """Cuts a text into pieces."""

    def ids(self, text: str) -> Numbers:
        """Return the pieces of a text as rows of the embedding table, without the borders."""
        ...


class Table(Protocol):
    """The word embeddings."""

    def rows(self, ids: Numbers) -> Figures:
        """Return the embeddings [pieces, width] of pieces by id."""
        ...


class SentenceNetwork(Protocol):
    """The encoder with its pooling; called by several threads at once."""

    def pool(self, words: Figures) -> tuple[Figures, Figures]:
        """Take the word embeddings [pieces, width] of one window, borders included.

        Give the vector [width] of unit length, and the mean [width] of the top layer that it was made of.
        """
        ...


class OnnxSentences:
    """Runs `lower.onnx` and `upper.onnx` of a folder, one thread for each window."""

    def __init__(self, folder: Path) -> None:
        from sayso.tagger.onnx_network import open_session

        self._lower = open_session(folder / LOWER, 1)
        self._upper = open_session(folder / UPPER, 1)

    def look(self, words: Figures) -> Figures:
        """See `sayso.tagger.contents.LowerLayers`."""
        (states,) = self._lower.run(["states"], {"words": words[None]})
        found: Figures = states[0]
        return found

    def pool(self, words: Figures) -> tuple[Figures, Figures]:
        """See `SentenceNetwork`."""
        sentence, mean = self._upper.run(["sentence", "mean"], {"states": self.look(words)[None]})
        return sentence[0], mean[0]


class SentenceEncoder:
    """Gives texts vectors; the cosine of two tells how near their meanings are.

    Every text is read by itself and by one thread, so its vector depends neither on the others nor on how many
    threads there are.  `threads` is how many texts are read at once.
    """

    def __init__(
        self,
        cutter: Cutter,
        table: Table,
        network: SentenceNetwork,
        threads: int = 1,
        contents: Callable[[], ContentEncoder] | None = None,
    ) -> None:
        self._cutter = cutter
        self._table = table
        self._network = network
        self._threads = threads
        self._contents = contents

    def encode_contents(self, title: str | None, text: str, contents: Sequence[Sequence[Span]]) -> Figures:
        """Return the vectors of contents in their report, as `ContentEncoder.encode` gives them.

        `WeightsError` where the layers for them are missing.
        """
        if self._contents is None:
            raise WeightsError("there are no layers for contents; install the package again")
        return self._contents().encode(title, text, contents)

    def encode(self, texts: list[str]) -> Figures:
        """Return the vectors [texts, width] of texts, in their order, each of unit length."""
        if not texts:
            return np.zeros((0, WIDTH), np.float32)
        if self._threads == 1 or len(texts) == 1:
            return np.stack([self._encode(text) for text in texts])
        with ThreadPoolExecutor(min(self._threads, len(texts))) as pool:
            return np.stack(list(pool.map(self._encode, texts)))

    def _encode(self, text: str) -> Figures:
        """Return the vector [width] of a text.

        A text too long for the encoder is cut into windows that do not overlap; their means are weighted with
        their pieces, borders not counted.
        """
        ids = self._cutter.ids(text)
        parts = [ids[start : start + LIMIT] for start in range(0, max(len(ids), 1), LIMIT)]
        pooled = [self._network.pool(self._table.rows(np.concatenate([[BEGIN], part, [END]]))) for part in parts]
        if len(pooled) == 1:
            return pooled[0][0]
        total = np.sum([len(part) * mean for part, (_, mean) in zip(parts, pooled, strict=True)], axis=0)
        vector: Figures = (total / np.linalg.norm(total)).astype(np.float32)
        return vector


@cache
def load(folder: Path = SHIPPED, threads: int = 0) -> SentenceEncoder:
    """Return the sentence encoder of a folder of weights, loaded once in a process.

    `threads` is how many texts are read at once, 0 for as many as there are cores.  WeightsError when a file is
    missing or its hash is not the manifest's.
    """
    shared = load_shared(folder)
    check_files(folder, (LOWER, UPPER))
    network, threads = OnnxSentences(folder), threads or os.cpu_count() or 1
    return SentenceEncoder(*shared, network, threads, lambda: load_contents(network, folder, threads))
