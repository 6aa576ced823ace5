"""Lines that name the authors of a report."""

import re
from collections.abc import Iterable
from functools import cache

from sayso.model import Part
from sayso.reading.words import one_of, part_words

_LONGEST = 120
_NAME_WORD = re.compile(r"(?:[^\W\d_a-z][\w’'.-]*|[A-Z]\.)")
_APART = re.compile(r"\s*(?:[,;/&|]|\s(?:und|and)\s)\s*")
_INITIALS = re.compile(r"\([a-zäöü]{2,4}\)")


@cache
def _opener() -> re.Pattern[str]:
    """Match what a byline opens with; the names follow it after a colon or, where that reads so, a blank."""
    plain = tuple(word for word in part_words("byline", "openers") if word.lower().endswith(("von", "by")))
    return re.compile(rf"(?:{one_of(plain)}:?\s+|{one_of(part_words('byline', 'openers'))}:\s*)(?=\S)")


def is_byline(line: str) -> bool:
    """Tell whether a line names its authors and says nothing else.

    Full names or a description (`unserem Korrespondenten`) are asked for: single words after `Von` are
    places, numbers and things more often than persons.
    """
    if _INITIALS.fullmatch(line):
        return True
    opener = _opener().match(line)
    if not opener or len(line) > _LONGEST or (line.endswith(".") and not re.search(r"\b[A-Z]\.$", line)):
        return False
    rest = line[opener.end() :]
    words = re.findall(r"[^\s,;/&|]+", rest)
    known = (*part_words("byline", "joiners"), *part_words("byline", "descriptions"))
    if not all(word in known or _NAME_WORD.fullmatch(word) for word in words):
        return False
    described = any(word in part_words("byline", "descriptions") for word in words)
    return described or bool(_names(opener, rest)) or _initials_only(rest)


def _initials_only(rest: str) -> bool:
    return re.fullmatch(r"(?:[A-Z]\.\s?){2,3}", rest) is not None


def _names(opener: re.Match[str], rest: str) -> list[str]:
    """Give the full names in what follows the opener; `Autor: Muster, Anna, Beispiel, Karl` is turned round."""
    names = []
    pieces = _APART.split(rest)
    if (
        ":" in opener[0]
        and len(pieces) % 2 == 0
        and rest.count(",") == len(pieces) - 1
        and not any(" " in surname for surname in pieces[::2])
    ):
        pieces = [f"{name} {surname}" for surname, name in zip(pieces[::2], pieces[1::2], strict=True)]
    for piece in pieces:
        words = [word for word in piece.split() if word not in part_words("byline", "descriptions")]
        for small in ("aus", "in", "für", "bei", "zur"):
            if small in words:
                words = words[: words.index(small)]
        capitals = [word for word in words if _NAME_WORD.fullmatch(word)]
        if len(capitals) >= 2 and words[0] in capitals and words[-1] in capitals:
            names.append(" ".join(words))
    return names


def find_authors(text: str, parts: Iterable[Part]) -> tuple[str, ...]:
    """Give the full names in the bylines of a report, in the order of the words."""
    names: dict[str, None] = {}
    for part in parts:
        if part.kind == "byline":
            line = text[part.span.start : part.span.end]
            opener = _opener().match(line)
            names.update(dict.fromkeys(_names(opener, line[opener.end() :]) if opener else ()))
    return tuple(names)
