"""Hints of the rules, brought to words and pieces."""

from collections.abc import Sequence

import numpy as np

from sayso.tagger.findings import HINTS, Hint
from sayso.tagger.network import Figures, Numbers
from sayso.tagger.pieces import Pieces

_NUMBER = {kind: number for number, kind in enumerate(HINTS)}


def hinted(pieces: Pieces, hints: Sequence[Hint]) -> Figures:
    """Return for each word which hints touch it: [words, kinds], 1 or 0."""
    found = np.zeros((len(pieces.starts), len(HINTS)), np.float32)
    firsts = np.searchsorted(pieces.ends, [span.start for _, span in hints], side="right").tolist()
    lasts = np.searchsorted(pieces.starts, [span.end for _, span in hints], side="left").tolist()
    for (kind, _), first, last in zip(hints, firsts, lasts, strict=True):
        found[first:last, _NUMBER[kind]] = 1
    return found


def hints_of_pieces(hints: Figures, words: Numbers) -> Figures:
    """Return the hints [pieces + 2, kinds] of a window's pieces between its borders, which have none."""
    found = np.zeros((len(words) + 2, hints.shape[1]), np.float32)
    real = words >= 0
    found[1:-1][real] = hints[words[real]]
    return found
