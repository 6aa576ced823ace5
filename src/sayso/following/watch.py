"""Following feeds round after round: what is due is visited, then rest until something is due."""

from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from urllib.parse import urlsplit

from sayso.following.notices import Notices
from sayso.following.rounds import Failure, FeedRound
from sayso.following.visits import FeedVisit, ItemOutcome, Visitor, utc_now
from sayso.ledger.following import Item

_LONGEST_REST = 3_600.0  # seconds, in case the clock is set


class Stopped(Exception):
    """Raised by `rest` where it is not waited for because it is to end."""


@dataclass(slots=True)
class _Tally:
    """What is known so far of one feed in this round."""

    visit: FeedVisit | None = None
    passed_over: bool = False
    items: Counter[ItemOutcome] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Watcher:
    """Follows feeds; use `rounds`.

    `rest` waits for so many seconds or raises `Stopped`, and `stopping` tells whether to end after what is being
    done.  `notices` tell outlets what changed.
    """

    visitor: Visitor
    rest: Callable[[float], None]
    stopping: Callable[[], bool]
    notices: Notices | None = None

    def rounds(self, feeds: Sequence[str], *, once: bool = False) -> Iterator[FeedRound]:
        """Follow feeds and yield, round by round, what became of each that was due.

        With `once` every feed is asked now, unless it failed lately and is left alone, which is told, and the first
        round is the last.  A round ends early where a feed is due again; what is left of it belongs to the next.
        """
        feeds = list(dict.fromkeys(feeds))
        for feed in feeds:
            self._hasten(feed)
        if self.notices is not None:
            self.notices.begin()
        while not self.stopping():
            yield from self._round(feeds, once=once)
            with suppress(Stopped):
                if self.notices is not None and not self.stopping():
                    self.notices.tell()
                if once or self.stopping():
                    return
                due = self.visitor.agenda.next_due(feeds)
                wait = (due - utc_now()).total_seconds() if due else _LONGEST_REST
                if wait > 0:
                    self.rest(min(wait, _LONGEST_REST))

    def _round(self, feeds: Sequence[str], *, once: bool) -> Iterator[FeedRound]:
        tallies: dict[str, _Tally] = {}
        with suppress(Stopped):
            for feed in feeds:
                if self.stopping():
                    break
                if self._is_due(feed, once=once):
                    visit = self.visitor.visit_feed(feed)
                    tallies[feed] = _Tally(visit)
                elif once:
                    tallies[feed] = _Tally(passed_over=True)
            self._read_items(feeds, tallies, once=once)
        for feed, tally in tallies.items():
            yield self._sum_up(feed, tally)

    def _hasten(self, feed: str) -> None:
        """Let a feed be due as soon as it is to be now, where an earlier run was to ask it less often."""
        agenda = self.visitor.agenda
        state = agenda.feed(feed)
        if state.asked and not state.failures and state.due > state.asked + self.visitor.every:
            agenda.note_feed(replace(state, due=state.asked + self.visitor.every), now=utc_now())

    def _is_due(self, feed: str, *, once: bool) -> bool:
        state = self.visitor.agenda.feed(feed)
        return state.due <= utc_now() or (once and not state.failures)

    def _read_items(self, feeds: Sequence[str], tallies: dict[str, _Tally], *, once: bool) -> None:
        """Read what is due, always an item of the host that may be asked soonest, until a feed is due."""
        agenda = self.visitor.agenda
        hosts: dict[str, deque[Item]] = {}
        for item in agenda.open_items(utc_now()):
            hosts.setdefault(urlsplit(item.url).netloc, deque()).append(item)
        # However long the feeds took, the items get their time too.
        until = None if once else max(min(agenda.feed(feed).due for feed in feeds), utc_now() + self.visitor.every)
        while hosts and not self.stopping() and (until is None or utc_now() < until):
            host = min(hosts, key=lambda name: self._wait_for(hosts[name][0]))
            item = hosts[host].popleft()
            if not hosts[host]:
                del hosts[host]
            tally = tallies.setdefault(item.feed, _Tally())
            outcome = self.visitor.visit_item(item)
            if isinstance(outcome, Failure):
                tally.failures.append(outcome)
            else:
                tally.items[outcome] += 1

    def _wait_for(self, item: Item) -> float:
        return 0.0 if self.visitor.teasers else self.visitor.network.wait_for(item.url)

    def _sum_up(self, feed: str, tally: _Tally) -> FeedRound:
        state = self.visitor.agenda.feed(feed)
        visit = tally.visit
        return FeedRound(
            feed=feed,
            asked=state.asked or utc_now(),
            outcome="passed_over" if tally.passed_over else visit.state.outcome if visit else None,
            new=tally.items["new"],
            changed=tally.items["changed"],
            unchanged=tally.items["unchanged"] + (visit.unchanged if visit else 0),
            copies=tally.items["copy"],
            waiting=self.visitor.agenda.waiting(feed),
            failures=tuple(tally.failures),
            why=state.detail if visit or tally.passed_over else None,
            due=state.due,
        )


def parse_interval(text: str) -> timedelta | None:
    """Return the time between two rounds that `30s`, `10m`, `2h` or `1d` names; None where the text names none."""
    units = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
    number, unit = text.strip()[:-1], text.strip()[-1:].lower()
    if not (number.isascii() and number.isdigit() and len(number) <= 6 and int(number) and unit in units):
        return None
    return timedelta(**{units[unit]: int(number)})
