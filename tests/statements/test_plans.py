"""Plans told in the report's own words."""

import pytest

from marked import words
from sayso.pipeline import read_report
from sayso.reading.text import read_text


def plans(text):
    statements = read_report(read_text(text, source="test", published="2025-04-28"), "rules").statements
    return [s for s in statements if "reported.plan" in s.found_by]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Die Stadt will die Brücke im Herbst sperren.", "Die Stadt", "Die Stadt will die Brücke im Herbst sperren."),
        ("Im Mai will der Rat abstimmen. Es regnete.", "der Rat", "Im Mai will der Rat abstimmen."),
        ("Wenn möglich, will man den Bären fangen.", "", "Wenn möglich, will man den Bären fangen."),
        (
            "Die Werft Nordhaf, die dem Staat gehört, möchte zwei Docks bauen und Leute einstellen.",
            "Die Werft Nordhaf",
            "Die Werft Nordhaf, die dem Staat gehört, möchte zwei Docks bauen und Leute einstellen.",
        ),
        ("Es regnete, denn Weber will im Mai gehen.", "Weber", "Weber will im Mai gehen."),
        (
            "Das Amt will prüfen und die Firma zahlt den Schaden.",
            "Das Amt",
            "Das Amt will prüfen",
        ),
        ("Steuern: Die Partei will Reiche belasten.", "Die Partei", "Die Partei will Reiche belasten."),
    ],
)
def test_who_wants_to_do_something_announces_it(text, speaker, content):
    (statement,) = plans(text)
    assert statement.stance == "announces"
    assert (" ".join(words(text, statement.speaker)), words(text, statement.content)) == (speaker, [content])


@pytest.mark.parametrize(
    "text",
    ["Der Wärter will nichts gesehen haben.", "Das Amt will davon erst im Mai erfahren haben."],
)
def test_who_wants_to_have_done_something_asserts_it(text):
    (statement,) = plans(text)
    assert statement.stance == "asserts"


@pytest.mark.parametrize(
    "text",
    [
        "Will die Stadt die Brücke sperren?",  # a question
        "Das ist die Brücke, die das Amt sperren will.",  # not what is told
        "Sie zahlt, will aber keine Brücken bauen.",  # whoever was named before
        "Der Reporter will wissen, wer zahlt.",  # he asks
        "Wer eine Brücke bauen will, zahlt. Niemand will eine Brücke bauen.",
        "Viele wollen eine Brücke bauen.",  # one thing beside a verb in the plural
        "Stadt will Brücke sperren",  # a headline says again what is told below
        "„Die Stadt will die Brücke sperren“, sagte Weber.",
        "Nach Angaben des Amtes will die Stadt die Brücke sperren.",  # said already
        "Das Amt wollte dazu nichts sagen.",
    ],
)
def test_what_is_no_plan_or_said_already(text):
    assert plans(text) == []


def test_words_in_quotation_marks_inside_a_plan_are_announced_too():
    text = "Die Partei will „alle Brücken“ sperren."
    statements = read_report(read_text(text, source="test", published="2025-04-28"), "rules").statements
    assert {s.stance for s in statements} == {"announces"}
