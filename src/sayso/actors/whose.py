"""Whose an office is that tells no country itself: the body's, the subject's, the official's named just before."""

from collections import Counter
from collections.abc import Callable, Container, Iterable
from itertools import takewhile

from sayso.actors.cast import Entity, Trust
from sayso.actors.geography import is_body, name_state
from sayso.actors.nouns import is_single, table_of_offices
from sayso.actors.phrase import Phrase
from sayso.actors.reference import Memory, Seen, manly
from sayso.actors.sides import AT_HOME, NOBODY, Side, is_sent_as

_NEAR = 2  # sentences between a body and the spokesman who is named without it
_OWN = 1  # sentences between somebody and `ihr Sprecher`, or an official or state and `der Minister`


def whose(
    phrase: Phrase,
    side: Side,
    memory: Memory,
    sentence_of: Callable[[int], int],
    *,
    named: bool,
    abroad: bool,
    taken: Container[str] = (),
    since: int = 0,
) -> Side:
    """Return the side of an office, `side` as its own words tell it; they go before what stood in the report.

    `named` says that it is somebody's whom the report names, so that a spokesman is the last body's; `abroad` that
    the report plays in no one country.  An office without a country is of that of the last official or state that spoke
    or acted, looked for in this sentence and the one before, abroad one farther, not before the token `since`; of those
    `taken` another holds it.
    """
    sentence = sentence_of(phrase.start)
    near = list(takewhile(lambda entry: sentence - entry.sentence <= _NEAR, memory.before(phrase.start)))
    if is_peer(phrase) and phrase.possessive:  # of whoever spoke last: `ihr polnischer Kollege`
        officials = (entry.entity.party is not None for entry in near if entry.entity.kind == "person")
        return side if next(officials, False) else NOBODY
    if side.party is None and phrase.possessive:
        side = _owned(phrase, side, [entry for entry in near if sentence - entry.sentence <= _OWN]) or side
    noun = phrase.noun
    spokes = noun is not None and noun.table == "voice" and _tells_rank(noun.part) and not phrase.attributes
    if named and spokes and side == NOBODY:
        side = _opened(near, sentence, _last_body(phrase, near))
    if not abroad:
        near = [entry for entry in near if sentence - entry.sentence <= _OWN]
    near = [entry for entry in near if entry.token >= since]
    return (_last_official(near, taken) or side) if side == AT_HOME else side


def _tells_rank(part: str) -> bool:
    """Tell whether the first part of a noun tells no body: `Vizechef`, and none at all."""
    return not part or part.lower() in table_of_offices()["voice"]["ranks"]


def is_peer(phrase: Phrase) -> bool:
    """Tell whether a phrase calls somebody another's colleague."""
    return phrase.noun is not None and phrase.noun.lemma in table_of_offices()["private_of"]["peers"]


def taken_by_others(phrase: Phrase, people: Iterable[Entity], setting: str | None) -> frozenset[str]:
    """Return the states that an office is not of: another holds it there, or the ambassador is abroad there."""
    noun = phrase.noun
    if noun is not None and noun.lemma.removesuffix("in") in table_of_offices()["office"]["sent"]:
        place = name_state(phrase.attributes[0].bare_name) if phrase.link == "in" else None
        return frozenset(code for code in (setting, place) if code is not None)
    if noun is None or not phrase.name or not is_single(noun):
        return frozenset()
    name, own = phrase.name[-1], manly(noun.whole)
    holders = (one for one in people if name not in one.name.split() and one.trust == Trust.TOLD)
    return frozenset(one.party for one in holders if one.party and any(role.noun == own for role in one.roles))


def _owned(phrase: Phrase, side: Side, near: list[Seen]) -> Side | None:
    """Return the side of the subject whose office a possessive tells of: `die Nato … ihr Generalsekretär`."""
    noun = phrase.noun
    if noun is None or phrase.attributes or (noun.part and side != AT_HOME):
        return None
    if noun.table not in {"office", "voice", "body"} and noun.whole not in table_of_offices()["official"]["offices"]:
        return None
    theirs = phrase.determiner.startswith(("ihr", "deren"))
    acting = (entry for entry in near if (entry.subject or entry.speaks) and (theirs or not entry.number.plural))
    subject = next((entry.entity for entry in acting), None)
    if subject is None:
        return None
    if subject.party is None and subject.at_home:
        return AT_HOME
    named = subject.kind == "person" and not subject.described  # whose office the report may tell elsewhere
    if subject.party is None and (named or noun.table not in {"office", "voice"}):
        return None
    return Side(subject.party)  # nobody's, where the rebels have `ihren Armeesprecher`


def _last_body(phrase: Phrase, near: list[Seen]) -> Side:
    """Return the side of the body named last, for which `Sprecher Hans Muster` speaks.

    A `Generalsekretär` is of a union of states, or nobody's.
    """
    table, lemma = table_of_offices()["voice"], "" if phrase.noun is None else phrase.noun.lemma
    if lemma in table["unlent"]:
        return NOBODY
    union = lemma in table["of_unions"]
    for entry in near:
        entity = entry.entity
        sided = is_body(entity.party or "") if union else entity.party is not None or entity.at_home
        if entity.kind == "organization" and sided:
            return Side(entity.party, entity.at_home, around=True)
    return NOBODY


def _opened(near: list[Seen], sentence: int, side: Side) -> Side:
    """Return the side of a spokesman where his sentence begins: `In Lima sagte Sprecher Muster`.

    So it is where bodies of states speak, one of them on the `side` that he would be on, and no firm.
    """
    here = next((entry.entity.party for entry in near if entry.opens and entry.sentence == sentence), None)
    firm = any(entry.entity.kind == "organization" and entry.entity.party is None for entry in near)
    return side if here is None or side == NOBODY or firm else Side(here, around=True)


def _last_official(near: list[Seen], taken: Container[str]) -> Side | None:
    """Return the side of the last official that spoke or acted, or state: `Tiflis bestreitet das. Der Minister …`.

    A state that others are named beside (`Polen und Peru stritten`) does not count, nor who is only spoken of.
    """
    near = [entry for entry in near if not entry.told]
    states = Counter(entry.sentence for entry in near if entry.entity.kind == "state")
    for entry in near:
        party = entry.entity.party
        alone = entry.entity.kind != "state" or (states[entry.sentence] == 1 and not entry.oblique)
        many = entry.number.plural and entry.entity.kind in {"group", "person"}  # `sechs Soldaten wurden überwältigt`
        named = entry.speaks or entry.opens or (entry.subject and alone and not many)
        called = (*entry.entity.heads, *(role.noun for role in entry.entity.roles))
        named = named and not any(map(is_sent_as, called))  # `die peruanische Botschaft` in the country told of
        if party is not None and party not in taken and not is_body(party) and named:
            return Side(party, around=True)
    return None
