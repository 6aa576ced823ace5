"""What the ledger answers: types that compute nothing."""

from dataclasses import dataclass
from typing import Literal

from sayso.model import Actor, Change, Person, Reading, Span, Stance, Statement

Outcome = Literal["new_report", "new_version", "new_reading", "known"]
RulingKind = Literal["merge", "split", "accept", "correct", "reject", "undo"]


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a reading that was given to the ledger.

    `new_report`: the report was not known.  `new_version`: its URL was, with another text, which stays.
    `new_reading`: the report was known and is now read anew, by another run or with other particulars.
    `known`: nothing was added.  `version` counts the texts kept under the report's URL, from 1.
    """

    report_id: str
    outcome: Outcome
    version: int


@dataclass(frozen=True, slots=True)
class ReportHead:
    """A report without its text, as its latest reading has it.

    `version` counts the texts kept under the URL, from 1; `read_at` is a UTC time in ISO 8601.
    """

    id: str
    given_id: str | None
    title: str | None
    outlet: str | None
    url: str | None
    language: str
    published: str | None
    version: int
    read_at: str


@dataclass(frozen=True, slots=True)
class Version:
    """One of the texts kept under an address: its head and its latest reading."""

    head: ReportHead
    reading: Reading


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another report that has text of one: its head, and which part of that one's own words stands in it (0 to 1).

    `whole`: one of the two is a copy of the other; else they have passages in common.
    """

    report: ReportHead
    share: float
    whole: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement with its report, its actors, and the words of each role.

    Several stretches of a role are joined by ` … `; a role that the report leaves out is an empty string.
    """

    report: ReportHead
    statement: Statement
    actors: tuple[Actor, ...]
    content: str
    speaker: str
    cue: str
    frame: str
    addressee: str


@dataclass(frozen=True, slots=True)
class Met:
    """A person as a report introduced him; `as_of` is its day of publication, as coarse as it is known, or None."""

    person: Person
    as_of: str | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the ledger holds: all reports, readings and runs, and the statements of the latest readings."""

    reports: int
    readings: int
    runs: int
    statements: int


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a person says a statement should be; None leaves as it is.

    `speaker` is a name, `party` the party spoken for (empty for none), `said` a day as coarse as it is known,
    `content` the spans of the content in the report's text.
    """

    speaker: str | None = None
    party: str | None = None
    stance: Stance | None = None
    said: str | None = None
    content: tuple[Span, ...] | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person corrected: number, kind, who, when (UTC, ISO 8601), why, and what it is about.

    `merge`: `other` became part of `claim`.  `split`: the statement became part of `claim`, taken out of `other`.
    `accept`, `correct` and `reject`: a statement of a report, told by the spans of its content (`content`) and its cue.
    `undo`: the correction of number `undoes` holds no more.
    """

    number: int
    kind: RulingKind
    made_by: str
    made_at: str
    note: str | None = None
    claim: str | None = None
    other: str | None = None
    report: str | None = None
    statement: str | None = None
    content: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    amendment: Amendment | None = None
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A reading whose statements are in no claims yet, and its number; `corrected` where people's rulings are in it."""

    number: int
    reading: Reading
    corrected: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement that a search found, the best first, and the claim that it is in, if any."""

    entry: Entry
    claim: str | None


@dataclass(frozen=True, slots=True)
class LedgerChange:
    """A party that went over to another side: the change, the claim's wording, and the report that tells it."""

    change: Change
    wording: str
    report: ReportHead
