"""The day on which something was said: beside the cue, carried within the speaker's passage, never one to come."""

import pytest

from sayso.pipeline import read_report
from sayso.reading.text import read_text
from sayso.statements.carried_days import day_words

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
        ("Nach dem Unfall vom Freitag teilte das Amt mit, Wege seien gesperrt.", None),
        ("In einem Brief vom Freitag teilte das Amt mit, Wege seien gesperrt.", "2025-04-25"),
        ("Das Amt teilte mit, Wege seien am Montag gesperrt worden.", None),
        ("Vor der Sitzung am 3. Mai teilte das Amt mit, Wege seien gesperrt.", None),
        ("Das Amt teilte mit, Wege seien gesperrt.", None),
        ("Wege seien gesperrt, sagte Ministerin Erika Muster am Montag vor der Presse.", "2025-04-28"),
        ("Das Amt teilte am Montag, dem 28. April, mit, Wege seien gesperrt.", "2025-04-28"),
        ("Das Amt teilt bis Montag mit, Wege seien gesperrt.", None),
        ("Das Amt teilte bis heute mit, Wege seien gesperrt.", None),
        ("Das Amt teilte heute mit, Wege seien gesperrt.", PUBLISHED),
    ],
)
def test_a_day_stands_beside_the_cue(text: str, said: str | None) -> None:
    assert days(text)["Wege"] == said


def test_the_day_of_who_relays_is_not_that_of_what_is_relayed() -> None:
    text = "Wege seien nach Angaben des Amtes vom Freitag gesperrt."
    assert days(text)["Wege"] == "2025-04-25"
    relayed = "Der Rat hat laut einer Meldung des Senders vom Freitag neue Wege durch den Wald angekündigt."
    assert days(relayed)["neue"] is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Am Montag kündigte das Amt neue Wege durch den Wald an.", "2025-04-28"),
        ("Das Amt hat am Montag neue Wege durch den Wald angekündigt.", "2025-04-28"),
        ("Das Amt tagte am Montag und hat neue Wege durch den Wald angekündigt.", None),
        ("Am Montag regnete es, das Amt hat neue Wege durch den Wald angekündigt.", None),
    ],
)
def test_a_day_opens_the_clause_of_a_reported_act(text: str, said: str | None) -> None:
    assert days(text)["neue"] == said


def test_the_day_of_what_had_been_said_stays_in_its_paragraph() -> None:
    told = "Am Montag hatte Erika Muster neue Wege durch den Wald angekündigt. Brücken seien offen."
    assert days(f"{told}\n\nMuster erklärte, Tunnel seien nass.") == {
        "neue": "2025-04-28",
        "Brücken": "2025-04-28",
        "Tunnel": None,
    }


def test_it_is_carried_on_for_the_same_speaker() -> None:
    text = "Die Ministerin Erika Muster sagte am Montag, Wege seien gesperrt. Brücken seien offen."
    assert days(text) == {"Wege": "2025-04-28", "Brücken": "2025-04-28"}


def test_it_is_not_carried_to_what_had_been_said_before() -> None:
    text = (
        "Die Ministerin Erika Muster sagte am Montag, Wege seien gesperrt. Muster hatte erklärt, Brücken seien offen."
    )
    assert days(text) == {"Wege": "2025-04-28", "Brücken": None}


def test_it_is_not_another_speakers() -> None:
    text = (
        "Die Ministerin Erika Muster sagte am Montag, Wege seien gesperrt. Die Polizei erklärte, Brücken seien offen."
    )
    assert days(text) == {"Wege": "2025-04-28", "Brücken": None}


def test_an_institutions_day_goes_into_the_next_paragraph_with_its_own_words_alone() -> None:
    first = "Das Bundesamt für Häfen teilte am Montag mit, Wege seien gesperrt."
    person = "Die Ministerin Erika Muster sagte am Montag, Wege seien gesperrt."
    assert days(f"{first}\n\nBrücken seien offen.")["Brücken"] == "2025-04-28"
    assert days(f"{first}\n\nDas Bundesamt für Häfen erklärte, Brücken seien offen.")["Brücken"] is None
    assert days(f"{first} Das Bundesamt für Häfen erklärte, Brücken seien offen.")["Brücken"] == "2025-04-28"
    assert days(f"{person}\n\nErika Muster erklärte, Brücken seien offen.")["Brücken"] == "2025-04-28"


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


@pytest.mark.parametrize("text", sorted(day_words("de")["yes"]))
def test_an_act_or_a_paper_tells_the_day_of_what_is_told_of_it(text: str) -> None:
    assert "2025-04-28" in days(text).values()


@pytest.mark.parametrize("text", sorted(day_words("de")["no"]))
def test_what_befalls_somebody_tells_no_day(text: str) -> None:
    found = days(text)
    assert found
    assert set(found.values()) == {None}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Nach Angaben der Polizei vom Montag sind zwölf Wege gesperrt.", "2025-04-28"),
        ("Nach Angaben der Polizei von 2019 sind zwölf Wege gesperrt.", None),
        ("Nach Angaben der Polizei wurden heute zwölf Wege gesperrt.", PUBLISHED),
        ("Nach Angaben der Polizei werden heute zwölf Wege gesperrt.", None),
        ("Nach Angaben der Polizei wurden am Montag zwölf Wege gesperrt.", None),
    ],
)
def test_what_happened_on_the_day_of_publication_was_said_on_it(text: str, said: str | None) -> None:
    assert set(days(text).values()) == {said}


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("Auf einer Sitzung am Montag kam es zum Streit.", "2025-04-28"),
        ("Am Montag gab es eine Sitzung.", None),
        ("Eine Sitzung ist für Montag geplant.", None),
    ],
)
def test_an_occasion_that_opens_the_paragraph_tells_the_day(before: str, said: str | None) -> None:
    assert days(f"{before} Die Ministerin Erika Muster sagte, Wege seien gesperrt.")["Wege"] == said


def test_an_occasion_that_is_taken_up_tells_the_day() -> None:
    text = "Am Montag gab es eine Sitzung. Bei der Sitzung sagte die Ministerin Erika Muster, Wege seien gesperrt."
    assert days(text)["Wege"] == "2025-04-28"


def test_what_was_said_before_an_occasion_is_of_no_day_of_it() -> None:
    text = "Auf einer Sitzung am Montag kam es zum Streit. Erika Muster hatte gesagt, Wege seien gesperrt."
    assert days(text)["Wege"] is None


@pytest.mark.parametrize(
    ("verb", "said"), [("hat den Angriff bestätigt", "2025-04-28"), ("bestätigte den Angriff", None)]
)
def test_the_detail_tells_the_day_of_what_the_perfect_sums_up(verb: str, said: str | None) -> None:
    text = f"Die Ukraine {verb}. Die ukrainische Armee teilte am Montag mit, Wege seien gesperrt."
    found = days(text)
    assert found["Wege"] == "2025-04-28"
    assert {day for word, day in found.items() if word != "Wege"} == {said}


def test_a_time_of_day_is_of_the_day_that_the_speaker_is_on() -> None:
    first, last = "Erika Muster sagte am Montag, Wege seien gesperrt.", "Am Abend sagte Muster, Tore seien offen."
    text = f"{first}\n\nEs war ruhig.\n\n{last}"
    assert days(text) == {"Wege": "2025-04-28", "Tore": "2025-04-28"}


def test_a_day_in_another_speakers_words_is_not_this_ones() -> None:
    text = "Das Amt teilte mit, dass Wege am Montag gesperrt wurden, sagte Erika Muster."
    assert set(days(text).values()) == {None}
