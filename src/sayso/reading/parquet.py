"""Parquet files: one report a row, the columns named as the fields of JSON lines.

The one module that knows pyarrow, which comes with the extra `parquet`.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sayso.errors import MalformedInput, ReadingError
from sayso.model import Report
from sayso.reading.inputs import Given, Input
from sayso.reading.jsonl import FIELDS, LineError, read_fields

_ROWS_AT_ONCE = 256  # keeps memory flat however long the file is


def read_parquet(item: Input, given: Given) -> Iterator[Report | LineError]:
    """Read one report a row, in their order; other columns are ignored, `given` holds where a row says nothing.

    Raises `ReadingError` where pyarrow is not installed, `MalformedInput` where the bytes are no Parquet file, or
    there is no column `text`.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise ReadingError(
            f"{item.place}: reading Parquet needs pyarrow. Install it with: pip install 'sayso[parquet]'"
        ) from error
    with item.seekable() as stream:
        try:
            table = pyarrow.parquet.ParquetFile(stream)
        except (pyarrow.ArrowInvalid, OSError) as error:
            raise MalformedInput(
                f"{item.place}: this is no Parquet file ({error}). Check the file, or give JSON lines."
            ) from error
        yield from _read_rows(table, item.place, given)


def _read_rows(table: Any, place: str, given: Given) -> Iterator[Report | LineError]:
    import pyarrow

    columns = [name for name in FIELDS if name in table.schema_arrow.names]
    if "text" not in columns:
        there = ", ".join(repr(name) for name in table.schema_arrow.names) or "none"
        raise MalformedInput(
            f"{place}: there is no column 'text'. Columns found: {there}. Name the column with the reports' texts so."
        )
    number = 0
    try:
        for batch in table.iter_batches(batch_size=_ROWS_AT_ONCE, columns=columns):
            for row in batch.to_pylist():
                number += 1
                if isinstance(row.get("published"), date | datetime):
                    row["published"] = row["published"].isoformat()
                yield read_fields(row, place=f"{place}, row {number}", number=number, given=given)
    except (pyarrow.ArrowInvalid, OSError) as error:
        raise MalformedInput(
            f"{place}, behind row {number}: the file breaks off ({error}). Write or fetch it again."
        ) from error
