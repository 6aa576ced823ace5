"""The closed word classes of a language, from `data/<language>/grammar.toml`."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache, cached_property
from importlib.resources import files


@dataclass(frozen=True)
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
    helpers: frozenset[str]
    subjunctive_auxiliaries: frozenset[str]

    # Asked for at nearly every word, so that the unions are made once.
    @cached_property
    def auxiliaries(self) -> frozenset[str]:
        """Every finite form of haben, sein, werden and the modals."""
        return self.haben | self.sein | self.werden | self.modals

    @cached_property
    def governors(self) -> frozenset[str]:
        """The auxiliaries, and the other verbs on which a participle or an infinitive depends: `ließ … mitteilen`."""
        return self.auxiliaries | self.helpers

    @cached_property
    def noun_openers(self) -> frozenset[str]:
        """What stands before a noun and its adjectives: determiners and prepositions, without the `zu` of verbs."""
        return (self.determiners | self.prepositions) - {"zu"}

    @cached_property
    def askers(self) -> frozenset[str]:
        """What opens a question told as a clause: `ob`, `wer`, `warum`; not `dass`."""
        return self.w_words | (self.complementizers - {"dass", "daß"})

    @cached_property
    def clause_openers(self) -> frozenset[str]:
        """What opens a clause and is neither noun nor verb."""
        return self.adverbs | self.prepositions | self.subordinators | self.coordinators | self.w_words


@cache
def grammar(language: str) -> Grammar:
    """Return the word classes of `language`; raises FileNotFoundError where there is no table for it."""
    text = (files("sayso.language") / "data" / language / "grammar.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return Grammar(**{field.name: frozenset(table[field.name]) for field in fields(Grammar)})
