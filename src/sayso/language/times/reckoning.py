"""Reckon the TimeML value of what a rule has matched.

A rule's template of the value names groups of its pattern (`{month}`), constants of the rule, or one of the
reckonings of this module (`{near_day}`), which know the calendar and ask the context: when the text appeared, the
tense of the clause, the day that the text spoke of last.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from sayso.language.times.calendar import Published, feast_day, is_day, week_of
from sayso.language.times.context import Context
from sayso.language.times.knowledge import Rule
from sayso.model import TimeType

_FIELD = re.compile(r"\{(\w+)\}")
_NO_SUCH_DAY = "?"
_UNKNOWN_DAY = "XXXX-XX-XX"
_UNKNOWN = {"W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "D": _UNKNOWN_DAY}
_YEARS = {"Y": 1, "DE": 10, "CE": 100, "L": 1000}
"""How many years a unit has; its value is the year without the last digits."""
_NEAR = 2
"""A month without a year that is at most so many months away is the near one, whatever the tense."""
_CARRIED_ON = ("{clock_day}", "{on_day}", "{night_day}")
"""Fields that repeat a day named before, or fall back on the publication: no new day to carry on."""
_SEASON_BEGINS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def resolve(context: Context, rule: Rule, match: re.Match[str]) -> tuple[TimeType, str] | None:
    """Return type and value of a match; None for what is no time or does not exist (`31. 2. 2024`)."""
    context.enter(rule, match)

    def fill(field: re.Match[str]) -> str:
        reckon = _RECKONINGS.get(field[1])
        return reckon(context) if reckon else context.fields.get(field[1], "")  # a group without part in the match

    value = _FIELD.sub(fill, rule.value)
    if not value or _NO_SUCH_DAY in value:
        return None
    if not any(field in rule.value for field in _CARRIED_ON):
        context.remember(value)
    return rule.type, value


# -- days ---------------------------------------------------------------------------------------------------------


def _full_day(context: Context) -> str:
    """Return a day with its year; a year of two digits lies between 1950 and 2049."""
    year = context.fields["year"]
    if len(year) == 2:
        year = ("20" if year < "50" else "19") + year
    month, day = context.number("month"), context.number("day")
    return f"{year}-{month:02}-{day:02}" if is_day(int(year), month, day) else _NO_SUCH_DAY


def _near_day(context: Context) -> str:
    """Return a day of the year whose year is not told."""
    month, day = context.number("month"), context.number("day")
    year = _near_year(context, month, None)
    leap = 2024  # stands for an unknown year
    if not is_day(int(year) if year.isdigit() else leap, month, day):
        return _NO_SUCH_DAY
    return f"{year}-{month:02}-{day:02}"


def _near_month(context: Context) -> str:
    """Return a month whose year is not told."""
    month = context.number("month")
    named = context.past_month_named_within(2) if context.tense() == "past" else None
    return f"{_near_year(context, month, named)}-{month:02}"


def _near_year(context: Context, month: int, named: int | None) -> str:
    """Return the year of a month, or a day in it, told without its year.

    It is the year that the text has `named` for another month just before.  Else a month near to the publication
    is the near one; one farther away is the last or the next by the tense, or of the same year.
    """
    published = context.published
    if published.year is None:
        return "XXXX"
    if published.month is None:
        return str(published.year)
    if named is not None:
        return str(named)
    tense = context.tense()
    ahead = (month - published.month) % 12
    if ahead == 0:
        return str(published.year)
    later_in_year = month > published.month
    if ahead <= _NEAR or (ahead <= 12 - _NEAR and tense == "future"):
        return str(published.year + (not later_in_year))
    gone = ahead > 12 - _NEAR or tense == "past"
    return str(published.year - (gone and later_in_year))


def _weekday_day(context: Context) -> str:
    """Return the day of a weekday: the last up to the publication, the next in a clause about the future."""
    weekday = context.number("weekday")
    day = context.published.as_date()
    if day is None:
        return f"{context.published.year or 'XXXX'}-WXX-{weekday}"
    back = (day.isoweekday() - weekday) % 7
    by = context.fields.get("by")
    if by == "-1":
        return _move(day, -back if back > 1 else -back - 7)  # not yesterday, which has a word of its own
    if by == "1" or (back and context.tense() == "future"):
        return _move(day, 7 - back)
    return _move(day, -back)


def _night_before(context: Context) -> str:
    """Return the day on whose evening the night to a weekday or date begins."""
    value = _weekday_day(context) if "weekday" in context.fields else _near_day(context)
    known = re.fullmatch(r"\d{4}-\d\d-\d\d", value)
    return _move(date.fromisoformat(value), -1) if known else _UNKNOWN_DAY


def _clock_day(context: Context) -> str:
    """Return the day of a clock time: named before in the sentence, in a story just before; else the publication's."""
    return context.day_named_within(3 if context.tense() == "past" else 1) or _publication_day(context)


