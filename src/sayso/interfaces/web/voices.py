"""Parties and actors as their pages show them: positions, changes of them, accusations and answers."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from sayso.claims.positions import find_changes
from sayso.interfaces.api_book import Book
from sayso.ledger.answers import Entry, LedgerChange
from sayso.ledger.search import Wanted
from sayso.model import Change, Claim, Position

_CLAIMS = 50  # claims of a party or an actor that are shown
_LATELY = 12  # changes
_STATEMENTS = 200  # of an actor or a party, in which its claims and its speakers are looked for
_ACCUSED = 60  # statements against a party
_SPEAKERS = 24


@dataclass(frozen=True, slots=True)
class Accusation:
    """A claim in which others accuse somebody, and their own last word on it, None where they gave none."""

    claim: Claim
    accusers: tuple[Position, ...]
    response: Position | None


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
    """An actor by name: what it said, the claims on which it took positions, what it changed, its accusations.

    `parties` are those for which actors of this name speak.
    """

    name: str
    parties: tuple[str, ...]
    claims: tuple[Claim, ...]
    changes: tuple[tuple[Change, Claim], ...]
    accusations: tuple[Accusation, ...]
    entries: tuple[Entry, ...]
    next: str | None


def party_sight(book: Book, code: str) -> PartySight:
    """Return a party as its page shows it."""
    claims = tuple(islice(book.claims(party=code), _CLAIMS))
    against = {claim.id: claim for claim in (*claims, *_accused(book, code))}
    return PartySight(
        code,
        claims,
        tuple(book.changes(party=code, limit=_LATELY, latest_first=True)),
        tuple(_accusations(against.values(), lambda position: position.party == code)),
        _speakers(islice(book.statements(party=code), _STATEMENTS), code),
    )


def actor_sight(book: Book, name: str, entries: Sequence[Entry], next: str | None) -> ActorSight:
    """Return an actor as its page shows it, with a page of its statements."""
    said = [
        hit
        for hit in book.search(wanted=Wanted(actor=name), limit=_STATEMENTS)
        if any(actor.name == name for actor in hit.entry.actors)
    ]
    ids = dict.fromkeys(hit.claim for hit in said if hit.claim is not None)
    claims = [book.claim(id) for id in islice(ids, _CLAIMS)]
    own = [claim for claim in claims if any(position.actor_name == name for position in claim.positions)]
    changes = [(change, claim) for claim in own for change in find_changes(claim) if change.actor_name == name]
    parties = dict.fromkeys(a.party for hit in said for a in hit.entry.actors if a.name == name and a.party)
    return ActorSight(
        name,
        tuple(parties),
        tuple(own),
        tuple(sorted(changes, key=lambda one: one[0].on or "", reverse=True)[:_LATELY]),
        tuple(_accusations(own, lambda position: position.actor_name == name)),
        tuple(entries),
        next,
    )


def _accused(book: Book, code: str) -> Iterator[Claim]:
    """Yield the claims of accusations that name the party's state or a place in it."""
    hits = book.search(wanted=Wanted(stance="alleges", place=code), limit=_ACCUSED)
    for id in dict.fromkeys(hit.claim for hit in hits if hit.claim is not None):
        yield book.claim(id)


def _accusations(claims: Iterable[Claim], is_own: Callable[[Position], bool]) -> Iterator[Accusation]:
    """Yield the claims in which others accuse, with the last word of those whose position is own."""
    for claim in claims:
        accusers = tuple(p for p in claim.positions if p.stance == "alleges" and not is_own(p))
        answers = [p for p in claim.positions if p.stance != "alleges" and is_own(p)]
        if accusers:
            yield Accusation(claim, accusers, answers[-1] if answers else None)


def _speakers(entries: Iterable[Entry], party: str) -> tuple[tuple[str, int], ...]:
    """Return who speaks for a party in these statements and how often, the most frequent first."""
    counts = Counter(actor.name for entry in entries for actor in entry.actors if actor.party == party)
    return tuple(counts.most_common(_SPEAKERS))
