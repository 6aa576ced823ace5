"""The agenda: which feeds and which of their items are to be asked, when, and what became of them.

It lies in the ledger's database and is what a follower must remember to go on after it was ended at any point.
Unlike the ledger's findings it is a working memory: its rows change.  All times are UTC.

    feeds ─── feed_items        notices
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    Table,
    Text,
    func,
    insert,
    select,
    update,
)

from sayso.ledger.connections import Connected, connect
from sayso.ledger.store import open_ledger

FeedOutcome = Literal["read", "unchanged", "failed"]
ItemState = Literal["kept", "copy", "failed"]

# Apart from the findings' tables, whose rows nobody may change.
metadata = MetaData()

feeds = Table(
    "feeds",
    metadata,
    Column("url", Text, primary_key=True),
    *(Column(name, Text) for name in ("etag", "modified", "asked", "outcome", "detail")),
    Column("due", Text, nullable=False),
    Column("failures", Integer, nullable=False),
)

# `expected` is the id of the report that was about to be kept, `report` of the one that was; `content` is a hash
# by which copies are known; authors and agencies are one a line.
feed_items = Table(
    "feed_items",
    metadata,
    Column("url", Text, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("feed", "digest", "state", "due")),
    Column("failures", Integer, nullable=False),
    *(Column(name, Text) for name in ("title", "text", "published", "authors", "agencies", "outlet")),
    *(Column(name, Text) for name in ("feed_title", "language", "given_id")),
    *(Column(name, Text) for name in ("expected", "report", "content", "detail")),
)

notices = Table("notices", metadata, Column("outlet", Text, primary_key=True), Column("told", Text, nullable=False))

_BATCH = 500  # addresses asked for at a time


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is remembered of a feed: how to ask whether it changed, when to ask, how often it failed in a row."""

    url: str
    due: datetime
    etag: str | None = None
    modified: str | None = None
    failures: int = 0
    asked: datetime | None = None
    outcome: FeedOutcome | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a feed on its way to be a report, with what the feed says of it.

    `digest` changes when the feed says something else.  `published` is an ISO 8601 time.  `expected` is the id
    of the report that was about to be kept when the follower was last heard of, `report` of the one kept before.
    """

    url: str
    feed: str
    digest: str
    title: str | None = None
    text: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    outlet: str | None = None
    feed_title: str | None = None
    language: str | None = None
    given_id: str | None = None
    failures: int = 0
    expected: str | None = None
    report: str | None = None


def open_agenda(where: str | Path) -> "Agenda":
    """Open the agenda of the ledger in a file or behind a `postgresql://` URL; raises what `open_ledger` raises."""
    open_ledger(where).close()
    return Agenda(*connect(where))


class Agenda(Connected):
    """An open agenda; use `open_agenda` to get one.  Each act is one transaction."""

    # --- feeds ---------------------------------------------------------------------------------------------------

    def feed(self, url: str) -> FeedState:
        """Return what is remembered of a feed; one that is not known is due since ever."""
        with self._asking() as connection:
            row = connection.execute(select(feeds).where(feeds.c.url == url)).first()
        if row is None:
            return FeedState(url, datetime.min.replace(tzinfo=UTC))
        return FeedState(
            url=row.url,
            due=_moment(row.due),
            etag=row.etag,
            modified=row.modified,
            failures=row.failures,
            asked=_moment(row.asked) if row.asked else None,
            outcome=row.outcome,
            detail=row.detail,
        )

    def note_feed(self, state: FeedState, items: Iterable[Item] = (), *, now: datetime) -> int:
        """Remember a feed and, with it or not at all, the items it names; return how many of these are to be read.

        Those are the ones that nobody named before, and those of which the feed that named them first says something
        else now.
        """
        named = {item.url: item for item in items}
        with self._writing() as connection:
            _put_feed(connection, state)
            known = _known(connection, list(named))
            fresh = [item for item in named.values() if item.url not in known]
            changed = [item for item in named.values() if item.url in known and _says_else(item, *known[item.url])]
            if fresh:
                connection.execute(insert(feed_items), [{**_row(item), **_opened(now)} for item in fresh])
            for item in changed:
                connection.execute(
                    update(feed_items).where(feed_items.c.url == item.url).values(**_row(item), **_opened(now))
                )
        return len(fresh) + len(changed)

    # --- items ---------------------------------------------------------------------------------------------------

    def open_items(self, now: datetime) -> list[Item]:
        """Return the items that are due to be read, those that have waited longest first."""
        question = select(feed_items).where(feed_items.c.state == "open", feed_items.c.due <= _text(now))
        with self._asking() as connection:
            return [_item(row) for row in connection.execute(question.order_by(feed_items.c.due, feed_items.c.url))]

    def waiting(self, feed: str) -> int:
        """Return how many items of a feed are still to be read."""
        question = select(func.count()).where(feed_items.c.state == "open", feed_items.c.feed == feed)
        with self._asking() as connection:
            return connection.execute(question).scalar_one()

    def expect(self, item: Item, report: str) -> None:
        """Remember that the report with this id is about to be kept for an item."""
        self._change(item, expected=report)

    def settle(
        self,
        item: Item,
        state: ItemState,
        *,
        report: str | None = None,
        content: str | None = None,
        detail: str | None = None,
    ) -> None:
        """Remember what became of an item: it is done with until its feed says something else of it."""
        told = {"report": report, "content": content} if state == "kept" else {}
        self._change(item, state=state, expected=None, text=None, detail=detail, **told)

    def postpone(self, item: Item, due: datetime, *, failures: int, detail: str) -> None:
        """Remember to try an item again, and why it could not be read."""
        self._change(item, due=_text(due), failures=failures, detail=detail)

    def twin(self, item: Item, content: str) -> str | None:
        """Return the address of another item that was kept with the same content, None where there is none."""
        question = select(feed_items.c.url).where(
            feed_items.c.content == content, feed_items.c.state == "kept", feed_items.c.url != item.url
        )
        with self._asking() as connection:
            return connection.execute(question.limit(1)).scalar()

    def next_due(self, watched: Sequence[str]) -> datetime | None:
        """Return when the next of the watched feeds, or an item, is due; None where nothing is."""
        moments = (
            select(func.min(feeds.c.due)).where(feeds.c.url.in_(watched)),
            select(func.min(feed_items.c.due)).where(feed_items.c.state == "open"),
        )
        with self._asking() as connection:
            found = [due for question in moments if (due := connection.execute(question).scalar()) is not None]
        return _moment(min(found)) if found else None

    # --- notices -------------------------------------------------------------------------------------------------

    def told(self, outlet: str) -> datetime | None:
        """Return up to which moment an outlet was told what changed, None where it was told nothing yet."""
        with self._asking() as connection:
            told = connection.execute(select(notices.c.told).where(notices.c.outlet == outlet)).scalar()
        return _moment(told) if told else None

    def note_told(self, outlet: str, moment: datetime) -> None:
        """Remember up to which moment an outlet was told what changed."""
        with self._writing() as connection:
            _put(connection, notices, notices.c.outlet, {"outlet": outlet, "told": _text(moment)})

    def _change(self, item: Item, **fields: Any) -> None:
        with self._writing() as connection:
            connection.execute(update(feed_items).where(feed_items.c.url == item.url).values(**fields))


def _put_feed(connection: Connection, state: FeedState) -> None:
    row = {
        "url": state.url,
        "etag": state.etag,
        "modified": state.modified,
        "due": _text(state.due),
        "failures": state.failures,
        "asked": _text(state.asked) if state.asked else None,
        "outcome": state.outcome,
        "detail": state.detail,
    }
    _put(connection, feeds, feeds.c.url, row)


def _put(connection: Connection, table: Table, key: Column[Any], row: dict[str, Any]) -> None:
    """Change the row with this key, or add it; nobody else writes meanwhile."""
    if not connection.execute(update(table).where(key == row[key.name]).values(**row)).rowcount:
        connection.execute(insert(table), row)


def _known(connection: Connection, urls: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return feed and digest of those of the items that are known."""
    columns = (feed_items.c.url, feed_items.c.feed, feed_items.c.digest)
    known: dict[str, tuple[str, str]] = {}
    for start in range(0, len(urls), _BATCH):
        question = select(*columns).where(feed_items.c.url.in_(urls[start : start + _BATCH]))
        known |= {row.url: (row.feed, row.digest) for row in connection.execute(question)}
    return known


