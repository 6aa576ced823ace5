"""The closed word classes of a language, from `data/<language>/grammar.toml`."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Grammar:
    """Sets of lower-case words; the fields are the tables of the file."""

    determiners: frozenset[str]
    genitive_determiners: frozenset[str]
    accusative_masculine: frozenset[str]
    dative_determiners: frozenset[str]
    speechless: frozenset[str]
    pronouns: frozenset[str]
    reflexives: frozenset[str]
    object_pronouns: frozenset[str]
    relative_pronouns: frozenset[str]
    prepositions: frozenset[str]
    attributive_prepositions: frozenset[str]
    subordinators: frozenset[str]
    complementizers: frozenset[str]
    w_words: frozenset[str]
    coordinators: frozenset[str]
    adverbs: frozenset[str]
    negators: frozenset[str]
    negation_cancelled_by: frozenset[str]
    haben: frozenset[str]
    sein: frozenset[str]
    werden: frozenset[str]
    modals: frozenset[str]
    subjunctive_auxiliaries: frozenset[str]

    @property
    def auxiliaries(self) -> frozenset[str]:
        """Every finite form of haben, sein, werden and the modals."""
        return self.haben | self.sein | self.werden | self.modals


@cache
def grammar(language: str) -> Grammar:
    """Return the word classes of `language`; raises FileNotFoundError where there is no table for it."""
    text = (files("sayso.language") / "data" / language / "grammar.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return Grammar(**{field.name: frozenset(table[field.name]) for field in fields(Grammar)})
