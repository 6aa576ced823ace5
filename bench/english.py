"""Score English reports: what is found, with which stance, party and speaker.

    python bench/english.py [--part held|learned] [--model best|fast|open|rules] [--json] [--errors]

Reads the English reports of the dossiers: `held` are those that nothing was learned from (`bench/dossiers`, `mh17`, and
the five of `training/held.py`), `learned` the others of `training/data/dossiers`.  A gold statement is found where a
content fits its words by half (F1 of characters); the other shares are of those found.

found    gold statements that are found
stance   found ones with the gold's stance, or one that it allows
party    found ones whose party is the gold's, none included
state    found ones that have a party in the gold and are given this one
speaker  found ones whose speaker's words hold the gold's, or are held by them
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.model import Reading, Report, Span, Statement
from sayso.pipeline import read_report
from sayso.reading.languages import guess_language
from sayso.reading.text import read_text

ROOT = Path(__file__).resolve().parent.parent
OWN = ROOT / "training" / "data" / "dossiers"
MH17 = ROOT.parent / "shared" / "data" / "own" / "dossiers" / "mh17"
HELD = ("drohne", "geiseln", "kabel", "lugano", "tamta")  # as in training/held.py, which the package does not bring
_HALF = 0.5
Member = tuple[list[Span], dict[str, Any]]


def paths_of(part: str) -> list[Path]:
    """Return the paths of the dossiers of a part, without their endings."""
    names = [path.name.removesuffix(".gold.json") for path in sorted(OWN.glob("*.gold.json"))]
    if part == "learned":
        return [OWN / name for name in names if name not in HELD]
    benched = [
        path.with_name(path.name.removesuffix(".gold.json"))
        for path in sorted((ROOT / "bench").glob("dossiers/*.gold.json"))
    ]
    shared = [MH17] if MH17.with_name("mh17.gold.json").exists() else []
    return [*(OWN / name for name in HELD), *benched, *shared]


def english(path: Path) -> Iterator[tuple[Report, list[Member]]]:
    """Yield the English reports of a dossier, each text once, with the labelled statements."""
    gold = json.loads(path.with_name(f"{path.name}.gold.json").read_text(encoding="utf-8"))
    rows = map(json.loads, path.with_name(f"{path.name}.jsonl").read_text(encoding="utf-8").splitlines())
    members = [*(member for claim in gold["claims"] for member in claim["members"]), *gold.get("loose", ())]
    seen: set[str] = set()
    for row in rows:
        text = row["text"]
        if text in seen or guess_language(text) != "en":
            continue
        seen.add(text)
        told = [(spans_of(text, m), m) for m in members if m["report"] == row["id"]]
        distinct = {(str(spans), m["speaker"], m["stance"]): (spans, m) for spans, m in told}
        report = read_text(
            text, id=row["id"], source=row["id"], title=row["title"], published=row["published"], language="en"
        )
        yield report, list(distinct.values())


def spans_of(text: str, member: dict[str, Any]) -> list[Span]:
    """Return where the words of a labelled statement stand in its report."""
    parts = member.get("quote_parts") or [member["quote"]]
    starts = [member["start"] if part == member["quote"] else text.find(part) for part in parts]
    return [Span(start, start + len(part)) for start, part in zip(starts, parts, strict=True)]


def fitting(reading: Reading, spans: list[Span]) -> Statement | None:
    """Return the statement whose content fits spans best, None where none fits by half."""
    wanted = _characters(spans)
    best, most = None, 0.0
    for statement in reading.statements:
        mine = _characters(statement.content)
        fit = 2 * len(mine & wanted) / (len(mine) + len(wanted))
        if fit > most:
            best, most = statement, fit
    return best if most >= _HALF else None


def _characters(spans: list[Span] | tuple[Span, ...]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


def judge(reading: Reading, statement: Statement, member: dict[str, Any]) -> dict[str, bool]:
    """Return every measure that a found statement counts in, and whether it is right there."""
    party_of = {actor.id: actor.party for actor in reading.actors}
    parties = {party_of[actor] for actor in statement.actors}
    party = next(iter(parties)) if len(parties) == 1 else None
    words = " ".join(reading.report.text[span.start : span.end] for span in statement.speaker).casefold()
    wanted = member["speaker"].casefold()
    named = words == wanted or (bool(words) and bool(wanted) and (words in wanted or wanted in words))
    right = {"stance": statement.stance in {member["stance"], *member["stance_ok"]}, "party": party == member["party"]}
    if member["party"] is not None:
        right["state"] = party == member["party"]
    return right | {"speaker": named}


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("held", "learned"), default="held")
    parser.add_argument("--model", default="best")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true", help="print every statement that is not found or not right")
    options = parser.parse_args()
    hits, totals = Counter[str](), Counter[str]()
    for report, members in (pair for path in paths_of(options.part) for pair in english(path)):
        reading = read_report(report, options.model, 1)
        for spans, member in members:
            statement = fitting(reading, spans)
            measures = {"found": statement is not None}
            if statement is not None:
                measures |= judge(reading, statement, member)
            totals.update(measures.keys())
            hits.update(name for name, hit in measures.items() if hit)
            wrong = [name for name, hit in measures.items() if not hit]
            if options.errors and wrong:
                print(report.id, ", ".join(wrong), member["stance"], member["speaker"], member["quote"], sep="\t")
    shares = {name: round(hits[name] / totals[name], 3) for name in totals}
    if options.json:
        print(json.dumps(shares | {"of": totals["found"]}))
        return
    for name, share in shares.items():
        print(f"{name:8} {100 * share:6.1f} %  {hits[name]} of {totals[name]}")


if __name__ == "__main__":
    main()
