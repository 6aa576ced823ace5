"""Everybody that a report names: people with the fullest name, institutions with their abbreviations."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache

from sayso.actors.geography import adjective_stem, institution, is_shared, plain
from sayso.actors.nouns import first_names
from sayso.actors.words import is_abbreviation, vocabulary
from sayso.model import ActorKind


class Trust(IntEnum):
    """Who told whom somebody speaks for, the more to be believed the higher.

    Nobody (the country of the report then), another report's surroundings, this one's, other reports that said so or
    agree, the office's own words.
    """

    NONE = 0
    ELSEWHERE = 1
    AROUND = 2
    LENT = 3
    TOLD = 4


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is called: the noun, its end, and the state named with it."""

    noun: str
    lemma: str
    state: str | None


@dataclass(eq=False, slots=True)
class Entity:
    """Somebody or something named in the report.

    `heads` are the lower-case nouns that it is called by; `at_home` says that it speaks for the country of the report
    where `party` is None.  `trust` says who told `party`, `own` is what this report told of it.  `spelled` are the
    words of its name for comparison.  `lent` are roles that only earlier reports told of.
    """

    name: str
    kind: ActorKind
    gender: str = "u"
    plural: bool = False
    party: str | None = None
    at_home: bool = False
    former: bool = False
    roles: list[Role] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)
    spelled: tuple[str, ...] = ()
    described: bool = False
    lent: list[Role] = field(default_factory=list)
    trust: Trust = Trust.NONE
    own: str | None = None


@dataclass(slots=True)
class Cast:
    """The people and institutions of one report, by the words of their names."""

    people: list[Entity] = field(default_factory=list)
    institutions: dict[str, Entity] = field(default_factory=dict)
    descriptions: list[Entity] = field(default_factory=list)
    by_word: dict[str, list[Entity]] = field(default_factory=dict)

    def add_person(self, name: tuple[str, ...]) -> Entity | None:
        """Return the person of that name, new or known; the fuller name is kept.  None where the words are no name."""
        words = without_honorifics(name)
        if not words:
            return None
        known = self.find_person(words)
        if (
            known is not None
            and len(words) > len(known.name.split())
            and words[-1].endswith("s")
            and known.name.split()[-1] == words[-1][:-1]
        ):
            words = (*words[:-1], words[-1][:-1])
        if known is not None and _is_cut(known.spelled, spelled(words)):
            known.name, known.spelled = " ".join(words), spelled(words)
        if known is None:
            known = Entity(" ".join(words), "person", gender=gender_of(words), spelled=spelled(words))
            self.people.append(known)
        elif len(spelled(words)) > len(known.spelled) and not _is_cut(spelled(words), known.spelled):
            known.name, known.spelled = " ".join(words), spelled(words)
            if gender_of(words) != "u":
                known.gender = gender_of(words)
        for word in known.spelled:
            entities = self.by_word.setdefault(word, [])
            if known not in entities:
                entities.append(known)
        return known

    def find_person(self, words: tuple[str, ...]) -> Entity | None:
        """Return the one person whom the words can mean, a genitive's ending left out where it must be."""
        name = spelled(words)
        if found := self._fitting(name):
            return found
        if (
            name
            and len(name[-1]) > 3
            and name[-1].endswith("s")
            and (found := self._fitting((*name[:-1], name[-1][:-1])))
        ):
            return found
        return None

    def find_exactly(self, words: tuple[str, ...]) -> Entity | None:
        """Return the one person whom the words can mean as they stand."""
        return self._fitting(spelled(words))

    def _fitting(self, name: tuple[str, ...]) -> Entity | None:
        if not name:
            return None
        near = [person for person in self.by_word.get(name[-1], ()) if _same(person.spelled, name)]
        if len(name) == 1:
            last = [person for person in near if person.spelled[-1] == name[0]]
            near = last or near
        near = near or [p for p in self.by_word.get(name[0], ()) if len(name) > 1 and _same(p.spelled, name)]
        return near[0] if len(near) == 1 else None  # a name that two people bear is neither's

    def find_official(self, words: tuple[str, ...]) -> Entity | None:
        """Return the person whom a name means, if his office told whom he speaks for and he still holds it."""
        person = self.find_person(words)
        return person if person is not None and person.trust == Trust.TOLD and not person.former else None

    def institution(self, name: str) -> Entity | None:
        """Return the institution of that name or abbreviation; None where the report has not named it yet."""
        key = plain(name)
        found = self.institutions.get(key)
        if found is None and key.endswith("s"):
            found = self.institutions.get(key[:-1])
        return found or self._bent(key) or self._shortened(key) or (self.whose(key) if is_shared(key) else None)

    def _bent(self, key: str) -> Entity | None:
        """Return the institution whose first word, an adjective, has another ending: `Musterschen Zeitung`."""
        first, _, rest = key.partition(" ")
        stem = adjective_stem(first)
        if not rest or stem is None:
            return None
        return next(
            (self.institutions[k] for e in ("e", "er", "es") if (k := f"{stem}{e} {rest}") in self.institutions), None
        )

    def _shortened(self, key: str) -> Entity | None:
        """Return the one institution whose first word is shortened, or shown alone: `AK Muster`, `AK`."""
        first, _, rest = key.partition(" ")
        if not is_abbreviation(first):
            return None
        names = [name for name in self.institutions if name[:1] == first[:1] and name != key]
        fits = [name for name in names if (name.endswith(" " + rest) if rest else name.startswith(first + " "))]
        found = {id(self.institutions[name]): self.institutions[name] for name in fits}
        return next(iter(found.values())) if len(found) == 1 else None

    def whose(self, key: str) -> Entity | None:
        """Return the one body of that name of which the report has told whose it is: `Schweizer Bundesanwaltschaft`."""
        named = [*self.institutions.values(), *(each for each in self.descriptions if each.kind == "organization")]
        found = {id(each): each for each in named if each.name.endswith(f" {key}") and each.party is not None}
        return next(iter(found.values())) if len(found) == 1 else None

    def add_institution(self, name: str, short: str = "") -> Entity:
        """Return the institution of that name, new or known under it, an abbreviation, or a further name."""
        listed = institution(name)
        keys = [plain(form) for form in (name, short) if form]
        if listed is not None:
            keys += [plain(form) for form in listed.names]
        known = next((self.institutions[key] for key in keys if key in self.institutions), None)
        if known is None:
            known = Entity(name, "organization")
        elif len(name) > len(known.name) and not known.described:
            known.name = name
        for key in keys:
            self.institutions[key] = known
        return known

    def everybody(self) -> Iterator[Entity]:
        """Yield people, institutions, descriptions."""
        yield from self.people
        yield from dict.fromkeys(self.institutions.values())
        yield from self.descriptions


