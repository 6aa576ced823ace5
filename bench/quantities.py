"""Score the quantities found in the stances corpus: precision, recall and F1, with the shared scorer.

    python bench/quantities.py [--part dev|train] [--json] [--errors]

Readings are written to bench/out/; the scorer is run as a program of its own, so that gold and prediction
share no code.  `--errors` also lists what was missed, made up, or read with a wrong value, in its context.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from sayso.language.quantities import find_quantities

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
OUT = ROOT / "bench" / "out"


def read_gold(part: str) -> list[dict[str, Any]]:
    """Return the gold documents of a part of the corpus."""
    path = SHARED / "data" / "own" / "stances" / f"{part}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def reading_of(document: dict[str, Any]) -> dict[str, Any]:
    """Return the smallest reading that the scorer takes: the document's quantities."""
    text = document["text"]
    return {
        "id": document["doc"],
        "quantities": [
            {
                "start": quantity.span.start,
                "end": quantity.span.end,
                "text": text[quantity.span.start : quantity.span.end],
                "value": quantity.value,
                "upper": quantity.upper,
                "bound": quantity.bound,
                "unit": quantity.unit,
            }
            for quantity in find_quantities(text)
        ],
    }


def errors(document: dict[str, Any], reading: dict[str, Any]) -> list[str]:
    """Return a line for each gold quantity missed, each made up, and each with other values."""
    text, limit = document["text"], document.get("quantities_until", 1500)
    rest = [quantity for quantity in reading["quantities"] if quantity["start"] < limit]
    found = []
    for wanted in document["quantities"]:
        same = [q for q in rest if q["start"] < wanted["end"] and wanted["start"] < q["end"]]
        if not same:
            found.append(f"missed {describe(text, wanted)}" + " (optional)" * bool(wanted.get("optional")))
            continue
        rest.remove(same[0])
        if any(same[0][key] != wanted.get(key) for key in ("value", "upper", "bound")):
            found.append(f"differs {describe(text, same[0])}, gold {describe(text, wanted)}")
        elif same[0]["unit"] != wanted.get("unit"):
            found.append(f"unit {same[0]['unit']}, gold {wanted.get('unit')}: {wanted['text']}")
    return found + [f"spurious {describe(text, quantity)}" for quantity in rest]


def describe(text: str, quantity: dict[str, Any]) -> str:
    """Return a quantity in its context on one line."""
    start, end = quantity["start"], quantity["end"]
    context = f"{text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 30]}".replace("\n", " ")
    return f"{context} = {quantity['bound']} {quantity['value']:g} {quantity.get('upper') or ''} {quantity.get('unit')}"


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("dev", "train"), default="dev")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--errors", action="store_true", help="list what differs from gold")
    options = parser.parse_args()
    gold = read_gold(options.part)
    readings = [reading_of(document) for document in gold]
    OUT.mkdir(exist_ok=True)
    path = OUT / f"quantities-{options.part}.jsonl"
    path.write_text("".join(json.dumps(reading, ensure_ascii=False) + "\n" for reading in readings), encoding="utf-8")
    scorer = SHARED / "tools" / "score_statements.py"
    gold_path = SHARED / "data" / "own" / "stances" / f"{options.part}.jsonl"
    command = [sys.executable, str(scorer), "stances", str(gold_path), str(path), "--json"]
    scores = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["quantities"]
    if options.errors:
        for document, reading in zip(gold, readings, strict=True):
            for line in errors(document, reading):
                print(f"{document['doc']}: {line}", file=sys.stderr)
    if options.json:
        print(json.dumps({"task": "quantities", "part": options.part, **scores}))
    else:
        print("  ".join(f"{name.upper()} {100 * scores[name]:.2f}" for name in ("p", "r", "f1")))


if __name__ == "__main__":
    main()
