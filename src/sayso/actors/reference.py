"""Who is meant where no name stands: pronouns, possessives, and descriptions of somebody named before.

Nothing is learned: among those named before, the nearest that fits in gender and number; subjects, speakers and
people before others.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise, takewhile

from sayso.actors.agreement import Number
from sayso.actors.cast import Entity, Role
from sayso.actors.geography import adjective_stem
from sayso.actors.nouns import table_of_offices
from sayso.actors.phrase import Phrase
from sayso.actors.words import endings, vocabulary
from sayso.language.places import kind_of, state_name
from sayso.language.tokens import Token
from sayso.model import Part

_FARTHEST, _MOST = 6, 40  # sentences and mentions between a pronoun and whom it means
_PLACE = 0.02
_NEAR = 2  # sentences between a person and a word for anybody that picks him up
_HEADINGS = frozenset({"kicker", "headline", "standfirst", "crosshead"})
_SUBJECT, _SPEAKER, _PERSON, _NAMED, _QUOTED, _OBLIQUE = 0.4, 0.5, 0.9, 0.5, -0.8, -0.5


@dataclass(frozen=True, slots=True)
class Seen:
    """One place where somebody is named: token and sentence, and what part he plays there.

    `joined` tells that `und` ties him to whom the report named before, `told` that he stands in what somebody said,
    `opens` that a sentence begins with where he is: `In Lima hieß es`, `Aus Lima kam`.
    """

    token: int
    sentence: int
    entity: Entity
    number: Number
    subject: bool
    quoted: bool
    oblique: bool
    speaks: bool = False
    joined: bool = False
    told: bool = False
    opens: bool = False


@dataclass(slots=True)
class Memory:
    """Whom the report has named so far, in order."""

    seen: list[Seen] = field(default_factory=list)
    spoke: list[list[Entity]] = field(default_factory=list)

    def before(self, token: int) -> Iterator[Seen]:
        """Yield what was named before a token, the nearest first."""
        return (entry for entry in reversed(self.seen) if entry.token < token)


def resolve_pronoun(word: str, memory: Memory, token: int, sentence: int, *, plural: bool) -> list[Entity]:
    """Return whom a lower-case pronoun means; empty where nobody fits."""
    table = vocabulary("pronouns")
    last = memory.spoke[-1] if memory.spoke else []
    if word in table["impersonal"]:
        return [entity for entity in last if entity.kind != "person"]
    if word in table["spoken"]:
        return last
    if word in table["pairs"]:
        return _pair(memory, token, sentence)
    if plural:
        return _group(memory, token, sentence)
    gender = "m" if word in table["masculine"] else "n" if word in table["neuter"] else "f"
    best: tuple[float, Entity] | None = None
    for place, entry in enumerate(memory.before(token)):
        if sentence - entry.sentence > _FARTHEST or place > _MOST:
            break
        if entry.number.plural or not _fits(entry, gender):
            continue
        if entry.told and entry.sentence == sentence and word in table["speaking"]:
            continue
        score = _score(entry, sentence, near=word in table["near"]) - _PLACE * place
        if best is None or score > best[0]:
            best = score, entry.entity
    return [best[1]] if best is not None else []


def _fits(entry: Seen, gender: str) -> bool:
    known = entry.entity.gender if entry.entity.kind == "person" and not entry.entity.described else entry.number.gender
    if entry.entity.kind == "state":
        return False
    return known in {gender, "u"} if entry.entity.kind == "person" else known == gender


def _score(entry: Seen, sentence: int, *, near: bool) -> float:
    score = -1.0 * (sentence - entry.sentence)
    score += _PERSON if entry.entity.kind == "person" else 0.0
    score += _NAMED if not entry.entity.described else 0.0
    score += _QUOTED if entry.quoted else 0.0
    if near:
        return score * 2
    score += _SUBJECT if entry.subject else _OBLIQUE if entry.oblique else 0.0
    return score + (_SPEAKER if entry.speaks else 0.0)


def _pair(memory: Memory, token: int, sentence: int) -> list[Entity]:
    """Return the last two that were named one by one."""
    found: list[Entity] = []
    for entry in memory.before(token):
        if sentence - entry.sentence > _FARTHEST or len(found) == 2:
            break
        if not entry.number.plural and entry.entity not in found and not entry.quoted:
            found.append(entry.entity)
    return found[::-1] if len(found) == 2 else []


def _group(memory: Memory, token: int, sentence: int) -> list[Entity]:
    """Return whom `sie` means in the plural: the last group, or several who spoke together."""
    last = memory.spoke[-1] if memory.spoke else []
    tied: list[Seen] = []
    for entry in memory.before(token):
        if sentence - entry.sentence > 2:
            break
        other = entry.entity.kind == "person" and bool(tied) and entry.entity is not tied[-1].entity
        if other and entry.sentence == tied[-1].sentence:
            return [entry.entity, *(one.entity for one in tied)]
        loose = entry.quoted or entry.number.plural or entry.entity.kind != "person"
        tied = [entry] if entry.joined and not loose else []
        if entry.speaks and len(last) > 1 and entry.entity in last:
            return last
        if entry.number.plural and not entry.quoted and entry.entity.kind != "state":
            return [entry.entity]
    return last if len(last) > 1 else []


# --- descriptions --------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _also() -> dict[str, frozenset[str]]:
    return {
        noun: frozenset(name.lower() for name in names) for noun, names in table_of_offices()["office"]["also"].items()
    }


def manly(noun: str) -> str:
    """Return the noun by which men and women of an office are compared: `Ministerin` as `Minister`."""
    low = noun.lower()
    return low.removesuffix("in") if low.endswith(("rin", "tin", "chefin")) else low


def role_of(phrase: Phrase, state: str | None) -> Role | None:
    """Return what a phrase's noun calls somebody."""
    noun = phrase.noun
    return None if noun is None else Role(manly(noun.whole), manly(noun.lemma), state)


