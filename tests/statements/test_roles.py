"""Roles as a finder might mark them, made to fit each other and the content."""

from dataclasses import replace

from marked import words
from says import read, tagged
from sayso.model import Span


def spans(text, part):
    return (Span(text.index(part), text.index(part) + len(part)),)


def learned(statements):
    return [s for s in statements if s.found_by.startswith("learned")]


def test_a_frame_shares_no_word_with_the_content():
    text = "Am Hafen sind nach ersten Meldungen Schäden entstanden."
    found = tagged("Am Hafen sind|Schäden entstanden", speaker="ersten Meldungen", cue="nach", text=text)
    statements, _ = read(replace(found, frame=spans(text, "nach ersten Meldungen Schäden")), text=text)
    (statement,) = learned(statements)
    assert words(text, statement.frame) == ["nach ersten Meldungen"]
    assert words(text, statement.content)[-1] == "Schäden entstanden"


def test_a_content_gives_the_words_of_the_speaker_up():
    text = "Nach Angaben der Stadtwerke sind Hunderte Haushalte ohne Strom."
    found = tagged("der Stadtwerke sind Hunderte Haushalte ohne Strom", speaker="der Stadtwerke", text=text)
    statements, _ = read(replace(found, frame=spans(text, "Nach Angaben der Stadtwerke")), text=text)
    (statement,) = learned(statements)
    assert words(text, statement.content) == ["sind Hunderte Haushalte ohne Strom"]


def test_what_carries_a_speaker_on_has_no_frame():
    text = "Der Damm sei dicht. Das sagte der Rat."
    found = tagged("Der Damm sei dicht.", mode="indirect_free_indirect", cue="sagte", text=text)
    statements, _ = read(replace(found, frame=spans(text, "Das sagte der Rat")), text=text)
    assert [(s.frame, s.cue) for s in learned(statements)] == [((), ())]


def test_a_quotation_inside_a_framed_content_has_its_frame_and_speaker():
    text = "Der Rat sagte, der Damm sei „dicht wie nie zuvor“. Die Reederei schwieg."
    outer = tagged("der Damm sei „dicht wie nie zuvor“", speaker="Der Rat", cue="sagte", text=text)
    outer = replace(outer, frame=spans(text, "Der Rat sagte,"))
    inner = tagged("„dicht wie nie zuvor“", speaker="Die Reederei", mode="direct", text=text, level=1)
    inner = replace(inner, frame=spans(text, "der Damm sei"))
    statements, _ = read(outer, inner, text=text)
    quoted = next(s for s in learned(statements) if s.mode == "direct")
    assert words(text, quoted.speaker) == ["Der Rat"]
    assert words(text, quoted.frame) == ["Der Rat sagte,"]
