"""The text view: what a person sees of a reading and of the ledger."""

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from rich.console import Console
from tests.readings import find, plain_reading, readings

from sayso.interfaces.text_view import SIGNS, show_entries, show_reading
from sayso.ledger import open_ledger
from sayso.model import Actor, Confidences, Part, Reading, Report, Run, Span, Statement, When
from sayso.pipeline import read_report
from sayso.reading.text import read_text


def page(width=100) -> Console:
    return Console(file=io.StringIO(), width=width, highlight=False, markup=False)


def shown(reading: Reading, width=100) -> str:
    console = page(width)
    show_reading(console, reading)
    return console.file.getvalue()


def lines_of(reading: Reading) -> list[str]:
    return [line.rstrip() for line in shown(reading, width=120).splitlines()]


def read(text: str, **facts) -> Reading:
    return read_report(read_text(text, source="test", **facts), "rules")


def made(text: str, *statements: Statement, actors: tuple[Actor, ...] = ()) -> Reading:
    report = Report("r1", text, (Part("paragraph", Span(0, len(text))),), "de", title="Streit um Schiffe")
    return Reading(report, statements, actors, (), (), (), Run("0", "0"))


def statement(text: str, content: str, *, id="s1", speaker=None, cue=(), **more) -> Statement:
    fields = {
        "mode": "indirect",
        "medium": "speech",
        "stance": "asserts",
        "found_by": "test.rule",
        "confidence": 0.5,
        "frame": (),
        "addressee": (),
    }
    return Statement(
        id=id,
        content=(find(text, content),) if content else (),
        speaker=(find(text, speaker),) if speaker else (),
        cue=tuple(find(text, words) for words in cue),
        **fields | more,
    )


def test_a_reading_as_a_person_sees_it():
    assert lines_of(plain_reading()) == [
        "Streit um Schiffe",
        "Bote · 2025-04-28 · dpa, AFP · report " + plain_reading().report.id,
        "  ✗ denies    Das Außenministerium in Österreich = Außenministerium Österreichs (AT) · said 2025-04-28",
        "              *hat* den Kauf von rund 20 Schiffen am Montag *dementiert*",
        "              reported · paragraph 1, character 39 · s1, test.rule · 90% sure",
        "  ✓ confirms  Die Hafenleitung von Neustadt = Hafen Neustadt",
        "              *bestätigte* ihn",
        "              reported · paragraph 1, character 132 · s2, test.rule · 90% sure",
        "  · asserts   (speaker not named)",
        "              Es gebe Verträge",
        "              indirect, carried on · paragraph 1, character 137 · s3, test.rule · 90% sure",
        "",
    ]


def test_a_nested_statement_stands_further_in():
    seen = lines_of(read("Das Hafenamt teilte mit, die Schleuse sei „bis auf Weiteres gesperrt“."))
    heads = [line for line in seen if "asserts" in line]
    assert [len(head) - len(head.lstrip()) for head in heads] == [2, 4]


def test_statements_that_stand_in_each_other_end_somewhere():
    text = "Alles sei gut."
    first, second = (statement(text, "Alles", id="s1", parent="s2"), statement(text, "gut", id="s2", parent="s1"))
    assert shown(made(text, first, second), width=60).count("asserts") == 2


def test_paragraphs_are_counted():
    seen = shown(read("Ein Satz steht hier für sich allein.\n\nDas Hafenamt bestätigte den Kauf der Schiffe."))
    assert "paragraph 2, character " in seen
    assert "paragraph 1" not in seen


def test_breaks_within_a_statement_are_shown_as_blanks():
    text = "Das Hafenamt bestätigte\nden Kauf\r\nder\u2028Schiffe\rund\tFähren."
    seen = lines_of(made(text, statement(text, text[24:-1], speaker="Das Hafenamt", cue=["bestätigte"])))
    assert "              *bestätigte* den Kauf der Schiffe und Fähren" in seen


def test_no_report_steers_the_terminal():
    text = "Das \x1b]0;title\x07Hafenamt bestätigte den \x1b[31mKauf\x9b1m."
    reading = made(text, statement(text, text[text.index("den") :], speaker=text[: text.index(" best")]))
    report = replace(reading.report, title="\x1b[2JStreit", outlet="\x1b[1mBote")
    seen = shown(replace(reading, report=report))
    assert "Kauf" in seen
    assert not {"\x1b", "\x07", "\x9b"} & set(seen)


