"""Reports read a few dozen at a time, so that they know whom one another introduce, in the order of the input."""

from collections.abc import Iterable, Iterator

from sayso.accounting import read_together_knowing
from sayso.errors import ReadingError
from sayso.ledger import Ledger
from sayso.model import Reading, Report
from sayso.pipeline import read_report

_REPORTS, _CHARACTERS = 64, 1_000_000  # at most in memory at a time, as a rule


def read_items(
    items: Iterable[Report | ReadingError], book: Ledger | None, model: str
) -> Iterator[Reading | ReadingError]:
    """Yield the reading of each report and each error as it came.

    Reports read into a ledger know whom it and the other reports introduce; without a ledger each is read alone.
    """
    if book is None:
        for item in items:
            yield read_report(item, model) if isinstance(item, Report) else item
        return
    for batch in _batches(items):
        reports = [item for item in batch if isinstance(item, Report)]
        readings = iter(read_together_knowing(book, reports, model))
        for item in batch:
            yield next(readings) if isinstance(item, Report) else item


def _batches(items: Iterable[Report | ReadingError]) -> Iterator[list[Report | ReadingError]]:
    """Yield the items in lists of so many reports and characters."""
    batch: list[Report | ReadingError] = []
    length = 0
    for item in items:
        batch.append(item)
        length += len(item.text) if isinstance(item, Report) else 0
        if len(batch) >= _REPORTS or length >= _CHARACTERS:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch
