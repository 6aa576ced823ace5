"""Every English cue against its own sentences: what it must find, and where it must not fire."""

from dataclasses import dataclass

import pytest

from marked import strip_marks, unmark
from sayso.language.analysis import analyse
from sayso.reading.text import read_text
from sayso.statements.english_lexicon import english_lexicon, english_table, forms_of
from sayso.statements.english_rules import EnglishSentence, neutral_content
from sayso.statements.passage import Passage

ENTRIES = english_table()["verb"]


@dataclass(frozen=True)
class Found:
    """What a rule found, as words."""

    content: list[str]
    speaker: list[str]
    stance: str
    rule: str


def found_in(text: str) -> list[Found]:
    """Return what the rules find, those too that need the learned finder's word."""
    passage = Passage(analyse(read_text(text, source="test", published="2024-05-08", language="en")))
    lexicon = english_lexicon()
    drafts = [
        neutral_content(passage, lexicon, sentence, draft)
        for number in range(len(passage.sentences))
        for sentence in [EnglishSentence(passage, lexicon, number)]
        for draft in sentence.find()
    ]

    def words(pieces: list[tuple[int, int]]) -> list[str]:
        return strip_marks([passage.words(start, end) for start, end in pieces])

    return [Found(words(d.content), words(d.speaker), d.stance, d.rule) for d in drafts]


def past(verb: str) -> str:
    """Return the past form of the first word, the others as they are."""
    first, _, rest = verb.partition(" ")
    return f"{dict(forms_of(first))['past']} {rest}".strip()


def cases(kind: str) -> list[tuple[str, str]]:
    return [
        (entry["verbs"][0], sentence.replace("~", past(verb)))
        for entry in ENTRIES
        for sentence in entry[kind]
        for verb in (entry["verbs"] if "~" in sentence else entry["verbs"][:1])
    ]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["verbs"][0])
def test_every_cue_has_sentences_for_and_against(entry):
    assert entry["yes"]
    assert entry["no"]


@pytest.mark.parametrize(("verb", "sentence"), cases("yes"))
def test_a_cue_finds_its_statement(verb, sentence):
    marked = unmark(sentence)
    entry = next(entry for entry in ENTRIES if entry["verbs"][0] == verb)
    stances = {entry["stance"], *entry.get("by_object", {}).values(), entry.get("negated"), "confirms", "withholds"}
    found = [
        statement
        for statement in found_in(marked.text)
        if statement.content == strip_marks(marked.content) and statement.speaker == strip_marks(marked.speaker)
    ]
    assert found
    assert found[0].stance in stances


@pytest.mark.parametrize(("verb", "sentence"), cases("no"))
def test_a_cue_keeps_silent(verb, sentence):
    entry = next(entry for entry in ENTRIES if entry["verbs"][0] == verb)
    names = {words_of.replace(" ", "_") for words_of in entry["verbs"]}
    assert not [s for s in found_in(sentence) if s.speaker and s.rule.rpartition(".")[2] in names]
