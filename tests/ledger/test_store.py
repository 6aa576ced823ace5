"""The ledger on real files and databases, closed and reopened."""

import dataclasses
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from tests.readings import NEXT_RUN, RUN, plain_reading, readings

from sayso.errors import LedgerError, UsageError
from sayso.ledger import Counts, open_ledger
from sayso.model import Reading, Report, Run, Span


@pytest.fixture
def path(place):
    return place


def keep(path, *given, run=None):
    with open_ledger(path) as ledger:
        return [ledger.keep(reading, run=run) for reading in given]


def words(path, **asked):
    with open_ledger(path) as ledger:
        return [(entry.speaker, entry.content) for entry in ledger.statements(**asked)]


def test_importing_the_room_does_not_load_a_database_library():
    seen = "import sys, sayso.ledger; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", seen], check=False).returncode == 0


@settings(max_examples=60, deadline=None)
@given(readings())
def test_any_reading_survives_store_and_reload_and_is_kept_once(reading):
    with tempfile.TemporaryDirectory() as folder:
        check_survival(Path(folder) / "sayso.db", reading)


# Fewer, for each example takes a database of its own.
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reading=readings())
def test_any_reading_survives_on_postgresql_too(postgres, reading):
    check_survival(postgres.ledger(), reading)
    postgres.drop()


def check_survival(path, reading):
    assert [kept.outcome for kept in keep(path, reading)] == ["new_report"]
    assert [kept.outcome for kept in keep(path, reading, reading)] == ["known", "known"]
    with open_ledger(path) as ledger:
        assert ledger.reading(reading.report.id) == reading
        assert ledger.report(reading.report.id) == reading.report
        entries = list(ledger.statements())
        assert tuple(entry.statement for entry in entries) == reading.statements
        assert ledger.counts() == Counts(reports=1, readings=1, runs=1, statements=len(reading.statements))
    for entry in entries:
        assert [actor.id for actor in entry.actors] == list(entry.statement.actors)
        for role in ("content", "speaker", "cue", "frame", "addressee"):
            stretches = [reading.report.text[s.start : s.end] for s in getattr(entry.statement, role)]
            assert getattr(entry, role) == " … ".join(stretches)


def test_another_run_adds_a_generation_that_answers_from_then_on(path):
    reading = plain_reading()
    changed = dataclasses.replace(
        reading,
        run=NEXT_RUN,
        statements=(dataclasses.replace(reading.statements[0], stance="withholds"),),
    )
    outcomes = [kept.outcome for kept in keep(path, reading, changed, reading)]
    assert outcomes == ["new_report", "new_reading", "known"]
    with open_ledger(path) as ledger:
        assert ledger.reading(reading.report.id) == changed
        assert ledger.reading(reading.report.id, run=RUN) == reading
        assert [entry.statement.stance for entry in ledger.statements()] == ["withholds"]
        assert ledger.counts() == Counts(reports=1, readings=2, runs=2, statements=1)


def test_the_run_may_be_given_apart_from_the_reading(path):
    reading = plain_reading()
    keep(path, reading, run=NEXT_RUN)
    with open_ledger(path) as ledger:
        assert ledger.reading(reading.report.id) == dataclasses.replace(reading, run=NEXT_RUN)


def test_another_day_of_publication_is_another_reading_of_the_same_report(path):
    undated, dated = plain_reading(published=None), plain_reading()
    assert [kept.outcome for kept in keep(path, undated, dated, undated)] == ["new_report", "new_reading", "known"]
    with open_ledger(path) as ledger:
        assert [head.published for head in ledger.reports()] == ["2025-04-28"]


