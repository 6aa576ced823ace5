"""The words in the address of a page: what its report was called when it was first published."""

import re
import unicodedata
from urllib.parse import unquote, urlsplit

_FEWEST = 4  # words of an address that tell a title; fewer are a section or a place
_TOLD = 0.55  # share of the address' words in the title times that of the title's words in the address
_APART = re.compile(r"[^a-z0-9]+")
_NUMBER = re.compile(r"\d{5,}|[a-z]*\d{5,}[a-z]*")  # of the report in the newsroom's system
_ENDING = re.compile(r"\.[a-z]{2,5}$")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def address_words(url: str) -> frozenset[str]:
    """Give the words of the part of an address that has most of them, in ASCII; none where no part has words enough."""
    try:
        path = unquote(urlsplit(url).path).casefold()
    except ValueError:
        return frozenset()
    parts = (_words(_ENDING.sub("", part)) for part in path.split("/"))
    words = max(parts, key=len, default=frozenset())
    return words if len(words) >= _FEWEST else frozenset()


def is_told_by(title: str, address: frozenset[str]) -> bool:
    """Tell whether a title and the words of an address, as `address_words` gives them, are mostly the same.

    Umlauts may be written as two letters (`fuer`) or without their dots (`fur`).
    """
    if not address:
        return False
    folded = title.casefold()
    spellings = (_words(folded.translate(_UMLAUTS)), _words(folded))
    return any(words and len(words & address) ** 2 >= _TOLD * len(words) * len(address) for words in spellings)


def _words(text: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return frozenset(word for word in _APART.split(plain) if word and not _NUMBER.fullmatch(word))
