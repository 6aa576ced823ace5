"""From the pieces of a page to the text of a report and the spans of its parts."""

from collections.abc import Iterable

from sayso.model import Part, Span
from sayso.reading.agencies import credited_agencies, is_agency_credit, name_agencies
from sayso.reading.datelines import dateline_length
from sayso.reading.page_head import Piece
from sayso.reading.parts import find_parts

_BETWEEN = "\n\n"
_ENDS = frozenset(("paragraph", "agency_credit", "dateline"))


def lay_out(pieces: Iterable[Piece]) -> tuple[str, tuple[Part, ...]]:
    """Give the text made of the pieces, an empty line between two, and its parts; pieces without a kind are none."""
    text = ""
    parts: list[Part] = []
    for piece in _with_credits(list(pieces)):
        if not piece.text:
            continue
        # A dateline and its paragraph are one line of the report.
        between = " " if parts and parts[-1].kind == "dateline" and piece.glued else _BETWEEN
        text += (between if text else "") + piece.text
        if piece.kind is not None:
            parts.append(Part(piece.kind, Span(len(text) - len(piece.text), len(text))))
    return text, tuple(parts)


def _with_credits(pieces: list[Piece]) -> list[Piece]:
    """Cut the dateline off the first paragraph and the agency's credit off the last."""
    paragraphs = [number for number, piece in enumerate(pieces) if piece.kind == "paragraph"]
    laid: list[Piece] = []
    for number, piece in enumerate(pieces):
        if piece.kind == "paragraph" and is_agency_credit(piece.text):
            laid.append(Piece("agency_credit", piece.text))
        elif piece.kind == "paragraph" and number == paragraphs[-1]:
            laid += _close(piece)
        elif paragraphs and number == paragraphs[0]:
            laid += _open(piece)
        else:
            laid.append(piece)
    return laid


def _open(piece: Piece) -> list[Piece]:
    length = dateline_length(piece.text, first=True)
    if not length:
        return [piece]
    return [
        Piece("dateline", piece.text[:length].rstrip()),
        Piece("paragraph", piece.text[length:].lstrip(), glued=True),
    ]


def _close(piece: Piece) -> list[Piece]:
    """Give the last paragraph and the credit behind it, where it has one."""
    parts = find_parts(piece.text)
    if len(parts) < 2 or not {part.kind for part in parts} <= _ENDS:
        return [piece]
    return [
        Piece(part.kind, piece.text[part.span.start : part.span.end], glued=number > 0)
        for number, part in enumerate(parts)
    ]


def name_all_agencies(text: str, parts: tuple[Part, ...], authors: tuple[str, ...]) -> tuple[str, ...]:
    """Give the agencies in the credits of a report and among its authors, by their one name."""
    authored = [agency for author in authors if is_agency_credit(author) for agency in name_agencies(author)]
    return tuple(dict.fromkeys((*credited_agencies(text, parts), *authored)))