def test_a_changed_text_under_a_url_is_a_new_version_and_the_old_one_stays(path):
    old, new = plain_reading(), plain_reading(more=" Die Zahlungen seien erfolgt.")
    kept = keep(path, old, new, old)
    assert [(each.outcome, each.version) for each in kept] == [("new_report", 1), ("new_version", 2), ("known", 1)]
    with open_ledger(path) as ledger:
        assert ledger.reading(old.report.id) == old
        assert ledger.reading(new.report.id) == new
        assert [(head.id, head.version) for head in ledger.reports()] == [(new.report.id, 2)]
        assert [head.version for head in ledger.reports(all_versions=True)] == [1, 2]
        assert {entry.report.id for entry in ledger.statements()} == {new.report.id}
        assert {entry.report.id for entry in ledger.statements(report=old.report.id)} == {old.report.id}
        assert len(list(ledger.statements(all_versions=True))) == 6
        assert ledger.counts() == Counts(reports=2, readings=2, runs=1, statements=3)


def test_an_old_version_read_by_a_new_run_stays_the_old_version(path):
    old, new = plain_reading(), plain_reading(more=" Die Zahlungen seien erfolgt.")
    keep(path, old, new, dataclasses.replace(old, run=NEXT_RUN))
    with open_ledger(path) as ledger:
        assert [head.id for head in ledger.reports()] == [new.report.id]


def test_reports_without_a_url_are_never_versions_of_each_other(path):
    kept = keep(path, plain_reading(url=None), plain_reading(url=None, more=" Mehr."))
    assert [(each.outcome, each.version) for each in kept] == [("new_report", 1), ("new_report", 1)]
    with open_ledger(path) as ledger:
        assert len(list(ledger.reports())) == 2


def test_questions_by_party_stance_mode_and_report(path):
    first, second = plain_reading(), plain_reading(url="https://bote.example/2", ministry="Das Amt")
    keep(path, first, second)
    ministry = ("Das Außenministerium in Österreich", "den Kauf von rund 20 Schiffen")
    amt = ("Das Amt", "den Kauf von rund 20 Schiffen")
    assert words(path, party="AT") == [ministry, amt]
    assert words(path, party="at", report=first.report.id) == [ministry]
    assert words(path, party="DE") == []
    assert words(path, stance="confirms", report=second.report.id) == [("Die Hafenleitung von Neustadt", "ihn")]
    assert words(path, mode="indirect_free_indirect", limit=1) == [("", "Es gebe Verträge")]
    assert words(path, stance="denies", mode="direct") == []


@pytest.mark.parametrize(
    "asked",
    [
        "österreich",
        "ÖSTERREICH",
        "O\u0308sterreich",
        "AUSSENMINISTERIUM",
        "außenministerium",
        "Österreich Außenministerium",
        "  in ",
        # Only the actor's name has it, with its genitive.
        "ÖSTERREICHS",
    ],
)
def test_a_speaker_is_found_in_any_case_order_and_coding_of_umlauts(path, asked):
    keep(path, plain_reading())
    assert words(path, speaker=asked) == [("Das Außenministerium in Österreich", "den Kauf von rund 20 Schiffen")]


@pytest.mark.parametrize("asked", ["Ungarn", "%", "_", "Österreich Neustadt"])
def test_a_speaker_that_is_not_there_is_not_found(path, asked):
    keep(path, plain_reading())
    assert words(path, speaker=asked) == []


def test_statements_come_in_order_of_publication_those_of_unknown_day_last(path):
    days = ["2025-05-01", None, "2024-12-31", "2025-04", "2025-04-30"]
    keep(path, *(plain_reading(url=f"https://bote.example/{day}", published=day) for day in days))
    with open_ledger(path) as ledger:
        in_order = ["2024-12-31", "2025-04", "2025-04-30", "2025-05-01", None]
        assert [head.published for head in ledger.reports()] == in_order
        entries = list(ledger.statements())
        assert [entry.report.published for entry in entries] == [day for day in in_order for _ in range(3)]
        assert [entry.statement.id for entry in entries] == ["s1", "s2", "s3"] * 5
        assert [head.published for head in ledger.reports(since="2025-04-15")] == [
            "2025-04",
            "2025-04-30",
            "2025-05-01",
        ]
        assert [head.published for head in ledger.reports(since="2025-05")] == ["2025-05-01"]
        assert {entry.report.published for entry in ledger.statements(since="2025-05-01")} == {"2025-05-01"}


