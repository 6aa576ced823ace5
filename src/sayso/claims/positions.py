"""Where each party stands on a claim, since when and until when, and when it went over to another side."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from sayso.claims.points import Point, Voice
from sayso.model import Change, Claim, Member, Position, Stance

Side = Literal["for", "against", "open"]

SIDES: dict[Stance, Side] = {
    "asserts": "for",
    "alleges": "for",
    "confirms": "for",
    "denies": "against",
    "withholds": "open",
}
_NEVER = "9999"


class Evidence(NamedTuple):
    """One statement of one voice on a claim: the stance towards its wording and the day it holds from."""

    voice: Voice
    point: Point
    member: Member


class _Entry(NamedTuple):
    """Evidence in its place in time: `day` sorts, `since` is what is known of the day."""

    day: str
    since: str | None
    evidence: Evidence


def find_positions(evidence: Iterable[Evidence]) -> tuple[Position, ...]:
    """Return the positions of all voices by their beginning.

    A position lasts while its voice stays on one side; repeating it makes no new one, and a day has but one side.
    Stances towards no fact (demands, announces, evaluates) take no side: each is a position of its own, which ends none
    and is ended by none.
    """
    by_voice: dict[tuple[str, str], list[Evidence]] = {}
    for item in evidence:
        stance = item.member.on_claim
        track = "fact" if stance in SIDES else stance
        by_voice.setdefault((item.voice.key, track), []).append(item)
    found = [position for items in by_voice.values() for position in _run(_in_time(items))]
    return tuple(sorted(found, key=lambda p: (p.since or "", p.until or _NEVER, p.party or "", p.actor_name)))


def find_changes(claim: Claim) -> tuple[Change, ...]:
    """Return the transitions of a claim's parties from one side to another, in the order of their days.

    A position of an unknown day that nothing closes has no place in that order, and two of one day are no change:
    nobody knows which came first, or they contradict each other.
    """
    last: dict[str, Position] = {}
    changes = []
    for position in claim.positions:
        if position.stance not in SIDES or position.since is position.until is None:
            continue
        key = position.party or position.actor_name
        before = last.get(key)
        one_day = before is not None and before.since is not None and before.since == position.since
        if before is not None and SIDES[before.stance] != SIDES[position.stance] and not one_day:
            changes.append(
                Change(claim.id, position.party, position.actor_name, before.stance, position.stance, position.since,
                       position.members[0])
            )  # fmt: skip
        last[key] = position
    return tuple(changes)


def last_day(day: str) -> str:
    """Return a day as coarse as it is known for sorting: its last one, by which it was surely said."""
    return day + {4: "-12-31", 7: "-31"}.get(len(day), "")


def _in_time(items: Sequence[Evidence]) -> list[_Entry]:
    """Return a voice's evidence in the order of time; what was so `bislang` goes before what the report tells next."""
    dated = [
        _Entry(last_day(item.point.said) if item.point.said else _NEVER, item.point.said, item)
        for item in items
        if not item.point.earlier
    ]
    for item in (item for item in items if item.point.earlier):
        turned = [
            e.day for e in dated if _side(e.evidence) != _side(item) and e.evidence.point.report == item.point.report
        ]
        turned += [
            e.day for e in dated if _side(e.evidence) != _side(item) and e.day <= last_day(item.point.said or _NEVER)
        ]
        if turned:
            dated.append(_Entry(min(turned), None, item))
        else:
            dated.append(_Entry(last_day(item.point.said) if item.point.said else _NEVER, item.point.said, item))
    # Of a day's statements the one that only tells what was so before comes first.
    dated.sort(key=lambda e: (e.day, e.since is not None, e.evidence.point.report, e.evidence.point.start))
    days = groupby(dated, key=lambda e: (e.day, e.since is not None))
    return [entry for _, entries in days for entry in _on_one_side(list(entries))]


def _on_one_side(entries: list[_Entry]) -> list[_Entry]:
    """Return of a voice's evidence of one day what is on the side that most of it takes.

    Nobody goes over to another side and back within a day; what looks so is nearly always read wrongly.  Whoever takes
    a side does not keep silent, and what a stance says outright counts before what says the contrary of the claim.
    """
    if entries[0].since is None or entries[0].day == _NEVER:
        return entries
    outright = Counter(_side(e.evidence) for e in entries if e.evidence.point.stance == e.evidence.member.on_claim)
    told = Counter(_side(entry.evidence) for entry in entries)
    last = {_side(entry.evidence): at for at, entry in enumerate(entries)}
    leading = max(told, key=lambda side: (side != "open", outright[side], told[side], last[side]))
    return [entry for entry in entries if _side(entry.evidence) == leading]


def _run(entries: Sequence[_Entry]) -> list[Position]:
    """Return one voice's positions on one track, each closed by the next.

    What nobody knows the day of goes with the latest that is on its side, else stands for itself: it closes nothing.
    """
    dated = [entry for entry in entries if entry.day != _NEVER]
    runs = [list(group) for _, group in groupby(dated, key=lambda entry: _side(entry.evidence))]
    untils = [*(run[0].since or run[0].day for run in runs[1:]), None][: len(runs)]
    for entry in (entry for entry in entries if entry.day == _NEVER):
        side = _side(entry.evidence)
        run = next((run for run in reversed(runs) if _side(run[0].evidence) == side), None)
        if run is None:
            runs.append([entry])
            untils.append(None)
        else:
            run.append(entry)
    return [_position(run, until) for run, until in zip(runs, untils, strict=True)]


def _position(run: Sequence[_Entry], until: str | None) -> Position:
    first_day = run[0].day
    opening = [entry.evidence for entry in run if entry.day == first_day]
    # Who confirms and asserts on one day confirms.
    lead = next((item for item in opening if item.member.on_claim == "confirms"), opening[0])
    return Position(
        party=lead.voice.party,
        actor=lead.voice.actor,
        actor_name=lead.voice.name,
        stance=lead.member.on_claim,
        since=run[0].since,
        until=until,
        first=any(item.point.first for item in opening),
        members=tuple(dict.fromkeys([lead.member, *(entry.evidence.member for entry in run)])),
    )


def _side(item: Evidence) -> str:
    return SIDES.get(item.member.on_claim, item.member.on_claim)
