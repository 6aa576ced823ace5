"""Every statement of a report put into the claim that it is about; a new one where there is none."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from types import MappingProxyType

from sayso.claims.known import KnownClaims, few, keys_of
from sayso.claims.likeness import Neighbourhood, key_of
from sayso.claims.linking import Group, Linked, link
from sayso.claims.meaning import Encoder, Meant, WordVectors, mean, with_neighbours
from sayso.claims.narrating import cite_narration
from sayso.claims.points import published_on, read_points
from sayso.claims.threads import find_threads
from sayso.model import Reading

_TOGETHER = 32  # reports of a batch whose threads are compared with one another at once
_NEAREST = 8  # claims asked for by each vector, and by each set of keys
# Statements of known claims that those of a batch are compared with: all are with one another, at a cost that grows
# with the square of their number.
_HELD = 128
_FRESH = 32  # statements of a part of a batch, where those of claims near the whole are more

_Told = tuple[Reading, Sequence[Meant]]


def place_reports(
    readings: Iterable[Reading],
    known: KnownClaims,
    encoder: Encoder,
    vectors: WordVectors,
    staying: Mapping[str, frozenset[str]] = MappingProxyType({}),
) -> tuple[str, ...]:
    """Put the statements of reports into claims, new and known; return the ids of claims touched, sorted.

    The reports of one batch are taken in the order of their days, then ids, so that the order of reading does not
    change the result.  What was one claim before stays one, and no two become one: a report touches only the
    neighbours of its statements.  `staying` are, by report, statements that are in claims already, or in none, and
    stay where they are; what such a report tells itself is not looked at either.
    """
    ordered = iter(sorted(readings, key=_in_order))
    touched: set[str] = set()
    while batch := tuple(islice(ordered, _TOGETHER)):
        reports = [with_neighbours(mean(read_points(reading), reading, encoder, vectors)) for reading in batch]
        told = [
            (reading, [one for one in meant if not _stays(one, staying)])
            for reading, meant in zip(batch, reports, strict=True)
        ]
        for part in _parts(told, known):
            touched |= _place([meant for _, meant in part], known)
            for reading in (reading for reading, _ in part if reading.report.id not in staying):
                touched |= cite_narration(reading, known, encoder, vectors)
    return tuple(sorted(touched))


def _place(reports: Sequence[Sequence[Meant]], known: KnownClaims) -> set[str]:
    """Put the statements of reports into claims, all compared with one another; return the ids of claims touched."""
    near = _near_each(reports, known)
    held, _ = _held(near.values(), known)
    neighbourhood = Neighbourhood(one for meant in (*reports, *(group.meant for group in held)) for one in meant)
    threads = [thread for meant in reports for thread in find_threads(meant, neighbourhood)]
    groups = [Group(thread, None, _near_any(thread, near)) for thread in threads] + held
    return _settle(groups, link(groups, neighbourhood), known)


def _parts(told: Sequence[_Told], known: KnownClaims) -> Iterator[Sequence[_Told]]:
    """Yield the reports of a batch at once, or a few at a time where too many claims are near them all."""
    # What is near is asked for once more when a part is placed: only where there may be several.
    if len(told) == 1 or sum(len(meant) for _, meant in told) <= _FRESH:
        yield told
        return
    _, all_held = _held(_near_each([meant for _, meant in told], known).values(), known)
    part: list[_Told] = []
    for each in told:
        if part and not all_held and sum(len(meant) for _, meant in (*part, each)) > _FRESH:
            yield part
            part = []
        part.append(each)
    yield part


def _stays(one: Meant, staying: Mapping[str, frozenset[str]]) -> bool:
    return one.point.statement in staying.get(one.point.report, ())


def _in_order(reading: Reading) -> tuple[str, str, str]:
    report = reading.report
    return (published_on(reading) or "9999", report.given_id or "", report.id)


def _near(one: Meant, known: KnownClaims) -> dict[str, int]:
    """Return the claims known before that are near a statement, with how many are nearer."""
    ranks: dict[str, int] = {}
    for found in (known.near(one.vector, _NEAREST), known.sharing(keys_of(one), _NEAREST)):
        for rank, claim in enumerate(found):
            ranks[claim] = min(rank, ranks.get(claim, rank))
    return ranks


def _near_each(reports: Iterable[Sequence[Meant]], known: KnownClaims) -> dict[tuple[str, str], dict[str, int]]:
    return {key_of(one): _near(one, known) for meant in reports for one in meant if not one.point.anaphoric}


def _held(near: Iterable[Mapping[str, int]], known: KnownClaims) -> tuple[list[Group], bool]:
    """Return the claims that are nearest to any statement, as far as there is room; and whether those are all."""
    ranks: dict[str, int] = {}
    for each in near:
        for claim, rank in each.items():
            ranks[claim] = min(rank, ranks.get(claim, rank))
    held: list[Group] = []
    size = 0
    for claim in sorted(ranks, key=lambda claim: (ranks[claim], claim)):
        meant = few(known.placed(claim).meant)
        size += len(meant)
        if size > _HELD:
            break
        held.append(Group(meant, claim))
    return sorted(held, key=lambda group: group.claim or ""), len(held) == len(ranks)


def _near_any(thread: Sequence[Meant], near: Mapping[tuple[str, str], Mapping[str, int]]) -> frozenset[str]:
    return frozenset[str]().union(*(near.get(key_of(one), {}) for one in thread))


def _settle(groups: Sequence[Group], linked: Sequence[Linked], known: KnownClaims) -> set[str]:
    """Write down what was linked: groups join their claim or begin one, but for those too empty to claim anything."""
    ids: dict[int, str] = {}
    for result in linked:
        fresh = [one for number in result.groups if groups[number].claim is None for one in groups[number].meant]
        held = next((groups[number].claim for number in result.groups if groups[number].claim is not None), None)
        if held is None and all(one.point.slight for one in fresh if not one.point.anaphoric):
            continue
        claim = held or _claim_id(fresh)
        ids.update(dict.fromkeys(result.groups, claim))
    touched = set()
    for result in linked:
        fresh = [one for number in result.groups if groups[number].claim is None for one in groups[number].meant]
        id = ids.get(result.groups[0])
        if id is None or not fresh:
            continue
        touched.add(id)
        if any(groups[number].claim is not None for number in result.groups):
            known.join(id, fresh)
        else:
            known.found(id, fresh, _family(id, result, groups, ids, known))
    return touched


def _family(claim: str, result: Linked, groups: Sequence[Group], ids: dict[int, str], known: KnownClaims) -> str | None:
    """Return the claim after which the family of a new one is called: the first of those that differ in figures."""
    rival = None if result.rival is None else ids.get(result.rival)
    if rival is None or rival == claim:
        return None
    if groups[result.rival or 0].claim is not None:
        return known.placed(rival).family or rival
    return min(claim, rival)


def _claim_id(members: Sequence[Meant]) -> str:
    """Return the id of a claim that begins with these statements: a hash of the first one's."""
    first = members[0].point
    return "c" + hashlib.sha256(f"{first.report}/{first.statement}".encode()).hexdigest()[:12]
