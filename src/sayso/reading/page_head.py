"""What stands around the body of a report on its page: kicker, standfirst, bylines, pictures' captions."""

import re
from dataclasses import dataclass
from functools import cache

from sayso.model import PartKind
from sayso.reading.bylines import is_byline
from sayso.reading.captions import photo_credit_start
from sayso.reading.datelines import is_dateline
from sayso.reading.page_body import is_candidate, is_prose
from sayso.reading.page_dates import parse_time
from sayso.reading.page_metadata import Metadata
from sayso.reading.page_title import Heading, Title, trim
from sayso.reading.page_tree import Block, squeeze
from sayso.reading.page_words import is_chrome, opens_teaser
from sayso.reading.words import one_of, part_words

_LONGEST_KICKER = 60
_LONGEST_STANDFIRST = 900
_SHORTEST_STANDFIRST = 30
_SHORTEST_HEADING = 60  # characters of a heading below the headline that sums the report up
_LONGEST_BYLINE = 160
_LONGEST_CAPTION = 600
_ITEMS = frozenset(("li", "dd", "dt", "td", "th"))
_BEFORE = 3  # blocks above a headline among which its kicker stands
_RUNNING_TIME = re.compile(r"\d{1,2}:\d\d\s?[Mm]in")  # of a video or a recording
_FEWEST_WORDS = 3  # of a caption; single words are labels
_SENTENCE = 6  # words that make a line marked as a credit a caption all the same


@dataclass(slots=True)
class Piece:
    """A stretch of text on its way to be a part; `glued` where it goes on with the line of the one before.

    `kind` is None for items of lists and cells of tables: text of the report, but none of the kinds of parts.
    """

    kind: PartKind | None
    text: str
    glued: bool = False


def assemble(
    blocks: list[Block], title: Title, body: list[Block], metadata: Metadata, authors: tuple[str, ...]
) -> list[Piece]:
    """Give the pieces of a report in the order of its page, from the kicker to the last line."""
    chosen = {block.number for block in body}
    heading_numbers = {block.number for block in title.heading.blocks} if title.heading else set()
    start = min(chosen, default=len(blocks))
    above = title.heading is not None and title.heading.blocks[0].number < start
    first = title.heading.blocks[-1].number + 1 if above and title.heading else start
    last = max(chosen, default=-1)
    pieces = _headline(blocks, title)
    standing = _standfirst_numbers(blocks, first, heading_numbers, body, metadata)
    opening = min(chosen - standing, default=last)  # the first paragraph
    items = _items(body)
    for block in blocks[min(first, start) : last + 1]:
        if block.number in heading_numbers:
            continue
        if block.number in chosen and not is_prose(block) and is_byline(block.text):
            pieces.append(Piece("byline", block.text))
        elif block.number in standing:
            pieces.append(Piece("standfirst", block.text))
        elif block.number in items:
            pieces.append(Piece(None, block.text))
        elif block.number in chosen:
            pieces.append(Piece("crosshead" if block.place.heading else "paragraph", _body_text(block)))
        else:
            pieces += _beside(block, authors, before_body=block.number < opening)
    return _without_doubles(pieces)


def _items(body: list[Block]) -> set[int]:
    """Give the numbers of the items of lists and cells of tables; none where the report is written in nothing else."""
    items = [block for block in body if block.place.tag in _ITEMS and not block.place.heading]
    letters = sum(len(block.squeezed) for block in items)
    return {block.number for block in items} if 2 * letters < sum(len(block.squeezed) for block in body) else set()


def _body_text(block: Block) -> str:
    return trim(block.text) if block.place.heading else block.text


def _headline(blocks: list[Block], title: Title) -> list[Piece]:
    heading = title.heading
    if heading is None:
        return [Piece("headline", title.text)] if title.text else []
    pieces = [Piece("headline", heading.text)]
    kicker = heading.kicker or _kicker_above(blocks, heading)
    if kicker and squeeze(kicker) != squeeze(heading.text):
        pieces.insert(0, Piece("kicker", kicker))
    return pieces


def _kicker_above(blocks: list[Block], heading: Heading) -> str | None:
    """Give the kicker that stands right above a headline: marked as one, or alone with it in one place."""
    first = heading.blocks[0]
    parent = first.place.parent
    for block in reversed(blocks[max(0, first.number - _BEFORE) : first.number]):
        if block.place.outside is not None or len(block.text) > _LONGEST_KICKER or is_dateline(block.text):
            break
        beside = parent is not None and block.place.parent is parent and block.link_share < 1
        if block.place.kicker or (beside and not is_chrome(block.text) and not block.place.byline):
            return trim(block.text) or None
        if not is_chrome(block.text):
            break
    return None


