"""Corrections by people who use the page, carried out on a ledger one after the other."""

from collections.abc import Callable, Collection, Sequence
from threading import Lock

from sayso.accounting import Meanings, correct_statement, merge_claims, split_claim, undo_ruling
from sayso.ledger import Amendment, Ledger, Ruling
from sayso.model import Claim


class LedgerCorrections:
    """Answers `Corrections`; `load` gives what tells meanings, for claims are made anew."""

    def __init__(self, book: Ledger, load: Callable[[], Meanings]) -> None:
        self._book = book
        self._load = load
        self._lock = Lock()

    def correct(
        self, report: str, statement: str, amendment: Amendment | None, *, by: str, note: str | None = None
    ) -> Ruling:
        """See `Corrections`."""
        with self._lock:
            correct_statement(self._book, report, statement, amendment, by=by, note=note, load=self._load)
            return self._book.rulings(report=self._book.report(report).id)[-1]

    def merge(self, ids: Sequence[str], *, by: str, note: str | None = None) -> Claim:
        """See `Corrections`."""
        with self._lock:
            return merge_claims(self._book, ids, by=by, note=note, load=self._load)

    def split(self, claim: str, statements: Collection[tuple[str, str]], *, by: str, note: str | None = None) -> Claim:
        """See `Corrections`."""
        with self._lock:
            return split_claim(self._book, claim, statements, by=by, note=note, load=self._load)

    def undo(self, number: int, *, by: str, note: str | None = None) -> Ruling:
        """See `Corrections`."""
        with self._lock:
            return undo_ruling(self._book, number, by=by, note=note, load=self._load)
