"""Where reports are handed in and read one after the other, so that a page can wait for its reading."""

import time
import uuid
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock

from sayso.interfaces.api_book import Book
from sayso.interfaces.api_errors import TooMany
from sayso.model import Reading, Report

_WAITING = 20  # tickets that may wait at a time
_REMEMBERED = 200  # tickets that can be asked for
_FIRST_PACE = 10_000.0  # letters a second, until some were read
_LATEST = 0.3  # what the last report counts in the pace
_ALMOST = 0.97  # of a hand-in; beyond it nothing is foretold


@dataclass(slots=True)
class Ticket:
    """One hand-in: how many reports it holds (0 while that is unknown) and how many of them are read.

    `letters` is how long all of them are, `letters_read` how long those that are read; `since` is when the present one
    was begun, None before the first.  `ids` are of those that can be looked at yet.  `outcome` gives the ids of all,
    or the error that stopped them.
    """

    id: str
    begun: float
    reports: int = 0
    read: int = 0
    letters: int = 0
    letters_read: int = 0
    since: float | None = None
    ids: tuple[str, ...] = ()
    outcome: Future[tuple[str, ...]] = field(default_factory=Future)

    @property
    def seconds(self) -> float:
        """How long ago it was handed in."""
        return time.monotonic() - self.begun


class Desk:
    """Reads in one thread: reading takes every core there is, so two at once would only both be late."""

    def __init__(
        self, book: Book, read: Callable[[Report], Reading], place: Callable[[], object] | None = None
    ) -> None:
        """Begin with nothing handed in; `place` is called after reports were kept, to put them into claims."""
        self._place = place
        self._book = book
        self._read = read
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sayso-reader")
        self._tickets: OrderedDict[str, Ticket] = OrderedDict()
        self._lock = Lock()
        self._pace = _FIRST_PACE

    def progress(self, ticket: Ticket) -> tuple[float, float] | None:
        """Return which part of a hand-in is read (0 to 1) and how many seconds it will take yet, both as it seems.

        It goes by how fast reports before it were read.  None while it waits for others, takes longer than they did,
        or is read and put into claims.
        """
        if ticket.since is None or ticket.read == ticket.reports:
            return None
        read = ticket.letters_read + (time.monotonic() - ticket.since) * self._pace
        share = read / ticket.letters
        return (share, (ticket.letters - read) / self._pace) if share < _ALMOST else None

    def hand_in(self, fetch: Callable[[], Sequence[Report]]) -> Ticket:
        """Take in the reports that `fetch` gives, which is called where they are read; raises `TooMany`."""
        with self._lock:
            if sum(not ticket.outcome.done() for ticket in self._tickets.values()) >= _WAITING:
                raise TooMany(f"{_WAITING} reports are waiting to be read. Try again in a minute.", seconds=60)
            ticket = Ticket(uuid.uuid4().hex, time.monotonic())
            self._tickets[ticket.id] = ticket
            while len(self._tickets) > _REMEMBERED:
                self._tickets.popitem(last=False)
        self._reader.submit(self._serve, ticket, fetch)
        return ticket

    def ticket(self, id: str) -> Ticket | None:
        """Return a ticket that is remembered, None for others."""
        return self._tickets.get(id)

    def close(self) -> None:
        """Read what was begun, nothing else, and go."""
        self._reader.shutdown(wait=True, cancel_futures=True)

    def _serve(self, ticket: Ticket, fetch: Callable[[], Sequence[Report]]) -> None:
        try:
            reports = fetch()
            ticket.reports = len(reports)
            ticket.letters = sum(len(report.text) for report in reports)
            for report in reports:
                ticket.since = time.monotonic()
                ticket.ids += (self._book.keep(self._read(report)).report_id,)
                ticket.read += 1
                ticket.letters_read += len(report.text)
                self._learn_pace(len(report.text), time.monotonic() - ticket.since)
            if self._place is not None:
                self._place()
        except BaseException as error:  # noqa: BLE001 - whoever waits for the outcome gets it raised
            ticket.outcome.set_exception(error)
        else:
            ticket.outcome.set_result(ticket.ids)

    def _learn_pace(self, letters: int, seconds: float) -> None:
        # The first report of all waits for the weights, and a short one tells little.
        if letters >= 1_000 and seconds > 0:
            self._pace += _LATEST * (letters / seconds - self._pace)
