"""English reports: the rules' and the learned finder's statements made one list."""

from collections.abc import Sequence

import pytest

from sayso.language.analysis import analyse
from sayso.model import Mode, Span, Stance, Statement
from sayso.reading.text import read_text
from sayso.statements.english import find_english
from sayso.statements.passage import Passage
from sayso.tagger.findings import STANCES, Hint, Tagged


class Knowing:
    """A finder that knows what it is given."""

    def __init__(self, *known: Tagged) -> None:
        self._known = list(known)

    def find_spans(self, text: str, hints: Sequence[Hint] = ()) -> list[Tagged]:
        assert not hints
        return self._known


def tagged(
    text: str, content: str, speaker: str, cue: str, mode: Mode = "indirect", stance: Stance = "asserts"
) -> Tagged:
    def spans(words: str) -> tuple[Span, ...]:
        return (Span(text.index(words), text.index(words) + len(words)),) if words else ()

    stances = tuple(0.65 if name == stance else 0.05 for name in STANCES)
    level = int(mode == "direct")
    return Tagged(spans(content), spans(speaker), spans(cue), (), (), mode, "speech", 0.9, level, stances)


def find(text: str, *known: Tagged) -> tuple[Statement, ...]:
    report = read_text(text, source="test", published="2024-05-08", language="en")
    return find_english(Passage(analyse(report)), Knowing(*known) if known else None)


def words(text: str, spans: Sequence[Span]) -> str:
    return " … ".join(text[span.start : span.end] for span in spans)


def test_the_cue_tells_the_stance_of_what_the_finder_found():
    text = "The office has denied that the bridge was closed."
    (one,) = find(text, tagged(text, "that the bridge was closed", "The office", "denied"))
    assert (one.stance, one.found_by) == ("denies", "learned+indirect.english.deny")


def test_what_the_finder_missed_is_added():
    text = "The office said it was late. The mayor dismissed the claims on Monday."
    first, second = find(text, tagged(text, "it was late", "The office", "said"))
    assert (words(text, second.content), words(text, second.speaker)) == ("the claims", "The mayor")
    assert (first.stance, second.stance, second.mode) == ("asserts", "denies", "reported")
    assert second.said is not None
    assert (first.said, second.said.value) == (None, "2024-05-06")


def test_a_reported_sentence_shrinks_to_the_position():
    text = "The mayor has again denied any part in the fire."
    (one,) = find(text, tagged(text, text[:-1], "The mayor", "", "reported"))
    assert (words(text, one.content), words(text, one.speaker), one.stance) == (
        "any part in the fire",
        "The mayor",
        "denies",
    )


def test_what_is_said_after_a_denial_is_asserted():
    text = "The mayor denied it: “We were all asleep at home.”"
    stances = {
        words(text, s.content): s.stance
        for s in find(text, tagged(text, "“We were all asleep at home.”", "The mayor", "denied", "direct", "denies"))
    }
    assert stances == {"it": "denies", "“We were all asleep at home.”": "asserts"}


def test_a_neutral_cue_leaves_the_stance_to_the_finder():
    text = "The mayor said he would sell the bridge."
    (one,) = find(text, tagged(text, "he would sell the bridge", "The mayor", "said", stance="announces"))
    assert one.stance == "announces"


def test_a_pronoun_in_the_cue_is_the_speaker():
    text = "“The bridge is safe,” he said."
    (one,) = find(text, tagged(text, "“The bridge is safe,”", "", "he said", "direct"))
    assert (words(text, one.speaker), words(text, one.cue)) == ("he", "said")


def test_words_inside_a_position_have_its_stance_and_stand_in_it():
    text = "The mayor denied that the bridge was “never safe”."
    outer, inner = find(
        text,
        tagged(text, "that the bridge was “never safe”", "The mayor", "denied"),
        tagged(text, "“never safe”", "The mayor", "denied", "direct"),
    )
    assert (outer.stance, inner.stance, inner.parent) == ("denies", "denies", outer.id)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The firm did not confirm the sale.", "withholds"),
        ("The firm neither confirmed nor denied the sale.", "withholds"),
        ("The firm no longer denies the sale.", "confirms"),
        ("The firm would not rule out a sale.", "withholds"),
        ("The firm is refusing to comment on the sale.", "withholds"),
        ("The firm, asked about the sale, did not reply.", None),
        ("The firm would confirm the sale.", None),
        ("The firm would only confirm the sale.", "confirms"),
        ("The firm wants to deny the sale.", None),
        ("The sale denied by the firm went ahead.", None),
        ("“The firm denied the sale.”", None),
    ],
)
def test_negation_and_mood(text, stance):
    assert [one.stance for one in find(text)] == ([stance] if stance else [])


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("In Lima, the ministry denied the sale.", "the ministry"),
        ("In Lima the ministry denied the sale.", "the ministry"),
        ("The envoy, Ana Example, denied the sale.", "The envoy, Ana Example"),
        ("The envoy, who was in Lima, denied the sale.", "The envoy"),
        ("The envoy accepted the verdict but denied the sale.", "The envoy"),
        ("The envoy returned on Monday, denying the sale.", "The envoy"),
        ("Poland and Peru denied the sale.", "Poland and Peru"),
        ("A report said that Lima had denied the sale.", "Lima"),
        ("Lima on Monday denied the sale.", "Lima"),
        ("Officials who saw the letter denied the sale.", "Officials who saw the letter"),
        ("The ministry, which denied the sale, is in Lima.", "The ministry"),
    ],
)
def test_whose_position_it_is(text, speaker):
    found = {words(text, one.speaker) for one in find(text) if words(text, one.content) == "the sale"}
    assert found == {speaker}


@pytest.mark.parametrize(
    ("text", "content", "stance"),
    [
        ("The envoy rejected claims that troops had landed.", "claims that troops had landed", "denies"),
        ("The envoy would neither back the report nor deny it.", "the report", "withholds"),
        ("It rained; who paid, she would not say.", "who paid", "withholds"),
        ("The envoy, who called the report “a lie”, left.", "the report “a lie”", "denies"),
        (
            "The mayor rejected any suggestion that money had gone as “a fairy tale”.",
            "any suggestion that money had gone",
            "denies",
        ),
    ],
)
def test_what_is_meant(text, content, stance):
    assert (content, stance) in {(words(text, one.content), one.stance) for one in find(text)}


def test_a_quotation_inside_what_is_rejected_is_no_other_name_for_it():
    text = "The mayor called the report “a lie”."
    outer, inner = find(text, tagged(text, "“a lie”", "The mayor", "called", "direct", "evaluates"))
    assert (words(text, outer.content), outer.stance, inner.stance) == ("the report “a lie”", "denies", "denies")
    assert inner.parent == outer.id


def test_the_first_time():
    (one,) = find("For the first time, the army admitted the loss.")
    assert one.first
