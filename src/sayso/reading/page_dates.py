"""Times as pages write them: ISO 8601 in all its spellings, mail dates, German and English days."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from sayso.reading.page_words import page_words
from sayso.reading.words import one_of

_LONGEST = 80  # characters; a longer text holds a date, it is none
_ISO = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:[T ]+(?P<time>\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?)?"
)
_NUMBERS = re.compile(r"(?<!\d)(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4}|\d\d)(?!\d)")
_CLOCK = re.compile(r"(?<![\d.])(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?!\d|\.\d)")
_MAIL = re.compile(r"[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d")


def parse_time(text: str) -> datetime | None:
    """Give the time that `text` writes, with its zone where it names one; None where it writes none.

    A day without a time of day is given at 0:00 without a zone.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    try:
        if iso := _ISO.match(text):
            zone = (iso["zone"] or "").replace("Z", "+00:00")
            return datetime.fromisoformat(f"{iso['day']}T{iso['time'] or '00:00'}{zone}")
        if _MAIL.match(text):
            return parsedate_to_datetime(text)
        return _written(text)
    except ValueError:
        return None  # a date by its looks, but of no calendar


def _written(text: str) -> datetime | None:
    if found := _NUMBERS.search(text):
        day, month, year = int(found["day"]), int(found["month"]), int(found["year"])
        year += 2000 if year < 100 else 0
    elif found := _with_month().search(text):
        names = page_words("months")
        name = (found["name"] or found["first"]).casefold()
        # Twelve German names, then twelve English ones.
        month = next(n for n, known in enumerate(names) if name.startswith(known.casefold()[:3])) % 12 + 1
        day, year = int(found["day"] or found["second"]), int(found["year"])
    else:
        return None
    clock = _CLOCK.search(text, found.end())
    hour, minute = (int(clock["hour"]), int(clock["minute"])) if clock else (0, 0)
    return datetime(year, month, day, hour, minute)


def _with_month() -> re.Pattern[str]:
    month = one_of(page_words("months"))
    return re.compile(
        rf"(?:(?P<day>\d{{1,2}})\.?\s?(?P<name>{month})|(?P<first>{month})\.?\s(?P<second>\d{{1,2}})),?\.?\s(?P<year>\d{{4}})"
    )


def best_time(candidates: Iterable[str]) -> datetime | None:
    """Give the first time among `candidates` that can be read, in the zone of the place where another names it.

    Pages give the same moment twice, in Greenwich time for machines and in their own zone: the second is
    the one whose day is the day of publication.
    """
    times = [time for time in map(parse_time, candidates) if time]
    if not times:
        return None
    first = times[0]
    if first.tzinfo and first.utcoffset() == timedelta(0):
        for other in times[1:]:
            if other.tzinfo and other.utcoffset() and abs(other - first) < timedelta(minutes=1):
                return other
    if first.tzinfo is None:
        # The zone may stand in a second account of the same minute.
        for other in times[1:]:
            if other.tzinfo and abs(other.replace(tzinfo=None) - first) < timedelta(minutes=1):
                return other
    return first
