"""Finds statements in a text with the learned network."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sayso.model import Span
from sayso.tagger.decoding import best_tags, contents, pointed
from sayso.tagger.embedding import Embedding
from sayso.tagger.findings import HINTS, MEDIUMS, MODES, ROLES, Hint, Tagged
from sayso.tagger.hints import hinted, hints_of_pieces
from sayso.tagger.network import (
    LEVELS,
    OUT,
    POINTED,
    TAGS,
    Figures,
    Network,
    Numbers,
    Settings,
)
from sayso.tagger.pieces import BEGIN, END, Pieces, Segmenter
from sayso.tagger.windows import surroundings, windows

SHORTEST = 2  # words in a content
DOUBT = -0.5  # added to the score of every word outside a content, to find what the network doubts
TOGETHER = 16  # contents related at once
Content = tuple[Numbers, int, float]  # its words, its level, how sure it is
# Hints of somebody's words; of reported ones rules find too many for their word to count.
_SPOKEN = [HINTS.index(mode) for mode in MODES if mode != "reported"]
_KINDS = np.cumsum([len(MODES), len(MEDIUMS), len(POINTED)])  # where a content's scores of one kind end


@dataclass(frozen=True, slots=True)
class View:
    """One window: its first and last word, its words by piece, what the network saw there."""

    first: int
    last: int
    words: Numbers
    branch: Figures

    def margin(self, content: Numbers) -> tuple[int, int]:
        """Tell how well the window shows a content: words of it, then the distance to the nearer border."""
        begin, end = np.searchsorted(content, (self.first, self.last + 1)).tolist()
        return end - begin, min(int(content[0]) - self.first, self.last - int(content[-1]))


class Finder:
    """One set of weights, ready to read texts."""

    def __init__(self, segmenter: Segmenter, embedding: Embedding, network: Network, settings: Settings) -> None:
        self._segmenter = segmenter
        self._embedding = embedding
        self._network = network
        self._settings = settings

    def find_spans(self, text: str, hints: Sequence[Hint] = ()) -> list[Tagged]:
        """Return the statements of a text in the order in which their contents begin, then those that are doubted.

        `hints` are what rules say about it; the network was trained with and without.  Only what a rule takes for
        somebody's words is doubted, else there is nobody whose word could settle it.
        """
        pieces = self._segmenter.segment(text)
        if not len(pieces.starts):
            return []
        known = hinted(pieces, hints)
        scores, views = self._look(pieces, known)
        sure = self._contents(scores, 0.0)
        told = self._relate(pieces, views, sure, sure)
        words_of_rules = known[:, _SPOKEN].max(axis=1) > 0
        if not words_of_rules.any():
            return told
        taken = {(level, word) for content, level, _ in sure for word in content.tolist()}
        doubted = [
            (content, level, rate)
            for content, level, rate in self._contents(scores, DOUBT)
            if not any((level, word) in taken for word in content.tolist())
        ]
        backed = [item for item in doubted if words_of_rules[item[0]].any()]
        return told + [replace(item, doubted=True) for item in self._relate(pieces, views, backed, sure + doubted)]

    def _contents(self, scores: Figures, bias: float) -> list[Content]:
        """Return the contents by their first word; `bias` is added to the score of every word outside them."""
        found: list[Content] = []
        for level in range(LEVELS):
            rows = scores[:, level * TAGS : (level + 1) * TAGS].copy()
            rows[:, OUT] += self._settings.outside[level] + bias
            outside = np.exp(rows[:, OUT] - np.logaddexp.reduce(rows, axis=1))
            for content in contents(best_tags(rows, self._settings.moves[level])):
                if len(content) >= SHORTEST:
                    found.append((content, level, float(1 - outside[content].mean())))
        return sorted(found, key=lambda item: (item[0][0], item[1]))

    def _look(self, pieces: Pieces, hints: Figures) -> tuple[Figures, list[View]]:
        """Return each word's scores, from the window that shows it best, and the windows."""
        count = len(pieces.starts)
        scores = np.zeros((count, LEVELS * TAGS + len(MODES)), np.float32)
        margins = np.full(count, -1)
        views = []
        for start, end in windows(len(pieces.ids), self._settings.window, self._settings.overlap):
            ids = np.concatenate([[BEGIN], pieces.ids[start:end], [END]])
            words = pieces.words[start:end]
            tags, branch = self._network.look(self._embedding.rows(ids), hints_of_pieces(hints, words))
            real = np.flatnonzero(words >= 0)
            first, last = int(words[real[0]]), int(words[real[-1]])
            means = _means(tags[1:-1][real], _begins(words[real]))
            margin = np.minimum(np.arange(last - first + 1), np.arange(last - first, -1, -1))
            better = margin > margins[first : last + 1]
            scores[first : last + 1][better] = means[better]
            margins[first : last + 1][better] = margin[better]
            views.append(View(first, last, words, branch[1:-1]))
        return scores, views

    def _relate(self, pieces: Pieces, views: list[View], found: list[Content], marks_of: list[Content]) -> list[Tagged]:
        """Return what the private layers say of some contents; those of `marks_of` are shown to them as contents."""
        tagged = []
        marked = np.zeros(len(pieces.starts), np.int64)
        for content, _, _ in marks_of:
            marked[content] = 2
        for begin in range(0, len(found), TOGETHER):
            branch, marks, words = [], [], []
            for content, _, _ in found[begin : begin + TOGETHER]:
                view = max(views, key=lambda view: view.margin(content))
                around = self._around(view, content, marked)
                branch.append(view.branch[around[0]])
                marks.append(around[1])
                words.append(view.words[around[0]])
            roles, kinds = self._network.relate(branch, marks)
            for (content, level, sure), word, role, kind in zip(found[begin:], words, roles, kinds, strict=False):
                tagged.append(self._tagged(pieces, content, level, sure, (word, role, kind)))
        return tagged

    def _around(self, view: View, content: Numbers, marked: Numbers) -> tuple[Numbers, Numbers]:
        """Return the window's places to look at for a content, and their marks; `marked` [words] has 2 in contents."""
        shown = np.zeros(len(marked) + 1, np.bool_)  # the last for pieces without a word
        shown[content] = True
        inside = shown[view.words]
        marks = np.where(view.words >= 0, marked[view.words], 0)
        marks[inside] = 1
        places = surroundings(inside, self._settings.around)
        places = places[view.words[places] >= 0]
        return places, marks[places]

    def _tagged(
        self, pieces: Pieces, content: Numbers, level: int, sure: float, seen: tuple[Numbers, Figures, Figures]
    ) -> Tagged:
        word, role, kind = seen
        begins = _begins(word)
        known = word[begins]
        scores = _means(role, begins)
        modes, mediums, nothing, stances = np.split(kind, _KINDS)
        roles: dict[str, Numbers] = {}
        for number, name in enumerate(ROLES):
            roles[name] = known[scores[:, number] > self._settings.thresholds[name]]
        barred = (scores[:, ROLES.index("cue")] > self._settings.thresholds["cue"]).tolist()
        for place, name in enumerate(POINTED):
            column = len(ROLES) + 2 * place
            threshold = self._settings.thresholds[name]
            stretch = pointed(scores[:, column : column + 2], float(nothing[place]), threshold, barred)
            roles[name] = known[stretch[0] : stretch[1] + 1] if stretch else known[:0]
        spans = {name: _spans(pieces, words) for name, words in roles.items()}
        mode = MODES[int(modes.argmax())]
        return Tagged(
            _spans(pieces, content),
            spans["speaker"],
            spans["cue"],
            spans["frame"],
            spans["addressee"],
            mode=mode,
            medium=MEDIUMS[int(mediums.argmax())],
            confidence=sure,
            level=level,
            stances=_probabilities(stances),
            alone=sure >= self._settings.alone.get(mode, 0.0),
        )