def _says_else(item: Item, feed: str, digest: str) -> bool:
    """Tell whether an item changed; what another feed says of it is no change: two feeds would take turns."""
    return item.feed == feed and item.digest != digest


def _row(item: Item) -> dict[str, Any]:
    return {
        "url": item.url,
        "feed": item.feed,
        "digest": item.digest,
        "title": item.title,
        "text": item.text,
        "published": item.published,
        "authors": "\n".join(item.authors),
        "agencies": "\n".join(item.agencies),
        "outlet": item.outlet,
        "feed_title": item.feed_title,
        "language": item.language,
        "given_id": item.given_id,
    }


def _opened(now: datetime) -> dict[str, Any]:
    return {"state": "open", "due": _text(now), "failures": 0, "expected": None, "detail": None}


def _item(row: Any) -> Item:
    return Item(
        url=row.url,
        feed=row.feed,
        digest=row.digest,
        title=row.title,
        text=row.text,
        published=row.published,
        authors=tuple(filter(None, row.authors.split("\n"))),
        agencies=tuple(filter(None, row.agencies.split("\n"))),
        outlet=row.outlet,
        feed_title=row.feed_title,
        language=row.language,
        given_id=row.given_id,
        failures=row.failures,
        expected=row.expected,
        report=row.report,
    )


def _text(moment: datetime) -> str:
    """Write a moment so that texts sort as moments do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
