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
from itertools import pairwise

from sayso.language.analysis import Analysis
from sayso.language.grammar import grammar
from sayso.language.places import kind_of, state_name, state_of
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
    kinds = {mention.name: mention.kind for mention in mentions.values()}
    actors: dict[str, Actor] = {}
    for span, mention in mentions.items():
        name = names[mention.name]
        known = actors.get(name)
        if known is None:  # the fuller name tells best what it names
            actors[name] = Actor(f"a{len(actors) + 1}", name, kinds[name], mention.party, (span,))
        else:
            actors[name] = replace(known, mentions=(*known.mentions, span), party=known.party or mention.party)
    id_of = {span: actors[names[mention.name]].id for span, mention in mentions.items()}
    named = tuple(
        replace(s, actors=tuple(dict.fromkeys(id_of[span] for span in s.speaker if span in id_of))) for s in statements
    )
    return named, tuple(actors.values())


def _mention(text: str, span: Span) -> _Mention | None:
    """Read a speaker's words; None for pronouns, which name nobody."""
    words = " ".join(text[span.start : span.end].split())  # typesetters put no-break and double blanks
    closed = grammar("de")
    first, _, rest = words.partition(" ")
    determiner = first.lower() if first.lower() in closed.determiners else ""
    if determiner:
        words = rest.strip()
    if not words or words.lower() in closed.pronouns | closed.relative_pronouns or not any(c.isupper() for c in words):
        return None
    known = kind_of(words, language="de")
    state = state_of(words, language="de")
    if state is not None and known in {"state", "body", "capital"}:
        kind: ActorKind = "organization" if known == "body" else "state"
        return _Mention(span, state_name(state, language="de"), kind, state)
    if state is not None and known == "seat":
        return _Mention(span, words, "organization", state)
    core = _APPOSITION.split(words)[0].strip()
    proper = _proper_name(words, bare=not determiner)
    name = proper or _base_form(core, determiner)
    return _Mention(span, name, _kind(core, personal=proper is not None and not _heads_a_body(core)), _party(words))


def _proper_name(words: str, *, bare: bool) -> str | None:
    """Return the personal name in `Außenministerin Erika Muster` or `Die Sprecherin, Erika Muster`.

    Two or three capitals alone are a name only where no determiner stands before them (`bare`) or as an apposition.
    """
    pieces = _APPOSITION.split(words)
    for place, piece in enumerate(pieces[:2]):
        tokens = _WORD.findall(piece)
        while tokens and tokens[0][0].islower():
            tokens.pop(0)
        if not tokens or any(
            token[0].islower() and token not in {"von", "der", "de", "al", "van", "zu"} for token in tokens
        ):
            continue
        if len(tokens) > 1 and _is_office(tokens[0]):
            if tokens[1].islower():  # `Sprecher der NATO` names whose speaker, not who
                continue
            return " ".join(tokens[1:])
        if (
            (bare or place)
            and len(tokens) in {2, 3}
            and not _is_office(tokens[-1])
            and not any(token.isupper() for token in tokens)
        ):
            return " ".join(tokens)
    return None


# The ending that an adjective takes where its determiner is left out, by the determiner of the nominative.
_STRONG = {"der": "er", "die": "e", "das": "es", "ein": "", "eine": ""}


def _base_form(words: str, determiner: str) -> str:
    """Return a description as a heading would give it: `der russische Admiral` → `Russischer Admiral`.

    Only a nominative tells the ending; words in another case stay as they stand.
    """
    first, blank, rest = words.partition(" ")
    if blank and first[0].islower() and first.endswith("e") and determiner in _STRONG:
        first = first[:-1] + (_STRONG[determiner] or "e")
    return first[:1].upper() + first[1:] + blank + rest


@cache
def _offices() -> dict[str, frozenset[str]]:
    text = (files("sayso.language") / "data" / "de" / "offices.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(text).items()}


def _is_office(word: str) -> bool:
    table = _offices()
    return _names(word.lower(), table["official"] | table["persons"])


def _kind(words: str, *, personal: bool) -> ActorKind:
    """Return what kind of actor the words name, by the noun at their head; a personal name settles it."""
    table = _offices()
    tokens = [token.lower() for token in _WORD.findall(words)]
    if personal or any(_names(token, table["persons"]) for token in tokens):
        return "person"
    return "group" if any(token in table["groups"] for token in tokens) else "organization"


def _heads_a_body(words: str) -> bool:
    """Tell whether a body, not a person, stands before the name: `die Nachrichtenagentur KCNA`."""
    table = _offices()
    tokens = [token.lower() for token in _WORD.findall(words)]
    bodies = any(_names(token, table["official"]) for token in tokens)
    return bodies and not any(_names(token, table["persons"]) for token in tokens)


def _names(token: str, nouns: frozenset[str]) -> bool:
    """Tell whether a lower-case word is one of `nouns` or a compound that ends with one, in the genitive too."""
    forms = {token, token.removesuffix("s"), token.removesuffix("es")}
    return any(form == noun or (len(noun) >= 4 and form.endswith(noun)) for form in forms for noun in nouns)


def _party(words: str) -> str | None:
    """Return the state for which an office speaks, where exactly one is named beside it."""
    core = _APPOSITION.split(words)[0]
    tokens = _WORD.findall(core)
    if not any(_names(token.lower(), _offices()["official"]) for token in tokens):
        return None
    pairs = (" ".join(pair) for pair in pairwise(tokens))  # `der Vereinigten Staaten`
    states = {state for words in (*tokens, *pairs) if (state := state_of(words, language="de")) is not None}
    return states.pop() if len(states) == 1 else None


def _fullest(names: Iterable[str]) -> dict[str, str]:
    """Return for every name the one fuller name of the report that ends with it; itself where there are several."""
    unique = list(dict.fromkeys(names))
    found = {}
    for name in unique:
        fuller = [other for other in unique if other.endswith(" " + name)]
        found[name] = fuller[0] if len(fuller) == 1 and " " not in name else name
    return found