def _standfirst_numbers(
    blocks: list[Block], first: int, taken: set[int], body: list[Block], metadata: Metadata
) -> set[int]:
    """Give the numbers of the blocks that sum the report up, between its headline and its body or first in it."""
    start = body[0].number if body else len(blocks)
    descriptions = [squeeze(text) for text in metadata.descriptions]
    head = [block for block in blocks[first:start] if _may_stand_first(block) and block.number not in taken]
    marked = [block for block in head if block.place.standfirst or _described(block, descriptions)]
    if marked:
        return {block.number for block in marked}
    plain = [block for block in head if is_prose(block) or block.place.heading]
    if plain:
        # What else is between headline and body reads like the start of a text, and is.
        return {block.number for block in plain[-1:]}
    opening = body[:1]
    if len(body) > 2 and opening and _may_stand_first(opening[0]):
        block = opening[0]
        bold = block.strong >= 0.9 * len(block.squeezed)
        if block.place.standfirst or bold or _described(block, descriptions):
            return {block.number}
    return set()


def _described(block: Block, descriptions: list[str]) -> bool:
    letters = block.squeezed
    return len(letters) >= _SHORTEST_STANDFIRST and any(
        letters == text
        or (len(text) >= _SHORTEST_STANDFIRST and (letters.startswith(text) or text.startswith(letters)))
        for text in descriptions
    )


def _may_stand_first(block: Block) -> bool:
    return (
        is_candidate(block)
        and (not block.place.heading or len(block.text) >= _SHORTEST_HEADING)
        and _SHORTEST_STANDFIRST <= len(block.text) <= _LONGEST_STANDFIRST
        and not is_byline(block.text)
        and not is_dateline(block.text)
        and not _RUNNING_TIME.search(block.text)
        and photo_credit_start(block.text) is None
    )


def _beside(block: Block, authors: tuple[str, ...], *, before_body: bool) -> list[Piece]:
    """Give the captions, credits, bylines and days that stand between the pieces of the body."""
    place, text = block.place, block.text
    if place.outside is not None or is_chrome(text) or opens_teaser(text) or _RUNNING_TIME.search(text):
        return []
    if before_body and not place.figure and _is_byline_of(text, authors):
        return [Piece("byline", text)]
    if before_body and is_dateline(text):
        return [Piece("dateline", text)]
    if place.figure or place.caption or place.credit:
        return _caption(block)
    return []


def _is_byline_of(text: str, authors: tuple[str, ...]) -> bool:
    return len(text) <= _LONGEST_BYLINE and (is_byline(text) or any(name in text for name in authors))


def _caption(block: Block) -> list[Piece]:
    text = block.text
    small = not block.place.figure and parse_time(text) is not None  # a day in the letters of captions
    if len(text) > _LONGEST_CAPTION or block.link_share > 0.5 or block.place.heading or small:
        return []
    words = len(text.split())
    start = _credit_start(text)
    if start is None and block.place.credit and not (words >= _SENTENCE and text.endswith(".")):
        start = 0
    if start is None:
        return [Piece("caption", text)] if words >= _FEWEST_WORDS else []
    pieces = [Piece("caption", text[:start].strip()), Piece("photo_credit", text[start:].strip())]
    return [piece for piece in pieces if piece.text]


def _credit_start(text: str) -> int | None:
    """Give where a caption's credit starts; below a picture a marked one is one whatever it names."""
    start = photo_credit_start(text)
    if start is not None:
        return start
    marked = _marked_credit().search(text)
    return marked.start() if marked else None


@cache
def _marked_credit() -> re.Pattern[str]:
    markers = one_of((*part_words("photo_credit", "markers"), "Quelle", "Source"))
    return re.compile(rf"(?:^[(\[]?|[(\[]|(?<=[.!?]\s)){markers}\s?:[^:]{{2,120}}$|(?:^|(?<=\s))©.{{2,120}}$")


def _without_doubles(pieces: list[Piece]) -> list[Piece]:
    """Leave out what the page says twice: captions shown small and large, a standfirst opening the text again."""
    seen: set[str] = set()
    kept: list[Piece] = []
    for piece in pieces:
        letters = squeeze(piece.text)
        if letters in seen and (len(letters) > 40 or piece.kind in ("caption", "photo_credit", "byline", "dateline")):
            continue
        seen.add(letters)
        kept.append(piece)
    return kept
