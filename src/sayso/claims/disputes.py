"""What somebody says and another denies in one report, and what the report tells apart from it."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from sayso.claims.likeness import Neighbourhood
from sayso.claims.meaning import Meant
from sayso.claims.points import Point

# Log odds above which two statements of a report say the same: one denies just what the other says.
SAME = 3.0

Table = npt.NDArray[np.float64]


def pair_disputes(points: Sequence[Point], table: Table) -> list[list[int]]:
    """Return the numbers of the statements of a report that others deny in the same words, each with its denials.

    `table` [statements, statements] are the log odds that two are about one claim.
    """
    said: dict[int, list[int]] = {}
    for denial in range(len(points)):
        same = [at for at, point in enumerate(points) if _denies(points[denial], point) and table[at, denial] >= SAME]
        if same:
            said.setdefault(max(same, key=lambda at: (table[at, denial], -at)), []).append(denial)
    return [[at, *denials] for at, denials in sorted(said.items())]


def told_apart(groups: Sequence[Sequence[Meant]], alike: Neighbourhood) -> frozenset[tuple[int, int]]:
    """Return the pairs of groups, as their numbers, that a report tells apart.

    Such are one that holds what a voice confirms and one that holds what the same voice is denied in the same words
    in that report: who confirms agrees with what others say, so what others deny is something else, unless it is
    just what is confirmed.  And one that holds what a voice says and one with what it says on top of that
    (`erklärte zugleich`).  The second of a pair is what is disputed or comes on top.
    """
    members = [(number, one) for number, group in enumerate(groups) for one in group]
    by_report: dict[str, list[tuple[int, Meant]]] = {}
    for number, one in members:
        by_report.setdefault(one.point.report, []).append((number, one))
    return frozenset(
        (other, number)
        for number, one in members
        for other, each in by_report[one.point.report]
        if other != number and (_is_further(one, each, alike) or _is_apart(one, each, groups[number], alike))
    )


def _is_further(one: Meant, earlier: Meant, alike: Neighbourhood) -> bool:
    """Tell whether a statement comes on top of what the same voice said before."""
    on_top = one.point.further and earlier.place < one.place and bool(one.point.parties & earlier.point.parties)
    return on_top and alike.likeness(one, earlier) < SAME


def _is_apart(said: Meant, confirmed: Meant, group: Sequence[Meant], alike: Neighbourhood) -> bool:
    """Tell whether a voice says one thing, which another denies in a group, and confirms another thing."""
    confirms = confirmed.point.stance == "confirms" and confirmed.point.side == 1
    if not confirms or not confirmed.point.parties & said.point.parties or alike.likeness(said, confirmed) >= SAME:
        return False
    return any(_denies(one.point, said.point) and alike.likeness(one, said) >= SAME for one in group)


def _denies(denial: Point, said: Point) -> bool:
    """Tell whether one voice of a report is against and another for what the two say, neither by mere reference."""
    against = denial.side == -1 and said.side == 1 and not (denial.anaphoric or said.anaphoric)
    return against and denial.report == said.report and not denial.parties & said.parties
