"""WARC and WARC.gz, as crawlers keep the web: one page a record, read one after another and never held together.

The one module that knows warcio.
"""

import io
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from sayso.errors import MalformedInput, ReadingError
from sayso.model import Report
from sayso.reading.encodings import decode
from sayso.reading.html import read_page
from sayso.reading.inputs import LARGEST_REPORT, Given, Input, shown
from sayso.reading.jsonl import LineError
from sayso.reading.text import read_plain

_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_KINDS_NAMED = 4  # kinds of content that a notice names
_PIECE = 1_000_000  # bytes read at a time
_AGAIN = "Fetch the archive again; what stands behind this place was not read"


def read_warc(item: Input, given: Given, on_skip: Callable[[str], None]) -> Iterator[Report | LineError]:
    """Read the pages of an archive: answers with status 2xx that are HTML, and the texts of WET files.

    A report's given id is its WARC-Record-ID.  Records that hold no report are passed over; `on_skip` is told once
    how many, and of what kinds.  A record that cannot be read is a `LineError`; where the archive itself is broken,
    or cut short, that is the last one.
    """
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    passed: Counter[str] = Counter()
    number = 0
    try:
        for record in ArchiveIterator(item.stream):
            number += 1
            found = _read_record(record, f"{item.place}: record {number}", given, number)
            if isinstance(found, str):
                passed[found] += 1
            elif found is not None:
                yield found
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, zlib.error) as error:
        told = " ".join(str(error).split())
        yield LineError(
            number + 1, None, f"{item.place}: behind record {number} the archive breaks ({told}). {_AGAIN}."
        )
    if passed:
        on_skip(_tell_passed(item.place, passed))


def _read_record(record: Any, place: str, given: Given, number: int) -> Report | LineError | str | None:
    """Give the report of a record, or why it cannot be read, or what it is instead; None for what no reader sees."""
    headers = record.rec_headers
    id = (headers.get_header("WARC-Record-ID") or "").strip("<> ") or None
    url = headers.get_header("WARC-Target-URI")
    place = f"{place} ({shown(url)})" if url else place
    facts = replace(given, url=url, id=id)
    try:
        if record.rec_type is None:
            raise MalformedInput(f"{place}: this is no record. {_AGAIN}.")
        if record.rec_type == "response":
            return _read_answer(record, place, facts)
        content_type = headers.get_header("Content-Type") or "unknown"
        kind = content_type.partition(";")[0].strip().lower()
        if record.rec_type == "resource":
            page = _read_block(record, place) if kind in _PAGES else b""
            return read_page(page, source=place, given=facts, content_type=content_type) if page else f"resource {kind}"
        if record.rec_type == "conversion" and kind == "text/plain":
            return read_plain(decode(_read_block(record, place), source=place), source=place, given=facts)
    except ReadingError as error:
        return LineError(number, id or url, str(error))
    return None


def _read_answer(record: Any, place: str, facts: Given) -> Report | str:
    """Read a server's answer: its header, what it was packed with, its page."""
    answer = record.http_headers
    status = answer.get_statuscode() if answer is not None else ""
    if not status.startswith("2"):
        return f"status {status or 'unknown'}"
    content_type = answer.get_header("Content-Type") or "unknown kind"
    kind = content_type.partition(";")[0].strip().lower()
    if kind not in _PAGES:
        return str(kind)
    record.raw_stream = io.BytesIO(_read_block(record, place))
    page: bytes = record.content_stream().read(LARGEST_REPORT + 1)
    return read_page(page, source=place, given=facts, content_type=content_type)


def _read_block(record: Any, place: str) -> bytes:
    """Give what stands in a record, as it was packed; `MalformedInput` where it is too much, or not all is there."""
    if record.length > LARGEST_REPORT:
        raise MalformedInput(
            f"{place}: the record has {record.length:,} bytes, more than the {LARGEST_REPORT:,} that Sayso reads as "
            "one page. It was passed over; cut it, or save its text."
        )
    pieces: list[bytes] = []
    while piece := record.raw_stream.read(_PIECE):
        pieces.append(piece)
    missing = getattr(record.raw_stream, "limit", 0)
    if missing:
        raise MalformedInput(
            f"{place}: the last {missing:,} bytes of the record are missing: the archive was cut short. Fetch the "
            "archive again."
        )
    return b"".join(pieces)


def _tell_passed(place: str, passed: Counter[str]) -> str:
    named = [f"{count:,} {kind}" for kind, count in passed.most_common(_KINDS_NAMED)]
    rest = sum(passed.values()) - sum(count for _, count in passed.most_common(_KINDS_NAMED))
    return f"{place}: records without a report passed over: {', '.join(named)}{f', {rest:,} others' if rest else ''}."
