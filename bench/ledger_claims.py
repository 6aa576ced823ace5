"""Measures claims in a ledger of many statements: adding a report to it, and asking what the command line asks.

    python bench/ledger_claims.py [--statements 1000 100000] [--folder FOLDER]

The ledgers are made of the example dossier's statements (`bench/dossiers/kursk.jsonl`, read by the rules alone),
recombined: contents of one report with speakers of another, vectors of two real ones mixed with noise.  Their claims
are given, not found; the reports that are added and timed are placed as `sayso read` does it, ten of them, the vectors
of their texts known.  With `--folder` ledgers are kept there and taken again.
"""

import argparse
import json
import statistics
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from sayso.accounting import Meanings, _account, load_meanings, place_pending
from sayso.claims.meaning import Vectors, mean
from sayso.claims.points import read_points
from sayso.ledger import Ledger, open_ledger
from sayso.ledger.search import Wanted
from sayso.model import Reading, Report, Span
from sayso.pipeline import read_report
from sayso.reading.languages import guess_language
from sayso.reading.text import read_text

DOSSIER = Path(__file__).resolve().parent / "dossiers" / "kursk.jsonl"
PER_CLAIM = 4  # statements
_AT_ONCE = 64  # reports in a transaction
_NOISE = 0.35  # length of the noise added to a vector of length 1


class Mixed:
    """An encoder whose vectors are those of real contents, mixed by chance, the same for the same text."""

    def __init__(self, real: Vectors) -> None:
        self._real = real

    def encode(self, texts: list[str]) -> Vectors:
        """See `Encoder`."""
        rows = []
        for text in texts:
            chance = np.random.default_rng(zlib.crc32(text.encode()))
            one, other = self._real[chance.integers(len(self._real), size=2)]
            noise = chance.normal(size=len(one)) * _NOISE / np.sqrt(len(one))
            row = 0.7 * one + 0.3 * other + noise
            rows.append(row / np.linalg.norm(row))
        return np.array(rows, np.float32).reshape(len(texts), self._real.shape[1])


def real_readings() -> list[Reading]:
    """Return the readings of the example dossier."""
    rows = [json.loads(line) for line in DOSSIER.read_text(encoding="utf-8").splitlines()]
    reports = (
        read_text(row["text"], id=row["id"], source=row["id"], language=guess_language(row["text"])) for row in rows
    )
    return [reading for report in reports if (reading := read_report(report, "rules")).statements]


