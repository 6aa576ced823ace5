"""Actors of English reports: names, offices, demonyms, capitals, and the last name or pronoun that picks them up.

English nouns hardly bend, so that a few lists (`data/en/actors.toml`) and capitals tell what German needs tables for.
Who cannot be told is nobody; a description stays as the report words it.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

from sayso.actors.geography import institution
from sayso.actors.nouns import first_names
from sayso.language.places import kind_of, state_name, state_of
from sayso.model import Actor, ActorKind, Report, Span, Statement

_WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*\.?|[,;:—–]|\S")
_PERSON = re.compile(r"[A-Z][\w'’.-]*(?:\s+(?:[A-Z][\w'’.-]*|al|de|van|von|bin|el|la|di))*")
_RELATIVE = re.compile(r"\s+(?:who|whose|which|that)\s")
_FAR = 3  # statements over which a pronoun reaches
_SET = re.compile(r"(?:^|[.!?”\"]\s+|\n)In\s+([A-Z]\w+(?:\s[A-Z]\w+)?)\b")
_SUBJECT = re.compile(r"(?:^|[.!?”\"]\s+|\n)((?:[A-Z][\w'’.-]*\s+)+)")
_LINKS = frozenset({"of", "for", "at", "in", "from"})
_ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their", "some", "one", "several"})


@cache
def _words() -> dict[str, frozenset[str]]:
    text = (files("sayso.language") / "data" / "en" / "actors.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(text).items()}


@dataclass(eq=False, slots=True)
class _Known:
    """Somebody of the report."""

    name: str
    kind: ActorKind
    party: str | None = None
    gender: str = "u"
    plural: bool = False
    mentions: list[Span] = field(default_factory=list)


def resolve_english(report: Report, statements: Sequence[Statement]) -> tuple[tuple[Statement, ...], tuple[Actor, ...]]:
    """Return the statements of an English report with the ids of their actors, and these actors by first mention."""
    cast = _Cast(report)
    meant: dict[str, list[_Known]] = {}
    for statement in sorted(statements, key=_begin):
        found = [one for span in statement.speaker for one in cast.meet(span)]
        if not statement.speaker and statement.parent is not None:
            found = meant.get(statement.parent, [])
        meant[statement.id] = list(dict.fromkeys(found))
    everybody = dict.fromkeys(one for group in meant.values() for one in group)
    ordered = sorted(everybody, key=lambda one: one.mentions[0])
    ids = {one: f"a{number}" for number, one in enumerate(ordered, 1)}
    spoken = tuple(replace(s, actors=tuple(ids[one] for one in meant[s.id])) for s in statements)
    return spoken, tuple(
        Actor(ids[one], one.name, one.kind, one.party, tuple(sorted(set(one.mentions)))) for one in ordered
    )


class _Cast:
    """Everybody whom the report has named so far, and what it names him with anywhere."""

    def __init__(self, report: Report) -> None:
        self._text = report.text
        self._everybody: list[_Known] = []
        self._spoke: list[list[_Known]] = []
        self._places = [(match.start(1), match.group(1)) for match in _SET.finditer(report.text)]
        self._breaks = [part.span.start for part in report.parts]

    def meet(self, span: Span) -> list[_Known]:
        """Return whom the words of a speaker mean."""
        words = self._text[span.start : span.end]
        low = words.lower().strip()
        found = self._pronoun(low, span) if " " not in low else None
        if found is None:
            found = [one for part in _parts(words) if (one := self._named(part, span)) is not None]
        for one in found:
            one.mentions.append(span)
        if found:
            self._spoke.append(found)
        return found

    def _pronoun(self, low: str, span: Span) -> list[_Known] | None:
        """Return whom a pronoun means, None where the word is none."""
        table = _words()
        if low in table["plural"]:
            return next((group for group in self._recent() if len(group) > 1 or group[0].plural), [])
        if low in table["neuter"]:
            return next(([group[0]] for group in self._recent() if group[0].kind in {"organization", "state"}), [])
        gender = "m" if low in table["masculine"] else "f" if low in table["feminine"] else None
        if gender is None:
            return None
        people = [one for group in self._recent() for one in group if one.kind == "person"]
        if (subject := self._subject(span)) is not None:
            people.insert(0, subject)
        return [one] if (one := next((p for p in people if p.gender in {gender, "u"}), None)) is not None else []

    def _subject(self, span: Span) -> _Known | None:
        """Return the person whose full name opens a sentence between the last speaker and a pronoun."""
        last = max((one.mentions[-1].end for group in self._spoke for one in group), default=0)
        for match in reversed(list(_SUBJECT.finditer(self._text, last, span.start))):
            name = _person(_bare(_WORD.findall(match.group(1))))
            if name is not None and " " in name:
                return self._person(name, self._around(match.start(1), match.end(1)), span)
        return None

    def _recent(self) -> Iterator[list[_Known]]:
        return reversed(self._spoke[-_FAR:])

    def _named(self, words: str, span: Span) -> _Known | None:
        """Return whom a name or a description means."""
        main, _, behind = _RELATIVE.split(words, maxsplit=1)[0].partition(",")
        tokens = _bare(_WORD.findall(main))
        if not tokens or tokens[-1].lower() in _words()["plural"]:
            return None  # `one of them`
        plain = " ".join(tokens)
        if (code := _state(plain)) is not None:
            return self._known(state_name(code, language="en"), "state", code)
        listed = institution(plain)
        if listed is not None:
            return self._known(plain, "organization", listed.party)
        name = None if _of_somebody(tokens) else _person(tokens)
        if name is not None:
            return self._person(name, f"{main}, {behind}", span)
        return self._described(tokens, span)

    def _person(self, name: str, words: str, span: Span) -> _Known:
        """Return the person of a name; a single name is somebody's whom the report names in full anywhere."""
        last = name.rsplit(maxsplit=1)[-1]
        for one in self._everybody:
            if one.kind == "person" and (one.name == name or (" " not in name and one.name.split()[-1] == last)):
                return one
        context = words
        if " " not in name:
            for match in _PERSON.finditer(self._text):
                full = _person(_bare(_WORD.findall(match.group())))
                if full is not None and " " in full and full.split()[-1] == last:
                    name, context = full, self._around(match.start(), match.end())
                    break
        party = self._party(context, span)
        gender = first_names().get(name.split()[0], "u") if " " in name else "u"
        person = self._known(name, "person", party)
        person.gender = gender
        return person

    def _around(self, start: int, end: int) -> str:
        """Return a name with the few words before it, and what explains it behind a comma."""
        before = self._text[max(0, start - 40) : start].rpartition(".")[2]
        behind = self._text[end : end + 60].partition(".")[0]
        return before + self._text[start:end] + (behind if behind.startswith(",") else "")

    def _described(self, tokens: list[str], span: Span) -> _Known:
        """Return whom a description means: one named before in the same words, else somebody new."""
        nouns = [word for word in tokens if _singular(word) in _words()["bodies"] | _words()["offices"]]
        plural = tokens[-1].lower().endswith("s") and tokens[-1].lower() not in _words()["bodies"]
        person = bool(nouns) and _singular(nouns[-1]) in _words()["offices"]
        name = " ".join(tokens)
        kind: ActorKind = "group" if plural else "person" if person else "organization"
        known = self._known(name[:1].upper() + name[1:], kind, self._party(name, span) if nouns else None)
        known.plural = plural
        return known

    def _known(self, name: str, kind: ActorKind, party: str | None) -> _Known:
        for one in self._everybody:
            if one.name.casefold() == name.casefold():
                one.party = one.party or party
                return one
        self._everybody.append(new := _Known(name, kind, party))
        return new

    def _party(self, words: str, span: Span) -> str | None:
        """Return the state for which an office or a body speaks, as the words beside it tell; None for others."""
        tokens = _WORD.findall(words)
        official = _words()["offices"] | _words()["bodies"]
        told = {_singular(word) for word in tokens}
        if told & _words()["former"] or not told & official:
            return None
        states = list(dict.fromkeys(code for code in _states(tokens) if code is not None))
        if states:
            return states[0]
        place = next((place for at, place in reversed(self._places) if at <= span.start), None)
        at = next((at for at, _ in reversed(self._places) if at <= span.start), 0)
        same = not any(at < start <= span.start for start in self._breaks)
        return (_state(place) or _state(place.split()[0])) if place is not None and same else None


def _parts(words: str) -> Iterable[str]:
    """Return the speakers that a list names: `Ann Muster and the Russian embassy`."""
    pieces = re.split(r"\s+and\s+", words)
    both = len(pieces) == 2 and all(re.search(r"[A-Z]", piece) for piece in pieces) and "," not in words
    of = bool(re.search(r"\bof\b|\bfor\b", pieces[0]))
    return pieces if both and not of else [words]


def _bare(tokens: list[str]) -> list[str]:
    """Return the words of a phrase without marks, and without article before it."""
    words = [word for word in tokens if word[0].isalnum()]
    while words and words[0].lower() in _ARTICLES:
        words = words[1:]
    return words


def _person(tokens: list[str]) -> str | None:
    """Return the person's name in a phrase: what is capital behind titles, demonyms and offices; None without one."""
    table = _words()
    known = table["titles"] | table["offices"] | table["former"]
    at = 0
    while at < len(tokens) and (
        not known.isdisjoint({tokens[at].lower().rstrip("."), _singular(tokens[at])})
        or not tokens[at][0].isupper()
        or _state(tokens[at]) is not None
    ):
        at += 1
    end = at
    while end < len(tokens) and (tokens[end][0].isupper() or tokens[end] in table["particles"]):
        end += 1
    name = [word.removesuffix("'s").removesuffix("’s") for word in tokens[at:end]]
    society = any(_singular(word) in table["bodies"] | table["societies"] for word in name)
    if not name or society or (name[0].isupper() and len(name[0]) > len("JJ")):
        return None
    titled = at > 0 or name[0] in first_names() or (len(name) in {2, 3} and end == len(tokens))
    alone = len(name) == 1 and len(tokens) == 1
    return " ".join(name) if titled or alone or (end < len(tokens) and tokens[end] in _LINKS) else None


def _of_somebody(tokens: list[str]) -> bool:
    """Tell whether a phrase is of one who speaks for somebody named behind: `a spokeswoman for Minister Ann Muster`."""
    link = next((i for i, word in enumerate(tokens) if word in _LINKS), 0)
    return link > 0 and tokens[link - 1][0].islower()


def _states(tokens: list[str]) -> Iterator[str | None]:
    """Yield the states that words name or are adjectives of, two words at a time before one."""
    for i, word in enumerate(tokens):
        if not word[0].isupper():
            continue
        pair = f"{word} {tokens[i + 1]}" if i + 1 < len(tokens) else word
        yield _state(pair) or _state(word)


def _state(words: str | None) -> str | None:
    if not words:
        return None
    bare = words.removesuffix("'s").removesuffix("’s")
    kind = kind_of(bare, language="en")
    return state_of(bare, language="en") if kind in {"state", "body", "capital", "seat", "demonym"} else None


def _singular(word: str) -> str:
    low = word.lower().removesuffix("'s").removesuffix("’s")
    table = _words()["offices"] | _words()["bodies"]
    return low if low in table or not low.endswith("s") else low.removesuffix("s")


def _begin(statement: Statement) -> int:
    spans = statement.content or statement.speaker or statement.cue
    return min((span.start for span in spans), default=0)
