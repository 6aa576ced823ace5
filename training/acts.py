"""Learn the table that tells what a statement with a neutral cue does: `sayso.tagger.leaning`.

    python -m training.acts [--model best] [--folds 5] [--out FOLDER]

A logistic regression over traits of the clause and the network's probabilities, on the statements that the rules and
the network find in the labelled reports and whose content fits a label by half.  Prints the share right with the
table and with what decided before it (words, then the network), documents held out; writes `acts/weights.json` and the
manifest.  Deterministic.  The network learned from the same reports, but its stances are no better there than on
others (`docs/benchmarks.md`), so that they are taken as they are.
"""

import argparse
import json
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import minimize
from training.corpora import DATA, Document, annotations, documents, stanced
from training.manifest import write_manifest

from sayso.language.analysis import analyse
from sayso.reading.text import read_text
from sayso.statements.acts import act_of, leaning_traits
from sayso.statements.draft import Draft
from sayso.statements.find import find_drafts
from sayso.statements.lexicon import lexicon
from sayso.statements.passage import Passage
from sayso.tagger import weights
from sayso.tagger.findings import STANCES
from sayso.tagger.leaning import ACTS, KEEP, LEAST

RAREST = 6  # statements that must have a trait
STRENGTH = {"act=": 0.3, "": 2.0}  # of the regularisation, by what a trait's name begins with
SHRUNK = 0.5  # by which the logarithms of the network's probabilities are multiplied, so that they are regularised less
# Labels of the reader whose convention the guidelines are count more, those of which a reader was unsure less.
CLOSE, CORPUS, ANNOTATED, UNSURE = 1.5, 1.0, 0.7, 0.5


@dataclass(frozen=True, slots=True)
class Case:
    """A statement whose cue is neutral: its document, traits, the network's opinion, what decided before, its label."""

    document: str
    traits: frozenset[str]
    opinion: tuple[float, ...]
    before: str
    stance: str
    weight: float


def cases_of(document: Document, model: str, weight: float) -> list[Case]:
    """Return the neutral statements of a document that fit a label by half."""
    report = read_text(document["text"], source=str(document["doc"]), language="de")
    passage = Passage(analyse(report))
    labels = [s for s in document["statements"] + document.get("positions", []) if s["content"] and s.get("stance")]
    found = []
    for draft in find_drafts(passage, weights.load(model)):
        label = _label(passage, draft, labels)
        if draft.stance != "asserts" or label is None:
            continue
        draft.stance, _ = act_of(passage, lexicon("de"), draft) or ("asserts", None)
        traits = leaning_traits(passage, draft)
        if traits:
            sure = UNSURE if label.get("unsure") else 1.0
            opinion = tuple(SHRUNK * np.log(np.maximum(draft.stances, LEAST)))
            found.append(
                Case(str(document["doc"]), frozenset(traits), opinion, draft.stance, label["stance"], weight * sure)
            )
    return found


