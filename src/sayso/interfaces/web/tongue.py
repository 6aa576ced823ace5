"""The languages of the pages: message catalogues, dates and numbers."""

import gettext
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale, negotiate_locale
from babel.dates import format_date, format_datetime, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from sayso.language.places import state_name

LANGUAGES = ("de", "en")
_DAY_AS_WRITTEN = re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})", re.ASCII)
_CATALOGUES = Path(__file__).parent / "locales"


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language of the pages: `code`, its messages, and how it writes days and numbers."""

    code: str
    messages: gettext.NullTranslations

    def say(self, message: str) -> str:
        """Return a message in this language."""
        return self.messages.gettext(message)

    def day(self, value: str | None) -> str:
        """Return a day, month or year (`2025-04-28`, `2025-04`, `2025`) as this language writes it."""
        return self.say("day unknown") if value is None else _day(self.code, value)

    def read_day(self, written: str) -> str:
        """Return a day that a person wrote as `28.4.2025` in ISO 8601, anything else as it was written."""
        numbers = _DAY_AS_WRITTEN.fullmatch(written.strip())
        if numbers is None:
            return written.strip()
        return f"{numbers['year']}-{int(numbers['month']):02}-{int(numbers['day']):02}"

    def write_day(self, value: str) -> str:
        """Return a whole day in ISO 8601 as a field shows it and `read_day` reads it, anything else as it is."""
        if self.code == "de" and len(value) == 10 and value.count("-") == 2:
            year, month, day = value.split("-")
            return f"{day}.{month}.{year}"
        return value

    def moment(self, value: str) -> str:
        """Return a UTC time in ISO 8601 as this language writes it."""
        return str(format_datetime(datetime.fromisoformat(value), "medium", locale=self.code)) + " UTC"

    def number(self, value: float) -> str:
        """Return a number with this language's separators."""
        return _number(self.code, value)

    def percent(self, share: float) -> str:
        """Return a share of 1 in percent."""
        return str(format_percent(share, locale=self.code))

    def territory(self, code: str) -> str:
        """Return the name of a party's code: `RU` is Russland or Russia; those that are no states keep their code."""
        if code in {"EU", "UN"}:
            return self.say(code)
        known = _territories(self.code).get(code) or state_name(code, language=self.code)
        return self.say(code) if known == code else known


# Lists of statements name the same days and numbers over and over.
@lru_cache(8192)
def _day(language: str, value: str) -> str:
    try:
        if len(value) == 10:
            return str(format_date(date.fromisoformat(value), "medium", locale=language))
        if len(value) == 7:
            return str(format_skeleton("yMMM", date.fromisoformat(f"{value}-01"), locale=language))
    except ValueError:
        pass  # a season or week, as TimeML writes it: shown as it is
    return value


@lru_cache(8192)
def _number(language: str, value: float) -> str:
    return str(format_decimal(value, locale=language))


@cache
def _territories(language: str) -> Mapping[str, str]:
    found: Mapping[str, str] = Locale(language).territories
    return found


@cache
def tongue(code: str) -> Tongue:
    """Return a language of the pages; English needs no catalogue."""
    path = _CATALOGUES / code / "LC_MESSAGES" / "sayso.po"
    if not path.is_file():
        return Tongue(code, gettext.NullTranslations())
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return Tongue(code, gettext.GNUTranslations(compiled))


def choose(cookie: str | None, accepted: str) -> str:
    """Return the language that a browser's cookie or `Accept-Language` header asks for, else English."""
    if cookie in LANGUAGES:
        return cookie
    return negotiate_locale(_preferred(accepted), LANGUAGES, sep="-") or "en"


def _preferred(accepted: str) -> Sequence[str]:
    weighed = []
    for place, choice in enumerate(accepted.split(",")[:20]):
        name, _, weight = choice.strip().partition(";q=")
        try:
            weighed.append((-float(weight or 1), place, name.strip()))
        except ValueError:
            continue
    return [name for weight, _, name in sorted(weighed) if weight < 0]
