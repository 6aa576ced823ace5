from dataclasses import replace

from tests.claims.given import Said
from tests.claims.test_likeness import PLAIN, meant

from sayso.claims.likeness import Neighbourhood
from sayso.claims.linking import Group, link

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


class Alike:
    """All are alike; what stands in one report with `SAID` and denies it more than others."""

    weights = PLAIN

    def likeness(self, one, other):
        return 8.0 if one.point.report == other.point.report and one.point.text == other.point.text else 1.0


def test_what_a_report_tells_apart_never_meets_in_one_claim():
    """Both would join the claim known before."""
    confirmed = Said("das Boot sei gesunken", "Amt", "SE", "confirms")
    denied = SAID._replace(name="Rat", party="FI", stance="denies")
    (known,) = meant("r1", "2030-05-01", SAID._replace(name="Werft", party="DK"))
    near = frozenset({"c1"})

    def joined(first):
        one, *dispute = meant("r2", "2030-05-02", first, SAID, denied)
        groups = [Group((one,), None, near), Group(tuple(dispute), None, near), Group((known,), "c1")]
        return [result.groups for result in link(groups, Alike())]

    assert joined(confirmed._replace(stance="asserts")) == [(0, 1, 2)]
    assert sorted(map(len, joined(confirmed))) == [1, 2]
