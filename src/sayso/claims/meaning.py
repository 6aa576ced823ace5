"""How alike two contents are: what they say as a whole, and whether each word of one is met by one of the other."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from sayso.claims.points import Point, contents_of
from sayso.claims.vocabulary import stem_of
from sayso.model import Reading, Span
from sayso.tagger.contents import TOPIC, WIDTH

Vectors = npt.NDArray[np.float32]

# multilingual-e5 was trained on texts that begin so, for likeness of two texts of one kind.
_PREFIX = "query: "
_CENTRE_OF = 20_000  # rows of the word embeddings, the commonest pieces, whose mean is what all words share
# Of a statement that was put into claims before contents were read in their reports.
NO_SENSE: Vectors = np.zeros(WIDTH, np.float32)
_PART = 5  # letters that a part of a compound has at least
_PART_LIKENESS = 0.7


class Encoder(Protocol):
    """Gives texts, and contents in their reports, vectors that tell how near their meanings are."""

    def encode(self, texts: list[str]) -> Vectors:
        """Return the vectors [texts, width] of texts in their order, each of unit length."""
        ...

    def encode_contents(self, title: str | None, text: str, contents: Sequence[Sequence[Span]]) -> Vectors:
        """Return the vectors of contents of a report, as `sayso.tagger.contents.ContentEncoder.encode` gives them."""
        ...


class WordVectors(Protocol):
    """Gives single words vectors of unit length, without context."""

    def of(self, word: str) -> Vectors:
        """Return the vector [width] of a word."""
        ...


class PieceVectors:
    """Word vectors out of the encoder's own embedding table: the mean of a word's pieces, less what all share."""

    def __init__(self, ids: "Pieces", rows: "Rows") -> None:
        self._ids = ids
        self._rows = rows
        self._centre = rows.rows(np.arange(min(_CENTRE_OF, len(rows)), dtype=np.int64)).mean(0)
        self.of = lru_cache(maxsize=50_000)(self._of)

    def _of(self, word: str) -> Vectors:
        vector = self._rows.rows(self._ids.ids(word)).mean(0) - self._centre
        length = float(np.linalg.norm(vector))
        unit: Vectors = vector / length if length else vector
        return unit


class Pieces(Protocol):
    """Cuts a text into pieces."""

    def ids(self, text: str) -> npt.NDArray[np.int64]:
        """Return the rows of the embedding table that stand for a text."""
        ...


class Rows(Protocol):
    """The table of embeddings."""

    def __len__(self) -> int:
        """Return the number of pieces."""
        ...

    def rows(self, ids: npt.NDArray[np.int64]) -> Vectors:
        """Return the embeddings [pieces, width] of pieces."""
        ...


class Meant(NamedTuple):
    """A point with what its content means.

    `vector` [width] is that of the content by itself; `words` [words, width] and `stems` are those of its content
    words; `sense` is what it says in its report: zeros where it was not read there, longer by the topics of the
    statements beside it where they are known. `place` is the number of the statement in its report, `refers` that of
    the one that its content refers to.
    """

    point: Point
    place: int
    vector: Vectors
    words: Vectors
    stems: tuple[str, ...]
    sense: Vectors
    refers: int | None = None

    @property
    def topic(self) -> Vectors:
        """What the content is about: of unit length, near those that make one claim with it."""
        return self.sense[:TOPIC]

    @property
    def direction(self) -> Vectors:
        """Which way it goes: its product with that of another of the claim is positive where both go the same way."""
        return self.sense[TOPIC : WIDTH - 1]

    @property
    def affirms(self) -> float:
        """The log odds that it says what is claimed (`die Brücke sei gesprengt worden`), not the contrary."""
        return float(self.sense[WIDTH - 1])

    @property
    def beside(self) -> Vectors:
        """The topics [0 to 2, TOPIC] of the statements right before and behind it, as far as they are known."""
        return self.sense[WIDTH:].reshape(-1, TOPIC)


def mean(points: Sequence[Point], reading: Reading, encoder: Encoder, vectors: WordVectors) -> list[Meant]:
    """Return points of a reading with what they mean, in their order."""
    if not points:
        return []
    whole = encoder.encode([_PREFIX + _bare(point.text) for point in points])
    contents, report = contents_of(reading), reading.report
    senses = encoder.encode_contents(report.title, report.text, [contents[point.statement] for point in points])
    return [
        Meant(
            point,
            place,
            vector,
            np.stack([vectors.of(word) for word in point.words]) if point.words else whole[:0],
            tuple(stem_of(word.lower(), point.language) for word in point.words),
            sense,
        )
        for place, (point, vector, sense) in enumerate(zip(points, whole, senses, strict=True))
    ]


def with_neighbours(meant: Sequence[Meant]) -> list[Meant]:
    """Return the statements of one report, in the order of its text, with what those beside each are about."""
    topics = [one.topic for one in meant]
    return [
        one._replace(sense=np.concatenate([one.sense[:WIDTH], *topics[max(0, at - 1) : at], *topics[at + 1 : at + 2]]))
        for at, one in enumerate(meant)
    ]


def word_likeness(meant: Sequence[Meant]) -> Vectors:
    """Return how well the content words of every two points meet, [points, points] of 0 to 1.

    That is the mean, over the words of both, of each word's best match in the other.
    """
    table = np.zeros((len(meant), len(meant)), np.float32)
    telling = [at for at, one in enumerate(meant) if one.stems]
    if not telling:
        return table
    words = np.concatenate([meant[at].words for at in telling])
    stems = [stem for at in telling for stem in meant[at].stems]
    names = sorted(set(stems))
    numbers = np.searchsorted(names, stems)
    alike = _stems_alike(names)
    sizes = np.array([len(meant[at].stems) for at in telling])
    starts = np.cumsum(sizes) - sizes
    met = np.empty((len(telling), len(telling)), np.float32)
    for row, (start, size) in enumerate(zip(starts, sizes, strict=True)):
        own = slice(start, start + size)
        matches = np.clip(np.maximum(words[own] @ words.T, alike[numbers[own]][:, numbers]), 0.0, 1.0)
        met[row] = np.maximum.reduceat(matches, starts, axis=1).mean(0)
    table[np.ix_(telling, telling)] = (met + met.T) / 2
    return table


def _stems_alike(stems: Sequence[str]) -> Vectors:
    """Return [stems, stems] 1 for one stem, less where one is a part of the other: `flugzeug`, `militarflugzeug`."""
    alike = np.eye(len(stems), dtype=np.float32)
    for at, part in enumerate(stems):
        if len(part) >= _PART:
            holding = [other for other, stem in enumerate(stems) if other != at and part in stem]
            alike[at, holding] = alike[holding, at] = _PART_LIKENESS
    return alike


def _bare(text: str) -> str:
    return text.strip('„“”"»« .,')


@lru_cache(maxsize=1)
def load_word_vectors() -> PieceVectors:
    """Return the word vectors that ship, loaded once in a process; `WeightsError` where they are missing."""
    from sayso.tagger.weights import load_shared

    return PieceVectors(*load_shared())
