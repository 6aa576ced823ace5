"""The statements of one report that are about the same: its threads, before other reports are looked at."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

from sayso.claims.disputes import pair_disputes, told_apart
from sayso.claims.likeness import Neighbourhood
from sayso.claims.meaning import Meant
from sayso.claims.points import Point
from sayso.claims.references import find_meant

# Log odds above which two threads of a report are one.
TOGETHER = 0.6
# Above which a reply that only refers to what was said takes its own next words along.
_REPLY = -2.0

Table = npt.NDArray[np.float64]
Thread = tuple[Meant, ...]


def find_threads(meant: Sequence[Meant], neighbourhood: Neighbourhood) -> tuple[Thread, ...]:
    """Return the statements of a report in threads, in the order of their first, each in the order of the text.

    Statements that are alike join (average linkage).  What one says and another denies in the same words does last, as
    whatever is in its thread is denied too, and not what the report tells apart from it.  A statement that only refers
    (`wies die Darstellung zurück`) joins what it most likely refers to, and its speaker's next words with it.
    """
    points = [one.point for one in meant]
    table = table_of(meant, neighbourhood)
    threads = join_alike(meant, table, neighbourhood)
    refers = {number: _refer(number, points, threads, table) for number, point in enumerate(points) if point.anaphoric}
    places: dict[int | None, int] = {number: one.place for number, one in enumerate(meant)}
    return tuple(
        tuple(meant[number]._replace(refers=places.get(refers.get(number))) for number in sorted(thread))
        for thread in sorted(threads, key=min)
    )


def table_of(meant: Sequence[Meant], neighbourhood: Neighbourhood) -> Table:
    """Return how alike the statements of a report are [statements, statements], as log odds; 0 of one with itself."""
    table = np.zeros((len(meant), len(meant)))
    for i, j in combinations(range(len(meant)), 2):
        table[i, j] = table[j, i] = neighbourhood.likeness(meant[i], meant[j])
    return table


def join_alike(meant: Sequence[Meant], table: Table, neighbourhood: Neighbourhood) -> list[list[int]]:
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

    Put it into that one's thread, and with it its speaker's next words, or what it was found alike with, where those
    are his alone.
    """
    point, own = points[number], threads[_thread_of(number, threads)]
    grounds = grounds_of(number, points)
    meant = find_meant(number, points, threads, table, grounds)
    if meant is None or meant in own:
        return meant
    target = threads[_thread_of(meant, threads)]
    own.remove(number)
    target.append(number)
    told = own if own else threads[_thread_of(grounds, threads)] if grounds is not None else []
    his = told is not target and bool(told) and all(points[at].parties & point.parties for at in told)
    if his and float(np.mean([table[meant, at] for at in told])) > _REPLY:
        target += told
        told.clear()
    threads[:] = [thread for thread in threads if thread]
    return meant


def grounds_of(number: int, points: Sequence[Point]) -> int | None:
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


def _thread_of(number: int, threads: list[list[int]]) -> int:
    return next(at for at, thread in enumerate(threads) if number in thread)
