"""A search as its page shows it: by words or by meaning, within the filters of the command line."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from itertools import islice

from sayso.interfaces.api_answers import ranked_page
from sayso.interfaces.api_book import Book
from sayso.interfaces.api_errors import Refusal
from sayso.interfaces.web.words import STANCES, STANDINGS
from sayso.ledger.answers import Hit
from sayso.ledger.search import Wanted
from sayso.ledger.sketches import Vectors
from sayso.model import Claim

_CLAIMS_FOUND = 10  # above the statements of the first page


@dataclass(frozen=True, slots=True)
class Terms:
    """What is searched for; empty where nothing is asked.  `by` is `meaning` where not the words themselves count."""

    q: str = ""
    by: str = ""
    party: str = ""
    stance: str = ""
    actor: str = ""
    place: str = ""
    outlet: str = ""
    since: str = ""
    until: str = ""
    standing: str = ""

    @property
    def any(self) -> bool:
        """Whether anything is asked."""
        return bool(self.q) or self.filtered

    @property
    def filtered(self) -> bool:
        """Whether anything but words is asked."""
        return any(value for name, value in asdict(self).items() if name not in ("q", "by"))

    @property
    def of_statements(self) -> bool:
        """Whether something is asked that only statements have, not claims."""
        return any((self.stance, self.actor, self.place, self.outlet, self.until))

    @property
    def wanted(self) -> Wanted:
        """What the statements are limited to."""
        return Wanted(**{name: value or None for name, value in asdict(self).items() if name not in ("q", "by")})


@dataclass(frozen=True, slots=True)
class Search:
    """What was found for terms; `problem` says what is wrong with them."""

    terms: Terms
    claims: tuple[Claim, ...] = ()
    hits: tuple[Hit, ...] = ()
    next: str | None = None
    problem: Refusal | None = None
    stances: tuple[str, ...] = tuple(STANCES)
    standings: tuple[str, ...] = tuple(STANDINGS)


def search(
    book: Book, terms: Terms, vector_of: Callable[[str], Vectors] | None, *, limit: int, cursor: str | None
) -> Search:
    """Return the statements, and on the first page the claims, that are asked for."""
    if not terms.any:
        return Search(terms)
    meant = terms.by == "meaning" and bool(terms.q) and vector_of is not None
    claims: tuple[Claim, ...] = ()
    if cursor is None and not terms.of_statements and not meant:
        claims = tuple(
            islice(
                book.claims(
                    query=terms.q or None,
                    party=terms.party or None,
                    standing=terms.standing or None,
                    since=terms.since or None,
                ),
                _CLAIMS_FOUND,
            )
        )
    vector = vector_of(terms.q) if meant and vector_of is not None else None
    words = None if meant else terms.q or None
    hits, behind = ranked_page(
        lambda most: book.search(words, vector=vector, wanted=terms.wanted, limit=most), limit=limit, cursor=cursor
    )
    return Search(terms, claims, tuple(hits), behind)
