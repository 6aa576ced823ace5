"""People of earlier reports: known by name and by office in the next one, as far as that says nothing else."""

import pytest
from tests.actors.given import given, unmark

from sayso.actors.acquaintances import Acquaintance, AcquaintanceBook
from sayso.actors.cast import Role, Trust
from sayso.actors.resolve import resolve_actors
from sayso.language.analysis import analyse
from sayso.reading.text import read_text

PRESIDENT = Role("präsident", "präsident", "UA")
INTRODUCTION = "[Der ukrainische Präsident Mykola Muster] kam."


def read(
    marked: str, book: AcquaintanceBook | None, published: str | None = "2025-04-28"
) -> list[tuple[str, str | None]]:
    """Return name and party of every actor of a report."""
    text, spans = unmark(marked)
    statements = [given(number, span) for number, span in enumerate(spans)]
    report = read_text(text, source="test", published=published)
    _, actors = resolve_actors(analyse(report), statements, acquaintances=book)
    return [(actor.name, actor.party) for actor in actors]


def book(*people: Acquaintance) -> AcquaintanceBook:
    found = AcquaintanceBook()
    found.meet(people)
    return found


@pytest.mark.parametrize(
    "marked", ["[Muster] lobte das.", "[Präsident Muster] lobte das.", "Nach [Angaben Musters] regnet es."]
)
def test_a_surname_is_the_person_of_an_earlier_report(marked):
    known = AcquaintanceBook()
    read(INTRODUCTION, known, "2025-04-01")
    assert read(marked, known) == [("Mykola Muster", "UA")]
    assert read(marked, None) != [("Mykola Muster", "UA")]


def test_a_surname_that_is_only_said_by_is_a_person_and_then_the_one_met_before():
    known = AcquaintanceBook()
    assert read("[Halvorsen] sagte nichts.", known) == [("Halvorsen", None)]
    read("[Norwegens Verteidigungsminister Jonas Halvorsen] kam.", known, "2025-04-01")
    assert read("[Halvorsen] sagte nichts.", known) == [("Jonas Halvorsen", "NO")]


def test_an_office_is_held_by_the_person_of_an_earlier_report():
    known = AcquaintanceBook()
    read(INTRODUCTION, known, "2025-04-01")
    assert read("[Der ukrainische Präsident] lobte das.", known) == [("Mykola Muster", "UA")]
    assert read("[Der polnische Präsident] lobte das.", known) == [("Polnischer Präsident", "PL")]
    assert read("[Ein ukrainischer Präsident] lobte das.", known) == [("Ukrainischer Präsident", "UA")]


@pytest.mark.parametrize(
    ("told", "read_on"),
    [
        ("2024-01-01", "2025-04-28"),  # told too long ago
        ("2025-04-29", "2025-04-28"),  # told only later
        ("2025-04-01", None),  # the day of the report is not known
        ("2025", "2025-04-28"),  # the day when it was told is not known
    ],
)
def test_an_office_that_may_be_anothers_by_now_is_nobodys(told, read_on):
    known = book(Acquaintance("Mykola Muster", "UA", (PRESIDENT,), told))
    assert read("[Der ukrainische Präsident] lobte das.", known, read_on) == [("Ukrainischer Präsident", "UA")]


def test_the_last_holder_that_was_told_counts():
    known = book(
        Acquaintance("Mykola Muster", "UA", (PRESIDENT,), "2025-01-01"),
        Acquaintance("Erika Beispiel", "UA", (PRESIDENT,), "2025-03-01"),
    )
    assert read("[Der ukrainische Präsident] lobte das.", known) == [("Erika Beispiel", "UA")]
    assert known.holding("präsident", "UA", "2025-02-01") == Acquaintance(
        "Mykola Muster", "UA", (PRESIDENT,), "2025-01-01"
    )


def test_a_surname_that_two_bore_is_neithers():
    known = book(
        Acquaintance("Mykola Muster", "UA", (), "2025-01-01"), Acquaintance("Erika Muster", "DE", (), "2025-01-01")
    )
    assert read("[Muster] lobte das.", known) == [("Muster", None)]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Erika Muster] lobte das.", [("Erika Muster", None)]),
        ("[Der polnische Präsident Muster] lobte das.", [("Muster", "PL")]),
        ("Der Präsident [Mykola Muster], früherer Präsident von Polen, lobte das.", [("Mykola Muster", None)]),
    ],
)
def test_what_the_report_itself_says_goes_before(marked, expected):
    known = book(Acquaintance("Mykola Muster", "UA", (PRESIDENT,), "2025-04-01"))
    assert read(marked, known) == expected


