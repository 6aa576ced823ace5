"""What the room of claims knows of a language: its words of `data/<language>.toml`, and their stems."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import snowballstemmer

from sayso.language.grammar import grammar

_STEMMERS = {"de": "german", "en": "english"}
_OTHERS = "de"  # whose data serve a language that has none


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Sets of lower-case words; `references`, `charges`, `dismissals`, `qualifiers` are stems.  See `data/de.toml`."""

    language: str
    function_words: frozenset[str]
    negators: frozenset[str]
    denying: frozenset[str]
    denying_phrases: re.Pattern[str]
    cancelled_by_next: frozenset[str]
    cancelling_phrases: re.Pattern[str]
    keeping_phrases: re.Pattern[str]
    breaking_phrases: re.Pattern[str]
    adding_phrases: re.Pattern[str]
    deferring_phrases: re.Pattern[str]
    references: frozenset[str]
    charges: frozenset[str]
    dismissals: frozenset[str]
    qualifiers: frozenset[str]
    with_content: frozenset[str]
    pronouns: frozenset[str]
    complementizers: frozenset[str]
    questioning: frozenset[str]
    subordinate: frozenset[str]
    personal: frozenset[str]
    pluperfect: frozenset[str]

    def stem(self, word: str) -> str:
        """Return the stem of a word, lower case."""
        return stem_of(word.lower(), self.language)


@lru_cache(maxsize=50_000)
def stem_of(word: str, language: str) -> str:
    """Return the Snowball stem of a lower-case word of German or English."""
    return str(snowballstemmer.stemmer(_STEMMERS[language]).stemWord(word))


@cache
def vocabulary(language: str) -> Vocabulary:
    """Return the words of a language (`de-AT` is read as `de`); German serves a language that has none."""
    base = language.partition("-")[0]
    base = base if base in _STEMMERS else _OTHERS
    text = (files("sayso.claims") / "data" / f"{base}.toml").read_text(encoding="utf-8")
    table: dict[str, list[str]] = tomllib.loads(text)
    sets = {name: frozenset(words) for name, words in table.items() if not name.endswith("_phrases")}
    for name in ("references", "charges", "dismissals", "qualifiers"):
        sets[name] = frozenset(stem_of(word, base) for word in table[name])
    patterns = {
        name: re.compile("|".join(rf"(?<!\w)(?:{phrase})(?!\w)" for phrase in table[name]))
        for name in table
        if name.endswith("_phrases")
    }
    sets["function_words"] |= sets["negators"] | sets["personal"] | sets["pronouns"] | sets["complementizers"]
    if base == "de":
        closed = grammar(base)
        sets["function_words"] |= (
            closed.determiners | closed.pronouns | closed.reflexives | closed.object_pronouns | closed.relative_pronouns
            | closed.prepositions | closed.subordinators | closed.coordinators | closed.adverbs | closed.w_words
            | closed.auxiliaries | closed.subjunctive_auxiliaries
        )  # fmt: skip
    return Vocabulary(language=base, **sets, **patterns)  # type: ignore[arg-type]
