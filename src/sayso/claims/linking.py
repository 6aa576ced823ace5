"""Threads of several reports, and claims known before, joined to one another as long as they are alike enough."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sayso.claims.disputes import told_apart
from sayso.claims.likeness import Neighbourhood
from sayso.claims.meaning import Meant
from sayso.claims.traits import figures_clash

# Log odds, the mean over all pairs of their statements, above which two groups are one claim.
JOINS = -1.15
_FAR = -3.0  # the log odds of a pair whose claim is not among those nearest to any statement
_NEVER = -1e9

Table = npt.NDArray[np.float64]


class Group(NamedTuple):
    """Statements that are about the same; `claim` is the id of the claim that they are known as, None of new ones.

    `near` are the known claims that are nearest to any of them.
    """

    meant: tuple[Meant, ...]
    claim: str | None
    near: frozenset[str] = frozenset()

    @property
    def telling(self) -> tuple[Meant, ...]:
        """The statements that do not only refer to others; all where there are none but those.

        What one says and another denies in the same words (`…, was der Verband bestritt`) counts once.
        """
        telling = [one for one in self.meant if not one.point.anaphoric]
        said = {(one.point.report, one.point.start) for one in telling if one.point.side == 1}
        return (
            tuple(one for one in telling if one.point.side != -1 or (one.point.report, one.point.start) not in said)
            or self.meant
        )


class Linked(NamedTuple):
    """Groups that are one claim, as their numbers, and the number of a group whose figures they contradict."""

    groups: tuple[int, ...]
    rival: int | None


class _Ties:
    """Sums and counts of log odds between groups, and how many pairs contradict each other in figures."""

    def __init__(self, groups: Sequence[Group], neighbourhood: Neighbourhood) -> None:
        size = len(groups)
        self._neighbourhood = neighbourhood
        self.sums, self.counts = np.zeros((size, size)), np.zeros((size, size))
        self.clashes, self.counting = np.zeros((size, size)), np.zeros((size, size))
        known = np.array([group.claim is not None for group in groups], dtype=bool)
        self.barred = np.eye(size, dtype=bool) | (known[:, None] & known)
        apart = told_apart([group.meant for group in groups], neighbourhood)
        for i, j in apart:
            self.barred[i, j] = self.barred[j, i] = True
        self.later = sorted({later for _, later in apart})
        telling = [group.telling for group in groups]
        for i, one in enumerate(telling):
            for j in (j for j in range(i) if not self.barred[i, j]):
                pairs = [(a, b) for a in one for b in telling[j]]
                self._tie(i, j, *self._compare(pairs, may_be_one=_may_be_one(groups[i], groups[j])))

    def _tie(self, i: int, j: int, scores: list[float], clashes: int, counting: int) -> None:
        if not scores:
            self.barred[i, j] = self.barred[j, i] = True
            return
        for table, value in (
            (self.sums, sum(scores)), (self.counts, len(scores)),
            (self.clashes, clashes), (self.counting, counting),
        ):  # fmt: skip
            table[i, j] = table[j, i] = value

    def _compare(self, pairs: Sequence[tuple[Meant, Meant]], *, may_be_one: bool) -> tuple[list[float], int, int]:
        """Return the log odds of all pairs, how many contradict each other in figures, and how many both give any."""
        if not may_be_one:
            return [_FAR] * len(pairs), 0, 0
        near, against = self._neighbourhood, self._neighbourhood.weights.traits.figures
        scores, clashes, counting = [], 0, 0
        for a, b in pairs:
            counting += bool(a.point.quantities and b.point.quantities)
            clash = figures_clash(a.point.quantities, b.point.quantities)
            clashes += clash
            scores.append(near.likeness(a, b) - against * clash)
        return scores, clashes, counting

    def odds(self) -> Table:
        """Return the log odds [groups, groups] that two groups are one claim, their figures left out."""
        odds = self.sums / np.maximum(self.counts, 1)
        return np.where(self.barred, _NEVER, odds)

    def clashing(self) -> npt.NDArray[np.bool_]:
        """Return [groups, groups] where most pairs that both give figures contradict each other."""
        return 2 * self.clashes > self.counting

    def merge(self, into: int, gone: int) -> None:
        """Make one group of two; the second is barred from then on."""
        for table in (self.sums, self.counts, self.clashes, self.counting):
            table[into] += table[gone]
            table[:, into] += table[:, gone]
        self.barred[into] |= self.barred[gone]
        self.barred[:, into] = self.barred[into]
        self.barred[gone] = self.barred[:, gone] = True
        self.barred[into, into] = True


def _may_be_one(one: Group, other: Group) -> bool:
    """Tell whether two groups are new, or one is a claim that is near the other."""
    return one.claim is other.claim is None or one.claim in other.near or other.claim in one.near


def link(groups: Sequence[Group], neighbourhood: Neighbourhood) -> tuple[Linked, ...]:
    """Join the two groups that are most alike, again and again; return what became of all, in their order.

    Two claims known before are never joined, nor groups that contradict each other in figures, nor what a report tells
    apart (`told_apart`): of that what is disputed or comes on top joins last, so that it takes nothing from the other.
    """
    ties = _Ties(groups, neighbourhood)
    members = [[number] for number in range(len(groups))]
    for waiting in (ties.later, []):
        _join(ties, members, waiting)
    clashing, odds = ties.clashing(), ties.odds()
    return tuple(
        Linked(tuple(sorted(numbers)), _rival(at, odds, clashing)) for at, numbers in enumerate(members) if numbers
    )


def _join(ties: _Ties, members: list[list[int]], waiting: Sequence[int]) -> None:
    """Join groups as long as two are alike enough, but for those `waiting`."""
    while len(members) > 1:
        odds = np.where(ties.clashing(), _NEVER, ties.odds())
        odds[waiting] = odds[:, waiting] = _NEVER
        one, other = sorted(divmod(int(odds.argmax()), len(members)))
        if odds[one, other] < JOINS:
            break
        ties.merge(one, other)
        members[one] += members[other]
        members[other] = []


def _rival(at: int, odds: Table, clashing: npt.NDArray[np.bool_]) -> int | None:
    """Return the group that says the same with other figures, where there is one."""
    row = np.where(clashing[at], odds[at], _NEVER)
    best = int(row.argmax())
    return best if row[best] >= JOINS else None
