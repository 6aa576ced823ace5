"""What people correct: kept as rows of their own, respected by later readings, undone without a trace in the claims."""

from dataclasses import replace

import pytest
from tests.claims.given import Said, reading
from tests.ledger.meanings import meanings

from sayso.accounting import correct_statement, merge_claims, place_pending, split_claim, undo_ruling
from sayso.errors import UsageError
from sayso.ledger import Amendment, open_ledger
from sayso.model import Confidences, Run, Span

BRIDGE = "die Brücke bei Neustadt zerstört worden sei"
CROSSING = "der Übergang am Fluss nicht mehr steht"
HARBOUR = "der Hafen von Altstadt am Mittwoch geschlossen bleibe"
READINGS = (
    reading("r1", "2025-03-01", Said(BRIDGE, "Ina Holm", "AT"), Said(HARBOUR, "Olaf Behn")),
    reading(
        "r2", "2025-03-04", Said(CROSSING, "Oberst Kern", "DE"), Said(BRIDGE, "Oberst Kern", "DE", stance="denies")
    ),
)
BY = {"by": "Ada", "load": meanings}


@pytest.fixture
def path(place):
    with open_ledger(place) as book:
        for one in READINGS:
            book.keep(one)
        place_pending(book, meanings)
    return place


@pytest.fixture
def book(path):
    with open_ledger(path) as book:
        yield book


def members(book):
    """Return the statements of each claim, by the first one's words."""
    held = {}
    for claim in book.claims():
        entries = list(book.claim_entries(claim.id))
        assert {(e.report.id, e.statement.id) for e in entries} == {(m.report, m.statement) for m in claim.members}
        held[entries[0].content] = sorted(f"{entry.report.id}/{entry.statement.id}" for entry in entries)
    return held


BEFORE = {BRIDGE: ["r1/s1", "r2/s2"], CROSSING: ["r2/s1"], HARBOUR: ["r1/s2"]}
MERGED = {BRIDGE: ["r1/s1", "r2/s1", "r2/s2"], HARBOUR: ["r1/s2"]}


def id_of(book, words):
    return next(c.id for c in book.claims() if next(iter(book.claim_entries(c.id))).content == words)


def read_again(book, *readings, run="later"):
    for one in readings:
        book.keep(replace(one, run=Run("test", run)))
    place_pending(book, meanings)


def test_a_merged_claim_takes_what_comes_to_either(path, book):
    assert members(book) == BEFORE
    bridge, crossing = id_of(book, BRIDGE), id_of(book, CROSSING)
    merged = merge_claims(book, [bridge, crossing], note="one bridge", **BY)
    assert merged.id == book.claim(crossing).id == bridge
    assert members(book) == MERGED
    book.close()
    with open_ledger(path) as book:
        book.keep(reading("r3", "2025-03-09", Said(CROSSING, "Mona Lind", "FR")))
        place_pending(book, meanings)
        assert members(book)[BRIDGE] == [*MERGED[BRIDGE], "r3/s1"]
        (ruling,) = book.rulings()
        assert (ruling.kind, ruling.claim, ruling.other, ruling.made_by) == ("merge", bridge, crossing, "Ada")
        assert (ruling.note, ruling.made_at[:2]) == ("one bridge", "20")


def test_a_merge_holds_when_its_reports_are_read_again(book):
    merge_claims(book, [id_of(book, BRIDGE), id_of(book, CROSSING)], **BY)
    read_again(book, *READINGS)
    assert members(book) == MERGED


def test_a_merge_undone_leaves_claims_as_they_were(book):
    bridge, crossing = id_of(book, BRIDGE), id_of(book, CROSSING)
    merge_claims(book, [bridge, crossing], **BY)
    assert undo_ruling(book, None, **BY).kind == "merge"
    assert members(book) == BEFORE
    assert book.claim(crossing).id == crossing
    with pytest.raises(UsageError, match="no correction that could be undone"):
        undo_ruling(book, None, **BY)
    assert [ruling.kind for ruling in book.rulings()] == ["merge", "undo"]
    assert book.rulings(standing=True) == []


def test_a_split_holds_when_its_report_is_read_again_and_can_be_undone(book):
    bridge = id_of(book, BRIDGE)
    new = split_claim(book, bridge, [("r2", "s2")], **BY)
    apart = {bridge: ["r1/s1"], new.id: ["r2/s2"]}

    def held():
        found = {claim.id: [f"{m.report}/{m.statement}" for m in claim.members] for claim in book.claims()}
        return {id: found[id] for id in apart if id in found}

    assert held() == apart
    read_again(book, *READINGS)
    assert held() == apart
    undo_ruling(book, 1, **BY)
    assert members(book)[BRIDGE] == BEFORE[BRIDGE]


def test_what_cannot_be_merged_or_split_is_refused(book):
    bridge = id_of(book, BRIDGE)
    for act in (
        lambda: merge_claims(book, [bridge, bridge], **BY),
        lambda: merge_claims(book, [bridge, "c0"], **BY),
        lambda: split_claim(book, bridge, [("r1", "s2")], **BY),
        lambda: split_claim(book, bridge, [("r1", "s1"), ("r2", "s2")], **BY),
    ):
        with pytest.raises(UsageError):
            act()
    assert (book.rulings(), members(book)) == ([], BEFORE)


