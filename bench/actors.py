"""Score actors and parties where the statements are given: the room of actors alone.

    python bench/actors.py [--part dev|train] [--json] [--errors]

Gold statements of `../shared/data/own/stances` (content, speaker, cue) become statements without actors; what
`resolve_actors` makes of them is compared with the gold, names as the shared scorer compares them.

actor          statements with speaker's words whose actors are the gold's, of those that have any in the gold
party          statements with speaker's words whose party is the gold's, of those that have one in the gold
false actors   statements given actors although the gold has none, of those that have none
false parties  statements with a party although the gold has none, of those that have none
unspoken       statements without speaker's words whose actors are the gold's, of those that have any in the gold
false unspoken statements without speaker's words given actors although the gold has none, of those that have none

The gold leaves the modes of quotations to the corpus that they come from, so they are read there.
"""

import argparse
import importlib.util
import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from sayso.actors.resolve import resolve_actors
from sayso.language.analysis import analyse
from sayso.model import Span, Statement
from sayso.reading.text import read_text

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
STANCES = SHARED / "data" / "own" / "stances"


def shared_scorer() -> Any:
    """Return the module of the shared scorer, which tells when names are alike."""
    spec = importlib.util.spec_from_file_location("score_statements", SHARED / "tools" / "score_statements.py")
    if spec is None or spec.loader is None:
        sys.exit("../shared/tools/score_statements.py is missing: it lies beside the project")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def spans(role: dict[str, Any] | None) -> tuple[Span, ...]:
    """Return the spans of a role that may be null."""
    return tuple(Span(start, end) for start, end in (role or {}).get("spans") or [])


def modes_of_corpus(part: str) -> dict[tuple[str, str], str]:
    """Return the modes of the quotations by document and the spans of their contents."""
    path = SHARED / "data" / "noncommercial" / "quotations" / f"{part}.jsonl"
    documents = map(json.loads, path.read_text(encoding="utf-8").splitlines() if path.exists() else ())
    return {
        (d["doc"], str(s["content"]["spans"])): s["mode"] for d in documents for s in d["statements"] if s["content"]
    }


def given(number: int, gold: dict[str, Any], mode: str | None) -> Statement:
    """Return a gold statement as the room of statements would hand it over."""
    return Statement(
        id=f"s{number}",
        mode=gold.get("mode") or mode or "reported",  # type: ignore[arg-type]
        medium="unknown",
        content=spans(gold.get("content")),
        speaker=spans(gold.get("speaker")),
        cue=spans(gold.get("cue")),
        frame=spans(gold.get("frame")),
        addressee=(),
        stance=gold["stance"],
        found_by="gold",
        confidence=1.0,
    )


def resolved(
    document: dict[str, Any], modes: dict[tuple[str, str], str]
) -> tuple[list[tuple[list[str], set[str]]], float]:
    """Return for every gold statement of a document the names and parties it is given, and the seconds."""
    text = read_text(document["text"], id=document["doc"], source=document["doc"], published=document["published"],
                     title=document["title"])  # fmt: skip
    analysis = analyse(text)
    told = [modes.get((document["doc"], str((gold["content"] or {}).get("spans")))) for gold in document["statements"]]
    statements = [given(number, *pair) for number, pair in enumerate(zip(document["statements"], told, strict=True))]
    begin = time.process_time()
    named, actors = resolve_actors(analysis, statements)
    seconds = time.process_time() - begin
    by_id = {actor.id: actor for actor in actors}
    found = [[by_id[a] for a in s.actors] for s in sorted(named, key=lambda s: int(s.id[1:]))]
    return [([a.name for a in group], {a.party for a in group if a.party}) for group in found], seconds


def compare(gold: dict[str, Any], names: list[str], parties: set[str], same: Any) -> dict[str, bool]:
    """Return every measure that the statement counts in, and whether it is right there."""
    if not gold["speaker"]:
        if not gold["actors"]:
            return {"false unspoken": bool(names)}
        return {"unspoken": bool(names) and same(gold["actors"], names)}
    measures = {}
    if gold["actors"]:
        measures["actor"] = bool(names) and same(gold["actors"], names)
    else:
        measures["false actors"] = bool(names)
    if gold["party"]:
        measures["party"] = parties == {gold["party"]}
    else:
        measures["false parties"] = bool(parties)
    return measures


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("dev", "train"), default="dev")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true", help="print every statement that is not right")
    options = parser.parse_args()
    path = STANCES / f"{options.part}.jsonl"
    if not path.exists():
        sys.exit(f"{path.relative_to(ROOT.parent)} is missing: the corpora lie beside the project")
    same = shared_scorer().same_actors
    hits, totals, modes = Counter[str](), Counter[str](), modes_of_corpus(options.part)
    words, seconds = 0, 0.0
    resolve_actors(analyse(read_text("Es regnet in Oslo.", source="warming up")), ())
    for line in path.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        found, taken = resolved(document, modes)
        seconds, words = seconds + taken, words + len(document["text"].split())
        for gold, (names, parties) in zip(document["statements"], found, strict=True):
            if gold.get("optional"):
                continue
            measures = compare(gold, names, parties, same)
            totals.update(measures.keys())
            hits.update(name for name, hit in measures.items() if hit)
            wrong = [name for name, hit in measures.items() if hit == name.startswith("false")]
            if options.errors and wrong:
                shown = (gold["speaker"] or {"text": "–"})["text"]
                wanted = " & ".join(gold["actors"]), gold["party"]
                print(
                    f"{document['doc']}\t{', '.join(wrong)}\t{shown}\t{wanted}\t{' & '.join(names), *sorted(parties)}"
                )
    if options.json:
        shares = {name: {"hits": hits[name], "of": totals[name]} for name in sorted(totals)}
        print(json.dumps(shares | {"seconds": round(seconds, 3), "words": words}))
        return
    for name in sorted(totals):
        print(f"{name:14} {100 * hits[name] / totals[name]:6.2f} %  {hits[name]} of {totals[name]}")
    print(f"{1000 * seconds / words * 300:.2f} ms for 300 words", file=sys.stderr)


if __name__ == "__main__":
    main()
