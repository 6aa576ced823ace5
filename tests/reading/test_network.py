"""Fetching over a real server on loopback: what is taken, what is given up, what is told."""

import gzip
import re
import threading
import time
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest
from tests.server import Reply, serving

from sayso import __version__
from sayso.errors import FailedAnswer, HostOnHold, RefusedAddress, UnfitAnswer, Unreachable, UsageError
from sayso.reading.network import PAGE_TYPES, Limits, Network
from sayso.reading.network_answers import backoff

PAGE = "<html><body><p>Die Fähre fährt wieder.</p></body></html>".encode()


@pytest.fixture
def site():
    with serving() as site:
        yield site


@pytest.fixture
def rests():
    return []


@pytest.fixture
def network(rests):
    """Return a network that asks local addresses, waits for nobody and notes how long it should have waited."""
    return Network(allow_private=True, limits=Limits(gap=0, seconds=5, size=100_000), rest=rests.append)


# --- what comes back -----------------------------------------------------------------------------------------------


def test_a_page_comes_with_what_its_headers_say(site, network):
    site.replies["/a"] = Reply(PAGE, headers={"ETag": '"7"', "Last-Modified": "Mon, 28 Apr 2025 10:00:00 GMT"})
    answer = network.fetch(site.url("/a#part"), types=PAGE_TYPES)
    assert (answer.url, answer.data, answer.content_type) == (site.url("/a"), PAGE, "text/html; charset=utf-8")
    assert (answer.etag, answer.modified) == ('"7"', "Mon, 28 Apr 2025 10:00:00 GMT")


def test_it_says_who_is_asking(site, network):
    site.replies["/"] = Reply(PAGE)
    network.fetch(site.url())
    Network(contact="https://desk.example/bots", allow_private=True, limits=Limits(gap=0)).fetch(site.url())
    agents = [request.headers["user-agent"] for request in site.requests]
    assert agents == [f"sayso/{__version__}", f"sayso/{__version__} (+https://desk.example/bots)"]


@pytest.mark.parametrize("contact", ["a\r\nX-Evil: 1", "two words", "ends)", ""])
def test_a_contact_that_would_break_the_header_is_refused(contact):
    with pytest.raises(UsageError, match="no contact"):
        Network(contact=contact)


def test_what_has_not_changed_is_not_sent_again(site, network):
    site.replies["/a"] = Reply(PAGE, headers={"ETag": '"7"'})
    first = network.fetch(site.url("/a"), types=PAGE_TYPES)
    second = network.fetch(site.url("/a"), types=PAGE_TYPES, etag=first.etag, modified="Mon, 28 Apr 2025 10:00:00 GMT")
    assert second.data is None
    assert second.etag == '"7"'
    assert site.requests[1].headers["if-modified-since"] == "Mon, 28 Apr 2025 10:00:00 GMT"


def test_nothing_changed_is_no_answer_to_who_did_not_ask(site, network):
    site.replies["/a"] = Reply(status=304)
    with pytest.raises(FailedAnswer, match="304"):
        network.fetch(site.url("/a"))


# --- what is taken -------------------------------------------------------------------------------------------------


def test_other_kinds_are_not_taken(site, network):
    site.replies["/film"] = Reply(b"\x00" * 10, kind="video/mp4")
    with pytest.raises(UnfitAnswer, match=r"/film: it is of the kind 'video/mp4', not text/html"):
        network.fetch(site.url("/film"), types=PAGE_TYPES)


@pytest.mark.parametrize("kind", ["TEXT/HTML;charset=x", None, "text/html"])
def test_kinds_are_compared_as_they_are_meant(site, network, kind):
    site.replies["/a"] = Reply(PAGE, kind=kind)
    assert network.fetch(site.url("/a"), types=PAGE_TYPES).data == PAGE


def test_packed_answers_are_unpacked(site, network):
    site.replies["/a"] = Reply(gzip.compress(PAGE), headers={"Content-Encoding": "gzip"})
    assert network.fetch(site.url("/a")).data == PAGE
    assert site.requests[0].headers["accept-encoding"] == "gzip"


@pytest.mark.parametrize("size", [100_001, 200_000_000])
def test_a_bomb_is_given_up_before_it_bursts(site, network, size):
    packer = zlib.compressobj(wbits=31)
    packed = b"".join(packer.compress(b"\0" * min(1_000_000, size - at)) for at in range(0, size, 1_000_000))
    site.replies["/bomb"] = Reply(packed + packer.flush(), headers={"Content-Encoding": "gzip"})
    with pytest.raises(UnfitAnswer, match="more than 100,000 bytes"):
        Network(allow_private=True, limits=Limits(size=100_000)).fetch(site.url("/bomb"))


