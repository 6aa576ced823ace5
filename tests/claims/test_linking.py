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
