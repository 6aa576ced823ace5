"""Places and states: countries, capitals, adjectives and inhabitants of states, regions, larger towns.

Territories have their names from CLDR (through Babel), towns from GeoNames (`data/towns.tsv`, CC BY 4.0), and all
that these lack from `data/<language>/states.toml` and `places.toml`, which also name licences and policy.
Everything is loaded at first use; towns only when places are looked for.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from babel.localedata import load as load_locale

from sayso.model import Place, Span

NameKind = Literal["state", "body", "capital", "seat", "demonym", "inhabitant", "region", "town"]

_WORD = re.compile(r"[^\W\d_]+(?:[-’'ʻ][^\W\d_]+)*")
# Behind the town that a dateline begins with: ` (dpa)`, ` (AFP/dpa)`, `. `, `/Bonn`, ` - `.
_LINE = re.compile(r" \((?:[A-ZÄÖÜ]{2,}|[a-z]{3,4})[)/]|[./] ?[-–—A-Z]| [-–—] ")
_GAP = re.compile(r"[ \u00a0\u202f\n./(,]{1,2}")
# CLDR's codes for groups, pseudo-locales and the unknown, and islands without a code of their own in ISO 3166-1.
_NO_TERRITORY = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "DG", "EA", "IC", "TA", "CQ"})
_CLEARLY_GREATER = 3  # times as many people as the next town of that name, to be meant without more words


class _Name(NamedTuple):
    """What a name stands for: its base form, its kind, and the state's code (None where no state has it)."""

    base: str
    kind: NameKind
    code: str | None


@dataclass(frozen=True, slots=True)
class _States:
    """The names of states and bodies of one language, by their words, and what each code is called."""

    names: Mapping[str, _Name]
    shown: Mapping[str, str]
    forms: Mapping[str, Any]
    territories: Mapping[str, str]
    articles: frozenset[str]
    genitives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    """The names of places of one language, by their words; `longest` counts words by a name's first word.

    After one of `titles` a town's name is a person's.  `only_after` are names that are ordinary words too: they
    are a town's after one of `before`, or where a dateline begins with them.
    """

    names: Mapping[str, _Name]
    longest: Mapping[str, int]
    titles: frozenset[str]
    only_after: Mapping[str, _Name]
    before: frozenset[str]
    genitives: tuple[str, ...]


def find_places(text: str, *, language: str = "de") -> tuple[Place, ...]:
    """Return the countries, regions and larger towns that `text` names, in order, the longest name at each place.

    `name` is the base form (`Russland` for `Russlands`).  Adjectives and inhabitants are no places, nor are
    parts of compounds (`Ukraine-Krieg`).  German serves a language that Sayso has no words of.
    """
    gazetteer = _gazetteer(language)
    words = [(*match.span(), match.group()) for match in _WORD.finditer(text)]
    found = []
    position = 0
    while position < len(words):
        before = words[position - 1][2] if position else ""
        word = words[position][2]
        opens = word[0].isupper() or word in gazetteer.longest  # hardly any word of a text
        hit = _match(text, words, position, gazetteer) if opens else None
        if hit is None and (town := gazetteer.only_after.get(word)) is not None:
            start, end, _ = words[position]
            placed = before in gazetteer.before or (start == 0 and _LINE.match(text, end))
            hit = (town, position + 1) if placed else None
        if hit is None:
            position += 1
            continue
        name, after = hit
        if name.kind != "town" or before not in gazetteer.titles:
            found.append(Place(Span(words[position][0], words[after - 1][1]), name.base, name.code))
        position = after
    return tuple(found)


@lru_cache(maxsize=20_000)
def state_of(words: str, *, language: str = "de") -> str | None:
    """Return the code of the state that the words name or stand for, else None.

    Codes are ISO 3166-1 alpha-2 (`XK` for Kosovo; withdrawn ones, `SU`, of states that are no more), or `EU`, `UN`,
    `NATO`.  A state's name, its capital or seat of government, its adjective and its inhabitants all do, bent as they
    come and with an article before them: `der Ukraine`, `Moskaus`, `US-amerikanische`, `Französinnen`.
    """
    states = _states(language)
    name = _look_up(_key(words, states.articles), states.names, states.genitives)
    return None if name is None else name.code


@lru_cache(maxsize=20_000)
def kind_of(words: str, *, language: str = "de") -> NameKind | None:
    """Return what kind of name the words are, else None: a state's before a place's where they are both.

    `body` is a union of states, `capital` a town that stands for its government, `seat` a building or organ that
    does so as an institution of its own (`Kreml`), `demonym` an adjective.
    """
    states = _states(language)
    key = _key(words, states.articles)
    name = _look_up(key, states.names, states.genitives)
    if name is None:
        gazetteer = _gazetteer(language)
        name = _look_up(key, gazetteer.names, gazetteer.genitives)
    return None if name is None else name.kind


