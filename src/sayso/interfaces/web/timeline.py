"""Who stood where from when to when, and the figures of each: what the claim page lists, and `charts.js` draws from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sayso.ledger.answers import Entry
from sayso.model import Claim, Figure, Position, Stance


@dataclass(frozen=True, slots=True)
class Segment:
    """One stance of a lane; `row` counts from 0 and is another one than that of every stance that it overlaps."""

    position: Position
    since: date | None
    until: date | None
    row: int


@dataclass(frozen=True, slots=True)
class Point:
    """One statement in a lane, on `day` as it is known; `on` is its first day, None where it is no calendar day."""

    entry: Entry
    stance: Stance
    day: str | None
    on: date | None


@dataclass(frozen=True, slots=True)
class Lane:
    """One party, or one actor without a party."""

    party: str | None
    name: str
    segments: tuple[Segment, ...]
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of a claim that share a unit, the earliest first; `voices` numbers from 0 who gives them."""

    unit: str | None
    figures: tuple[Figure, ...]
    voices: Mapping[str, int]


def lanes_of(claim: Claim, entries: Iterable[Entry]) -> tuple[Lane, ...]:
    """Return the swim lanes of a claim in the order of its positions.

    A statement stands on the day it was said, else on the day of its report.
    """
    by_place = {(entry.report.id, entry.statement.id): entry for entry in entries}
    stances = {(member.report, member.statement): member.on_claim for member in claim.members}
    voices: dict[str, list[Position]] = {}
    for position in claim.positions:
        voices.setdefault(position.party or position.actor_name, []).append(position)
    lanes = []
    for positions in voices.values():
        places = dict.fromkeys((m.report, m.statement) for position in positions for m in position.members)
        points = (_point(by_place[place], stances[place]) for place in places if place in by_place)
        shown = tuple(sorted(points, key=lambda point: (point.on or date.max, point.entry.report.id)))
        lanes.append(Lane(positions[0].party, positions[0].actor_name, tuple(_segments(positions)), shown))
    return tuple(lanes)


def series_of(figures: Sequence[Figure]) -> tuple[Series, ...]:
    """Return the figures by their unit."""
    found = []
    for unit in dict.fromkeys(figure.unit for figure in figures):
        shared = sorted((one for one in figures if one.unit == unit), key=lambda figure: figure.since or "")
        voices = dict.fromkeys(figure.party or figure.actor_name for figure in shared)
        found.append(Series(unit, tuple(shared), {voice: number for number, voice in enumerate(voices)}))
    return tuple(found)


def _segments(positions: Iterable[Position]) -> Iterator[Segment]:
    """Yield the segments of a lane, each in the first row where it covers no other: demands and plans end nothing."""
    ends: list[date] = []
    for position in sorted(positions, key=lambda position: position.since or ""):
        since, until = day_of(position.since), day_of(position.until)
        row = next((row for row, end in enumerate(ends) if end <= (since or date.min)), len(ends))
        ends[row : row + 1] = [until or date.max]
        yield Segment(position, since, until, row)


def _point(entry: Entry, stance: Stance) -> Point:
    day = (entry.statement.said and entry.statement.said.value) or entry.report.published
    return Point(entry, stance, day, day_of(day))


def day_of(value: str | None) -> date | None:
    """Return the first day of a day, month or year, None for anything else."""
    value = value or ""
    try:
        return date.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) in (4, 7) else value)
    except ValueError:
        return None
