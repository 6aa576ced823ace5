"""CSV with named columns, one report a row; what parts columns and marks text is told by the table itself."""

import csv
import io
from collections.abc import Iterator, Sequence

from sayso.errors import MalformedInput
from sayso.model import Report
from sayso.reading.encodings import decode
from sayso.reading.inputs import LARGEST_REPORT, Given, Input
from sayso.reading.jsonl import FIELDS, LineError, read_fields
from sayso.reading.kinds import column_names, delimiter_of

LARGEST_TABLE = 512_000_000  # bytes; a table is decoded as a whole, so that its encoding is certain


def read_csv(item: Input, given: Given) -> Iterator[Report | LineError]:
    """Read one report a row, in their order; other columns are ignored, empty fields are not known.

    Raises `MalformedInput` where there is no column `text`, naming those that are there, and where the file is
    larger than `LARGEST_TABLE`; `UndecodableText` where its bytes are no text.
    """
    content = item.stream.read(LARGEST_TABLE + 1)
    if len(content) > LARGEST_TABLE:
        raise MalformedInput(
            f"{item.place}: the table has more than {LARGEST_TABLE:,} bytes. Give it as JSON lines or Parquet, which "
            "Sayso reads piece by piece."
        )
    text = decode(content, source=item.place)
    header = next((line for line in text.splitlines() if line.strip()), "")
    names = column_names(header)
    if "text" not in names:
        there = ", ".join(repr(name) for name in names if name) or "none"
        raise MalformedInput(
            f"{item.place}: there is no column 'text'. Columns found: {there}. Name the column with the reports' texts "
            f"so, in the first line; others that Sayso knows: {', '.join(name for name in FIELDS if name != 'text')}."
        )
    yield from _read_rows(text, delimiter_of(header), names, item.place, given)


def _read_rows(text: str, delimiter: str, names: list[str], place: str, given: Given) -> Iterator[Report | LineError]:
    csv.field_size_limit(max(csv.field_size_limit(), LARGEST_REPORT))
    # A mark inside a field is doubled by most programs, and escaped by some.
    escaped = '\\"' in text and '""' not in text
    rows = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        strict=True,
        doublequote=not escaped,
        escapechar="\\" if escaped else None,
    )
    header_seen, number = False, 0
    while True:
        line = rows.line_num + 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            yield LineError(number, None, _tell_broken(f"{place}, line {line}", error))
            continue
        if not any(field.strip() for field in row):
            continue
        if not header_seen:
            header_seen = True
            continue
        number += 1
        yield _read_row(names, row, f"{place}, line {line}", number, given)


def _read_row(names: Sequence[str], row: list[str], place: str, number: int, given: Given) -> Report | LineError:
    if len(row) != len(names):
        return LineError(
            number,
            None,
            f"{place}: the row has {len(row)} fields, the first line names {len(names)}. A text with the sign that "
            "parts the columns, a line break or a quotation mark must stand in quotation marks, its own doubled.",
        )
    fields = {name: field.strip() or None if name != "text" else field for name, field in zip(names, row, strict=True)}
    return read_fields(fields, place=place, number=number, given=given)


def _tell_broken(place: str, error: csv.Error) -> str:
    return (
        f"{place}: here begins a row whose quotation marks do not fit ({error}). Close every mark that opens a field, "
        "and double those inside; what the open mark swallowed was not read."
    )
