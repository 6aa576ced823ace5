from dataclasses import replace

import numpy as np
import pytest
from tests.claims.given import Said
from tests.claims.test_likeness import meant

from sayso.claims.disputes import pair_disputes, told_apart

SAID = Said("der Hafen sei geräumt", "Marine", "XA")
DENIED = Said("der Hafen sei geräumt", "Stadtrat", "XB", "denies")
REFUSED = Said("die Darstellung", "Stadtrat", "XB", "denies")
CONFIRMED = Said("zwei Schiffe seien ausgelaufen", "Marine", "XA", "confirms")
SAME_WORDS = {(0, 1): 8.0}


class Alike:
    """Log odds by the numbers of two statements, 0 of all others."""

    def __init__(self, odds):
        self.odds = odds

    def likeness(self, one, other):
        return self.odds.get(tuple(sorted((one.place, other.place))), 0.0)


def disputes(said, odds):
    table = np.zeros((len(said), len(said)))
    for (one, other), value in odds.items():
        table[one, other] = table[other, one] = value
    return pair_disputes([one.point for one in meant("r1", "2030-05-01", *said)], table)


def apart(said, odds):
    """Return whether the third statement is told apart from the first two, which join last, in either order."""
    one, two, three = meant("r1", "2030-05-01", *said)
    found = told_apart([[one, two], [three]], Alike(odds))
    assert told_apart([[three], [one, two]], Alike(odds)) == {pair[::-1] for pair in found}
    return found == {(1, 0)}


def test_a_denial_goes_with_the_words_that_are_most_like_its_own():
    odds = {(0, 2): 4.0, (1, 2): 7.0, (1, 3): 5.0}
    assert disputes([SAID, SAID, DENIED, DENIED], odds) == [[1, 2, 3]]


@pytest.mark.parametrize(
    ("said", "odds"),
    [
        ((SAID, DENIED), 2.5),  # not in the same words
        ((SAID, REFUSED), 9.0),  # what only refers says nothing by itself
        ((SAID, DENIED._replace(party="XA")), 9.0),  # nobody denies its own words
        ((DENIED, DENIED._replace(party="XC")), 9.0),  # nor what another denies
    ],
)
def test_no_dispute(said, odds):
    assert disputes([SAID, DENIED], {(0, 1): 9.0}) == [[0, 1]]
    assert disputes(said, {(0, 1): odds}) == []


def test_who_is_denied_one_thing_and_confirms_another_tells_of_two():
    assert apart([SAID, DENIED, CONFIRMED], SAME_WORDS)


@pytest.mark.parametrize(
    "said",
    [
        (SAID, DENIED, CONFIRMED._replace(stance="asserts")),
        (SAID, DENIED, CONFIRMED._replace(party="XC")),  # another voice confirms
        (SAID, SAID, CONFIRMED),  # nobody denies anything
        (SAID, REFUSED, CONFIRMED),  # nobody knows for sure what is denied
    ],
)
def test_groups_that_nothing_tells_apart(said):
    assert not apart(said, SAME_WORDS)


def test_what_is_confirmed_and_denied_alike_is_one():
    assert not apart([SAID, DENIED, CONFIRMED], {**SAME_WORDS, (0, 2): 3.5})


def test_what_another_report_confirms_is_not_told_apart():
    said, denied = meant("r1", "2030-05-01", SAID, DENIED)
    (confirmed,) = meant("r2", "2030-05-02", CONFIRMED)
    assert told_apart([[said, denied], [confirmed._replace(place=2)]], Alike(SAME_WORDS)) == set()


def on_top(said, number, odds=None, report="r1"):
    """Return which of some statements, each alone, are told apart where that of a number comes on top of others."""
    told = meant("r1", "2030-05-01", *said)
    point = replace(told[number].point, further=True, report=report)
    told[number] = told[number]._replace(point=point)
    return told_apart([[one] for one in told], Alike(odds or {}))


FURTHER = Said("der Zaun sei neu", "Marine", "XA")


def test_what_comes_on_top_is_something_else_than_all_that_the_voice_said_before():
    assert on_top([SAID, CONFIRMED, FURTHER, SAID], 2) == {(0, 2), (1, 2)}


@pytest.mark.parametrize(
    ("said", "odds", "report"),
    [
        ([SAID._replace(party="XC"), FURTHER], {}, "r1"),  # another voice's words
        ([SAID, FURTHER], {(0, 1): 4.0}, "r1"),  # the same once more
        ([SAID, FURTHER], {}, "r2"),
    ],
)
def test_what_comes_on_top_is_apart_from_nothing_else(said, odds, report):
    assert on_top(said, 1) or said[0].party == "XC"
    assert on_top(said, 1, odds, report) == set()
