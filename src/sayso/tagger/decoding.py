"""Scores into contents and roles: the best path of tags, and the best stretch of words for each role."""

from collections.abc import Sequence

import numpy as np

from sayso.tagger.network import BEGIN, CONTINUE, INSIDE, OUT, Figures, Numbers

LONGEST_POINTED = 40  # words
_NEVER = -1e9


def best_tags(scores: Figures, moves: Figures) -> Numbers:
    """Return the best tag of each word: scores [words, tags], moves [tags, tags] (from, to).

    A content is gone on with only after one began, and continued after a gap only from outside.
    """
    out, begin, inside, gone_on = 0.0, _NEVER, _NEVER, _NEVER
    m = moves.tolist()
    (oo, ob, _, oc), (bo, bb, bi, _), (io, ib, ii, _), (co, cb, ci, _) = m
    steps: list[tuple[int, int, int, int]] = []
    # Written out by hand: this is the innermost loop of reading, and a general one takes three times as long.
    for to_out, to_begin, to_inside, to_gone_on in scores.tolist():
        best_out, from_out = out + oo, OUT
        best_begin, from_begin = out + ob, OUT
        best_inside, from_inside = begin + bi, BEGIN
        if begin + bo > best_out:
            best_out, from_out = begin + bo, BEGIN
        if inside + io > best_out:
            best_out, from_out = inside + io, INSIDE
        if gone_on + co > best_out:
            best_out, from_out = gone_on + co, CONTINUE
        if begin + bb > best_begin:
            best_begin, from_begin = begin + bb, BEGIN
        if inside + ib > best_begin:
            best_begin, from_begin = inside + ib, INSIDE
        if gone_on + cb > best_begin:
            best_begin, from_begin = gone_on + cb, CONTINUE
        if inside + ii > best_inside:
            best_inside, from_inside = inside + ii, INSIDE
        if gone_on + ci > best_inside:
            best_inside, from_inside = gone_on + ci, CONTINUE
        steps.append((from_out, from_begin, from_inside, OUT))
        gone_on = out + oc + to_gone_on
        out, begin, inside = best_out + to_out, best_begin + to_begin, best_inside + to_inside
    last = (out, begin, inside, gone_on)
    tags = np.zeros(len(steps), np.int64)
    tag = max(range(len(last)), key=last.__getitem__)
    for place in range(len(steps) - 1, -1, -1):
        tags[place] = tag
        tag = steps[place][tag]
    return tags


def contents(tags: Numbers) -> list[Numbers]:
    """Return the words of each content in one level's tags."""
    found: list[list[int]] = []
    for word in np.flatnonzero(tags).tolist():
        if tags[word] == BEGIN or not found:
            found.append([])
        found[-1].append(word)
    return [np.array(words, np.int64) for words in found]


def pointed(scores: Figures, nothing: float, threshold: float, barred: Sequence[bool] = ()) -> tuple[int, int] | None:
    """Return the first and last place of the best stretch, or None where naming nobody is better.

    scores [words, 2]: how well a word begins and ends the role; `nothing`: the score of there being none.  No
    stretch holds a word that is `barred`, one flag a word: those of the cue.
    """
    begins, ends = scores[:, 0].tolist(), scores[:, 1].tolist()
    best = 2 * nothing + threshold
    found = None
    for first in np.argsort(-scores[:, 0], kind="stable")[:5].tolist():
        for last in range(first, min(len(ends), first + LONGEST_POINTED)):
            if barred and barred[last]:
                break
            if begins[first] + ends[last] > best:
                best = begins[first] + ends[last]
                found = (first, last)
    return found
