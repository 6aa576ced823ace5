"""What became of statements from one version of a page to the next."""

from dataclasses import replace

import pytest

from sayso.model import Reading, Run
from sayso.pipeline import read_report
from sayso.reading.text import read_text
from sayso.statements.revisions import Revision, compare_readings

FIRST = "Der Minister sagte, die Stadt habe zwanzig Schiffe für den Hafen gekauft."
DENIAL = "Das Außenministerium in Wien dementierte den Kauf der Schiffe am Montag."
THIRD = "Die Polizei teilte mit, am Hafen sei niemand verletzt worden."


def read(*sentences: str) -> Reading:
    return read_report(read_text(" ".join(sentences), source="test", published="2025-04-28"), "rules")


def fates(revision: Revision) -> list[tuple[str, tuple[str, ...]]]:
    return [(change.fate, change.differs) for change in revision.changes]


def test_the_same_text_has_no_changes():
    reading = read(FIRST, DENIAL, THIRD)
    assert reading.statements
    assert compare_readings(reading, reading) == Revision((), len(reading.statements), same_run=True)


def test_statements_that_only_moved_are_the_same():
    assert compare_readings(read(FIRST, THIRD), read(THIRD, FIRST)).changes == ()


def test_what_appeared_and_what_vanished():
    before, after = read(FIRST, DENIAL), read(FIRST, THIRD)
    revision = compare_readings(before, after)
    assert fates(revision) == [("appeared", ()), ("vanished", ())]
    assert revision.changes[0].after in after.statements
    assert revision.changes[1].before in before.statements
    assert revision.unchanged == 1


@pytest.mark.parametrize(
    ("former", "later", "differs"),
    [
        (FIRST, FIRST.replace("zwanzig", "dreißig"), ("wording",)),
        (FIRST, FIRST.replace("Der Minister", "Die Kanzlerin"), ("speaker",)),
        (DENIAL, DENIAL.replace("dementierte", "bestätigte"), ("stance",)),
        (
            "Der Minister sagte: „Die Stadt hat zwanzig Schiffe gekauft.“",
            "Der Minister sagte, die Stadt hat zwanzig Schiffe gekauft.",
            ("mode",),
        ),
    ],
)
def test_the_same_statement_told_otherwise(former, later, differs):
    assert fates(compare_readings(read(THIRD, former), read(THIRD, later))) == [("changed", differs)]


def test_one_content_of_two_speakers_stays_with_each():
    both = ("Wien bestätigte den Kauf der zwanzig Schiffe.", "Moskau dementierte den Kauf der zwanzig Schiffe.")
    assert compare_readings(read(*both), read(*reversed(both))).changes == ()


def test_short_contents_of_different_speakers_are_not_one():
    revision = compare_readings(read("Wien bestätigte den Kauf."), read("Die Polizei dementierte den Brand."))
    assert fates(revision) == [("appeared", ()), ("vanished", ())]


def test_another_state_of_the_machine_is_told_of():
    reading = read(FIRST)
    assert compare_readings(reading, replace(reading, run=Run("9", "x"))).same_run is False


def test_an_empty_reading_on_either_side():
    full, empty = read(FIRST), read("Am Hafen war es still.")
    assert fates(compare_readings(empty, full)) == [("appeared", ())]
    assert fates(compare_readings(full, empty)) == [("vanished", ())]
