"""`sayso watch`: follow feeds into the ledger, and say round by round what became of each."""

import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from sayso.errors import RefusedAddress, UsageError
from sayso.tagger import DEFAULT_MODEL

if TYPE_CHECKING:
    from sayso.following.notices import ChangesSince, Notices, Outlet
    from sayso.following.rounds import FeedRound
    from sayso.following.watch import Watcher
    from sayso.ledger.following import Agenda
    from sayso.ledger.store import Ledger
    from sayso.reading.network import Network


class Lines(StrEnum):
    """How the rounds are shown."""

    text = "text"
    json = "json"


def watch(
    feeds: Annotated[
        list[str],
        typer.Argument(metavar="FEED", help="Addresses of RSS, Atom, RDF or JSON feeds, or pages.", show_default=False),
    ],
    every: Annotated[str, typer.Option(help="How long to rest between two rounds: 90s, 10m, 2h, 1d.")] = "10m",
    once: Annotated[bool, typer.Option("--once", help="One round, then end.")] = False,
    teasers: Annotated[
        bool, typer.Option("--teasers", help="Read what the feed says of its items, do not fetch their pages.")
    ] = False,
    ledger: Annotated[
        str,
        typer.Option("--ledger", envvar="SAYSO_LEDGER", help="The ledger: a file or a postgresql:// address."),
    ] = "sayso.db",
    model: Annotated[
        str, typer.Option("--model", help="What finds the statements: `best`, `fast`, `open`, or `rules` alone.")
    ] = DEFAULT_MODEL,
    contact: Annotated[
        str | None,
        typer.Option(help="An address of web or mail, sent along for those who are asked.", show_default=False),
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Ask private and local addresses too, of feeds you trust.")
    ] = False,
    webhook: Annotated[
        str | None, typer.Option(metavar="URL", help="Where to post positions that change.", show_default=False)
    ] = None,
    mail_spool: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where to lay a mail for each position that changes.", show_default=False),
    ] = None,
    rss_out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where to write the positions that change as RSS.", show_default=False),
    ] = None,
    output: Annotated[
        Lines, typer.Option("--format", help="One line a feed and round for people, or one JSON object.")
    ] = Lines.text,
) -> None:
    """Follow feeds into the ledger until told to stop."""
    from sayso.interfaces.claiming import place_readings
    from sayso.pipeline import this_run

    _check_feeds(feeds)
    interval = _seconds(every)
    this_run(model)  # weights that do not exist are refused before anything is fetched
    stop, failed = threading.Event(), False
    with ExitStack() as open_things:
        network = _network(contact, allow_private, stop)
        book, agenda = _open(ledger, open_things)
        notices = _notices(agenda, book, _outlets(network, webhook, mail_spool, rss_out))
        watcher = _watcher(agenda, book, network, stop, notices, interval=interval, teasers=teasers, model=model)
        open_things.enter_context(_stopped_by_signals(stop))
        show = _show_json if output is Lines.json else _show_text
        for found in watcher.rounds(feeds, once=once):
            failed = failed or found.outcome == "failed"
            place_readings(book)
            if not _written(show(found)):
                return
        if stop.is_set():
            _complain("stopped; what was begun is done, the rest is read when you start again.")
    if once and failed:
        raise typer.Exit(1)


def _check_feeds(feeds: Sequence[str]) -> None:
    from sayso.reading.network_addresses import check_url

    for feed in feeds:
        try:
            check_url(feed)
        except RefusedAddress as error:
            raise UsageError(str(error)) from None


def _seconds(every: str) -> float:
    from sayso.following.watch import parse_interval

    interval = parse_interval(every)
    if interval is None:
        raise UsageError(f"--every {every}: this is no time to rest. Write 90s, 10m, 2h or 1d.")
    return interval.total_seconds()


def _network(contact: str | None, allow_private: bool, stop: threading.Event) -> "Network":
    from sayso.reading.network import Network

    return Network(contact=contact, allow_private=allow_private, rest=_resting(stop))


def _resting(stop: threading.Event) -> Callable[[float], None]:
    """Return a way to wait that a signal ends."""
    from sayso.following.watch import Stopped

    def rest(seconds: float) -> None:
        if stop.wait(seconds):
            raise Stopped

    return rest


def _open(place: str, open_things: ExitStack) -> "tuple[Ledger, Agenda]":
    from sayso.ledger import open_ledger
    from sayso.ledger.following import open_agenda

    return open_things.enter_context(open_ledger(place)), open_things.enter_context(open_agenda(place))