def _on_day(context: Context) -> str:
    """Return the day that the text speaks of: named some sentences before, else the day of publication."""
    return context.day_named_within(6) or _publication_day(context)


def _night_day(context: Context) -> str:
    """Return the day on whose evening a night begins: just named, else by the tense the last or the coming night."""
    named, day = context.day_named_within(3), context.published.as_date()
    if named is not None or day is None:
        return named or _UNKNOWN_DAY
    return _move(day, 0 if context.tense() == "future" else -1)


def _day_from_there(context: Context) -> str:
    """Return the day after or before the one that the text speaks of."""
    day = context.day_named_within(8)
    return _move(date.fromisoformat(day), context.number("by")) if day else _UNKNOWN_DAY


def _publication_day(context: Context) -> str:
    """Return the day of publication, or an unknown day."""
    day = context.published.as_date()
    return day.isoformat() if day else _UNKNOWN_DAY


def _today_or_now(context: Context) -> str:
    """Return the day of publication where `today` something happens, the present where something is so."""
    day = context.published.as_date()
    return day.isoformat() if day and context.tells_an_event() else "PRESENT_REF"


def _feast_date(context: Context) -> str:
    """Return the day of a feast, in the year named or that of the publication."""
    rule, year = context.fields["feast"], context.fields.get("year")
    if year is None and context.published.year is None:
        return f"XXXX-{rule}" if re.fullmatch(r"\d\d-\d\d", rule) else _UNKNOWN_DAY
    if year is None:
        month = feast_day(rule, context.published.year or 0)[5:7]
        year = _near_year(context, int(month), None)
    return feast_day(rule, int(year))


# -- weeks and longer ---------------------------------------------------------------------------------------------


def _shifted(context: Context) -> str:
    """Return a unit of the calendar, `by` units on or back from the publication."""
    return _shift(context.published, context.fields["unit"], context.number("by"))


def _ago(context: Context) -> str:
    """Return the unit of the calendar so many units before the publication; the past where it has no place in it."""
    number, unit = context.fields["number"], context.fields["unit"]
    if not re.fullmatch(r"\d{1,3}", number) or unit not in (*_YEARS, "M", "W", "D"):
        return "PAST_REF"
    return _shift(context.published, unit, -int(number))


def _shift(published: Published, unit: str, by: int) -> str:
    """Return the unit of the calendar so many units after the one of the publication."""
    if unit in _YEARS:
        digits = {"Y": 4, "DE": 3, "CE": 2, "L": 1}[unit]
        return "X" * digits if published.year is None else f"{published.year // _YEARS[unit] + by:0{digits}}"
    if unit in ("M", "Q") and published.year is not None and published.month is not None:
        length, sign, width = (1, "", 2) if unit == "M" else (3, "Q", 1)
        in_year = 12 // length
        count = published.year * in_year + (published.month - 1) // length + by
        return f"{count // in_year}-{sign}{count % in_year + 1:0{width}}"
    day = published.as_date()
    if day is None or unit in ("M", "Q"):
        return _UNKNOWN[unit]
    if unit == "D":
        return _move(day, by)
    return week_of(day + timedelta(days=7 * by)) + ("-WE" if unit == "WE" else "")


def _weekend(context: Context) -> str:
    """Return a weekend without more: the last, in a clause about the future the coming one."""
    day = context.published.as_date()
    if day is None:
        return f"{context.published.year or 'XXXX'}-WXX-WE"
    coming = day.isoweekday() >= 6 or context.tense() == "future"
    return week_of(day if coming else day - timedelta(days=7)) + "-WE"


