"""The lines of a report, trimmed, and the shapes that tell a heading from a sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from sayso.model import PartKind
from sayso.reading.words import part_words

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028]|\u2029")
_FIRST_WORD = re.compile(r"\S+")

_CLOSERS = re.escape("\"'“”„»«’‘)]›‹")
_ENDS_SENTENCE = re.compile(rf"[.…!?][{_CLOSERS}]*$")
_ENDS_NO_HEADING = re.compile(rf"(?:[.…,;:]|[.…][{_CLOSERS}]+)$")
# A full stop after a word of three letters and more: no ordinal, no initial, no title.
_SENTENCE_INSIDE = re.compile(rf"\w[a-zäöüß]{{2}}(?<!Prof)\.[{_CLOSERS}]*\s+[^\sa-zäöüß]")
_BULLET = re.compile(r"[-–—•*·>(\[#|]|\d{1,2}[.)]\s")

_LAST_WORD = re.compile(r"\b\w+$")
_LONGEST_END = 12  # characters of a line in which its last full stop or small word is looked for

LONGEST_HEADLINE = 140


@cache
def _open_endings() -> frozenset[str]:
    return frozenset(part_words("line", "open_endings"))


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the blanks around it; `apart` where an empty line stands before it; `kind` once known."""

    start: int
    end: int
    text: str
    apart: bool
    kind: PartKind | None = None

    @property
    def ends_sentence(self) -> bool:
        """Whether the line closes a sentence, quotation marks and brackets aside."""
        return _ENDS_SENTENCE.search(self.text, len(self.text) - _LONGEST_END) is not None

    @property
    def goes_on(self) -> bool:
        """Whether the line stops in the middle of a sentence: with an article, a conjunction, a comma."""
        last = _LAST_WORD.search(self.text, len(self.text) - _LONGEST_END)
        return self.text[-1] == "," or (last is not None and last[0] in _open_endings())

    @property
    def looks_like_heading(self) -> bool:
        """Whether the line could be a heading: short, one phrase, no full stop, not the item of a list.

        Headings may ask and exclaim, but sentences of a report end with a full stop; a colon opens a list.
        """
        return (
            len(self.text) <= LONGEST_HEADLINE
            and not self.text[0].islower()
            and not _BULLET.match(self.text)
            and not _ENDS_NO_HEADING.search(self.text)
            and not _SENTENCE_INSIDE.search(self.text)
            and not self.goes_on
            and _has_words(self.text)
        )


def _has_words(text: str) -> bool:
    """Tell words from tables, scores and times of day; a quotation mark left open tells a broken line."""
    letters = sum(map(str.isalpha, text))
    return 2 * letters > sum(map(str.isdigit, text)) and text.count('"') % 2 == 0


def cut(line: Line, start: int, end: int, kind: PartKind | None) -> Line | None:
    """Give the piece of a line from `start` to `end`, counted in the line and trimmed; None where it is blank."""
    piece = line.text[start:end]
    stripped = piece.strip()
    if not stripped:
        return None
    first = line.start + start + len(piece) - len(piece.lstrip())
    return Line(first, first + len(stripped), stripped, line.apart, kind)


def split_lines(text: str) -> list[Line]:
    """Give the lines that hold a letter or a digit; a paragraph broken at a fixed width is one line."""
    lines: list[Line] = []
    for block in _blocks(text):
        lines.extend(_unwrap(text, block))
    return lines


def _blocks(text: str) -> Iterator[list[Line]]:
    """Give the stretches of lines between empty lines."""
    block: list[Line] = []
    end_before = 0
    for match in _LINE.finditer(text):
        stripped = match[0].strip()
        if not any(map(str.isalnum, stripped)):
            continue
        apart = bool(block) and _stand_apart(text[end_before : match.start()])
        if apart:
            yield block
            block = []
        start = match.start() + match[0].index(stripped[0])
        block.append(Line(start, start + len(stripped), stripped, apart or not block))
        end_before = match.end()
    if block:
        yield block


def _stand_apart(between: str) -> bool:
    return "\u2029" in between or len(_BREAK.findall(between)) > 1


def _unwrap(text: str, block: list[Line]) -> list[Line]:
    if len(block) > 2 and _is_wrapped(block):
        return [_join(text, block[0], block[-1])]
    joined: list[tuple[Line, Line]] = [(block[0], block[0])]
    for line in block[1:]:
        first, last = joined[-1]
        # A line that starts small goes on with an unfinished one before it; so does one after an article.
        small = line.text[0].islower() or line.text[0] == "("
        if last.goes_on or (small and not last.ends_sentence and last.text[-1] not in ":;"):
            joined[-1] = (first, line)
        else:
            joined.append((line, line))
    return [_join(text, first, last) for first, last in joined]


def _is_wrapped(block: list[Line]) -> bool:
    """Tell whether lines were broken at a fixed width: no line had room for the next one's first word."""
    width = max(len(line.text) for line in block)
    if not 40 <= width <= 100:
        return False
    small = 0
    for line, following in pairwise(block):
        first = _FIRST_WORD.match(following.text)
        if _BULLET.match(following.text) or first is None or len(line.text) + 1 + first.end() <= width:
            return False
        small += following.text[0].islower()
    # Lists have lines of one length by chance, but they do not go on with a small letter.
    return small * 4 >= len(block) - 1


def _join(text: str, first: Line, last: Line) -> Line:
    return Line(first.start, last.end, text[first.start : last.end], first.apart)
