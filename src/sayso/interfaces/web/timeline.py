"""The swim lanes of a claim: where everything stands in a drawing that is `WIDTH` units wide."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.ledger.answers import Entry
from sayso.model import Claim, Position, Stance

WIDTH = 960
LABELS = 150  # units at the left for the lanes' names
RIGHT = 24
TOP = 34  # units above the first lane, for the axis
MARGIN = 8  # units above the first row of a lane
ROW = 20  # units from one row of segments to the next
POINTS = 22  # units of a row of statements, below those of the segments
_LEAST_DAYS = 6
_FINE_DAYS = 62  # up to which days are named, not months
_WIDE = 74  # units that a segment must have for its stance to be written in it
_APART = 19  # units between the middles of two points
_STACKED = 5  # rows of statements of a lane; what has no room in them is moved to the right


@dataclass(frozen=True, slots=True)
class Segment:
    """One stance of a lane from `x` on, its upper edge at `y`.

    `open_left` where no beginning is known, `open_right` where no end is.
    """

    position: Position
    x: float
    y: int
    width: float
    open_left: bool
    open_right: bool

    @property
    def is_wide(self) -> bool:
        """Whether the stance's name fits into it."""
        return self.width >= _WIDE


@dataclass(frozen=True, slots=True)
class Point:
    """One statement in a lane, on its day."""

    entry: Entry
    stance: Stance
    day: str
    x: float
    y: int


@dataclass(frozen=True, slots=True)
class Lane:
    """One party, or one actor without a party, between `top` and `bottom`."""

    party: str | None
    name: str
    top: int
    bottom: int
    segments: tuple[Segment, ...]
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A day that is named on the axis; `is_month` where it stands for its month."""

    x: float
    day: date
    is_month: bool = True


@dataclass(frozen=True, slots=True)
class Timeline:
    """A claim's lanes and the axis above them; `height` in the units of `WIDTH`."""

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    height: int


class Axis:
    """Days from left to right, with room for what still lasts."""

    def __init__(self, days: Sequence[date]) -> None:
        first, last = min(days), max(days)
        room = max(_LEAST_DAYS, (last - first).days)
        self.first = first - timedelta(days=max(1, room // 24))
        self.last = last + timedelta(days=max(_LEAST_DAYS - (last - first).days, 1, room // 10))

    def x(self, day: date) -> float:
        """Return where a day is, in units."""
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(LABELS + share * (WIDTH - LABELS - RIGHT), 1)

    def ticks(self) -> Iterator[Tick]:
        """Yield some days, or the first days of months, quarters or years, whichever are at most a dozen."""
        days = (self.last - self.first).days
        if days <= _FINE_DAYS:
            step = next(step for step in (1, 2, 5, 10) if days <= 8 * step)
            for count in range(1, days, step):
                day = self.first + timedelta(days=count)
                yield Tick(self.x(day), day, is_month=False)
            return
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        step = next((step for step in (1, 2, 3, 6, 12, 24, 60) if months <= 9 * step), 120)
        count = self.first.year * 12 + self.first.month - 1
        while True:
            count += 1
            day = date(count // 12, count % 12 + 1, 1)
            if day > self.last:
                return
            if (day.month - 1) % min(step, 12) == 0 and (step <= 12 or day.year % (step // 12) == 0):
                yield Tick(self.x(day), day)


def draw_timeline(claim: Claim, entries: Iterable[Entry]) -> Timeline | None:
    """Return the swim lanes of a claim, None where no day of any position is known.

    A statement stands on the day it was said, else on the day of its report; one without either is not drawn.
    """
    by_place = {(entry.report.id, entry.statement.id): entry for entry in entries}
    stances = {(member.report, member.statement): member.on_claim for member in claim.members}
    days = days_of(claim, by_place.values())
    if not days or not claim.positions:
        return None
    axis = Axis(days)
    lanes: list[Lane] = []
    top = TOP
    for positions in _by_voice(claim.positions).values():
        places = dict.fromkeys((m.report, m.statement) for position in positions for m in position.members)
        segments = tuple(_segments(positions, axis, top))
        foot = max(segment.y for segment in segments) + ROW
        points = tuple(_points([(by_place[p], stances[p]) for p in places if p in by_place], axis, foot + POINTS // 2))
        bottom = max((point.y for point in points), default=foot) + POINTS // 2 + 3
        lanes.append(Lane(positions[0].party, positions[0].actor_name, top, bottom, segments, points))
        top = bottom
    return Timeline(tuple(lanes), tuple(axis.ticks()), top + 8)


def days_of(claim: Claim, entries: Iterable[Entry]) -> list[date]:
    """Return the days of a claim's statements and of its positions."""
    days = [day for entry in entries if (day := day_of(_said(entry)))]
    return days + [day for p in claim.positions for value in (p.since, p.until) if (day := day_of(value))]


def _by_voice(positions: Iterable[Position]) -> Mapping[str, list[Position]]:
    voices: dict[str, list[Position]] = {}
    for position in positions:
        voices.setdefault(position.party or position.actor_name, []).append(position)
    return voices


def _segments(positions: Iterable[Position], axis: Axis, top: int) -> Iterator[Segment]:
    """Yield the segments of a lane, each in the first row where it covers no other: demands and plans end nothing."""
    ends: list[float] = []
    for position in sorted(positions, key=lambda position: position.since or ""):
        since, until = day_of(position.since), day_of(position.until)
        left = axis.x(since or axis.first)
        width = max(8.0, round(axis.x(until or axis.last) - left, 1))
        row = next((row for row, end in enumerate(ends) if end <= left + 1), len(ends))
        ends[row : row + 1] = [left + width]
        yield Segment(position, left, top + MARGIN + row * ROW, width, since is None, until is None)


def _points(found: Iterable[tuple[Entry, Stance]], axis: Axis, y: int) -> Iterator[Point]:
    """Yield points by their day; those of days too near to each other stand below each other."""
    dated = [(day, entry, stance) for entry, stance in found if (day := day_of(_said(entry)))]
    ends: list[float] = []
    for day, entry, stance in sorted(dated, key=lambda item: (item[0], item[1].report.id, item[1].statement.id)):
        x = axis.x(day)
        row = next((row for row, end in enumerate(ends) if end + _APART <= x), len(ends))
        if row == _STACKED:
            row = min(range(_STACKED), key=ends.__getitem__)
            x = min(ends[row] + _APART, WIDTH - _APART / 2)
        ends[row : row + 1] = [x]
        yield Point(entry, stance, _said(entry) or "", x, y + row * (POINTS - 2))


def _said(entry: Entry) -> str | None:
    return (entry.statement.said and entry.statement.said.value) or entry.report.published


def day_of(value: str | None) -> date | None:
    """Return the first day of a day, month or year, None for anything else."""
    value = value or ""
    try:
        return date.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) in (4, 7) else value)
    except ValueError:
        return None
