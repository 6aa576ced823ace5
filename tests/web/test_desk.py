"""Where reports are handed in: how far they are, as it seems."""

import time
from threading import Event

from tests.web.shelf import Shelf

from sayso.interfaces.api_desk import Desk
from sayso.pipeline import read_report
from sayso.reading.text import read_text


def report(words):
    return read_text("Wien schwieg. " * words, source="x")


def test_progress_goes_by_what_is_read_and_by_the_pace_of_others(monkeypatch):
    go_on, reading = Event(), Event()

    def read(one):
        reading.set()
        assert go_on.wait(20)
        return read_report(one, "rules")

    desk = Desk(Shelf(lambda readings: []), read)
    first, second = desk.hand_in(lambda: (report(500), report(500))), desk.hand_in(lambda: (report(1),))
    assert reading.wait(20)
    share, left = desk.progress(first)
    assert 0 <= share < 1
    assert left > 0
    assert desk.progress(second) is None
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 3600)
    assert desk.progress(first) is None
    monkeypatch.undo()
    go_on.set()
    first.outcome.result(30)
    second.outcome.result(30)
    assert (first.read, first.letters_read) == (2, first.letters)
    assert desk.progress(first) is None
    desk.close()
