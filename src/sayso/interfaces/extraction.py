"""`sayso extract`: a file of reports into a file of readings, resumable, one line in and one line out."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from sayso.batch.local import Line, Refused, read_in_order
from sayso.errors import UsageError
from sayso.interfaces.wire import error_to_json, reading_to_json
from sayso.model import Report
from sayso.reading.jsonl import LineError
from sayso.reading.records import read_records
from sayso.tagger import DEFAULT_MODEL

_ROWS = 512  # rows of a Parquet file written at a time


@dataclass(frozen=True, slots=True)
class Totals:
    """What a batch did: reports read, lines that could not be read, lines that were there already."""

    read: int
    failed: int
    skipped: int


def extract(
    source: Path,
    out: Path,
    *,
    workers: int = 1,
    resume: bool = False,
    model: str = DEFAULT_MODEL,
    on_line: Callable[[int], None] = lambda _: None,
    on_skip: Callable[[str], None] = lambda _: None,
) -> Totals:
    """Read every report of `source` into `out`, one reading a line in the same order.

    A line that cannot be read gives a line with `id` and `error`, and the batch goes on.  With `resume` the whole
    lines that `out` already holds stay and their reports are skipped; a torn last line is written again.
    `model` names the weights.  `on_line` is told how many lines are done, `on_skip` what of a folder or an archive was
    passed over.  Raises `MissingInput` where there is no
    `source`, `UsageError` where `out` is the input itself or cannot be written, or a Parquet file is to be resumed.
    An `out` that is there already is touched only when the input has shown that it can be read.
    """
    _check_output(source, out)
    parquet = out.suffix == ".parquet"
    if parquet and resume:
        raise UsageError(f"{out}: a Parquet file cannot be resumed. Write JSON lines, or start anew without --resume.")
    done = _keep_whole_lines(out) if resume else 0
    jobs = _jobs(source, skip=done, on_skip=on_skip)
    lines = read_in_order(jobs, render=reading_to_json, refuse=error_to_json, workers=workers, model=model)
    read = failed = 0
    writer = _write_parquet if parquet else _write_lines
    for line in writer(_begun(lines), out, append=bool(done)):
        read, failed = read + line.good, failed + (not line.good)
        on_line(done + read + failed)
    return Totals(read, failed, done)


def _check_output(source: Path, out: Path) -> None:
    """Refuse an `out` that would overwrite the input, or that nothing can be written to."""
    if out.exists() and source.exists() and out.samefile(source):
        raise UsageError(f"{out}: this is the input itself. Name another file with -o.")
    if not out.parent.is_dir():
        raise UsageError(f"{out}: there is no folder {out.parent}. Make it first, or name another file with -o.")
    if out.is_dir():
        raise UsageError(f"{out}: this is a folder. Name a file in it with -o.")
    if not os.access(out if out.exists() else out.parent, os.W_OK):
        raise UsageError(f"{out}: you are not allowed to write it. Change its permissions, or name another file.")


def _begun(lines: Iterator[Line]) -> Iterator[Line]:
    """Return the same lines, the first of them made already: an input that cannot be read fails here."""
    return chain(list(islice(lines, 1)), lines)


def _jobs(source: Path, *, skip: int, on_skip: Callable[[str], None]) -> Iterator[Report | Refused]:
    for record in islice(read_records(source, on_skip=on_skip), skip, None):
        yield Refused(record.id, record.message) if isinstance(record, LineError) else record


def _keep_whole_lines(out: Path) -> int:
    """Cut a torn last line off `out` and return how many whole lines it holds."""
    if not out.exists():
        return 0
    lines, end = 0, 0
    with out.open("rb") as file:
        for line in file:
            if line.endswith(b"\n"):
                lines, end = lines + 1, end + len(line)
    with out.open("r+b") as file:
        file.truncate(end)
    return lines


def _write_lines(lines: Iterable[Line], out: Path, *, append: bool) -> Iterator[Line]:
    """Write each line as soon as it is there, so that a batch that is killed can be resumed behind it."""
    with out.open("ab" if append else "wb") as file:
        for line in lines:
            file.write(line.text.encode("utf-8") + b"\n")
            file.flush()
            yield line


def _write_parquet(lines: Iterable[Line], out: Path, *, append: bool) -> Iterator[Line]:
    """Write rows with the one column `reading`: the same JSON that a line of JSON lines holds."""
    del append
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ModuleNotFoundError as error:
        raise UsageError(
            f"{out}: writing Parquet needs pyarrow. Install it with `pip install 'sayso[parquet]'`."
        ) from error
    schema = pa.schema([("reading", pa.string())])
    rest = iter(lines)
    with pq.ParquetWriter(out, schema) as writer:
        while rows := list(islice(rest, _ROWS)):
            writer.write_table(pa.table({"reading": [row.text for row in rows]}, schema=schema))
            yield from rows