def without_honorifics(name: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name without `Dr.` and the like before it."""
    words = list(name)
    while words and words[0].lower() in vocabulary("names")["honorifics"]:
        words.pop(0)
    return tuple(words)


@lru_cache(maxsize=20_000)
def spelled(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name's words for comparison: lower case, hyphens parted, no articles of Arabic names."""
    found = []
    for word in words:
        low = word.casefold()
        if low[:3] in vocabulary("names")["low"]:
            low = low[3:]
        found += [piece for piece in low.split("-") if piece and piece not in vocabulary("names")["silent"]]
    return tuple(found)


def gender_of(words: tuple[str, ...]) -> str:
    """Return the gender that the first name tells, `u` where it tells none."""
    names = first_names()
    for name in (words[0], words[0].partition("-")[0]):
        if len(words) > 1 and name in names:
            return names[name]
    return "u"


def _is_cut(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Tell whether a full name is the beginning of a longer one, whose last word is none of it: `Hans Muster Thallium`.

    A surname alone is no full name, nor are first names.
    """
    full = len(short) > 1 and short[-1].title() not in first_names()
    return full and len(long) == len(short) + 1 and long[: len(short)] == short


def _same(full: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Tell whether one name is the other or a shorter form of it."""
    short, long = (name, full) if len(name) <= len(full) else (full, name)
    if len(short) == 1:
        return short[0] in long
    if short[-1] != long[-1] and short[0] != long[0]:
        return False
    return all(any(word == other or _initial(word, other) for other in long) for word in short)


def _initial(word: str, other: str) -> bool:
    one, two = word.rstrip("."), other.rstrip(".")
    return min(len(one), len(two)) == 1 and one[0] == two[0]
