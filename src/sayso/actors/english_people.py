"""Everybody whom an English report names in full, anywhere: where, by what he is called there, man or woman."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sayso.actors.english_phrases import actor_words, gender_of, is_role, singular, state, stripped
from sayso.actors.nouns import first_names
from sayso.language.analysis import Analysis
from sayso.language.tokens import Token
from sayso.model import Span

_BEFORE = 6  # words before a name in which its office stands
_BEHIND = 14  # words of what explains a name between commas
_SUBJECT = 8  # words of a sentence in which its subject stands
_PREPOSITIONS = frozenset(
    {
        "of",
        "for",
        "at",
        "in",
        "on",
        "to",
        "with",
        "from",
        "after",
        "before",
        "by",
        "and",
        "but",
        "that",
        "as",
        "when",
        "if",
    }
)


@dataclass(slots=True)
class Introduced:
    """Somebody named in full; `places` are the characters where he is named, by his last name too."""

    name: str
    words: tuple[str, ...]
    gender: str
    heads: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)


def people_of(analysis: Analysis) -> list[Introduced]:
    """Return everybody whom a report names in full, in the order of their first mention."""
    found: dict[str, Introduced] = {}
    tokens = analysis.tokens
    for start, end in analysis.sentences:
        at = start
        while at < end:
            size = _name_at(tokens, at, end)
            if size:
                _introduce(found, tokens, (start, end), (at, at + size))
            at += size or 1
    _add_last_names(found, tokens)
    return list(found.values())


def _introduce(
    found: dict[str, Introduced], tokens: Sequence[Token], sentence: tuple[int, int], at: tuple[int, int]
) -> None:
    name = " ".join(stripped(token.text) for token in tokens[at[0] : at[1]])
    words = (*_before(tokens, sentence[0], at[0]), *_behind(tokens, at[1], sentence[1]))
    heads = {singular(word) for word in words if is_role(word)}
    known = found.setdefault(name, Introduced(name, words, gender_of(name, words), heads))
    known.places.append(tokens[at[0]].start)
    known.words = known.words or words
    known.heads |= heads
    if known.gender == "u":
        known.gender = gender_of(name, words)


def _add_last_names(found: dict[str, Introduced], tokens: Sequence[Token]) -> None:
    """Note where people are named by their last names."""
    last: dict[str, list[Introduced]] = {}
    for one in found.values():
        last.setdefault(one.name.split()[-1], []).append(one)
    for number, token in enumerate(tokens):
        bearers = last.get(stripped(token.text), ())
        named = (
            number
            and tokens[number - 1].text[0].isupper()
            and stripped(tokens[number - 1].text) in bearers_first(bearers)
        )
        if len(bearers) == 1 and not named:
            bearers[0].places.append(token.start)
    for one in found.values():
        one.places.sort()


def bearers_first(bearers: Sequence[Introduced]) -> set[str]:
    """Return the names before the last one of those who bear it."""
    return {word for one in bearers for word in one.name.split()[:-1]}


def _name_at(tokens: Sequence[Token], at: int, end: int) -> int:
    """Return how many tokens the full name has that begins at a token; 0 where none does."""
    words = [token.text for token in tokens[at : min(at + 6, end)]]
    if not _is_part(words[0]) or state(words[0]) is not None or _is_title(words[0]) or words[0].endswith(("'s", "’s")):
        return 0
    particles = actor_words()["particles"]
    size = 1
    while size < len(words) and (_is_part(words[size]) or (words[size] in particles and size + 1 < len(words))):
        size += 1
        if words[size - 1].endswith(("'s", "’s")):
            break
    while size > 1 and words[size - 1] in particles:
        size -= 1
    before = tokens[at - 1].text if at else ""
    table = actor_words()
    pairs = (f"{word} {other}" for word, other in pairwise(words[:size]))  # `North Korean`
    society = any(singular(word) in table["bodies"] | table["societies"] for word in words[:size]) or any(
        state(word) is not None for word in (*words[:size], *pairs)
    )
    if size < 2 or society or any(is_role(word) or _is_title(word) for word in words[: size - 1]):
        return 0
    known = words[0] in first_names() or is_role(before) or _is_title(before)
    return size if known else 0


def _is_part(word: str) -> bool:
    plain = stripped(word)
    return (
        word[0].isupper()
        and plain.replace("-", "").replace("'", "").replace("’", "").replace(".", "").isalpha()
        and not (plain.isupper() and len(plain) > 2)
    )


def _is_title(word: str) -> bool:
    return word.lower().rstrip(".") in actor_words()["titles"]


def _before(tokens: Sequence[Token], start: int, at: int) -> tuple[str, ...]:
    """Return what somebody is called right before his name: `Finland's foreign minister`; nothing without an office."""
    begin = at
    if at == start or not (is_role(tokens[at - 1].text) or _is_title(tokens[at - 1].text)):
        return ()
    while begin > start and at - begin < _BEFORE:
        word = tokens[begin - 1].text
        belongs = (
            word[0].isupper()
            or is_role(word)
            or _is_title(word)
            or singular(word) in actor_words()["bodies"] | actor_words()["former"]
        )
        if not word[0].isalnum() or not (
            belongs or (word.islower() and begin - 1 > start and _is_title(tokens[begin - 2].text))
        ):
            break
        begin -= 1
    return tuple(token.text for token in tokens[begin:at])


def _behind(tokens: Sequence[Token], at: int, end: int) -> tuple[str, ...]:
    """Return what explains a name behind a comma: `Ana Example, the foreign minister of Peru, …`."""
    if at + 1 >= end or tokens[at].text != ",":
        return ()
    words: list[str] = []
    for token in tokens[at + 1 : min(at + 1 + _BEHIND, end)]:
        if token.text in (",", ".", ";", ":"):
            break
        words.append(token.text)
    roles = [i for i, word in enumerate(words) if is_role(word)]
    opens = words and (
        words[0].lower() in ("the", "a", "an", "its", "his", "her", "their") or words[0][0].isupper() or 0 in roles
    )
    return tuple(words) if roles and opens and roles[0] <= 6 else ()


def subjects_of(analysis: Analysis, quoted: Sequence[Span]) -> list[Span]:
    """Return the offices and bodies that open sentences in the report's own words: `Kiel prosecutors reopened it`."""
    table, found = actor_words(), []
    nouns = table["bodies"] | table["offices"] | table["societies"]
    for start, end in analysis.sentences:
        tokens = analysis.tokens[start : min(end, start + _SUBJECT)]
        if any(span.start <= tokens[0].start < span.end for span in quoted):
            continue
        for number, token in enumerate(tokens):
            word = token.text
            if not word[0].isalnum() or word in _PREPOSITIONS:
                break
            behind = tokens[number + 1].text if number + 1 < len(tokens) else ""
            ends = singular(behind) not in nouns | table["voices"] and not behind[:1].isupper()
            if singular(word) in nouns and word == stripped(word) and ends:
                found.append(Span(tokens[0].start, token.end))
                break
    return found
