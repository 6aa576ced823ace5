"""Whom a phrase's own words tell that somebody speaks for: adjectives, an owner, the first part of a noun."""

from functools import cache
from typing import NamedTuple

from sayso.actors.geography import (
    adjective_state,
    adjective_stem,
    institution,
    is_body,
    is_state,
    name_state,
    prefix_state,
    town_adjective,
)
from sayso.actors.nouns import Noun, table_of_offices
from sayso.actors.phrase import Phrase
from sayso.actors.words import is_abbreviation
from sayso.language.places import find_places, kind_of

_FEDERAL = "bundes"


class Side(NamedTuple):
    """Whom somebody speaks for: `party`; where it is None, `at_home` tells that it is the country of the report.

    `federal`: an office of some federation (`Bundeskanzler`), Germany's unless the report plays in another one.
    `around`: not its own words tell so, but who else spoke or acted.
    """

    party: str | None
    at_home: bool = False
    federal: bool = False
    around: bool = False

    @property
    def told(self) -> bool:
        """Whether words tell whom he speaks for, not only that it is some federation."""
        return self.party is not None and not self.federal


NOBODY = Side(None)
AT_HOME = Side(None, True)


def is_unmade(phrase: Phrase) -> bool:
    """Tell whether a phrase names a state that is none, or who governs a part of one for itself.

    So `die selbst ernannte Republik`, `die Volksrepublik Donezk`, `der kurdische Präsident`, `die Führung in Grosny`.
    """
    table, noun = table_of_offices()["unmade"], phrase.noun
    stems = {adjective_stem(word) for word in phrase.adjectives}
    if noun is not None and noun.table in {"office", "body", "voice"}:
        if stems & set(table["peoples"]) or noun.part.lower() in table["parts"]:
            return True
        places = [kind_of(attribute.bare_name) for attribute in phrase.attributes if phrase.link == "in"]
        if noun.whole in table["governing"] and places == ["town"] and not states_of(phrase):
            return True
    words = (phrase.head, *phrase.name) if phrase.head else phrase.name
    self_made = words[0] in table["republics"] and not is_state(words[-1]) if len(words) > 1 else False
    country = phrase.noun is not None and phrase.noun.table == "country"
    return self_made or (country and bool(stems & set(table["adjectives"])))


def is_former(phrase: Phrase) -> bool:
    """Tell whether the words say that the office is held no more, or not yet."""
    table = table_of_offices()["former"]
    if phrase.retired:
        return True
    if phrase.noun is not None and phrase.noun.lemma.removesuffix("in") in table["hopeful"]:
        return True
    stems = {stem for word in phrase.adjectives if (stem := adjective_stem(word)) is not None} | set(phrase.adjectives)
    if stems and not stems.isdisjoint(table["adjectives"]):
        return True
    part = phrase.noun.part.lower() if phrase.noun is not None else phrase.head.lower()
    return part.partition("-")[0] in table["prefixes"] and (part in table["prefixes"] or "-" in part)


def states_of(phrase: Phrase) -> list[str]:
    """Return the states that adjectives, owner and the first part of a compound name."""
    found = [state for word in phrase.adjectives if (state := state_of_adjective(word)) is not None]
    if phrase.owner and (state := name_state(phrase.owner)) is not None:
        found.append(state)
    part = phrase.noun.part if phrase.noun is not None else ""
    if part and (state := prefix_state(part)) is not None:
        found = (found or sent_to(phrase, state)) if is_sent(phrase) and is_body(state) else [state]
    return list(dict.fromkeys(found))


def is_sent(phrase: Phrase) -> bool:
    """Tell whether somebody is where he is for another: an ambassador, a mission."""
    return phrase.noun is not None and is_sent_as(phrase.noun.lemma)


def is_sent_as(noun: str) -> bool:
    """Tell whether one who is called so is where he is for another, whatever stands before a hyphen: `US-Botschaft`."""
    return noun.lower().rpartition("-")[2].removesuffix("in") in _sent()


@cache
def _sent() -> frozenset[str]:
    table = table_of_offices()["office"]
    return frozenset(noun.lower() for noun in (*table["sent"], *table["missions"]))


