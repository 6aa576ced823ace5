"""How likely two statements are about the same claim: what they say, who says it, where they stand in a report."""

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np

from sayso.claims.meaning import Meant, Vectors, word_likeness
from sayso.claims.points import Point
from sayso.model import Quantity

WEIGHTS_FILE = "likeness.json"
_STRANGERS = 0.83  # the cosine of two contents of one story that have nothing else in common
_COSINES = 20.0  # brings the cosines of one story to the scale of the other traits
_OWN = 3.0  # the same for cosines of what each adds to what all share
_TOPICS = 3.0  # the same for cosines of topics
_USUAL = 8  # statements that the usual centre counts for, where few are compared
_NEAR = 2  # statements between a statement and the reply to it
_TOLERANCE = 0.1  # by which figures with `rund` may differ
_ANSWERS = frozenset({"denies", "confirms", "withholds"})


class Traits(NamedTuple):
    """What speaks for one claim and against; each about 0 to 1, the cosines about -2 to 3.

    `topic`: the cosine of what the contents are about beyond what all are about, as they were read in their
    reports.  `referring`: one only refers to what was said, so that nothing is known of it but its topic and its
    place; `referring_topic` is the cosine then, `referring_next` whether one follows the other,
    `referring_elsewhere` whether they are of two reports.  `own`: the cosine of what is left of the contents
    without what all statements compared share. `answers`: the later one is an answer of a party that the earlier
    one names.  `reply`: another party that takes the other side, close behind in one report.  `carried_on`: the
    same speaker's next statement; `grounds`: where both deny. `repeated`: the same voice on the same side in
    another report.  `turned`: on the other side. `contested`: another voice on the other side in another report.
    `kinds`: one is towards a fact, one is not. `languages`: two languages, whose contents are further apart than
    they mean.  `counted`: one gives a number. `states`: the share of the states named that both name. `same_day`: two
    reports of one day.  `lawful`: 1 where both say whether a law is kept, -1 where one of them does.  `beside`: the
    cosines of what each is about and what stands beside the other in its report.
    """

    topic: float
    referring: float
    referring_topic: float
    referring_next: float
    referring_elsewhere: float
    own: float
    cosine: float
    words: float
    states: float
    other_states: float
    figures: float
    same_figures: float
    counted: float
    languages: float
    kinds: float
    answers: float
    one_report: float
    one_paragraph: float
    next: float
    reply: float
    carried_on: float
    grounds: float
    repeated: float
    turned: float
    contested: float
    same_day: float
    lawful: float
    beside: float


class Bend(NamedTuple):
    """What traits add together beyond their sum: a network with one layer of rectified units.

    `usual` and `spread` [traits] bring them to one scale, `inner` [units, traits] with `shifts` [units], `outer`
    [units], `bias`.
    """

    usual: Vectors
    spread: Vectors
    inner: Vectors
    shifts: Vectors
    outer: Vectors
    bias: float

    def adds(self, traits: Traits) -> float:
        """Return what it adds to the log odds."""
        units = self.inner @ ((np.array(traits, np.float32) - self.usual) / self.spread) + self.shifts
        return float(self.outer @ np.maximum(units, 0.0)) + self.bias


class Weights(NamedTuple):
    """What each trait adds to the log odds, the log odds without any, and the means of vectors and topics at large.

    `bend` is what they add together, None where nothing was learned of that.
    """

    bias: float
    traits: Traits
    centre: Vectors
    topics: Vectors
    bend: Bend | None = None


