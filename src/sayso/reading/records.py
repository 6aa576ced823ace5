"""Files that hold many reports: JSON lines and Parquet, told apart by their names."""

from collections.abc import Iterator
from pathlib import Path

from sayso.errors import MissingInput
from sayso.model import Report
from sayso.reading.jsonl import LineError, read_jsonl

_SUFFIXES = frozenset({".jsonl", ".ndjson", ".parquet"})


def holds_records(path: Path) -> bool:
    """Tell whether a file holds many reports, by the ending of its name."""
    return path.suffix in _SUFFIXES


def read_records(path: Path) -> Iterator[Report | LineError]:
    """Yield the report, or the fault, of every line or row of a file; `MissingInput` where there is no such file."""
    if not path.is_file():
        raise MissingInput(f"{path}: there is no such file. Check the name and the folder you are in.")
    if path.suffix == ".parquet":
        from sayso.reading.parquet import read_parquet

        yield from read_parquet(path)
        return
    with path.open("rb") as file:
        yield from read_jsonl(file, source=str(path))
