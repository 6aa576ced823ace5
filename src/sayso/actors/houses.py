"""Bodies and firms that other reports on the same story name, lent to one that calls them by a bare noun.

Reports that are read together and have a name in common tell one story.  `die Küstenwache` of one is that of the state
that others tell, if all tell the same; `die Reederei` is the one firm that others call so.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sayso.actors.geography import plain

_LIKELY = 2  # times that reports must name a firm more often than any other to be `die Firma` of the story


@dataclass(frozen=True, slots=True)
class House:
    """A body or firm as one report names it.

    `heads` are the lower-case nouns that it is called by, `party` is whom it speaks for where words told it; `named`
    tells that it has a name of its own, `speaks` that it spoke.
    """

    name: str
    heads: frozenset[str]
    party: str | None
    named: bool
    speaks: bool


class Holder(NamedTuple):
    """A person as one report names him: full name, gender where it is known, and the nouns that it calls him by."""

    name: str
    gender: str
    nouns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What another report names: its houses, its people with full names, and how much it names each country."""

    houses: tuple[House, ...]
    people: tuple[Holder, ...]
    countries: Mapping[str, float]


class Neighbours:
    """The other reports on the story of one report, asked for its houses."""

    def __init__(self, others: Iterable[Neighbour] = ()) -> None:
        """Begin with all that are read together, whatever their story."""
        self._others = tuple(others)
        self._near: tuple[House, ...] = ()
        self._people: tuple[Holder, ...] = ()
        self._countries: dict[str, float] = {}
        self.own = Neighbour((), (), {})

    def meet(self, words: Collection[str]) -> None:
        """Keep the reports of one story: those with a surname or a firm among the words of this one."""
        near = [one for one in self._others if _shares(one, words)]
        self._near = tuple(house for one in near for house in one.houses)
        self._people = tuple(person for one in near for person in one.people)
        for one in near:
            for code, weight in one.countries.items():
                self._countries[code] = self._countries.get(code, 0.0) + weight

    @property
    def countries(self) -> Mapping[str, float]:
        """How much the other reports on the story name each country."""
        return self._countries

    def named_in(self, stands: Callable[[str], bool]) -> list[House]:
        """Return the firms and bodies of others that spoke under a name that stands in this report too."""
        spoke = {house.name: house for house in self._near if house.named and house.speaks}
        surnames = {one.name.split()[-1] for one in self._people}
        names = sorted(spoke, key=lambda name: (-len(name), name))
        return [spoke[name] for name in names if name not in surnames and stands(name)]

    def party_of(self, heads: Collection[str], states: Collection[str]) -> str | None:
        """Return the one state that others tell of a body called so, if this report names it; else None."""
        told = {house.party for house in self._near if house.party is not None and house.heads & set(heads)}
        return next(iter(told)) if len(told) == 1 and told <= set(states) else None

    def called(self, noun: str) -> str | None:
        """Return the name of the one house that others call by a noun: `die Reederei`; None for none or several."""
        low = noun.lower()
        names = {self.short_name(h.name) for h in self._near if h.named and any(k.endswith(low) for k in h.heads)}
        return next(iter(names)) if len(names) == 1 else None

    def holder(self, noun: str, gender: str) -> str | None:
        """Return the full name of the one person whom others call by a noun: `der Vorstandschef`."""
        held = [one for one in self._people if noun in one.nouns]
        names = {one.name for one in held}
        fits = all(one.gender == "u" or gender not in {"m", "f"} or one.gender == gender for one in held)
        return next(iter(names)) if len(names) == 1 and fits else None

    def firm(self) -> str | None:
        """Return the name of the firm that speaks in others more often than any other twice over, for `der Konzern`."""
        firms = (house for house in self._near if house.named and house.speaks and house.party is None)
        first, second, *_ = [*Counter(self.short_name(house.name) for house in firms).most_common(2), ("", 0), ("", 0)]
        return first[0] if first[1] >= max(_LIKELY, _LIKELY * second[1]) else None

    def short_name(self, name: str) -> str:
        """Return the name without the noun before it, where others name it so: `Netzgesellschaft Muster`, `Muster`."""
        low = plain(name)
        bare = [house.name for house in self._near if house.named and low.endswith(" " + plain(house.name))]
        return min(bare, key=len, default=name)


def _shares(one: Neighbour, words: Collection[str]) -> bool:
    """Tell whether a person's or firm's name of another report ends in one of the words of this one."""
    if any(person.name.split()[-1] in words for person in one.people):
        return True
    names = (house.name.rpartition(" ")[2] for house in one.houses if house.named and house.speaks)
    return any(name in words for name in names if len(name) > 2)