class Neighbourhood:
    """Statements that are compared with one another.

    Statements on one story are all alike to the encoder; what they share, their mean vector, says nothing about
    which of them make one claim, so it is left out.  `weights` are those that ship if none are given.
    """

    def __init__(self, meant: Iterable[Meant], weights: Weights | None = None) -> None:
        self.weights = weights or load_weights()
        held = list(meant)
        self._vectors = _Apart(self.weights.centre, ((_key(o), o.vector) for o in held if not o.point.anaphoric))
        self._topics = _Apart(self.weights.topics, ((_key(o), o.topic) for o in held if o.topic.any()))
        self._beside: dict[tuple[str, str], Vectors] = {}
        self._odds: dict[tuple[tuple[str, str], tuple[str, str]], float] = {}

    def likeness(self, one: Meant, other: Meant) -> float:
        """Return how likely two statements are about one claim, as log odds."""
        pair = (_key(one), _key(other))
        if pair not in self._odds:
            traits = self.traits(one, other)
            odds = self.weights.bias + sum(w * trait for w, trait in zip(self.weights.traits, traits, strict=True))
            if self.weights.bend is not None:
                odds += self.weights.bend.adds(told_of(traits))
            self._odds[pair] = self._odds[pair[::-1]] = odds
        return self._odds[pair]

    def own_cosine(self, one: Meant, other: Meant) -> float:
        """Return the cosine of what two contents say beyond what all share."""
        return self._vectors.cosine(_key(one), one.vector, _key(other), other.vector)

    def topic_cosine(self, one: Meant, other: Meant) -> float:
        """Return the cosine of what two contents are about beyond what all are about, 0 where that is not known."""
        if not one.topic.any() or not other.topic.any():
            return 0.0
        return self._topics.cosine(_key(one), one.topic, _key(other), other.topic)

    def beside_cosines(self, one: Meant, other: Meant) -> float:
        """Return the sum of the cosines of what a content is about and what is beside another, as far as known."""
        if not one.topic.any():
            return 0.0
        return float(np.dot(self._topics.rest(_key(one), one.topic), self._rests_beside(other)))

    def _rests_beside(self, one: Meant) -> Vectors:
        key = _key(one)
        if key not in self._beside:
            rests = [self._topics.rest((*key, str(at)), topic) for at, topic in enumerate(one.beside) if topic.any()]
            self._beside[key] = np.sum(rests, axis=0) if rests else np.zeros_like(one.topic)
        return self._beside[key]

    def traits(self, one: Meant, other: Meant) -> Traits:
        """Return what two statements have in common; it does not matter which of them is `one`."""
        a, b = (one.point, other.point) if _in_order(one) <= _in_order(other) else (other.point, one.point)
        together = a.report == b.report
        apart = abs(one.place - other.place)
        same_voice = bool(a.parties & b.parties)
        opposed = (a.side or 0) * (b.side or 0) < 0
        agreeing = (a.side or 0) * (b.side or 0) > 0
        clash = figures_clash(a.quantities, b.quantities)
        referring = a.anaphoric or b.anaphoric
        topic = self.topic_cosine(one, other) * _TOPICS
        return Traits(
            topic=topic,
            referring=float(referring),
            referring_topic=referring * topic,
            referring_next=float(referring and together and apart == 1),
            referring_elsewhere=float(referring and not together),
            own=0.0 if referring else self.own_cosine(one, other) * _OWN,
            cosine=0.0 if referring else (float(np.dot(one.vector, other.vector)) - _STRANGERS) * _COSINES,
            words=0.0 if referring else word_likeness(one, other) * _OWN,
            states=len(a.states & b.states) / max(len(a.states | b.states), 1),
            other_states=float(bool(a.states and b.states and not a.states & b.states)),
            figures=float(clash),
            same_figures=float(bool(a.quantities and b.quantities) and not clash),
            counted=float(bool(a.quantities) != bool(b.quantities)),
            languages=float(a.language != b.language),
            kinds=float((a.side is None) != (b.side is None)),
            answers=float(bool(a.states & b.parties) and b.stance in _ANSWERS),
            one_report=float(together),
            one_paragraph=float(together and a.paragraph == b.paragraph),
            next=float(together and apart == 1),
            reply=float(together and apart <= _NEAR and not same_voice and opposed),
            carried_on=float(together and apart == 1 and same_voice),
            grounds=float(together and apart == 1 and same_voice and a.side == b.side == -1),
            repeated=float(not together and same_voice and agreeing),
            turned=float(not together and same_voice and opposed),
            contested=float(not together and not same_voice and opposed),
            same_day=float(not together and a.published is not None and a.published == b.published),
            lawful=0.0 if referring else _on_law(a, b),
            beside=0.0 if together else self.beside_cosines(one, other) + self.beside_cosines(other, one),
        )


