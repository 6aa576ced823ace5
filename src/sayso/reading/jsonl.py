"""JSON lines: one report a line.  A line that cannot be read is told of, and the next one is read."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sayso.errors import MalformedInput, ReadingError
from sayso.model import Report
from sayso.reading.inputs import NOTHING, Given
from sayso.reading.text import read_plain

FIELDS = ("id", "text", "title", "published", "outlet", "url", "language")

_BOM = b"\xef\xbb\xbf"
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_KINDS = {dict: "an object", list: "a list", bool: "true or false", float: "a number", int: "a number", str: "text"}


@dataclass(frozen=True, slots=True)
class LineError:
    """A line, row, record or member that could not be read: its number from 1, its id where it was given, and why."""

    line: int
    id: str | None
    message: str


def read_jsonl(
    lines: Iterable[bytes], *, source: str = "JSON lines", given: Given = NOTHING
) -> Iterator[Report | LineError]:
    """Read one report a line, in their order; empty lines are passed over.

    `lines` are bytes in UTF-8, a file opened for reading bytes among them.  Fields are `id` and `text`, and
    where known `title`, `published`, `outlet`, `url`, `language`; others are ignored.  A missing language is
    guessed, and taken to be German where the words do not tell.  `source` names the input in messages; `given`
    holds for the lines that do not say it themselves.
    """
    for number, line in enumerate(lines, start=1):
        content = line.removeprefix(_BOM) if number == 1 else line
        if not content.strip():
            continue
        place = f"{source}, line {number}"
        try:
            fields = _parse(content, place)
        except MalformedInput as error:
            yield LineError(number, None, str(error))
        else:
            yield read_fields(fields, place=place, number=number, given=given)


def _parse(line: bytes, place: str) -> Mapping[str, object]:
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise MalformedInput(
            f"{place}: byte 0x{line[error.start]:02X} at offset {error.start} of the line is not UTF-8. "
            "Save the file as UTF-8."
        ) from error
    except json.JSONDecodeError as error:
        raise MalformedInput(
            f"{place}: no valid JSON at character {error.pos} ({error.msg}). Write one JSON object on each line."
        ) from error
    except (ValueError, RecursionError) as error:
        raise MalformedInput(f"{place}: JSON that cannot be held ({error}). Leave out what is no field.") from error
    if not isinstance(value, dict):
        raise MalformedInput(f"{place}: this is {_kind(value)}, not an object. Write one JSON object on each line.")
    return value


def read_fields(fields: Mapping[str, object], *, place: str, number: int, given: Given = NOTHING) -> Report | LineError:
    """Make a report of the fields of one line or row; `place` names it in messages, `number` counts from 1.

    `given` holds where the fields say nothing.
    """
    id = None
    try:
        id = _identify(fields.get("id"), place)
        told = {name: _text_field(fields, name, place) for name in FIELDS[1:]}
        text, language = told["text"], told["language"]
        if text is None:
            raise MalformedInput(f"{place}: the field 'text' is missing. Give the report's text in it.")
        if language is not None and not _LANGUAGE.fullmatch(language):
            raise MalformedInput(f"{place}: the field 'language' is {language!r}. Give an ISO 639 code such as 'de'.")
        facts = Given(
            published=told["published"] or given.published,
            outlet=told["outlet"] or given.outlet,
            url=told["url"],
            title=told["title"],
            id=id,
            language=language or given.language,
        )
        return read_plain(text, source=place, given=facts)
    except ReadingError as error:
        return LineError(number, id, str(error))


def _kind(value: object) -> str:
    return "null" if value is None else _KINDS.get(type(value), f"a {type(value).__name__}")


def _identify(value: object, place: str) -> str | None:
    """Give the id; a whole number, as tables have it, is taken by its digits."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is None or isinstance(value, str):
        return value or None
    raise MalformedInput(f"{place}: the field 'id' is {_kind(value)}. Give text or a whole number.")


def _text_field(fields: Mapping[str, object], name: str, place: str) -> str | None:
    value = fields.get(name)
    if value is None or isinstance(value, str):
        return value if value or name == "text" else None
    raise MalformedInput(f"{place}: the field {name!r} is {_kind(value)}. Give text, or leave it out.")
