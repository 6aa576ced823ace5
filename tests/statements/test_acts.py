"""What somebody does by what they say: the examples of the table, for and against."""

from typing import Any

import pytest

from sayso.language.analysis import analyse
from sayso.reading.text import read_text
from sayso.statements.acts import act_of, act_table, share_stance
from sayso.statements.draft import Draft
from sayso.statements.lexicon import lexicon
from sayso.statements.passage import Passage

SPEAKERS = {"suspicion": "Die Staatsanwaltschaft"}


def examples(wanted: str) -> list[Any]:
    return [
        pytest.param(entry, mode, words, id=f"{entry['name']}: {words}")
        for entry in act_table("de")
        for words in entry[wanted]
        for mode in entry["modes"]
        if (mode == "direct") == words.startswith("„")
    ]


def act(entry: dict[str, Any], mode: Any, words: str) -> Any:
    """Return the act of a content behind a neutral frame, said by whom the entry wants."""
    speaker = SPEAKERS.get(entry["name"], "Das Amt")
    passage = Passage(analyse(read_text(f"{speaker} sagte: {words}", source="test")))
    start = next(i for i, token in enumerate(passage.tokens) if token.text == ":") + 1
    draft = Draft("test", mode, [(start, len(passage.tokens))], 0, speaker=[(0, 2)])
    return act_of(passage, lexicon("de"), draft)


@pytest.mark.parametrize(("entry", "mode", "words"), examples("yes"))
def test_content_names_the_act(entry: dict[str, Any], mode: str, words: str) -> None:
    found = act(entry, mode, words)
    assert found is not None
    assert found[0] == entry["stance"]


@pytest.mark.parametrize(("entry", "mode", "words"), examples("no"))
def test_content_does_not_name_the_act(entry: dict[str, Any], mode: str, words: str) -> None:
    found = act(entry, mode, words)
    assert found is None or found[0] != entry["stance"]


@pytest.mark.parametrize(
    ("mode", "words", "expected"),
    [
        ("direct", "„Wir fordern ein Ende der Gewalt.“", ("demands", None)),
        ("indirect", "er begrüße den Beschluss", ("evaluates", "positive")),
        ("direct", "„Die anderen fordern ein Ende der Gewalt.“", None),
        ("indirect", "er begrüße den Beschluss nicht", None),
        ("indirect", "dass sie es begrüßen, den Hafen zu öffnen", ("evaluates", "positive")),
        ("indirect", "dass andere es begrüßen, den Hafen zu öffnen", None),
        ("indirect", "die Brücke sei gesperrt", None),
        ("direct", "„Wir freuen uns, dass alle da sind.“", ("evaluates", "positive")),
        ("direct", "„Wir freuten uns damals.“", None),
        ("indirect", "man werte die Bilder selbst aus", None),
    ],
)
def test_verb_in_the_speakers_own_mouth(mode: str, words: str, expected: Any) -> None:
    assert act({"name": "named"}, mode, words) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der Rat sah den Plan als „Rückschritt“.", "evaluates"),
        ("Der Rat sah den Plan als einen „großen Fehler“.", "evaluates"),
        ("Der Rat sprach von mehr als „zehn Booten“.", None),
        ("Der Rat sagte, der Plan sei ein „Rückschritt“.", None),
        ("Der Rat sagte, nun als „Wir zahlen“ zu hören war.", None),
    ],
)
def test_what_something_is_called_in_quotation_marks_rates_it(text: str, expected: str | None) -> None:
    passage = Passage(analyse(read_text(text, source="test")))
    quoted = [i for i, quote in enumerate(passage.quote_of) if quote != -1]
    draft = Draft("", "direct", [(quoted[0], quoted[-1] + 1)], 0)
    found = act_of(passage, lexicon("de"), draft)
    assert (found[0] if found else None) == expected


def test_suspicion_only_by_those_whose_office_it_is() -> None:
    entry = {"name": "somebody else"}
    assert act(entry, "free_indirect", "Er soll drei Menschen getötet haben.") is None


def test_quotation_inside_shares_the_stance_around_it() -> None:
    around = Draft("a", "indirect", [(0, 9)], 0, stance="alleges")
    inside = Draft("b", "direct", [(3, 6)], 0)
    beside = Draft("c", "direct", [(12, 15)], 0)
    drafts = [around, inside, beside]
    share_stance(drafts)
    assert [draft.stance for draft in drafts] == ["alleges", "alleges", "asserts"]


@pytest.mark.parametrize(
    ("text", "first", "expected"),
    [
        ("Ja, der Damm sei alt, teilte das Amt mit.", 2, ("confirms", None)),
        ("Das Amt sagte: Ja, der Damm sei alt.", 6, ("confirms", None)),
        ("Das Amt sagte ja, der Damm sei alt.", 5, None),
        ("Er sagte, ja, der Damm sei alt.", 5, None),
        ("Nein, der Damm sei alt, teilte das Amt mit.", 2, None),
    ],
)
def test_an_opening_cut_off_the_content_counts(text: str, first: int, expected: Any) -> None:
    passage = Passage(analyse(read_text(text, source="test")))
    draft = Draft("test", "indirect", [(first, first + 4)], 0)
    assert passage.words(first, first + 4) == "der Damm sei alt"
    assert act_of(passage, lexicon("de"), draft) == expected
