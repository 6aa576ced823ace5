"""What the ledger answers: types that compute nothing."""

from dataclasses import dataclass
from typing import Literal

from sayso.model import Actor, Statement

Outcome = Literal["new_report", "new_version", "new_reading", "known"]


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
class Counts:
    """How much the ledger holds: all reports, readings and runs, and the statements of the latest readings."""

    reports: int
    readings: int
    runs: int
    statements: int
