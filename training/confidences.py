"""Learn how likely each role of a statement is right: the weights of `sayso.statements.confidences`.

    python -m training.confidences [--model best] [--measure] [--out FILE]

Learns from what the pipeline finds on reports labelled by the guidelines (`own/stances/train.jsonl`): actors, stances,
days.  Speakers are learned from the reports of `noncommercial/quotations/dev.jsonl` that are not labelled so, because
the finder learned the speakers of the others by heart; days from the development part too, each of whose findings
counts for some, because the rules of days were made on the training part.  `--measure` prints the expected calibration
error on `own/stances/dev.jsonl`, for days with the report itself left out of what is learned, and writes nothing.  Run
from the root of the project.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from bench.actors import shared_scorer
from bench.statements import GOLD, ROOT, calibration_error, gold_documents, overlap
from scipy.optimize import minimize

from sayso.model import Reading, Span, Statement
from sayso.pipeline import read_report
from sayso.reading.text import read_text
from sayso.statements.confidences import ROLES, likelihood, traits_of

OUT = ROOT / "src" / "sayso" / "language" / "data" / "de" / "confidences.json"
PENALTY = 5.0  # on the square of each weight but the bias
FOR_SOME = 4.0  # findings of the training part that one of the development part counts for, where days are learned
FITTING = 0.5  # the F1 of characters from which on two contents, or two speakers, are one


class Case(NamedTuple):
    """A role of a finding: the report, the traits, whether it is right."""

    document: str
    traits: dict[str, float]
    right: bool


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="best", help="the weights that find the statements")
    parser.add_argument("--measure", action="store_true", help="measure on the development part, write nothing")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    train = {
        role: read_cases(GOLD["stances"] / "train.jsonl", options.model, role) for role in ROLES if role != "speaker"
    }
    dev = {role: read_cases(GOLD["stances"] / "dev.jsonl", options.model, role) for role in ROLES}
    labelled = {case.document for case in dev["stance"]}
    spoken = read_cases(GOLD["quotations"] / "dev.jsonl", options.model, "speaker")
    train["speaker"] = [case for case in spoken if case.document not in labelled]
    if options.measure:
        for role in ROLES:
            error = calibration_error([(rate(role, case, train, dev), case.right) for case in dev[role]])
            print(f"{role:8} {len(dev[role]):4} findings, expected calibration error {error:.3f}")
        return
    weights = {role: learn(train[role], dev["said"] if role == "said" else ()) for role in ROLES}
    table = {role: {name: round(weight, 3) for name, weight in found.items()} for role, found in weights.items()}
    options.out.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def rate(role: str, case: Case, train: dict[str, list[Case]], dev: dict[str, list[Case]]) -> float:
    """Return the confidence of a role by weights that were not learned from its report."""
    others = [other for other in dev["said"] if other.document != case.document] if role == "said" else ()
    return likelihood(learn(train[role], others), case.traits)


def read_cases(path: Path, model: str, role: str) -> list[Case]:
    """Return the findings of labelled reports that fit a label, and whether a role of theirs is right."""
    same_actors = shared_scorer().same_actors
    cases = []
    for document in gold_documents(path):
        reading = _read(document, model)
        actors = {actor.id: actor for actor in reading.actors}
        for statement in reading.statements:
            gold = _label(statement, document["statements"])
            traits = None if gold is None else traits_of(role, reading.report, statement, actors)
            if gold is None or traits is None:
                continue
            if role == "speaker":
                right = _one_speaker(gold, statement)
            elif role == "actor":
                names = [actors[id].name for id in statement.actors]
                right = bool(gold["actors"]) and same_actors(gold["actors"], names)
            elif role == "stance":
                right = gold["stance"] == statement.stance
            else:
                right = statement.said is not None and gold["said"] == statement.said.value
            cases.append(Case(str(document["doc"]), traits, right))
    return cases


_READ: dict[str, Reading] = {}


def _read(document: Any, model: str) -> Reading:
    name = str(document["doc"])
    if name not in _READ:
        report = read_text(document["text"], source=name, published=document["published"], title=document["title"])
        _READ[name] = read_report(report, model)
    return _READ[name]


def _label(statement: Statement, labels: Any) -> Any:
    """Return the label that a finding fits best, None where it fits none, or one that does not count."""
    spans = _pairs(statement.content)
    fits = [(overlap(spans, label["content"]["spans"]), label) for label in labels if label.get("content")]
    best, label = max(fits, key=lambda fit: fit[0], default=(0.0, None))
    return label if best >= FITTING and not label.get("optional") else None


def _one_speaker(gold: Any, statement: Statement) -> bool:
    wanted = (gold["speaker"] or {}).get("spans") or []
    if not wanted or not statement.speaker:
        return not wanted and not statement.speaker
    return overlap(_pairs(statement.speaker), wanted) >= FITTING


def _pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def learn(cases: Sequence[Case], weighty: Sequence[Case] = ()) -> dict[str, float]:
    """Return the weights of a logistic regression on the traits; each of the `weighty` cases counts for some."""
    every = [*cases, *weighty]
    names = sorted({name for case in every for name in case.traits})
    traits = np.array([[case.traits.get(name, 0.0) for name in names] for case in every])
    right = np.array([float(case.right) for case in every])
    counts = np.array([1.0] * len(cases) + [FOR_SOME] * len(weighty))
    held = np.array([name != "bias" for name in names])

    def loss(at: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        odds = traits @ at
        value = (counts * (np.logaddexp(0, odds) - right * odds)).sum() + PENALTY * (held * at**2).sum()
        off = counts * (1 / (1 + np.exp(-odds)) - right)
        return float(value), traits.T @ off + 2 * PENALTY * held * at

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return dict(zip(names, map(float, found), strict=True))


if __name__ == "__main__":
    main()