def test_a_corrected_statement_counts_as_corrected_in_readings_and_claims(book):
    amendment = Amendment(speaker="Mona Lind", party="FR", stance="confirms", said="2025-03-02")
    statement = correct_statement(book, "r2", "s2", amendment, **BY)
    assert (statement.stance, statement.said.value, statement.found_by) == ("confirms", "2025-03-02", "person")
    claim = book.claim(id_of(book, BRIDGE))
    assert [(p.party, p.actor_name, p.stance, p.since) for p in claim.positions] == [
        ("AT", "Ina Holm", "asserts", "2025-03-01"),
        ("FR", "Mona Lind", "confirms", "2025-03-02"),
    ]
    assert [e.statement.id for e in book.statements(party="FR", stance="confirms")] == ["s2"]
    first = book.reading("r2", run=READINGS[1].run)
    assert first == READINGS[1]


def test_corrections_hold_for_the_same_content_when_the_report_is_read_again(book):
    correct_statement(book, "r2", "s2", Amendment(stance="confirms"), **BY)
    numbered = {"s1": "s7", "s2": "s8"}
    other = replace(READINGS[1], statements=tuple(replace(one, id=numbered[one.id]) for one in READINGS[1].statements))
    read_again(book, other)
    assert {one.id: one.stance for one in book.reading("r2").statements} == {"s7": "asserts", "s8": "confirms"}
    correct_statement(book, "r2", "s8", Amendment(party=""), **BY)
    (changed,) = [one for one in book.reading("r2").statements if one.id == "s8"]
    assert changed.stance == "confirms"
    undo_ruling(book, 1, **BY)
    undo_ruling(book, None, **BY)
    assert book.reading("r2").statements == other.statements


def test_an_accepted_statement_is_certain_and_still_says_what_found_it(book):
    found = READINGS[1].statements[1]
    accepted = correct_statement(book, "r2", "s2", Amendment(), **BY)
    assert accepted == replace(found, confidence=1.0, found_by=f"{found.found_by}+person")
    assert members(book) == BEFORE
    (ruling,) = book.rulings(report="r2")
    assert (ruling.kind, ruling.statement, ruling.made_by, ruling.amendment) == ("accept", "s2", "Ada", None)
    read_again(book, READINGS[1])
    assert book.reading("r2").statements[1] == accepted
    assert correct_statement(book, "r2", "s2", Amendment(stance="confirms"), **BY).found_by == "person"
    assert correct_statement(book, "r2", "s2", Amendment(), **BY).found_by == "person"
    for _ in range(3):
        undo_ruling(book, None, **BY)
    assert book.reading("r2").statements[1] == found


def test_how_sure_the_machine_was_of_roles_is_told_no_more_of_what_a_person_ruled_on(book):
    unsure = reading("r4", "2025-03-06", Said(HARBOUR, "Olaf Behn"), Said(BRIDGE, "Olaf Behn"))
    statements = tuple(replace(one, confidences=Confidences(stance=0.5)) for one in unsure.statements)
    read_again(book, replace(unsure, statements=statements))
    assert correct_statement(book, "r4", "s1", Amendment(), **BY).confidences is None
    assert correct_statement(book, "r4", "s2", Amendment(stance="denies"), **BY).confidences is None


def test_a_corrected_content_is_the_new_stretch(book):
    text = READINGS[1].report.text
    span = Span(text.index("Brücke"), text.index("Brücke") + len("Brücke bei Neustadt"))
    assert correct_statement(book, "r2", "s2", Amendment(content=(span,)), **BY).content == (span,)
    read_again(book, READINGS[1])
    assert book.reading("r2").statements[1].content == (span,)
    with pytest.raises(UsageError, match="lies beyond the text"):
        correct_statement(book, "r2", "s2", Amendment(content=(Span(0, 10_000),)), **BY)


def test_a_rejected_statement_stays_out_and_comes_back_when_that_is_undone(book):
    assert correct_statement(book, "r2", "s2", None, **BY) is None
    without = {**BEFORE, BRIDGE: ["r1/s1"]}
    assert members(book) == without
    read_again(book, *READINGS)
    assert members(book) == without
    assert [hit.entry.report.id for hit in book.search("Brücke")] == ["r1"]
    undo_ruling(book, None, **BY)
    assert members(book) == BEFORE


def test_what_a_statement_holds_moves_up_when_it_is_rejected(book):
    nested = reading("r3", "2025-03-05", Said(HARBOUR, "Olaf Behn"), Said("der Kai gesperrt sei", "Lea Roth", parent=1))
    book.keep(nested)
    place_pending(book, meanings)
    correct_statement(book, "r3", "s1", None, **BY)
    assert [(one.id, one.parent) for one in book.reading("r3").statements] == [("s2", None)]


def test_what_is_not_there_cannot_be_corrected(book):
    for report, statement in (("r2", "s9"), ("r9", "s1")):
        with pytest.raises(UsageError):
            correct_statement(book, report, statement, None, **BY)
    with pytest.raises(UsageError, match="no correction of number 7"):
        undo_ruling(book, 7, **BY)
    assert book.rulings() == []
