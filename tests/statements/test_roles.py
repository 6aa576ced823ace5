"""Roles as a finder might mark them, made to fit each other and the content."""

from dataclasses import replace

import pytest

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


def test_a_frame_has_no_holes_and_no_crumbs():
    text = "In einem langen Gespräch mit dem Amt sagte der Rat am Abend, das Leck sei klein. Es regnete, sagte er."
    found = tagged("das Leck sei klein", speaker="der Rat", cue="sagte", text=text)
    marked = [*spans(text, "In einem"), *spans(text, "mit dem Amt sagte der Rat"), *spans(text, "Abend,")]
    crumbs = (*spans(text, "."), *spans(text, "Es"))
    statements, _ = read(replace(found, frame=(*marked, *crumbs)), text=text)
    (statement,) = learned(statements)
    assert words(text, statement.frame) == ["In einem langen Gespräch mit dem Amt sagte der Rat am Abend,"]


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("Das Leck sei klein, meldete der Rat weiter.", "meldete der Rat weiter"),
        ("Das Leck sei klein, meldete der Rat. Weiter unten schwieg er.", "meldete der Rat"),
    ],
)
def test_an_adverb_at_the_end_of_the_sentence_belongs_to_the_frame(text, frame):
    found = tagged("Das Leck sei klein", speaker="der Rat", cue="meldete", text=text)
    statements, _ = read(replace(found, frame=spans(text, "meldete der Rat")), text=text)
    assert words(text, learned(statements)[0].frame) == [frame]


def test_a_hole_of_a_frame_stays_where_the_content_stands():
    text = "Der Rat sagte, das Leck sei klein, und schwieg dann."
    found = tagged("das Leck sei klein", speaker="Der Rat", cue="sagte", text=text)
    frame = (*spans(text, "Der Rat sagte,"), *spans(text, "und schwieg dann"))
    statements, _ = read(replace(found, frame=frame), text=text)
    assert words(text, learned(statements)[0].frame) == ["Der Rat sagte,", "und schwieg dann"]


@pytest.mark.parametrize(
    ("text", "marked", "name"),
    [
        ("So nannte ihn der Rat: „Der Damm“, hieß es.", "ihn der Rat", "der Rat"),
        ("„Der Damm“, so die Werft, die schwieg.", "die Werft, die", "die Werft"),
        ("„Der Damm“, so ihr Sprecher.", "ihr Sprecher", "ihr Sprecher"),
        ("Mia von der Heide kam. Von der Heide sagte: „Der Damm“.", "der Heide", "Von der Heide"),
        ("Es kam Post von der Heide. Die Nachricht von der Werft: „Der Damm“.", "der Werft", "der Werft"),
        ("Das Amt der Stadt bezifferte sie auf „Der Damm“.", "Das Amt der Stadt bezifferte sie", "Das Amt der Stadt"),
        ("Nach der Rede zeigte er „Der Damm“.", "der Rede zeigte er", "er"),
        ("Der am Montag verhaftete Rat: „Der Damm“.", "Der am Montag verhaftete Rat", "Der am Montag verhaftete Rat"),
        ("So nannte er am Montag „Der Damm“.", "er am Montag", "er"),
        ("„Der Damm“, sagte Muster, der Damm sei dicht.", "Muster, der Damm sei dicht.", "Muster"),
        ("So nannte er selbst „Der Damm“.", "er selbst", "er selbst"),
        ("Die Stadt, die klagte: „Der Damm“.", "Die Stadt, die klagte", "Die Stadt, die klagte"),
        ("Dass er kam, wiederholte der Rat: „Der Damm“.", "Dass er kam, wiederholte der Rat", "der Rat"),
    ],
)
def test_a_speaker_is_the_name_and_nothing_else(text, marked, name):
    found = tagged("„Der Damm“", speaker=marked, mode="direct", text=text)
    at = text.rindex(marked)
    statements, _ = read(replace(found, speaker=(Span(at, at + len(marked)),)), text=text)
    assert words(text, learned(statements)[0].speaker) == [name]


@pytest.mark.parametrize(
    ("text", "marked", "cue", "name"),
    [
        ("„Der Damm“ halte, so der Rat.", "halte, so der Rat", "so", "der Rat"),
        ("Der Rat sagte ihm „Der Damm“.", "Der Rat sagte ihm", "sagte", "Der Rat"),
        ("Die Werft, die klagte: „Der Damm“.", "Die Werft, die klagte", "klagte", "Die Werft, die klagte"),
    ],
)
def test_a_speaker_stands_on_one_side_of_his_verb(text, marked, cue, name):
    found = tagged("„Der Damm“", speaker=marked, cue=cue, mode="direct", text=text)
    statements, _ = read(found, text=text)
    assert words(text, learned(statements)[0].speaker) == [name]


def test_a_whole_sentence_is_no_speaker():
    text = "Der Damm war dicht. Freiwillig sei niemand gegangen."
    found = tagged("Freiwillig sei niemand gegangen.", mode="indirect_free_indirect", text=text)
    statements, _ = read(replace(found, speaker=spans(text, "Freiwillig sei niemand gegangen.")), text=text)
    assert learned(statements)[0].speaker == ()


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
