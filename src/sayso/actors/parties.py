"""For which state, or for which union of states, the words say that somebody speaks."""

from collections.abc import Callable

from sayso.actors.geography import (
    Institution,
    adjective_stem,
    institution,
    is_body,
    is_shared,
    is_state,
    name_state,
    prefix_state,
)
from sayso.actors.nouns import Noun, noun_within, table_of_offices
from sayso.actors.phrase import Phrase
from sayso.actors.sides import (
    AT_HOME,
    NOBODY,
    Side,
    is_abroad,
    is_federal,
    is_former,
    is_membership,
    is_private,
    is_private_part,
    is_sent,
    is_unmade,
    local_state,
    one_of,
    settled,
    states_of,
)
from sayso.actors.words import is_abbreviation
from sayso.language.places import kind_of

_OF = frozenset({"gen", "von", "vom", "in", "für", "bei", "beim", "im"})


Known = Callable[[Phrase], Side | None]


def _unknown(_: Phrase) -> Side | None:
    return None


def side_of(phrase: Phrase, known: Known = _unknown) -> Side:
    """Return whom a phrase's bearer speaks for; `known` tells it of what the report named before."""
    if is_former(phrase) or is_unmade(phrase):
        return NOBODY
    noun = phrase.noun
    if noun is None:
        return _named(phrase, known)
    if noun.table == "private":
        if (union := _union_of(phrase, noun)) is not None:
            return Side(union)
        if noun.lemma in table_of_offices()["private_of"]["peers"]:
            return _peer(phrase)
        told = noun.part or phrase.attributes or phrase.name
        national = noun.lemma in table_of_offices()["private_of"]["national"] and not told
        return (one_of(states_of(phrase)) or NOBODY) if national else NOBODY
    alone = table_of_offices()["office"]["of"]
    compound = None if phrase.attributes else alone.get(noun.whole.removesuffix("in"))
    if (only := alone.get(noun.lemma) or compound) is not None:
        return Side(only)
    if noun.table in {"office", "body"}:
        side = _official(phrase, noun, known)
        town = local_state(phrase, noun) if is_body(side.party or "") else None
        return side if town is None else Side(town)
    if noun.table == "voice":
        return _voice(phrase, noun, known)
    if noun.table == "country":
        named = name_state(phrase.head) if phrase.head and not phrase.attributes else None  # `die Emirate`
        return one_of(states_of(phrase)) or (AT_HOME if named is None else Side(named))
    return _other(phrase, noun, known)


def _peer(phrase: Phrase) -> Side:
    """Return the side of somebody's colleague, as an adjective tells it: `seine schwedische Kollegin`.

    Without one nobody knows: those of ministers are ministers of other states.
    """
    return (one_of(states_of(phrase)) if phrase.possessive or phrase.owner else None) or NOBODY


def _owner_of(phrase: Phrase, known: Known) -> Side | None:
    """Return the side of an official whose name stands in the genitive before what is his: `Musters Berater`."""
    if not phrase.owner or name_state(phrase.owner) is not None:
        return None
    side = known(Phrase(phrase.start, phrase.start, name=(phrase.owner,)))
    return side if side is not None and side.party is not None else None


def _union_of(phrase: Phrase, noun: Noun) -> str | None:
    """Return the union of states that an expert works for: `WHO-Experte`, `Berichterstatter der Vereinten Nationen`."""
    if not {noun.lemma.removesuffix("in"), noun.whole} & set(table_of_offices()["private_of"]["of_unions"]):
        return None
    of = phrase.attributes if phrase.link in {"gen", "von"} else ()
    code = prefix_state(noun.part) or (side_of(of[0]).party if of else None)
    return code if code is not None and is_body(code) else None


def _named(phrase: Phrase, known: Known) -> Side:
    """Return the side of what goes by its name alone."""
    name = phrase.bare_name or phrase.head
    if (entry := institution(name) or _doubled(name)) is not None:
        place = name_state(phrase.attributes[0].bare_name) if phrase.link == "in" and is_shared(name) else None
        return Side(place or entry.party, federal=place is None and is_shared(name))
    for attribute in phrase.attributes:
        if phrase.link in {"gen", "von"} and (entry := institution(f"{name} {_words(attribute)}")) is not None:
            return Side(entry.party)
    if (state := name_state(name)) is not None and not phrase.head:
        return Side(state)
    if (state := prefix_state(name.rpartition("-")[0] + "-")) is not None and is_body(state):
        return Side(state)  # `das UN-Hochkommissariat`
    if phrase.link in {"gen", "von", "vom"}:
        for attribute in phrase.attributes:
            noun = attribute.noun
            works = phrase.link != "gen" and noun is not None and noun.table == "body" and noun.lemma != "Rat"
            side = side_of(attribute, known) if phrase.quoted or works else _named(attribute, known)
            official = is_body(side.party or "") or works or (phrase.quoted and _is_official(attribute))
            if official and (side.party is not None or (side.at_home and not attribute.name)):
                return side
    return known(phrase) or NOBODY