def _season_year(context: Context) -> str:
    """Return the year of a season told without it."""
    published, season = context.published, context.fields["season"]
    if published.year is None:
        return "XXXX"
    if "by" in context.fields:
        return str(published.year + context.number("by"))
    if published.month is None:
        return str(published.year)
    tense = context.tense()
    if season == "WI":  # begins in the year before
        return str(published.year - (published.month < 6 and tense != "future"))
    return str(published.year - (published.month < _SEASON_BEGINS[season] and tense == "past"))


def _part_year(context: Context) -> str:
    """Return the year of a quarter or half told without it."""
    return str(context.published.year or "XXXX")


def _same_year(context: Context) -> str:
    """Return the year that the text speaks of: a past one just named, else that of the publication."""
    return str(context.past_year_named_within(3) or context.published.year or "XXXX")


def _edge_year(context: Context) -> str:
    """Return the year whose beginning or end is meant: in a clause about the past one just named."""
    return _same_year(context) if context.tense() == "past" else _part_year(context)


def _century(context: Context) -> str:
    """Return the first two digits of the years of a century: the 19th is `18`."""
    return f"{context.number('ordinal') - 1:02}"


def _millennium(context: Context) -> str:
    """Return the first digit of the years of a millennium: the third is `2`."""
    return str(context.number("ordinal") - 1)


def _decade(context: Context) -> str:
    """Return the first three digits of the years of a decade: the sixties are `196`."""
    digits = "".join(filter(str.isdigit, context.fields["decade"]))
    if len(digits) == 2:  # told without a century: the last such decade that is over
        digits = ("20" if digits < "20" else "19") + digits
    return digits[:3]


# -- clock and lengths --------------------------------------------------------------------------------------------


def _clock(context: Context) -> str:
    """Return a time of the clock, `20:15`."""
    return f"{context.number('hour'):02}:{context.fields.get('minute', '00')}"


def _clock_after_noon(context: Context) -> str:
    """Return a time after noon, told on a clock of twelve hours."""
    return f"{context.number('hour') % 12 + 12}:{context.fields.get('minute', '00')}"


def _length(context: Context) -> str:
    """Return a duration: number and unit, `X` where there is no number."""
    return _duration(context.fields.get("number", "X"), context.fields["unit"])


def _length_of_one(context: Context) -> str:
    """Return the duration of one unit."""
    return _duration("1", context.fields["unit"])


def _length_of_two_units(context: Context) -> str:
    """Return a duration of two units, as years and months."""
    first, second = _length(context), _duration(context.fields["more"], context.fields["subunit"])
    return first + (second.removeprefix("PT") if "T" in first else second[1:])


def _duration(number: str, unit: str) -> str:
    """Return `P3D`, or for parts of a day `PT3H`; dots and blanks in thousands fall away, a comma is a point."""
    number = re.sub(r"[.,\s](?=\d{3}(?!\d))", "", number).replace(",", ".")
    return f"PT{number}{unit[1:]}" if unit.startswith("T") else f"P{number}{unit}"


def _move(day: date, by: int) -> str:
    """Return the day so many days later."""
    return (day + timedelta(days=by)).isoformat()


_RECKONINGS: dict[str, Callable[[Context], str]] = {
    "full_day": _full_day,
    "near_day": _near_day,
    "near_month": _near_month,
    "weekday_day": _weekday_day,
    "night_before": _night_before,
    "clock_day": _clock_day,
    "on_day": _on_day,
    "night_day": _night_day,
    "day_from_there": _day_from_there,
    "today_or_now": _today_or_now,
    "feast_date": _feast_date,
    "shifted": _shifted,
    "ago": _ago,
    "weekend": _weekend,
    "season_year": _season_year,
    "part_year": _part_year,
    "same_year": _same_year,
    "edge_year": _edge_year,
    "century": _century,
    "millennium": _millennium,
    "decade": _decade,
    "clock": _clock,
    "clock_after_noon": _clock_after_noon,
    "length": _length,
    "length_of_one": _length_of_one,
    "length_of_two_units": _length_of_two_units,
}