def made_up(number: int, real: list[Reading], chance: np.random.Generator) -> Reading:
    """Return a reading of a report that is made of sentences of several others, with their statements."""
    source = real[int(chance.integers(len(real)))]
    text = f"Meldung {number}. " + source.report.text
    shift = len(text) - len(source.report.text)

    def moved(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(Span(span.start + shift, span.end + shift) for span in spans)

    day = int(chance.integers(1, 28))
    report = Report(
        id=f"made-{number}", text=text, parts=(), language="de", outlet=f"Blatt {number % 40}",
        published=f"20{15 + number % 10}-{1 + number % 12:02d}-{day:02d}", published_from="given",
    )  # fmt: skip
    return replace(
        source,
        report=report,
        statements=tuple(
            replace(
                one, content=moved(one.content), speaker=moved(one.speaker), cue=moved(one.cue),
                frame=moved(one.frame), addressee=moved(one.addressee), said=None,
            )
            for one in source.statements
        ),
        actors=tuple(replace(actor, mentions=moved(actor.mentions)) for actor in source.actors),
        times=(), quantities=(), places=(), evidence=(), narration=(),
    )  # fmt: skip


def fill(book: Ledger, statements: int, real: list[Reading], meanings: Meanings) -> None:
    """Fill a ledger with statements in claims of `PER_CLAIM`, each claim of several reports."""
    chance = np.random.default_rng(1)
    number = kept = 0
    open_claims: list[tuple[str, int]] = []
    touched: set[str] = set()
    while kept < statements:
        for _ in range(_AT_ONCE):
            number += 1
            reading = made_up(number, real, chance)
            book.keep(reading)
        waiting = book.unplaced(_AT_ONCE)
        with book.placing(meanings.words) as placing:
            known = placing.claims(waiting)
            known.look_up([np.zeros(384, np.float32)])
            for each in waiting:
                for one in mean(read_points(each.reading), meanings, meanings.words):
                    kept += 1
                    if len(open_claims) < statements // (8 * PER_CLAIM) + 1 or chance.random() < 1 / PER_CLAIM:
                        id = f"c{number}-{kept}"
                        known.found(id, [one], None)
                        open_claims.append((id, 1))
                    else:
                        at = int(chance.integers(len(open_claims)))
                        id, size = open_claims[at]
                        known.join(id, [one])
                        open_claims[at] = (id, size + 1)
                        if size + 1 >= 2 * PER_CLAIM:
                            open_claims[at] = open_claims[-1]
                            open_claims.pop()
            touched |= known.write()
            for each in waiting:
                placing.note_placed(each)
    with book.placing(meanings.words) as placing:
        placing.touched = touched
        _account(placing)


def timed(act: Callable[[], object]) -> float:
    """Return the milliseconds that an act takes."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def adding(book: Ledger, real: list[Reading], meanings: Meanings) -> Iterator[float]:
    """Yield how long it takes to add each of ten reports."""
    chance = np.random.default_rng(2)
    for number in range(10):
        reading = made_up(10**8 + int(time.time() * 10) + number, real, chance)
        mean(read_points(reading), meanings, meanings.words)

        def add(reading: Reading = reading) -> None:
            book.keep(reading)
            place_pending(book, lambda: meanings)

        yield timed(add)


def questions(book: Ledger, vector: Vectors) -> dict[str, Callable[[], object]]:
    """Return what the commands ask, by what is typed; lists as long as they are shown."""
    id = next(iter(book.claims(limit=1))).id
    return {
        "claims": lambda: list(book.claims(limit=20)),
        "claims --party RU": lambda: list(book.claims(party="RU", limit=20)),
        "claims --standing contested": lambda: list(book.claims(standing="contested", limit=20)),
        "claims --since 2024": lambda: list(book.claims(since="2024", limit=20)),
        "claims --query Soldaten": lambda: list(book.claims(query="Soldaten", limit=20)),
        "claim ID": lambda: (book.claim(id), list(book.claim_entries(id))),
        "changes --since 2024-12": lambda: list(book.changes(since="2024-12", limit=100)),
        "search Soldaten": lambda: book.search("Soldaten"),
        "search Soldaten Kursk --party RU": lambda: book.search("Soldaten Kursk", wanted=Wanted(party="RU")),
        "search --meaning": lambda: book.search(vector=vector),
        "statements --party RU": lambda: list(book.statements(party="RU", limit=20)),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--folder", type=Path)
    wanted = parser.parse_args()
    real = real_readings()
    loaded = load_meanings()
    contents = [one for reading in real for one in mean(read_points(reading), loaded, loaded.words)]
    meanings = Meanings(Mixed(np.stack([one.vector for one in contents])), loaded.words)
    with tempfile.TemporaryDirectory() as temporary:
        for statements in wanted.statements:
            path = (wanted.folder or Path(temporary)) / f"claims-{statements}.db"
            new = not path.exists()
            with open_ledger(path) as book:
                if new:
                    seconds = timed(lambda book=book, count=statements: fill(book, count, real, meanings)) / 1000
                    print(f"{statements} statements: filled in {seconds:.0f} s")
                times = sorted(adding(book, real, meanings))
                print(f"{statements} statements: add a report, median {statistics.median(times):.0f} ms")
                for typed, ask in questions(book, contents[0].vector).items():
                    ask()
                    print(f"  {typed:<36} {min(timed(ask) for _ in range(3)):7.1f} ms")


if __name__ == "__main__":
    main()
