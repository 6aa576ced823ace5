import numpy as np
import pytest
from tests.claims.given import Said
from tests.claims.test_likeness import meant

from sayso.claims.disputes import pair_disputes, told_apart
from sayso.claims.points import Point

SAID = Said("der Hafen sei geräumt", "Marine", "XA")
DENIED = Said("der Hafen sei geräumt", "Stadtrat", "XB", "denies")
REFUSED = Said("die Darstellung", "Stadtrat", "XB", "denies")
CONFIRMED = Said("zwei Schiffe seien ausgelaufen", "Marine", "XA", "confirms")
PLAIN = Said("zwei Schiffe seien ausgelaufen", "Marine", "XA")


class Even:
    """The same log odds for all pairs."""

    def __init__(self, odds: float) -> None:
        self.odds = odds

    def likeness(self, one, other):
        return self.odds


def points(*said) -> list[Point]:
    return [one.point for one in meant("r1", "2030-05-01", *said)]


def apart(first, second, odds=0.0):
    return told_apart([first, second], Even(odds))


def test_a_denial_goes_with_the_words_that_are_most_like_its_own():
    table = np.zeros((4, 4))
    table[0, 2] = table[2, 0] = 4.0
    table[1, 2] = table[2, 1] = 7.0
    table[1, 3] = table[3, 1] = 5.0
    assert pair_disputes(points(SAID, SAID, DENIED, DENIED), table) == [[1, 2, 3]]


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
    assert pair_disputes(points(*said), np.full((2, 2), odds)) == []


def test_who_is_denied_one_thing_and_confirms_another_tells_of_two():
    said, denied, confirmed = meant("r1", "2030-05-01", SAID, DENIED, CONFIRMED)
    assert apart([said, denied], [confirmed]) == apart([confirmed], [said, denied]) == {(0, 1)}
    said, refused, confirmed = meant("r1", "2030-05-01", SAID, REFUSED, CONFIRMED)
    assert apart([said, refused], [confirmed]) == {(0, 1)}


@pytest.mark.parametrize(
    "others",
    [
        (SAID, DENIED, PLAIN),  # says it, but confirms nothing
        (SAID, DENIED, CONFIRMED._replace(party="XC")),  # another voice confirms
        (SAID, SAID, CONFIRMED),  # nobody denies anything
        (SAID, DENIED, CONFIRMED._replace(stance="denies")),
    ],
)
def test_groups_that_nothing_tells_apart(others):
    one, two, three = meant("r1", "2030-05-01", *others)
    assert apart([one, two], [three]) == set()


def test_what_is_confirmed_and_denied_alike_is_one():
    said, denied, confirmed = meant("r1", "2030-05-01", SAID, DENIED, CONFIRMED)
    assert apart([said, denied], [confirmed], odds=3.5) == set()


def test_what_another_report_confirms_is_not_told_apart():
    said, denied = meant("r1", "2030-05-01", SAID, DENIED)
    (confirmed,) = meant("r2", "2030-05-02", CONFIRMED)
    assert apart([said, denied], [confirmed]) == set()