def _probabilities(scores: Figures) -> tuple[float, ...]:
    """Return the softmax of some scores; nothing of none."""
    if not len(scores):
        return ()
    shares = np.exp(scores - np.logaddexp.reduce(scores))
    return tuple(round(float(share), 4) for share in shares)


def _begins(words: Numbers) -> Numbers:
    """Return the places of ascending words, one for each piece, at which another word begins."""
    return np.flatnonzero(np.concatenate(([True], words[1:] != words[:-1])))


def _means(rows: Figures, begins: Numbers) -> Figures:
    """Return the mean row of each word, by the places at which words begin."""
    sizes = np.concatenate((begins[1:], [len(rows)])) - begins
    return (np.add.reduceat(rows, begins, axis=0) / sizes[:, None]).astype(np.float32)


def _spans(pieces: Pieces, words: Numbers) -> tuple[Span, ...]:
    """Return the spans of ascending words, neighbours joined."""
    if not len(words):
        return ()
    numbers = words.tolist()  # so few that arrays would be slower
    breaks = [place for place in range(1, len(numbers)) if numbers[place] > numbers[place - 1] + 1]
    runs = zip([0, *breaks], [*breaks, len(numbers)], strict=True)
    return tuple(Span(int(pieces.starts[numbers[first]]), int(pieces.ends[numbers[end - 1]])) for first, end in runs)
