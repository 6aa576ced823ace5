"""Following feeds on a real server: what is read, what is left, what is told of it."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.following.newsroom import SENTENCES, Following, feed, item, open_newsroom, page
from tests.server import Reply, serving

from sayso.following.watch import Stopped, parse_interval
from sayso.ledger import open_ledger
from sayso.ledger.following import open_agenda
from sayso.reading.network import Limits


@pytest.fixture
def site():
    with serving() as site:
        open_newsroom(site)
        yield site


@pytest.fixture
def follower(tmp_path):
    return Following(tmp_path / "sayso.db")


def counts(found):
    return {
        name: getattr(found, name)
        for name in ("new", "changed", "unchanged", "copies", "waiting")
        if getattr(found, name)
    }


# --- what is read --------------------------------------------------------------------------------------------------


def test_new_items_are_followed_to_their_pages(site, follower):
    (found,) = follower.once(site.url("/rss"))
    assert (found.feed, found.outcome, counts(found), found.failures) == (site.url("/rss"), "read", {"new": 3}, ())
    assert follower.kept() == ["a", "b", "c"]
    with open_ledger(follower.place) as ledger:
        (entry,) = ledger.statements(stance="denies")
        assert (entry.report.outlet, entry.report.published) == ("Hafenbote", "2025-04-28")
        assert "Fahrplan" in " ".join(head.text for head in [ledger.report(h.id) for h in ledger.reports()])


def test_a_second_round_reads_nothing_again(site, follower):
    follower.once(site.url("/rss"))
    (found,) = follower.once(site.url("/rss"))
    assert counts(found) == {"unchanged": 3}
    assert len(site.asked("/a")) == 1


def test_a_feed_that_did_not_change_is_not_sent_again(site, follower):
    site.replies["/rss"] = feed(item("a", site.url("/a")), etag='"1"')
    follower.once(site.url("/rss"))
    (found,) = follower.once(site.url("/rss"))
    assert found.outcome == "unchanged"
    assert site.asked("/rss")[1].headers["if-none-match"] == '"1"'
    site.replies["/rss"] = feed(item("a", site.url("/a")), item("b", site.url("/b")), etag='"2"')
    (found,) = follower.once(site.url("/rss"))
    assert counts(found) == {"new": 1, "unchanged": 1}


def test_teasers_are_read_without_fetching_a_page(site, follower):
    follower.teasers = True
    (found,) = follower.once(site.url("/rss"))
    assert counts(found) == {"new": 3}
    assert {request.path for request in site.requests} == {"/robots.txt", "/rss"}
    with open_ledger(follower.place) as ledger:
        texts = {ledger.report(head.id).text for head in ledger.reports()}
    assert f"Streit um die Fähre: b\n\n{SENTENCES['b']}" in texts


def test_a_page_is_followed_itself_where_it_is_given(site, follower):
    for teasers in (False, True):
        follower.teasers = teasers
        (found,) = follower.once(site.url("/a"))
    assert follower.kept() == ["a"]
    site.replies["/a"] = page(SENTENCES["d"])
    (found,) = follower.once(site.url("/a"))
    assert counts(found) == {"changed": 1}


def test_several_feeds_are_told_apart_and_a_broken_one_stops_no_other(site, follower):
    site.replies["/other"] = feed(item("d", site.url("/d")))
    site.replies["/d"] = page(SENTENCES["d"])
    site.replies["/broken"] = Reply(b"<html><body>Wartung</body></html>")
    found = follower.once(site.url("/rss"), site.url("/broken"), site.url("/other"), site.url("/rss"))
    assert [(one.feed.rpartition("/")[2], one.outcome, one.new) for one in found] == [
        ("rss", "read", 3),
        ("broken", "failed", 0),
        ("other", "read", 1),
    ]
    assert "no feed in it" in found[1].why


# --- what is the same ----------------------------------------------------------------------------------------------


def test_addresses_that_differ_in_tracking_are_one(site, follower):
    site.replies["/rss"] = feed(item("a", site.url("/a?utm_source=rss")), item("a", site.url("/a#top")))
    (found,) = follower.once(site.url("/rss"))
    assert counts(found) == {"new": 1}
    assert [request.path for request in site.requests if "utm" in request.path] == []


def test_an_item_that_two_feeds_name_is_read_once(site, follower):
    site.replies["/other"] = feed(item("a", site.url("/a"), "Ein anderer Anlauf für dieselbe Meldung."))
    for _ in range(2):
        _, other = follower.once(site.url("/rss"), site.url("/other"))
        assert counts(other) == {"unchanged": 1}
    assert len(site.asked("/a")) == 1


def test_the_same_text_at_two_addresses_of_a_site_is_kept_once(site, follower):
    site.replies["/a2"] = page(SENTENCES["a"])
    site.replies["/rss"] = feed(item("a", site.url("/a")), item("a2", site.url("/a2")))
    (found,) = follower.once(site.url("/rss"))
    assert counts(found) == {"new": 1, "copies": 1}
    assert len(follower.kept()) == 1


def test_the_same_text_at_another_site_is_that_outlets_own_report(site, follower):
    site.replies["/rss"] = feed(item("a", site.url("/a")), item("a2", site.url("/a", host="localhost")))
    (found,) = follower.once(site.url("/rss"))
    assert counts(found) == {"new": 2}


def test_a_report_that_its_feed_says_was_changed_is_read_again(site, follower):
    follower.once(site.url("/rss"))
    site.replies["/a"] = page(SENTENCES["d"])
    items = [item("a", site.url("/a"), "Korrigiert: " + SENTENCES["d"])]
    items += [item("b", site.url("/b"), "Nur der Anlauf wurde geändert."), item("c", site.url("/c"))]
    site.replies["/rss"] = feed(*items)
    (found,) = follower.once(site.url("/rss"))
    assert counts(found) == {"changed": 1, "unchanged": 2}
    assert follower.kept() == ["a", "a", "b", "c"]


# --- what fails ----------------------------------------------------------------------------------------------------


def test_a_page_that_cannot_be_had_is_tried_again_and_told(site, follower):
    site.replies["/b"] = [Reply(b"", 404), page(SENTENCES["b"])]
    (found,) = follower.once(site.url("/rss"))
    assert counts(found) == {"new": 2, "waiting": 1}
    assert [(one.url, one.final) for one in found.failures] == [(site.url("/b"), False)]
    assert "404" in found.failures[0].why
    (found,) = follower.once(site.url("/rss"))
    assert counts(found) == {"unchanged": 3, "waiting": 1}
    follower.make_due()
    (found,) = follower.once(site.url("/rss"))
    assert counts(found) == {"new": 1, "unchanged": 3}
    assert follower.kept() == ["a", "b", "c"]


def test_a_page_that_is_never_had_is_given_up(site, follower):
    site.replies["/b"] = Reply(b"", 404)
    finals = []
    for _ in range(6):
        (found,) = follower.once(site.url("/rss"))
        finals += [one.final for one in found.failures]
        follower.make_due()
    assert finals == [False] * 4 + [True]
    assert len(site.asked("/b")) == 5


def test_a_page_without_a_report_is_given_up_at_once(site, follower):
    site.replies["/b"] = Reply(b"<html><body><p>Bitte anmelden</p></body></html>")
    (found,) = follower.once(site.url("/rss"))
    assert [one.final for one in found.failures] == [True]
    assert "no report was found" in found.failures[0].why


def test_items_that_lead_into_the_private_network_are_not_asked(site, follower):
    site.replies["/rss"] = feed(item("a", "http://user:secret@127.0.0.1/"), item("b", site.url("/b")))
    (found,) = follower.once(site.url("/rss"))
    assert counts(found) == {"new": 1}
    assert "user or password" in found.failures[0].why
    assert "secret" not in found.failures[0].why


def test_what_robots_txt_forbids_is_not_fetched(site, follower):
    site.replies["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /b\n", kind="text/plain")
    (found,) = follower.once(site.url("/rss"))
    assert counts(found) == {"new": 2, "waiting": 1}
    assert "does not allow it" in found.failures[0].why
    assert site.asked("/b") == []


def test_a_redirect_does_not_lead_around_robots_txt(site, follower):
    site.replies["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /intern\n", kind="text/plain")
    site.replies["/a"] = Reply(status=302, headers={"Location": "/intern/a"})
    follower.once(site.url("/rss"))
    assert site.asked("/intern/a") == []


def test_a_feed_that_fails_is_left_alone_ever_longer(site, follower):
    site.replies["/rss"] = Reply(b"", 404)
    pauses = []
    for _ in range(4):
        (found,) = follower.once(site.url("/rss"))
        pauses.append(found.due - found.asked)
        requests = len(site.requests)
        (passed,) = follower.once(site.url("/rss"))
        assert (passed.outcome, passed.why, passed.due) == ("passed_over", found.why, found.due)
        assert len(site.requests) == requests
        follower.make_due()
    assert timedelta(minutes=6) < pauses[0] < timedelta(minutes=14)
    assert pauses[3] > pauses[0] * 2
    open_newsroom(site)
    (found,) = follower.once(site.url("/rss"))
    assert (found.outcome, found.new, found.why) == ("read", 3, None)


def test_a_host_that_asks_for_time_gets_it(site, follower):
    site.replies["/rss"] = Reply(b"", 429, headers={"Retry-After": "7200"})
    (found,) = follower.once(site.url("/rss"))
    assert found.due - found.asked == pytest.approx(timedelta(hours=2), abs=timedelta(seconds=30))


def test_items_of_a_host_that_asks_for_time_wait_for_it(site, follower):
    site.replies["/a"] = Reply(b"", 503, headers={"Retry-After": "600"})
    (found,) = follower.once(site.url("/rss"))
    assert counts(found) == {"waiting": 3}
    assert len(found.failures) == 1
    assert site.asked("/b") == []
    with open_agenda(follower.place) as agenda:
        assert len(agenda.open_items(datetime.now(UTC) + timedelta(minutes=11))) == 3


def test_a_feed_that_is_gone_for_good_is_asked_once_a_day(site, follower):
    site.replies["/rss"] = Reply(b"", 410)
    (found,) = follower.once(site.url("/rss"))
    assert found.due - found.asked == timedelta(days=1)
    assert "take it out" in found.why


# --- rounds --------------------------------------------------------------------------------------------------------


def test_rounds_go_on_until_it_is_stopped(site, follower):
    rests = []

    def rest(seconds):
        rests.append(seconds)
        if len(rests) == 3:
            raise Stopped
        follower.make_due()

    with open_ledger(follower.place) as ledger, open_agenda(follower.place) as agenda:
        watcher = follower.watcher(ledger, agenda, rest=rest, stopping=lambda: len(rests) == 3)
        found = list(watcher.rounds([site.url("/rss")]))
    assert [counts(one) for one in found] == [{"new": 3}, {"unchanged": 3}, {"unchanged": 3}]
    assert all(500 < seconds <= 600 for seconds in rests)


def test_who_asks_more_often_than_an_earlier_run_is_not_held_to_its_pace(site, follower):
    follower.once(site.url("/rss"))
    follower.every = timedelta(microseconds=1)
    with open_ledger(follower.place) as ledger, open_agenda(follower.place) as agenda:
        stops = iter([False] * 30)
        watcher = follower.watcher(ledger, agenda, stopping=lambda: next(stops, True))
        next(watcher.rounds([site.url("/rss")]))
    assert len(site.asked("/rss")) == 2


def test_a_feed_that_fails_keeps_its_pause_however_often_it_is_to_be_asked(site, follower):
    site.replies["/rss"] = Reply(b"", status=500)
    follower.once(site.url("/rss"))
    follower.every = timedelta(microseconds=1)
    with open_ledger(follower.place) as ledger, open_agenda(follower.place) as agenda:
        stops = iter([False] * 10)
        assert (
            list(follower.watcher(ledger, agenda, stopping=lambda: next(stops, True)).rounds([site.url("/rss")])) == []
        )
    assert len(site.asked("/rss")) == 1


def test_a_stop_in_mid_round_tells_what_was_done_and_leaves_the_rest(site, follower):
    with open_ledger(follower.place) as ledger, open_agenda(follower.place) as agenda:
        watcher = follower.watcher(ledger, agenda, stopping=lambda: bool(site.asked("/a")))
        found = list(watcher.rounds([site.url("/rss")]))
    assert [counts(one) for one in found] == [{"new": 1, "waiting": 2}]
    (found,) = follower.once(site.url("/rss"))
    assert counts(found) == {"new": 2, "unchanged": 3}


def test_a_stop_while_a_host_is_waited_for(site, follower):
    def rest(seconds):
        raise Stopped

    follower.limits = Limits(gap=30)
    with open_ledger(follower.place) as ledger, open_agenda(follower.place) as agenda:
        watcher = follower.watcher(ledger, agenda)
        watcher.visitor.network.rest = rest
        assert list(watcher.rounds([site.url("/rss")], once=True)) == []
    assert [request.path for request in site.requests] == ["/robots.txt"]


def test_hosts_take_turns(site, follower):
    """While one host has its pause, another is asked."""
    site.replies["/rss"] = feed(
        *(item(name, site.url(f"/{name}")) for name in "abc"),
        *(item(f"{name}l", site.url(f"/{name}", host="localhost")) for name in "abc"),
    )
    follower.limits = Limits(gap=20)
    follower.once(site.url("/rss"))
    pages = [request for request in site.requests if request.path in ("/a", "/b", "/c")]
    hosts = [request.headers["host"].partition(":")[0] for request in pages]
    # The feed and the rules were had from 127.0.0.1 already.
    assert hosts == ["localhost", "127.0.0.1"] * 3


@pytest.mark.parametrize(("text", "seconds"), [("90s", 90), ("10m", 600), (" 2H ", 7200), ("1d", 86_400)])
def test_intervals(text, seconds):
    assert parse_interval(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["", "10", "m", "0m", "-5m", "1.5h", "10 min", "١m", "9999999d"])
def test_what_is_no_interval(text):
    assert parse_interval(text) is None
