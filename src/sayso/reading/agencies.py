"""News agencies, as the credits of a report name them; knowledge in `data/agencies.toml`."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from sayso.model import Part

_LONGEST_CREDIT = 120
# `lby`, `cal`: who edited it, or the regional service; only in a credit that names an agency too.
_INITIALS = re.compile(r"[a-zäöü]{1,4}|[A-Z]{2,3}")
_CODE = re.compile(r"dpa:[\d:/-]+")
_DATED = re.compile(r"\bdpa:(\d\d)(\d\d)(\d\d)-\d+-\d+(?:/\d+)?[)\].]?\Z")
_CENTURY = 2000
_BRACKETS = re.compile(r"[()\[\]]")
_BETWEEN = re.compile(r"[/,;+&|]|\s(?:und|and|sowie)\s")
_NAMED = "\x00"
_SIGNS = frozenset((_NAMED, ".", ":", "-", "–", "—"))


@dataclass(frozen=True, slots=True)
class _Knowledge:
    name_of: dict[str, str]
    names: re.Pattern[str]
    words: frozenset[str]
    anonymous: frozenset[str]


@cache
def _knowledge() -> _Knowledge:
    table = tomllib.loads(files("sayso.reading").joinpath("data", "agencies.toml").read_text(encoding="utf-8"))
    name_of = {alias: agency["name"] for agency in table["agency"] for alias in agency["aliases"]}
    # Longest first, so that `dpa-AFX` is not read as `dpa`; a hyphen or letter beside it makes another word.
    alternatives = "|".join(re.escape(alias) for alias in sorted(name_of, key=len, reverse=True))
    credit = table["credit"]
    anonymous = frozenset(credit["anonymous"])
    return _Knowledge(
        name_of=name_of,
        names=re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])"),
        words=anonymous.union(credit["words"]),
        anonymous=anonymous,
    )


def name_agencies(credit: str) -> tuple[str, ...]:
    """Give the agencies that a credit or a dateline names, by their one name, in the order of the words."""
    knowledge = _knowledge()
    return tuple(dict.fromkeys(knowledge.name_of[found] for found in knowledge.names.findall(credit)))


def is_agency_credit(text: str) -> bool:
    """Tell whether `text` credits agencies and says nothing else: `(mit AFP)`, `Quelle: dpa/rtr`, `AFP/cal`."""
    if len(text) > _LONGEST_CREDIT:
        return False
    knowledge = _knowledge()
    # Names and codes become signs of their own first: they may hold what else separates (`Agence France-Presse`).
    marked = knowledge.names.sub(_NAMED, _CODE.sub(_NAMED, _BRACKETS.sub(" ", text)))
    named = False
    for piece in _BETWEEN.split(marked):
        words = piece.split()
        initials = len(words) == 1 and _INITIALS.fullmatch(words[0])
        if not initials and not all(word in knowledge.words or word in _SIGNS for word in words):
            return False
        named = named or _NAMED in words or not knowledge.anonymous.isdisjoint(words)
    return named


def credited_agencies(text: str, parts: Iterable[Part]) -> tuple[str, ...]:
    """Give the agencies that a report is credited to in its datelines and agency credits.

    Photo credits are left out: the picture's agency is not the source of the words.
    """
    credits = (text[part.span.start : part.span.end] for part in parts if part.kind in ("dateline", "agency_credit"))
    return tuple(dict.fromkeys(name for credit in credits for name in name_agencies(credit)))


def day_of_code(text: str) -> str | None:
    """Give the day that an agency's code at the end of a report tells: `dpa:250428-930-000000/1`; None without one."""
    last = text.rstrip().rpartition("\n")[2]
    found = _DATED.search(last) if len(last) <= _LONGEST_CREDIT else None
    if found is None:
        return None
    try:
        return date(_CENTURY + int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return None