def test_as_much_as_is_allowed_is_taken(site, network):
    site.replies["/a"] = Reply(b"x" * 100_000)
    site.replies["/z"] = Reply(gzip.compress(b"x" * 100_000), headers={"Content-Encoding": "gzip"})
    assert len(network.fetch(site.url("/a")).data) == len(network.fetch(site.url("/z")).data) == 100_000


@pytest.mark.parametrize("packing", ["br", "zstd", "gzip, gzip"])
def test_packings_that_were_not_asked_for_are_refused(site, network, packing):
    site.replies["/a"] = Reply(PAGE, headers={"Content-Encoding": packing})
    with pytest.raises(UnfitAnswer, match="not asked for"):
        network.fetch(site.url("/a"))


def test_what_only_says_that_it_is_packed_is_refused(site, network):
    site.replies["/a"] = Reply(PAGE, headers={"Content-Encoding": "gzip"})
    with pytest.raises(UnfitAnswer, match="is not"):
        network.fetch(site.url("/a"))


def test_too_much_is_refused_by_its_length_and_by_its_bytes(site, network):
    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"x" * 10_000)

    site.replies["/long"] = Reply(PAGE, length=100_001)
    site.replies["/endless"] = endless
    for path in ("/long", "/endless"):
        with pytest.raises(UnfitAnswer, match="more than 100,000 bytes"):
            network.fetch(site.url(path))
    site.replies["/small"] = Reply(PAGE)
    with pytest.raises(UnfitAnswer, match="more than 10 bytes"):
        network.fetch(site.url("/small"), size=10)


@pytest.mark.parametrize(
    "reply", [Reply(PAGE, length=1000), Reply(gzip.compress(PAGE)[:-9], headers={"Content-Encoding": "gzip"})]
)
def test_what_was_cut_short_is_no_answer(site, network, reply):
    site.replies["/a"] = reply
    with pytest.raises(UnfitAnswer, match="cut short"):
        network.fetch(site.url("/a"))


def test_what_is_no_http_is_no_answer(site, network):
    site.replies["/a"] = lambda handler: handler.wfile.write(b"220 mail.example ESMTP\r\n\r\n")
    with pytest.raises(UnfitAnswer, match="broken"):
        network.fetch(site.url("/a"))


@pytest.mark.parametrize("where", ["head", "body"])
def test_who_answers_drop_by_drop_is_given_up(site, where):
    ended = threading.Event()

    def dripping(handler):
        if where == "body":
            handler.send_response(200)
            handler.end_headers()
        else:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        while not ended.wait(0.05):
            handler.wfile.write(b"x")

    site.replies["/slow"] = dripping
    network = Network(allow_private=True, limits=Limits(seconds=0.4))
    start = time.monotonic()
    with pytest.raises(Unreachable, match=r"within 0.4 seconds"):
        network.fetch(site.url("/slow"))
    assert time.monotonic() - start < 3
    ended.set()


# --- failures ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "advice"),
    [(404, "check it"), (410, "take it out"), (403, "ask the publisher"), (418, "browser"), (503, "later")],
)
def test_an_error_says_what_to_do(site, network, status, advice):
    site.replies["/a"] = Reply(b"", status)
    with pytest.raises(FailedAnswer, match=rf"/a: the host answered {status} .*{advice}") as caught:
        network.fetch(site.url("/a"))
    assert (caught.value.status, caught.value.retry_after) == (status, None)


def test_where_nobody_listens(network):
    with serving() as gone:
        url = gone.url()
    with pytest.raises(Unreachable, match=r"no connection to 127.0.0.1 .*refused"):
        network.fetch(url)


def test_a_name_that_nobody_has():
    def nowhere(host, port):
        raise OSError(-2, "Name or service not known")

    with pytest.raises(Unreachable, match=r"nowhere.example .*Name or service not known"):
        Network(resolve=nowhere).fetch("http://nowhere.example/")


# --- redirects -----------------------------------------------------------------------------------------------------


def to(place, status=302):
    return Reply(status=status, headers={"Location": place, "Set-Cookie": "seen=1; Path=/"})


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_with_its_cookie(site, network, status):
    site.replies |= {"/old": to("new#top", status), "/new": Reply(PAGE)}
    assert network.fetch(site.url("/old")).url == site.url("/new")
    assert site.asked("/new")[0].headers["cookie"] == "seen=1"
    network.fetch(site.url("/new"))
    assert "cookie" not in site.asked("/new")[1].headers


def test_circles_are_left(site, network):
    site.replies |= {"/a": to("/b"), "/b": to("/a")}
    with pytest.raises(UnfitAnswer, match="redirected more than 5 times"):
        network.fetch(site.url("/a"))
    assert len(site.requests) == 6


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("gopher://127.0.0.1/", "only http and https"),
        ("http://user:secret@bote.example/", "user or password"),
    ],
)
def test_redirects_to_where_nobody_goes(site, network, place, words):
    site.replies["/a"] = to(place)
    with pytest.raises(RefusedAddress, match=rf"/a: it leads on to .*{words}") as caught:
        network.fetch(site.url("/a"))
    assert "secret" not in str(caught.value)


