"""What the pages show: typed contexts, and how they are put together from the ledger."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.interfaces.web.citations import Citation
from sayso.interfaces.web.marking import Block
from sayso.interfaces.web.ruled import Ruled
from sayso.interfaces.web.timeline import Lane, Series
from sayso.interfaces.web.tongue import Tongue
from sayso.interfaces.web.words import STANDINGS
from sayso.ledger.answers import Counts, Elsewhere, Entry, LedgerChange, ReportHead, Version
from sayso.model import Actor, Claim, Narrated, Reading, Stance, Statement
from sayso.statements.revisions import compare_readings


@dataclass(frozen=True, slots=True)
class Contested:
    """A claim that is contested, and the day from which on it is, None where that is not known."""

    claim: Claim
    since: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """Somebody went over to another side (`change`), a claim became contested, or the one through the other."""

    change: LedgerChange | None
    contested: Contested | None


@dataclass(frozen=True, slots=True)
class Start:
    """The start page of a ledger that holds something; `events` are what changed lately, the last first."""

    counts: Counts
    events: tuple[Event, ...]
    contested: tuple[Contested, ...]
    latest: tuple[ReportHead, ...]


@dataclass(frozen=True, slots=True)
class Reports:
    """A page of the list of reports; `next` is the cursor of the page behind it."""

    heads: tuple[ReportHead, ...]
    since: str
    next: str | None


@dataclass(frozen=True, slots=True)
class Claims:
    """A page of the list of claims."""

    claims: tuple[Claim, ...]
    standing: str
    standings: tuple[str, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """A statement of a report: its words by role, who speaks, who relays, and the claim that it is in, if any.

    `ruled` is what people ruled on it.
    """

    statement: Statement
    content: str
    speaker: str
    cue: str
    addressee: str
    actors: tuple[Actor, ...]
    via: tuple[Actor, ...]
    claim: Claim | None
    ruled: tuple[Ruled, ...] = ()

    @property
    def name(self) -> str:
        """Who speaks: the actors' names, else the report's own words, empty where nobody is named."""
        return ", ".join(actor.name for actor in self.actors) or self.speaker


@dataclass(frozen=True, slots=True)
class Speaker:
    """An actor of a report and how many statements it makes there."""

    actor: Actor
    count: int


@dataclass(frozen=True, slots=True)
class Edition:
    """One text of a report's page, and how many statements came, changed and went since the one before."""

    head: ReportHead
    appeared: int
    changed: int
    vanished: int


@dataclass(frozen=True, slots=True)
class ReportSight:
    """A report; `followed` is the actor whose statements alone are marked, if any.

    `rulings` are the corrections of its statements, the last first; `done` is the one that was just made.
    """

    reading: Reading
    blocks: tuple[Block, ...]
    cards: tuple[Card, ...]
    speakers: tuple[Speaker, ...]
    followed: Actor | None
    versions: tuple[Edition, ...]
    stances: tuple[Stance, ...]
    elsewhere: tuple[Elsewhere, ...]
    rulings: tuple[Ruled, ...]
    done: Ruled | None


@dataclass(frozen=True, slots=True)
class ClaimSight:
    """A claim; `meant` is each statement's stance towards its wording, `heads` are its reports by id.

    `siblings` are claims that say the same with other figures.  `narrated` are the passages in which reports say it
    themselves, each with its words.  `rulings` tell what was merged
    into it or split off; `done` names what was just done.
    """

    claim: Claim
    entries: tuple[Entry, ...]
    meant: Mapping[tuple[str, str], Stance]
    heads: Mapping[str, ReportHead]
    siblings: tuple[Claim, ...]
    lanes: tuple[Lane, ...]
    series: tuple[Series, ...]
    citation: Citation
    url: str
    narrated: tuple[tuple[Narrated, str], ...]
    rulings: tuple[Ruled, ...]
    done: str


def card_of(
    reading: Reading,
    statement: Statement,
    actors: Mapping[str, Actor],
    claims: Mapping[str, Claim],
    ruled: Mapping[str, tuple[Ruled, ...]] | None = None,
) -> Card:
    """Return a statement as its card shows it."""

    def words(role: str) -> str:
        return " … ".join(reading.report.text[span.start : span.end] for span in getattr(statement, role))

    return Card(
        statement=statement,
        content=words("content"),
        speaker=words("speaker"),
        cue=words("cue"),
        addressee=words("addressee"),
        actors=tuple(actors[id] for id in statement.actors),
        via=tuple(actors[id] for id in statement.via),
        claim=claims.get(statement.id),
        ruled=(ruled or {}).get(statement.id, ()),
    )


def speakers_in(reading: Reading) -> Iterator[Speaker]:
    """Yield the actors who say something in a report, those who say most first."""
    counts = Counter(actor for statement in reading.statements for actor in statement.actors)
    known = {actor.id: actor for actor in reading.actors}
    for id, count in counts.most_common():
        yield Speaker(known[id], count)


def history_of(versions: Sequence[Version]) -> Iterator[Edition]:
    """Yield the texts of a page with what changed from one to the next; nothing where there is but one."""
    if len(versions) < 2:
        return
    yield Edition(versions[0].head, 0, 0, 0)
    for before, after in pairwise(versions):
        fates = Counter(change.fate for change in compare_readings(before.reading, after.reading).changes)
        yield Edition(after.head, fates["appeared"], fates["changed"], fates["vanished"])


def contested_since(claim: Claim) -> str | None:
    """Return the day on which the later of the two sides that now face each other took its side."""
    sides = (("asserts", "alleges", "confirms"), ("denies",))
    present = [position for position in claim.positions if position.until is None]
    begun = [[p.since for p in present if p.stance in side and p.since is not None] for side in sides]
    return max(map(min, begun)) if all(begun) else None


def what_changed(changes: Iterable[LedgerChange], contested: Iterable[Contested], limit: int) -> tuple[Event, ...]:
    """Return who went over to another side and what became contested, the last first, one event a claim and day."""
    began: dict[tuple[str, str | None], Contested] = {
        (one.claim.id, one.since): one for one in contested if one.since is not None
    }
    dated: list[tuple[str, int, Event]] = []
    told = set()
    for found in changes:
        place = (found.change.claim, found.change.on)
        told.add(place)
        dated.append((found.change.on or "", 1, Event(found, began.get(place))))
    dated += [(one.since or "", 0, Event(None, one)) for place, one in began.items() if place not in told]
    return tuple(event for _, _, event in sorted(dated, key=lambda item: item[:2], reverse=True)[:limit])


def place_of(entry: Entry) -> str:
    """Return what tells a statement from all others."""
    return f"{entry.report.id}/{entry.statement.id}"


def summary_of(claim: Claim, spoken: Tongue) -> str:
    """Return in a few words where a claim stands, on how many reports and sources."""
    reports = len({member.report for member in claim.members})
    sources = len(claim.origins) or reports
    counted = spoken.messages.ngettext("%(num)d report", "%(num)d reports", reports) % {"num": reports}
    origins = spoken.messages.ngettext("%(num)d independent source", "%(num)d independent sources", sources)
    return f"{spoken.say(STANDINGS[claim.standing])}, {counted}, {origins % {'num': sources}}"
