"""Whom a phrase means: by its name, by what it is called, by whose words it tells of."""

from functools import cached_property

from sayso.actors.agreement import Number, actor_kind, number_of
from sayso.actors.base_forms import base_form, of_whom
from sayso.actors.cast import Entity
from sayso.actors.geography import adjective_state, institution, is_body
from sayso.actors.mentions import is_person
from sayso.actors.nouns import find_noun, table_of_offices
from sayso.actors.papers import Papers
from sayso.actors.parties import side_of
from sayso.actors.phrase import Phrase
from sayso.actors.reference import (
    find_announced,
    resolve_anybody,
    resolve_body,
    resolve_company,
    resolve_house,
    resolve_pronoun,
    resolve_role,
    resolve_union,
    role_of,
)
from sayso.actors.roll import Roll
from sayso.actors.sides import Side, is_former
from sayso.actors.words import is_function_word, vocabulary
from sayso.language.grammar import grammar
from sayso.language.places import kind_of


class Meanings:
    """Whom phrases of one report mean, as it has told so far."""

    def __init__(self, roll: Roll) -> None:
        """Begin with nobody's words."""
        self.roll = roll
        self.papers = Papers(roll, self.identify, self.pronoun)

    def identify(self, phrase: Phrase, *, oblique: bool, speaks: bool) -> list[Entity]:
        """Return whom a phrase means; of what does not speak only those whom the report names elsewhere."""
        roll, noun = self.roll, phrase.noun
        if phrase.determiner.startswith("kein"):
            return []
        if (surname := self._surname(phrase)) is not None:
            return [surname]
        if group := self._several(phrase):
            return group
        if (beside := roll.apposed.get(phrase.start)) is not None and not phrase.name:
            return [beside]
        phrase = roll.with_genitive(phrase)
        if noun is not None and noun.table == "carrier":
            return (self.papers.issuers(phrase) or self._paper(phrase, oblique=oblique)) if speaks else []
        if noun is None and (state := roll.state(phrase)) is not None:
            return [state]
        if phrase.name:
            return self._by_name(phrase, oblique=oblique, speaks=speaks)
        if noun is not None and noun.table == "country" and not phrase.attributes and not phrase.indefinite:
            return self._country(phrase, oblique=oblique) if speaks else []
        return self._described(phrase, oblique=oblique) if noun is not None or speaks else []

    def _surname(self, phrase: Phrase) -> Entity | None:
        """Return the person whose surname is a noun too, or stands behind an adjective: `der 50-jährige Muster`."""
        noun = phrase.noun is not None and (phrase.determiner or phrase.adjectives)
        if noun or not phrase.head or phrase.name or phrase.attributes:
            return None
        return self.roll.cast.find_person((phrase.head,))

    def _country(self, phrase: Phrase, *, oblique: bool) -> list[Entity]:
        """Return the state that `das Land` means: the one named last, else the one the report plays in."""
        if number_of(phrase, oblique=oblique).plural:
            return self._described(phrase, oblique=oblique)
        code = self.roll.setting
        told = [state for word in phrase.adjectives if (state := adjective_state(word)) is not None]
        if len(told) == 1:
            return [self.roll.state_entity(told[0])]  # `der mexikanische Staat`
        start = self.roll.tokens[phrase.start].start
        for place in reversed(self.roll.analysis.places):
            if place.span.start < start and place.country is not None and kind_of(place.name) == "state":
                code = place.country
                break
        return [self.roll.state_entity(code)] if code is not None else []

    def _by_name(self, phrase: Phrase, *, oblique: bool, speaks: bool) -> list[Entity]:
        """Return the person or institution of a proper name."""
        roll = self.roll
        person = roll.person(phrase)
        if person is None and speaks and (is_person(phrase) or (phrase.personal and not phrase.quoted)):
            person = roll.cast.add_person(phrase.name)
        if person is not None:
            roll.note(person, phrase)
            if phrase.apposition is not None:
                roll.note(person, phrase.apposition)
            return [person]
        known = roll.cast.institution(phrase.bare_name) is not None or institution(phrase.bare_name) is not None
        if not (known or speaks or phrase.noun is not None or phrase.short):
            return []
        entity = roll.institution(phrase, oblique=oblique)
        roll.take_side(entity, side_of(phrase, roll.known_side))
        return [entity]

    def _paper(self, phrase: Phrase, *, oblique: bool) -> list[Entity]:
        """Return what speaks for itself because nobody is told to have issued it: a law, a site by its name."""
        noun, table = phrase.noun, vocabulary("papers")
        if noun is None:
            return []
        if noun.lemma in table["sites"] and phrase.name:
            return [self.roll.institution(phrase._replace(head="", noun=None, adjectives=(), link="", attributes=()))]
        law = noun.lemma in table["laws"]
        if not law and not ((noun.part or phrase.adjectives) and noun.lemma in table["kinds"]):
            return []
        (entity,) = self._described(phrase, oblique=oblique)
        entity.at_home = entity.at_home or law
        return [entity]

    def pronoun(self, low: str, token: int, *, plural: bool = False) -> list[Entity]:
        """Return whom a pronoun at a token means; empty where nobody fits."""
        many = plural and low in vocabulary("pronouns")["plural"]
        return resolve_pronoun(low, self.roll.memory, token, self.roll.sentence_of(token), plural=many)

    # --- descriptions -------------------------------------------------------------------------------------------

    def _described(self, phrase: Phrase, *, oblique: bool) -> list[Entity]:
        """Return whom a description without a name means: somebody named before, else somebody new."""
        roll, noun = self.roll, phrase.noun
        number = number_of(phrase, oblique=oblique)
        side = roll.side(phrase, named=False)
        name = self._name(phrase, oblique=oblique)
        if noun is not None and noun.lemma == "Richter" and number.plural and phrase.of and self._is_court(phrase):
            return self.identify(phrase.attributes[0], oblique=True, speaks=True)  # `die Richter des Gerichts`
        known = None if phrase.indefinite else self._picked_up(phrase, number, side)
        known = known or self._house(phrase, number)
        known = known or roll.cast.institution(name) or self._listed(phrase, name, side) or self._fuller(phrase, name)
        if known is not None:
            if not (known.at_home and is_body(side.party or "")):  # a minister of the country is not the union's
                roll.take_side(known, side)
            return [known]
        entity = next((known for known in roll.cast.descriptions if known.name == name), None)
        if entity is None:
            entity = Entity(
                name, actor_kind(phrase, number), gender=number.gender, plural=number.plural, described=True
            )
            roll.cast.descriptions.append(entity)
        if noun is not None:
            entity.heads.add(noun.whole.lower())
        role = role_of(phrase, side.party) if phrase.personal else None
        if role is not None and role not in entity.roles:
            entity.roles.append(role)
        roll.take_side(entity, side)
        return [entity]

    def _house(self, phrase: Phrase, number: Number) -> Entity | None:
        """Return the official body that `ein Sprecher` speaks for who is said to be of none."""
        if number.plural or not self._is_mouth(phrase):
            return None
        house = resolve_house(self.roll.memory, phrase.start, self.roll.sentence_of(phrase.start))
        return house if house is not None and self.roll.party_of(house) is not None else None

    def _listed(self, phrase: Phrase, name: str, side: Side) -> Entity | None:
        """Return the institution known by name that adjectives stand before: `die deutsche Bundesregierung`."""
        noun = phrase.noun
        if noun is None or not phrase.adjectives or phrase.attributes or number_of(phrase).plural:
            return None
        listed = institution(noun.whole)
        fits = listed is not None and side.party is not None and listed.party == side.party
        return self.roll.cast.add_institution(name, noun.whole) if fits else None

    def _is_court(self, phrase: Phrase) -> bool:
        """Tell whether a phrase is of a court."""
        words = (phrase.attributes[0].head, *phrase.attributes[0].name)
        return any(noun.lemma in {"Gericht", "Gerichtshof"} for word in words if (noun := find_noun(word)) is not None)

    def _name(self, phrase: Phrase, *, oblique: bool) -> str:
        """Return what a description is called; `37 Prozent` are those of the whole that was named before."""
        whose = self._possessor(phrase)
        if whose is not None:
            bare = phrase._replace(determiner="", owner="")
            return f"{base_form(bare, oblique=oblique)} {of_whom(whose.name)}"
        name = base_form(phrase, oblique=oblique)
        if phrase.head != "Prozent" or phrase.attributes:
            return name
        shares = (known.name for known in reversed(self.roll.cast.descriptions) if " Prozent " in known.name)
        return f"{name} {next(shares, '').partition(' Prozent ')[2]}".strip()

    def _possessor(self, phrase: Phrase) -> Entity | None:
        """Return whose `sein Anwalt`, `Musters Anwalt`, a mere `ein Sprecher` is; None where nobody by name."""
        noun = phrase.noun
        if noun is None or noun.table not in {"private", "voice"} or phrase.attributes or phrase.name:
            return None
        if number_of(phrase).plural or noun.lemma in table_of_offices()["collective"]["nouns"]:
            return None
        whose = self.papers.told(phrase, noun.lemma) if phrase.possessive or phrase.owner else []
        if not whose and self._is_mouth(phrase):
            house = resolve_house(self.roll.memory, phrase.start, self.roll.sentence_of(phrase.start))
            whose = [house] if house is not None else []
        return whose[0] if len(whose) == 1 and not whose[0].described and whose[0].kind != "state" else None

    def _is_mouth(self, phrase: Phrase) -> bool:
        """Tell whether a phrase is a mere `ein Sprecher`, of whom nothing is told."""
        noun = phrase.noun
        told = phrase.name or phrase.adjectives or phrase.attributes or phrase.owner or phrase.possessive
        mouths = table_of_offices()["voice"]["mouths"]
        return noun is not None and noun.whole.removesuffix("in") in mouths and not told

    def _picked_up(self, phrase: Phrase, number: Number, side: Side) -> Entity | None:
        """Return somebody named before whom a description means."""
        roll, noun = self.roll, phrase.noun
        if noun is None:
            return None
        if noun.personal and number.plural:
            return self._same_group(phrase)
        if noun.lemma in table_of_offices()["collective"]["nouns"]:
            told = phrase.adjectives or phrase.attributes or phrase.owner
            return None if told else resolve_body(noun.whole, roll.memory, phrase.start, plural=number.plural)
        if noun.personal:
            role = role_of(phrase, side.party)
            if role is None or (phrase.attributes and side.party is None):
                return None
            found = resolve_role(role, number.gender, roll.memory, phrase.start, roll.cast.people)
            former = is_former(phrase)
            if former and found is not None and roll.party_of(found) is not None:
                found = None  # `der frühere Minister` is not the present one
            return (
                found
                or self._called_so(phrase, number)
                or (None if former else roll.holder(role))
                or roll.lending.person(phrase, role, number)
                or self._bench(phrase)
            )
        if phrase.adjectives or phrase.attributes or phrase.owner:
            return None
        found = resolve_body(noun.whole, roll.memory, phrase.start, plural=number.plural)
        found = found or resolve_union(noun.whole, roll.memory, phrase.start)
        if found is not None or number.plural:
            return found
        found = roll.lending.house(noun)
        if found is None and noun.table == "sort" and not noun.part and phrase.determiner:
            return resolve_company(roll.memory, phrase.start) or roll.lending.firm(noun)
        return found

    def _several(self, phrase: Phrase) -> list[Entity]:
        """Return those who spoke together last whom a plural picks up: `Beide Regierungen` after those of X and Y."""
        noun = phrase.noun
        bare = not (phrase.name or phrase.adjectives or phrase.attributes or phrase.owner or phrase.indefinite)
        if noun is None or not bare or not number_of(phrase).plural:
            return []
        head = noun.whole.lower()
        last = next((group for group in reversed(self.roll.memory.spoke) if len(group) > 1), [])
        return list(last) if last and all(head in entity.heads for entity in last) else []

    def _called_so(self, phrase: Phrase, number: Number) -> Entity | None:
        """Return the person just named whom a word for anybody picks up: `der Politiker`, `die 45-Jährige`."""
        noun, table = phrase.noun, table_of_offices()["anybody"]
        if noun is None or noun.lemma.removesuffix("in") not in table["nouns"] or not phrase.determiner.startswith("d"):
            return None
        if phrase.adjectives or any(noun.whole.lower() in known.heads for known in self.roll.cast.descriptions):
            return None
        return resolve_anybody(number.gender, self.roll.memory, phrase.start, self.roll.sentence_of(phrase.start))

    def _bench(self, phrase: Phrase) -> Entity | None:
        """Return the court that `der Richter`, `die Vorsitzende Richterin` speaks for, whom nothing else tells."""
        noun = phrase.noun
        chairs = all(word.lower().startswith("vorsitzend") for word in phrase.adjectives)
        bare = chairs and not (phrase.attributes or phrase.owner) and phrase.determiner in {"der", "die"}
        judge = noun is not None and noun.whole.removesuffix("in") == "Richter"
        return self._court(phrase) if bare and judge else None

    def _court(self, phrase: Phrase) -> Entity | None:
        """Return the court named before."""
        courts = (resolve_body(head, self.roll.memory, phrase.start) for head in ("gericht", "gerichtshof"))
        return next((court for court in courts if court is not None), None)

    def _same_group(self, phrase: Phrase) -> Entity | None:
        """Return the group of that name, or the court that `die Richter` are."""
        noun, memory = phrase.noun, self.roll.memory
        if noun is None or phrase.adjectives or phrase.attributes or phrase.kept or phrase.owner:
            return None
        if noun.lemma == "Richter":
            return self._court(phrase)
        group = noun.whole.lower()
        named = (entry for entry in memory.before(phrase.start) if entry.number.plural)
        return next((entry.entity for entry in named if group in entry.entity.heads), None)

    def _fuller(self, phrase: Phrase, name: str) -> Entity | None:
        """Return the institution that a description is the beginning of, or the one that the report names later."""
        roll, noun = self.roll, phrase.noun
        if noun is None or noun.personal or phrase.indefinite:
            return None
        longer = next((e for e in roll.cast.institutions.values() if e.name.startswith(name + " ")), None)
        if longer is not None:
            return longer if phrase.adjectives or noun.table != "sort" else None
        if phrase.adjectives or phrase.attributes or phrase.owner or noun.table != "body" or number_of(phrase).plural:
            return None
        behind = [other for other in self._full.get(noun.whole, ()) if other.start > phrase.end]
        announced = find_announced(phrase, behind, roll.tokens, roll.analysis.report.parts)
        for other in behind if announced is None else (announced,):
            side = side_of(other, roll.known_side)
            if announced is not None or side.at_home or side.party == roll.setting:
                oblique = self.is_oblique(other)
                return roll.institution(other) if other.name else self._described(other, oblique=oblique)[0]
        return None

    @cached_property
    def _full(self) -> dict[str, list[Phrase]]:
        """The phrases with a body's noun and more that tells which one, by the noun."""
        found: dict[str, list[Phrase]] = {}
        for phrase in self.roll.phrases:
            noun = phrase.noun
            if noun is not None and noun.table == "body" and not number_of(phrase).plural:
                placed = any(adjective_state(word) is not None for word in phrase.adjectives)
                if placed or phrase.name:
                    found.setdefault(noun.whole, []).append(phrase)
        return found

    def is_oblique(self, phrase: Phrase) -> bool:
        """Tell whether a phrase stands in no nominative, by the word before it."""
        before = self.roll.tokens[phrase.start - 1].text if phrase.start else ""
        behind_noun = phrase.determiner == "der" and not is_function_word(before)  # `ein Treffen der Minister`
        whose = before[:1].isupper() and (behind_noun or find_noun(before) is not None)
        return whose or before.lower() in grammar("de").prepositions
