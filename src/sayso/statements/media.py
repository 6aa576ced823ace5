"""Media in the words of a report: agencies, papers, broadcasters, by name or by what they are.

Knowledge in `data/<language>/media.toml`.
"""

import tomllib
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from sayso.language.verbs import verb_forms
from sayso.statements.passage import Passage

_LONGEST_NAME = 7  # tokens between the quotation marks of a name, at most
_ADJECTIVE_ENDS = ("e", "en", "er", "es", "em")
_SITE_ENDS = (".de", ".com", ".org", ".net", ".at", ".ch", ".ru", ".info")


@dataclass(frozen=True, slots=True)
class Medium:
    """A medium as a report names it: token numbers, determiner and quotation marks included.

    `general` is the press at large (`Medien`), which relays but is nobody in particular.
    """

    start: int
    end: int
    general: bool = False


@dataclass(frozen=True, slots=True)
class _Knowledge:
    """The tables of `media.toml`; `names` are those that begin with a word, the longest first."""

    names: dict[str, tuple[tuple[str, ...], ...]]
    ambiguous: frozenset[str]
    sorts: frozenset[str]
    sort_ends: tuple[str, ...]
    no_sort: frozenset[str]
    others_behind: frozenset[str]
    name_ends: frozenset[str]
    hyphened: tuple[str, ...]
    no_name: frozenset[str]
    press: frozenset[str]


@cache
def media_table() -> dict[str, Any]:
    """Return the raw table with its examples."""
    path = files("sayso.language") / "data" / "de" / "media.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def relation_words(relation: str) -> frozenset[str]:
    """Return the words by which somebody stands in a relation to what another one says: `told`, `quoting`."""
    return frozenset(next(entry["words"] for entry in media_table()["relation"] if entry["name"] == relation))


@cache
def _knowledge() -> _Knowledge:
    table = media_table()
    names: dict[str, set[tuple[str, ...]]] = {}
    for entry in table["names"]:
        for name in entry["words"]:
            words = tuple(name.split())
            for form in (words, (*words[:-1], words[-1] + "s")):
                names.setdefault(words[0] if len(words) > 1 else form[0], set()).add(form)
    ambiguous = table["ambiguous"]["words"]
    return _Knowledge(
        names={first: tuple(sorted(forms, key=len, reverse=True)) for first, forms in names.items()},
        ambiguous=frozenset((*ambiguous, *(word + "s" for word in ambiguous))),
        sorts=frozenset(table["sorts"]["words"]),
        sort_ends=tuple(table["sorts"]["ends"]),
        no_sort=frozenset(table["sorts"]["no_sort"]),
        others_behind=frozenset(table["sorts"]["others_behind"]),
        name_ends=frozenset(table["name_ends"]["words"]),
        hyphened=tuple("-" + end for end in table["name_ends"]["hyphened"]),
        no_name=frozenset(table["name_ends"]["no_name"]),
        press=frozenset(table["press"]["words"]),
    )


@lru_cache(maxsize=50_000)
def _hint(word: str) -> str:
    """Return what a word can be of a medium: `name`, `sort`, `end`, `press`; empty for nearly all words."""
    known = _knowledge()
    if word in known.press:
        return "press"
    if word in known.names:
        return "name"
    if word in known.sorts or (
        word[0].isupper() and word.lower().endswith(known.sort_ends) and word not in known.no_sort
    ):
        return "sort"
    if word in known.name_ends or word.endswith(known.hyphened):
        return "end"
    return "name" if word.endswith(_SITE_ENDS) and len(word) > 5 else ""


def is_medium_word(word: str) -> bool:
    """Tell whether a word alone is the name of a medium, or of what one is."""
    return _hint(word) in {"name", "sort"} and word not in _knowledge().ambiguous


def find_media(passage: Passage) -> list[Medium]:
    """Return the media that a report names outside what is quoted, in order."""
    found: list[Medium] = []
    behind = 0
    for i, token in enumerate(passage.tokens):
        hint = _hint(token.text)
        if hint and i >= behind:
            medium = _medium(passage, i, hint)
            if medium is not None and medium.start >= behind:
                found.append(replace(medium, end=_past_abbreviation(passage, medium.end)))
                behind = found[-1].end
    return found


def _past_abbreviation(passage: Passage, end: int) -> int:
    """Return the end of a name with its abbreviation in brackets: `Westdeutsche Allgemeine Zeitung (WAZ)`."""
    tokens = passage.tokens
    bracketed = end + 2 < len(tokens) and tokens[end].text == "(" and tokens[end + 2].text == ")"
    return end + 3 if bracketed and tokens[end + 1].text[:2].isupper() else end


def _medium(passage: Passage, i: int, hint: str) -> Medium | None:
    """Return the medium whose name, sort or last word stands at token i."""
    quoted = _name_in_quotes(passage, i)
    if passage.quote_of[i] != -1 and quoted is None:
        return None
    if hint == "press":
        return Medium(_opened(passage, i), i + 1, general=True)
    if quoted is not None:
        return _quoted(passage, hint, quoted)
    if hint == "sort":
        return _sorted(passage, i)
    if hint == "end":
        return _ended(passage, i)
    return _named(passage, i)


