"""Score the statement finder on the development data.

    python bench/statements.py [--model best|fast|open|rules] [--part dev|train] [--stances] [--json] [--precision]
        [--confusion] [--calibration] [--threads N]

Reads the corpora beside the project (`../shared/data`), writes readings into `bench/out/`, and runs the shared
scorer on them in a process of its own, so that gold and prediction share no code.
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
OUT = ROOT / "bench" / "out"
GOLD = {
    "quotations": SHARED / "data" / "noncommercial" / "quotations",
    "stances": SHARED / "data" / "own" / "stances",
}


def gold_documents(path: Path) -> list[dict[str, object]]:
    """Return the documents of a gold file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def write_readings(gold: Path, out: Path, model: str, threads: int) -> tuple[int, float]:
    """Read every gold document, write one reading a line, return words read and seconds taken."""
    from sayso.interfaces.wire import reading_to_json
    from sayso.pipeline import read_report
    from sayso.reading.text import read_text

    out.parent.mkdir(exist_ok=True)
    read_report(read_text("Es regnet.", source="warming up"), model, threads)
    words, seconds = 0, 0.0
    with out.open("w", encoding="utf-8") as file:
        for document in gold_documents(gold):
            begin = time.perf_counter()
            report = read_text(
                document["text"],
                id=document["doc"],
                source=document["doc"],
                published=document["published"],
                title=document["title"],
            )  # type: ignore[arg-type]
            line = reading_to_json(read_report(report, model, threads))  # type: ignore[arg-type]
            seconds += time.perf_counter() - begin
            words += len(document.get("tokens") or document["text"].split())  # type: ignore[arg-type,attr-defined]
            file.write(line + "\n")
    return words, seconds


def score(task: str, gold: Path, readings: Path, *extra: str) -> str:
    """Return what the shared scorer prints."""
    command = [sys.executable, str(SHARED / "tools" / "score_statements.py"), task, str(gold), str(readings), *extra]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def overlap(one: list[list[int]], other: list[list[int]]) -> float:
    """Return the F1 of the characters under two lists of spans."""
    a = {at for start, end in one for at in range(start, end)}
    b = {at for start, end in other for at in range(start, end)}
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def precision_by_rule(gold: Path, readings: Path) -> dict[str, tuple[float, int]]:
    """Return for every family of rules the share of its findings that fit a gold content by half, and how many."""
    wanted = {document["doc"]: document["statements"] for document in gold_documents(gold)}
    counts: dict[str, list[int]] = {}
    for reading in gold_documents(readings):
        contents = [s["content"]["spans"] for s in wanted[reading["id"]] if s.get("content")]  # type: ignore[attr-defined]
        for statement in reading["statements"]:  # type: ignore[attr-defined]
            learned, _, rule = statement["found_by"].rpartition("+")  # type: ignore[index]
            family = "+".join(filter(None, (learned, ".".join(rule.split(".")[:2]))))
            if family == "learned":
                family += f" alone, {statement['mode']}"  # type: ignore[index]
            best = max((overlap(statement["content"]["spans"], content) for content in contents), default=0.0)
            counts.setdefault(family, []).append(int(best >= 0.5))
    return {family: (sum(hits) / len(hits), len(hits)) for family, hits in sorted(counts.items())}


def calibration(gold: Path, readings: Path) -> tuple[list[tuple[int, float, float]], float]:
    """Return for each tenth of confidence how many findings, their mean confidence and the share right, and the error.

    Right is a finding whose content fits a labelled content by half.  The error is the mean distance of both, weighted
    by the bins' sizes (expected calibration error).
    """
    wanted = {document["doc"]: document["statements"] for document in gold_documents(gold)}
    bins: dict[int, list[tuple[float, bool]]] = {}
    for reading in gold_documents(readings):
        labels = [(s["content"]["spans"], s.get("optional")) for s in wanted[reading["id"]] if s.get("content")]  # type: ignore[attr-defined]
        for statement in reading["statements"]:  # type: ignore[attr-defined]
            fits = [(overlap(statement["content"]["spans"], spans), optional) for spans, optional in labels]
            best, optional = max(fits, key=lambda fit: fit[0], default=(0.0, False))
            if best < 0.5 or not optional:
                confidence = statement["confidence"]
                bins.setdefault(min(int(10 * confidence), 9), []).append((confidence, best >= 0.5))
    rows = []
    for _, found in sorted(bins.items()):
        sure, right = zip(*found, strict=True)
        rows.append((len(found), sum(sure) / len(found), sum(right) / len(found)))
    return rows, calibration_error([pair for found in bins.values() for pair in found])


def calibration_error(rated: list[tuple[float, bool]]) -> float:
    """Return the expected calibration error of confidences and whether each was right, in ten bins."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in rated:
        bins.setdefault(min(int(10 * confidence), 9), []).append((confidence, right))
    gaps = (abs(sum(sure for sure, _ in found) - sum(right for _, right in found)) for found in bins.values())
    return sum(gaps) / max(1, len(rated))


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("dev", "train"), default="dev")
    parser.add_argument(
        "--stances", action="store_true", help="score stances, actors, parties, days and quantities instead"
    )
    parser.add_argument("--model", default="best", help="the weights, or `rules` for none")
    parser.add_argument("--threads", type=int, default=0, help="threads of the network, 0 for all cores")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--precision", action="store_true", help="share of right findings of every family of rules")
    parser.add_argument("--confusion", action="store_true", help="with --stances: which stance was taken for which")
    parser.add_argument("--calibration", action="store_true", help="confidence against the share right, in ten bins")
    options = parser.parse_args()
    task = "stances" if options.stances else "quotations"
    gold = GOLD[task] / f"{options.part}.jsonl"
    if not gold.exists():
        sys.exit(f"{gold.relative_to(ROOT.parent)} is missing: the corpora lie beside the project")
    readings = OUT / f"{task}-{options.part}-{options.model}.jsonl"
    words, seconds = write_readings(gold, readings, options.model, options.threads)
    if options.calibration:
        rows, error = calibration(gold, readings)
        for number, sure, right in rows:
            print(f"{number:5} findings, confidence {sure:.3f}, right {right:.3f}")
        print(f"expected calibration error {error:.3f}")
        return
    if options.precision:
        for family, (share, number) in precision_by_rule(gold, readings).items():
            print(f"{family:36} {share:.2f} of {number}")
        return
    extra = ["--json"] if options.json else ["--confusion"] if options.confusion else []
    print(score(task, gold, readings, *extra), end="")
    print(f"{words} words in {seconds:.1f} s: {words / seconds:.0f} words a second", file=sys.stderr)


if __name__ == "__main__":
    main()
