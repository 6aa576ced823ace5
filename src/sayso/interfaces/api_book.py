"""What the HTTP API and the pages ask of a ledger; `sayso.ledger.Ledger` answers it."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from sayso.ledger.answers import Counts, Entry, Hit, Kept, LedgerChange, ReportHead, Version
from sayso.ledger.search import Wanted
from sayso.model import Claim, Reading


class Book(Protocol):
    """The questions; each of them may be asked by several threads at once.

    An id that names nothing raises `UsageError`, as does a stance, standing or day that is none.
    """

    def keep(self, reading: Reading) -> Kept:
        """Add a reading and place its statements in claims."""
        ...

    def counts(self) -> Counts:
        """Return how much the ledger holds."""
        ...

    def reading(self, report_id: str) -> Reading:
        """Return the latest reading of a report."""
        ...

    def reports(self, *, since: str | None = None, all_versions: bool = False) -> Iterator[ReportHead]:
        """Yield the heads of reports in order of publication."""
        ...

    def versions(self, report_id: str) -> tuple[Version, ...]:
        """Return the texts kept under the address of a report."""
        ...

    def statements(
        self,
        *,
        party: str | None = None,
        stance: str | None = None,
        speaker: str | None = None,
        since: str | None = None,
        limit: int | None = None,
    ) -> Iterator[Entry]:
        """Yield statements in order of publication."""
        ...

    def claims(
        self,
        *,
        query: str | None = None,
        party: str | None = None,
        standing: str | None = None,
        since: str | None = None,
        limit: int | None = None,
    ) -> Iterator[Claim]:
        """Yield claims, those that changed last first."""
        ...

    def claim(self, id: str) -> Claim:
        """Return a claim."""
        ...

    def claim_entries(self, id: str) -> Iterator[Entry]:
        """Yield the statements of a claim in order of publication."""
        ...

    def changes(self, *, since: str | None = None, party: str | None = None) -> Iterator[LedgerChange]:
        """Yield the positions that changed, the earliest first."""
        ...

    def search(self, words: str | None = None, *, wanted: Wanted | None = None, limit: int = 20) -> list[Hit]:
        """Return the statements in which the words stand, the best first."""
        ...

    def given_names(self, reports: Sequence[str]) -> dict[str, str]:
        """Return by what names others know reports, by id: the id given with the input, else their own."""
        ...

    def texts(self, reports: Sequence[str]) -> dict[str, str]:
        """Return the texts of reports by their ids."""
        ...
