"""robots.txt as RFC 9309 has it, on a real server."""

import pytest
from tests.server import Reply, serving

from sayso.errors import HostOnHold, RobotsRefusal
from sayso.reading.network import Limits, Network
from sayso.reading.robots import Robots


@pytest.fixture
def site():
    with serving() as site:
        yield site


@pytest.fixture
def robots():
    return Robots(Network(allow_private=True, limits=Limits(gap=0, seconds=5), rest=lambda seconds: None))


def rules(text):
    return Reply(text.encode(), kind="text/plain")


def test_what_is_forbidden_is_refused_and_the_rest_is_not(site, robots):
    site.replies["/robots.txt"] = rules("User-agent: *\nDisallow: /intern\nAllow: /intern/presse\nDisallow: /*.pdf$\n")
    for path in ("/", "/intern/presse/1", "/a.pdf.html"):
        robots.permit(site.url(path))
    for path in ("/intern/1", "/x/a.pdf"):
        with pytest.raises(RobotsRefusal, match=r"robots.txt does not allow it"):
            robots.permit(site.url(path))
    assert len(site.requests) == 1


def test_rules_for_this_program_win_over_those_for_all(site, robots):
    site.replies["/robots.txt"] = rules("User-agent: *\nDisallow: /\n\nUser-agent: Sayso\nDisallow: /b\n")
    robots.permit(site.url("/a"))
    with pytest.raises(RobotsRefusal):
        robots.permit(site.url("/b"))


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_where_there_are_no_rules_all_is_allowed(site, robots, status):
    site.replies["/robots.txt"] = Reply(b"", status)
    robots.permit(site.url("/a"))


@pytest.mark.parametrize("status", [500, 503, 429])
def test_where_the_rules_cannot_be_had_nothing_is_allowed(site, robots, status):
    site.replies["/robots.txt"] = Reply(b"", status)
    with pytest.raises(RobotsRefusal, match=rf"could not be had.*{status}"):
        robots.permit(site.url("/a"))


def test_where_nobody_listens_nothing_is_allowed(robots):
    with serving() as gone:
        url = gone.url("/a")
    with pytest.raises(RobotsRefusal, match="no connection"):
        robots.permit(url)


def test_a_host_that_is_left_alone_is_not_asked_for_its_rules_either(site, robots):
    site.replies["/robots.txt"] = Reply(b"", 503, headers={"Retry-After": "600"})
    with pytest.raises(RobotsRefusal):
        robots.permit(site.url("/a"))
    with serving() as other, pytest.raises(HostOnHold):
        robots.permit(other.url("/a"))  # another port of the same host


def test_rules_may_be_elsewhere(site, robots):
    site.replies["/robots.txt"] = Reply(status=301, headers={"Location": "/rules"})
    site.replies["/rules"] = rules("User-agent: *\nDisallow: /\n")
    with pytest.raises(RobotsRefusal):
        robots.permit(site.url("/a"))


@pytest.mark.parametrize("body", [b"\xff\xfe\x00 what", b"<html><body>no rules</body></html>", b"", b"Disallow: /\n"])
def test_what_holds_no_rules_forbids_nothing(site, robots, body):
    site.replies["/robots.txt"] = Reply(body)
    robots.permit(site.url("/a"))


@pytest.mark.parametrize(("said", "gap"), [("7", 7), ("0.5", 0.5), ("1e9", 86_400), ("-3", 0), ("nan", 0), ("soon", 0)])
def test_the_delay_between_two_requests_is_kept(site, robots, said, gap):
    site.replies["/robots.txt"] = rules(f"User-agent: *\nCrawl-delay: {said}\n")
    robots.permit(site.url("/a"))
    assert robots.network.wait_for(site.url("/a")) == pytest.approx(gap, abs=0.4)