def fits_role(role: Role, entity: Entity) -> bool:
    """Tell whether somebody of that role can be meant by a description."""
    party = entity.party
    if role.state is not None and party is not None and party != role.state:
        return False
    return any(
        (role.state is None or known.state in {None, role.state}) and _same_office(role, known)
        for known in entity.roles
    )


def _same_office(role: Role, known: Role) -> bool:
    if known.noun == role.noun:
        return True
    general = role.noun == role.lemma or role.noun.startswith("us-")  # `der Minister` for the `Außenminister`
    other = known.noun.startswith(
        tuple(table_of_offices()["office"]["other"])
    )  # a `Ministerpräsident` is no `Präsident`
    if general and not other and (known.lemma == role.lemma or known.noun.endswith(role.lemma)):
        return True
    also = _also()
    return any(
        manly(other) in {known.noun, known.lemma}
        for noun, others in also.items()
        if noun.lower() == role.noun
        for other in others
    )


def resolve_role(role: Role, gender: str, memory: Memory, token: int, everybody: Iterable[Entity]) -> Entity | None:
    """Return the person whom `der Minister` means: the last named before of that role, else the one named later."""
    for entry in memory.before(token):
        person = entry.entity
        if person.kind == "person" and not person.plural and _gender_fits(person, gender) and fits_role(role, person):
            return person
    later = [
        person
        for person in everybody
        if person.kind == "person" and not person.described and _gender_fits(person, gender) and fits_role(role, person)
    ]
    return later[0] if len(later) == 1 else None


def resolve_anybody(gender: str, memory: Memory, token: int, sentence: int) -> Entity | None:
    """Return the person named last who spoke or was a subject, at most two sentences ago; else who was only named."""
    near = takewhile(lambda entry: sentence - entry.sentence <= _NEAR, memory.before(token))
    named = [
        entry
        for entry in near
        if entry.entity.kind == "person" and not entry.entity.described and not entry.quoted
        if _gender_fits(entry.entity, gender)
    ]
    first = next((entry for entry in named if entry.speaks or not entry.oblique), None)
    return None if not named else (first or named[0]).entity


def _gender_fits(person: Entity, gender: str) -> bool:
    return person.gender in {gender, "u"} or gender not in {"m", "f"}


def resolve_body(head: str, memory: Memory, token: int, *, plural: bool = False) -> Entity | None:
    """Return the institution that a bare noun picks up: `das Gericht` for the `Landgericht Musterstadt`.

    A `plural` picks up none that goes by another noun.
    """
    low = head.lower()
    for begins in (False, True):  # `die Polizei` is the `Polizeipräsidium` where no police is named
        for entry in (*(e for e in memory.before(token) if e.speaks), *memory.before(token)):
            entity = entry.entity
            if entity.kind in {"organization", "group"} and any(_same_body(low, k, begins) for k in entity.heads):
                return entity
    ends = () if plural else tuple(table_of_offices()["body"]["also"].get(head, ()))
    before = memory.before(token) if ends else ()
    named = [entry for entry in before if any(known.endswith(ends) for known in entry.entity.heads)]
    first = next((entry for entry in named if entry.speaks or entry.subject), None)
    return None if not named else (first or named[0]).entity


