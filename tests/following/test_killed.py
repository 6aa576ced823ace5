"""A follower that is killed: wherever it is, the next one goes on, and no report is lost or doubled."""

import multiprocessing
import os
import signal
import sqlite3
from contextlib import closing

import pytest
from tests.following.newsroom import Following, feed, item, open_newsroom, page
from tests.server import serving

from sayso.ledger.following import Agenda
from sayso.ledger.store import Ledger
from sayso.reading.network import Network

CONTEXT = multiprocessing.get_context("fork")
ACTS = {
    "fetch": (Network, "fetch"),
    "note_feed": (Agenda, "note_feed"),
    "expect": (Agenda, "expect"),
    "keep": (Ledger, "keep"),
    "settle": (Agenda, "settle"),
}


@pytest.fixture
def site():
    with serving() as site:
        open_newsroom(site)
        yield site


def follow_and_die(follower, url, act, when, number):
    """Follow for a round, and be killed before or after an act is done for the given time."""
    kind, name = ACTS[act]
    done, calls = getattr(kind, name), []

    def deadly(*words, **more):
        calls.append(name)
        fatal = len(calls) == number
        if fatal and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        try:
            return done(*words, **more)
        finally:
            if fatal:
                os.kill(os.getpid(), signal.SIGKILL)

    setattr(kind, name, deadly)
    follower.once(url)


def kill(follower, url, *point):
    process = CONTEXT.Process(target=follow_and_die, args=(follower, url, *point))
    process.start()
    process.join(timeout=60)
    return process.exitcode


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("act", ACTS)
def test_killed_anywhere_again_and_again_it_goes_on(site, tmp_path, act, when):
    """Killed at the first such act, then at the second of what is left to do, and so on."""
    follower = Following(tmp_path / "sayso.db")
    assert kill(follower, site.url("/rss"), act, when, 1) == -signal.SIGKILL
    kill(follower, site.url("/rss"), act, when, 2)
    assert len(follower.kept()) == len(set(follower.kept()))
    follower.once(site.url("/rss"))
    assert follower.kept() == ["a", "b", "c"]
    assert is_whole(follower.place)
    (found,) = follower.once(site.url("/rss"))
    assert (found.unchanged, found.waiting, found.new, found.failures) == (3, 0, 0, ())


def is_whole(place):
    with closing(sqlite3.connect(place)) as connection:
        readings = connection.execute("SELECT count(*) FROM readings").fetchone()
        checks = [connection.execute(f"PRAGMA {name}").fetchall() for name in ("integrity_check", "foreign_key_check")]
        return readings == (3,) and checks == [[("ok",)], []]


@pytest.mark.parametrize("point", [("keep", "after", 1), ("settle", "before", 1)])
def test_a_report_that_was_kept_is_not_fetched_again_though_its_page_changed(site, tmp_path, point):
    follower = Following(tmp_path / "sayso.db")
    kill(follower, site.url("/rss"), *point)
    (first,) = follower.kept()
    site.replies[f"/{first}"] = page("Auf dieser Seite steht jetzt ein ganz anderer Satz über das Wetter am Hafen.")
    (found,) = follower.once(site.url("/rss"))
    assert found.new == 3
    assert follower.kept() == ["a", "b", "c"]
    assert len(site.asked(f"/{first}")) == 1


def test_killed_while_a_report_changes(site, tmp_path):
    follower = Following(tmp_path / "sayso.db")
    follower.once(site.url("/rss"))
    site.replies["/a"] = page("Die Gemeinde widersprach am Mittwoch dem Bericht über den Verkauf der Fähre.")
    site.replies["/rss"] = feed(item("a", site.url("/a"), "Neu"), *(item(n, site.url(f"/{n}")) for n in "bc"))
    for act in ("note_feed", "expect", "keep"):
        assert kill(follower, site.url("/rss"), act, "after", 1) == -signal.SIGKILL
    (found,) = follower.once(site.url("/rss"))
    assert (found.changed, found.new) == (1, 0)
    assert follower.kept() == ["a", "a", "b", "c"]
