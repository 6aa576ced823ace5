"""A report through every step: its day, the state of the machine, the same reading each time."""

import shutil
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from sayso import __version__
from sayso.actors.acquaintances import AcquaintanceBook
from sayso.language.times import find_times
from sayso.model import Report
from sayso.pipeline import drop_unsure, read_report, this_run
from sayso.reading.examples import example_reports
from sayso.reading.text import read_text

BOUNDED = "Im vergangenen Jahr (2024) bestätigte das Hafenamt den Kauf. Am 3. Mai dementierte es ihn."


def report(text: str, **facts) -> Report:
    return read_text(text, source="test", **facts)


def test_a_day_that_is_given_stays():
    read = read_report(report(BOUNDED, published="2025-04-28")).report
    assert (read.published, read.published_from) == ("2025-04-28", "given")


def test_without_a_day_the_reports_own_dates_bound_it_and_its_times():
    reading = read_report(report(BOUNDED))
    assert (reading.report.published, reading.report.published_from) == ("2025", "text")
    assert "2025-05-03" in [time.value for time in reading.times]


@pytest.mark.parametrize(
    "text", ["Am Montag bestätigte das Hafenamt den Kauf.", "Im Jahr 2024 kaufte das Amt Schiffe."]
)
def test_a_day_that_nothing_tells_stays_unknown(text):
    reading = read_report(report(text))
    assert (reading.report.published, reading.report.published_from) == (None, "unknown")
    assert not any(time.value.startswith("2025") for time in reading.times)


@pytest.mark.parametrize("language", ["de-AT", "de-CH", "und"])
def test_a_kind_of_german_and_what_nobody_can_tell_is_read_as_german_and_keeps_its_name(language):
    text = "Am 3. Mai 2024 bestätigte das Hafenamt den Kauf von 20 Schiffen."
    german, other = read_report(report(text, language="de")), read_report(report(text, language=language))
    assert other.report.language == language
    assert (other.statements, other.times, other.quantities) == (german.statements, german.times, german.quantities)
    assert other.statements


def test_a_language_with_data_uses_them():
    (time,) = read_report(report("It closed on May 3, 2024.", language="en-GB")).times
    assert time.value == "2024-05-03"


@pytest.mark.parametrize(("language", "base"), [("fr", "fr"), ("nl-BE", "nl"), ("zh-Hans", "zh")])
def test_a_language_without_a_lexicon_is_read_for_its_quotations_and_says_so(language, base):
    text = "Das Hafenamt sagte: „Wir kaufen im Mai noch zwanzig Schiffe.“ Es bestätigte den Kauf."
    reading = read_report(report(text, language=language))
    assert [text[span.start : span.end] for s in reading.statements for span in s.content] == [
        "„Wir kaufen im Mai noch zwanzig Schiffe.“"
    ]
    assert (reading.actors, reading.times, reading.places) == ((), (), ())
    (limit,) = reading.limits
    assert limit.startswith(f"no lexicon for {base}: direct quotations only")


def test_german_has_no_limits():
    assert read_report(report(BOUNDED)).limits == ()


def test_the_same_report_gives_the_same_reading():
    assert read_report(report(BOUNDED)) == read_report(report(BOUNDED))


@pytest.mark.parametrize("text", ["?", "„", "“”", "\r\n.\t-", "🇩🇪" * 50, "a" * 5_000, "„" * 500, "sagte " * 500])
def test_a_text_that_is_no_report_is_read_all_the_same(text):
    assert read_report(report(text)).report.text == text


def test_what_stands_in_a_reading_stands_in_its_text():
    text = BOUNDED * 3
    reading = read_report(report(text))
    spans = [time.span for time in reading.times] + [actor.mentions[0] for actor in reading.actors]
    assert spans
    assert all(span.end <= len(text) for span in spans)
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] for span in spans)


# --- which machine -------------------------------------------------------------------------------------------------


@pytest.fixture
def package(tmp_path, monkeypatch) -> Path:
    """A copy of the language data that the run is reckoned from."""
    with as_file(files("sayso.language") / "data") as data:
        shutil.copytree(data, tmp_path / "data")
    monkeypatch.setattr("sayso.pipeline.files", lambda _: tmp_path)
    return tmp_path


def test_a_run_names_the_version_and_is_the_same_each_time(package):
    run = this_run.__wrapped__()
    assert run.version == __version__
    assert run == this_run.__wrapped__() == this_run()


@pytest.mark.parametrize("name", ["de/times.toml", "en/states.toml", "towns.tsv"])
def test_a_changed_word_is_another_machine(package, name):
    path = package / "data" / name
    path.write_bytes(path.read_bytes() + b"# a word more\n")
    run = this_run.__wrapped__()
    assert run.knowledge != this_run().knowledge
    assert run.version == __version__


def test_a_new_table_is_another_machine(package):
    (package / "data" / "nl").mkdir()
    (package / "data" / "nl" / "times.toml").touch()
    assert this_run.__wrapped__().knowledge != this_run().knowledge


def test_every_reading_names_its_run():
    assert read_report(report(BOUNDED)).run == this_run()


def test_unsure_statements_can_be_left_out():
    text = "Das Amt teilte mit, die Wege seien „für lange Zeit ganz gesperrt“. Er soll es gewusst haben."
    reading = read_report(report(text), "rules")
    sure = sorted(statement.confidence for statement in reading.statements)
    assert sure[0] < sure[-1]
    left = drop_unsure(reading, sure[-1])
    assert 0 < len(left.statements) < len(reading.statements)
    ids = {statement.id for statement in left.statements}
    assert all(statement.confidence == sure[-1] for statement in left.statements)
    assert all(statement.parent is None or statement.parent in ids for statement in left.statements)
    assert drop_unsure(reading, 0) == reading


def test_in_the_bundled_examples_no_actor_is_a_time_and_the_secretary_general_speaks_for_no_state():
    book = AcquaintanceBook()
    readings = [read_report(one, acquaintances=book) for one in example_reports()]
    actors = [actor for reading in readings for actor in reading.actors]
    assert not [actor.name for actor in actors if find_times(actor.name, published=None)]
    parties = {actor.party for actor in actors if "Rutte" in actor.name}
    assert parties
    assert parties <= {"NATO", None}