def sent_to(phrase: Phrase, union: str) -> list[str]:
    """Return whose somebody is by the union before his noun alone: an `EU-Botschafter` its own, at others a state's."""
    table = table_of_offices()["office"]
    own = phrase.noun is not None and phrase.noun.lemma in table["missions"]
    return [union] if own or union in table["sending"] else []


def state_of_adjective(word: str) -> str | None:
    """Return the state of an adjective or of what stands for one: `perusche`, `US`."""
    return name_state(word) if word.isupper() else adjective_state(word)


def one_of(states: list[str]) -> Side | None:
    """Return the side of the one state told, nobody's of several; None where none is told."""
    return Side(states[0]) if len(states) == 1 else NOBODY if states else None


def is_private_part(part: str) -> bool:
    """Tell whether the first part of a compound is a party's or a firm's: `BDI-`, `Oppositions`."""
    if not part:
        return False
    low = part.lower().rstrip("-")
    if low in table_of_offices()["parts"]["private"] or low.endswith("partei"):
        return True
    bare = part.partition("-")[0]
    if "-" not in part or prefix_state(part) is not None:
        return False
    return is_abbreviation(bare) or institution(part.rstrip("-")) is not None


def is_private(phrase: Phrase, noun: Noun) -> bool:
    """Tell whether an office or body is a firm's or club's, as what stands before it says."""
    parts = table_of_offices()["parts"]
    if is_sent(phrase) and any(map(state_of_adjective, phrase.adjectives)):
        return False  # `die peruanische OSZE-Botschafterin`
    public = noun.lemma in parts["public_ends"] and noun.part.lower() in parts["public"]
    town = kind_of(phrase.owner) == "town" and noun.whole in table_of_offices()["office"]["clubs"]
    return town or (is_private_part(noun.part) and not public)


def is_membership(phrase: Phrase) -> bool:
    """Tell whether what stands behind an official's name is only his party: `Minister Muster von der Partei X`."""
    inner = phrase.attributes[0].noun
    return bool(phrase.name) and phrase.link == "von" and inner is not None and inner.lemma == "Partei"


def is_federal(noun: Noun) -> bool:
    """Tell whether an office or body is Germany's by its first part: `Bundesminister`, not `Bundesrichter`."""
    elsewhere = table_of_offices()["office"]["elsewhere"]
    return noun.whole.lower().startswith(_FEDERAL) and noun.whole.removesuffix("in") not in elsewhere


def local_state(phrase: Phrase, noun: Noun) -> str | None:
    """Return the country of the town that a police or court is called by: `Brüsseler Polizei`, `Polizei in Brüssel`."""
    own = bool(noun.part) and is_body(prefix_state(noun.part) or "")  # `EU-Staatsanwaltschaft in Luxemburg`
    if own or noun.lemma.removesuffix("in") not in table_of_offices()["body"]["local"]["nouns"]:
        return None
    names = [phrase.bare_name, *(attribute.bare_name for attribute in phrase.attributes)]
    towns = [place.country for name in names if name for place in find_places(name) if place.name == name]
    return next((town for town in (*map(town_adjective, phrase.adjectives), *towns) if town is not None), None)


def settled(phrase: Phrase, states: list[str]) -> list[str]:
    """Return the states that count of those which words before and behind an office tell."""
    told = list(dict.fromkeys(states))
    if is_sent(phrase) and told and not is_body(told[0]):
        return told[:1]  # `Peters Botschafter bei den UN`
    if len(told) > 1 and is_body(told[0]) != is_body(told[1]):
        return [state for state in told if is_body(state)]
    if len(told) > 1 and phrase.link in {"in", "im", "bei"}:
        return told[:1]  # the embassy of one state in another
    return told


def is_abroad(phrase: Phrase) -> bool:
    """Tell whether it is no body of one country, as an adjective says or its noun: `westliche Geheimdienste`."""
    stems = {adjective_stem(word.lower()) for word in phrase.adjectives}
    table, noun = table_of_offices()["abroad"], phrase.noun
    if stems & set(table["adjectives"]):
        return True
    held = noun is not None and noun.whole not in table_of_offices()["body"]["led"]
    if held and stems & set(table["held"]):
        return True
    return noun is not None and noun.whole in table["bodies"] and not phrase.owned
