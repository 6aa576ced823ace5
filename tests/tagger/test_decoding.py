import itertools

import numpy as np
import pytest

from sayso.tagger.decoding import best_tags, contents, pointed
from sayso.tagger.network import BEGIN, CONTINUE, INSIDE, OUT

NO_MOVES = np.zeros((4, 4), np.float32)


def scores(*tags):
    rows = np.zeros((len(tags), 4), np.float32)
    rows[np.arange(len(tags)), tags] = 3
    return rows


def allowed(path):
    before = OUT
    for tag in path:
        if tag == INSIDE and before == OUT:
            return False
        if tag == CONTINUE and before != OUT:
            return False
        before = tag
    return True


def test_clear_scores_are_followed():
    wanted = [OUT, BEGIN, INSIDE, OUT, CONTINUE, INSIDE, OUT]
    assert best_tags(scores(*wanted), NO_MOVES).tolist() == wanted


def test_no_content_is_gone_on_with_before_it_began():
    assert INSIDE not in best_tags(scores(OUT, INSIDE, OUT), NO_MOVES)[:2]


@pytest.mark.parametrize("seed", range(5))
def test_the_path_is_the_best_of_all_allowed_ones(seed):
    chance = np.random.default_rng(seed)
    rows = chance.normal(size=(6, 4)).astype(np.float32)
    moves = chance.normal(size=(4, 4)).astype(np.float32)

    def worth(path):
        steps = zip((OUT, *path), path, strict=False)
        return sum(float(moves[a, b]) for a, b in steps) + sum(float(rows[i, t]) for i, t in enumerate(path))

    best = max(filter(allowed, itertools.product(range(4), repeat=6)), key=worth)
    assert best_tags(rows, moves).tolist() == list(best)


def test_contents_begin_anew_and_go_on_after_gaps():
    tags = np.array([OUT, BEGIN, INSIDE, BEGIN, INSIDE, OUT, CONTINUE, INSIDE])
    assert [words.tolist() for words in contents(tags)] == [[1, 2], [3, 4, 6, 7]]


def test_a_role_is_the_best_stretch():
    rows = np.array([[0, 0], [5, 0], [0, 1], [0, 4], [4, 0]], np.float32)
    assert pointed(rows, nothing=1.0, threshold=0.0) == (1, 3)


def test_a_role_may_be_nobody():
    rows = np.array([[1, 0], [0, 1]], np.float32)
    assert pointed(rows, nothing=1.5, threshold=0.0) is None
    assert pointed(rows, nothing=1.5, threshold=-2.0) == (0, 1)


def test_a_role_never_ends_before_it_begins():
    rows = np.array([[0, 9], [9, 0]], np.float32)
    first, last = pointed(rows, nothing=-9.0, threshold=0.0)
    assert first <= last