def told_of(traits: Traits) -> Traits:
    """Return traits without those whose weights are set by rule, of which nothing is learned."""
    return traits._replace(figures=0.0, lawful=0.0)


def _on_law(one: Point, other: Point) -> float:
    """Return 1 where both say whether a law is kept, -1 where only one does, 0 where none."""
    tell = (one.lawful is not None) + (other.lawful is not None)
    return (0.0, -1.0, 1.0)[tell]


class _Apart:
    """Vectors without the mean of all, which is what statements on one story share; `usual` is the mean at large."""

    def __init__(self, usual: Vectors, vectors: Iterable[tuple[tuple[str, ...], Vectors]]) -> None:
        # In a fixed order, so that rounding is the same whatever the order of reading was.
        held = sorted(vectors, key=lambda pair: pair[0])
        total = _USUAL * usual + np.sum([vector for _, vector in held], axis=0)
        self._centre: Vectors = (total / (_USUAL + len(held))).astype(np.float32)
        self._known: dict[tuple[str, ...], Vectors] = {}

    def cosine(self, key: tuple[str, ...], one: Vectors, other_key: tuple[str, ...], other: Vectors) -> float:
        """Return the cosine of what is left of two vectors; their keys tell them from others."""
        return float(np.dot(self.rest(key, one), self.rest(other_key, other)))

    def rest(self, key: tuple[str, ...], vector: Vectors) -> Vectors:
        """Return what is left of a vector without the mean, of unit length; its key tells it from others."""
        if key not in self._known:
            rest = vector - self._centre
            length = float(np.linalg.norm(rest))
            self._known[key] = rest / length if length else rest
        return self._known[key]


def own_cosines(vectors: Vectors, vector: Vectors) -> Vectors:
    """Return the cosines of vectors [vectors, width] and one [width], without what statements at large share."""
    centre = load_weights().centre
    one, others = vector - centre, vectors - centre
    lengths = np.linalg.norm(others, axis=1) * np.linalg.norm(one)
    cosines: Vectors = others @ one / np.maximum(lengths, np.float32(1e-9))
    return cosines


def figures_clash(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> bool:
    """Tell whether two contents both count something and no number of one agrees with one of the other."""
    return bool(ours and theirs) and not any(_agree(q, r) for q in ours for r in theirs)


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Return the weights that ship, made by `training/claims.py`."""
    table = json.loads((files("sayso.claims") / "data" / WEIGHTS_FILE).read_text(encoding="utf-8"))
    centre, topics = (np.array(table[name], np.float32) for name in ("centre", "topics"))
    bend = _bend(table["bend"]) if "bend" in table else None
    return Weights(table["bias"], Traits(**table["traits"]), centre, topics, bend)


def _bend(table: dict[str, Any]) -> Bend:
    tables = {name: np.array(value, np.float32) for name, value in table.items() if name != "bias"}
    return Bend(**tables, bias=table["bias"])


def _agree(one: Quantity, other: Quantity) -> bool:
    """Tell whether two figures are the same, give or take what `rund` leaves open."""
    if one.value == other.value:
        return one.bound == other.bound or {one.bound, other.bound} <= {"exactly", "about"}
    if "about" not in (one.bound, other.bound):
        return False
    return abs(one.value - other.value) <= _TOLERANCE * max(abs(one.value), abs(other.value))


def _key(one: Meant) -> tuple[str, str]:
    return (one.point.report, one.point.statement)


def _in_order(one: Meant) -> tuple[str, str, int]:
    return (one.point.published or "9999", one.point.report, one.place)
