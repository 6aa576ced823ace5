"""A report's text cut into blocks and pieces, each piece knowing the statements that it is part of."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.model import Part, PartKind, Reading, Span, Statement

_STRETCH = re.compile(r"\S(?:.*?\S)?(?=\s*\Z|[^\S\n]*\n\s*\n)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that belong to the same statements throughout.

    `inside` are those whose content they are, the outermost first; `cues` and `speakers` those whose cue or speaker
    they name; `begins` those whose sign stands before the words.
    """

    words: str
    inside: tuple[Statement, ...] = ()
    cues: tuple[Statement, ...] = ()
    speakers: tuple[Statement, ...] = ()
    begins: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the report with its pieces; `kind` is None for text between the parts; `lead` are run-in datelines.

    `start` is where its own pieces begin in the text.
    """

    kind: PartKind | None
    language: str | None
    start: int
    pieces: tuple[Piece, ...]
    lead: tuple[Piece, ...] = ()


def mark(reading: Reading) -> tuple[Block, ...]:
    """Return the whole text of a report in blocks, in order, nothing left out but blanks between blocks."""
    text = reading.report.text
    covers = _Covers(reading.statements, len(text))
    blocks: list[Block] = []
    lead: tuple[Piece, ...] = ()
    stretches = _stretches(reading.report.parts, text)
    for place, (part, span) in enumerate(stretches):
        pieces = covers.pieces(text, span)
        following = stretches[place + 1] if place + 1 < len(stretches) else None
        if (
            part is not None
            and part.kind == "dateline"
            and following is not None
            and following[0] is not None
            and following[0].kind == "paragraph"
            and "\n" not in text[span.end : following[1].start]
        ):
            lead = pieces
            continue
        blocks.append(Block(part.kind if part else None, part.language if part else None, span.start, pieces, lead))
        lead = ()
    return tuple(blocks)


def _stretches(parts: Sequence[Part], text: str) -> list[tuple[Part | None, Span]]:
    """Return the parts, each character in one of them, and what is between them."""
    stretches: list[tuple[Part | None, Span]] = []
    at = 0
    for part in sorted(parts, key=lambda part: (part.span.start, -part.span.end)):
        start = max(at, part.span.start)
        if start >= part.span.end:
            continue
        stretches += _between(at, start, text)
        stretches.append((part, Span(start, part.span.end)))
        at = part.span.end
    return stretches + _between(at, len(text), text)


def _between(start: int, end: int, text: str) -> list[tuple[Part | None, Span]]:
    """Return what stands between two parts, such as the items of a list, each stretch up to an empty line alone."""
    return [(None, Span(start + found.start(), start + found.end())) for found in _STRETCH.finditer(text[start:end])]


class _Covers:
    """Which statements cover which stretch between two borders of spans."""

    def __init__(self, statements: Sequence[Statement], length: int) -> None:
        borders = {0, length}
        for statement in statements:
            for span in (*statement.content, *statement.cue, *statement.speaker):
                borders.update((span.start, span.end))
        self._borders = sorted(borders)
        depth = _depths(statements)
        ordered = sorted(statements, key=lambda statement: depth[statement.id])
        self._inside = self._by_stretch(ordered, "content")
        self._cues = self._by_stretch(ordered, "cue")
        self._speakers = self._by_stretch(ordered, "speaker")
        self._begins: dict[int, list[Statement]] = {}
        for statement in ordered:
            spans = statement.content or statement.cue or statement.speaker
            if spans:
                self._begins.setdefault(min(span.start for span in spans), []).append(statement)

    def _by_stretch(self, statements: Iterable[Statement], role: str) -> Mapping[int, list[Statement]]:
        held: dict[int, list[Statement]] = {}
        for statement in statements:
            spans: tuple[Span, ...] = getattr(statement, role)
            for span in spans:
                for place in range(self._place(span.start), self._place(span.end - 1) + 1):
                    of_stretch = held.setdefault(place, [])
                    if statement not in of_stretch:
                        of_stretch.append(statement)
        return held

    def _place(self, offset: int) -> int:
        return bisect_right(self._borders, offset) - 1

    def pieces(self, text: str, span: Span) -> tuple[Piece, ...]:
        """Return a stretch of the text in pieces."""
        return tuple(self._pieces(text, span))

    def _pieces(self, text: str, span: Span) -> Iterator[Piece]:
        first, last = self._place(span.start), self._place(span.end - 1)
        cuts = [span.start, *self._borders[first + 1 : last + 1], span.end]
        for place, (start, end) in enumerate(pairwise(cuts), first):
            yield Piece(
                text[start:end],
                tuple(self._inside.get(place, ())),
                tuple(self._cues.get(place, ())),
                tuple(self._speakers.get(place, ())),
                tuple(self._begins.get(start, ())),
            )


def _depths(statements: Sequence[Statement]) -> dict[str, int]:
    """Return how deep each statement is nested, by id; a circle of parents ends where it began."""
    parents = {statement.id: statement.parent for statement in statements}
    depths = {}
    for name, parent in parents.items():
        seen, above = {name}, parent
        while above is not None and above not in seen:
            seen.add(above)
            above = parents.get(above)
        depths[name] = len(seen) - 1
    return depths
