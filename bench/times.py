"""Measure time expressions on KRAUTS: quality by the shared scorer, and documents a second.

    python bench/times.py [--krauts ../shared/data/noncommercial/krauts] [--json] [--errors N]

The system's output goes to bench/out/times.jsonl; the scorer runs as a program of its own, on the gold files.
"""

import argparse
import html
import json
import re
import subprocess
import sys
import time
from pathlib import Path

from sayso.language.times import find_times

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
_TEXT = re.compile(r"<TEXT>(.*?)</TEXT>", re.DOTALL)
_CREATED = re.compile(r"<DCT>\s*<TIMEX3[^>]*\bvalue=\"([^\"]+)\"")
_TAG = re.compile(r"<[^>]*>")


def read_tml(path: Path) -> tuple[str, str]:
    """Return the text of a TimeML document, without tags and entities, and the day it was written."""
    source = path.read_text(encoding="utf-8")
    text, created = _TEXT.search(source), _CREATED.search(source)
    if text is None or created is None:
        raise SystemExit(f"{path}: no TEXT or no DCT element")
    return html.unescape(_TAG.sub("", text[1])), created[1]


def measure_speed(documents: dict[str, tuple[str, str]], rounds: int = 5) -> float:
    """Return documents a second of `find_times` alone, after one warming round: the best of some rounds."""
    best = float("inf")
    for _ in range(rounds + 1):
        start = time.perf_counter()
        for text, published in documents.values():
            find_times(text, published=published)
        best = min(best, time.perf_counter() - start)
    return len(documents) / best


def main() -> None:
    """Write the system's output, score it, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--krauts", type=Path, default=SHARED / "data" / "noncommercial" / "krauts")
    parser.add_argument("--scorer", type=Path, default=SHARED / "tools" / "score_timex.py")
    parser.add_argument("--out", type=Path, default=ROOT / "bench" / "out" / "times.jsonl")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="also print the N commonest errors")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    args = parser.parse_args()
    paths = sorted(args.krauts.glob("*.tml"))
    if not paths:
        raise SystemExit(f"{args.krauts}: no .tml files; give the folder with --krauts")
    documents = {path.stem: read_tml(path) for path in paths}
    args.out.parent.mkdir(parents=True, exist_ok=True)
    with args.out.open("w", encoding="utf-8") as out:
        for name, (text, published) in documents.items():
            print(json.dumps({"doc": name}), file=out)
            for found in find_times(text, published=published):
                row = {"doc": name, "start": found.span.start, "end": found.span.end}
                print(json.dumps({**row, "type": found.type, "value": found.value}), file=out)
    command = [sys.executable, str(args.scorer), str(args.krauts), str(args.out)]
    result = subprocess.run([*command, "--json"], check=True, capture_output=True, text=True)
    table = json.loads(result.stdout)
    figures: dict[str, float] = {
        measure: round(100 * table[measure][2], 2) for measure in ("strict", "relaxed", "type", "value")
    }
    figures["documents_per_second"] = round(measure_speed(documents), 1)
    if args.json:
        print(json.dumps({"documents": len(documents), "counts": table["counts"], **figures}))
    else:
        for name, figure in figures.items():
            print(f"{name:22} {figure:8.2f}")
    if args.errors:
        errors = subprocess.run([*command, "--errors", str(args.errors)], check=True, capture_output=True, text=True)
        print(errors.stdout, end="", file=sys.stderr if args.json else sys.stdout)


if __name__ == "__main__":
    main()