def find_announced(
    phrase: Phrase, later: Sequence[Phrase], tokens: Sequence[Token], parts: Sequence[Part]
) -> Phrase | None:
    """Return the fuller phrase that one in a heading announces: the first of the `later` ones under that heading.

    A crosshead's text ends with the next one; a headline and what stands around it are over the whole report.
    """
    at = tokens[phrase.start].start
    here = next((part for part in parts if part.span.start <= at < part.span.end), None)
    if here is None or here.kind not in _HEADINGS:
        return None
    ends = (part.span.start for part in parts if part.kind == "crosshead" == here.kind and part.span.start > at)
    end = next(ends, tokens[-1].end)
    return next((other for other in later if tokens[other.start].start < end), None)


def resolve_union(head: str, memory: Memory, token: int) -> Entity | None:
    """Return the union of states named before that a word like `das Bündnis` picks up."""
    unions = table_of_offices()["body"]["unions"]
    for code in (code for code, words in unions.items() if head in words):
        named = (entry.entity for entry in memory.before(token))
        return next((one for one in named if one.party == code and one.name == state_name(code)), None)
    return None


def resolve_house(memory: Memory, token: int, sentence: int) -> Entity | None:
    """Return the body that `ein Sprecher` speaks for: the one that spoke last, else that is named last, near by."""
    near = list(takewhile(lambda entry: sentence - entry.sentence <= _NEAR, memory.before(token)))
    bodies = [entry for entry in near if entry.entity.kind == "organization" and not entry.told and not entry.quoted]
    first = next((entry for entry in bodies if entry.speaks or entry.subject), None)
    return None if not bodies else (first or bodies[0]).entity


def resolve_subject(memory: Memory, token: int, sentence: int) -> Entity | None:
    """Return the subject of a sentence, if it stands before the token."""
    entries = [entry for entry in memory.before(token) if entry.sentence == sentence]
    return next((entry.entity for entry in reversed(entries) if not entry.oblique), None)


def is_known_paper(phrase: Phrase, tokens: Sequence[Token]) -> bool:
    """Tell whether a paper is told to be published, or is `der Bericht` where no other one can be meant.

    With a name beside it, it is that one's: `der am Freitag veröffentlichte UN-Bericht`.
    """
    table = vocabulary("papers")
    inside = [token.text for token in tokens[phrase.start : phrase.core_end]]
    placed = {after for before, after in pairwise(inside) if before == "in"}  # `dem in Genf vorgelegten Bericht`
    placed |= {
        last
        for before, first, last in zip(inside, inside[1:], inside[2:], strict=False)
        if before == "in" and kind_of(f"{first} {last}") in {"town", "capital"}
    }
    words = set(inside) - {phrase.head} - placed
    others = {word for word in words if word[0].isupper() and word.lower() not in table["known"]}
    if any(not word.lower().endswith(endings("phrases", "times")) for word in others):
        return False
    if {adjective_stem(word) for word in phrase.adjectives} & set(table["published"]):
        return True
    if phrase.noun is None or phrase.noun.lemma not in table["acts"] or phrase.determiner not in table["known"]:
        return False
    told = (*table["press"], phrase.noun.lemma.lower())  # named before, it is whose that one was
    return not any(token.text.lower().endswith(told) for token in tokens[: phrase.start])


def resolve_issuer(memory: Memory, token: int, sentence: int) -> list[Entity]:
    """Return the one body whose `der Bericht` must be that is nobody's: the one that spoke or acted last, near by."""
    for entry in takewhile(lambda entry: sentence - entry.sentence <= _NEAR, memory.before(token)):
        body = entry.entity.kind == "organization"
        official = body and (entry.entity.party is not None or entry.entity.at_home)  # no firm that was hit
        if entry.speaks or (official and entry.subject and not entry.told):
            return [entry.entity] if body else []
    return []


def _same_body(low: str, known: str, begins: bool) -> bool:
    if begins:
        return low in table_of_offices()["body"]["begins"] and known.startswith(low)
    return known == low or (len(low) > 3 and known.endswith(low))


def resolve_company(memory: Memory, token: int) -> Entity | None:
    """Return the firm or union named last, for `das Unternehmen` and the like."""
    for entry in memory.before(token):
        entity = entry.entity
        if entity.kind == "organization" and entity.party is None and not entity.at_home and not entity.described:
            return entity
    return None
