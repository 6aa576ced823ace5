"""One visit: a feed is asked what it names, an item is read.

Each act on the agenda is a transaction of its own, in an order in which the process may end between any two:

    feed     fetched, then remembered together with the items that it names
    item     fetched and read, its report's id remembered as expected, the reading kept, the item settled

An item whose expected report is in the ledger was kept already, and is settled without being fetched again.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal

from sayso.errors import (
    FailedAnswer,
    HostOnHold,
    MalformedInput,
    NetworkError,
    ReadingError,
    RefusedAddress,
    UsageError,
)
from sayso.following.items import content_key, item_of, page_item, report_of_page, report_of_teaser
from sayso.following.rounds import Failure
from sayso.ledger.answers import Kept
from sayso.ledger.following import Agenda, FeedState, Item
from sayso.ledger.store import Ledger
from sayso.model import Reading, Report
from sayso.reading.feeds import LARGEST_FEED, parse_feed
from sayso.reading.html import open_page
from sayso.reading.network import FEED_TYPES, PAGE_TYPES, Answer, Network
from sayso.reading.network_answers import backoff
from sayso.reading.robots import Robots

ItemOutcome = Literal["new", "changed", "unchanged", "copy", "waiting"]

_TRIES = 5  # of an item whose page cannot be had
_FIRST_RETRY, _LONGEST_RETRY = 300.0, 6 * 3_600.0  # seconds until an item is tried again
_LONGEST_PAUSE = 24 * 3_600.0  # seconds until a feed that fails is asked again
_GONE = 410
_OUTCOMES: dict[str, ItemOutcome] = {
    "new_report": "new",
    "new_version": "changed",
    "new_reading": "unchanged",
    "known": "unchanged",
}


def utc_now() -> datetime:
    """Return the present moment, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class FeedVisit:
    """What a visit of a feed brought: how many items it names are to be read, and how many are as they were."""

    state: FeedState
    to_read: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class Visitor:
    """Visits feeds and items.  `read` makes a reading of a report; with `teasers` pages are not fetched."""

    agenda: Agenda
    ledger: Ledger
    network: Network
    robots: Robots
    read: Callable[[Report], Reading]
    every: timedelta
    teasers: bool = False

    def visit_feed(self, url: str) -> FeedVisit:
        """Ask a feed what it names, and remember it."""
        state = self.agenda.feed(url)
        now = utc_now()
        try:
            answer = self.network.fetch(
                url,
                types=FEED_TYPES,
                etag=state.etag,
                modified=state.modified,
                permit=self.robots.permit,
                size=LARGEST_FEED,
            )
            items = None if answer.data is None else self._items(url, answer, answer.data)
        except (NetworkError, ReadingError) as error:
            return FeedVisit(self._note_failure(state, error, now), 0, 0)
        state = replace(state, asked=now, due=now + self.every, failures=0, detail=None, outcome="unchanged")
        if items is None:
            self.agenda.note_feed(state, now=now)
            return FeedVisit(state, 0, 0)
        state = replace(state, outcome="read", etag=answer.etag, modified=answer.modified)
        to_read = self.agenda.note_feed(state, items, now=now)
        return FeedVisit(state, to_read, len({item.url for item in items}) - to_read)

    def _items(self, url: str, answer: Answer, data: bytes) -> list[Item]:
        """Return the items of a feed; of a page that is no feed but a report, the page itself."""
        try:
            feed = parse_feed(data, source=url, url=answer.url, content_type=answer.content_type)
        except MalformedInput as error:
            try:
                open_page(data, source=url, url=answer.url, content_type=answer.content_type)
            except ReadingError:
                raise error from None
            return [page_item(url, data)]
        return [item for entry in feed.entries if (item := item_of(entry, feed, url))]

    def _note_failure(self, state: FeedState, error: NetworkError | ReadingError, now: datetime) -> FeedState:
        failures = state.failures + 1
        if isinstance(error, HostOnHold):
            failures, pause = state.failures, error.seconds
        elif isinstance(error, RefusedAddress):
            # It was not asked, so there is nobody to be left alone.
            failures, pause = state.failures, self.every.total_seconds()
        elif isinstance(error, FailedAnswer) and error.status == _GONE:
            pause = _LONGEST_PAUSE
        else:
            asked = (error.retry_after or 0.0) if isinstance(error, FailedAnswer) else 0.0
            pause = max(asked, backoff(failures, first=self.every.total_seconds(), longest=_LONGEST_PAUSE))
        state = replace(
            state,
            asked=now,
            due=now + timedelta(seconds=pause),
            failures=failures,
            outcome="failed",
            detail=str(error),
        )
        self.agenda.note_feed(state, now=now)
        return state

    def visit_item(self, item: Item) -> ItemOutcome | Failure:
        """Read an item into the ledger, and remember what became of it."""
        try:
            if item.expected is not None and (report := self._kept(item.expected)) is not None:
                self.agenda.settle(item, "kept", report=report.id, content=content_key(report))
                return "changed" if item.report else "new"
            return self._read_item(item)
        except HostOnHold as error:
            due = utc_now() + timedelta(seconds=error.seconds)
            self.agenda.postpone(item, due, failures=item.failures, detail=str(error))
            return "waiting"
        except NetworkError as error:
            return self._note_item_failure(item, error, final=isinstance(error, RefusedAddress))
        except ReadingError as error:
            return self._note_item_failure(item, error, final=True)

    def _kept(self, id: str) -> Report | None:
        try:
            return self.ledger.report(id)
        except UsageError:
            return None

    def _read_item(self, item: Item) -> ItemOutcome:
        report = self._report(item)
        content = content_key(report)
        twin = self.agenda.twin(item, content)
        if twin is not None:
            self.agenda.settle(item, "copy", detail=f"the same text as {twin}")
            return "copy"
        reading = self.read(report)
        self.agenda.expect(item, report.id)
        kept: Kept = self.ledger.keep(reading)
        self.agenda.settle(item, "kept", report=report.id, content=content, detail=kept.outcome)
        return _OUTCOMES[kept.outcome]

    def _report(self, item: Item) -> Report:
        if self.teasers and item.url != item.feed:
            return report_of_teaser(item)
        answer = self.network.fetch(item.url, types=PAGE_TYPES, permit=self.robots.permit)
        return report_of_page(item, answer)

    def _note_item_failure(self, item: Item, error: NetworkError | ReadingError, *, final: bool) -> Failure:
        failures = item.failures + 1
        final = final or failures >= _TRIES
        if final:
            self.agenda.settle(item, "failed", detail=str(error))
        else:
            pause = timedelta(seconds=backoff(failures, first=_FIRST_RETRY, longest=_LONGEST_RETRY))
            self.agenda.postpone(item, utc_now() + pause, failures=failures, detail=str(error))
        return Failure(item.url, str(error), final)
