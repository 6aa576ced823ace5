"""What a single word can be in a name or a description: adjective, abbreviation, word of a closed class."""

import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from sayso.actors.geography import adjective_state, adjective_stem, institution, is_state, name_state
from sayso.actors.nouns import Noun, find_noun
from sayso.language.grammar import grammar

ADJECTIVE_ENDS = ("e", "en", "er", "es", "em")
OPENING = frozenset((*"„“\"»«‚‘'", "''", "``"))
CLOSING = frozenset((*"“”\"«»‘’'", "''"))


@cache
def vocabulary(table: str) -> dict[str, frozenset[str]]:
    """Return the sets of words of one table of `actors.toml`."""
    text = (files("sayso.language") / "data" / "de" / "actors.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(text)[table].items()}


@cache
def endings(table: str, name: str) -> tuple[str, ...]:
    """Return one list of `actors.toml` as endings or beginnings of words."""
    return tuple(sorted(vocabulary(table)[name]))


@cache
def _no_adjectives() -> frozenset[str]:
    closed = grammar("de")
    joining = closed.prepositions | closed.subordinators | closed.coordinators
    return joining | closed.determiners | closed.auxiliaries | closed.pronouns | vocabulary("phrases")["no_adjectives"]


@cache
def _function_words() -> frozenset[str]:
    closed = grammar("de")
    joining = closed.prepositions | closed.subordinators | closed.coordinators | closed.w_words
    opening = closed.adverbs | vocabulary("lists")["skipped"]
    return joining | closed.determiners | closed.auxiliaries | closed.pronouns | opening


@lru_cache(maxsize=20_000)
def is_adjective(word: str) -> bool:
    """Tell whether a lower-case word may be an adjective before a noun."""
    bends = word.endswith(ADJECTIVE_ENDS) and len(word) > 3
    return bends and word.replace("-", "").isalnum() and word not in _no_adjectives()


@lru_cache(maxsize=20_000)
def is_capital_form(word: str) -> bool:
    """Tell whether a word with a capital ends as an adjective does: `Berliner`, and `Minister` too."""
    bends = word[0].isupper() and word.lower().endswith(ADJECTIVE_ENDS)
    return bends and word.replace("-", "").isalpha() and not is_function_word(word)


def weak_endings(determiner: str) -> tuple[str, ...]:
    """Return what an adjective can end with behind an article, or behind none."""
    if determiner in {"des", "dem", "den"}:
        return ("en",)
    return ("en", "e") if determiner in {"der", "die", "das"} else ADJECTIVE_ENDS


@lru_cache(maxsize=20_000)
def is_proper_adjective(word: str) -> bool:
    """Tell whether a capital stands on an adjective for sure: `Norwegischen`, `Roten`, and not `Petersen`."""
    stem = adjective_stem(word)
    if stem is None:
        return False
    low, table = stem.lower(), vocabulary("names")
    known = low in table["adjectives"] or low.endswith(endings("names", "adjective_ends"))
    return known or adjective_state(word) is not None


@lru_cache(maxsize=20_000)
def is_low_adjective(word: str) -> bool:
    """Tell whether a word is written small, as an adjective is, and may be one."""
    noun = word[0].isdigit() and find_noun(word) is not None
    return not word[0].isupper() and word[0].isalnum() and not noun and is_adjective(word)


@lru_cache(maxsize=20_000)
def is_function_word(word: str) -> bool:
    """Tell whether a capital stands on a word of a closed class, as at the beginning of a sentence."""
    return word[1:].islower() and word.lower() in _function_words()


@lru_cache(maxsize=20_000)
def is_named_low(word: str) -> bool:
    """Tell whether a lower-case word is a name all the same: `al-Muster`, `taz`, `beispiel.de`, `m24`."""
    arabic = word.startswith(endings("names", "low")) and len(word) > 4 and any(c.isupper() for c in word)
    numbered = word[0].isalpha() and word[-1].isdigit() and word.isalnum()
    address = "." in word[1:-1] and word.islower() and len(word) > 4
    elided = word[1:2] in {"'", "’"} and word[2:3].isupper()  # `Banca d'Italia`
    return arabic or numbered or address or elided or institution(word) is not None


@lru_cache(maxsize=20_000)
def is_abbreviation(word: str) -> bool:
    """Tell whether a word looks like the abbreviation of a name: `BGH`, `IStGH`, `GdP`, `TÜV`."""
    return word[:1].isalpha() and len(word) <= 8 and sum(letter.isupper() for letter in word) >= 2


def is_no_noun(word: str) -> bool:
    """Tell whether a word is none of the known nouns, or one that can be an adjective: `Konservative`."""
    noun = find_noun(word)
    return noun is None or (noun.adjectival and not noun.part)


def is_no_surname(word: str) -> bool:
    """Tell whether a capital behind a first name and a surname begins something else: `Hans Muster Verzögerung`."""
    compound = "-" in word and is_abbreviation(word.partition("-")[0])
    return word.endswith(endings("names", "no_surname")) or find_noun(word) is not None or compound


def is_field(word: str) -> bool:
    """Tell whether a word is the name of a field: `Erziehung`, `Wissenschaft`."""
    return word[0].isupper() and word.endswith(endings("names", "fields")) and find_noun(word) is None


def is_bare_genitive(noun: Noun, word: str) -> bool:
    """Tell whether a name behind a noun says whose it is: `Vertreter Libyens`, `Gouverneur Floridas`."""
    if noun.table == "sort" or not (word.endswith("s") or is_state(word)):
        return False
    if noun.table == "carrier":
        return True
    if is_state(word):
        return word.endswith("s")
    official = noun.table in {"office", "body", "voice"}
    return official and name_state(word) is not None and name_state(word[:-1]) is not None
