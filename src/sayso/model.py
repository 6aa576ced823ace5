"""The nouns of Sayso: frozen types that compute nothing.

All offsets count Unicode code points of `Report.text`, start included, end excluded.  Names follow the
contract of the reading (`docs/reading.schema.json`), TimeML's TIMEX3, and the roles of the German news
quotation corpus.  Only `interfaces/wire.py` turns these types into JSON and back.
"""

from dataclasses import dataclass
from typing import Literal

PartKind = Literal[
    "kicker",
    "headline",
    "standfirst",
    "byline",
    "dateline",
    "caption",
    "photo_credit",
    "crosshead",
    "paragraph",
    "agency_credit",
]
Mode = Literal["direct", "indirect", "reported", "free_indirect", "indirect_free_indirect"]
Medium = Literal["speech", "writing", "thought", "speech_writing", "speech_thought", "thought_writing", "unknown"]
Stance = Literal["asserts", "confirms", "denies", "withholds", "alleges", "demands", "announces", "evaluates"]
Polarity = Literal["positive", "negative"]
ActorKind = Literal["person", "organization", "state", "group"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Bound = Literal["exactly", "about", "more_than", "at_least", "less_than", "at_most", "up_to"]
PublishedFrom = Literal["given", "page", "text", "unknown"]
EvidenceKind = Literal["image", "video", "audio", "document", "data"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters of a report: `start` included, `end` excluded; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse what is no stretch of text."""
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span runs from a start ≥ 0 to a later end, not from {self.start} to {self.end}")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a report and what it is there for."""

    kind: PartKind
    span: Span


@dataclass(frozen=True, slots=True)
class Report:
    """One report as it was read.

    `text` is the decoded input, unchanged but for a leading byte-order mark.  `published` is an ISO 8601
    date as coarse as it is known (`2025-04-28`, `2025`), or None; `published_from` says where it comes from.
    `id` is a hash of source and text, so that the same report read twice is one report; `given_id` is the name
    that the input gave it, if it gave one.
    """

    id: str
    text: str
    parts: tuple[Part, ...]
    language: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    published_from: PublishedFrom = "unknown"
    agencies: tuple[str, ...] = ()
    given_id: str | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A TIMEX3: the words of a time and what they mean, the preposition left out.

    `value` is TimeML's: `2025-04-28`, `2024-SU`, `2024`, `P3D`, `PRESENT_REF`, `2025-WXX-1`.
    """

    span: Span
    type: TimeType
    value: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit or counted noun; `upper` where a range is named."""

    span: Span
    value: float
    bound: Bound
    unit: str | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in a report; `country` is ISO 3166-1 alpha-2, None where it is not known."""

    span: Span
    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class When:
    """The day, or coarser, on which something was said; `span` covers the words that tell it."""

    value: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Statement:
    """One speaker taking one stance towards one content, as one report tells it.

    Roles are tuples of spans, empty where the report names none.  `actors` are ids of the reading's actors.
    `parent` is the id of the statement that this one stands in.  `found_by` names the rule or the model.
    """

    id: str
    mode: Mode
    medium: Medium
    content: tuple[Span, ...]
    speaker: tuple[Span, ...]
    cue: tuple[Span, ...]
    frame: tuple[Span, ...]
    addressee: tuple[Span, ...]
    stance: Stance
    found_by: str
    confidence: float
    polarity: Polarity | None = None
    said: When | None = None
    first: bool = False
    parent: str | None = None
    actors: tuple[str, ...] = ()
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that speaks in a report; `party` is ISO 3166-1 alpha-2, `EU`, `UN`, `NATO` or None."""

    id: str
    name: str
    kind: ActorKind
    party: str | None
    mentions: tuple[Span, ...]
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A picture, recording, document or data that the report says somebody published."""

    kind: EvidenceKind
    span: Span
    by: str | None
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Which state of the machine produced a row: the version, and a hash over all language data and weights."""

    version: str
    knowledge: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read out of one report."""

    report: Report
    statements: tuple[Statement, ...]
    actors: tuple[Actor, ...]
    times: tuple[TimeExpression, ...]
    quantities: tuple[Quantity, ...]
    places: tuple[Place, ...]
    run: Run
    evidence: tuple[Evidence, ...] = ()
    narration: tuple[Span, ...] = ()
