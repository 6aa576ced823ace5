"""Plain text in, a report with its parts out.  Text is never changed: offsets count what was read."""

import hashlib
import re
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from sayso.errors import EmptyReport, MalformedInput
from sayso.model import PublishedFrom, Report
from sayso.reading.agencies import credited_agencies, day_of_code
from sayso.reading.bylines import find_authors
from sayso.reading.encodings import decode
from sayso.reading.inputs import Given, open_input
from sayso.reading.languages import guess_language, mark_passages
from sayso.reading.parts import find_parts

__all__ = ["decode", "read_file", "read_plain", "read_text", "report_id", "to_day"]

_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_TIMESTAMP = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d.*")
_ID_LENGTH = 20  # hexadecimal digits: two of a thousand million reports share an id once in a million million times


def read_text(
    text: str,
    *,
    source: str,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    title: str | None = None,
    id: str | None = None,
    language: str = "de",
) -> Report:
    """Make a report of `text`, which stays as it is.

    `source` names the input in messages.  `published` is an ISO 8601 date or timestamp; without it an agency's code at
    the end of the text may tell the day.  `title` is the
    headline where it is known apart from the text; else the text's own headline serves, without its kicker.
    `id` is the name that the input gives the report; its own id is a hash of url (or outlet) and text.

    Raises `EmptyReport` where there is nothing but blanks, `MalformedInput` where `published` is no date or
    the text holds what no file and no database can (NUL, half of a surrogate pair).
    """
    if not text.strip():
        raise EmptyReport(f"{source}: there is no text in it. Give a report with words.")
    digest = report_id(text, url or outlet or "", source=source)
    day = to_day(published, source=source) if published is not None else None
    parts = mark_passages(text, find_parts(text, title=title), language)
    headline = next((text[part.span.start : part.span.end] for part in parts if part.kind == "headline"), None)
    told = day_of_code(text) if day is None else None
    published_from: PublishedFrom = "given" if day else "text" if told else "unknown"
    return Report(
        id=digest,
        given_id=id,
        text=text,
        parts=parts,
        language=language,
        title=title or headline,
        authors=find_authors(text, parts),
        outlet=outlet,
        url=url,
        published=day or told,
        published_from=published_from,
        agencies=credited_agencies(text, parts),
    )


def report_id(text: str, origin: str, *, source: str) -> str:
    """Return the id of a report: a hash of its text and its `origin`, the url or else the outlet.

    `source` names the input in messages.  Raises `MalformedInput` where one of them holds what no file and no
    database can (NUL, half of a surrogate pair).
    """
    at = text.find("\x00")
    if at < 0:
        try:
            content = f"{origin}\x00{text}".encode()
        except UnicodeEncodeError:
            at = next((index for index, sign in enumerate(text) if "\ud800" <= sign <= "\udfff"), -1)
        else:
            return hashlib.sha256(content).hexdigest()[:_ID_LENGTH]
    if at < 0:
        raise MalformedInput(f"{source}: outlet or url holds half of a surrogate pair. Give it as valid Unicode.")
    raise MalformedInput(
        f"{source}: the sign U+{ord(text[at]):04X} at offset {at} is no character of a text. "
        "Take it out, or write the text again as valid Unicode."
    )


def to_day(published: str, *, source: str) -> str:
    """Give the day, month or year that `published` names: `2025-04-28`, `2025-04`, `2025`.

    A timestamp gives its date as written, in its own time zone.  Raises `MalformedInput` for anything else.
    """
    given = published.strip()
    try:
        if timestamp := _TIMESTAMP.fullmatch(given):
            datetime.fromisoformat(given)
            return timestamp[1]
        if _DAY.fullmatch(given):
            date.fromisoformat(given + "-01-01"[len(given) - 4 :])
            return given
    except ValueError:
        pass  # a date by its looks, but of no calendar: refused below like everything else
    raise MalformedInput(
        f"{source}: {published!r} is no date of publication. "
        "Give it as year, month or day, such as 2025, 2025-04 or 2025-04-28."
    )


def read_plain(text: str, *, source: str, given: Given) -> Report:
    """Make a report of `text` as `read_text` does; a language that is not given is guessed, German in doubt."""
    language = given.language
    if language is None:
        language = guess_language(text)
        language = "de" if language == "und" else language
    return read_text(
        text,
        source=source,
        published=given.published,
        outlet=given.outlet,
        url=given.url,
        title=given.title,
        id=given.id,
        language=language,
    )


def read_file(path: Path | Literal["-"], **given: str | None) -> Report:
    """Read one report of plain text from a file, or from standard input where `path` is `-`.

    `given` are the fields of `Given`.  Raises `MissingInput` where there is no file to read, and what `decode` and
    `read_text` raise.
    """
    with open_input(path) as item:
        text = decode(item.read(), source=item.place)
        return read_plain(text, source=item.place, given=Given(**given))
