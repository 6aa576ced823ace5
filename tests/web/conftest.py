"""The application on a ledger in memory, with readings that need no weights."""

from contextlib import contextmanager
from dataclasses import replace

import pytest
from starlette.testclient import TestClient
from tests.readings import plain_reading
from tests.web.shelf import Shelf

from sayso.interfaces.api_app import Setting, open_app
from sayso.model import Claim, Figure, Member, Origin, Position
from sayso.pipeline import read_report


def read_by_rules(report):
    return read_report(report, "rules")


def given_claims(readings):
    """Return one claim of the first two statements of every reading, and one that nobody contests."""
    if not readings:
        return []
    ids = [reading.report.id for reading in readings if len(reading.statements) >= 3]
    if not ids:
        return []
    denied = tuple(Member(id, "s1", "denies") for id in ids)
    confirmed = tuple(Member(id, "s2", "confirms") for id in ids)
    told = (Member(ids[0], "s3", "asserts"),)
    return [
        Claim(
            id="c1",
            wording="den Kauf von rund 20 Schiffen",
            worded_by=denied[0],
            standing="contested",
            members=(*denied, *confirmed),
            positions=(
                Position(
                    "AT", "a1", "Außenministerium Österreichs", "withholds", "2025-03", "2025-04-28", False, denied
                ),
                Position("AT", "a1", "Außenministerium Österreichs", "denies", "2025-04-28", None, True, denied),
                Position(None, "a2", "Hafen Neustadt", "confirms", "2025-04-28", None, False, confirmed),
            ),
            figures=(
                Figure("AT", "Außenministerium", "Schiffe", None, 20.0, None, "about", "2025-04-28", None, denied[0]),
                Figure(None, "Hafen Neustadt", "Schiffe", 15.0, None, None, "at_least", None, None, confirmed[0]),
                Figure(None, "Hafen Neustadt", None, None, None, 9.5, "at_most", None, None, confirmed[0]),
            ),
            origins=tuple(Origin((id,), "own report") for id in ids),
            first_reported="2025-04-28",
            last_change="2025-04-28",
        ),
        Claim("c2", "Es gebe Verträge", told[0], "asserted", told, ()),
    ]


def many_readings(count):
    """Return readings of different reports; the last one has a name that was given with it."""
    for number in range(count):
        reading = plain_reading(url=f"https://bote.example/{number}", published=f"2025-04-{number + 1:02}")
        name = "given name" if number == count - 1 else None
        yield replace(reading, report=replace(reading.report, given_id=name))


@contextmanager
def client_of(book, setting=None, read=read_by_rules, corrections=None, vector_of=None, **options):
    with open_app(book, read, setting or Setting(), corrections=corrections, vector_of=vector_of) as app:
        options = {"base_url": "http://localhost", "follow_redirects": False, **options}
        yield TestClient(app, **options)


@pytest.fixture
def book():
    shelf = Shelf(given_claims)
    for reading in many_readings(3):
        shelf.keep(reading)
    return shelf


@pytest.fixture
def client(book):
    with client_of(book) as client:
        yield client


@pytest.fixture
def empty():
    with client_of(Shelf(given_claims)) as client:
        yield client


def key_of(client, path="/"):
    """Return the key that the forms of a page carry; the browser's seed comes with it."""
    page = client.get(path).text
    return page.split('name="key" value="', 1)[1].split('"', 1)[0]
