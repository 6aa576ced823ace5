"""The calendar: days of publication, weeks, Easter and the feasts that move with it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.errors import UsageError

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Published:
    """When a report appeared, as far as it is known."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def as_date(self) -> date | None:
        """Return the day; None where only the year or month is known."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)


def read_published(published: str | None) -> Published:
    """Read an ISO 8601 date as coarse as it is; what is no date is a UsageError.

    A year before 1000 or after 9000 is a placeholder that archives use for an unknown date (`0001-01-01`): no anchor.
    """
    if published is None:
        return Published()
    match = _DATE.match(published)
    parts = [int(part) for part in match.groups() if part] if match else []
    year, month, day = [*parts, 1, 1, 1][:3]
    if not parts or not is_day(year, month, day):
        raise UsageError(
            f"{published!r} is no date of publication: give a day, month or year such as 2025-04-28, 2025-04 or 2025"
        )
    return Published(*parts) if 1000 <= year <= 9000 else Published()


def is_day(year: int, month: int, day: int) -> bool:
    """Return whether there is such a day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876, Meeus, chapter 8)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * sunday) // 451
    month, day = divmod(epact + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def feast_day(rule: str, year: int) -> str:
    """Return the day of a feast in a year.

    Rules are `12-24` (fixed), `easter+49`, `advent-7` (days from the first Sunday in Advent), or `10-7#1` and
    `11-7#-1` (the first, the last Sunday of a month).
    """
    if rule.startswith("easter"):
        return (easter(year) + timedelta(days=int(rule[6:] or 0))).isoformat()
    if rule.startswith("advent"):
        fourth = date(year, 12, 24)
        fourth -= timedelta(days=fourth.isoweekday() % 7)
        return (fourth + timedelta(days=int(rule[6:] or 0) - 21)).isoformat()
    if "#" in rule:
        month_day, nth = rule.split("#")
        month, weekday = (int(part) for part in month_day.split("-"))
        return _nth_weekday(year, month, weekday, int(nth)).isoformat()
    return f"{year:04}-{rule}"


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the nth weekday of a month, from its end where `nth` is negative."""
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.isoweekday() - weekday) % 7 - 7 * (nth + 1))


def week_of(day: date) -> str:
    """Return the ISO week that a day lies in, as `2014-W08`."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"
