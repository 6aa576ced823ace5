"""Sentences with their roles marked: `[speaker]` and `{content}`, either in several pieces."""

import re
from dataclasses import dataclass

from sayso.model import Statement
from sayso.pipeline import read_report
from sayso.reading.text import read_text

_MARK = re.compile(r"[\[\]{}]")


@dataclass(frozen=True)
class Marked:
    """A plain sentence and what its marks enclose."""

    text: str
    speaker: list[str]
    content: list[str]


def unmark(sentence: str) -> Marked:
    pieces: dict[str, list[tuple[int, int]]] = {"[": [], "{": []}
    text, open_at = "", {}
    at = 0
    for match in _MARK.finditer(sentence):
        text += sentence[at : match.start()]
        at = match.end()
        mark = match.group()
        if mark in "[{":
            open_at[mark] = len(text)
        else:
            opener = "[" if mark == "]" else "{"
            pieces[opener].append((open_at.pop(opener), len(text)))
    text += sentence[at:]
    return Marked(text, [text[a:b] for a, b in pieces["["]], [text[a:b] for a, b in pieces["{"]])


def found_in(text: str) -> tuple[Statement, ...]:
    return read_report(read_text(text, source="test", published="2025-04-28"), "rules").statements


def words(text: str, spans) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def strip_marks(pieces: list[str]) -> list[str]:
    """Leave out marks and full stops at the ends: the corpus' habits about them are tested elsewhere."""
    return [piece.strip(" ,.:") for piece in pieces if piece.strip(" ,.:")]