def test_a_redirect_that_nobody_can_read_is_a_broken_answer(site, network):
    site.replies["/a"] = to("http://[::1")
    with pytest.raises(UnfitAnswer, match="broken"):
        network.fetch(site.url("/a"))


def test_leave_is_asked_for_every_address_on_the_way(site, network):
    site.replies |= {"/old": to("/new"), "/new": Reply(PAGE)}
    asked = []
    network.fetch(site.url("/old"), permit=asked.append)
    assert asked == [site.url("/old"), site.url("/new")]


# --- hosts ---------------------------------------------------------------------------------------------------------


def test_a_host_gets_its_pause(site, rests):
    site.replies["/"] = Reply(PAGE)
    network = Network(allow_private=True, limits=Limits(gap=10), rest=rests.append)
    network.fetch(site.url())
    assert rests == []
    network.fetch(site.url())
    assert rests == [pytest.approx(10, abs=1)]
    network.fetch(site.url(host="localhost"))
    assert len(rests) == 1
    network.slow_down(site.url(), 40)
    assert network.wait_for(site.url()) == pytest.approx(40, abs=1)
    assert network.wait_for(site.url(host="localhost")) == pytest.approx(10, abs=1)


def in_seconds(seconds):
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [(lambda: "120", 120), (lambda: in_seconds(3600), 3600), (lambda: in_seconds(-60), 0), (lambda: "soon", None)],
    ids=["seconds", "a date", "a date gone by", "no time"],
)
def test_who_asks_to_be_left_alone_is(site, network, value, seconds):
    site.replies["/"] = Reply(b"", 429, headers={"Retry-After": value()})
    with pytest.raises(FailedAnswer, match="asked too often") as caught:
        network.fetch(site.url())
    assert caught.value.retry_after == (None if seconds is None else pytest.approx(seconds, abs=30))
    if seconds:
        with pytest.raises(HostOnHold, match=r"left alone for another \d+ seconds") as held:
            network.fetch(site.url("/other"))
        assert held.value.seconds == pytest.approx(seconds, abs=30)
        assert len(site.requests) == 1


def test_a_host_that_fails_again_and_again_is_asked_ever_later_until_it_answers(site, network):
    site.replies["/"] = [Reply(b"", 500)] * 4 + [Reply(PAGE)]
    waits = []
    for _ in range(4):
        with pytest.raises(FailedAnswer):
            network.fetch(site.url())
        waits.append(network.wait_for(site.url()))
    assert all(later > earlier * 0.9 for earlier, later in pairwise(waits))
    assert waits[3] > 4 * waits[0] / 2
    network.fetch(site.url())
    assert network.wait_for(site.url()) == 0


def test_a_missing_page_is_no_fault_of_the_host(site, network):
    with pytest.raises(FailedAnswer):
        network.fetch(site.url("/gone"))
    assert network.wait_for(site.url()) == 0


def test_backing_off_doubles_has_an_end_and_leaves_room_for_chance():
    pauses = [[backoff(n, first=4, longest=100) for _ in range(200)] for n in (1, 2, 3, 99)]
    for pause, middle in zip(pauses, (4, 8, 16, 100), strict=True):
        assert min(pause) >= middle * 2 / 3
        assert max(pause) <= middle * 4 / 3
        assert len(set(pause)) > 100


# --- deliveries ----------------------------------------------------------------------------------------------------


def test_a_delivery_is_tried_until_it_is_taken(site, network, rests):
    site.replies["/hook"] = [Reply(b"", 503), Reply(b"", 429, headers={"Retry-After": "7"}), Reply(b"", 204, kind=None)]
    network.post(site.url("/hook"), b"{}", content_type="application/json", key="k1")
    assert [(sent.body, sent.headers["idempotency-key"]) for sent in site.requests] == [(b"{}", "k1")] * 3
    assert rests[1] == pytest.approx(7, abs=1)


@pytest.mark.parametrize(("status", "times"), [(400, 1), (302, 1), (503, 3)])
def test_a_delivery_that_is_not_taken_is_told(site, network, status, times):
    site.replies["/hook"] = Reply(b"", status, headers={"Location": "/elsewhere"})
    with pytest.raises(FailedAnswer, match=str(status)):
        network.post(site.url("/hook"), b"{}", content_type="application/json", key="k1")
    assert len(site.requests) == times


def test_messages_are_single_lines(site, network):
    with pytest.raises(FailedAnswer) as caught:
        network.fetch(site.url("/gone"))
    assert not re.search(r"[\r\n]", str(caught.value))
