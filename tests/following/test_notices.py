"""What outlets are told when a position changes."""

import json
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from xml.etree import ElementTree

import pytest
from tests.following.newsroom import Following, open_newsroom
from tests.server import Reply, serving

from sayso.errors import RefusedAddress, UsageError
from sayso.following.notices import Change, MailSpool, Notices, RssFile, WebHook
from sayso.ledger.following import open_agenda
from sayso.reading.feeds import parse_feed
from sayso.reading.network import Limits, Network

DENIES = Change(
    "AT",
    "Finanzministerium",
    "Das Land kauft „zwei“ Fähren & Boote.",
    None,
    "denies",
    "2025-04-28",
    "https://bote.example/a",
)
CONFIRMS = Change("AT", "Finanzministerium", "Das Land kauft zwei Fähren.", "denies", "confirms", None, None)


@pytest.fixture
def site():
    with serving() as site:
        yield site


@pytest.fixture
def network():
    return Network(allow_private=True, limits=Limits(gap=0, seconds=5), rest=lambda seconds: None)


@pytest.fixture
def agenda(tmp_path):
    with open_agenda(tmp_path / "sayso.db") as agenda:
        yield agenda


# --- web hook ------------------------------------------------------------------------------------------------------


def test_a_web_hook_gets_the_changes_as_json(site, network):
    site.replies["/hook"] = Reply(b"", 204, kind=None)
    hook = WebHook(site.url("/hook"), network)
    hook.tell([DENIES, CONFIRMS])
    hook.tell([DENIES, CONFIRMS])
    first, again = site.requests
    told = json.loads(first.body)
    assert told["schema"] == "sayso.changes/1"
    assert told["changes"][0] == {
        "key": DENIES.key,
        "party": "AT",
        "actor": "Finanzministerium",
        "wording": "Das Land kauft „zwei“ Fähren & Boote.",
        "from": None,
        "to": "denies",
        "on": "2025-04-28",
        "report": "https://bote.example/a",
    }
    assert first.headers["content-type"] == "application/json"
    assert first.headers["idempotency-key"] == again.headers["idempotency-key"]


def test_a_web_hook_in_a_private_network_is_not_told(site):
    with pytest.raises(RefusedAddress, match="not one of the public internet"):
        WebHook(site.url("/hook"), Network()).tell([DENIES])


# --- mails ---------------------------------------------------------------------------------------------------------


def test_a_mail_for_each_change(tmp_path):
    spool = MailSpool(tmp_path)
    spool.tell([DENIES, CONFIRMS])
    spool.tell([DENIES])
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([f"{DENIES.key}.eml", f"{CONFIRMS.key}.eml"])
    mail = message_from_bytes((tmp_path / f"{DENIES.key}.eml").read_bytes(), policy=default)
    assert mail["Subject"] == "Finanzministerium · AT: nothing → denies"
    assert mail["Message-ID"] == f"<{DENIES.key}@sayso.localhost>"
    assert "„zwei“ Fähren & Boote." in mail.get_content()
    assert not mail.defects


def test_a_name_with_a_line_break_adds_no_header(tmp_path):
    change = Change("AT", "Amt\r\nBcc: all@bote.example", "x", None, "denies", None, None)
    MailSpool(tmp_path).tell([change])
    mail = message_from_bytes((tmp_path / f"{change.key}.eml").read_bytes(), policy=default)
    assert mail["Bcc"] is None


def test_a_spool_that_is_no_folder_is_refused(tmp_path):
    with pytest.raises(UsageError, match="no such folder"):
        MailSpool(tmp_path / "missing")


# --- RSS -----------------------------------------------------------------------------------------------------------


def test_the_rss_file_has_the_newest_first_and_each_once(tmp_path):
    path = tmp_path / "changes.xml"
    RssFile(path).tell([DENIES])
    RssFile(path).tell([DENIES, CONFIRMS])
    feed = parse_feed(path.read_bytes(), source="changes.xml")
    assert [(entry.id, entry.title) for entry in feed.entries] == [
        (CONFIRMS.key, "Finanzministerium · AT: denies → confirms"),
        (DENIES.key, "Finanzministerium · AT: nothing → denies"),
    ]
    assert feed.entries[1].url == "https://bote.example/a"
    assert "„zwei“ Fähren & Boote." in feed.entries[1].text
    assert [path.name for path in tmp_path.iterdir()] == ["changes.xml"]


def test_the_rss_file_can_be_subscribed_to_before_anything_changed(tmp_path):
    path = tmp_path / "changes.xml"
    RssFile(path)
    channel = ElementTree.parse(path).getroot().find("channel")
    assert (channel.findtext("title"), channel.findall("item")) == ("Sayso", [])


def test_the_rss_file_does_not_grow_without_end(tmp_path):
    path = tmp_path / "changes.xml"
    RssFile(path).tell([Change("AT", f"{n}", "x\x00", None, "denies", None, None) for n in range(300)])
    items = ElementTree.parse(path).findall("channel/item")
    assert len(items) == 200
    assert items[0].findtext("title").startswith("299 ")


@pytest.mark.parametrize("content", ["my notes", "<html></html>", ""])
def test_a_file_that_is_something_else_is_refused_and_left_alone(tmp_path, content):
    path = tmp_path / "notes"
    path.write_text(content)
    with pytest.raises(UsageError, match="no RSS file"):
        RssFile(path)
    assert path.read_text() == content


def test_a_file_in_no_folder_is_refused(tmp_path):
    with pytest.raises(UsageError, match="no folder"):
        RssFile(tmp_path / "missing" / "changes.xml")


# --- what was told -------------------------------------------------------------------------------------------------


class Ear:
    """An outlet that remembers, or does not listen."""

    def __init__(self, name, deaf=False):
        self.name, self.deaf, self.heard = name, deaf, []

    def tell(self, changes):
        if self.deaf:
            raise OSError("no space left")
        self.heard += changes


def test_outlets_are_told_what_they_were_not_told_yet(agenda):
    log, complaints = [], []
    open_ear, deaf_ear = Ear("open"), Ear("deaf", deaf=True)

    def changes_since(moment):
        return [change for at, change in log if at > moment]

    notices = Notices(agenda, changes_since, [deaf_ear, open_ear], complaints.append)
    log.append((datetime.now(UTC), DENIES))
    notices.begin()
    notices.tell()
    assert (open_ear.heard, complaints) == ([], [])  # what was before is not told
    log.append((datetime.now(UTC), CONFIRMS))
    notices.tell()
    notices.tell()
    assert open_ear.heard == [CONFIRMS]
    assert complaints == ["deaf was not told of 1 changes, and will be: no space left"] * 2
    deaf_ear.deaf = False
    Notices(agenda, changes_since, [deaf_ear], complaints.append).begin()  # started anew
    notices.tell()
    assert (open_ear.heard, deaf_ear.heard) == ([CONFIRMS], [CONFIRMS])


def test_a_follower_tells_after_its_round(site, tmp_path):
    open_newsroom(site)
    ear, asked = Ear("ear"), []

    def changes_since(moment):
        asked.append(moment)
        return [DENIES] if site.asked("/a") else []

    follower = Following(tmp_path / "sayso.db", notices=lambda agenda: Notices(agenda, changes_since, [ear], print))
    follower.once(site.url("/rss"))
    assert ear.heard == [DENIES]
    assert datetime.now(UTC) - asked[0] < timedelta(minutes=2)