def test_more_statements_than_are_fetched_at_a_time_come_whole_and_in_order(path):
    count = 260
    keep(path, *(plain_reading(url=f"https://bote.example/{number}") for number in range(count)))
    with open_ledger(path) as ledger:
        entries = list(ledger.statements())
    assert [entry.report.url for entry in entries] == [
        f"https://bote.example/{number}" for number in range(count) for _ in range(3)
    ]
    assert {entry.content for entry in entries} == {"den Kauf von rund 20 Schiffen", "ihn", "Es gebe Verträge"}


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"stance": "doubts"}, "asserts, confirms, denies"),
        ({"mode": "spoken"}, "direct, indirect"),
        ({"since": "gestern"}, "2025-04-28"),
        ({"report": "r9"}, "no report with the id 'r9'"),
    ],
)
def test_what_does_not_exist_cannot_be_asked_for(path, asked, message):
    keep(path, plain_reading())
    with open_ledger(path) as ledger, pytest.raises(UsageError, match=message):
        ledger.statements(**asked)


def test_an_unknown_report_or_run_is_said_to_be_unknown(path):
    reading = plain_reading()
    keep(path, reading)
    with open_ledger(path) as ledger:
        with pytest.raises(UsageError, match="'r9'"):
            ledger.report("r9")
        with pytest.raises(UsageError, match=r"read by 9 \(x\)"):
            ledger.reading(reading.report.id, run=Run("9", "x"))


def without_actors(reading):
    return dataclasses.replace(reading, actors=())


def beyond_the_text(reading):
    return dataclasses.replace(reading, narration=(Span(0, len(reading.report.text) + 1),))


def half_a_surrogate_pair(reading):
    return dataclasses.replace(reading, report=dataclasses.replace(reading.report, title="\ud800"))


def one_id_twice(reading):
    return dataclasses.replace(reading, statements=reading.statements[:1] * 2)


@pytest.mark.parametrize("spoil", [without_actors, beyond_the_text, half_a_surrogate_pair, one_id_twice])
def test_of_a_reading_that_contradicts_itself_nothing_is_kept(path, spoil):
    with open_ledger(path) as ledger:
        with pytest.raises(LedgerError):
            ledger.keep(spoil(plain_reading()))
        assert ledger.counts() == Counts(reports=0, readings=0, runs=0, statements=0)
        assert ledger.keep(plain_reading()).outcome == "new_report"


def test_control_characters_in_a_report_are_kept_as_they_are(path):
    reading = plain_reading(more=" Ende\0 \x1a0 \x1a\0.")
    keep(path, reading)
    with open_ledger(path) as ledger:
        assert ledger.reading(reading.report.id) == reading
        assert ledger.keep(reading).outcome == "known"


def test_one_id_for_two_texts_is_refused(path):
    first, other = plain_reading(), plain_reading(more=" Mehr.")
    same_id = dataclasses.replace(other, report=dataclasses.replace(other.report, id=first.report.id))
    keep(path, first)
    with open_ledger(path) as ledger, pytest.raises(LedgerError, match="another text under the report id"):
        ledger.keep(same_id)


def test_a_report_is_known_by_its_own_id_and_by_the_one_given_with_it(path):
    first, second = (named_reading("r1", text) for text in ("Der Hafen ist offen.", "Der Hafen ist zu."))
    with open_ledger(path) as ledger:
        ledger.keep(first)
        ledger.keep(second)
        assert ledger.report(first.report.id) == first.report
        assert ledger.report("r1") == second.report


def named_reading(name, text):
    report = Report(id=f"hash of {text}", text=text, parts=(), language="de", given_id=name)
    return Reading(report, (), (), (), (), (), RUN)
