"""Words as a search compares them: stems, and the ends of long words, so that `Sprecher` finds `Regierungssprecher`.

A word that is asked for finds itself, longer words that begin with it, and longer words that end in it; short words
find fewer of these, for they stand in too many.  What stands in the middle of a word is not found: too often it is
no word (`Regierungssprecher`: `erung`).
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sayso.claims.vocabulary import stem_of

LONG = 8  # letters from which on a word is looked at for parts
HEAD = 3  # letters that stand before a part
PART = 4  # letters of a part
BEGINNING = 5  # letters of a word from which on it may be the beginning of another
LONGEST = 60  # letters of a word that are looked at: longer ones are no words but data
MOST = 800_000  # bytes of a text's terms, for a database takes a million: what a longer text says last is not found

# No word begins so; letters and digits alone, so that every database takes it for a word.
_MARK = "x0"
_BEFORE = "stahl"  # as any first part of a compound
_WORD = re.compile(r"[^\W_]+")


class Term(NamedTuple):
    """A term that a document may have; `begins`: any that begins so."""

    text: str
    begins: bool


def terms_of(text: str, language: str) -> str:
    """Return the terms under which a text is found, each once, as words with blanks between."""
    found: dict[str, None] = {}
    size = 0
    for word in dict.fromkeys(_WORD.findall(text)):
        for term in _terms(word, language):
            if term not in found:
                found[term] = None
                size += len(term.encode()) + 1
        if size > MOST:
            break
    return " ".join(found)


def asked_for(words: str) -> list[list[Term]]:
    """Return what a document must have to be found: of each list one term at least.  Empty where no word is asked."""
    return [_alternatives(word) for word in _WORD.findall(words)]


def _terms(word: str, language: str) -> Iterator[str]:
    stem = _stem(word, language)
    yield stem
    if len(stem) >= LONG:
        yield from (_MARK + stem[at:] for at in range(HEAD, len(stem) - PART + 1))


def _alternatives(word: str) -> list[Term]:
    """Return the terms of one word; its language is not known, so it is taken for each."""
    stems = {(_stem(word, language), _end(word, language)) for language in ("de", "en")}
    return list(dict.fromkeys(term for stem, end in sorted(stems) for term in _asked(stem, end)))


def _asked(stem: str, end: str) -> Iterable[Term]:
    yield Term(stem, begins=len(stem) >= BEGINNING)
    if len(end) >= PART:
        yield Term(_MARK + end, begins=False)


def _end(word: str, language: str) -> str:
    """Return what is left of a word at the end of a long one, where more may be cut off: `Stahlfabrik`, `stahlfabr`."""
    return _stem(_BEFORE + word.casefold(), language).removeprefix(_BEFORE)


def _stem(word: str, language: str) -> str:
    base = language.partition("-")[0]
    return stem_of(word[:LONGEST].casefold(), base if base in ("de", "en") else "de")
