"""Which way each content of a claim goes: it says what is claimed, or the contrary.

`die Fähre sei überladen gewesen` and `es seien weniger Menschen an Bord gewesen als erlaubt` go opposite ways without
any word that denies.  How likely two contents go the same way is learned (`Meant.direction`), and so is how likely one
says what is claimed (`Meant.affirms`); words that deny, who speaks, and whom the claim is about tell of it too.
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sayso.claims.meaning import Meant
from sayso.claims.points import Point, Voice
from sayso.claims.traits import figures_clash

WEIGHTS_FILE = "ways.json"
_ROUNDS = 20
_ASKED = frozenset({"denies", "withholds"})
_NAME = 4  # letters of a part of a name by which a content can be known to speak of who has it

Table = npt.NDArray[np.float64]


class PairTraits(NamedTuple):
    """What speaks for two contents going the same way, and, negative, against.

    `usual` is always 1.  `direction`: the product of what was learned.  `negation`: both are so, or only one is not
    so; of two that say whether a law is kept, what breaks it denies the other.  `voice`: one voice takes the same side
    on both, or the other, in two reports; `voice_here` in one; `others` and `others_here` the same of two voices.
    `wording`: the share of the words that are the same, negative where only one is negated.  `figures`: their numbers
    contradict each other.  `referred`: one refers to what the other's speaker says.
    """

    usual: float
    direction: float
    negation: float
    voice: float
    voice_here: float
    others: float
    others_here: float
    wording: float
    figures: float
    referred: float


class OwnTraits(NamedTuple):
    """What speaks for a content saying what is claimed, and, negative, against.

    `usual` is always 1.  `affirms`: the log odds that were learned.  `negation`: it is negated, or not.  `asked`,
    `confirmed`, `alleged`: somebody denies it or would not say whether it is so, confirms it, alleges it: then that is
    what is claimed, unless it refers to what somebody said, which may be the contrary.  `concerned`: the share of what
    others say that speaks of its speaker, who then seldom says the same; turned round where he denies its words.
    `first`: nothing was said on the claim before.  `referring`: it only refers to what was said.
    """

    usual: float
    affirms: float
    negation: float
    asked: float
    confirmed: float
    alleged: float
    concerned: float
    first: float
    referring: float


class WayWeights(NamedTuple):
    """What each trait adds to the log odds; what pairs add is the mean over all others."""

    pairs: PairTraits
    own: OwnTraits


def find_ways(meant: Sequence[Meant], weights: WayWeights | None = None) -> list[int]:
    """Return for each statement of a claim, in the order of time, 1 where it says what is claimed, -1 where not.

    The ways that fit all pairs best, looked for from what each content tells by itself and from all saying the same;
    it does not depend on chance.
    """
    weights = weights or load_weights()
    pairs = pair_odds(meant, weights.pairs) / max(1, len(meant) - 1)
    own = np.array([_weigh(own_traits(one, meant), weights.own) for one in meant])
    starts = (np.where(own >= 0, 1.0, -1.0), np.ones(len(own)))
    settled = [ways for start in starts for once in (_settle(start, own, pairs),) for ways in (once, -once)]
    best = max(settled, key=lambda ways: round(float(own @ ways + ways @ pairs @ ways / 2), 9))
    return [int(way) for way in _by_law(best, meant)]


def _by_law(ways: Table, meant: Sequence[Meant]) -> Table:
    """Let all that say of a law that it is kept go one way, and all that say that it is broken the other.

    That is no matter of likelihood: `verstoße nicht gegen das Abkommen` says what `steht im Einklang mit …` says.
    """
    kept = np.array([_says_kept(one.point) for one in meant], dtype=float)
    for at, one in enumerate(meant):  # what refers to one of them says what it says
        kept[at] = kept[at] or next((kept[to] for to, other in enumerate(meant) if _refers(one, other)), 0.0)
    both = float(ways @ kept)
    if both == 0:
        return ways
    agreed: Table = np.where(kept != 0, np.sign(both) * kept, ways)
    return -agreed if both * kept.sum() < 0 else agreed  # what most of them say is what is claimed


def _settle(ways: Table, own: Table, pairs: Table) -> Table:
    """Turn one content after the other to the way that fits it best, until none turns."""
    ways = ways.copy()
    for _ in range(_ROUNDS):
        before = ways.copy()
        for at in range(len(ways)):
            ways[at] = 1.0 if own[at] + pairs[at] @ ways >= 0 else -1.0
        if (ways == before).all():
            break
    return ways


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
    same_voice, here = bool(a.parties & b.parties), a.report == b.report
    sides = float(stand(one) * stand(other))
    agreed = "confirms" in (a.stance, b.stance)  # who confirms it says what somebody said before
    negation = _sign((a.negated == b.negated) != _breaks_and_keeps(a, b)) if plain else 0.0
    return PairTraits(
        usual=1.0,
        direction=float(np.dot(one.direction, other.direction)) / 4,
        negation=negation,
        voice=sides * (same_voice and not here),
        voice_here=sides * (same_voice and here),
        others=sides * (not same_voice and not here and not agreed),
        others_here=sides * (not same_voice and here and not agreed),
        wording=_shared(one.stems, other.stems) * negation,
        figures=float(figures_clash(a.quantities, b.quantities)),
        referred=float(_refers(one, other) * stand(other) or _refers(other, one) * stand(one)),
    )


def own_traits(one: Meant, meant: Sequence[Meant]) -> OwnTraits:
    """Return what tells whether a content says what is claimed by all the statements of its claim."""
    point = one.point
    tells = one.refers is None
    return OwnTraits(
        usual=1.0,
        affirms=one.affirms,
        negation=0.0 if point.anaphoric else _sign(not point.negated),
        asked=float(point.stance in _ASKED and tells),
        confirmed=float(point.stance == "confirms" and tells),
        alleged=float(point.stance == "alleges" and tells),
        concerned=_concerned(one, meant) * stand(one),
        first=float(one is meant[0]),
        referring=float(point.anaphoric),
    )


def stand(one: Meant) -> int:
    """Return the side that a speaker takes towards the words of a content: 1 for, -1 against, 0 none."""
    side = one.point.side or 0
    return -side if one.point.negated else side


def _concerned(one: Meant, meant: Sequence[Meant]) -> float:
    """Return the share of what other voices say on a claim that speaks of a statement's speaker."""
    others = [
        other.point for other in meant if not other.point.anaphoric and not other.point.parties & one.point.parties
    ]
    if not others or not one.point.voices:
        return 0.0
    names = frozenset[str]().union(*(_names(voice) for voice in one.point.voices))
    parties = {voice.party for voice in one.point.voices}
    named = (parties & other.states or names & {word.casefold() for word in other.words} for other in others)
    return sum(map(bool, named)) / len(others)


@lru_cache(maxsize=10_000)
def _names(voice: Voice) -> frozenset[str]:
    """Return the words by which a content can speak of a voice."""
    return frozenset(
        part
        for word in voice.name.split()
        for part in word.casefold().split("-")
        if word[:1].isupper() and len(part) >= _NAME
    )


def _breaks_and_keeps(one: Point, other: Point) -> bool:
    """Tell whether one content says that a law is broken and the other that one is kept."""
    return one.lawful is not None and other.lawful is not None and one.lawful != other.lawful


def _says_kept(point: Point) -> int:
    """Return 1 where a content says that a law is kept, -1 that it is broken, 0 where it speaks of neither."""
    if point.lawful is None or point.anaphoric:
        return 0
    return 1 if point.lawful != point.negated else -1


def _shared(ours: Sequence[str], theirs: Sequence[str]) -> float:
    one, other = set(ours), set(theirs)
    return len(one & other) / len(one | other) if one and other else 0.0


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
