"""What the HTTP API and the pages ask of a ledger; `sayso.ledger.Ledger` answers it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Protocol

from sayso.ledger.answers import (
    Amendment,
    Counts,
    Elsewhere,
    Entry,
    Hit,
    Kept,
    LedgerChange,
    ReportHead,
    Ruling,
    Unplaced,
    Version,
)
from sayso.ledger.search import Wanted
from sayso.ledger.sketches import Vectors
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

    def latest_reports(self, limit: int) -> list[ReportHead]:
        """Return the heads of the reports that were read last, the last first."""
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

    def siblings(self, claim: Claim) -> list[Claim]:
        """Return the claims that say the same as a claim with other figures, those reported first first."""
        ...

    def claim_entries(self, id: str) -> Iterator[Entry]:
        """Yield the statements of a claim in order of publication."""
        ...

    def claims_of(self, report: str) -> Mapping[str, Claim]:
        """Return the claims that the statements of a report are in, by the statements' ids."""
        ...

    def rulings(self, *, report: str | None = None, claim: str | None = None, standing: bool = False) -> list[Ruling]:
        """Return what people corrected, in order; of one report or claim where it is named."""
        ...

    def copies_of(self, report: str) -> list[Elsewhere]:
        """Return the reports that have text of a report, those with most of it first."""
        ...

    def uncorrected(self, report: str) -> Unplaced:
        """Return the latest reading of a report as it was before any correction."""
        ...

    def changes(
        self,
        *,
        since: str | None = None,
        party: str | None = None,
        limit: int | None = None,
        latest_first: bool = False,
    ) -> Iterator[LedgerChange]:
        """Yield the positions that changed, the earliest first unless told."""
        ...

    def search(
        self,
        words: str | None = None,
        *,
        vector: Vectors | None = None,
        wanted: Wanted | None = None,
        limit: int = 20,
    ) -> list[Hit]:
        """Return the statements in which the words stand, or that are near a vector, the best first.

        Without either, those within the filters, published last first.
        """
        ...

    def given_names(self, reports: Sequence[str]) -> dict[str, str]:
        """Return by what names others know reports, by id: the id given with the input, else their own."""
        ...

    def texts(self, reports: Sequence[str]) -> dict[str, str]:
        """Return the texts of reports by their ids."""
        ...


class Corrections(Protocol):
    """What people may correct; each of them is kept with its author and gives the ruling.

    What is not there, and what cannot be done, raises `UsageError`.
    """

    def correct(
        self, report: str, statement: str, amendment: Amendment | None, *, by: str, note: str | None = None
    ) -> Ruling:
        """Correct a statement; accept it where the amendment changes nothing, reject it where there is none."""
        ...

    def merge(self, ids: Sequence[str], *, by: str, note: str | None = None) -> Claim:
        """Make claims one, that of the first id."""
        ...

    def split(self, claim: str, statements: Collection[tuple[str, str]], *, by: str, note: str | None = None) -> Claim:
        """Make a new claim of some statements of a claim, each as report and id; return the new one."""
        ...

    def undo(self, number: int, *, by: str, note: str | None = None) -> Ruling:
        """Take a correction back; return it."""
        ...
