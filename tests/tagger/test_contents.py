import numpy as np
import pytest

from sayso.model import Span
from sayso.tagger.contents import (
    AFTER,
    BEFORE,
    CORE,
    TITLE,
    WIDTH,
    ContentEncoder,
    find_inside,
    surroundings,
    told,
)
from sayso.tagger.pieces import Pieces
from sayso.tagger.windows import LIMIT


class Words:
    """Cuts a text at its blanks; every word is one piece, numbered by its length."""

    def segment(self, text):
        starts = [at for at, sign in enumerate(text) if sign != " " and (at == 0 or text[at - 1] == " ")]
        ends = [(text + " ").index(" ", start) for start in starts]
        ids = [end - start for start, end in zip(starts, ends, strict=True)]
        return Pieces(*(np.array(column, np.int64) for column in (ids, range(len(ids)), starts, ends)))


class Lengths:
    def rows(self, ids):
        return np.asarray(ids, np.float32)[:, None]


class Seen:
    """Lower layers that change nothing, and upper layers that tell what they were shown; both remember it."""

    def __init__(self):
        self.windows = []
        self.shown = []

    def look(self, words):
        self.windows.append(len(words))
        return words

    def relate(self, states, inside):
        self.shown.append((states[:, 0].tolist(), inside.tolist()))
        return np.full(WIDTH, states[inside].mean(), np.float32)


def encoder(threads=1):
    seen = Seen()
    return ContentEncoder(Words(), Lengths(), seen, seen, threads), seen


def test_a_content_is_told_from_what_is_around_it():
    made, seen = encoder()
    (vector,) = made.encode(None, "a bb ccc dddd eeeee", [[Span(5, 13)]])
    assert seen.shown == [([1, 2, 3, 4, 5], [False, False, True, True, False])]
    assert (vector == 3.5).all()


def test_the_title_is_read_before_the_text_but_once():
    assert told("bb a", "ccc dddd") == ("bb a\nccc dddd", 5)
    assert told("bb a", "Kicker bb a ccc") == ("Kicker bb a ccc", 0)
    assert told(None, "ccc") == told(" ", "ccc") == ("ccc", 0)
    made, seen = encoder()
    made.encode("bbbbbbb", "ccc dddd", [[Span(4, 8)]])
    assert seen.shown[0][1][-1]
    assert sum(seen.shown[0][1]) == 1


def test_a_report_is_read_once_for_all_its_contents():
    made, seen = encoder()
    made.encode(None, "a bb ccc", [[Span(0, 1)], [Span(2, 4)]])
    made.encode(None, "a bb ccc", [[Span(5, 8)]])
    assert seen.windows == [5]


def test_of_a_long_report_every_piece_comes_from_the_window_that_shows_it_best():
    made, seen = encoder()
    text = " ".join("x" * (1 + at % 9) for at in range(LIMIT + 100))
    read = made.read(None, text)
    assert len(seen.windows) == 2
    assert read.states[:, 0].tolist() == [1 + at % 9 for at in range(LIMIT + 100)]


@pytest.mark.parametrize("threads", [2, 5])
def test_vectors_do_not_depend_on_the_threads(threads):
    contents = [[Span(0, 1)], [Span(2, 4), Span(9, 13)], [Span(5, 8)]]
    alone = encoder()[0].encode("title", "a bb ccc dddd eeeee", contents)
    assert (encoder(threads)[0].encode("title", "a bb ccc dddd eeeee", contents) == alone).all()


def test_nothing_in_nothing_out_and_zeros_for_a_content_without_words():
    made, seen = encoder()
    assert made.encode(None, "a bb", []).shape == (0, WIDTH)
    assert not made.encode(None, "a bb", [[]]).any()
    assert seen.shown == []


def test_a_piece_that_a_content_only_touches_counts_where_there_is_no_whole_one():
    read = encoder()[0].read(None, "aaaa bbbb cccc")
    assert find_inside(read, [Span(5, 12)]).tolist() == [False, True, False]
    assert find_inside(read, [Span(6, 8)]).tolist() == [False, True, False]


def test_surroundings_keep_the_title_and_leave_out_the_middle_of_long_contents_and_holes():
    inside = np.zeros(600, bool)
    inside[200 : 200 + 3 * CORE] = True
    inside[400:402] = True
    places = surroundings(inside)
    assert places[:TITLE].tolist() == list(range(TITLE))
    assert places[TITLE] == 200 - BEFORE
    assert places[-1] == 401 + AFTER
    assert not {200 + CORE, 199 + 2 * CORE, 330} & set(places.tolist())
    assert {199 + CORE, 200 + 2 * CORE, 271, 272, 399} <= set(places.tolist())
