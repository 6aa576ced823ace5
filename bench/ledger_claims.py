"""Measures claims in ledgers of many statements: adding a report, and asking what the command line asks.

    python bench/ledger_claims.py [--statements 1000 20000 100000] [--folder bench/out] [--reports 20]
        [--postgres postgresql://…/database]

The ledgers are filled with made-up reports (`bench/ledger_reports.py`) whose claims are given, not found, and are kept
in the folder to be taken again.  The reports that are added and timed are placed as `sayso read` does it, the vectors
of their texts known; they go to the ledgers in turns, so that what else the machine does slows all of them alike.

Each question is asked of a ledger that has just been opened (`first`), then thrice again (`again`, the quickest), and
by a program of its own from the command line (`process`, the quicker of two).  Times are those of the clock; those
in brackets are the processor's, which other work on the machine does not lengthen as much.  With `--postgres` the
ledger of the most statements is filled into that empty database instead, and nothing is asked from the command line.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import NamedTuple

from ledger_reports import Phrases, Told, later_reports, reports
from sayso.accounting import Meanings, _account, load_meanings, place_pending
from sayso.claims.copies import compare_reports, take_fingerprint
from sayso.claims.meaning import Vectors, mean, with_neighbours
from sayso.claims.points import read_points
from sayso.ledger import Ledger, open_ledger
from sayso.ledger.search import Wanted

OUT = Path(__file__).resolve().parent / "out"
SEED = 1
_AT_ONCE = 64  # reports in a transaction
_ACCOUNTED = 8  # transactions after which claims are accounted for


class Took(NamedTuple):
    """Milliseconds that an act took: of the clock, and of the processor."""

    clock: float
    processor: float

    def __str__(self) -> str:
        return f"{self.clock:7.0f} ({self.processor:4.0f})"


def fill(book: Ledger, statements: int, made: Iterator[Told], meanings: Meanings) -> None:
    """Fill a ledger with statements put into their claims, and account for the claims."""
    kept, begun = 0, set[str]()
    touched: set[str] = set()
    for number in count(1):
        told = list(islice(made, _AT_ONCE))
        kept += sum(len(each.claims) for each in told)
        touched |= _placed(book, told, begun, meanings)
        if number % _ACCOUNTED == 0 or kept >= statements:
            with book.placing(meanings.words) as placing:
                placing.touched = touched
                _account(placing)
            touched = set()
        if kept >= statements:
            return


def _placed(book: Ledger, told: list[Told], begun: set[str], meanings: Meanings) -> set[str]:
    """Keep reports and put their statements into the claims that they belong to; return these."""
    claims = {each.reading.report.id: each.claims for each in told}
    copies = {each.reading.report.id for each in told if each.copy}
    for each in told:
        book.keep(each.reading)
    waiting = book.unplaced(_AT_ONCE)
    forgetful = Meanings(meanings.encoder, meanings.words)
    with book.placing(meanings.words) as placing:
        known = placing.claims(waiting)
        for one in waiting:
            report = one.reading.report
            candidates = placing.candidates(one.number, take_fingerprint(report))
            if report.id in copies:
                placing.note_copies(compare_reports(report, candidates))
            for meant in with_neighbours(mean(read_points(one.reading), one.reading, forgetful, meanings.words)):
                story, facet = claims[report.id][meant.point.statement]
                id = f"c{story}-{facet}"
                if id in begun:
                    known.join(id, [meant])
                else:
                    known.found(id, [meant], None)
                begun.add(id)
        touched = known.write()
        for one in waiting:
            placing.note_placed(one)
        return touched | placing.touched


def timed(act: Callable[[], object]) -> Took:
    """Return how long an act takes."""
    start, begun = time.perf_counter(), time.process_time()
    act()
    return Took((time.perf_counter() - start) * 1000, (time.process_time() - begun) * 1000)


def add_in_turns(places: list[str], number: int, meanings: Meanings, phrases: Phrases) -> dict[str, list[Took]]:
    """Add reports to each ledger, one here, one there; return how long each took, the first left out.

    Each gets the same reports, of stories that all of them know.
    """
    run = time.time_ns()
    made = {place: later_reports(phrases, SEED, run) for place in places}
    took: dict[str, list[Took]] = {place: [] for place in places}
    books = {place: open_ledger(place) for place in places}
    for _ in range(number + 1):
        for place, book in books.items():
            reading = next(made[place]).reading
            mean(read_points(reading), reading, meanings, meanings.words)

            def add(book: Ledger = book, reading: object = reading) -> None:
                book.keep(reading)
                place_pending(book, lambda: meanings)

            took[place].append(timed(add))
    for book in books.values():
        book.close()
    return {place: times[1:] for place, times in took.items()}


def questions(claim: str, vector: Vectors) -> dict[str, Callable[[Ledger], object]]:
    """Return what the commands ask, by what is typed; lists as long as they are shown."""
    return {
        "claims": lambda book: list(book.claims(limit=20)),
        "claims --party RU": lambda book: list(book.claims(party="RU", limit=20)),
        "claims --standing contested": lambda book: list(book.claims(standing="contested", limit=20)),
        "claims --since 2024": lambda book: list(book.claims(since="2024", limit=20)),
        "claims --query Soldaten": lambda book: list(book.claims(query="Soldaten", limit=20)),
        "claims --query Altdorf": lambda book: list(book.claims(query="Altdorf", limit=20)),
        f"claim {claim}": lambda book: (book.claim(claim), list(book.claim_entries(claim))),
        "changes --since 2024-12": lambda book: list(book.changes(since="2024-12")),
        "search Soldaten": lambda book: book.search("Soldaten"),
        "search Soldaten Altdorf": lambda book: book.search("Soldaten Altdorf"),
        "search Soldaten --party RU": lambda book: book.search("Soldaten", wanted=Wanted(party="RU")),
        "search Soldaten --standing denied": lambda book: book.search("Soldaten", wanted=Wanted(standing="denied")),
        "search Streik im Gaswerk --meaning": lambda book: book.search(vector=vector),
        "statements --party RU --limit 20": lambda book: list(book.statements(party="RU", limit=20)),
        "statements --stance denies --limit 20": lambda book: list(book.statements(stance="denies", limit=20)),
        "statements --query Holm --limit 20": lambda book: list(book.statements(speaker="Holm", limit=20)),
    }


def ask_all(place: str, vector: Vectors, *, processes: bool) -> None:
    """Print how long each question takes."""
    with open_ledger(place) as book:
        claim = next(iter(book.claims(limit=1))).id
    print(f"  {'ms (of the processor)':<40} {'first':>14} {'again':>14} {'process':>14}")
    for typed, ask in questions(claim, vector).items():
        with open_ledger(place) as book:
            first = timed(lambda ask=ask, book=book: ask(book))
            again = min(timed(lambda ask=ask, book=book: ask(book)) for _ in range(3))
        whole = str(min(process(typed, place) for _ in range(2))) if processes else ""
        print(f"  {typed:<40} {first} {again} {whole:>14}", flush=True)


def process(typed: str, place: str) -> Took:
    """Return how long the program takes for a command, from its start to its end."""
    words = typed.split()
    command = [sys.executable, "-c", "from sayso.interfaces.cli import main; main()", *words, "--ledger", place]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "COLUMNS": "100"})
    clock = (time.perf_counter() - start) * 1000
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Took(clock, spent * 1000)


def filled(place: str, statements: int, meanings: Meanings, phrases: Phrases) -> None:
    """Fill a ledger where none is."""
    with open_ledger(place) as book:
        if book.counts().reports:
            return
        took = timed(lambda: fill(book, statements, reports(phrases, SEED), meanings))
        print(f"{statements} statements: filled in {took.clock / 1000:.0f} s ({took.processor / 1000:.0f})", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, nargs="+", default=[1_000, 20_000, 100_000])
    parser.add_argument("--folder", type=Path, default=OUT)
    parser.add_argument("--reports", type=int, default=20)
    parser.add_argument("--postgres")
    wanted = parser.parse_args()
    loaded = load_meanings()
    phrases = Phrases(loaded.encoder)
    meanings = Meanings(phrases, loaded.words)
    wanted.folder.mkdir(exist_ok=True)
    places = {n: str(wanted.folder / f"claims-{n}.db") for n in sorted(wanted.statements)}
    if wanted.postgres:
        places[max(places)] = wanted.postgres
    for statements, place in places.items():
        filled(place, statements, meanings, phrases)
    took = add_in_turns(list(places.values()), wanted.reports, meanings, phrases)
    vector = loaded.encoder.encode(["query: Streik im Gaswerk"])[0]
    least = None
    for statements, place in places.items():
        clock, processor = (statistics.median(times) for times in zip(*took[place], strict=True))
        least = least or Took(clock, processor)
        print(
            f"{statements} statements: add a report, median {Took(clock, processor)} ms, "
            f"{clock / least.clock:.2f} ({processor / least.processor:.2f}) times as long as in the smallest",
            flush=True,
        )
    for statements, place in reversed(places.items()):
        print(f"{statements} statements")
        ask_all(place, vector, processes=not wanted.postgres)


if __name__ == "__main__":
    main()
