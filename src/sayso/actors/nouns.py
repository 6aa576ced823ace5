"""The nouns that speakers are called by, from `offices.toml`: what they name, and how they bend.

A noun is found in every case and number, as a woman's noun and at the end of a compound.
"""

import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

Table = Literal["office", "body", "private", "voice", "society", "sort", "carrier", "country"]
Gender = Literal["m", "f", "n"]

TABLES: tuple[Table, ...] = ("office", "body", "private", "voice", "society", "sort", "carrier", "country")
PERSONS: frozenset[Table] = frozenset({"office", "voice", "private"})
_SHORT_ENDS = frozenset({"amt", "rat"})  # ends of compounds that are shorter than others may be
_NO_COMPOUND = (
    "apparat",
    "präparat",
    "vorrat",
    "verrat",
    "heirat",
    "quadrat",
    "gesamt",
    "antwort",
    "unterricht",
    "heilsarmee",
    "sowjetunion",
    "zeuge",
    "zeugen",
    "zeuges",
    "krat",  # `Demokrat`, no kind of council
    "kraten",
    "kratin",
    "kratinnen",
)
_SHORTEST_PART = 2  # letters of a compound before its last part, where that is long: `Ölminister`
_SHORT_PART, _LONG_END = 3, 6  # fewer letters than this before, at least so many behind
_KNOWN = 60_000  # words whose noun is remembered


class Form(NamedTuple):
    """One reading of a form: its gender, whether it is a plural, and whether it can be a nominative."""

    gender: Gender
    plural: bool
    nominative: bool


class Noun(NamedTuple):
    """A noun as it stands in a text.

    `lemma` is the nominative singular, of nouns that bend like adjectives without ending (`Abgeordnet`);
    `plural` the nominative plural.  `part` is what stands before it in a compound, hyphen included (`US-`, `Außen`).
    """

    lemma: str
    plural: str
    table: Table
    adjectival: bool
    forms: tuple[Form, ...]
    part: str = ""

    @property
    def personal(self) -> bool:
        """Tell whether the noun names people."""
        return self.table in PERSONS

    @property
    def whole(self) -> str:
        """The nominative singular with what stands before it."""
        return _joined(self.part, self.lemma)

    @property
    def wholes(self) -> str:
        """The nominative plural with what stands before it."""
        return _joined(self.part, self.plural)


@lru_cache(maxsize=_KNOWN)
def find_noun(word: str) -> Noun | None:
    """Return the noun that a word is, or ends with; None where it is none of those known."""
    if not word[:1].isupper() and (
        "-" not in word or (word[0].isdigit() and not word.rpartition("-")[2][:1].isupper())
    ):
        return None  # `45-Jährige` is a noun, `45-jährige` is none
    index = _index()
    low = word.lower()
    if (noun := index.get(low)) is not None:
        return noun
    if low.endswith(_NO_COMPOUND):
        return None
    after_hyphen = low.rfind("-") + 1
    for cut in range(max(_SHORTEST_PART, after_hyphen), len(low) - 2):
        end = low[cut:]
        if len(end) < 4 and cut != after_hyphen and end not in _SHORT_ENDS:
            break
        if cut < _SHORT_PART and len(end) < _LONG_END:
            continue
        noun = index.get(end)
        if noun is not None and noun.table != "country":
            return noun._replace(part=word[:cut])
    return None


