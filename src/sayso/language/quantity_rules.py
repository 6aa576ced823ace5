"""What makes a number a quantity in a language: `data/<language>/quantities.toml` in the form the finder needs.

The tables and the sets of words are explained where they are filled.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sayso.language.numbers import load_quantity_table, split_words
from sayso.model import Bound


@dataclass(frozen=True, slots=True)
class QuantityRules:
    """Words that bound numbers, units, and sets of words by name, lower case but for `labels` and `units`."""

    language: str
    bounds: Mapping[tuple[str, ...], Bound]
    bounds_after: Mapping[tuple[str, ...], Bound]
    with_one: frozenset[tuple[str, ...]]
    prepositions: Mapping[str, re.Pattern[str]]
    units: Mapping[str, str]
    unit: re.Pattern[str]
    scales: Mapping[str, int]
    hyphenated_scale: re.Pattern[str]
    currency: re.Pattern[str]
    plural: tuple[tuple[str, str], ...]
    sets: Mapping[str, frozenset[str]]
    time: tuple[str, ...]
    label_endings: tuple[str, ...]
    attribute_endings: tuple[str, ...]
    noun_endings: tuple[str, ...]
    lower_nouns: bool


@cache
def load_quantity_rules(language: str) -> QuantityRules:
    """Return the rules of `language`; German serves a language that has none."""
    table = load_quantity_table(language)
    units: dict[str, str] = table["units"]
    surfaces = "|".join(re.escape(unit) for unit in sorted(units, key=len, reverse=True))
    signs = "|".join(re.escape(sign) for sign in table["currency_before"]["signs"])
    endings = table["endings"]
    scales: dict[str, int] = table["numbers"]["scales"]
    return QuantityRules(
        language=language,
        bounds=_phrases(table["bounds"]),
        bounds_after=_phrases(table["bounds_after"]),
        with_one=frozenset(_split(phrase) for phrase in table["bounds_with_one"]["words"]),
        prepositions={
            word: re.compile(rf"\b(?:{'|'.join(stems)})(?:[^.;:!?]|\.(?=[0-9]))*$", re.IGNORECASE)
            for word, stems in table["preposition_after"].items()
        },
        units=units,
        unit=re.compile(rf"[\s-]?({surfaces})(?!(?<!%)\w)"),
        scales=scales,
        hyphenated_scale=re.compile(rf"-({'|'.join(sorted(scales, key=len, reverse=True))})(?!\w)", re.IGNORECASE),
        currency=re.compile(rf"(?<!\w)(?:{signs})[ \u00a0\u202f]?$"),
        plural=tuple(sorted(table["plural"].items(), key=lambda pair: -len(pair[0]))),
        sets={name: frozenset(words) for name, words in table["words"].items()},
        time=tuple(endings["time"]),
        label_endings=tuple(endings["labels"]),
        attribute_endings=tuple(endings["attributes"]),
        noun_endings=tuple(endings["nouns"]),
        lower_nouns=not table["nouns_are_capitalised"],
    )


def _split(phrase: str) -> tuple[str, ...]:
    return tuple(word.lower for word in split_words(phrase))


def _phrases(table: dict[Bound, list[str]]) -> dict[tuple[str, ...], Bound]:
    return {_split(phrase): bound for bound, phrases in table.items() for phrase in phrases}