def state_name(code: str, *, language: str = "de") -> str:
    """Return what a state or body is called in `language` (`RU` Russland); a code that none has is its own name."""
    states = _states(language)
    return states.shown.get(code) or states.territories.get(code, code)


def is_articled(words: Iterable[str]) -> bool:
    """Tell whether words are a town whose name begins with an article: `Den Haag`."""
    return " ".join(words) in _articled()


@cache
def _articled() -> frozenset[str]:
    return frozenset(_table("de", "states.toml")["forms"]["articled"])


def state_then(code: str, day: str | None) -> str:
    """Return the code of the state that one was part of on a day (ISO 8601): `SU` for `RU` in 1983; else the same."""
    for until, former in _heirs().get(code, ()):
        if day is not None and day < until:
            return former
    return code


@cache
def _heirs() -> dict[str, list[tuple[str, str]]]:
    """Return for each state the days until which it was another one, the first day first, and that one."""
    found: dict[str, list[tuple[str, str]]] = {}
    for former, entry in _table("de", "states.toml")["states"].items():
        for heir in entry.get("heirs", ()):
            found.setdefault(heir, []).append((entry["until"], former))
    return {heir: sorted(each) for heir, each in found.items()}


# --- looking up ----------------------------------------------------------------------------------------------------


def _key(words: str, articles: frozenset[str] = frozenset()) -> str:
    """Return the words alone, one blank between them, without an article before them."""
    if words.isalpha():
        return words
    parts: list[str] = _WORD.findall(words)
    whole = " ".join(parts)
    if len(parts) > 1 and parts[0].lower() in articles and whole not in _articled():
        return " ".join(parts[1:])
    return whole


def _look_up(key: str, names: Mapping[str, _Name], genitives: tuple[str, ...]) -> _Name | None:
    """Return the name, as it stands or without the ending of a genitive."""
    if (name := names.get(key)) is not None or not key.endswith(genitives):
        return name
    for ending in genitives:
        if key.endswith(ending) and (name := names.get(key[: -len(ending)])) is not None:
            return name
    return None


def _match(
    text: str, words: list[tuple[int, int, str]], position: int, gazetteer: _Gazetteer
) -> tuple[_Name, int] | None:
    """Return the longest name that starts at the word, and the word after it."""
    first = words[position][2]
    longest = gazetteer.longest.get(first, 0)
    for length in range(min(longest, len(words) - position), 1, -1):
        part = words[position : position + length]
        if all(_GAP.fullmatch(text, part[i][1], part[i + 1][0]) for i in range(length - 1)):
            name = _look_up(" ".join(word for _, _, word in part), gazetteer.names, gazetteer.genitives)
            if name is not None:
                return name, position + length
    name = _look_up(first, gazetteer.names, gazetteer.genitives) if first[0].isupper() else None
    return None if name is None else (name, position + 1)


# --- loading -------------------------------------------------------------------------------------------------------


def _table(language: str, name: str) -> dict[str, Any]:
    folder = files("sayso.language") / "data"
    return tomllib.loads((folder / language / name).read_text(encoding="utf-8"))


def _known_language(language: str) -> str:
    folder = files("sayso.language") / "data" / language
    return language if (folder / "states.toml").is_file() else "de"


@cache
def _states(language: str) -> _States:
    if (known := _known_language(language)) != language:
        return _states(known)
    table = _table(language, "states.toml")
    territories = {
        code: name
        for code, name in load_locale(language)["territories"].items()
        if len(code) == 2 and code.isalpha() and code not in _NO_TERRITORY
    }
    names: dict[str, _Name] = {}
    shown: dict[str, str] = {}
    for code, entry in table["states"].items():
        shown[code] = entry.get("name", territories.get(code, code))
        for name, kind, form in _state_forms(entry, {shown[code], territories.get(code, shown[code])}, table["forms"]):
            names.setdefault(_key(form), _Name(name, kind, code))
    for code, entry in table["bodies"].items():
        shown[code] = entry["name"]
        for name, kind, form in _state_forms(entry, {entry["name"]}, table["forms"]):
            names[_key(form)] = _Name(name, "body" if kind == "state" else kind, code)
    forms = table["forms"]
    return _States(names, shown, forms, territories, frozenset(forms["articles"]), tuple(forms["genitives"]))


