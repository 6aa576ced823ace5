"""Measures the ledger on a temporary SQLite file: keeping readings, and asking for their statements.

    python bench/ledger.py [--readings 200] [--statements 30]

Prints milliseconds a reading for keeping it (median, 95th percentile, of readings never seen before), for
keeping it again, for opening, and microseconds an entry for listing all statements.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sayso.ledger import open_ledger
from sayso.model import (
    Actor,
    Part,
    Place,
    Quantity,
    Reading,
    Report,
    Run,
    Span,
    Statement,
    TimeExpression,
    When,
)

SENTENCE = "Das Ministerium in Neustadt hat am Montag den Kauf von zwanzig Schiffen vor dem Ausschuss dementiert. "


def made_up(number: int, statements: int) -> Reading:
    """Return a reading with all roles filled, one statement a sentence."""
    text = f"Bericht {number}. " + SENTENCE * statements
    offset = len(f"Bericht {number}. ")
    starts = [offset + i * len(SENTENCE) for i in range(statements)]

    def span(start: int, words: str) -> Span:
        at = start + SENTENCE.index(words)
        return Span(at, at + len(words))

    return Reading(
        report=Report(
            id=f"report-{number}",
            text=text,
            parts=tuple(Part("paragraph", Span(start, start + len(SENTENCE))) for start in starts[::3]),
            language="de",
            url=f"https://bote.example/{number}",
            published=f"2025-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
            published_from="given",
        ),
        statements=tuple(
            Statement(
                id=f"s{i}",
                mode="reported",
                medium="speech_writing",
                content=(span(start, "den Kauf von zwanzig Schiffen"),),
                speaker=(span(start, "Das Ministerium in Neustadt"),),
                cue=(span(start, "hat"), span(start, "dementiert")),
                frame=(Span(start, start + len(SENTENCE) - 1),),
                addressee=(span(start, "vor dem Ausschuss"),),
                stance="denies",
                found_by="bench",
                confidence=0.9,
                said=When("2025-04-28", span(start, "Montag")),
                actors=(f"a{i % 5}",),
            )
            for i, start in enumerate(starts)
        ),
        actors=tuple(
            Actor(
                f"a{i}", f"Ministerium {i}", "organization", "AT", tuple(span(s, "Ministerium") for s in starts[i::5])
            )
            for i in range(5)
        ),
        times=tuple(TimeExpression(span(start, "Montag"), "DATE", "2025-04-28") for start in starts),
        quantities=tuple(Quantity(span(start, "zwanzig Schiffen"), 20.0, "exactly", "Schiffe") for start in starts),
        places=tuple(Place(span(start, "Neustadt"), "Neustadt", "AT") for start in starts),
        run=Run("bench", "bench"),
    )


def timed(act: Callable[[], object]) -> float:
    """Return the milliseconds that an act takes."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readings", type=int, default=200)
    parser.add_argument("--statements", type=int, default=30)
    wanted = parser.parse_args()
    readings = [made_up(number, wanted.statements) for number in range(wanted.readings)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sayso.db"
        print(f"open, new      {timed(lambda: open_ledger(path).close()):8.1f} ms")
        print(f"open, existing {timed(lambda: open_ledger(path).close()):8.1f} ms")
        with open_ledger(path) as ledger:
            ledger.keep(made_up(-1, wanted.statements))
            fresh = sorted(timed(lambda reading=reading: ledger.keep(reading)) for reading in readings)
            again = sorted(timed(lambda reading=reading: ledger.keep(reading)) for reading in readings)
            for name, times in (("keep, new", fresh), ("keep, known", again)):
                slow = times[int(len(times) * 0.95)]
                print(f"{name:14} {statistics.median(times):8.1f} ms  (95 %: {slow:.1f} ms)")
            entries = 0
            start = time.perf_counter()
            for _ in ledger.statements():
                entries += 1
            print(f"statements     {(time.perf_counter() - start) / entries * 1e6:8.1f} µs an entry, {entries} entries")
            one = timed(lambda: list(ledger.statements(speaker="ministerium 3", stance="denies", limit=20)))
            print(f"first 20 of a speaker {one:.1f} ms")
        print(f"size           {path.stat().st_size / len(readings) / 1024:8.1f} KiB a reading")


if __name__ == "__main__":
    main()
