"""The statements of one report that are about the same: its threads, before other reports are looked at."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

from sayso.claims.disputes import pair_disputes, told_apart
from sayso.claims.likeness import Neighbourhood
from sayso.claims.meaning import Meant
from sayso.claims.points import Point

# Log odds above which two threads of a report are one.
TOGETHER = 0.6
# Above which a reply that only refers to what was said takes its own next words along.
_REPLY = -2.0
# What each statement between takes from the aptness of what is referred to, and what each one of its thread adds.
_STEP, _EACH = 0.3, 0.25
_REACH = 6  # statements back that a reference may refer to

Table = npt.NDArray[np.float64]
Thread = tuple[Meant, ...]


def find_threads(meant: Sequence[Meant], neighbourhood: Neighbourhood) -> tuple[Thread, ...]:
    """Return the statements of a report in threads, in the order of their first, each in the order of the text.

    Statements that are alike join (average linkage).  What one says and another denies in the same words does last, as
    whatever is in its thread is denied too, and not what the report tells apart from it.  A statement that only refers
    (`wies die Darstellung zurück`) and is like none joins what it most likely refers to, and its speaker's next denial
    with it.
    """
    points = [one.point for one in meant]
    numbers = list(range(len(meant)))
    table = _table(meant, numbers, neighbourhood)
    threads = _threads(meant, table, neighbourhood)
    refers = {number: _refer(number, points, threads, table) for number in numbers if points[number].anaphoric}
    places: dict[int | None, int] = {number: one.place for number, one in enumerate(meant)}
    return tuple(
        tuple(meant[number]._replace(refers=places.get(refers.get(number))) for number in sorted(thread))
        for thread in sorted(threads, key=min)
    )


def _table(meant: Sequence[Meant], telling: Sequence[int], neighbourhood: Neighbourhood) -> Table:
    table = np.zeros((len(meant), len(meant)))
    for i, j in combinations(telling, 2):
        table[i, j] = table[j, i] = neighbourhood.likeness(meant[i], meant[j])
    return table


def _threads(meant: Sequence[Meant], table: Table, neighbourhood: Neighbourhood) -> list[list[int]]:
    """Join the statements that are alike, what is disputed last."""
    disputes = pair_disputes([one.point for one in meant], table)
    held = {number for thread in disputes for number in thread}
    threads = [[number] for number in range(len(meant)) if number not in held]
    for more in ([], disputes):
        threads += more
        told = [[meant[number] for number in thread] for thread in threads]
        threads = _linked(threads, table, told_apart(told, neighbourhood))
    return threads


def _linked(threads: list[list[int]], table: Table, apart: frozenset[tuple[int, int]]) -> list[list[int]]:
    """Join the two threads that are most alike on average, again and again, as long as they are alike enough.

    Nothing joins what is `apart` from it, or from what has joined it.
    """
    threads = [list(thread) for thread in threads]
    members = np.zeros((len(threads), len(table)))
    for number, thread in enumerate(threads):
        members[number, thread] = 1
    sums, sizes = members @ table @ members.T, members.sum(1)
    barred = np.eye(len(threads), dtype=bool)
    for i, j in apart:
        barred[i, j] = barred[j, i] = True
    while len(threads) > 1:
        means = np.where(barred, -np.inf, sums / np.outer(sizes, sizes))
        one, other = sorted(divmod(int(means.argmax()), len(threads)))
        if means[one, other] < TOGETHER:
            break
        for of_both, add in ((sums, np.add), (barred, np.logical_or)):
            of_both[one] = add(of_both[one], of_both[other])
            of_both[:, one] = add(of_both[:, one], of_both[:, other])
        sizes[one] += sizes[other]
        sums, barred = (np.delete(np.delete(of_both, other, 0), other, 1) for of_both in (sums, barred))
        sizes = np.delete(sizes, other)
        threads[one] += threads.pop(other)
    return threads


def _refer(number: int, points: Sequence[Point], threads: list[list[int]], table: Table) -> int | None:
    """Return the number of the statement that one which refers back refers to, None where there is none.

    Where it is in no thread yet, put it into that one's, and its speaker's next words with it; so too where it is in
    one with nothing but its speaker's words: a refusal is of what somebody else said.
    """
    point = points[number]
    own = threads[_thread_of(number, threads)]
    before = [
        at
        for at in range(max(0, number - _REACH), number)
        if not points[at].anaphoric and _may_be_meant(points[at], point)
    ]
    # A heading sums up what stands below it: what is said there refers to what stands above both.
    before = [at for at in before if not points[at].heading] or before
    within = [at for at in before if at in own]
    if within:
        return max(within, key=lambda at: (points[at].side == 1, at))
    if len(own) > 1:
        return _refuse(number, own, before, points, threads, table)
    if not before:
        return None
    threads.remove(own)
    grounds = _grounds(number, points)
    told = _thread_of(grounds, threads) if grounds is not None else None
    along = () if grounds is None else (grounds,)
    meant = max(before, key=lambda at: _aptness(at, number, points, threads, table, along))
    target = threads[_thread_of(meant, threads)]
    if (
        told is not None
        and grounds is not None
        and threads[told] is not target
        and all(points[at].parties & point.parties for at in threads[told])
        and table[meant, grounds] > _REPLY
    ):
        target += threads.pop(told)
    target.append(number)
    return meant


def _refuse(
    number: int, own: list[int], before: list[int], points: Sequence[Point], threads: list[list[int]], table: Table
) -> int | None:
    """Return what a refusal within a thread of one voice alone refers to, and join both threads; None where nothing."""
    point = points[number]
    others = [at for at in before if not points[at].parties & point.parties]
    if point.side != -1 or not others or not all(points[at].parties & point.parties for at in own):
        return None
    along = tuple(at for at in own if at != number)
    meant = max(others, key=lambda at: _aptness(at, number, points, threads, table, along))
    if float(np.mean([table[meant, at] for at in along])) <= _REPLY:
        return None
    threads.remove(own)
    threads[_thread_of(meant, threads)] += own
    return meant


def _may_be_meant(earlier: Point, point: Point) -> bool:
    """Tell whether a reference by one voice may be to what another said: that is what is denied and confirmed."""
    if point.of and earlier.parties and not point.of & (earlier.parties | earlier.states):
        return False
    own = bool(point.parties & earlier.parties)
    return earlier.side is not None and (not own or point.side == earlier.side)


def _grounds(number: int, points: Sequence[Point]) -> int | None:
    """Return the same voice's next statement where it tells what is denied, or what is so instead, in its own words.

    What a voice asserts right behind a refusal in one paragraph is of the same claim in seven of ten cases, whichever
    side it takes towards its own words (counted on the dossiers for training).
    """
    following = number + 1
    if following >= len(points) or points[following].anaphoric:
        return None
    point, after = points[number], points[following]
    goes_on = after.side == -1 or (after.stance == "asserts" and after.paragraph == point.paragraph)
    return following if point.parties & after.parties and point.side == -1 and goes_on else None


def _aptness(
    at: int, number: int, points: Sequence[Point], threads: list[list[int]], table: Table, along: Sequence[int]
) -> float:
    """Return how likely an earlier statement is what a later one refers to, which takes others `along`."""
    thread = threads[_thread_of(at, threads)]
    apt = 1.0 * (points[at].side == 1) + _EACH * len(thread) - _STEP * (number - at)
    if along:
        apt += float(np.mean([table[at, other] for other in along]))
    return apt


def _thread_of(number: int, threads: list[list[int]]) -> int:
    return next(at for at, thread in enumerate(threads) if number in thread)
