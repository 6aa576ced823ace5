"""Differences between versions, what changed lately, reasons: what pages tell."""

from dataclasses import replace

import pytest
from tests.readings import plain_reading

from sayso.interfaces.web.differences import compare_texts, differences_of
from sayso.interfaces.web.reasons import say_reason
from sayso.interfaces.web.sights import Contested, Event, contested_since, what_changed
from sayso.interfaces.web.tongue import tongue
from sayso.ledger.answers import LedgerChange, ReportHead
from sayso.model import Change, Claim, Member, Position

MEMBER = Member("r", "s1", "asserts")


# --- differences -----------------------------------------------------------------------------------------------------


def test_paragraphs_are_compared_word_by_word():
    before = "Gleich.\n\nEs sind 20 Schiffe.\n\nWeg."
    after = "Gleich.\n\nEs sind 30 große Schiffe.\n"
    changed, gone = compare_texts(before, after)
    assert "".join(one.words for one in changed if one.fate != "new") == "Es sind 20 Schiffe."
    assert "".join(one.words for one in changed if one.fate != "gone") == "Es sind 30 große Schiffe."
    assert [(one.fate, one.words) for one in changed if one.fate == "gone"] == [("gone", "20")]
    assert [(one.fate, one.words) for one in gone] == [("gone", "Weg.")]
    assert list(compare_texts(before, before)) == []
    assert [[one.fate for one in paragraph] for paragraph in compare_texts("", "Neu.")] == [["new"]]


def test_a_long_paragraph_is_shown_whole():
    before, after = "a " * 4000, "a " * 4000 + "b"
    assert [[one.fate for one in paragraph] for paragraph in compare_texts(before, after)] == [["gone", "new"]]


def test_differences_tell_of_statements_and_words():
    before = plain_reading()
    after = plain_reading(more=" Nachtrag.")
    after = replace(after, statements=(replace(after.statements[0], stance="confirms"), *after.statements[1:2]))
    told = differences_of((head("a"), before), (head("b"), after))
    assert sorted(change.fate for change in told.changes) == ["changed", "vanished"]
    assert (told.unchanged, told.same_run) == (1, True)
    assert [one.words for one in told.paragraphs[0] if one.fate == "new"] == [" Nachtrag."]


def head(id):
    return ReportHead(id, None, None, None, None, "de", None, 1, "2025-04-28T18:00:00+00:00")


# --- what changed ----------------------------------------------------------------------------------------------------


def claim(*positions):
    told = tuple(
        Position(party, None, party, stance, since, until, False, ()) for party, stance, since, until in positions
    )
    return Claim("c", "w", MEMBER, "contested", (MEMBER,), told)


@pytest.mark.parametrize(
    ("positions", "since"),
    [
        ([("RU", "asserts", "2025-01-01", None), ("UA", "denies", "2025-02-01", None)], "2025-02-01"),
        ([("RU", "confirms", "2025-03", None), ("UA", "denies", "2025-02-01", None)], "2025-03"),
        ([("RU", "asserts", "2025-01-01", "2025-01-05"), ("RU", "asserts", "2025-04-01", None),
          ("UA", "denies", "2025-02-01", None), ("US", "denies", "2025-05-01", None)], "2025-04-01"),
        ([("RU", "asserts", None, None), ("UA", "denies", "2025-02-01", None)], None),
        ([("RU", "withholds", "2025-01-01", None), ("UA", "denies", "2025-02-01", None)], None),
    ],
)  # fmt: skip
def test_a_claim_is_contested_from_the_day_on_which_the_second_side_spoke(positions, since):
    assert contested_since(claim(*positions)) == since


def test_what_changed_lately_is_both_who_turned_and_what_became_contested():
    turned = LedgerChange(Change("c", "RU", "x", "denies", "confirms", "2025-03-02", MEMBER), "w", head("r"))
    undated = LedgerChange(replace(turned.change, on=None), "w", head("r"))
    early, late, never = (Contested(replace(claim(), id="d"), day) for day in ("2025-03-01", "2025-03-03", None))
    events = what_changed([undated, turned], [early, late, never], 3)
    assert events == (Event(None, late), Event(turned, None), Event(None, early))


def test_who_turns_and_makes_a_claim_contested_is_one_event():
    turned = LedgerChange(Change("c", "RU", "x", "asserts", "denies", "2025-03-02", MEMBER), "w", head("r"))
    contested = Contested(claim(), "2025-03-02")
    assert what_changed([turned], [contested], 9) == (Event(turned, contested),)


# --- reasons ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reason", "german"),
    [
        ("own report", "eigener Bericht"),
        ("own report with material of AFP and dpa", "eigener Bericht mit Material von AFP und dpa"),
        ("one dpa text", "ein Text von dpa"),
        ("passages of one dpa text", "Teile eines Textes von dpa"),
        ("copies of Bote (55 to 80 % of the words)", "Kopien von Bote (55 bis 80 % der Wörter)"),
        ("one publisher: Bote, quoted by A and B", "ein Verlag: Bote, zitiert von A und B"),
        ("something new", "something new"),
    ],
)
def test_reasons_are_told_in_german(reason, german):
    assert say_reason(reason, tongue("de")) == german
    assert say_reason(reason, tongue("en")) == reason