def _doubled(name: str) -> Institution | None:
    """Return the institution that a name and its abbreviation are: `Weltgesundheitsorganisation WHO`."""
    long, _, short = name.rpartition(" ")
    entry = institution(short) if long and is_abbreviation(short) else None
    return entry if entry is not None and entry == institution(long) else None


def _is_official(phrase: Phrase) -> bool:
    """Tell whether a phrase is a state by its name, or a body or office of one."""
    return is_state(phrase.bare_name) or (phrase.noun is not None and phrase.noun.table in {"body", "office"})


def _words(phrase: Phrase) -> str:
    words = (phrase.determiner, *phrase.adjectives, phrase.head, *phrase.name)
    return " ".join(word for word in words if word)


def _listed(phrase: Phrase, noun: Noun) -> Side | None:
    """Return the side of the institution that a body's name is, with its noun or without, or its seat tells."""
    seats = table_of_offices()["body"]["seated"].get(noun.whole, {})
    if phrase.link == "in" and (union := seats.get(phrase.attributes[0].bare_name)) is not None:
        return Side(union)
    if not phrase.name:
        return None
    entry = institution(f"{phrase.head} {phrase.bare_name}") or institution(phrase.bare_name)
    return None if entry is None else Side(entry.party)


def _official(phrase: Phrase, noun: Noun, known: Known) -> Side:
    """Return the side of an office or of a body of a state."""
    if is_private(phrase, noun):
        return NOBODY
    if noun.table == "body" and (listed := _listed(phrase, noun)) is not None:
        return listed
    states = states_of(phrase)
    if (
        noun.lemma.removesuffix("in") in table_of_offices()["office"]["members"]
        and states != ["DE"]
        and not noun.part.strip("US-")
    ):
        return NOBODY  # of a parliament; a `Justizsenator` governs
    guest = noun.lemma.removesuffix("in") in table_of_offices()["office"]["guests"]
    if guest and not (states or phrase.name or phrase.owned):
        return NOBODY
    sent_here = is_sent(phrase) and phrase.link in {"in", "im"} and not states
    if not states and phrase.link == "aus" and (place := name_state(phrase.attributes[0].bare_name)) is not None:
        states = [place]  # `die Ministerin aus Lima`
    if phrase.attributes and phrase.link in _OF and not (sent_here or is_membership(phrase)):
        sides = [_of(attribute, known, phrase.link) for attribute in phrase.attributes]
        if (union := _union_within(phrase)) is not None and not states:
            return union
        told = [side for side in sides if side is not None]
        # `das Amt für Wirtschaft`, not `das Amt für Wirtschaft des Verbands`
        field = noun.table == "body" and phrase.link == "für" and not any(a.owned for a in phrase.attributes)
        owned = phrase.link not in {"in", "im"} and not field
        if told and owned and not states and all(side == NOBODY for side in told):
            return NOBODY
        states = settled(phrase, [*states, *(side.party for side in told if side.party is not None)])
    if noun.table == "body" and phrase.name and not states:
        place = name_state(phrase.bare_name) or name_state(phrase.name[0].partition("-")[0])
        states = [place] if place is not None else []
    alone = (
        noun.lemma in table_of_offices()["office"]["federal"] and noun.part in {"", "Vize"} and not phrase.attributes
    )
    if not states and (alone or is_federal(noun)):
        return Side("DE", federal=True)
    if phrase.kept or is_abroad(phrase):
        return one_of(states) or NOBODY
    return one_of(states) or AT_HOME


def _of(attribute: Phrase, known: Known, link: str) -> Side | None:
    """Return the side of what an office is of; None where that tells nothing."""
    before = known(attribute)
    if before is not None:
        return before
    if attribute.noun is None:
        side = NOBODY if is_unmade(attribute) else _named(attribute, known)
        if side.party is not None:
            return side
        private = link in {"gen", "vom", "beim"} and (
            attribute.determiner or institution(attribute.bare_name) is not None
        )
        return NOBODY if attribute.name and (private or is_unmade(attribute)) else None
    if attribute.noun.table in {"society", "sort"}:
        side = side_of(attribute, known)
        told = side.party is not None or attribute.name or not attribute.determiner or attribute.noun.part
        return side if told else None
    if attribute.noun.table == "private":
        return NOBODY
    if attribute.noun.table == "carrier":
        state = prefix_state(attribute.noun.part)
        return Side(state) if state is not None and is_body(state) else None
    return side_of(attribute, known)


def _union_within(phrase: Phrase) -> Side | None:
    """Return the union of states that stands at any depth: `Vertreter für die Außenpolitik der EU`."""
    for attribute in phrase.attributes:
        side = _named(attribute, _unknown) if attribute.noun is None else NOBODY
        if side.party is not None and is_body(side.party):
            return side
        if (deeper := _union_within(attribute)) is not None:
            return deeper
    return None