def _state_forms(
    entry: Mapping[str, Any], names: set[str], rules: Mapping[str, Any]
) -> Iterator[tuple[str, NameKind, str]]:
    """Yield every form of a state's names: the base form, what kind of name it is, the form itself."""
    for name in [*sorted(names), *entry.get("names", ())]:
        yield from ((name, "state", form) for form in _bent(name, rules))
    for name in entry.get("capitals", ()):
        yield name, "capital", name
        if name[-1] not in "aeioyéóíá":
            yield name, "demonym", name + rules["capital_adjective"]
    for name in entry.get("seats", ()):
        yield from ((name, "seat", form) for form in _bent(name, rules))
    for stem in entry.get("adjectives", ()):
        for ending in rules["adjectives"]:
            yield stem, "demonym", stem + ending
            yield stem, "demonym", stem[0].upper() + stem[1:] + ending
    for name in entry.get("inhabitants", ()):
        last, endings = next(rule for rule in rules["inhabitants"] if name.endswith(rule[0]))
        yield from ((name, "inhabitant", name[: len(name) - len(last)] + ending) for ending in endings)


def _bent(name: str, rules: Mapping[str, Any]) -> Iterator[str]:
    """Yield the cases of a name: adjectives within it (`Vereinigten Staaten`), the dative of a plural (`Emiraten`)."""
    words = _WORD.findall(name)
    endings: list[str] = rules["inner_adjectives"]
    stems = [_adjective_stem(word, endings) if word[0].isupper() else None for word in words[:-1]]
    variants = [" ".join(words)]
    if any(stems):
        variants += [
            " ".join(word if stem is None else stem + ending for word, stem in zip(words, [*stems, None], strict=True))
            for ending in endings
        ]
    for variant in variants:
        yield variant
        for ending, dative in rules["plural_datives"]:
            if variant.endswith(ending):
                yield variant.removesuffix(ending) + dative


def _adjective_stem(word: str, endings: Iterable[str]) -> str | None:
    """Return the word without the ending of an adjective in the nominative, None where it has none."""
    ending = next((ending for ending in endings if word.endswith(ending) and len(word) > len(ending) + 2), None)
    return None if ending is None else word.removesuffix(ending)


@cache
def _gazetteer(language: str) -> _Gazetteer:
    if (known := _known_language(language)) != language:
        return _gazetteer(known)
    states, table = _states(language), _table(language, "places.toml")
    names: dict[str, _Name] = {}
    for town, code in _towns(table["population"]):
        names[_key(town)] = _Name(town, "town", code)
    for word in table["not_towns"]["words"]:
        names.pop(_key(word), None)
    for code, territory in states.territories.items():
        names[_key(territory)] = _Name(territory, "region", code)
    for code, towns in table["towns"].items():
        names.update((_key(town), _Name(town, "town", code)) for town in towns)
    for code, regions in table["regions"].items():
        for region in regions:
            place = _Name(region, "region", None if code == "none" else code)
            names.update((form, place) for form in _bent(region, states.forms))
    for form, name in states.names.items():
        if name.kind in ("state", "capital") and name.code not in table["no_places"]["codes"] and len(form) > 2:
            names[form] = name
    longest: dict[str, int] = {}
    for form in names:
        first, blanks = form.partition(" ")[0], form.count(" ")
        longest[first] = max(longest.get(first, 1), blanks + 1)
    only_after = {
        town: _Name(town, "town", code)
        for code, towns in table["towns_after"].items()
        for town in towns
        if code != "words"
    }
    return _Gazetteer(
        names=names,
        longest=longest,
        titles=frozenset(table["person_titles"]["words"]),
        only_after=only_after,
        before=frozenset(table["towns_after"]["words"]),
        genitives=states.genitives,
    )


def _towns(least: Mapping[str, int]) -> Iterator[tuple[str, str | None]]:
    """Yield the towns with as many people as their country asks for, and the country.

    A name that towns of several countries bear is the greatest one's, and no country's where none stands out.
    """
    others = least["others"]
    people: dict[str, dict[str, int]] = {}
    table = files("sayso.language") / "data" / "towns.tsv"
    for row in table.read_text(encoding="utf-8").splitlines():
        name, country, count = row.split("\t")
        if (number := int(count)) >= least.get(country, others):
            towns = people.setdefault(name, {})
            towns[country] = max(number, towns.get(country, 0))
    for name, towns in people.items():
        first, *rest = sorted(towns, key=lambda code: -towns[code])
        clear = not rest or towns[first] >= _CLEARLY_GREATER * towns[rest[0]]
        yield name, first if clear else None