def _watcher(
    agenda: "Agenda",
    book: "Ledger",
    network: "Network",
    stop: threading.Event,
    notices: "Notices | None",
    *,
    interval: float,
    teasers: bool,
    model: str,
) -> "Watcher":
    from datetime import timedelta
    from functools import partial

    from sayso.accounting import read_knowing
    from sayso.following.visits import Visitor
    from sayso.following.watch import Watcher
    from sayso.reading.robots import Robots

    visitor = Visitor(
        agenda=agenda,
        ledger=book,
        network=network,
        robots=Robots(network),
        read=partial(read_knowing, book, model=model),
        every=timedelta(seconds=interval),
        teasers=teasers,
    )
    return Watcher(visitor, rest=_resting(stop), stopping=stop.is_set, notices=notices)


# --- what is told when a position changes --------------------------------------------------------------------------


def _outlets(network: "Network", webhook: str | None, mails: Path | None, rss: Path | None) -> "list[Outlet]":
    from sayso.following.notices import MailSpool, RssFile, WebHook

    if webhook:
        _check_feeds([webhook])
    outlets: list[Outlet] = [WebHook(webhook, network)] if webhook else []
    outlets += [MailSpool(mails)] if mails else []
    outlets += [RssFile(rss)] if rss else []
    return outlets


def _notices(agenda: "Agenda", book: "Ledger", outlets: "list[Outlet]") -> "Notices | None":
    from sayso.following.notices import Notices

    if not outlets:
        return None
    return Notices(agenda, find_changes(book), outlets, _complain)


def find_changes(book: "Ledger") -> "ChangesSince":
    """Return what gives the changes of positions that a ledger learned of after a moment.

    What was kept and is in no claims yet is put into claims before.
    """
    from sayso.following.notices import Change
    from sayso.interfaces.claiming import place_readings

    def changes_since(moment: datetime) -> list[Change]:
        place_readings(book)
        learned = book.changes(after=moment.astimezone(UTC).isoformat(timespec="microseconds"))
        return [
            Change(
                party=found.change.party,
                actor=found.change.actor_name or None,
                wording=found.wording,
                before=found.change.before,
                after=found.change.after,
                on=found.change.on,
                report=found.report.url,
            )
            for found in learned
        ]

    return changes_since


# --- signals and lines ---------------------------------------------------------------------------------------------


@contextmanager
def _stopped_by_signals(stop: threading.Event) -> Iterator[None]:
    """Let the first SIGINT or SIGTERM ask for an end, and a second one do what it does elsewhere."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def ask(number: int, _frame: Any) -> None:
        stop.set()
        signal.signal(number, before[signal.Signals(number)])

    for number in before:
        signal.signal(number, ask)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _written(lines: str) -> bool:
    """Write lines in UTF-8 at once; return False where nobody reads them any more."""
    try:
        sys.stdout.buffer.write(lines.encode("utf-8", "replace") + b"\n")
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Nothing shall fail once more when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return False
    return True


def _complain(words: str) -> None:
    Console(stderr=True, soft_wrap=True, highlight=False, markup=False, emoji=False).print(f"sayso: {words}")


def _show_json(found: "FeedRound") -> str:
    told = asdict(found) | {"asked": _moment(found.asked), "due": _moment(found.due)}
    return json.dumps({"schema": "sayso.round/1", **told}, ensure_ascii=False)


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _show_text(found: "FeedRound") -> str:
    counts = (
        ("new", found.new),
        ("changed", found.changed),
        ("unchanged", found.unchanged),
        ("copies", found.copies),
        ("failed", len(found.failures)),
        ("waiting", found.waiting),
    )
    said = ", ".join(f"{count} {name}" for name, count in counts if count) or "nothing new"
    if found.outcome == "passed_over":
        last = f"failed {found.asked.astimezone():%Y-%m-%d %H:%M}" + (f": {found.why}" if found.why else "")
        return f"{found.feed}  passed over until {found.due.astimezone():%Y-%m-%d %H:%M}, for it {last}"
    if found.why:
        said = f"failed: {found.why}" + (f" ({said})" if said != "nothing new" else "")
    head = f"{found.asked.astimezone():%Y-%m-%d %H:%M}  {found.feed}  {said}; next {found.due.astimezone():%H:%M}"
    tails = (f"    {one.why}{'' if one.final else ' It is tried again.'}" for one in found.failures)
    return "\n".join((head, *tails))
