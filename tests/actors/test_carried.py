"""Statements without speaker's words: carried on from the one before, or from the one around; never further."""

import pytest
from tests.actors.given import given

from sayso.actors.carried import carry_on
from sayso.actors.cast import Entity
from sayso.model import Mode, Span, Statement

MUSTER = Entity("Hans Muster", "person")
SPOKEN = Span(0, 4)
SENTENCE = 100  # characters of every sentence of these reports


def sentence_of(character: int) -> int:
    return character // SENTENCE


def said(number: int, at: int, mode: Mode, *, speaker: Span | None = None, parent: str | None = None) -> Statement:
    blank = given(number, SPOKEN)
    return Statement(
        id=blank.id,
        mode=mode,
        medium=blank.medium,
        content=(Span(at, at + 5),),
        speaker=() if speaker is None else (speaker,),
        cue=(),
        frame=(),
        addressee=(),
        stance=blank.stance,
        found_by=blank.found_by,
        confidence=blank.confidence,
        parent=parent,
    )


FIRST = said(0, 10, "indirect", speaker=SPOKEN)


@pytest.mark.parametrize(
    ("mode", "sentence", "his"),
    [
        ("indirect_free_indirect", 1, True),
        ("indirect_free_indirect", 4, True),
        ("indirect_free_indirect", 5, False),
        ("direct", 1, True),
        ("free_indirect", 3, True),
        ("free_indirect", 4, False),
        ("indirect", 0, True),
        ("indirect", 1, False),
        ("reported", 0, False),
    ],
)
def test_who_spoke_last_is_carried_on_as_far_as_the_mode_reaches(mode, sentence, his):
    after = said(1, sentence * SENTENCE + 20, mode)
    assert carry_on((FIRST, after), {SPOKEN: [MUSTER]}, sentence_of) == ({"s1": [MUSTER]} if his else {})


@pytest.mark.parametrize(("sentence", "his"), [(2, True), (3, False)])
def test_a_word_that_says_so_carries_on_whatever_the_mode(sentence, his):
    after = said(1, sentence * SENTENCE + 20, "reported")
    found = carry_on((FIRST, after), {SPOKEN: [MUSTER]}, sentence_of, {"s1"})
    assert found == ({"s1": [MUSTER]} if his else {})


def test_a_statement_within_another_is_the_same_speakers():
    inner = said(1, 10_000, "reported", parent="s0")
    assert carry_on((FIRST, inner), {SPOKEN: [MUSTER]}, sentence_of) == {"s1": [MUSTER]}


def test_a_statement_within_one_that_is_carried_on_is_too():
    after, inner = said(1, 120, "direct"), said(2, 130, "reported", parent="s1")
    assert carry_on((FIRST, after, inner), {SPOKEN: [MUSTER]}, sentence_of) == {"s1": [MUSTER], "s2": [MUSTER]}


def test_a_speaker_whom_nobody_knows_ends_the_passage():
    unknown = said(1, 120, "indirect", speaker=Span(110, 115))
    after = said(2, 220, "indirect_free_indirect")
    assert carry_on((FIRST, unknown, after), {SPOKEN: [MUSTER]}, sentence_of) == {}


def test_what_stands_before_the_first_speaker_is_nobodys():
    later = said(0, 300, "indirect", speaker=Span(290, 295))
    assert carry_on((said(1, 20, "direct"), later), {Span(290, 295): [MUSTER]}, sentence_of) == {}


def test_one_who_is_only_named_beside_is_not_carried_on():
    beside = Statement(**{**{f: getattr(FIRST, f) for f in FIRST.__slots__}, "content": ()})
    assert carry_on((beside, said(1, 20, "direct")), {SPOKEN: [MUSTER]}, sentence_of) == {}
