"""Learn what makes two statements one claim: the weights of `sayso.claims.likeness`.

    python -m training.claims [--model best] [--without DOSSIER] [--out FILE]

Learns from all pairs of statements that stand in the gold claims of the dossiers of `bench/dossiers`, written for this
project, once with the gold's statements and once with those that the pipeline finds.  A logistic regression on twenty
traits, every dossier of equal weight.  The dossiers beside the project are left to measuring.  `--without` leaves one
out, to measure on it.  Run from the root of the project.
"""

import argparse
import json
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from bench.claims import FOLDERS, ROOT, find_labels, found_readings, given_readings, read_reports
from scipy.optimize import minimize

from sayso.claims.likeness import WEIGHTS_FILE, Neighbourhood, Traits, Weights
from sayso.claims.meaning import Meant, load_word_vectors, mean
from sayso.claims.points import read_points
from sayso.model import Reading
from sayso.tagger import sentences

OUT = ROOT / "src" / "sayso" / "claims" / "data" / WEIGHTS_FILE
DOSSIERS = tuple(name for name, folder in FOLDERS.items() if folder == ROOT / "bench" / "dossiers")
PENALTY = 20.0  # on the square of how far each weight goes from the one set by hand
PAIRS = 500  # for how many pairs each dossier counts

# Set by hand on the dossier `mh17`.  The dossiers are few, and written with more different words than reports on one
# story have: alone they teach that shared words hardly count.
BIAS = -5.0
BY_HAND = Traits(
    own=0.0, cosine=1.2, words=1.7, states=0.7, other_states=-0.5, figures=-4.0, same_figures=0.0, counted=-0.5,
    languages=1.5, kinds=-1.5, answers=0.0, one_report=1.4, one_paragraph=1.0, next=0.0, reply=0.6, carried_on=0.4,
    grounds=0.0, repeated=0.8, turned=-0.4, contested=0.5,
)  # fmt: skip

Table = npt.NDArray[np.float64]


class Told(NamedTuple):
    """The statements of a dossier that do not only refer to others, each with the ids of its gold claims."""

    meant: list[Meant]
    labels: list[frozenset[str]]


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="best", help="the weights that find the statements")
    parser.add_argument("--without", choices=DOSSIERS)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    told = [each for name in DOSSIERS if name != options.without for each in read_dossier(name, options.model)]
    weights = learn(told)
    table = {"bias": round(weights.bias, 3), "traits": {k: round(w, 3) for k, w in weights.traits._asdict().items()}}
    table["centre"] = [round(float(x), 5) for x in weights.centre]
    options.out.write_text(json.dumps(table) + "\n", encoding="utf-8")
    print(table["bias"], table["traits"])


def read_dossier(name: str, model: str) -> list[Told]:
    """Return a dossier's statements as the gold gives them and as the pipeline finds them."""
    reports = read_reports(FOLDERS[name] / f"{name}.jsonl")
    gold = json.loads((FOLDERS[name] / f"{name}.gold.json").read_text(encoding="utf-8"))
    return [label(readings, gold) for readings in (given_readings(reports, gold), found_readings(reports, name, model))]


def label(readings: Sequence[Reading], gold: dict[str, object]) -> Told:
    """Return the statements of readings with the gold claims that they stand in."""
    encoder, vectors = sentences.load(), load_word_vectors()
    told = Told([], [])
    for reading in readings:
        labels = find_labels(reading, gold)
        for one in mean(read_points(reading), encoder, vectors):
            if not one.point.anaphoric:
                told.meant.append(one)
                told.labels.append(labels[one.point.statement])
    return told


def learn(told: Sequence[Told]) -> Weights:
    """Return the weights that tell the pairs of one claim from the others best."""
    centre = np.mean([one.vector for each in told for one in each.meant], axis=0).astype(np.float32)
    blank = Weights(0.0, Traits(*(0.0 for _ in Traits._fields)), centre)
    tables, same, counts = [], [], []
    for each in told:
        traits, ours = _pairs(each, Neighbourhood(each.meant, blank))
        tables.append(traits)
        same.append(ours)
        counts.append(np.full(len(ours), PAIRS / len(ours)))
    bias, *weights = _fit(np.concatenate(tables), np.concatenate(same), np.concatenate(counts))
    return Weights(bias, Traits(*weights), centre)


def _pairs(told: Told, neighbourhood: Neighbourhood) -> tuple[Table, Table]:
    traits, same = [], []
    for i, j in combinations(range(len(told.meant)), 2):
        if told.labels[i] and told.labels[j]:
            traits.append(neighbourhood.traits(told.meant[i], told.meant[j]))
            same.append(float(bool(told.labels[i] & told.labels[j])))
    return np.array(traits, float), np.array(same)


def _fit(traits: Table, same: Table, counts: Table) -> list[float]:
    """Return bias and weights of a logistic regression that is drawn to those set by hand."""
    hand = np.array([BIAS, *BY_HAND])

    def loss(at: Table) -> tuple[float, Table]:
        odds = traits @ at[1:] + at[0]
        value = (counts * (np.logaddexp(0, odds) - same * odds)).sum() + PENALTY * ((at - hand) ** 2).sum()
        off = counts * (1 / (1 + np.exp(-odds)) - same)
        return float(value), np.concatenate([[off.sum()], traits.T @ off]) + 2 * PENALTY * (at - hand)

    found = minimize(loss, hand, jac=True, method="L-BFGS-B")
    return [float(x) for x in found.x]


if __name__ == "__main__":
    main()
