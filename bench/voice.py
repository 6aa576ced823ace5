"""Measure what relays, evidence and narration find, and what they cost.

    python bench/voice.py [--part dev|train] [--readings FILE] [--list relays|evidence|narration]
        [--sample N] [--seed N]

There are no labels for these: the figures are how many were found and the share of the reading time that finding them
takes (rules alone; the least of five runs of each step on each report).  `--list` prints a sample to be judged by a
person.  `--readings` takes the statements from a file that `bench/statements.py` wrote, those of the learned finder for
example, instead of from the rules.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sayso.actors.resolve import resolve_actors
from sayso.interfaces.wire import reading_from_json
from sayso.language.analysis import analyse
from sayso.model import Report, Span, Statement
from sayso.reading.text import read_text
from sayso.statements.evidence import find_evidence
from sayso.statements.find import find_statements
from sayso.statements.layout import Layout
from sayso.statements.narration import find_narration
from sayso.statements.passage import Passage
from sayso.statements.via import find_relays

ROOT = Path(__file__).resolve().parent.parent
STANCES = ROOT.parent / "shared" / "data" / "own" / "stances"
_RUNS = 5
_AROUND = 70  # characters shown before and behind a finding


def reports(path: Path) -> Iterator[Report]:
    """Yield the reports of a gold file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        yield read_text(document["text"], id=document["doc"], source=document["doc"], published=document["published"],
                        title=document["title"])  # fmt: skip


def fastest(step: Callable[[], Any]) -> tuple[Any, float]:
    """Return what a step gives, and the least time that one of several runs took, in seconds."""
    least = float("inf")
    result = None
    for _ in range(_RUNS):
        begin = time.perf_counter()
        result = step()
        least = min(least, time.perf_counter() - begin)
    return result, least


def measure(report: Report, seconds: dict[str, float]) -> None:
    """Add the times of every step of one report to `seconds`."""
    analysis, seconds_analysis = fastest(lambda: analyse(report))
    statements, seconds_statements = fastest(lambda: find_statements(Passage(analysis)))
    _, seconds_actors = fastest(lambda: resolve_actors(analysis, statements))
    seconds["reading"] += seconds_analysis + seconds_statements + seconds_actors
    seconds["passage"] += fastest(lambda: Passage(analysis))[1]
    # Every run of a step has a passage of its own: a passage remembers what it was asked.
    for name, find in (("relays", find_relays), ("evidence", find_evidence), ("narration", find_narration)):
        layouts = iter([Layout(Passage(analysis), statements) for _ in range(_RUNS)])
        seconds[name] += fastest(lambda find=find, layouts=layouts: find(next(layouts)))[1]


def found(report: Report, statements: tuple[Statement, ...]) -> dict[str, list[tuple[Span, str]]]:
    """Return the findings of one report: where each stands and what is said of it."""
    layout, text = Layout(Passage(analyse(report)), statements), report.text

    def words(span: Span) -> str:
        return text[span.start : span.end]

    relays = [
        (medium, f"speaker: {' … '.join(map(words, relayed.statement.speaker))}")
        for relayed in find_relays(layout)
        for medium in relayed.media
    ]
    evidence = [
        (s.span, f"{s.kind}, by: {words(s.by) if s.by else '–'}, {s.statements}") for s in find_evidence(layout)
    ]
    return {"relays": relays, "evidence": evidence, "narration": [(span, "") for span in find_narration(layout)]}


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("dev", "train"), default="dev")
    parser.add_argument("--readings", type=Path, help="statements from here, JSON lines in the order of the part")
    parser.add_argument("--list", choices=("relays", "evidence", "narration"))
    parser.add_argument("--sample", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    path = STANCES / f"{options.part}.jsonl"
    if not path.exists():
        sys.exit(f"{path.relative_to(ROOT.parent)} is missing: the corpora lie beside the project")
    read = options.readings.read_text(encoding="utf-8").splitlines() if options.readings else None
    seconds = dict.fromkeys(("reading", "passage", "relays", "evidence", "narration"), 0.0)
    listed: list[str] = []
    counts = {"relays": 0, "evidence": 0, "narration": 0}
    for number, report in enumerate(reports(path)):
        statements = reading_from_json(read[number]).statements if read else find_statements(Passage(analyse(report)))
        if not options.list:
            measure(report, seconds)
        for name, findings in found(report, statements).items():
            counts[name] += len(findings)
            if name == options.list:
                for span, note in findings:
                    before, after = report.text[max(0, span.start - _AROUND) : span.start], report.text[span.end :]
                    shown = f"{before}{{{report.text[span.start : span.end]}}}{after[:_AROUND]}".replace("\n", " | ")
                    listed.append(f"{report.given_id}\t{note}\t{shown}")
    print(" ".join(f"{name} {number}" for name, number in counts.items()))
    for line in random.Random(options.seed).sample(listed, min(options.sample, len(listed))):
        print(line)
    if not options.list:
        whole = seconds["reading"] + sum(value for name, value in seconds.items() if name != "reading")
        for name, value in seconds.items():
            print(f"{name:10} {1000 * value:8.1f} ms {100 * value / whole:6.2f} %", file=sys.stderr)


if __name__ == "__main__":
    main()
