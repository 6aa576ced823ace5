"""People whom reports introduced: the ledger tells of them, and the next report knows them."""

from dataclasses import replace

import pytest
from tests.readings import plain_reading

from sayso.accounting import read_knowing, read_together_knowing
from sayso.ledger import open_ledger
from sayso.model import Office, Person
from sayso.pipeline import read_report
from sayso.reading.text import read_text

PRESIDENT = Office("präsident", "präsident", "UA")
MUSTER = Person("Mykola Muster", "UA", (PRESIDENT, Office("oberbefehlshaber", "befehlshaber", "UA")))


@pytest.fixture
def book(tmp_path):
    with open_ledger(tmp_path / "sayso.db") as ledger:
        yield ledger


def tell(book, *people, published="2025-04-01", more=""):
    return book.keep(replace(plain_reading(published=published, url=None, more=more), people=people)).report_id


def test_people_are_found_by_surname_and_by_office(book):
    tell(book, MUSTER, Person("Erika Al-Beispiel", None))
    assert [(met.person, met.as_of) for met in book.people(name="Muster")] == [(MUSTER, "2025-04-01")]
    assert [met.person.name for met in book.people(name="Hans Beispiel")] == ["Erika Al-Beispiel"]
    assert [met.person.name for met in book.people(office=("präsident", "UA"))] == ["Mykola Muster"]
    assert book.people(office=("präsident", "PL")) == ()
    assert book.people(name="Niemand") == ()


def test_what_was_told_later_or_by_the_report_itself_is_left_out(book):
    first = tell(book, MUSTER, published="2025-04-01")
    tell(book, replace(MUSTER, party=None), published="2025-04-20", more=" Später.")
    assert [met.as_of for met in book.people(name="Muster")] == ["2025-04-20", "2025-04-01"]
    assert [met.as_of for met in book.people(name="Muster", until="2025-04-10")] == ["2025-04-01"]
    assert [met.as_of for met in book.people(name="Muster", but={first})] == ["2025-04-20"]


def test_the_reading_of_a_report_tells_whom_it_introduces():
    text = "Der ukrainische Präsident Mykola Muster sagte am Montag, die Lage sei gut. Hans Beispiel schwieg."
    reading = read_report(read_text(text, source="test", published="2025-04-28"), "rules")
    assert reading.people == (
        Person("Mykola Muster", "UA", (PRESIDENT,)),
        Person("Hans Beispiel", None, (), "place"),
    )


def read(book, text, published):
    reading = read_knowing(book, read_text(text, source=text, published=published), "rules")
    book.keep(reading)
    return [(actor.name, actor.party) for actor in reading.actors]


INTRODUCTION = "Der ukrainische Präsident Mykola Muster sagte, die Lage sei gut."
LATER = "Muster sagte, die Lage sei ernst."
OFFICE = "Der ukrainische Präsident sagte, die Lage sei ernst."


@pytest.mark.parametrize("text", [LATER, OFFICE])
def test_a_person_of_one_report_is_known_in_the_next(book, text):
    assert read(book, text, "2025-03-01") != [("Mykola Muster", "UA")]
    read(book, INTRODUCTION, "2025-04-01")
    assert read(book, text + " Es regnet.", "2025-04-28") == [("Mykola Muster", "UA")]


def read_all(book, *dated):
    reports = [read_text(text, source=text, published=published) for text, published in dated]
    readings = read_together_knowing(book, reports, "rules")
    return {one.report.text: [(actor.name, actor.party) for actor in one.actors] for one in readings}, readings


def test_reports_read_together_know_whom_the_others_introduce_in_whatever_order(book):
    batch = [(LATER, "2025-04-28"), (INTRODUCTION, "2025-04-01"), ("Der Präsident schwieg.", None)]
    found, readings = read_all(book, *batch)
    assert found[LATER] == [("Mykola Muster", "UA")]
    assert read_all(book, *reversed(batch))[0] == found
    for reading in readings:
        book.keep(reading)
    again, once_more = read_all(book, *batch)
    assert again == found
    assert {book.keep(reading).outcome for reading in once_more} == {"known"}


def test_what_tells_whom_somebody_speaks_for_is_kept(book):
    by = {"words": INTRODUCTION, "place": "Wie in der Ukraine üblich, kam mit ihm Minister Mykola Muster."}
    for party_by, text in by.items():
        book.keep(read_report(read_text(text, source=text, published="2025-04-01"), "rules"))
        assert (book.people(name="Muster")[0].person.party, book.people(name="Muster")[0].person.party_by) == (
            "UA",
            party_by,
        )


def test_a_report_read_twice_adds_nothing(book):
    read(book, INTRODUCTION, "2025-04-01")
    report = read_text(INTRODUCTION, source=INTRODUCTION, published="2025-04-01")
    assert book.keep(read_knowing(book, report, "rules")).outcome == "known"


def test_an_office_is_not_kept_alive_by_the_name_alone(book):
    read(book, INTRODUCTION, "2024-01-01")
    assert read(book, LATER, "2024-12-01") == [("Mykola Muster", "UA")]
    assert read(book, OFFICE, "2025-04-28") == [("Ukrainischer Präsident", "UA")]
