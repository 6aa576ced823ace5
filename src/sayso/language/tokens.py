"""Words and marks of a text, each with its place.

A full stop is a token of its own where it ends a sentence, and part of the word in abbreviations, ordinals and
initials (`Dr.`, `z.B.`, `3.`, `W.`).  Compounds with hyphens are one token (`US-Präsident`, `40-jährige`), so are
addresses and names with inner full stops; several full stops or apostrophes are one mark.
"""

import re
from typing import NamedTuple

from sayso.language.abbreviations import abbreviations


class Token(NamedTuple):
    """One word or mark: `start` and `end` in code points of the text, and the characters themselves."""

    start: int
    end: int
    text: str


_W = r"[\w\u0300-\u036f\u00ad]"  # letters may be followed by combining marks, words may hold soft hyphens
_L = r"[^\W\d_]"
_TOKEN = re.compile(
    r"(?:https?://|www\.)[^\s<>„“”\"»«]*[^\s<>„“”\"»«.,;:!?)\]]"  # addresses
    rf"|\d+(?:[.,:]\d+)*(?:{_W}*-{_L}+)*(?:-?{_W})*(?:-(?!\d))?"  # 1.000,5  2:1-Sieg  40-jährige  1990er
    rf"|(?:{_L}\.){{2,}}(?!{_L})|{_L}\.[A-ZÄÖÜ]{{2,}}"  # z.B., e.V., U.S., E.ON
    rf"|{_W}+(?:(?:[-'’′]|\.(?=[a-z])|@){_W}+)*-?"  # Wörter, Käthe's, ver.di, amt@stadt.example
    rf"|(?<=\s)-{_L}{_W}*(?:-{_W}+)*"  # und -zubehör
    r"|\.{2,}|''|``|--+"
    r"|[^\w\s\u200b\u2060\ufeff]"
)
_FOLLOWING = re.compile(rf"(?:{_W}+|\S)")


def find_tokens(text: str, language: str = "de") -> list[Token]:
    """Return the tokens of `text` in order; blanks belong to none.

    `language` says whose abbreviations hold; a language without any is read with those of German.
    """
    found: list[Token] = []
    belongs = abbreviations(language).stop_belongs
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        word = match.group()
        if word == "." and found and found[-1].end == start:
            last = found[-1]
            before = found[-2].text if len(found) > 1 and "\n" not in text[found[-2].end : last.start] else ""
            after, paragraph_ends = _following(text, end)
            if belongs(last.text, before, after, paragraph_ends):
                found[-1] = Token(last.start, end, text[last.start : end])
                continue
        found.append(Token(start, end, word))
    return found


def _following(text: str, at: int) -> tuple[str, bool]:
    """Return the word or mark after `at`, and whether an empty line stands before it."""
    start = at
    while at < len(text) and text[at].isspace():
        at += 1
    match = _FOLLOWING.match(text, at)
    return (match.group() if match else ""), text.count("\n", start, at) > 1
