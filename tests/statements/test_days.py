"""The day on which something was said: beside the cue, carried within the speaker's passage, never one to come."""

import pytest

from sayso.pipeline import read_report
from sayso.reading.text import read_text

PUBLISHED = "2025-04-30"  # a Wednesday


def days(text: str) -> dict[str, str | None]:
    """Return the days of a report's statements by the first word of their contents, as the rules read it."""
    reading = read_report(read_text(text, source="test", published=PUBLISHED), "rules")
    return {
        text[statement.content[0].start :].split(maxsplit=1)[0]: statement.said.value if statement.said else None
        for statement in reading.statements
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Das Amt teilte am Montag mit, Wege seien gesperrt.", "2025-04-28"),
        ("Das Amt teilte am Montagabend mit, Wege seien gesperrt.", "2025-04-28"),
        ("Nach dem Unfall vom Freitag teilte das Amt am Montag mit, Wege seien gesperrt.", "2025-04-28"),
        ("Das Amt teilte mit, Wege seien am Montag gesperrt worden.", None),
        ("Vor der Sitzung am 3. Mai teilte das Amt mit, Wege seien gesperrt.", None),
        ("Das Amt teilte mit, Wege seien gesperrt.", None),
    ],
)
def test_a_day_stands_beside_the_cue(text: str, said: str | None) -> None:
    assert days(text)["Wege"] == said


def test_it_is_carried_on_for_the_same_speaker() -> None:
    text = "Die Ministerin Erika Muster sagte am Montag, Wege seien gesperrt. Brücken seien offen."
    assert days(text) == {"Wege": "2025-04-28", "Brücken": "2025-04-28"}


def test_it_is_not_another_speakers() -> None:
    text = (
        "Die Ministerin Erika Muster sagte am Montag, Wege seien gesperrt. Die Polizei erklärte, Brücken seien offen."
    )
    assert days(text) == {"Wege": "2025-04-28", "Brücken": None}


def test_it_is_not_carried_into_a_distant_paragraph() -> None:
    first = "Die Ministerin Erika Muster sagte am Montag, Wege seien gesperrt."
    between = "Am Hafen war es ruhig, die Läden hatten geöffnet."
    text = "\n\n".join([first, between, between, "Muster sagte, Brücken seien offen."])
    assert days(text) == {"Wege": "2025-04-28", "Brücken": None}


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("Am Montag traf Erika Muster in der Stadt ein.", "2025-04-28"),
        ("Am Montag traf Erika Muster ein, am Dienstag fuhr sie ab.", None),
        ("Erika Muster traf in der Stadt ein.", None),
    ],
)
def test_the_sentence_before_a_pronoun_may_name_it(before: str, said: str | None) -> None:
    assert days(f"{before} Sie sagte, Wege seien gesperrt.")["Wege"] == said


def test_a_quotation_inside_is_of_the_same_day() -> None:
    text = "Das Amt teilte am Montag mit, Wege seien „für lange Zeit ganz und gar gesperrt“."
    assert set(days(text).values()) == {"2025-04-28"}