def _label(passage: Passage, draft: Draft, labels: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the label whose content fits a draft's best, by the F1 of their characters; None below a half."""
    spans = [passage.span(start, end) for start, end in draft.content]
    mine = {at for span in spans for at in range(span.start, span.end)}
    best, fit = None, 0.5
    for label in labels:
        theirs = {at for start, end in label["content"]["spans"] for at in range(start, end)}
        shared = 2 * len(mine & theirs) / (len(mine) + len(theirs))
        if shared >= fit:
            best, fit = label, shared
    return best


def read_cases(model: str) -> list[Case]:
    """Return the cases of all labelled reports that are for training."""
    close = {str(document["doc"]) for document in documents(DATA / "own" / "stances" / "train.jsonl")}
    found = []
    for document in stanced():
        if any(statement.get("stance") for statement in document["statements"]):
            found += cases_of(document, model, CLOSE if str(document["doc"]) in close else CORPUS)
    for document in annotations():
        found += cases_of(document, model, ANNOTATED)
    return found


def matrix(cases: list[Case], names: list[str]) -> sparse.csr_matrix:
    """Return a row for each case: its traits, then the network's opinion."""
    place = {name: number for number, name in enumerate(names)}
    pairs = [(row, place[trait]) for row, case in enumerate(cases) for trait in case.traits if trait in place]
    rows, columns = zip(*pairs, strict=True)
    known = sparse.csr_matrix((np.ones(len(pairs)), (rows, columns)), shape=(len(cases), len(names)))
    return sparse.csr_matrix(sparse.hstack([known, sparse.csr_matrix(np.array([case.opinion for case in cases]))]))


def names_of(cases: list[Case]) -> list[str]:
    """Return the traits that are frequent enough, sorted."""
    counts = Counter(trait for case in cases for trait in case.traits)
    return sorted(trait for trait, count in counts.items() if count >= RAREST)


def fit(cases: list[Case], names: list[str]) -> np.ndarray:
    """Return the weights [traits + opinions, acts] of a regularised logistic regression."""
    cases = [case for case in cases if case.stance in ACTS]
    x, y = matrix(cases, names), np.array([ACTS.index(case.stance) for case in cases])
    weight = np.array([case.weight for case in cases])
    loose = [STRENGTH["act="] if name.startswith("act=") else STRENGTH[""] for name in names]
    strength = np.array(loose + [STRENGTH["act="]] * len(STANCES))[:, None]
    wanted, turned = np.eye(len(ACTS))[y], sparse.csr_matrix(x.T)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        held = flat.reshape(-1, len(ACTS))
        scores = x @ held
        logs = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
        slope = turned @ ((np.exp(logs) - wanted) * weight[:, None]) + strength * held
        return -float(weight @ logs[np.arange(len(y)), y]) + float((strength * held**2).sum()) / 2, slope.ravel()

    start = np.zeros((len(names) + len(STANCES)) * len(ACTS))
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 100}).x.reshape(-1, len(ACTS))


def held_out(cases: list[Case], folds: int) -> tuple[float, float]:
    """Return the share right before and with the table, each document decided by a table that has not seen it."""
    fold = np.array([zlib.crc32(case.document.encode()) % folds for case in cases])
    chosen = np.array([""] * len(cases), dtype=object)
    for number in range(folds):
        seen = [case for case, own in zip(cases, fold, strict=True) if own != number]
        names = names_of(seen)
        places = np.flatnonzero(fold == number)
        scores = matrix([cases[place] for place in places], names) @ fit(seen, names)
        scores += KEEP * np.array([[act == cases[place].before for act in ACTS] for place in places])
        chosen[places] = [ACTS[best] for best in scores.argmax(axis=1)]
    right = [(case.before == case.stance, mine == case.stance) for case, mine in zip(cases, chosen, strict=True)]
    before, after = np.mean(right, axis=0)
    return float(before), float(after)


def write(table: np.ndarray, names: list[str], folder: Path) -> None:
    """Write the table and the manifest anew; what weighs nothing is left out."""
    rows = np.round(table, 3)
    rows[len(names) :] = np.round(table[len(names) :] * SHRUNK, 3)
    held = {
        "traits": {name: row.tolist() for name, row in zip(names, rows, strict=False) if row.any()},
        "stances": {name: row.tolist() for name, row in zip(STANCES, rows[len(names) :], strict=True)},
    }
    (folder / weights.LEANING).parent.mkdir(exist_ok=True)
    (folder / weights.LEANING).write_text(json.dumps(held, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    write_manifest(folder)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="best")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--out", type=Path, default=weights.SHIPPED)
    options = parser.parse_args()
    cases = read_cases(options.model)
    before, after = held_out(cases, options.folds)
    print(f"{len(cases)} statements; right: {100 * before:.1f} % before, {100 * after:.1f} % with the table")
    names = names_of(cases)
    write(fit(cases, names), names, options.out)
    print(f"{len(names)} traits")


if __name__ == "__main__":
    main()
