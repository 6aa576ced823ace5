"""Words in quotation marks, in all the styles of German news and in English ones, nested and mixed.

`„…“` `„…”` `„…"` `"…"` `“…”` `”…”` `»…«` `«…»` `‚…‘` `‹…›` `›…‹` `'…'` ``…''.  A mark that can both open and close is
told by the blanks around it and by what is open.  Linear in the length of the text.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sayso.language.tokens import Token


class Quote(NamedTuple):
    """Words in quotation marks: code points from the opening mark to behind the closing one.

    `depth` counts the quotations around it, 0 for none.  `closing` is None where the mark was forgotten.
    """

    start: int
    end: int
    depth: int
    opening: str
    closing: str | None

    @property
    def closed(self) -> bool:
        """Whether a closing mark stands there."""
        return self.closing is not None


_MARKS = re.compile(r"''|``|[„“”\"»«‚‘’›‹'‟]|\n[^\S\n]*\n")
_CLOSERS = {
    "„": ("“", "”", '"', "‟", "„"),
    "‟": ("”", '"', "“"),
    "“": ("”", '"', "“"),
    "”": ("”", "“"),
    '"': ('"', "”", "“"),
    "»": ("«",),
    "«": ("»",),
    "‚": ("‘", "’", "'"),
    "‘": ("’", "'", "‘"),
    "›": ("‹",),
    "‹": ("›",),
    "'": ("'", "’"),
    "``": ("''", '"'),
    "''": ("''",),
}
_DIRECTED = frozenset({"„", "‚", "``"})
_APOSTROPHES = frozenset("'’‘")
_WEAK = frozenset("‚‘'’›‹") | {"''"}  # an unclosed one may be anything but a quotation
_LONGEST_SINGLE = 400  # characters; an apostrophe that looks like an opening mark must not swallow a page
_BEFORE_OPENING = frozenset("([{-–—/„“”\"»«‚‘›‹'`¿¡|*")
_NO_OPENING_BEFORE = frozenset(".,;:!?)]}")
_DEEPEST = 6  # quotations in quotations; more marks than that are no quotations
_INCHES_REACH = 200  # characters in which the mark that closes is looked for behind figures and a mark


@dataclass(slots=True)
class _Open:
    at: int
    mark: str
    doubled: bool = False  # a quotation with the same mark was closed inside


@dataclass(slots=True)
class _Paragraph:
    start: int
    end: int
    marks: list[tuple[int, str]] = field(default_factory=list)


def find_quotes(text: str, tokens: Sequence[Token] | None = None, breaks: Iterable[int] = ()) -> list[Quote]:
    """Return the quotations of `text` by start, the outer before the inner.

    A quotation may run over several sentences.  It goes on into the next paragraph where that one opens it anew, as
    papers do, or holds the mark that closes it before any that opens one; else it ends with its paragraph, unclosed.
    Paragraphs end at empty lines and at `breaks`: the ends of headings and captions.  A closing mark without an
    opening one is passed over, and so are apostrophes and inches.
    """
    del tokens  # marks are found on the characters alone
    found: list[Quote] = []
    stack: list[_Open] = []
    paragraphs = _paragraphs(text, breaks)
    for number, paragraph in enumerate(paragraphs):
        for at, mark in paragraph.marks:
            reopens = stack and at == paragraph.start and mark == stack[0].mark
            if not reopens and not _close(text, at, mark, stack, found) and _can_open(text, at, mark):
                stack.append(_Open(at, mark))
                del stack[:-_DEEPEST]
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        if stack and not (following and _goes_on(text, stack[0], following)):
            _leave_open(text, paragraph.end, stack, found)
    return _with_depth(found)


def _paragraphs(text: str, breaks: Iterable[int]) -> list[_Paragraph]:
    """Cut the text into paragraphs, blanks around them trimmed, each with its marks."""
    matches = list(_MARKS.finditer(text))
    cuts = {match.start() for match in matches if match.group()[0] == "\n"} | {cut for cut in breaks if cut < len(text)}
    marks = [(match.start(), match.group()) for match in matches if match.group()[0] != "\n"]
    found, next_mark, start = [], 0, 0
    for cut in (*sorted(cuts), len(text)):
        paragraph = _Paragraph(*_trim(text, start, cut))
        while next_mark < len(marks) and marks[next_mark][0] < cut:
            paragraph.marks.append(marks[next_mark])
            next_mark += 1
        if paragraph.start < paragraph.end:
            found.append(paragraph)
        start = cut
    return found


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _close(text: str, at: int, mark: str, stack: list[_Open], found: list[Quote]) -> bool:
    """Close the innermost quotation that `mark` can close; False where it closes none."""
    if not stack or not _can_close(text, at, mark):
        return False
    for level in range(len(stack) - 1, -1, -1):
        opened = stack[level]
        if mark not in _CLOSERS[opened.mark] or (mark in _APOSTROPHES and at - opened.at > _LONGEST_SINGLE):
            continue
        if text[opened.at + len(opened.mark) : at].strip():
            found.append(Quote(opened.at, at + len(mark), 0, opened.mark, mark))
        del stack[level:]
        for outer in stack:
            outer.doubled = outer.doubled or outer.mark == opened.mark
        return True
    return False


def _can_close(text: str, at: int, mark: str) -> bool:
    """Tell whether a mark can close where it stands: it neither opens a word nor stands for inches or in a word."""
    before, after = text[at - 1 : at], text[at + len(mark) : at + len(mark) + 1]
    if after.isalnum() and (not before or before.isspace() or before in _BEFORE_OPENING):
        return False
    if mark in _DIRECTED:
        return not before.isspace() and not after.isalnum()
    if mark in _APOSTROPHES:
        return not after.isalnum() and not before.isspace()
    return not (mark == '"' and before.isdigit() and _is_inches(text, at))


def _is_inches(text: str, at: int) -> bool:
    """Tell whether a mark behind figures is none because another one behind it closes the quotation."""
    following = text.find('"', at + 1, at + _INCHES_REACH)
    if following < 0 or "\n" in text[at:following] or not text[at + 1 : at + 2].isspace():
        return False
    return not text[following - 1].isspace() and not text[following + 1 : following + 2].isalnum()


def _can_open(text: str, at: int, mark: str) -> bool:
    """Tell whether a mark can open a quotation where it stands: something behind it, no word before it."""
    if mark not in _CLOSERS:
        return False
    before, after = text[at - 1 : at], text[at + len(mark) : at + len(mark) + 1]
    if not after:
        return False
    free = not before or before.isspace() or before in _BEFORE_OPENING or before in ",:;.!?"
    if mark in _DIRECTED:
        return mark != "‚" or (free and not after.isspace())
    if after.isspace():
        return mark in "«»" and after != "\n" and (not before or before.isspace() or before in "([")
    if mark in _APOSTROPHES and after.isdigit():
        return False
    return free and after not in _NO_OPENING_BEFORE


def _goes_on(text: str, opened: _Open, following: _Paragraph) -> bool:
    """Tell whether an open quotation runs on into the next paragraph."""
    if opened.mark in _WEAK:
        return False
    if following.marks and following.marks[0] == (following.start, opened.mark):
        return True
    for at, mark in following.marks:
        if mark in _CLOSERS[opened.mark] and mark != '"' and _can_close(text, at, mark):
            return True
        if mark not in _APOSTROPHES:
            return False
    return False


def _leave_open(text: str, end: int, stack: list[_Open], found: list[Quote]) -> None:
    """End what is open at a paragraph's end; a mark inside which its like was closed was no opening one."""
    opened = next((each for each in stack if each.mark not in _WEAK and not each.doubled), None)
    if opened is not None and text[opened.at + len(opened.mark) : end].strip():
        found.append(Quote(opened.at, end, 0, opened.mark, None))
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
