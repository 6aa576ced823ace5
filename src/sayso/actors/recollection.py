"""What other reports told of people, lent to those whom one report names."""

from sayso.actors.acquaintances import Acquaintance, Acquaintances
from sayso.actors.cast import Cast, Entity, Role, Trust
from sayso.actors.phrase import Phrase
from sayso.actors.words import vocabulary


class Recollection:
    """The cast of one report, completed by what others told of the same people.

    `day` is the report's (ISO 8601), None where it is not known; without acquaintances nobody is known.
    """

    def __init__(self, cast: Cast, acquaintances: Acquaintances | None, day: str | None) -> None:
        """Begin with whom the report names itself."""
        self._cast = cast
        self._acquaintances = acquaintances
        self._day = day

    def meets(self, phrase: Phrase) -> bool:
        """Put a person of another report into the cast who goes by a single name here; tell whether there is one."""
        surname = len(phrase.name) == 1 or phrase.name[0].lower() in vocabulary("names")["particles"]
        if self._acquaintances is None or not surname or phrase.head or phrase.determiner or phrase.quoted:
            return False
        name = phrase.bare_name
        met = self._acquaintances.named(name, self._day)
        if met is None and name.endswith("s"):
            met = self._acquaintances.named(name[:-1], self._day)
        return met is not None and self._recall(met) is not None

    def recognise(self, person: Entity | None) -> None:
        """Give a person the full name of another report, and where this one tells none, office and party too.

        Who held an office once gets no more than the name.
        """
        if self._acquaintances is None or person is None:
            return
        met = self._acquaintances.named(person.name, self._day)
        told = person.trust == Trust.TOLD
        if met is not None and not (told and met.party not in {None, person.party}):
            self._recall(met)

    def holder(self, role: Role) -> Entity | None:
        """Return the person whom an earlier report told to hold an office; None where the state or nobody is known."""
        if self._acquaintances is None or role.state is None:
            return None
        met = self._acquaintances.holding(role.noun, role.state, self._day)
        return None if met is None else self._recall(met)

    def _recall(self, met: Acquaintance) -> Entity | None:
        """Put a person of another report into the cast, or complete what the cast has of him.

        Somebody called by other offices here may be another person: only whom the words of his office told to speak for
        a state does so still.  What no words told, nor reports agree on, is lent to an office whose state the report
        leaves open, and to a bare name where somebody was told to have an office.
        """
        person = self._cast.add_person(tuple(met.name.split()))
        if person is None or person.former:
            return person
        own, nouns = bool(person.roles), {role.noun for role in met.roles}
        same = not person.roles or not met.roles or any(role.noun in nouns for role in person.roles)
        if same:
            lent = [role for role in met.roles if role not in person.roles]
            person.roles += lent
            person.lent += lent
        trust = Trust.LENT if met.trust > Trust.ELSEWHERE else Trust.ELSEWHERE
        if met.party is not None and person.trust < trust and (same or met.trust == Trust.TOLD):
            known = met.trust > Trust.ELSEWHERE or (not own and (met.trust > Trust.NONE or met.roles != ()))
            if person.at_home or known:
                person.party, person.trust = met.party, trust
        return person
