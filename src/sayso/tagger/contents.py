"""Contents in their context to vectors: what each is about, and which way it goes.

The words of a content alone seldom tell what it is about (`das`, `der Zugang werde behindert`), and never what it
refers to.  So the whole report is read by the encoder's lower layers, once, and each content by upper layers of its
own, which learned on dossiers which contents make one claim (`training/contents.py`).
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from sayso.model import Span
from sayso.tagger.network import Figures, Numbers
from sayso.tagger.pieces import BEGIN, END, Pieces
from sayso.tagger.weights import SHIPPED, check_files, load_shared
from sayso.tagger.windows import windows

FILE = "contents/relate.onnx"
TOPIC, DIRECTION = 128, 16  # numbers that tell what a content is about, and which way it goes
WIDTH = TOPIC + DIRECTION + 1
BEFORE, AFTER = 28, 14  # pieces around a content that are read with it
TITLE = 12  # the first pieces of a report, which are read with every content
CORE = 24  # pieces kept at each end of a long stretch of content
_GAP = 20  # pieces kept at each side of a hole in a content
_HEAD = 120  # code points in which a text that begins with its title has it

Marks = npt.NDArray[np.bool_]


class Cutter(Protocol):
    """Cuts a text into pieces with their places."""

    def segment(self, text: str) -> Pieces:
        """Return the words and pieces of a text."""
        ...


class Table(Protocol):
    """The word embeddings."""

    def rows(self, ids: Numbers) -> Figures:
        """Return the embeddings [pieces, width] of pieces by id."""
        ...


class LowerLayers(Protocol):
    """The lower layers of the sentence encoder."""

    def look(self, words: Figures) -> Figures:
        """Take the word embeddings [pieces, width] of one window, borders included; give the states, same shape."""
        ...


class UpperLayers(Protocol):
    """The layers that look at one content; called by several threads at once."""

    def relate(self, states: Figures, inside: Marks) -> Figures:
        """Take the states [pieces, width] around a content and which are in it; give its vector [WIDTH]."""
        ...


@dataclass(frozen=True, slots=True)
class Read:
    """A report as the lower layers see it, piece by piece.

    `starts` and `ends` are code points of its text, the title before the text at negative ones, -1 borders of
    paragraphs apart from it: those have `real` False.
    """

    states: Figures
    starts: Numbers
    ends: Numbers
    real: Marks


class ContentEncoder:
    """Gives contents vectors by what they say in their report.

    The first `TOPIC` numbers have unit length: their cosine tells how near two contents are to being one claim; the
    product of the next `DIRECTION` is positive where they go the same way.  The last number is the log odds that it
    says what is claimed, not the contrary.  `threads` is how many contents are read at once.
    """

    def __init__(self, cutter: Cutter, table: Table, lower: LowerLayers, upper: UpperLayers, threads: int = 1) -> None:
        self._cutter = cutter
        self._table = table
        self._lower = lower
        self._upper = upper
        self._threads = threads
        self._last: tuple[str | None, str, Read] | None = None

    def encode(self, title: str | None, text: str, contents: Sequence[Sequence[Span]]) -> Figures:
        """Return the vectors [contents, WIDTH] of contents of a report; zeros for one without words."""
        if not contents:
            return np.zeros((0, WIDTH), np.float32)
        read = self.read(title, text)
        if self._threads == 1:
            return np.stack([self._relate(read, spans) for spans in contents])
        with ThreadPoolExecutor(self._threads) as pool:
            return np.stack(list(pool.map(lambda spans: self._relate(read, spans), contents)))

    def read(self, title: str | None, text: str) -> Read:
        """Read a report once; every piece as the window sees it in whose midst it stands."""
        last = self._last
        if last is None or last[:2] != (title, text):
            last = self._last = (title, text, self._look(title, text))
        return last[2]

    def _look(self, title: str | None, text: str) -> Read:
        whole, offset = told(title, text)
        pieces = self._cutter.segment(whole)
        count = len(pieces.ids)
        states = np.zeros((count, 0), np.float32)
        margins = np.full(count, -1)
        for start, end in windows(count):
            ids = np.concatenate([[BEGIN], pieces.ids[start:end], [END]])
            seen = self._lower.look(self._table.rows(ids))[1:-1]
            if not states.size:
                states = np.zeros((count, seen.shape[1]), np.float32)
            margin = np.minimum(np.arange(end - start), np.arange(end - start, 0, -1))
            better = margin > margins[start:end]
            states[start:end][better] = seen[better]
            margins[start:end][better] = margin[better]
        real = pieces.words >= 0
        return Read(states, pieces.starts[pieces.words] - offset, pieces.ends[pieces.words] - offset, real)

    def _relate(self, read: Read, spans: Sequence[Span]) -> Figures:
        inside = find_inside(read, spans)
        if not inside.any():
            return np.zeros(WIDTH, np.float32)
        places = surroundings(inside)
        return self._upper.relate(read.states[places], inside[places])


def told(title: str | None, text: str) -> tuple[str, int]:
    """Return a report's text with its title before it, where it does not begin with it, and where the text begins."""
    title = (title or "").strip()
    if not title or title in text[: len(title) + _HEAD]:
        return text, 0
    return f"{title}\n{text}", len(title) + 1


def find_inside(read: Read, spans: Sequence[Span]) -> Marks:
    """Tell which pieces are in a content; where none is wholly, those that it touches."""
    whole, touched = np.zeros(len(read.starts), np.bool_), np.zeros(len(read.starts), np.bool_)
    for span in spans:
        whole |= read.real & (read.starts >= span.start) & (read.ends <= span.end)
        touched |= read.real & (read.starts < span.end) & (read.ends > span.start)
    return whole if whole.any() else touched


def surroundings(inside: Marks) -> Numbers:
    """Return the places to look at for one content: itself, what is around it, and the title; long ones are cut."""
    hit = np.flatnonzero(inside)
    keep = np.zeros(len(inside), np.bool_)
    keep[max(0, int(hit[0]) - BEFORE) : int(hit[-1]) + 1 + AFTER] = True
    runs = np.split(hit, np.flatnonzero(np.diff(hit) > 1) + 1)
    for run in runs:
        if len(run) > 2 * CORE:
            keep[run[CORE:-CORE]] = False
    for one, other in pairwise(runs):
        if other[0] - one[-1] > 2 * _GAP:
            keep[one[-1] + _GAP : other[0] - _GAP] = False
    keep[:TITLE] = True
    return np.flatnonzero(keep)


class OnnxUpperLayers:
    """Runs `relate.onnx`, one thread for each content."""

    def __init__(self, path: Path) -> None:
        from sayso.tagger.onnx_network import open_session

        self._session = open_session(path, 1)

    def relate(self, states: Figures, inside: Marks) -> Figures:
        """See `UpperLayers`."""
        given = {"states": states[None], "inside": inside.astype(np.int64)[None], "asked": np.flatnonzero(inside)}
        (vector,) = self._session.run(["vector"], given)
        found: Figures = vector[0]
        return found


@cache
def load(lower: LowerLayers, folder: Path = SHIPPED, threads: int = 1) -> ContentEncoder:
    """Return the encoder of contents of a folder of weights over lower layers; `WeightsError` as `weights.load`."""
    check_files(folder, (FILE,))
    return ContentEncoder(*load_shared(folder), lower, OnnxUpperLayers(folder / FILE), threads)
