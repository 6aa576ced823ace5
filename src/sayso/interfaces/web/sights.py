"""What the pages show: typed contexts, and how they are put together from the ledger."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from sayso.interfaces.api_answers import page_of, ranked_page
from sayso.interfaces.api_book import Book
from sayso.interfaces.web.citations import Citation
from sayso.interfaces.web.marking import Block
from sayso.interfaces.web.ruled import Ruled
from sayso.interfaces.web.timeline import Plot, Timeline
from sayso.interfaces.web.tongue import Tongue
from sayso.interfaces.web.words import STANCES, STANDINGS
from sayso.ledger.answers import Counts, Elsewhere, Entry, Hit, LedgerChange, ReportHead, Version
from sayso.ledger.search import Wanted
from sayso.model import Actor, Claim, Position, Reading, Stance, Statement
from sayso.statements.revisions import compare_readings

_CLAIMS_FOUND = 20


@dataclass(frozen=True, slots=True)
class Start:
    """The start page of a ledger that holds something."""

    counts: Counts
    changes: tuple[LedgerChange, ...]
    contested: tuple[Claim, ...]
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

    `rulings` tell what was merged into it or split off; `done` names what was just done.
    """

    claim: Claim
    entries: tuple[Entry, ...]
    meant: Mapping[tuple[str, str], Stance]
    heads: Mapping[str, ReportHead]
    timeline: Timeline | None
    plots: tuple[Plot, ...]
    citation: Citation
    url: str
    rulings: tuple[Ruled, ...]
    done: str


@dataclass(frozen=True, slots=True)
class Accusation:
    """A claim in which others accuse a party, and the party's own last word on it."""

    claim: Claim
    accusers: tuple[Position, ...]
    response: Position


@dataclass(frozen=True, slots=True)
class PartySight:
    """A party: the claims on which it took positions, what it changed, of what it is accused, who speaks for it."""

    code: str
    claims: tuple[Claim, ...]
    changes: tuple[LedgerChange, ...]
    accusations: tuple[Accusation, ...]
    actors: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ActorSight:
    """What actors of a name said."""

    name: str
    entries: tuple[Entry, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Terms:
    """What is searched for; empty where nothing is asked."""

    q: str
    party: str
    stance: str
    standing: str
    since: str

    @property
    def any(self) -> bool:
        """Whether anything is asked."""
        return bool(self.q or self.party or self.stance or self.standing or self.since)


@dataclass(frozen=True, slots=True)
class Search:
    """What was found for terms; `problem` says what is wrong with them."""

    terms: Terms
    claims: tuple[Claim, ...] = ()
    hits: tuple[Hit, ...] = ()
    next: str | None = None
    problem: str | None = None
    stances: tuple[str, ...] = tuple(STANCES)
    standings: tuple[str, ...] = tuple(STANDINGS)


def search(book: Book, terms: Terms, *, limit: int, cursor: str | None) -> Search:
    """Return the claims and statements in which the words stand; a standing narrows down to claims alone."""
    if not terms.any:
        return Search(terms)
    party, since = terms.party or None, terms.since or None
    claims: tuple[Claim, ...] = ()
    if not terms.stance and cursor is None:
        listed = book.claims(query=terms.q or None, party=party, standing=terms.standing or None, since=since)
        claims = tuple(islice(listed, _CLAIMS_FOUND))
    if terms.standing:
        return Search(terms, claims)
    if not terms.q:
        entries = book.statements(party=party, stance=terms.stance or None, since=since)
        listed_entries, behind = page_of(entries, place_of, limit=limit, cursor=cursor)
        return Search(terms, claims, tuple(Hit(entry, None) for entry in listed_entries), behind)
    wanted = Wanted(party=party, stance=terms.stance or None, since=since)
    hits, behind = ranked_page(lambda most: book.search(terms.q, wanted=wanted, limit=most), limit=limit, cursor=cursor)
    return Search(terms, claims, tuple(hits), behind)


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


def accusations(claims: Iterable[Claim], party: str) -> Iterator[Accusation]:
    """Yield the claims in which others accuse and on which the party has a position of its own."""
    for claim in claims:
        accusers = tuple(p for p in claim.positions if p.party != party and p.stance == "alleges")
        own = [p for p in claim.positions if p.party == party and p.stance != "alleges"]
        if accusers and own:
            yield Accusation(claim, accusers, own[-1])


def actors_of(entries: Iterable[Entry], party: str) -> tuple[tuple[str, int], ...]:
    """Return who speaks for a party in these statements and how often, the most frequent first."""
    counts = Counter(actor.name for entry in entries for actor in entry.actors if actor.party == party)
    return tuple(counts.most_common(24))


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
