"""Whatever holds reports: files of every kind, folders, archives, standard input, recognised by what is in them."""

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, cast

from sayso.errors import MalformedInput, ReadingError, UsageError
from sayso.model import Report
from sayso.reading.inputs import NOTHING, STDIN, Given, Input, make_input, open_input, shown
from sayso.reading.jsonl import LineError, read_jsonl
from sayso.reading.kinds import MANY, Kind, recognise
from sayso.reading.text import decode, read_plain, to_day

Told = Callable[[str], None]

_PACKED: frozenset[Kind] = frozenset(("zip", "gzip"))


def read_records(path: Path, given: Given = NOTHING, on_skip: Told = lambda _: None) -> Iterator[Report | LineError]:
    """Yield the reports in a file or folder, or on standard input where `path` is `-`, in their order.

    What cannot be read of an input that holds many is a `LineError` in its place.  `on_skip` is told what of a folder
    or an archive was passed over because it is of no kind that Sayso reads.  `given` is told of every report; a line
    or row that says something else is right about itself, and so is what a page or mail in a folder or archive says
    of its day.

    Raises `MissingInput`, or what else is the matter, where nothing at all could be read; `UsageError` where an
    address or a title is given for an input that holds many reports.
    """
    number = 0
    try:
        for record in _read_path(path, given, on_skip):
            number += 1
            yield record
    except ReadingError as error:
        if not number:
            raise
        yield LineError(number + 1, None, str(error))


def _read_path(path: Path, given: Given, on_skip: Told) -> Iterator[Report | LineError]:
    if str(path) == STDIN:
        with open_input(STDIN) as item:
            yield from _read_input(item, given, on_skip)
    elif path.is_dir():
        yield from _with_own_days(lambda facts: _read_folder(path, facts, on_skip), given)
    else:
        with open_input(path) as item:
            yield from _read_input(item, given, on_skip)


def _with_own_days(read: Callable[[Given], Iterator[Report | LineError]], given: Given) -> Iterator[Report | LineError]:
    """Read many reports that are told one day together: it is that of those that do not tell their own."""
    if given.published is None:
        yield from read(given)
        return
    day = to_day(given.published, source="published")
    for record in read(replace(given, published=None)):
        if isinstance(record, Report) and record.published is None:
            yield replace(record, published=day, published_from="given")
        else:
            yield record


def _read_folder(folder: Path, given: Given, on_skip: Told) -> Iterator[Report | LineError]:
    from sayso.reading.folders import list_files

    _refuse_address(given, str(folder), "a folder")
    for number, path in enumerate(list_files(folder, on_skip), start=1):
        name = path.relative_to(folder).as_posix()
        try:
            with open_input(path) as item:
                yield from _read_member(item, replace(given, id=name), on_skip, inside=frozenset())
        except ReadingError as error:
            yield LineError(number, shown(name), str(error))


def _read_zip(item: Input, given: Given, on_skip: Told) -> Iterator[Report | LineError]:
    from sayso.reading.zips import list_members

    with item.seekable() as stream:
        for number, member in enumerate(list_members(item, stream), start=1):
            name = shown(member.name)
            try:
                with member.open() as inner:
                    yield from _read_member(inner, replace(given, id=name), on_skip, inside=_PACKED)
            except ReadingError as error:
                yield LineError(number, name, str(error))


def _read_member(item: Input, given: Given, on_skip: Told, *, inside: frozenset[Kind]) -> Iterator[Report | LineError]:
    """Read a file of a folder or archive; text is known by its name there, and what is of no kind is passed over."""
    if item.head and recognise(item.head, item.suffix) is None:
        on_skip(f"{item.place}: this is of no kind that Sayso reads. It was passed over.")
        return
    yield from _read_input(item, given, on_skip, inside=inside)


def _read_input(
    item: Input, given: Given, on_skip: Told, *, inside: frozenset[Kind] = frozenset()
) -> Iterator[Report | LineError]:
    """Read an input of any kind; one that is packed stands in none of the kinds `inside`."""
    kind = recognise(item.head, item.suffix)
    if kind in inside:
        raise MalformedInput(f"{item.place}: this is an archive inside an archive. Unpack the outer one first.")
    if kind in MANY:
        _refuse_address(given, item.place, "an input with many reports")
        given = replace(given, id=None)
    if kind == "json lines":
        yield from read_jsonl(item.lines(), source=item.place, given=given)
    elif kind == "csv":
        from sayso.reading.tables import read_csv

        yield from read_csv(item, given)
    elif kind == "parquet":
        from sayso.reading.parquet import read_parquet

        yield from read_parquet(item, given)
    elif kind == "warc":
        from sayso.reading.warc import read_warc

        yield from _with_own_days(lambda facts: read_warc(item, facts, on_skip), given)
    elif kind == "feed":
        from sayso.reading.feeds import read_feed

        yield from read_feed(item.read(), item.place)
    elif kind == "zip":
        yield from _with_own_days(lambda facts: _read_zip(item, facts, on_skip), given)
    elif kind == "gzip":
        yield from _unpack(item, given, on_skip, inside=inside)
    else:
        yield _read_one(item, kind, given)


def _read_one(item: Input, kind: Kind | None, given: Given) -> Report:
    """Read an input that holds one report."""
    if kind == "page":
        from sayso.reading.html import read_page

        return read_page(item.read(), source=item.place, given=given)
    if kind == "mail":
        from sayso.reading.mail import read_mail

        return read_mail(item, given)
    if kind == "pdf":
        from sayso.reading.pdf import read_pdf

        return read_pdf(item, given)
    if item.suffix == ".json":
        raise MalformedInput(
            f"{item.place}: this is not one object on each line. Write one JSON object with a field 'text' on each "
            "line, without a list around them, and name the file .jsonl."
        )
    return read_plain(decode(item.read(), source=item.place), source=item.place, given=given)


def _unpack(item: Input, given: Given, on_skip: Told, *, inside: frozenset[Kind]) -> Iterator[Report | LineError]:
    """Read what is in a gzip file; a WARC may be one of many small ones, or packed as a whole."""
    from sayso.reading.zips import breaks_told

    try:
        start = zlib.decompressobj(wbits=31).decompress(item.head, len(item.head))
    except zlib.error:
        start = b""
    if start.startswith(b"WARC/"):
        from sayso.reading.warc import read_warc

        _refuse_address(given, item.place, "an input with many reports")
        with gzip.GzipFile(fileobj=item.stream) as stream:
            unpacked = replace(item, stream=cast(IO[bytes], _Unpacking(stream)), rewinds=False)
            yield from _with_own_days(lambda facts: read_warc(unpacked, facts, on_skip), replace(given, id=None))
        return
    name = item.name.removesuffix(".gz")
    with breaks_told(item.place), gzip.GzipFile(fileobj=item.stream) as stream:
        inner = make_input(cast(IO[bytes], stream), place=item.place, name=name)
        yield from _read_input(inner, given, on_skip, inside=inside | _PACKED)


class _Unpacking(io.RawIOBase):
    """What is in a gzip file, given as far as it can be unpacked before a break is raised."""

    def __init__(self, packed: gzip.GzipFile) -> None:
        self._packed = packed

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """Give some bytes, none at the end; `OSError` where the file breaks off (warcio swallows an `EOFError`)."""
        try:
            return self._packed.read1(size)
        except EOFError:
            raise OSError("it was cut short") from None


def _refuse_address(given: Given, place: str, what: str) -> None:
    if given.url or given.title:
        raise UsageError(
            f"{place}: this is {what}. --url is the address of one report: leave it out, or read one file."
        )
