"""How likely two statements are about the same claim: what they say, who says it, where they stand in a report."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sayso.claims.meaning import Meant, word_likeness
from sayso.model import Quantity

_STRANGERS = 0.83  # the cosine of two contents of one story that have nothing else in common
_COSINES = 20.0  # brings the cosines of one story to the scale of the other traits
_NEAR = 2  # statements between a statement and the reply to it
_TOLERANCE = 0.1  # by which figures with `rund` may differ


class Traits(NamedTuple):
    """What speaks for one claim and against; each about 0 to 1, the cosine about -2 to 3.

    `reply`: another party that takes the other side, close behind in one report.  `carried_on`: the same speaker's
    next statement.  `repeated`: the same voice on the same side in another report.  `turned`: on the other side.
    `contested`: another voice on the other side in another report.  `kinds`: one is towards a fact, one is not.
    `languages`: two languages, whose contents are further apart than they mean.  `counted`: one gives a number.
    """

    cosine: float
    words: float
    states: float
    other_states: float
    figures: float
    one_report: float
    one_paragraph: float
    reply: float
    carried_on: float
    repeated: float
    turned: float
    contested: float
    kinds: float
    languages: float
    counted: float


# Set by hand, close to what a logistic regression on the pairs of the development dossier finds.
WEIGHTS = Traits(
    cosine=1.2,
    words=5.0,
    states=0.7,
    other_states=-0.5,
    figures=-4.0,
    one_report=1.4,
    one_paragraph=1.0,
    reply=0.6,
    carried_on=0.4,
    repeated=0.8,
    turned=-0.4,
    contested=0.5,
    kinds=-1.5,
    languages=1.5,
    counted=-0.5,
)
BIAS = -5.0


def likeness(one: Meant, other: Meant) -> float:
    """Return how likely two statements are about one claim, as log odds."""
    traits = traits_of(one, other)
    return BIAS + sum(weight * trait for weight, trait in zip(WEIGHTS, traits, strict=True))


def traits_of(one: Meant, other: Meant) -> Traits:
    """Return what two statements have in common."""
    a, b = one.point, other.point
    together = a.report == b.report
    apart = abs(one.place - other.place)
    same_voice = bool(a.parties & b.parties)
    opposed = (a.side or 0) * (b.side or 0) < 0
    agreeing = (a.side or 0) * (b.side or 0) > 0
    return Traits(
        cosine=(float(np.dot(one.vector, other.vector)) - _STRANGERS) * _COSINES,
        words=word_likeness(one, other),
        states=float(bool(a.states & b.states)),
        other_states=float(bool(a.states and b.states and not a.states & b.states)),
        figures=float(figures_clash(a.quantities, b.quantities)),
        one_report=float(together),
        one_paragraph=float(together and a.paragraph == b.paragraph),
        reply=float(together and apart <= _NEAR and not same_voice and opposed),
        carried_on=float(together and apart == 1 and same_voice),
        repeated=float(not together and same_voice and agreeing),
        turned=float(not together and same_voice and opposed),
        contested=float(not together and not same_voice and opposed),
        kinds=float((a.side is None) != (b.side is None)),
        languages=float(a.language != b.language),
        counted=float(bool(a.quantities) != bool(b.quantities)),
    )


def figures_clash(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> bool:
    """Tell whether two contents both count something and no number of one agrees with one of the other."""
    return bool(ours and theirs) and not any(_agree(q, r) for q in ours for r in theirs)


def _agree(one: Quantity, other: Quantity) -> bool:
    """Tell whether two figures are the same, give or take what `rund` leaves open."""
    if one.value == other.value:
        return one.bound == other.bound or {one.bound, other.bound} <= {"exactly", "about"}
    if "about" not in (one.bound, other.bound):
        return False
    return abs(one.value - other.value) <= _TOLERANCE * max(abs(one.value), abs(other.value))
