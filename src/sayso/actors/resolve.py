"""Speakers' words joined into the actors of one report: the first form, by name alone.

A capital or state name stands for the state; a short name joins the fuller one that ends alike; an office beside
a state's adjective speaks for that state.  Pronouns and descriptions are not resolved yet: such a statement has
no actor rather than a guessed one.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from sayso.language.analysis import Analysis
from sayso.language.grammar import grammar
from sayso.language.places import state_name, state_of
from sayso.model import Actor, ActorKind, Span, Statement

_WORD = re.compile(r"\w[\w.'’-]*")
_APPOSITION = re.compile(r",\s|\s\(")


@dataclass(frozen=True, slots=True)
class _Mention:
    """One speaker's words: the name they give, what kind it is, and the state it speaks for."""

    span: Span
    name: str
    kind: ActorKind
    party: str | None


def resolve_actors(
    analysis: Analysis, statements: Iterable[Statement]
) -> tuple[tuple[Statement, ...], tuple[Actor, ...]]:
    """Return the statements with the ids of their actors, and these actors as `a1`, `a2`, … by first mention."""
    text = analysis.report.text
    statements = tuple(statements)
    mentions: dict[Span, _Mention] = {}
    for span in sorted({span for statement in statements for span in statement.speaker}):
        mention = _mention(text, span)
        if mention is not None:
            mentions[span] = mention
    names = _fullest(mention.name for mention in mentions.values())
    actors: dict[str, Actor] = {}
    for span, mention in mentions.items():
        name = names[mention.name]
        known = actors.get(name)
        if known is None:
            actors[name] = Actor(f"a{len(actors) + 1}", name, mention.kind, mention.party, (span,))
        else:
            actors[name] = replace(known, mentions=(*known.mentions, span), party=known.party or mention.party)
    id_of = {span: actors[names[mention.name]].id for span, mention in mentions.items()}
    named = tuple(
        replace(s, actors=tuple(dict.fromkeys(id_of[span] for span in s.speaker if span in id_of))) for s in statements
    )
    return named, tuple(actors.values())


def _mention(text: str, span: Span) -> _Mention | None:
    """Read a speaker's words; None for pronouns, which name nobody."""
    words = text[span.start : span.end].strip()
    closed = grammar("de")
    first, _, rest = words.partition(" ")
    if first.lower() in closed.determiners:
        words = rest.strip()
    if not words or words.lower() in closed.pronouns | closed.relative_pronouns or not any(c.isupper() for c in words):
        return None
    state = state_of(words, language="de")
    if state is not None and " " not in words.strip():
        return _Mention(span, state_name(state, language="de"), "state", state)
    core = _APPOSITION.split(words)[0].strip()
    name = _proper_name(words) or _base_form(core)
    return _Mention(span, name, _kind(words, name), _party(words))


def _proper_name(words: str) -> str | None:
    """Return the personal name in `Außenministerin Erika Muster` or `Die Sprecherin, Erika Muster`."""
    pieces = _APPOSITION.split(words)
    for piece in (pieces[0], *pieces[1:2]):
        tokens = _WORD.findall(piece)
        while tokens and tokens[0][0].islower():
            tokens.pop(0)
        if not tokens or any(
            token[0].islower() and token not in {"von", "der", "de", "al", "van", "zu"} for token in tokens
        ):
            continue
        if len(tokens) > 1 and _is_office(tokens[0]):
            return " ".join(tokens[1:])
        if len(tokens) in {2, 3} and not _is_office(tokens[-1]) and not any(token.isupper() for token in tokens):
            return " ".join(tokens)
    return None


def _base_form(words: str) -> str:
    """Return a description as a heading would give it, first letter upper case."""
    return words[0].upper() + words[1:] if words else words


@cache
def _offices() -> dict[str, frozenset[str]]:
    text = (files("sayso.language") / "data" / "de" / "offices.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(text).items()}


def _is_office(word: str) -> bool:
    low = word.lower()
    table = _offices()
    return any(low == noun or (len(noun) > 4 and low.endswith(noun)) for noun in table["official"] | table["persons"])


def _kind(words: str, name: str) -> ActorKind:
    table = _offices()
    tokens = [token.lower() for token in _WORD.findall(words)]
    if any(token == noun for token in tokens for noun in table["groups"]):
        return "group"
    if any(token == noun or (len(noun) > 4 and token.endswith(noun)) for token in tokens for noun in table["persons"]):
        return "person"
    parts = name.split()
    looks_personal = len(parts) in {2, 3} and all(part[0].isupper() and not part.isupper() for part in parts)
    return "person" if looks_personal and name != words else "organization"


def _party(words: str) -> str | None:
    """Return the state for which an office speaks, where exactly one is named beside it."""
    core = _APPOSITION.split(words)[0]
    tokens = _WORD.findall(core)
    official = _offices()["official"]
    if not any(
        token.lower() == noun or token.lower().endswith(noun)
        for token in tokens
        for noun in official
        if len(noun) > 4 or token.lower() == noun
    ):
        return None
    states = {state for token in tokens if (state := state_of(token, language="de")) is not None}
    return states.pop() if len(states) == 1 else None


def _fullest(names: Iterable[str]) -> dict[str, str]:
    """Return for every name the one fuller name of the report that ends with it, or itself."""
    unique = list(dict.fromkeys(names))
    found = {}
    for name in unique:
        fuller = [other for other in unique if other != name and other.endswith(" " + name)]
        found[name] = max(fuller, key=len) if fuller and " " not in name else name
    return found