def test_words_far_apart_have_an_ellipsis_between_them():
    text = "Das Hafenamt bestätigte " + "ganz " * 30 + "den Kauf."
    seen = shown(made(text, statement(text, "den Kauf", cue=["bestätigte"])))
    assert "*bestätigte* … den Kauf" in seen


def test_cues_that_overlap_show_no_word_twice():
    text = "Das Hafenamt hat bestätigt den Kauf."
    seen = shown(made(text, statement(text, "den Kauf", cue=["hat bestätigt", "bestätigt"])))
    assert "*hat bestätigt* den Kauf" in seen


def test_a_statement_without_content_stands_where_its_cue_is():
    text = "Das Hafenamt dementierte."
    seen = shown(made(text, statement(text, "", speaker="Das Hafenamt", cue=["dementierte"])))
    assert "*dementierte*" in seen
    assert "paragraph 1, character 13" in seen


def test_polarity_first_time_and_day_stand_beside_the_speaker():
    text = "Das Hafenamt lobte den Kauf."
    more = {"stance": "evaluates", "polarity": "positive", "first": True, "said": When("2025-04", None)}
    seen = shown(made(text, statement(text, "den Kauf", speaker="Das Hafenamt", **more)))
    assert "± evaluates Das Hafenamt · positive · for the first time · said 2025-04" in seen


@pytest.mark.parametrize("stance", SIGNS)
def test_every_stance_has_a_sign_of_its_own(stance):
    assert [sign for sign, _ in SIGNS.values()].count(SIGNS[stance][0]) == 1


@pytest.mark.parametrize(
    ("published", "told"), [(None, "day of publication unknown"), ("2025-04-28", "outlet unknown · 2025-04-28 · ")]
)
def test_the_head_says_what_is_not_known(published, told):
    assert told in shown(read("Das Hafenamt bestätigte den Kauf.", published=published))


def test_a_day_that_the_text_alone_gives_is_marked_as_such():
    assert "2025 (as far as its own dates tell)" in shown(read("Im vergangenen Jahr (2024) kaufte das Amt Schiffe."))


def test_a_reading_without_statements_says_so():
    assert "no statements found" in shown(read("Es regnet."))


@pytest.mark.parametrize("width", [1, 20, 100])
@settings(max_examples=60, deadline=None)
@given(readings())
def test_any_reading_can_be_shown_at_any_width(width, reading):
    seen = shown(reading, width)
    assert not set("\x00\x07\x0b\x0c\r\x1b\x7f\x85\x9b") & set(seen)
    assert ("no statements found" in " ".join(seen.split())) == (not reading.statements) or width < 100


@pytest.mark.parametrize(
    "words", ["日本語の文", "😀👩‍👩‍👧 🇩🇪", "שלום עולם", "مرحبا", "e\u0301\u200b\u202e", "[bold]x[/] :key:"]
)
def test_signs_of_any_script_are_shown_as_they_are(words):
    text = f"Das Hafenamt sagte: {words}."
    assert words in shown(made(text, statement(text, words, speaker="Das Hafenamt", cue=["sagte"])))


def test_entries_of_the_ledger_stand_under_the_heads_of_their_reports(tmp_path):
    other = plain_reading(url="https://bote.example/2", published="2025-05-01", more=" Mehr nicht.")
    with open_ledger(tmp_path / "x.db") as book:
        for reading in (plain_reading(), other):
            book.keep(reading)
        console = page()
        show_entries(console, book.statements(), book.report)
        none = page()
        show_entries(none, book.statements(stance="alleges"), book.report)
    seen = console.file.getvalue()
    assert seen.count("Streit um Schiffe") == 2
    assert seen.index("2025-04-28") < seen.index("2025-05-01")
    assert seen.count("✗ denies") == 2
    assert none.file.getvalue() == "no statements\n"


def test_roles_that_are_less_sure_are_named():
    text = "Die Ministerin bestätigte den Kauf."
    sure = Confidences(speaker=0.95, actor=0.61, stance=0.8, said=0.5)
    told = shown(made(text, statement(text, "den Kauf", speaker="Die Ministerin", confidences=sure)), width=200)
    assert "50% sure (actor 61%, day 50%)" in told
    plain = shown(made(text, statement(text, "den Kauf", speaker="Die Ministerin")), width=200)
    assert "50% sure\n" in "\n".join(line.rstrip() for line in plain.splitlines()) + "\n"
