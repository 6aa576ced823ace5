"""What every two of some statements have in common, as tables: what they say, who says it, where they stand."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sayso.claims.meaning import Meant, Vectors, word_likeness
from sayso.claims.points import Point
from sayso.model import Quantity

_STRANGERS = 0.83  # the cosine of two contents of one story that have nothing else in common
_COSINES = 20.0  # brings the cosines of one story to the scale of the other traits
_OWN = 3.0  # the same for cosines of what each adds to what all share
_TOPICS = 3.0  # the same for cosines of topics
_USUAL = 8  # statements that the usual centre counts for, where few are compared
_NEAR = 2  # statements between a statement and the reply to it
_TOLERANCE = 0.1  # by which figures with `rund` may differ
_ANSWERS = frozenset({"denies", "confirms", "withholds"})

Table = npt.NDArray[np.float32]
Marks = npt.NDArray[np.bool_]


class Traits(NamedTuple):
    """What speaks for one claim and against, tables [statements, statements]; about 0 to 1, the cosines -2 to 3.

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

    topic: Any
    referring: Any
    referring_topic: Any
    referring_next: Any
    referring_elsewhere: Any
    own: Any
    cosine: Any
    words: Any
    states: Any
    other_states: Any
    figures: Any
    same_figures: Any
    counted: Any
    languages: Any
    kinds: Any
    answers: Any
    one_report: Any
    one_paragraph: Any
    next: Any
    reply: Any
    carried_on: Any
    grounds: Any
    repeated: Any
    turned: Any
    contested: Any
    same_day: Any
    lawful: Any
    beside: Any


# Those whose weights are set by rule, of which nothing is learned.
BY_RULE = tuple(Traits._fields.index(name) for name in ("figures", "lawful"))


def traits_of(meant: Sequence[Meant], centre: Vectors, topics: Vectors) -> Table:
    """Return the traits [statements, statements, traits] of every two statements.

    `centre` and `topics` are the means of vectors and of topics at large.  Statements on one story are all alike to
    the encoder; what those compared share, their mean, says nothing about which of them make one claim, so it is
    left out.
    """
    points = [one.point for one in meant]
    traits = _Pairs(meant, points)
    told = traits.contents(centre, topics) | traits.places() | traits.voices() | traits.figures()
    return np.stack([np.asarray(told[name], np.float32) for name in Traits._fields], axis=-1)


