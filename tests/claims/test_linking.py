from dataclasses import replace

from tests.claims.given import Said
from tests.claims.test_likeness import PLAIN, meant

from sayso.claims.likeness import Neighbourhood
from sayso.claims.linking import Group, link

LOW = PLAIN._replace(bias=-8.0)
SAID = Said("das Boot sei alt", "Amt", "SE")


def linked(near):
    (new,) = meant("r2", "2030-05-02", SAID)
    (known,) = meant("r1", "2030-05-01", SAID)
    groups = [Group((new,), None, frozenset(near)), Group((known,), "c1")]
    return [result.groups for result in link(groups, Neighbourhood([new, known], PLAIN))]


def test_a_new_statement_joins_a_claim_that_is_near_it():
    assert linked(["c1", "c2"]) == [(0, 1)]


def test_a_claim_is_compared_only_with_what_it_was_found_for():
    assert linked(["c2"]) == [(0,), (1,)]


def test_words_on_which_two_stand_count_once():
    said, denied = meant("r1", "2030-05-01", SAID, SAID._replace(name="Rat", party="FI", stance="denies"))
    same = denied._replace(point=replace(denied.point, start=said.point.start))
    assert Group((said, same), None).telling == (said,)
    assert Group((said, denied), None).telling == (said, denied)


def test_what_a_report_tells_apart_never_meets_in_one_claim():
    """Both would join the claim known before, which is like them to the letter."""
    confirmed = Said("das Boot sei gesunken", "Amt", "SE", "confirms")
    denied = SAID._replace(name="Rat", party="FI", stance="denies")
    new = meant("r2", "2030-05-02", confirmed, SAID, denied)
    (known,) = meant("r1", "2030-05-01", SAID._replace(name="Werft", party="DK"))
    near = frozenset({"c1"})

    def joined(first):
        groups = [Group((first,), None, near), Group(tuple(new[1:]), None, near), Group((known,), "c1")]
        return [result.groups for result in link(groups, Neighbourhood([*new, known], LOW))]

    assert joined(new[0]._replace(point=replace(new[0].point, stance="asserts"))) == [(0, 1, 2)]
    assert len(joined(new[0])) == 2
