"""People met in earlier reports: their full names, whom they spoke for, what they were called, and on which day.

The room of actors asks and tells; who keeps the answers (memory here, a ledger elsewhere) is none of its business.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from sayso.actors.cast import Role, spelled

_TERM = timedelta(days=366)  # for how long an office that a report told of is taken for held


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """A person as one report named him.

    `roles` are what it called him, with the state each time; `as_of` is the report's day (ISO 8601), None where it is
    not known.
    """

    name: str
    party: str | None
    roles: tuple[Role, ...]
    as_of: str | None


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

    def __init__(self) -> None:
        """Begin with nobody."""
        self._people: list[Acquaintance] = []

    def named(self, name: str, on: str | None) -> Acquaintance | None:
        """Return the one person who bears a name or a surname, as last told up to the day; None for none or several."""
        words = spelled(tuple(name.split()))
        bearers = [one for one in self._until(on) if _bears(one, words)]
        names = {spelled(tuple(one.name.split())) for one in bearers}
        return max(bearers, key=_day) if len(names) == 1 else None

    def holding(self, noun: str, state: str, on: str | None) -> Acquaintance | None:
        """Return who was last told to hold a state's office (`präsident`, `UA`), no more than a year before the day."""
        day = _parsed(on)
        if day is None:
            return None
        holders = [one for one in self._until(on) if any((r.noun, r.state) == (noun, state) for r in one.roles)]
        last = max(holders, key=_day, default=None)
        told = None if last is None else _parsed(last.as_of)
        return last if told is not None and day - told <= _TERM else None

    def meet(self, people: Iterable[Acquaintance]) -> None:
        """Take note of those whom a report names in full."""
        self._people += people

    def _until(self, on: str | None) -> list[Acquaintance]:
        """Return what reports told up to a day; all that they told where the day is not known."""
        day = _parsed(on)
        return [one for one in self._people if day is None or (_parsed(one.as_of) or day) <= day]


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
    return bool(words) and (name == words or (len(words) == 1 and name[-1] == words[0]))


def _day(one: Acquaintance) -> date:
    return _parsed(one.as_of) or date.min


def _parsed(day: str | None) -> date | None:
    """Return a day; a month or a year is no day."""
    return date.fromisoformat(day) if day is not None and len(day) == 10 else None