def _name_in_quotes(passage: Passage, i: int) -> tuple[int, int] | None:
    """Return the tokens of a short quotation around token i, marks included; None where it is none or a long one."""
    quote = passage.quote_of[i]
    if quote == -1:
        return None
    start = end = i
    while start > 0 and passage.quote_of[start - 1] == quote and i - start <= _LONGEST_NAME:
        start -= 1
    while end < len(passage.tokens) and passage.quote_of[end] == quote and end - i <= _LONGEST_NAME:
        end += 1
    return (start, end) if end - start <= _LONGEST_NAME + 2 else None


def _quoted(passage: Passage, hint: str, quoted: tuple[int, int]) -> Medium | None:
    """Return a medium named in quotation marks: the whole name is what they enclose."""
    start, end = quoted
    if end < len(passage.tokens) and passage.tokens[end].text.startswith("-"):
        return None
    words = [passage.tokens[j].text for j in range(start, end) if passage.is_word(j)]
    known = _knowledge()
    whole = tuple(words) in known.names.get(words[0], ()) or (len(words) == 1 and hint == "name")
    ended = (words[-1] in known.name_ends or _hint(words[-1]) in {"end", "sort"}) and words[0][0].isupper()
    if not whole and not ended:
        return None
    return Medium(_opened(passage, start), end)


def _named(passage: Passage, i: int) -> Medium | None:
    known, tokens = _knowledge(), passage.tokens
    if tokens[i].text in known.name_ends and (ended := _ended(passage, i)) is not None:
        return ended
    if i > 0 and _left_of_name(passage, i - 1):
        return None  # `Erika Bloomberg`
    for words in known.names.get(tokens[i].text, ((tokens[i].text,),)):
        end = i + len(words)
        if len(tokens) >= end and all(tokens[i + k].text == word for k, word in enumerate(words)):
            if " ".join(words) in known.ambiguous or (end < len(tokens) and tokens[end].text.startswith("-")):
                continue
            return Medium(_opened(passage, i), end)
    return None


def _sorted(passage: Passage, i: int) -> Medium | None:
    """Return a medium told by what it is, with the name behind: `die Zeitung „Muster“`, `Agentur Tass`."""
    tokens, end = passage.tokens, i + 1
    if end < len(tokens) and tokens[end].text in _knowledge().others_behind:
        return None
    if end < len(tokens) and passage.quote_of[end] != -1:
        name = _name_in_quotes(passage, end)
        end = name[1] if name is not None and name[0] == end else end
    else:
        end += _known_length(passage, end)
        while end < len(tokens) and end - i < _LONGEST_NAME and _goes_on(passage, end):
            end += 1
    start = i
    while start > 0 and _left_of_name(passage, start - 1):
        start -= 1
    return Medium(_opened(passage, start), end)


def _known_length(passage: Passage, i: int) -> int:
    """Return the number of tokens of the known name that begins at token i: three for `Bild am Sonntag`."""
    names = _knowledge().names.get(passage.tokens[i].text, ()) if i < len(passage.tokens) else ()
    following = tuple(token.text for token in passage.tokens[i : i + _LONGEST_NAME])
    return next((len(words) for words in names if following[: len(words)] == words), 0)


def _goes_on(passage: Passage, i: int) -> bool:
    """Tell whether token i can belong to the name behind a sort: a capital, `al-Arabiya`, `of`."""
    text = passage.tokens[i].text
    small = text.startswith(("al-", "el-")) or text.endswith(_SITE_ENDS) or _hint(text) == "name"
    joins = text in {"of", "de", "della", "le"} and i + 1 < len(passage.tokens) and passage.is_capital(i + 1)
    return (text[0].isupper() and passage.quote_of[i] == -1) or small or joins


def _left_of_name(passage: Passage, i: int) -> bool:
    """Tell whether token i is a capital in front of a name's last word: `Neue Osnabrücker` before `Zeitung`."""
    text = passage.tokens[i].text
    if not text[0].isupper() or passage.quote_of[i] != -1:
        return False
    low = passage.low[i]
    grammar = passage.grammar
    return low not in grammar.determiners | grammar.prepositions | grammar.adverbs | grammar.subordinators | {"wie"}


def _ended(passage: Passage, i: int) -> Medium | None:
    """Return a medium told by the last word of its name: `die Musterstädter Zeitung`, `Weser-Kurier`."""
    start = i
    while start > 0 and i - start < _LONGEST_NAME and _left_of_name(passage, start - 1):
        start -= 1
    end = i + 1
    while end < len(passage.tokens) and _hint(passage.tokens[end].text) in {"end", "sort"}:
        end += 1
    words = [token.text for token in passage.tokens[start:end]]
    plain = len(words) == 2 and passage.opens_clause(start) and words[0].endswith(("e", "en")) and len(words[0]) < 8
    if (len(words) < 2 and "-" not in words[0]) or plain or " ".join(words) in _knowledge().no_name:
        return None
    return Medium(_opened(passage, start), end)


def _opened(passage: Passage, start: int) -> int:
    """Return where the phrase of a medium begins: at its determiner, past adjectives, else where its name does."""
    determiners, i = passage.grammar.determiners, start - 1
    while i >= 0 and start - i < 4 and passage.tokens[i].text[0].islower() and passage.low[i] not in determiners:
        if passage.low[i] in passage.grammar.prepositions or not passage.low[i].endswith(_ADJECTIVE_ENDS):
            return start
        i -= 1
    if i < 0 or passage.low[i] not in determiners or passage.quote_of[i] != -1:
        return start
    pronoun = passage.low[i] in {"das", "dies"} and any(
        form.kind == "finite" for form in verb_forms(passage.low[i + 1])
    )
    return start if pronoun else i  # `Das meldete Reuters`
