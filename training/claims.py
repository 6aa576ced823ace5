"""Learn what makes two statements one claim, and which way contents go: the weights of `likeness` and `ways`.

    python -m training.claims [--model best] [--out FOLDER] [--means] [--pairs] [--references]

Logistic regressions on a few traits.  Likeness is learned from all pairs of statements of the dossiers that
`training.held` names, written for this project and left out when the network of `training.contents` was trained,
so that its vectors are as good there as on any other report: once with the gold's statements and once with those that
the pipeline finds, every dossier of equal weight.  Which way each statement of a claim goes is learned from how the
others go, in the same dossiers: without what the network says, then with it, drawn to the former.  The dossiers beside
the project are left to measuring.  Run from the root of the project.

`--means` keeps the weights that ship and renews only the means of vectors and topics, which belong to the network.
`--pairs` keeps them too, and learns what goes beyond the sum (`training.bend`, `training.pairs`, with torch); where the
sum has been learned anew, it is to be learned after it.  `--references` learns nothing but what statements refer to
that only refer to others (`training.references`, with torch).
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from bench.claims import FOLDERS, ROOT, find_labels, found_readings, given_readings, read_reports
from scipy.optimize import minimize
from training.held import APART, HELD, NEWER, RESERVED, way_of

from sayso.claims import likeness, references, triangles, ways
from sayso.claims.account import in_order
from sayso.claims.likeness import Neighbourhood, Weights, key_of, told_of
from sayso.claims.meaning import Meant, load_word_vectors, mean, with_neighbours
from sayso.claims.points import read_points
from sayso.claims.threads import find_threads
from sayso.claims.traits import Traits
from sayso.claims.ways import OwnTraits, PairTraits, own_traits, pair_traits
from sayso.model import Reading, Report
from sayso.tagger import sentences

OUT = ROOT / "src" / "sayso" / "claims" / "data"
PAIRS = 1000  # for how many pairs each dossier counts
# On the square of how far each weight goes from the one set by hand, and from 0 where none is.
PENALTY, FREE = 200.0, 3.0
# Set by hand on the dossier `mh17`.  The dossiers that are learned from were written with more different words than
# reports on one story have: alone they teach that shared words hardly count.
BIAS = -5.0
BY_HAND = Traits(
    topic=1.0, referring=2.0, referring_topic=0.0, referring_next=0.0, referring_elsewhere=0.0,
    own=0.0, cosine=1.2, words=1.7, states=0.7, other_states=-0.5, figures=0.0, same_figures=0.0, counted=-0.5,
    languages=1.5, kinds=-1.5, answers=0.0, one_report=1.4, one_paragraph=1.0, next=0.0, reply=0.6, carried_on=0.4,
    grounds=0.0, repeated=0.8, turned=-0.4, contested=0.5, same_day=0.0, lawful=0.0, beside=0.0,
)  # fmt: skip
LATER = frozenset({"same_day", "beside"})  # traits that came after that
# By rule, not learned: contents whose figures contradict each other are two figures of one family.
FIGURES = -4.0
# That an act is lawful is another claim than that it took place.
LAWFUL = 1.0
# On the squares of the weights of ways: how far they go from those learned without the network, and the network's own.
DRAWN, UNSEEN = 10.0, 3.0

_UNKNOWN = {"stance": "evaluates"}  # a statement that the gold does not tell of to the letter

Table = npt.NDArray[np.float64]


class Told(NamedTuple):
    """The statements of a dossier, each with the gold claims that it stands in, and which way it goes in each.

    The way is 0 where the gold does not tell, as it never does of statements that the pipeline found.
    """

    meant: list[Meant]
    labels: list[dict[str, int]]


class Compared(NamedTuple):
    """A dossier's table of pairs: traits [statements, statements, traits], log odds, which are of one claim.

    `told` are the pairs of which that is known: of two in no claim it is not.
    """

    traits: npt.NDArray[np.float32]
    odds: npt.NDArray[np.float32]
    same: npt.NDArray[np.bool_]
    told: npt.NDArray[np.bool_]


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="best", help="the weights that find the statements")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--means", action="store_true", help="renew nothing but the means of vectors and topics")
    parser.add_argument("--pairs", action="store_true", help="learn nothing but what goes beyond the sum")
    parser.add_argument("--references", action="store_true", help="learn nothing but what references mean")
    options = parser.parse_args()
    if options.references:
        from training.references import examples_of, learn_references, right_of

        network = learn_references(examples_of(_given(name) for name in (*RESERVED, *NEWER) if name not in APART))
        print(json.dumps({"right": right_of(network, examples_of(map(_given, (*APART, *HELD))))}))
        table = {name: np.asarray(value).round(4).tolist() for name, value in network._asdict().items()}
        (options.out / references.FILE).write_text(json.dumps(table) + "\n", encoding="utf-8")
        return
    if options.pairs:
        from training.bend import learn_bend
        from training.pairs import learn_triangles

        weights = likeness.load_weights()
        dossiers = [pairs_told(_given(name), weights) for name in (*RESERVED, *NEWER) if name not in APART]
        write_likeness(weights._replace(bend=learn_bend(dossiers)), options.out)
        np.savez_compressed(options.out / triangles.FILE, allow_pickle=False, **learn_triangles(dossiers))
        return
    if options.means:
        write_likeness(renew_means(options.model), options.out)
        return
    told = {name: read_dossier(name, options.model) for name in (*HELD, *RESERVED)}
    everything = [each for both in told.values() for each in both]
    weights = learn_likeness(everything, [each for name in HELD for each in told[name]])
    write_likeness(weights, options.out)
    pairs, own = learn_ways([given for given, _ in told.values()])
    table = {"pairs": _rounded(pairs), "own": _rounded(own)}
    print(json.dumps(table))
    (options.out / ways.WEIGHTS_FILE).write_text(json.dumps(table) + "\n", encoding="utf-8")


def renew_means(model: str) -> Weights:
    """Return the weights of likeness that ship, with the means of vectors and topics as they are now."""
    centre, topics = means_of([each for name in HELD for each in read_dossier(name, model)])
    return likeness.load_weights()._replace(centre=centre, topics=topics)


def write_likeness(weights: Weights, folder: Path) -> None:
    """Write the weights of likeness as they ship."""
    table: dict[str, Any] = {"bias": round(weights.bias, 3), "traits": _rounded(weights.traits)}
    print(json.dumps(table))
    for name in ("centre", "topics"):
        table[name] = [round(float(x), 5) for x in getattr(weights, name)]
    bend = weights.bend or likeness.load_weights().bend
    if bend is not None:
        table["bend"] = {name: np.round(np.array(value, float), 4).tolist() for name, value in bend._asdict().items()}
    (folder / likeness.WEIGHTS_FILE).write_text(json.dumps(table) + "\n", encoding="utf-8")


def _rounded(traits: Any) -> dict[str, float]:
    return {name: round(float(weight), 3) for name, weight in traits._asdict().items()}


def read_dossier(name: str, model: str) -> tuple[Told, Told]:
    """Return a dossier's statements as the gold gives them and as the pipeline finds them."""
    reports, gold = _load(name)
    return _given(name), label(found_readings(reports, name, model), gold)


