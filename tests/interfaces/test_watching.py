"""`sayso watch` as a person or a supervisor meets it: what is printed, what is kept, how it ends."""

import json
import os
import re
import signal
import subprocess
import sys
import time

import pytest
from tests.following.newsroom import Following, feed, item, open_newsroom
from tests.server import Reply, serving

PROGRAM = """
import sys, typer
from sayso.errors import SaysoError
from sayso.interfaces.watching import watch
app = typer.Typer(pretty_exceptions_enable=False)
app.command()(watch)
try:
    app()
except SaysoError as error:
    print(error, file=sys.stderr)
    sys.exit(error.exit_code)
"""


@pytest.fixture
def site():
    with serving() as site:
        open_newsroom(site, "ab")
        yield site


@pytest.fixture
def start(tmp_path, monkeypatch):
    """Start the command in a process of its own, in a folder of its own."""
    monkeypatch.delenv("SAYSO_LEDGER", raising=False)
    started = []

    def run(*words, private=True):
        extra = ["--allow-private"] if private else []
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, "--model", "rules", *extra, *words],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def ended(process):
    out, err = process.communicate(timeout=120)
    return process.returncode, out.decode(), err.decode()


def test_one_round_in_words(site, start, tmp_path):
    site.replies["/b"] = Reply(b"", 404)
    status, out, err = ended(start(site.url("/rss"), "--once"))
    assert (status, err) == (0, "")
    first, second = out.splitlines()
    assert re.fullmatch(
        rf"\d{{4}}-\d\d-\d\d \d\d:\d\d  {site.url('/rss')}  1 new, 1 failed, 1 waiting; next \d\d:\d\d", first
    )
    assert second.startswith(f"    {site.url('/b')}: the host answered 404")
    assert second.endswith("It is tried again.")
    assert Following(tmp_path / "sayso.db").kept() == ["a"]


def test_one_round_in_json(site, start):
    status, out, _ = ended(start(site.url("/rss"), site.url("/none"), "--once", "--format", "json", "--teasers"))
    good, bad = [json.loads(line) for line in out.splitlines()]
    assert status == 1
    assert (good["schema"], good["feed"], good["outcome"], good["new"]) == (
        "sayso.round/1",
        site.url("/rss"),
        "read",
        2,
    )
    assert (bad["outcome"], bad["failures"]) == ("failed", [])
    assert "404" in bad["why"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", bad["due"])


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["bote.example/rss"], "without a scheme"),
        (["file:///etc/passwd"], "only http and https"),
        (["https://bote.example/rss", "--every", "10"], "no time to rest"),
        (["https://bote.example/rss", "--contact", "two words"], "no contact"),
        (["https://bote.example/rss", "--model", "none"], "none"),
        (["https://bote.example/rss", "--rss-out", "missing/changes.xml"], "no folder"),
        (["https://bote.example/rss", "--webhook", "ftp://bote.example/"], "only http and https"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is_fetched(start, words, message):
    status, out, err = ended(start(*words, "--once"))
    assert (status, out) == (2, "")
    assert message in err


def test_private_addresses_are_asked_only_where_that_is_allowed(site, start):
    status, out, _ = ended(start(site.url("/rss"), "--once", private=False))
    assert status == 1
    assert "not one of the public internet" in out
    assert "--allow-private" in out
    assert site.requests == []
    status, out, _ = ended(start(site.url("/rss"), "--once"))
    assert (status, "2 new" in out) == (0, True)


def test_a_feed_that_is_left_alone_is_said_to_be_passed_over(site, start):
    assert ended(start(site.url("/none"), "--once"))[0] == 1
    asked = len(site.requests)
    status, out, err = ended(start(site.url("/none"), "--once"))
    assert (status, err, len(site.requests)) == (0, "", asked)
    day = r"\d{4}-\d\d-\d\d \d\d:\d\d"
    assert re.match(rf"{site.url('/none')}  passed over until {day}, for it failed {day}: .*404", out)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_follows_until_it_is_asked_to_stop(site, start, number):
    process = start(site.url("/rss"), "--every", "1s", "--teasers", "--format", "json")
    new = unchanged = 0
    while unchanged < 2:
        found = json.loads(process.stdout.readline())
        new, unchanged = new + found["new"], found["unchanged"]
    assert new == 2
    process.send_signal(number)
    status, _, err = ended(process)
    assert status == 0
    assert "stopped" in err


def test_killed_while_a_page_is_on_its_way_it_goes_on(site, start, tmp_path):
    """The page is held back until the process is dead, so that it dies in the midst of a fetch."""
    held = site.replies["/b"]
    site.replies["/b"] = lambda handler: time.sleep(60)
    process = start(site.url("/rss"))
    deadline = time.monotonic() + 60
    while not site.asked("/b") and time.monotonic() < deadline:
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    assert ended(process)[0] == -signal.SIGKILL
    assert Following(tmp_path / "sayso.db").kept() == ["a"]
    site.replies["/b"] = held
    site.replies["/rss"] = feed(item("a", site.url("/a")))  # the feed has forgotten it; the agenda has not
    status, out, _ = ended(start(site.url("/rss"), "--once"))
    assert status == 0
    assert "1 new, 1 unchanged" in out
    assert Following(tmp_path / "sayso.db").kept() == ["a", "b"]


def test_it_ends_quietly_where_nobody_reads_what_it_says(site, start):
    process = start(site.url("/rss"), "--every", "1s")
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(timeout=60) == 0
    assert process.stderr.read() == b""
