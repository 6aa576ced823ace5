"""The agenda of a follower: what it remembers when it is closed and opened again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import inspect
from tests.ledger.places import engine_of

from sayso.errors import LedgerError
from sayso.ledger import open_ledger
from sayso.ledger.following import FeedState, Item, metadata, open_agenda

NOW = datetime(2025, 4, 28, 12, tzinfo=UTC)
FEED = "https://bote.example/rss"
ITEM = Item(
    url="https://bote.example/a",
    feed=FEED,
    digest="1",
    title="Fähre",
    text="Die Werft bestätigte den Verkauf.",
    published="2025-04-28T09:00:00+02:00",
    authors=("Ina Holm", "Bert Muster"),
    agencies=("dpa",),
    outlet="Bote",
    feed_title="Der Bote",
    language="de",
    given_id="7",
)
STATE = FeedState(FEED, NOW + timedelta(minutes=10), '"1"', "Mon, 28 Apr 2025 10:00:00 GMT", 0, NOW, "read", None)


@pytest.fixture
def path(place):
    return place


@pytest.fixture
def agenda(path):
    with open_agenda(path) as agenda:
        yield agenda


def test_the_tables_are_those_that_the_migration_makes(path, agenda):
    found = inspect(engine_of(path))
    for name, table in metadata.tables.items():
        made = {column["name"]: (str(column["type"]), column["nullable"]) for column in found.get_columns(name)}
        assert made == {column.name: (str(column.type), column.nullable) for column in table.columns}, name
        assert found.get_pk_constraint(name)["constrained_columns"] == [column.name for column in table.primary_key]


def test_what_was_noted_is_there_when_it_is_opened_again(path, agenda):
    assert agenda.note_feed(STATE, [ITEM], now=NOW) == 1
    agenda.note_told("mail", NOW)
    with open_agenda(path) as again:
        assert again.feed(FEED) == STATE
        assert again.open_items(NOW) == [ITEM]
        assert again.told("mail") == NOW
        assert again.waiting(FEED) == 1


def test_a_feed_that_nobody_asked_is_due(agenda):
    state = agenda.feed(FEED)
    assert state.due < NOW
    assert (state.etag, state.failures, state.asked) == (None, 0, None)
    assert agenda.next_due([FEED]) is None
    assert agenda.told("mail") is None


def test_items_are_noted_once_until_their_feed_says_something_else(agenda):
    agenda.note_feed(STATE, [ITEM], now=NOW)
    agenda.settle(ITEM, "kept", report="r1", content="c1")
    assert agenda.note_feed(STATE, [ITEM], now=NOW) == 0
    assert agenda.open_items(NOW) == []
    changed = replace(ITEM, digest="2", text="Die Werft dementierte den Verkauf.")
    assert agenda.note_feed(STATE, [changed], now=NOW) == 1
    assert agenda.open_items(NOW) == [replace(changed, report="r1")]


def test_what_another_feed_says_of_an_item_is_no_change(agenda):
    agenda.note_feed(STATE, [ITEM], now=NOW)
    other = "https://andere.example/rss"
    assert agenda.note_feed(replace(STATE, url=other), [replace(ITEM, feed=other, digest="2")], now=NOW) == 0
    assert agenda.open_items(NOW) == [ITEM]


def test_a_feed_and_its_items_are_noted_together_or_not_at_all(agenda):
    with pytest.raises(LedgerError, match=r"NOT NULL|not-null"):
        agenda.note_feed(STATE, [ITEM, replace(ITEM, url="https://bote.example/b", digest=None)], now=NOW)
    assert agenda.feed(FEED).asked is None
    assert agenda.open_items(NOW) == []


def test_many_items_at_once(agenda):
    items = [replace(ITEM, url=f"https://bote.example/{n}") for n in range(1_200)]
    assert agenda.note_feed(STATE, items, now=NOW) == 1_200
    assert agenda.note_feed(STATE, items, now=NOW) == 0
    assert len(agenda.open_items(NOW)) == 1_200


def test_what_is_postponed_waits_for_its_time(agenda):
    agenda.note_feed(STATE, [ITEM], now=NOW)
    later = NOW + timedelta(minutes=5)
    agenda.postpone(ITEM, later, failures=2, detail="404")
    assert agenda.open_items(NOW) == []
    assert agenda.open_items(later)[0].failures == 2
    assert agenda.next_due([FEED]) == later
    assert agenda.next_due([]) == later
    agenda.settle(ITEM, "failed", detail="404")
    assert agenda.next_due([FEED]) == STATE.due


def test_what_was_expected_is_remembered_until_it_is_settled(agenda):
    agenda.note_feed(STATE, [ITEM], now=NOW)
    agenda.expect(ITEM, "r1")
    assert agenda.open_items(NOW)[0].expected == "r1"
    agenda.note_feed(STATE, [replace(ITEM, digest="2")], now=NOW)
    assert agenda.open_items(NOW)[0].expected is None


def test_copies_are_found_among_what_was_kept(agenda):
    twin = replace(ITEM, url="https://bote.example/b")
    agenda.note_feed(STATE, [ITEM, twin], now=NOW)
    assert agenda.twin(twin, "c1") is None
    agenda.settle(ITEM, "kept", report="r1", content="c1")
    assert agenda.twin(twin, "c1") == ITEM.url
    assert agenda.twin(ITEM, "c1") is None
    assert agenda.twin(twin, "c2") is None


def test_moments_of_other_zones_are_sorted_as_moments(agenda):
    due = NOW.astimezone(timezone(timedelta(hours=2)))
    agenda.note_feed(replace(STATE, due=due), [ITEM], now=due)
    assert agenda.feed(FEED).due == NOW
    assert agenda.open_items(NOW) == [ITEM]


def test_the_agenda_and_the_ledger_share_a_file(path, agenda):
    agenda.note_feed(STATE, [ITEM], now=NOW)
    with open_ledger(path) as ledger:
        assert ledger.counts().reports == 0
    assert agenda.open_items(NOW) == [ITEM]