@cache
def table_of_offices() -> dict[str, Any]:
    """Return `offices.toml` as it stands."""
    text = (files("sayso.language") / "data" / "de" / "offices.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def is_single(noun: Noun) -> bool:
    """Tell whether a state has only one holder of an office at a time: its `Präsident`, its `Außenminister`."""
    table = table_of_offices()["office"]["single"]
    return noun.lemma.removesuffix("in") in table and (noun.lemma.removesuffix("in") != "Minister" or noun.part != "")


def noun_within(noun: Noun) -> Noun | None:
    """Return what the first part of a noun names by itself: the `Armee` of an `Armeesprecher`, None for other words."""
    within = noun.part.rstrip("-").rpartition("-")[2]
    return find_noun(within.title().rstrip("s")) if within else None


@cache
def country_of_party(name: str) -> str | None:
    """Return the country whose parliament a political party sits in, None for other words."""
    return next((code for code, parties in table_of_offices()["partisan"].items() if name in parties), None)


@cache
def first_names() -> dict[str, str]:
    """Return the known first names, and `m`, `f` or `u` for whose they are."""
    text = (files("sayso.language") / "data" / "de" / "firstnames.tsv").read_text(encoding="utf-8")
    return dict(row.split("\t") for row in text.splitlines())


@lru_cache(maxsize=_KNOWN)
def is_first_name(word: str) -> bool:
    """Tell whether a word is a first name, two with a hyphen, or initials (`C.Y.`)."""
    names = first_names()
    initials = (
        len(word) > 1 and word.endswith(".") and all(len(part) == 1 and part.isupper() for part in word[:-1].split("."))
    )
    return word in names or initials or ("-" in word and word.partition("-")[0] in names)


def gender_by_ending(word: str) -> Gender:
    """Return the likely gender of a noun that stands in no table."""
    rules = table_of_offices()["bending"]
    low = word.lower()
    if low.endswith(tuple(rules["gender_n"])):
        return "n"
    return "f" if low.endswith(tuple(rules["gender_f"])) else "m"


def _joined(part: str, lemma: str) -> str:
    return part + (lemma if not part or part.endswith("-") else lemma[:1].lower() + lemma[1:])


@cache
def _index() -> dict[str, Noun]:
    """Return the nouns by their lower-case forms; the first table that has a form keeps it."""
    table = table_of_offices()
    index: dict[str, Noun] = {}
    for name in TABLES:
        for lemma, plural, adjectival, forms in _entries(table[name], table):
            readings: dict[str, tuple[Form, ...]] = {}
            for word, form in forms:
                readings[word.lower()] = (*readings.get(word.lower(), ()), form)
            for word, found in readings.items():
                index.setdefault(word, Noun(lemma, plural, name, adjectival, found))
    return index


def _entries(
    nouns: dict[str, list[str]], table: dict[str, Any]
) -> Iterator[tuple[str, str, bool, list[tuple[str, Form]]]]:
    """Yield the nouns of one table: lemma, plural, whether it bends like an adjective, its forms."""
    rules, fitting = table["bending"], table["fitting"]
    for entry in nouns.get("m", ()):
        yield _man(entry, rules)
        lemma = entry.partition("/")[0]
        woman = fitting.get(lemma) or (lemma.removesuffix("e") + "in")
        yield _woman(woman, [["in", "innen"], ["", "n"]])
    for entry in nouns.get("f", ()):
        yield _woman(entry, rules["plural_f"])
    for entry in nouns.get("n", ()):
        lemma, _, plural = entry.partition("/")
        plural = plural or _with(lemma, rules["plural_n"])
        yield lemma, plural, False, [*_strong(lemma, "n"), *_plurals(plural, "n")]
    for plural in nouns.get("p", ()):
        yield plural, plural, False, list(_plurals(plural, "m"))
    for stem in nouns.get("a", ()):
        yield stem, stem + "e", True, list(_adjectival(stem))


def _man(entry: str, rules: dict[str, Any]) -> tuple[str, str, bool, list[tuple[str, Form]]]:
    lemma, _, plural = entry.partition("/")
    if lemma.endswith("ter") and lemma.endswith(("auftragter", "amter", "ündeter", "egierter", "sandter", "trauter")):
        stem = lemma.removesuffix("er")
        return stem, stem + "e", True, list(_adjectival(stem))
    weak = lemma.endswith(tuple(rules["weak"])) and not plural
    if weak or (plural.removesuffix("en") == lemma and not lemma.lower().endswith(tuple(rules["strong"]))):
        plural = plural or lemma + ("n" if lemma.endswith("e") else "en")
        return (
            lemma,
            plural,
            False,
            [(lemma, Form("m", False, True)), (plural, Form("m", False, False)), *_plurals(plural, "m")],
        )
    plural = plural or _with(lemma, rules["plural_m"])
    return lemma, plural, False, [*_strong(lemma, "m"), *_plurals(plural, "m")]


def _woman(entry: str, endings: list[list[str]]) -> tuple[str, str, bool, list[tuple[str, Form]]]:
    lemma, _, plural = entry.partition("/")
    plural = plural or _with(lemma, endings)
    return lemma, plural, False, [(lemma, Form("f", False, True)), *_plurals(plural, "f")]


def _strong(lemma: str, gender: Gender) -> Iterator[tuple[str, Form]]:
    """Yield the singular of a man's or neuter noun: `Chef`, `Chefs`, `Amtes`."""
    yield lemma, Form(gender, False, True)
    yield lemma + "s", Form(gender, False, False)
    yield lemma + "es", Form(gender, False, False)


def _plurals(plural: str, gender: Gender) -> Iterator[tuple[str, Form]]:
    """Yield the plural, its dative too: `Ämter`, `Ämtern`."""
    yield plural, Form(gender, True, True)
    if plural.endswith(("e", "er", "el")):
        yield plural + "n", Form(gender, True, False)


def _adjectival(stem: str) -> Iterator[tuple[str, Form]]:
    """Yield the forms of a noun that bends like an adjective: `Abgeordneter`, `Abgeordnete`, `Abgeordneten`."""
    yield stem + "er", Form("m", False, True)
    yield stem + "er", Form("m", True, False)
    yield stem + "er", Form("f", False, False)
    yield stem + "e", Form("m", False, True)
    yield stem + "e", Form("f", False, True)
    yield stem + "e", Form("m", True, True)
    yield stem + "en", Form("m", True, True)
    yield stem + "en", Form("m", False, False)
    yield stem + "en", Form("f", False, False)
    yield stem + "em", Form("m", False, False)


def _with(lemma: str, endings: list[list[str]]) -> str:
    """Return the plural by the first rule that fits: `Behörde` + `e`→`en`."""
    end, new = next((end, new) for end, new in endings if lemma.endswith(end))
    return lemma[: len(lemma) - len(end)] + new if end != "in" else lemma.removesuffix("in") + new
