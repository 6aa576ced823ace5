"""Words in quotation marks, in all the styles of German news and in English ones, nested and mixed.

`„…“` `„…”` `„…"` `"…"` `“…”` `»…«` `«…»` `‚…‘` `›…‹` `'…'`.  A quotation may run over several sentences; where a
paper opens it anew at each paragraph, it is one.  Linear in the length of the text.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sayso.language.tokens import Token


class Quote(NamedTuple):
    """Words in quotation marks: offsets with the marks, depth (0 is outermost), whether a closing mark stands there."""

    start: int
    end: int
    depth: int
    closed: bool


@dataclass(slots=True)
class _Open:
    at: int
    mark: str
    inner: int


_MARKS = re.compile(r"[„“”\"»«‚‘’›‹'‟]|\n[^\S\n]*\n")
_CLOSERS = {
    "„": '“”"‟',
    "‟": '”"',
    "“": '”"',
    "”": "”",
    '"': '"”“',
    "»": "«",
    "«": "»",
    "‚": "‘’'",
    "‘": "’'",
    "›": "‹",
    "‹": "›",
    "'": "'’",
}
_SINGLE = frozenset("‚‘’'›‹")
_LONGEST_SINGLE = 400  # an apostrophe that looks like an opening mark must not swallow a page


def find_quotes(text: str, tokens: Sequence[Token] | None = None, breaks: Iterable[int] = ()) -> list[Quote]:
    """Return the quotations of `text` by start, the outer before the inner.

    A quotation ends at its paragraph's end at the latest, unless the next one opens it anew; then `closed` is
    False.  `breaks` are offsets that end a paragraph without a blank line: the ends of headings and captions.
    A closing mark without an opening one is passed over.
    """
    del tokens  # marks are found on the characters alone
    found: list[Quote] = []
    stack: list[_Open] = []
    ends = iter(sorted(breaks))
    edge = next(ends, None)
    for match in _MARKS.finditer(text):
        at, mark = match.start(), match.group()
        while edge is not None and edge <= at:
            _end_paragraph(text, edge, stack, found)
            edge = next(ends, None)
        if mark[0] == "\n":
            _end_paragraph(text, at, stack, found)
        elif (
            not _closes(text, at, mark, stack, found) and _opens(text, at, mark) and not _reopens(text, at, mark, stack)
        ):
            stack.append(_Open(at, mark, len(found)))
    _end_paragraph(text, len(text.rstrip()), stack, found)
    return _with_depth(found)


def _closes(text: str, at: int, mark: str, stack: list[_Open], found: list[Quote]) -> bool:
    """Close the innermost quotation that `mark` can close; False where it closes none."""
    for level in range(len(stack) - 1, -1, -1):
        opened = stack[level]
        if mark not in _CLOSERS[opened.mark]:
            continue
        if mark in "'’" and (_alphanumeric(text, at + 1) or at - opened.at > _LONGEST_SINGLE):
            continue
        if mark == '"' and _blank(text, at - 1) and _alphanumeric(text, at + 1):
            continue
        if at - opened.at > 1:
            found.append(Quote(opened.at, at + 1, 0, True))
        del stack[level:]
        return True
    return False


def _opens(text: str, at: int, mark: str) -> bool:
    """Tell whether a mark can open a quotation where it stands: a word behind it, no word before it."""
    if mark not in _CLOSERS or at + 1 >= len(text) or text[at + 1].isspace():
        return mark == "„" and at + 1 < len(text)
    before_free = at == 0 or not text[at - 1].isalnum()
    if mark in "„‚":
        return before_free or mark == "„"
    return before_free and text[at + 1] not in ".,;:!?)"


def _reopens(text: str, at: int, mark: str, stack: list[_Open]) -> bool:
    """Tell whether `mark` opens at a paragraph's start what is still open from the paragraph before."""
    if not stack or stack[-1].mark != mark:
        return False
    before = text[:at].rstrip(" \t") if at < 200 else text[at - 200 : at].rstrip(" \t")
    return before.endswith("\n")


def _end_paragraph(text: str, at: int, stack: list[_Open], found: list[Quote]) -> None:
    """Close what is open at a paragraph's end, unless the next paragraph opens it anew with the same mark."""
    if not stack:
        return
    following = text[at:].lstrip() if len(text) - at < 50 else text[at : at + 50].lstrip()
    if len(stack) == 1 and following.startswith(stack[0].mark) and stack[0].mark not in _SINGLE | {'"'}:
        return
    for opened in stack:
        reliable = opened.mark not in _SINGLE | {'"'}
        nothing_inside = opened.inner == len(found)
        end = at
        while end > opened.at and text[end - 1].isspace():
            end -= 1
        if reliable and nothing_inside and end - opened.at > 1:
            found.append(Quote(opened.at, end, 0, False))
    stack.clear()


def _with_depth(found: list[Quote]) -> list[Quote]:
    """Sort quotations, outer first, and count how many others hold each."""
    ordered = sorted(found, key=lambda quote: (quote.start, -quote.end))
    ends: list[int] = []
    deep = []
    for quote in ordered:
        while ends and ends[-1] <= quote.start:
            ends.pop()
        deep.append(quote._replace(depth=len(ends)))
        ends.append(quote.end)
    return deep


def _alphanumeric(text: str, at: int) -> bool:
    return at < len(text) and text[at].isalnum()


def _blank(text: str, at: int) -> bool:
    return at < 0 or text[at].isspace()
