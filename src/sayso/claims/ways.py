"""Which way each content of a claim goes: it says what is claimed, or the contrary.

`die Fähre sei überladen gewesen` and `es seien weniger Menschen an Bord gewesen als erlaubt` go opposite ways without
any word that denies.  How likely two contents go the same way is learned (`Meant.direction`), and so is how likely one
says what is claimed (`Meant.affirms`); words that deny, and who speaks, tell of it too.
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sayso.claims.meaning import Meant

WEIGHTS_FILE = "ways.json"
_ROUNDS = 20
_AT_ONCE = 2  # how much more a voice keeps to its side within a report
_ANSWERED = frozenset({"denies", "withholds", "confirms", "alleges"})

Table = npt.NDArray[np.float64]


class PairTraits(NamedTuple):
    """What speaks for two contents going the same way, and, negative, against.

    `usual` is always 1.  `direction`: the product of what was learned.  `negation`: both or neither are negated, or
    only one.  `voice`: one voice takes the same side on both, or the other; more within a report.  `referred`: one
    refers to what the other's speaker says.
    """

    usual: float
    direction: float
    negation: float
    voice: float
    referred: float


class OwnTraits(NamedTuple):
    """What speaks for a content saying what is claimed, and, negative, against.

    `usual` is always 1.  `affirms`: the log odds that were learned.  `negation`: it is negated, or not.  `answered`:
    somebody denies it, confirms it, or would not say whether it is so: then that is what is claimed, unless it
    refers to what somebody said, which may be the contrary.
    """

    usual: float
    affirms: float
    negation: float
    answered: float


class WayWeights(NamedTuple):
    """What each trait adds to the log odds."""

    pairs: PairTraits
    own: OwnTraits


def find_ways(meant: Sequence[Meant], weights: WayWeights | None = None) -> list[int]:
    """Return for each statement of a claim 1 where its content says what is claimed, -1 where the contrary.

    The ways that fit all pairs best, looked for from what each content tells by itself; it does not depend on chance.
    """
    weights = weights or load_weights()
    pairs = pair_odds(meant, weights.pairs)
    own = np.array([_weigh(own_traits(one), weights.own) for one in meant])
    ways = np.where(own >= 0, 1.0, -1.0)
    for _ in range(_ROUNDS):
        before = ways.copy()
        for at in range(len(ways)):
            ways[at] = 1.0 if own[at] + pairs[at] @ ways >= 0 else -1.0
        if (ways == before).all():
            break
    if own @ ways < 0:
        ways = -ways
    return [int(way) for way in ways]


def pair_odds(meant: Sequence[Meant], weights: PairTraits) -> Table:
    """Return the log odds [statements, statements] that two contents go the same way, 0 of one with itself."""
    table = np.zeros((len(meant), len(meant)))
    for i, one in enumerate(meant):
        for j in range(i):
            table[i, j] = table[j, i] = _weigh(pair_traits(one, meant[j]), weights)
    return table


def pair_traits(one: Meant, other: Meant) -> PairTraits:
    """Return what tells whether two contents of a claim go the same way."""
    a, b = one.point, other.point
    plain = not a.anaphoric and not b.anaphoric
    same_voice = bool(a.parties & b.parties)
    return PairTraits(
        usual=1.0,
        direction=float(np.dot(one.direction, other.direction)) / 4,
        negation=_sign(a.negated == b.negated) if plain else 0.0,
        voice=float(same_voice * stand(one) * stand(other) * (_AT_ONCE if a.report == b.report else 1)),
        referred=float(_refers(one, other) * stand(other) or _refers(other, one) * stand(one)),
    )


def own_traits(one: Meant) -> OwnTraits:
    """Return what tells whether a content says what is claimed."""
    point = one.point
    return OwnTraits(
        usual=1.0,
        affirms=one.affirms,
        negation=0.0 if point.anaphoric else _sign(not point.negated),
        answered=float(point.stance in _ANSWERED and one.refers is None),
    )


def stand(one: Meant) -> int:
    """Return the side that a speaker takes towards the words of a content: 1 for, -1 against, 0 none."""
    side = one.point.side or 0
    return -side if one.point.negated else side


def _refers(one: Meant, other: Meant) -> bool:
    return one.point.report == other.point.report and one.refers is not None and one.refers == other.place


def _sign(holds: bool) -> float:
    return 1.0 if holds else -1.0


def _weigh(traits: Sequence[float], weights: Sequence[float]) -> float:
    return sum(trait * weight for trait, weight in zip(traits, weights, strict=True))


@lru_cache(maxsize=1)
def load_weights() -> WayWeights:
    """Return the weights that ship, made by `training/claims.py`."""
    table = json.loads((files("sayso.claims") / "data" / WEIGHTS_FILE).read_text(encoding="utf-8"))
    return WayWeights(PairTraits(**table["pairs"]), OwnTraits(**table["own"]))
