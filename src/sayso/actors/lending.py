"""What other reports on the story tell of bodies, firms and offices, lent to the cast of one report."""

from collections.abc import Callable, Collection

from sayso.actors.agreement import Number
from sayso.actors.cast import Cast, Entity, Role, Trust
from sayso.actors.houses import Neighbours
from sayso.actors.mentions import brand_of
from sayso.actors.nouns import Noun, table_of_offices
from sayso.actors.phrase import Phrase


class Lending:
    """The cast of one report, completed by houses and people of others on its story; its own words go before."""

    def __init__(self, cast: Cast, neighbours: Neighbours) -> None:
        """Begin with whom the report names itself."""
        self._cast = cast
        self._neighbours = neighbours

    def welcome(self, words: Collection[str], stands: Callable[[str], bool]) -> None:
        """Put the firms and bodies into the cast that spoke in other reports on the story and are named in this one.

        `words` are those of the report, `stands` tells whether it has a name.
        """
        self._neighbours.meet(words)
        for house in self._neighbours.named_in(stands):
            if self._cast.institution(house.name) is None:
                name = Phrase(0, 0, name=tuple(house.name.split()))
                self._cast.add_institution(house.name, brand_of(name)).heads |= house.heads

    def lend_party(self, entity: Entity, countries: Collection[str]) -> None:
        """Give a body the state that others tell of it, where nothing in this report does; it names the `countries`."""
        if entity.kind != "organization" or entity.trust >= Trust.AROUND:
            return
        party = self._neighbours.party_of(entity.heads, countries)
        if party is not None:
            entity.party, entity.trust = party, Trust.LENT

    def house(self, noun: Noun) -> Entity | None:
        """Return the one firm or body that others call by a noun: `die Reederei`."""
        return self._named(self._neighbours.called(noun.whole))

    def firm(self, noun: Noun) -> Entity | None:
        """Return the firm that others name most, for a noun that any is called by: `der Konzern`."""
        return self._named(self._neighbours.firm()) if noun.whole in table_of_offices()["sort_of"]["firms"] else None

    def person(self, phrase: Phrase, role: Role, number: Number) -> Entity | None:
        """Return the one person whom others call by the noun of a phrase that tells nothing more: `der Vorstandschef`.

        A word for anybody (`der Politiker`) is nobody's.
        """
        told = phrase.adjectives or phrase.attributes or phrase.owner or phrase.possessive
        if told or role.lemma in {noun.lower() for noun in table_of_offices()["anybody"]["nouns"]}:
            return None
        name = self._neighbours.holder(role.noun, number.gender)
        return None if name is None else self._cast.add_person(tuple(name.split()))

    def _named(self, name: str | None) -> Entity | None:
        """Return who goes by a name that others told."""
        return None if name is None else self._cast.institution(name) or self._cast.add_institution(name)