def _voice(phrase: Phrase, noun: Noun, known: Known) -> Side:
    """Return the side of a spokesman, a chief, a member: that of the body he is of."""
    if is_private_part(noun.part):
        return NOBODY
    states = states_of(phrase)
    if (side := _owner_of(phrase, known)) is not None:
        return side
    if states and is_sent(phrase):
        return one_of(states) or NOBODY  # `Chiles UN-Mission`
    away = states and not is_body(states[0]) and phrase.link in {"bei", "beim"}  # `Chiles Vertreter bei den UN`
    if phrase.attributes and phrase.link in {"gen", "von", "vom", "bei", "beim", "für"} and not away:
        side = _of(phrase.attributes[0], known, phrase.link)
        if side is not None and (side.party is not None or side.at_home):
            return side
        if (union := _union_within(phrase)) is not None:
            return union
        placed = phrase.link in {"von", "vom"} and _is_public(noun)  # `der Polizeichef von Musterstadt`
        if side is not None or (phrase.attributes[0].name and phrase.attributes[0].noun is None and not placed):
            return NOBODY
    whole = institution(noun.part.rstrip("-"))
    if whole is not None:
        return Side(whole.party)
    if noun.part and (state := name_state(noun.part.rstrip("-"))) is not None:
        return Side(state)
    if _is_public(noun):
        return one_of(states or _speaks_in(phrase, noun_within(noun))) or AT_HOME
    if states and prefix_state(noun.part) is not None:
        return Side(states[0])
    return _national(phrase, noun, states)


def _is_public(noun: Noun) -> bool:
    """Tell whether the first part of a spokesman's or chief's noun is a body of a state: `Polizeichef`."""
    within = noun_within(noun)
    first = noun.part.lower().rstrip("-").rpartition("-")[2]
    return first in table_of_offices()["parts"]["bodies"] or (within is not None and within.table in {"body", "office"})


def _speaks_in(phrase: Phrase, body: Noun | None) -> list[str]:
    """Return the state of the capital where a body speaks, of any town for the police: `Armeesprecher in Lima`."""
    if phrase.link not in {"in", "aus"}:
        return []
    if phrase.link == "in" and body is not None and (town := local_state(phrase, body)) is not None:
        return [town]
    seats = table_of_offices()["body"]["seated"].get(body.whole if body is not None else "", {})
    capitals = [each.bare_name for each in phrase.attributes if kind_of(each.bare_name) == "capital"]
    states = [(name, state) for name in capitals if (state := name_state(name)) is not None]
    return [state for name, state in states if not is_body(state) or seats.get(name) == state]


def _national(phrase: Phrase, noun: Noun, states: list[str]) -> Side:
    """Return the side of somebody who is of no body that is told, by the states told or the place where he is."""
    table, lemma = table_of_offices()["voice"], noun.lemma.removesuffix("in")
    if noun.lemma in table["seated"] and phrase.link == "in":
        states = states or [place for a in phrase.attributes if (place := name_state(a.bare_name)) is not None]
    owned = lemma in table["state_owned"] and noun.part and name_state(phrase.owner) is not None
    return (one_of(states) or NOBODY) if owned or lemma in table["national"] else NOBODY


def _other(phrase: Phrase, noun: Noun, known: Known) -> Side:
    """Return the side of firms, unions, papers: nobody's, unless the words call them a state's."""
    for name in (phrase.bare_name, f"{phrase.head} {phrase.bare_name}"):
        if name and (entry := institution(name)) is not None:
            return Side(entry.party)
    stems = {adjective_stem(word) or word for word in phrase.adjectives}
    if stems & set(table_of_offices()["official"]["adjectives"]):
        return one_of(states_of(phrase)) or AT_HOME
    state = prefix_state(noun.part)
    if state is not None and is_body(state):
        return Side(state)
    if noun.whole in table_of_offices()["official"]["serving"]:
        return _serving(phrase, noun)
    if noun.whole in table_of_offices()["official"]["offices"] and (owner := _owner_of(phrase, known)) is not None:
        return owner
    if phrase.attributes and phrase.link in {"gen", "von"}:
        whose, table = phrase.attributes[0], table_of_offices()["official"]
        owners = {"body"} if noun.lemma in table["owned"] else set()
        owners |= {"body", "office"} if noun.whole in table["offices"] else set()
        if whose.noun is not None and whose.noun.table in owners:
            return side_of(whose, known)
        side = _named(whose, known) if whose.noun is None else NOBODY
        if side.party is not None and is_body(side.party) and noun.table == "society":
            return side
    return NOBODY


def _serving(phrase: Phrase, noun: Noun) -> Side:
    """Return the side of a state's service: `der ukrainische Dienst`, not `der schwedische Dienst Musterify`."""
    owned = phrase.attributes and phrase.link in {"gen", "von", "vom"}
    own = noun.whole in table_of_offices()["official"]["unnamed"]
    firm = phrase.name and (own or not is_abbreviation(phrase.bare_name))
    return NOBODY if owned or firm else one_of(states_of(phrase)) or NOBODY
