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
PartyBy = Literal["words", "others", "place"]
EvidenceKind = Literal["image", "video", "audio", "document", "data"]
Standing = Literal["asserted", "confirmed", "contested", "denied", "alleged", "unanswered"]


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
    """A piece of a report and what it is there for; `language` where its words are in another than the report's."""

    kind: PartKind
    span: Span
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One report as it was read.

    `text` is the decoded input, unchanged but for a leading byte-order mark.  `published` is an ISO 8601
    date as coarse as it is known (`2025-04-28`, `2025`), or None; `published_from` says where it comes from.
    `published_at` and `modified_at` are ISO 8601 times with their zone (`2025-04-28T17:05:00+02:00`), None where the
    input names no time of day or no zone.  `url` is where the report was read, as its page writes that address;
    `canonical_url` is the address that the page calls its own, another outlet's where the page is a copy.
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
    published_at: str | None = None
    modified_at: str | None = None
    canonical_url: str | None = None


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
class Confidences:
    """How likely each role of a statement is right, given that it is one, 0 to 1; None where it has no such role."""

    speaker: float | None = None
    actor: float | None = None
    stance: float | None = None
    said: float | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One speaker taking one stance towards one content, as one report tells it.

    Roles are tuples of spans, empty where the report names none.  `actors` are ids of the reading's actors.
    `parent` is the id of the statement that this one stands in.  `found_by` names the rule or the model.
    `via` are ids of the actors who relay it.  `confidences` tell of single roles what `confidence` tells of the whole.
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
    confidences: Confidences | None = None


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
class Office:
    """What a report calls somebody: the noun in lower case, its last part, and the state named with it."""

    noun: str
    lemma: str
    state: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom a report names in full, with the offices and the party that it tells of itself.

    `party_by` says what tells the party: the `words` of the office, `others` who spoke or acted around it, or only the
    `place` where the report plays; without a party the `words` tell that he speaks for nobody any more.
    """

    name: str
    party: str | None
    offices: tuple[Office, ...] = ()
    party_by: PartyBy = "words"


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
    """Everything that was read out of one report; `limits` says what could not be read in it, and why."""

    report: Report
    statements: tuple[Statement, ...]
    actors: tuple[Actor, ...]
    times: tuple[TimeExpression, ...]
    quantities: tuple[Quantity, ...]
    places: tuple[Place, ...]
    run: Run
    evidence: tuple[Evidence, ...] = ()
    narration: tuple[Span, ...] = ()
    limits: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """One independent source of a claim: the ids of the reports that go back to it, and why, for a person to read."""

    reports: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Member:
    """A statement's place in a claim: the stance that it means towards the claim's wording.

    `report` is the report's id, `statement` the statement's within its reading.  `on_claim` differs from the
    statement's own stance where its content is worded the other way round (`es gebe keine Opfer`).  `anaphoric`:
    the content only refers to what was said before (`die Vorwürfe`, `dies`).
    """

    report: str
    statement: str
    on_claim: Stance
    anaphoric: bool = False


@dataclass(frozen=True, slots=True)
class Position:
    """Where one party, or one actor without a party, stands on a claim for a time.

    `actor` is the id, in the reading of the first of `members`, of who took the position first.  `since` and
    `until` are days as coarse as they are known; `since` is None where only the end is known, `until` where the
    position lasts.  `first`: a report says that it was taken for the first time.
    """

    party: str | None
    actor: str | None
    actor_name: str
    stance: Stance
    since: str | None
    until: str | None
    first: bool
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A party that went over from one side of a claim to another; `member` shows the new stance."""

    claim: str
    party: str | None
    actor_name: str
    before: Stance
    after: Stance
    on: str | None
    member: Member


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that one party gives in a claim for a time: what it holds for least, best and most likely.

    Of `low`, `best` and `high` those are None that nobody named: `mehr als 100` has a low, `100 bis 120` a low and
    a high, `rund 100` a best figure.
    """

    party: str | None
    actor_name: str
    unit: str | None
    low: float | None
    best: float | None
    high: float | None
    bound: Bound
    since: str | None
    until: str | None
    member: Member


@dataclass(frozen=True, slots=True)
class Narrated:
    """A passage in which a report says in its own voice what a claim says; nobody's position."""

    report: str
    span: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """What statements of several reports say in common, and where each party stands on it.

    `wording` is the content of `worded_by`, chosen among the members.  Claims of one `family` say the same with
    other figures; the family goes by the id of its first claim.
    """

    id: str
    wording: str
    worded_by: Member
    standing: Standing
    members: tuple[Member, ...]
    positions: tuple[Position, ...]
    figures: tuple[Figure, ...] = ()
    origins: tuple[Origin, ...] = ()
    narrated: tuple[Narrated, ...] = ()
    family: str | None = None
    first_reported: str | None = None
    last_change: str | None = None