def _given(name: str) -> Told:
    reports, gold = _load(name)
    return label(given_readings(reports, gold), gold)


def _load(name: str) -> tuple[list[Report], dict[str, Any]]:
    gold = json.loads((FOLDERS[name] / f"{name}.gold.json").read_text(encoding="utf-8"))
    return read_reports(FOLDERS[name] / f"{name}.jsonl"), gold


def label(readings: Sequence[Reading], gold: dict[str, Any]) -> Told:
    """Return the statements of readings with the gold claims that they stand in."""
    encoder, vectors = sentences.load(), load_word_vectors()
    told = Told([], [])
    for reading in readings:
        labels = find_labels(reading, gold)
        members = {
            (claim["id"], member["start"], member["stance"]): member
            for claim in gold["claims"]
            for member in claim["members"]
            if member["report"] == reading.report.given_id
        }
        for one in _referring(with_neighbours(mean(read_points(reading), reading, encoder, vectors))):
            point = one.point
            told.meant.append(one)
            told.labels.append(
                {
                    claim: way_of(members.get((claim, point.start, point.stance), _UNKNOWN))
                    for claim in sorted(labels[point.statement])
                }
            )
    return told


def _referring(meant: list[Meant]) -> list[Meant]:
    """Return the statements of a report with what they refer to, by the weighted sum that ships."""
    threads = find_threads(meant, Neighbourhood(meant, likeness.load_weights()._replace(bend=None, triangles=None)))
    return sorted((one for thread in threads for one in thread), key=lambda one: one.place)


