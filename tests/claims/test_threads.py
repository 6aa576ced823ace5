from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from tests.claims.given import Said, reading

from sayso.claims.meaning import NO_SENSE, Meant
from sayso.claims.points import read_points
from sayso.claims.threads import find_threads

DAMAGED = Said("der Damm sei beschädigt", "Wasserbehörde", "XA")
CLEARED = Said("die Stadt sei vollständig geräumt", "Innenministerium", "XA")
REFUSED = Said("die Darstellung", "Stadtrat", "XB", "denies")
STAYING = Said("die Einwohner blieben in ihren Häusern", "Stadtrat", "XB")


class Alike:
    """Log odds by the numbers of two statements, -1 of all others."""

    def __init__(self, odds):
        self.odds = odds

    def likeness(self, one, other):
        return self.odds.get(tuple(sorted((one.place, other.place))), -1.0)


def threads(said, odds, headings=(), paragraph=None):
    """Return the threads, and what statements refer to; `headings` are numbers, `paragraph` that of all."""
    vector = np.zeros(4, np.float32)
    points = [
        replace(point, heading=at in headings, paragraph=point.paragraph if paragraph is None else paragraph)
        for at, point in enumerate(read_points(reading("r1", "2030-05-01", *said)))
    ]
    meant = [
        Meant(point, place, vector, np.zeros((0, 4), np.float32), (), NO_SENSE) for place, point in enumerate(points)
    ]
    found = find_threads(meant, Alike(odds))
    return [tuple(one.place for one in thread) for thread in found], {
        one.place: one.refers for thread in found for one in thread
    }


def test_a_refusal_takes_what_its_speaker_goes_on_to_say_to_what_another_said():
    found, refers = threads([DAMAGED, CLEARED, REFUSED, STAYING], {(2, 3): 1.0, (1, 3): 0.5, (1, 2): 0.0})
    assert found == [(0,), (1, 2, 3)]
    assert refers == {0: None, 1: None, 2: 1, 3: None}


def test_a_refusal_that_already_stands_with_what_it_refuses_stays_there():
    odds = {(0, 2): 2.0, (0, 3): 2.0, (2, 3): 2.0, (1, 3): 0.5}
    found, refers = threads([DAMAGED, CLEARED, REFUSED, STAYING], odds)
    assert found == [(0, 2, 3), (1,)]
    assert refers[2] == 0


def test_a_refusal_leaves_behind_what_is_about_something_else():
    said = [DAMAGED, CLEARED, REFUSED, STAYING]
    found, refers = threads(said, {(2, 3): 1.0, (0, 3): -4.0, (1, 3): -4.0})
    assert (3,) in found
    assert any({refers[2], 2} == set(thread) for thread in found)


def test_a_reference_within_a_thread_of_its_voice_goes_to_what_another_said():
    confirming = Said("die Darstellung", "Stadtrat", "XB", "confirms")
    found, refers = threads([DAMAGED, CLEARED, confirming, STAYING], {(2, 3): 1.0})
    assert any({refers[2], 2, 3} == set(thread) for thread in found)


def test_nobody_refuses_what_he_said_himself():
    refusal = Said("die Darstellung", "Stadtrat", "XA", "denies")
    said = [DAMAGED, CLEARED, refusal, STAYING._replace(party="XA")]
    assert threads(said, {(2, 3): 1.0, (1, 3): 0.5})[1][2] is None


def test_what_a_voice_asserts_right_behind_its_refusal_is_about_the_same_in_one_paragraph():
    said = [CLEARED, REFUSED, STAYING]
    assert threads(said, {}, paragraph=0)[0] == [(0, 1, 2)]
    assert threads(said, {})[0] == [(0, 1), (2,)]  # a paragraph each
    assert threads(said, {(0, 2): -4.0}, paragraph=0)[0] == [(0, 1), (2,)]
    assert threads([*said[:2], STAYING._replace(party="XC")], {}, paragraph=0)[0] == [(0, 1), (2,)]
    assert threads([*said[:2], STAYING._replace(stance="demands")], {}, paragraph=0)[0] == [(0, 1), (2,)]


def test_nobody_refuses_what_a_heading_above_him_says_where_another_said_something():
    said = [CLEARED, DAMAGED, REFUSED]
    assert threads(said, {}, headings=[0])[1][2] == 1
    assert threads(said, {}, headings=[1])[1][2] == 0
    assert threads(said, {}, headings=[0, 1])[1][2] is not None


def test_each_statement_is_in_one_thread():
    said = [DAMAGED, CLEARED, REFUSED, STAYING, REFUSED]
    for near in combinations(range(5), 2):
        found, _ = threads(said, {near: 3.0})
        assert sorted(at for thread in found for at in thread) == list(range(5))


LET = Said("Gäste aus Varn hätten mitgefeiert", "Innenministerium", "XA", "confirms")
SAFE = Said("das Stadion sei vollständig gesichert", "Innenministerium", "XA")
UNSAFE = Said("das Stadion sei vollständig gesichert", "Stadtrat", "XB", "denies")
CHEERED = Said("die Gäste hätten bei der Sicherung des Stadions geholfen", "Feuerwehr", "XC")
SAME_WORDS = {(1, 2): 8.0}


def test_what_one_voice_confirms_is_apart_from_what_another_denies_it():
    found, _ = threads([LET, SAFE, UNSAFE], {**SAME_WORDS, (0, 1): 1.5, (0, 2): 1.5})
    assert found == [(0,), (1, 2)]


@pytest.mark.parametrize(
    ("first", "odds"),
    [
        (LET._replace(stance="asserts"), {}),
        (LET._replace(party="XC"), {}),  # what another voice confirms
        (LET, {(0, 1): 4.0}),  # just what it says later, too
        (LET, {(1, 2): 1.5}),  # nobody denies just that
    ],
)
def test_what_else_is_alike_stays_with_what_is_denied(first, odds):
    found, _ = threads([first, SAFE, UNSAFE], {**SAME_WORDS, (0, 1): 1.5, (0, 2): 1.5, **odds})
    assert found == [(0, 1, 2)]


def test_what_is_denied_joins_when_all_others_have():
    """The third is most like what is denied, but it is like the first as well."""
    near = {(1, 3): 2.5, (2, 3): 2.5, (0, 3): 2.0}
    assert threads([LET, SAFE, UNSAFE, CHEERED], {**SAME_WORDS, **near})[0] == [(0, 3), (1, 2)]
    assert threads([LET, SAFE, UNSAFE, CHEERED], {**SAME_WORDS, **near, (0, 3): -1.0})[0] == [(0,), (1, 2, 3)]
