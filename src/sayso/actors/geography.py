"""What state a word belongs to: names of states and places, adjectives of states, regions and towns, institutions."""

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from sayso.language.places import find_places, kind_of, state_of

_ENDINGS = ("em", "en", "er", "es", "e")
_BODIES = frozenset({"EU", "UN", "NATO"})


class Institution(NamedTuple):
    """An institution known by name: whom it speaks for (None for nobody), and all that it is called."""

    party: str | None
    names: tuple[str, ...]


@cache
def _table() -> dict[str, Any]:
    text = (files("sayso.language") / "data" / "de" / "parties.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def plain(name: str) -> str:
    """Return a name for comparison: no hyphens, one kind of apostrophe, one blank; capitals count (`IS`, `MIT`)."""
    if name.isalpha():
        return name
    return " ".join(name.replace("-", " ").replace("’", "'").split())


@cache
def _institutions() -> dict[str, Institution]:
    found: dict[str, Institution] = {}
    for code, entry in _table().items():
        if code in {"media", "regions", "towns", "full", "shared"}:
            continue
        for line in entry["names"]:
            names = tuple(line.split(" = "))
            known = Institution(None if code == "none" else code, names)
            found.update((plain(name), known) for name in names)
    return found


@lru_cache(maxsize=20_000)
def institution(name: str) -> Institution | None:
    """Return the institution of that name, its genitive too; None where the list has none."""
    key, table = plain(name), _institutions()
    known = table.get(key)
    if known is None and key.endswith("s") and len(key) > 3:
        known = table.get(key[:-1])
    return table.get(_nominative(key)) if known is None and " " in key else known


def is_shared(name: str) -> bool:
    """Tell whether several federations have an institution of that name: `Bundesrat`."""
    return name in _table()["shared"]["names"]


@cache
def institution_lengths() -> dict[str, tuple[int, ...]]:
    """Return how many words the names of institutions have that begin with a word, longest first; one word left out."""
    found: dict[str, set[int]] = {}
    for entry in _institutions().values():
        for name in entry.names:
            words = name.split()
            if len(words) > 1:
                found.setdefault(words[0], set()).add(len(words))
    return {word: tuple(sorted(lengths, reverse=True)) for word, lengths in found.items()}


def _nominative(key: str) -> str:
    """Return a name as the list has it, its adjective and its genitive: `Auswärtigen Amts` → `Auswärtiges Amt`."""
    first, _, rest = key.partition(" ")
    stem = adjective_stem(first)
    if not rest or stem is None:
        return key
    rests = dict.fromkeys((rest, rest.removesuffix("es"), rest.removesuffix("s")))
    names = (f"{stem}{end} {noun}" for noun in rests for end in ("es", "e", "er"))
    return next((name for name in names if name in _institutions()), key)


@cache
def articled_names() -> dict[str, str]:
    """Return the names of media that an article is part of, by the name without it."""
    return {name.partition(" ")[2]: name for name in _table()["media"]["articled"]}


@cache
def _regions() -> dict[str, str]:
    return {stem: code for code, stems in _table()["regions"].items() for stem in stems}


@lru_cache(maxsize=20_000)
def adjective_stem(word: str) -> str | None:
    """Return an adjective without its ending; None where it has none."""
    if not word.endswith(_ENDINGS):
        return None
    ending = next((ending for ending in _ENDINGS if word.endswith(ending) and len(word) > len(ending) + 2), None)
    return None if ending is None else word.removesuffix(ending)


@lru_cache(maxsize=20_000)
def adjective_state(word: str) -> str | None:
    """Return the state of an adjective: `russischen`, `bayerische`, `Berliner`, `Hamburger`; None for others."""
    if kind_of(word) == "demonym":
        return state_of(word)
    stem = adjective_stem(word)
    if stem is not None and (code := _regions().get(stem.lower())) is not None:
        return code
    return town_adjective(word)


@lru_cache(maxsize=20_000)
def town_adjective(word: str) -> str | None:
    """Return the state of a town's adjective: `Berliner`, `Bremer`; None for others."""
    if not word[:1].isupper() or not word.endswith("er") or len(word) < 6:
        return None
    if (irregular := _table()["towns"]["adjectives"].get(word)) is not None:
        return str(irregular)
    stem = word[:-2]
    lost = stem[:-1] + "e" + stem[-1]  # `Münchner`, `Basler`
    for town in (stem, stem + "en", stem + "e", stem + "a", *([lost] if stem[-1] in "nl" else [])):
        places = find_places(town)
        if places and places[0].name == town:
            return places[0].country
    return None


@lru_cache(maxsize=20_000)
def name_state(name: str) -> str | None:
    """Return the state or body that a name is, or lies in: `Ukraine`, `Moskaus`, `Kandahar`, `EU`; None for others."""
    kind = kind_of(name)
    if kind in {"state", "capital", "body", "seat"}:
        return state_of(name)
    if kind in {"region", "town"}:
        places = find_places(name)
        return places[0].country if len(places) == 1 else None
    return None


@lru_cache(maxsize=20_000)
def is_state(name: str) -> bool:
    """Tell whether a name is a state's or a union's own (no town, no seat)."""
    return kind_of(name) in {"state", "body"}


def prefix_state(part: str) -> str | None:
    """Return the state of a compound's first part: `US-`, `EU-`, `Kreml`, `Bundes`; None for others."""
    if "-" not in part:
        return None
    whole, first = part.rstrip("-"), part.partition("-")[0]
    for name in (whole, first):
        if (known := institution(name)) is not None:
            return known.party
        if (state := name_state(name)) is not None:
            return state
    return None


def full_name(code: str) -> str:
    """Return the long name of a union of states: `Vereinte Nationen`."""
    return str(_table()["full"].get(code, code))


def is_body(code: str) -> bool:
    """Tell whether a party is a union of states."""
    return code in _BODIES
