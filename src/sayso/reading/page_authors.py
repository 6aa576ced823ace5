"""Who wrote a report, from what its page says for machines and from the lines that readers see."""

import re

from sayso.reading.agencies import is_agency_credit
from sayso.reading.page_dates import parse_time
from sayso.reading.page_metadata import Metadata
from sayso.reading.page_tree import Block, squeeze
from sayso.reading.words import part_words

_LONGEST_LINE = 200  # characters of a byline
_LONGEST_NAME = 60
_MOST_NAMES = 12
_APART = re.compile(r"\s*(?:[,;/&|•·]|\s(?:und|and|sowie|mit)\s)\s*")
_OPENER = re.compile(
    r"^(?:(?:[Vv]on|VON|[Bb]y|BY)|(?:Text|TEXT|Autor(?:in|en|:innen)?|Auteur|AUTOR|Interview|Protokoll)(?=\s*:))"
    r"(?:\s*:\s*|\s+)(?=\S)"
)
# `Kolumne von Carla Muster`: a form of report before two names; `Christoph von Muster` is a name.
_FORM = re.compile(r"^[^\W\d_a-z][\w ]{2,40}?\s(?:[Vv]on|[Bb]y)\s+(?=[^\W\d_a-z][\w.’'-]*\s+[^\W\d_a-z])")
_CUT = re.compile(
    r"\s+[-–—|]\s+|\s*\d{1,2}\.\s?\d{1,2}\.|\s*\b\d{1,2}:\d\d|\s*\(|\s*@|\s+(?:aus|in|am|vom)\s"
    r"|\s*\b(?:Stand|Aktualisiert|Veröffentlicht)\b"
)
_NAME = re.compile(
    r"(?:Dr\.\s|Prof\.\s)*[^\W\d_a-z][\w.’'-]*(?:\s(?:[^\W\d_a-z][\w.’'-]*|von|van|de|der|den|zu|da|di|del|la|le|ten|ter|al|el|bin|dos)){1,4}"
)
_BESIDE = re.compile(r"\s+[•·|–—-]\s+")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+")
_NOBODY = frozenset(("admin", "administrator", "editor", "redaktion", "webmaster", "user", "root"))
_NO_PERSON = re.compile(
    r"redaktion|\.(?:de|at|ch|com|org|net|li|lu)\b|newsroom|agentur|online|zeitung|nachrichten|presse|radio|editor"
    r"|staff|team",
    re.IGNORECASE,
)


def find_page_authors(metadata: Metadata, places: tuple[list[Block], ...], outlets: list[str]) -> tuple[str, ...]:
    """Give the authors: persons that the page names to machines, else those of its bylines, else whoever it names.

    `places` are the stretches of the page that may name authors, the likeliest first.
    """
    named = _split(metadata.authors) or _split(metadata.meta_authors)
    houses = {squeeze(outlet) for outlet in outlets}
    if any(_is_person(name, houses) for name in named):
        return tuple(named)
    for blocks in places:
        lines = list(dict.fromkeys(name for block in blocks for name in _names_in(block, houses)))
        if any(_is_person(name, houses) for name in lines):
            return tuple(lines[:_MOST_NAMES])
    others = _split(metadata.meta_authors)
    return tuple(others if any(_is_person(name, houses) for name in others) else named)


def _split(values: list[str]) -> list[str]:
    names: dict[str, None] = {}
    for value in values:
        for piece in _APART.split(_ADDRESS.sub(" ", value)):
            name = re.sub(r"\s*\([^()]{1,20}\)$", "", _OPENER.sub("", piece.strip())).strip(" .-–:")
            if 1 < len(name) <= _LONGEST_NAME and name.casefold() not in _NOBODY:
                names.setdefault(name)
    return list(names)[:_MOST_NAMES]


def _is_person(name: str, houses: set[str]) -> bool:
    return (
        _NAME.fullmatch(name) is not None
        and squeeze(name) not in houses
        and not _NO_PERSON.search(name)
        and not is_agency_credit(name)
    )


def _names_in(block: Block, houses: set[str]) -> list[str]:
    """Give the names in a byline: after its `Von`, up to a date or a place; a marked line may do without."""
    text = block.text
    if len(text) > _LONGEST_LINE:
        return []
    opener = _OPENER.match(text) or (
        None if text.startswith(part_words("photo_credit", "markers")) else _FORM.match(text)
    )
    if not opener and not block.place.byline:
        return _name_beside_day(text, houses)
    rest = _CUT.split(text[opener.end() if opener else 0 :], maxsplit=1)[0]
    names: list[str] = []
    for piece in _APART.split(rest):
        name = piece.strip(" .:")
        if _NAME.fullmatch(name) or (names and is_agency_credit(name)):
            names.append(name)
        elif name:
            break
    return names


def _name_beside_day(text: str, houses: set[str]) -> list[str]:
    """Give the name in a line that gives the day too: `3. Mai 2024 • Anna Muster • 3 Minuten`."""
    pieces = [piece.strip() for piece in _BESIDE.split(text)]
    if len(pieces) < 2 or not any(parse_time(piece) for piece in pieces):
        return []
    return [piece for piece in pieces if _is_person(piece, houses) and parse_time(piece) is None][:1]
