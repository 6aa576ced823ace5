"""People met in earlier reports: their full names, whom they spoke for, what they were called, and on which day.

The room of actors asks and tells; who keeps the answers (memory here, a ledger elsewhere) is none of its business.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from sayso.actors.cast import Role, Trust, spelled
from sayso.actors.words import vocabulary

_TERM = timedelta(days=366)  # for how long an office that a report told of is taken for held
_VOTES = {Trust.TOLD: 1, Trust.AROUND: 2, Trust.NONE: 1}  # of a report for whom somebody speaks for
_AGREED = 3  # votes of surroundings from which on they count


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """A person as one report named him.

    `roles` are what it called him, with the state each time; `as_of` is the report's day (ISO 8601), None where it is
    not known.  `trust`: whether the words of his office told the party, who else acted, or only where the report plays.
    """

    name: str
    party: str | None
    roles: tuple[Role, ...]
    as_of: str | None
    trust: Trust = Trust.TOLD

    @property
    def left(self) -> bool:
        """Whether the words of a report told that he speaks for nobody any more."""
        return self.party is None and self.trust == Trust.TOLD


class Acquaintances(Protocol):
    """Who was met before, asked by name and by office, and told of whom the present report names."""

    def named(self, name: str, on: str | None) -> Acquaintance | None:
        """Return the one person who bears a name or a surname, as last told up to the day; None for none or several."""
        ...

    def holding(self, noun: str, state: str, on: str | None) -> Acquaintance | None:
        """Return who was last told to hold a state's office (`präsident`, `UA`), no more than a year before the day."""
        ...

    def meet(self, people: Iterable[Acquaintance]) -> None:
        """Take note of those whom a report names in full."""
        ...


class AcquaintanceBook:
    """Acquaintances that last as long as the object does."""

    def __init__(self, people: Iterable[Acquaintance] = ()) -> None:
        """Begin with those whom reports told of."""
        self._people = list(people)

    def named(self, name: str, on: str | None) -> Acquaintance | None:
        """Return the one person who bears a name or a surname, as last told up to the day; None for none or several.

        He speaks for whom most reports said that he does: one of them may have been read wrongly.  Where he was told of
        only in the year after the day, his name and whom he speaks for are known, and no office.
        """
        words = spelled(tuple(name.split()))
        bearers = [one for one in self._people if _bears(one, words)]
        earlier = [one for one in bearers if _is_until(one, on)]
        soon = [one for one in bearers if one not in earlier and _is_until(one, on, _TERM)]
        if len({spelled(tuple(one.name.split())) for one in earlier or soon}) != 1:
            return None
        last = max(earlier, key=_day) if earlier else replace(min(soon, key=_day), roles=())
        if last.left:
            return last
        party, trust = _party_of_most(earlier + soon)
        return replace(last, party=party, trust=trust)

    def holding(self, noun: str, state: str, on: str | None) -> Acquaintance | None:
        """Return who was last told to hold a state's office (`präsident`, `UA`), no more than a year before the day."""
        day = _parsed(on)
        if day is None:
            return None
        until = [one for one in self._people if _is_until(one, on)]
        holders = [one for one in until if any((r.noun, r.state) == (noun, state) for r in one.roles)]
        holders = [one for one in holders if _party_of_most(self._told_of(one))[0] in {None, state}]
        last = max(holders, key=_day, default=None)
        told = None if last is None else _parsed(last.as_of)
        return last if told is not None and day - told <= _TERM else None

    def meet(self, people: Iterable[Acquaintance]) -> None:
        """Take note of those whom a report names in full."""
        self._people += people

    def _told_of(self, one: Acquaintance) -> list[Acquaintance]:
        """Return all that reports told of a person."""
        return [other for other in self._people if other.name == one.name]


class Introductions:
    """Whom one report introduces, told apart from whom earlier ones did, who are asked."""

    def __init__(self, earlier: Acquaintances | None = None) -> None:
        """Begin with nobody introduced."""
        self._earlier = earlier
        self.people: tuple[Acquaintance, ...] = ()

    def named(self, name: str, on: str | None) -> Acquaintance | None:
        """Return the one person of earlier reports who bears a name or a surname; None for none or several."""
        return None if self._earlier is None else self._earlier.named(name, on)

    def holding(self, noun: str, state: str, on: str | None) -> Acquaintance | None:
        """Return who was last told to hold a state's office, no more than a year before the day."""
        return None if self._earlier is None else self._earlier.holding(noun, state, on)

    def meet(self, people: Iterable[Acquaintance]) -> None:
        """Take note of those whom the report names in full; tell the others of them too."""
        self.people = tuple(people)
        if self._earlier is not None:
            self._earlier.meet(self.people)


def _bears(one: Acquaintance, words: tuple[str, ...]) -> bool:
    name = spelled(tuple(one.name.split()))
    return bool(words) and (name == words or (len(words) == 1 and name[-1] == words[0]) or _is_surname(name, words))


def _is_surname(name: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Tell whether words are the end of a name, a particle before its last word: `van Muster`."""
    return len(words) == 2 and name[-2:] == words and words[0] in vocabulary("names")["particles"]


def _is_until(one: Acquaintance, on: str | None, later: timedelta = timedelta()) -> bool:
    """Tell whether a report told of somebody up to a day, or so much later; of an unknown day all did."""
    day, told = _parsed(on), _parsed(one.as_of)
    return day is None or told is None or told <= day + later


def _party_of_most(tellings: Iterable[Acquaintance]) -> tuple[str | None, Trust]:
    """Return the party that most reports told of a person, of several the last; words go before surroundings.

    Where no words told it, what reports agree on (`AROUND`) is more than what one has, or not all (`ELSEWHERE`), and
    that more than the mere place of one (`NONE`).
    """
    known = [one for one in sorted(tellings, key=_day) if one.party is not None]
    told = [one for one in known if one.trust == Trust.TOLD]
    votes = Counter[str | None]()
    for one in told or known:
        votes[one.party] += _VOTES[one.trust]
    if not votes:
        return None, Trust.NONE
    party = max(told or known, key=lambda one: (votes[one.party], _day(one))).party
    sure = votes[party] >= _AGREED and votes[party] >= 2 * (votes.total() - votes[party])
    weak = Trust.ELSEWHERE if votes[party] >= _VOTES[Trust.AROUND] else Trust.NONE
    return party, Trust.TOLD if told else Trust.AROUND if sure else weak


def _day(one: Acquaintance) -> date:
    return _parsed(one.as_of) or date.min


def _parsed(day: str | None) -> date | None:
    """Return a day; a month or a year is no day."""
    return date.fromisoformat(day) if day is not None and len(day) == 10 else None
