"""Scores into contents and roles: the best path of tags, and the best stretch of words for each role."""

from collections.abc import Sequence

import numpy as np

from sayso.tagger.network import BEGIN, CONTINUE, INSIDE, OUT, Figures, Numbers

LONGEST_POINTED = 40  # words


def best_tags(scores: Figures, moves: Figures) -> Numbers:
    """Return the best tag of each word: scores [words, tags], moves [tags, tags] (from, to).

    A content is gone on with only after one began, and continued after a gap only from outside.
    """
    after = {
        OUT: (OUT, BEGIN, INSIDE, CONTINUE),
        BEGIN: (OUT, BEGIN, INSIDE, CONTINUE),
        INSIDE: (BEGIN, INSIDE, CONTINUE),
        CONTINUE: (OUT,),
    }
    ways = [(tag, [(before, float(moves[before, tag])) for before in after[tag]]) for tag in range(len(after))]
    never = -1e9
    state = [never] * len(after)
    state[OUT] = 0.0
    steps: list[list[int]] = []
    for row in scores.tolist():
        following = []
        came = []
        for tag, befores in ways:
            best, origin = max((state[before] + move, before) for before, move in befores)
            following.append(best + row[tag])
            came.append(origin)
        state = following
        steps.append(came)
    tags = np.zeros(len(steps), np.int64)
    tag = max(range(len(state)), key=state.__getitem__)
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
