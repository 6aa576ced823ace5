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
        ("Weber will wohl gehen, das Amt dementierte dies.", "Weber", "Weber will wohl gehen"),
        ("Die Mieten steigen, die Stadt will mehr bauen.", "die Stadt", "die Stadt will mehr bauen."),
        (
            "Mit dem Geld will der Verein, der seit 1998 besteht, das Dach sanieren.",
            "der Verein",
            "Mit dem Geld will der Verein, der seit 1998 besteht, das Dach sanieren.",
        ),
        ("Die Details will der Rat bald ordnen.", "der Rat", "Die Details will der Rat bald ordnen."),
        ("Der Bund und das Land wollen bauen.", "Der Bund und das Land", "Der Bund und das Land wollen bauen."),
        ("Der Rat will bis Mai alle geimpft haben.", "Der Rat", "Der Rat will bis Mai alle geimpft haben."),
        (
            "Der Rat will – wie schon 2019 – Läden schließen.",
            "Der Rat",
            "Der Rat will – wie schon 2019 – Läden schließen.",
        ),
        ("Der Rat will (trotz allem) bauen.", "Der Rat", "Der Rat will (trotz allem) bauen."),
        ("Weber will durchgreifen: „Wir finden sie“, sagte er.", "Weber", "Weber will durchgreifen"),
        ("Die Bank will nicht kürzen, sondern bauen.", "Die Bank", "Die Bank will nicht kürzen, sondern bauen."),
        (
            "Die Stadt will Wege, Straßen und Brücken bauen.",
            "Die Stadt",
            "Die Stadt will Wege, Straßen und Brücken bauen.",
        ),
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


def test_who_wants_not_to_tell_withholds():
    (statement,) = plans("Die Polizei will die Namen nicht offenlegen.")
    assert statement.stance == "withholds"
    (statement,) = plans("Die Polizei will nicht nur die Namen nennen.")
    assert statement.stance == "announces"


@pytest.mark.parametrize(
    "text",
    [
        "Der Schauspieler Will Brandner muss im März vor Gericht erscheinen.",  # a name
        "Die Anwohner wollen vor allem Ruhe, viele klagen.",  # the verb of another clause
        "Der Umbau will gut überlegt sein.",
        "Das Amt weiß, dass die Brücke alt ist, und will Geld geben.",
        "Keine Partei will die Brücke sperren.",
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