class _Pairs:
    """Tables of what holds of every two statements."""

    def __init__(self, meant: Sequence[Meant], points: Sequence[Point]) -> None:
        self._meant = meant
        self._points = points
        self._anaphoric = self._each(lambda point: point.anaphoric)
        self._referring = _either(self._anaphoric)
        self._together = _equal([point.report for point in points])
        place = np.array([one.place for one in meant])
        self._apart = np.abs(place[:, None] - place)
        self._next = self._together & (self._apart == 1)

    def _each(self, tell: Callable[[Point], bool]) -> Marks:
        return np.array([tell(point) for point in self._points], dtype=bool)

    def contents(self, centre: Vectors, topics: Vectors) -> dict[str, Any]:
        """Return what tells how alike the contents are."""
        vectors = np.stack([one.vector for one in self._meant])
        own = _rests(vectors, _centre(vectors, ~self._anaphoric, centre))
        own[self._anaphoric] = 0.0
        about = np.stack([one.topic for one in self._meant])
        known: Marks = np.array(about.any(1))
        middle = _centre(about, known, topics)
        rests = _rests(about, middle)
        rests[~known] = 0.0
        topic = rests @ rests.T * _TOPICS
        beside = rests @ np.stack([_sum_of_rests(one.beside, middle) for one in self._meant]).T
        telling = ~self._referring
        lawful = self._each(lambda point: point.lawful is not None)
        return {
            "topic": topic,
            "referring": self._referring,
            "referring_topic": self._referring * topic,
            "referring_next": self._referring & self._next,
            "referring_elsewhere": self._referring & ~self._together,
            "own": telling * (own @ own.T) * _OWN,
            "cosine": telling * (vectors @ vectors.T - _STRANGERS) * _COSINES,
            "words": telling * word_likeness(self._meant) * _OWN,
            # 1 where both say whether a law is kept, -1 where only one does, 0 where none.
            "lawful": telling * np.where(_both(lawful), 1, -1 * _either(lawful)),
            "beside": ~self._together * (beside + beside.T),
        }

    def places(self) -> dict[str, Any]:
        """Return how two statements stand to each other in reports and days."""
        days = [point.published for point in self._points]
        dated = self._each(lambda point: point.published is not None)
        return {
            "languages": ~_equal([point.language for point in self._points]),
            "one_report": self._together,
            "one_paragraph": self._together & _equal([point.paragraph for point in self._points]),
            "next": self._next,
            "same_day": ~self._together & _equal([day or "" for day in days]) & dated,
        }

    def voices(self) -> dict[str, Any]:
        """Return who speaks of whom and takes which side."""
        names = [[*point.parties, *point.states] for point in self._points]
        voices = _members([point.parties for point in self._points], names)
        states = _members([point.states for point in self._points], names)
        same_voice = voices @ voices.T > 0
        shared, named = states @ states.T, states.sum(1)
        side = np.array([point.side or 0 for point in self._points])
        opposed, agreeing = side[:, None] * side < 0, side[:, None] * side > 0
        elsewhere = ~self._together
        answer = (states @ voices.T > 0) & self._each(lambda point: point.stance in _ANSWERS)
        ranks = np.argsort(sorted(range(len(names)), key=lambda at: _in_order(self._meant[at])))
        return {
            "states": shared / np.maximum(named[:, None] + named - shared, 1),
            "other_states": _both(named > 0) & (shared == 0),
            "kinds": ~_equal([point.side is None for point in self._points]),
            "answers": np.where(ranks[:, None] <= ranks, answer, answer.T),
            "reply": self._together & (self._apart <= _NEAR) & ~same_voice & opposed,
            "carried_on": self._next & same_voice,
            "grounds": self._next & same_voice & _both(side == -1),
            "repeated": elsewhere & same_voice & agreeing,
            "turned": elsewhere & same_voice & opposed,
            "contested": elsewhere & ~same_voice & opposed,
        }

    def figures(self) -> dict[str, Any]:
        """Return what tells whether the numbers agree."""
        counting = self._each(lambda point: bool(point.quantities))
        clash = np.zeros(self._together.shape, dtype=bool)
        for one in np.flatnonzero(counting).tolist():
            for other in np.flatnonzero(counting[: one + 1]).tolist():
                figures = self._points[one].quantities, self._points[other].quantities
                clash[one, other] = clash[other, one] = figures_clash(*figures)
        return {
            "figures": clash,
            "same_figures": _both(counting) & ~clash,
            "counted": _either(counting) & ~_both(counting),
        }


def _in_order(one: Meant) -> tuple[str, str, int]:
    """Return what statements are ordered by: day, report, place."""
    return (one.point.published or "9999", one.point.report, one.place)


def figures_clash(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> bool:
    """Tell whether two contents both count something and no number of one agrees with one of the other."""
    return bool(ours and theirs) and not any(_agree(q, r) for q in ours for r in theirs)


def _agree(one: Quantity, other: Quantity) -> bool:
    """Tell whether two figures are the same, give or take what `rund` leaves open."""
    if "about" not in (one.bound, other.bound):
        return one.value == other.value and one.bound == other.bound
    return abs(one.value - other.value) <= _TOLERANCE * max(abs(one.value), abs(other.value))


def _both(marks: Marks) -> Marks:
    return marks[:, None] & marks


def _either(marks: Marks) -> Marks:
    return marks[:, None] | marks


def _equal(values: Sequence[Any]) -> Marks:
    numbers = np.unique(np.array(values), return_inverse=True)[1]
    same: Marks = numbers[:, None] == numbers
    return same


def _members(sets: Sequence[Iterable[str]], names: Sequence[Iterable[str]]) -> Table:
    """Return [sets, names] 1 where a set has a name."""
    at = {name: number for number, name in enumerate(sorted({name for some in names for name in some}))}
    table = np.zeros((len(sets), len(at)), np.float32)
    for row, some in zip(table, sets, strict=True):
        row[[at[name] for name in some]] = 1.0
    return table


def _centre(vectors: Vectors, held: Marks, usual: Vectors) -> Vectors:
    """Return what the vectors that are held share: their mean, drawn to that at large."""
    centre: Vectors = ((_USUAL * usual + vectors[held].sum(0)) / (_USUAL + held.sum())).astype(np.float32)
    return centre


def _rests(vectors: Vectors, centre: Vectors) -> Vectors:
    """Return what is left of vectors without what all share, of unit length."""
    rests = vectors - centre
    lengths = np.linalg.norm(rests, axis=-1, keepdims=True)
    units: Vectors = np.divide(rests, lengths, out=np.zeros_like(rests), where=lengths > 0)
    return units


def _sum_of_rests(topics: Vectors, centre: Vectors) -> Vectors:
    total: Vectors = _rests(topics[topics.any(1)], centre).sum(0)
    return total
