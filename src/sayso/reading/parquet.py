"""Parquet files: one report a row, the columns named as the fields of JSON lines.

The one module that knows pyarrow, which comes with the extra `parquet`.
"""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from sayso.errors import MalformedInput, MissingInput, ReadingError
from sayso.model import Report
from sayso.reading.jsonl import FIELDS, LineError, read_fields

_ROWS_AT_ONCE = 256  # keeps memory flat however long the file is


def read_parquet(path: Path) -> Iterator[Report | LineError]:
    """Read one report a row, in their order; other columns are ignored.

    Raises `ReadingError` where pyarrow is not installed, `MissingInput` where there is no file to read, and
    `MalformedInput` where it is no Parquet file or has no column `text`.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise ReadingError(
            f"{path}: reading Parquet needs pyarrow. Install it with: pip install 'sayso[parquet]'"
        ) from error
    try:
        table = pyarrow.parquet.ParquetFile(path)
    except pyarrow.ArrowInvalid as error:
        raise MalformedInput(
            f"{path}: this is no Parquet file ({error}). Check the file, or give JSON lines."
        ) from error
    except OSError as error:
        raise MissingInput(f"{path}: it could not be opened ({error}). Check the name and its permissions.") from error
    with table:
        columns = [name for name in FIELDS if name in table.schema_arrow.names]
        if "text" not in columns:
            raise MalformedInput(f"{path}: there is no column 'text'. Name the column with the reports' texts so.")
        number = 0
        for batch in table.iter_batches(batch_size=_ROWS_AT_ONCE, columns=columns):
            for row in batch.to_pylist():
                number += 1
                if isinstance(row.get("published"), date | datetime):
                    row["published"] = row["published"].isoformat()
                yield read_fields(row, place=f"{path}, row {number}", number=number)
