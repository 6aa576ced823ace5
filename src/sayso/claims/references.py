"""What a statement that only refers to others (`wies die Vorwürfe zurück`, `bestätigte das`) refers to.

How likely each earlier statement of its report is meant is learned (`training/references.py`): how far off it stands,
who says it and where he stands, what the reference calls it, whom it speaks of.
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sayso.claims.likeness import Bend, bend_of
from sayso.claims.points import Point
from sayso.claims.vocabulary import vocabulary

FILE = "references.json"
_REACH = 10  # statements back that a reference may refer to
_MANY = 5  # statements of a thread from which on more make no difference
_FAR = 4  # line breaks between, the same

Table = npt.NDArray[np.float64]


class ReferenceTraits(NamedTuple):
    """What tells whether a reference is to an earlier statement.

    `distance` is how many statements back it stands, `next` that it is the last one, `breaks` how many line breaks lie
    between, `one_paragraph` that none does.  One of `asserts` to `evaluates` is
    1, its stance.  `thread` is how many are about the same as it, `together` that the reference was found alike with
    it, `others` that none of those is by the reference's speaker.  `alike` is the likeness of both, `grounds` that of
    it and of what the speaker says next to give his reasons, `reasoned` that he does.  `own`: the speaker said it
    himself, `own_side` and takes the same side.  `names`: it speaks of the reference's party; `by` and `about`: the
    reference says whose words it means, and it is by those, or speaks of them.  `denied`, `open`, `charge`: what the
    reference does, and that it speaks of accusations.
    """

    distance: float
    next: float
    breaks: float
    one_paragraph: float
    asserts: float
    alleges: float
    confirms: float
    denies: float
    withholds: float
    demands: float
    announces: float
    evaluates: float
    thread: float
    together: float
    others: float
    alike: float
    grounds: float
    reasoned: float
    own: float
    own_side: float
    names: float
    by: float
    about: float
    denied: float
    open: float
    charge: float


def candidates(number: int, points: Sequence[Point]) -> list[int]:
    """Return the numbers of the statements that one may refer to.

    A heading sums up what stands below it: what is said there refers to what stands above both, if anything does.
    """
    before = [
        at
        for at in range(max(0, number - _REACH), number)
        if not points[at].anaphoric and _may_be_meant(points[at], points[number])
    ]
    return [at for at in before if not points[at].heading] or before


def reference_traits(
    at: int, number: int, points: Sequence[Point], thread: Sequence[int], table: Table, grounds: int | None
) -> ReferenceTraits:
    """Return what tells whether statement `number` refers to the earlier one `at`, which is in a `thread`.

    `table` [statements, statements] holds how alike they are; `grounds` is the number of the speaker's next words.
    """
    point, earlier = points[number], points[at]
    own = bool(point.parties & earlier.parties)
    breaks = abs(point.paragraph - earlier.paragraph)
    return ReferenceTraits(
        distance=float(number - at),
        next=float(number - at == 1),
        breaks=min(_FAR, breaks) / 2,
        one_paragraph=float(breaks == 0),
        **{stance: float(earlier.stance == stance) for stance in _STANCES},
        thread=float(min(_MANY, len(thread))),
        together=float(number in thread),
        others=float(not any(points[other].parties & point.parties for other in thread)),
        alike=float(table[at, number]),
        grounds=0.0 if grounds is None else float(table[at, grounds]),
        reasoned=float(grounds is not None),
        own=float(own),
        own_side=float(own and point.side == earlier.side),
        names=float(bool(point.parties & earlier.states)),
        by=float(bool(point.of & earlier.parties)),
        about=float(bool(point.of & earlier.states)),
        denied=float(point.side == -1),
        open=float(point.side == 0),
        charge=float(_speaks_of_charges(point)),
    )


_STANCES = ReferenceTraits._fields[4:12]


def _may_be_meant(earlier: Point, point: Point) -> bool:
    """Tell whether a reference by one voice may be to what another said: that is what is denied and confirmed."""
    if point.of and earlier.parties and not point.of & (earlier.parties | earlier.states):
        return False
    own = bool(point.parties & earlier.parties)
    return earlier.side is not None and (not own or point.side == earlier.side)


def _speaks_of_charges(point: Point) -> bool:
    known = vocabulary(point.language)
    return any(known.stem(word) in known.charges for word in point.words)


def find_meant(
    number: int, points: Sequence[Point], threads: Sequence[Sequence[int]], table: Table, grounds: int | None
) -> int | None:
    """Return the number of the statement that one most likely refers to, None where none stands before it."""
    before = candidates(number, points)
    if not before:
        return None
    thread_of = {at: thread for thread in threads for at in thread}
    traits = [reference_traits(at, number, points, thread_of[at], table, grounds) for at in before]
    scores = load_references().adds(np.array(traits, np.float32))
    return max(zip(scores, before, strict=True))[1]


@lru_cache(maxsize=1)
def load_references() -> Bend:
    """Return the network that ships, made by `training/references.py`."""
    return bend_of(json.loads((files("sayso.claims") / "data" / FILE).read_text(encoding="utf-8")))