def learn_likeness(told: Sequence[Told], at_large: Sequence[Told]) -> Weights:
    """Return the weights that tell the pairs of one claim from the others best.

    The means of vectors and topics are those of the statements `at_large`, the same ones each time: what a search by
    meaning finds depends on them.
    """
    centre, topics = means_of(at_large)
    blank = Weights(0.0, Traits(*(0.0 for _ in Traits._fields)), centre, topics)
    rows, same, counts = [], [], []
    for each in told:
        pairs = pairs_told(each, blank)
        told_of_both = np.triu(pairs.told)
        traits = pairs.traits[told_of_both]
        rows.append(np.column_stack([np.ones(len(traits)), traits]))
        same.append(pairs.same[told_of_both])
        counts.append(np.full(len(traits), PAIRS / len(traits)))
    penalties = (0.0, *(FREE if name in LATER else PENALTY for name in Traits._fields))
    every = (np.concatenate(part) for part in (rows, same, counts))
    bias, *weights = fit(*every, (BIAS, *BY_HAND), penalties)
    return Weights(bias, Traits(*weights)._replace(figures=FIGURES, lawful=LAWFUL), centre, topics)


def pairs_told(told: Told, weights: Weights) -> Compared:
    """Return what the pairs of a dossier's statements have in common, their log odds, which are one claim."""
    neighbourhood = Neighbourhood(told.meant, weights)
    claims = dict(zip(map(key_of, told.meant), told.labels, strict=True))
    labels = [claims[key] for key in sorted(claims)]
    same = np.array([[bool(ours.keys() & theirs.keys()) for theirs in labels] for ours in labels])
    held = np.array([bool(ours) for ours in labels])
    known = (held[:, None] | held) & ~np.eye(len(labels), dtype=bool)
    return Compared(told_of(neighbourhood.table), neighbourhood.sums, same, known)


def means_of(told: Sequence[Told]) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Return the means of the vectors and of the topics of statements."""
    vectors = [one.vector for each in told for one in each.meant if not one.point.anaphoric]
    topics = [one.topic for each in told for one in each.meant]
    return np.mean(vectors, axis=0).astype(np.float32), np.mean(topics, axis=0).astype(np.float32)


def learn_ways(told: Sequence[Told]) -> tuple[PairTraits, OwnTraits]:
    """Return the weights that tell best which way a statement goes by the ways of the others in its claim.

    The network must not have seen the dossiers: it knows those by heart.  Without what it says, first; then with it,
    drawn to the former.
    """
    names = [*PairTraits._fields, *OwnTraits._fields]
    learned = [names.index("direction"), names.index("affirms")]
    rows, along = _ways_told(told)
    plain = rows.copy()
    plain[:, learned] = 0.0
    blind = fit(plain, along, penalties=[UNSEEN] * len(names))
    penalties = [UNSEEN if at in learned else DRAWN for at in range(len(names))]
    found = fit(rows, along, near=blind, penalties=penalties)
    return PairTraits(*found[: len(PairTraits._fields)]), OwnTraits(*found[len(PairTraits._fields) :])


def _ways_told(told: Sequence[Told]) -> tuple[Table, list[bool]]:
    """Return traits of every statement whose way is told, those of pairs as the others pull, and whether it affirms."""
    rows, along = [], []
    for each in told:
        for claim in sorted({claim for labels in each.labels for claim in labels}):
            members = [(one, ls[claim]) for one, ls in zip(each.meant, each.labels, strict=True) if claim in ls]
            members.sort(key=lambda member: in_order(member[0]))
            meant = [one for one, _ in members]
            for one, way in members:
                if not way:
                    continue
                pulls = np.zeros(len(PairTraits._fields))
                for other, others in members:
                    if other is not one and others:
                        pulls += others * np.array(pair_traits(one, other))
                rows.append([*(pulls / max(1, len(members) - 1)), *own_traits(one, meant)])
                along.append(way > 0)
    return np.array(rows), along


def fit(
    rows: Sequence[Sequence[float]] | Table,
    holds: Sequence[bool],
    counts: Sequence[float] | None = None,
    near: Sequence[float] | None = None,
    penalties: Sequence[float] | None = None,
) -> list[float]:
    """Return the weights of a logistic regression, drawn to those that are `near`, to 0 where there are none.

    Without `counts` every row counts one.
    """
    traits, true = np.array(rows, float), np.array(holds, float)
    weight = np.ones(len(true)) if counts is None else np.array(counts, float)
    hand = np.zeros(traits.shape[1]) if near is None else np.array(near, float)
    penalty = np.full(len(hand), FREE) if penalties is None else np.array(penalties, float)

    def loss(at: Table) -> tuple[float, Table]:
        odds = traits @ at
        value = (weight * (np.logaddexp(0, odds) - true * odds)).sum() + (penalty * (at - hand) ** 2).sum()
        off = weight * (1 / (1 + np.exp(-odds)) - true)
        return float(value), traits.T @ off + 2 * penalty * (at - hand)

    found = minimize(loss, hand, jac=True, method="L-BFGS-B")
    return [float(x) for x in found.x]


if __name__ == "__main__":
    main()
