"""Whoever corrects a statement moves no other, and who takes that back finds all as it was."""

import pytest
from tests.claims.given import Said, reading
from tests.ledger.meanings import meanings

from sayso.accounting import correct_statement, merge_claims, place_pending, split_claim, undo_ruling
from sayso.interfaces.claim_wire import claims_to_dicts
from sayso.ledger import Amendment, open_ledger
from sayso.model import Span

BRIDGE = "die Brücke bei Neustadt zerstört worden sei"
NO_BRIDGE = "die Brücke bei Neustadt nicht zerstört worden sei"
HARBOUR = "der Hafen von Altstadt am Mittwoch geschlossen bleibe"
DAM = "der Damm am Oberlauf mit 300 Tonnen Sand verstärkt werde"
READINGS = (
    reading(
        "r1",
        "2025-03-01",
        Said(BRIDGE, "Ina Holm", "AT"),
        Said(HARBOUR, "Olaf Behn"),
        Said("der Kai gesperrt sei", "Lea Roth", "SE", parent=2),
    ),
    reading(
        "r2",
        "2025-03-04",
        Said(BRIDGE, "Ina Holm", "AT"),
        Said("Dies", "Oberst Kern", "DE", stance="denies"),
        Said(NO_BRIDGE, "Oberst Kern", "DE", on="2025-03-03"),
        Said("die Brücke bei Neustadt noch stehe", "Oberst Kern", "DE"),
        Said(HARBOUR, "Oberst Kern", "DE", stance="confirms"),
    ),
    reading("r3", "2025-03-05", Said(DAM, "Mona Lind", "FR"), Said(BRIDGE, "Mona Lind", "FR", stance="withholds")),
)
LATER = reading("r4", "2025-03-09", Said(BRIDGE, "Olaf Behn"), Said(DAM, "Ina Holm", "AT", stance="denies"))
EVERY = [(one.report.id, statement.id) for one in READINGS for statement in one.statements]
BY = {"by": "Ada", "load": meanings}


def kinds_of(statement):
    """Return every kind of correction of a statement."""
    start, end = statement.content[0].start, statement.content[-1].end
    return {
        "stance": Amendment(stance="alleges" if statement.stance == "denies" else "denies"),
        "silence": Amendment(stance="withholds"),
        "demand": Amendment(stance="demands"),
        "speaker": Amendment(speaker="Jan Berg", party="NO"),
        "day": Amendment(said="2025-02-11"),
        "span": Amendment(content=(Span(start, (start + end) // 2),)),
        "accept": Amendment(),
        "reject": None,
    }


KINDS = tuple(kinds_of(READINGS[0].statements[0]))


@pytest.fixture
def book(place):
    with open_ledger(place) as book:
        for one in READINGS:
            book.keep(one)
        place_pending(book, meanings)
        yield book


def told(book):
    """Return all that is told of the claims, by their ids."""
    return {claim["id"]: claim for claim in claims_to_dicts(book, book.claims(), full=True)}


def places(book):
    """Return of each statement its claim and its stance towards that."""
    return {(one.report, one.statement): (claim.id, one.on_claim) for claim in book.claims() for one in claim.members}


def without(places, *ids):
    return {id: place for id, place in places.items() if id not in ids}


def rule(book, id, kind):
    (statement,) = [one for one in book.uncorrected(id[0]).reading.statements if one.id == id[1]]
    correct_statement(book, *id, kinds_of(statement)[kind], **BY)


@pytest.mark.parametrize("kind", KINDS)
def test_a_correction_moves_no_other_statement_and_is_undone_without_a_trace(book, kind):
    before, whole = places(book), told(book)
    for id in EVERY:
        rule(book, id, kind)
        assert without(places(book), id).items() >= without(before, id).items(), id
        if kind not in ("span", "reject"):
            own = places(book).get(id, (None,))[0]
            assert own == before.get(id, (None,))[0], id
        undo_ruling(book, None, **BY)
        assert told(book) == whole, id


def test_an_accepted_statement_is_all_that_differs(book):
    whole = told(book)
    for id in EVERY:
        rule(book, id, "accept")
        for claim in (now := told(book)).values():
            for one, was in zip(claim["statements"], whole[claim["id"]]["statements"], strict=True):
                if (one["report"], one["id"]) == id:
                    assert one["found_by"] == f"{was['found_by']}+person"
                    one["found_by"] = was["found_by"]
        assert now == whole
        undo_ruling(book, None, **BY)


def test_a_stance_moves_the_account_of_its_own_claim_alone(book):
    whole, before = told(book), places(book)
    for id in EVERY:
        rule(book, id, "stance")
        assert {c for c, one in told(book).items() if one != whole[c]} <= {before.get(id, (None,))[0]}
        undo_ruling(book, None, **BY)
    rule(book, ("r3", "s2"), "stance")
    assert places(book)["r3", "s2"] == (before["r3", "s2"][0], "denies")


@pytest.mark.parametrize("kind", KINDS)
def test_a_report_read_later_moves_none_of_the_earlier_ones(place, kind):
    for at, id in enumerate(EVERY):
        with open_ledger(f"{place}{at}" if "://" not in str(place) else place) as book:
            for one in READINGS:
                book.keep(one)
            place_pending(book, meanings)
            rule(book, id, kind)
            before = places(book)
            book.keep(LATER)
            place_pending(book, meanings)
            claims = {one: claim for one, (claim, _) in places(book).items()}
            assert claims.items() >= {one: claim for one, (claim, _) in before.items()}.items(), id
        if "://" in str(place):
            break


def test_corrections_taken_back_out_of_order_leave_nothing(book):
    whole = told(book)
    ids = [("r2", "s3"), ("r2", "s5"), ("r2", "s1")]
    for id, kind in zip(ids, ("span", "stance", "reject"), strict=True):
        rule(book, id, kind)
    for number in (2, 1, 3):
        undo_ruling(book, number, **BY)
    assert told(book) == whole


def test_what_people_put_together_or_apart_stays_so_through_corrections(book):
    before = places(book)
    bridge, harbour, dam = (before[id][0] for id in (("r1", "s1"), ("r1", "s2"), ("r3", "s1")))
    rule(book, ("r3", "s1"), "accept")
    apart = split_claim(book, harbour, [("r2", "s5")], **BY).id
    merge_claims(book, [bridge, dam], **BY)
    ruled = places(book)
    assert ruled["r2", "s5"][0] == apart
    assert ruled["r3", "s1"][0] == bridge
    rule(book, ("r2", "s1"), "accept")
    rule(book, ("r3", "s2"), "accept")
    assert places(book) == ruled
    undo_ruling(book, 1, **BY)
    assert places(book) == ruled
    undo_ruling(book, 3, **BY)  # the merge
    undo_ruling(book, 2, **BY)  # the split
    assert places(book) == before


def test_what_stood_within_a_rejected_statement_counts_by_itself(book):
    nested = reading("r5", "2025-03-06", Said(DAM, "Olaf Behn"), Said(HARBOUR, "Olaf Behn", parent=1))
    book.keep(nested)
    place_pending(book, meanings)
    whole = told(book)
    assert ("r5", "s2") not in places(book)
    rule(book, ("r5", "s1"), "reject")
    assert places(book)["r5", "s2"][0] == places(book)["r1", "s2"][0]
    undo_ruling(book, None, **BY)
    assert told(book) == whole
