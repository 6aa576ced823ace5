"""Every cue of the lexicon against its own sentences: what it must find, and where it must not fire."""

import pytest

from marked import found_in, strip_marks, unmark, words
from sayso.statements.lexicon import cue_table

TABLE = cue_table("de")
ENTRIES = [entry for kind in ("verb", "preposition", "noun", "fixed") for entry in TABLE[kind]]
OWN = [entry for entry in ENTRIES if not entry.get("via") and not entry.get("role")]


def name(entry) -> str:
    return str(entry.get("lemma") or entry["words"])


@pytest.mark.parametrize("entry", ENTRIES, ids=name)
def test_every_cue_has_sentences_for_and_against(entry):
    assert entry["yes"]
    assert entry["no"]


@pytest.mark.parametrize(("entry", "sentence"), [(entry, yes) for entry in OWN for yes in entry["yes"]], ids=str)
def test_a_cue_finds_its_statement(entry, sentence):
    marked = unmark(sentence)
    found = [
        statement
        for statement in found_in(marked.text)
        if strip_marks(words(marked.text, statement.content)) == strip_marks(marked.content)
        and (not marked.speaker or strip_marks(words(marked.text, statement.speaker)) == strip_marks(marked.speaker))
    ]
    assert found
    changes = {
        entry.get("negated"),
        *entry.get("by_take", {}).values(),
        *entry.get("by_object", {}).values(),
        "withholds",
    }
    assert found[0].stance in {entry["stance"], *changes}


@pytest.mark.parametrize(("entry", "sentence"), [(e, no) for e in OWN if "lemma" in e for no in e["no"]], ids=str)
def test_a_cue_keeps_silent(entry, sentence):
    fired = [s for s in found_in(sentence) if s.found_by.split(".")[-1].split("_")[-1] == entry["lemma"]]
    assert not fired
