"""What the report says in its own voice: every list of `narration.toml`, and clauses beside what others say."""

from dataclasses import replace

import pytest

from sayso.model import Part, Span
from sayso.statements.layout import Layout
from sayso.statements.narration import find_narration, narration_table
from sayso.statements.passage import Passage
from voiced import laid_out, unmarked, words

TABLE = narration_table()


def narrated(text: str) -> list[str]:
    return words(text, find_narration(laid_out(text)))


@pytest.mark.parametrize(("name", "sentence"), [(n, s) for n, entry in TABLE.items() for s in entry["yes"]])
def test_a_list_lets_facts_through(name, sentence):
    text, marks = unmarked(sentence, "{")
    assert narrated(text) == marks["{"], name


@pytest.mark.parametrize(("name", "sentence"), [(n, s) for n, entry in TABLE.items() for s in entry["no"]])
def test_a_list_bars_what_is_no_fact(name, sentence):
    assert narrated(sentence) == [], name


@pytest.mark.parametrize("word", [word for name in ("doubted", "address") for word in TABLE[name]["words"]])
def test_every_such_word_bars_its_clause(word):
    assert narrated(f"Am Montag brach {word} der Damm am Fluss.") == []


@pytest.mark.parametrize("verb", TABLE["stances"]["words"])
def test_every_verb_of_a_stance_bars_its_clause(verb):
    assert narrated(f"Die Leute am Fluss wollten gestern kaum {verb}.") == []


@pytest.mark.parametrize("verb", TABLE["stances"]["split"])
def test_every_verb_with_a_prefix_bars_its_clause(verb):
    assert narrated(f"Die Leute am Fluss wollten gestern kaum {verb.replace('|', '')}.") == []


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("Der Damm brach, das Dorf stand unter Wasser.", ["Der Damm brach", "das Dorf stand unter Wasser"]),
        ("Der Damm, ein Bau von 1950, brach am Montag.", ["Der Damm, ein Bau von 1950, brach am Montag"]),
        ("Der Damm brach, sagte die Ministerin.", []),
        ("Der Damm ist alt; die Ministerin sagte, dass er halte.", ["Der Damm ist alt"]),
        ("Der Damm sei gebrochen.", []),
        ("Brach der Damm am Montag?", []),
        ("Hilfe kam am Montag an!", []),
        ("„Der Damm ist alt, er bricht bald, und niemand tut etwas“.", []),
        ("Das „Bollwerk“ brach am Montag.", ["Das „Bollwerk“ brach am Montag"]),
        ("Drei neue Boote.", []),
        ("Ende Mai brach der Damm.", ["Ende Mai brach der Damm"]),
        ("Damit war das Dorf verloren.", ["Damit war das Dorf verloren"]),
        ("Sie verlor ihr Haus.", ["Sie verlor ihr Haus"]),
        ("Der Damm, den niemand sah, lag im Wald.", ["Der Damm, den niemand sah, lag im Wald"]),
    ],
)
def test_clauses_beside_what_others_say(sentence, facts):
    assert narrated(sentence) == facts


def test_only_headline_standfirst_and_paragraphs_narrate():
    text = "Der Damm brach am Montag."
    layout = laid_out(text)
    analysis = layout.passage.analysis
    for kind, facts in (("paragraph", 1), ("headline", 1), ("caption", 0), ("crosshead", 0), ("photo_credit", 0)):
        report = replace(analysis.report, parts=(Part(kind, Span(0, len(text))),))
        passage = Passage(replace(analysis, report=report))
        assert len(find_narration(Layout(passage, ()))) == facts, kind


def test_another_language_is_not_guessed_at():
    analysis = laid_out("Der Damm brach am Montag.").passage.analysis
    passage = Passage(replace(analysis, report=replace(analysis.report, language="en")))
    assert find_narration(Layout(passage, ())) == ()


def test_no_word_is_both_the_report_s_and_somebody_s():
    text = "Der Damm brach am Montag. Die Ministerin bestätigte den Bruch, den viele bemerkt hatten. Die Leute flohen."
    layout = laid_out(text)
    told = {
        at for s in layout.statements for span in (*s.content, *s.cue, *s.frame) for at in range(span.start, span.end)
    }
    found = find_narration(layout)
    assert len(found) == 2
    assert told.isdisjoint(at for span in found for at in range(span.start, span.end))
