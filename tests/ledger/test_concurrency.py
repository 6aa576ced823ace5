"""Several processes with one ledger, and one that dies."""

import multiprocessing
import os
import signal
import sqlite3
import time
from contextlib import closing

from tests.readings import plain_reading

from sayso.ledger import open_ledger

# A spawned process could not import this module by its name.
CONTEXT = multiprocessing.get_context("fork")
EACH = 15


def url(writer, number):
    return f"https://bote.example/{writer}/{number}"


def write(path, writer, start, outcomes):
    start.wait()
    with open_ledger(path) as ledger:
        for number in range(EACH):
            outcomes.put(ledger.keep(plain_reading(url=url(writer, number))).outcome)
        # Both writers have this one; only one of them can be the first.
        outcomes.put(ledger.keep(plain_reading(url="https://bote.example/shared")).outcome)


def test_two_processes_may_make_and_fill_one_ledger_at_the_same_time(place):
    path = place
    start, outcomes = CONTEXT.Barrier(2), CONTEXT.SimpleQueue()
    writers = [CONTEXT.Process(target=write, args=(path, writer, start, outcomes)) for writer in (1, 2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    told = sorted(outcomes.get() for _ in range(2 * EACH + 2))
    assert told == ["known"] + ["new_report"] * (2 * EACH + 1)
    with open_ledger(path) as ledger:
        urls = {head.url for head in ledger.reports()}
        assert ledger.counts().runs == 1
        assert len(list(ledger.statements())) == 3 * (2 * EACH + 1)
    assert urls == {url(writer, number) for writer in (1, 2) for number in range(EACH)} | {
        "https://bote.example/shared"
    }


def test_reading_goes_on_while_another_writes(place):
    path = place
    with open_ledger(path) as ledger, open_ledger(path) as other:
        ledger.keep(plain_reading(url=url(1, 1)))
        entries = ledger.statements()
        first = next(entries)
        assert other.keep(plain_reading(url=url(1, 2))).outcome == "new_report"
        # The answer is of the moment in which it was asked.
        assert [first.report.url, *(entry.report.url for entry in entries)] == [url(1, 1)] * 3
        assert len(list(ledger.statements())) == 6


def write_without_end(path, started):
    with open_ledger(path) as ledger:
        number = 0
        while True:
            ledger.keep(plain_reading(url=url(1, number)))
            number += 1
            if number == 5:
                started.set()


def test_a_process_killed_while_writing_leaves_whole_readings(place):
    path = place
    started = CONTEXT.Event()
    writer = CONTEXT.Process(target=write_without_end, args=(path, started), daemon=True)
    writer.start()
    assert started.wait(timeout=60)
    time.sleep(0.05)
    os.kill(writer.pid, signal.SIGKILL)
    writer.join(timeout=60)
    with open_ledger(path) as ledger:
        heads = list(ledger.reports())
        assert len(heads) >= 5
        for head in heads:
            assert ledger.reading(head.id) == plain_reading(url=head.url)
        assert ledger.keep(plain_reading(url=url(2, 1))).outcome == "new_report"
    if "://" not in str(path):
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