def told(party: str | None, day: str, trust: Trust = Trust.TOLD) -> Acquaintance:
    return Acquaintance("Mykola Muster", party, (), day, trust)


@pytest.mark.parametrize(
    ("tellings", "expected"),
    [
        ([told("UA", "2025-01-01"), told("PL", "2025-03-01", Trust.AROUND)], "UA"),  # words before surroundings
        ([told("UA", "2025-01-01", Trust.AROUND), told("PL", "2025-03-01", Trust.NONE)], "UA"),
        ([told("UA", "2025-01-01"), told("UA", "2025-02-01"), told("PL", "2025-03-01")], "UA"),
        ([told("UA", "2025-01-01"), told("PL", "2025-03-01")], "PL"),
    ],
)
def test_he_speaks_for_whom_most_reports_say(tellings, expected):
    met = book(*tellings).named("Muster", "2025-04-28")
    assert met is not None
    assert met.party == expected


def test_a_surrounding_that_one_report_alone_has_is_less_than_the_reports_own():
    once = book(told("PL", "2025-04-01", Trust.AROUND))
    assert (
        read("Am Montag kam Norwegens Minister Beispiel. Danach sprach [Minister Mykola Muster].", once)[-1][1] == "NO"
    )
    twice = book(told("PL", "2025-04-01", Trust.AROUND), told("PL", "2025-04-02", Trust.AROUND))
    assert (
        read("Am Montag kam Norwegens Minister Beispiel. Danach sprach [Minister Mykola Muster].", twice)[-1][1] == "PL"
    )


def test_whom_only_later_reports_tell_of_has_a_name_and_a_party_and_no_office():
    known = book(Acquaintance("Mykola Muster", "UA", (PRESIDENT,), "2025-05-20"))
    assert read("[Muster] lobte das.", known) == [("Mykola Muster", "UA")]
    assert read("[Der ukrainische Präsident] lobte das.", known) == [("Ukrainischer Präsident", "UA")]
    assert read("[Muster] lobte das.", known, "2023-01-01") == [("Muster", None)]


def test_a_report_tells_of_those_whom_it_names_in_full():
    known = AcquaintanceBook()
    read("[Der ukrainische Präsident Mykola Muster] und Minister Beispiel trafen Erika Probe.", known)
    assert known.named("Muster", None) == Acquaintance("Mykola Muster", "UA", (PRESIDENT,), "2025-04-28")
    assert known.named("Mykola Muster", "2025-04-28") is not None
    assert known.named("Mykola Muster", "2023-04-27") is None
    assert known.named("Beispiel", None) is None
    assert known.named("Probe", None) == Acquaintance("Erika Probe", None, (), "2025-04-28", Trust.NONE)


def test_who_held_an_office_once_is_known_by_name_and_speaks_for_nobody():
    known = AcquaintanceBook()
    read(INTRODUCTION, known, "2020-04-01")
    read("[Der frühere ukrainische Präsident Mykola Muster] kam.", known, "2025-04-01")
    assert read("[Muster] lobte das.", known, "2024-04-01") == [("Mykola Muster", "UA")]
    assert read("[Muster] lobte das.", known) == [("Mykola Muster", None)]
    assert read("[Der frühere Präsident Muster] lobte das.", known) == [("Mykola Muster", None)]
    assert read("[Ex-Präsident Muster] lobte das.", known) == [("Mykola Muster", None)]


def test_whose_lawyer_somebody_is_may_be_known_from_another_report():
    known = AcquaintanceBook()
    read(INTRODUCTION, known, "2025-04-01")
    assert read("[Musters Anwalt] lobte das.", known) == [("Anwalt von Mykola Muster", None)]
    assert read("[Musters Anwalt] lobte das.", None) == [("Musters Anwalt", None)]


def test_a_surname_with_a_particle_is_the_person_of_an_earlier_report():
    known = AcquaintanceBook()
    read("[Der niederländische Minister Jan van Muster] kam.", known, "2025-04-01")
    assert read("[Van Muster] sagte nichts.", known) == [("Jan van Muster", "NL")]
