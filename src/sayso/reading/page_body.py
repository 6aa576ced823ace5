"""Which blocks of a page are the report itself: what several witnesses agree on.

Witnesses: trafilatura's extraction; the `articleBody` of the page's own JSON-LD; the page's structure, in which
the paragraphs of a report stand beside each other and are marked alike.  Two of them make a seed; around the
seeds the structure decides.
"""

import logging
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import html

from sayso.reading.agencies import is_agency_credit
from sayso.reading.page_tree import Block, Place, squeeze
from sayso.reading.page_words import asks_consent, is_chrome, opens_teaser

_SENTENCE_END = (".", "!", "?", "…", "“", "”", '"', "»", "«", ":", ")", "‘", "’", "'")
_PROSE = 60  # characters; shorter lines are labels as often as sentences
_SHORT = 25  # letters; shorter lines stand in any text by chance
_ENOUGH = 200  # letters that a witness must have to be heard
_MOSTLY_LINKS = 0.6
_FAR_MORE = 1.5  # times the letters that the witnesses tell of make the structure of the page a better one
_WHOLE = 0.85  # share of the prose found that an account of the whole report has
_RUNNING_TIME = re.compile(r"\d{1,2}:\d\d\s?[Mm]in\.?$")  # of a video
_CORE = 0.85  # share of the seeds that the container of the report holds


@dataclass(frozen=True, slots=True)
class Witness:
    """A text that the report is said to be: all its letters in one string, and line by line."""

    letters: str
    lines: frozenset[str]

    @classmethod
    def of(cls, text: str) -> "Witness":
        """Make a witness of a text in lines."""
        lines = [squeeze(line) for line in text.splitlines()]
        return cls("".join(lines), frozenset(lines))

    @property
    def heard(self) -> bool:
        """Whether there is enough of it to say that something else is not in it."""
        return len(self.letters) >= _ENOUGH

    def has(self, block: Block) -> bool:
        """Tell whether the block is in the text, or most of it where the text has left out something inside."""
        letters = block.squeezed
        if len(letters) < _SHORT:
            return letters in self.lines
        return letters in self.letters or (
            len(letters) > 4 * _SHORT and (letters[:60] in self.letters or letters[-60:] in self.letters)
        )


def hear_trafilatura(tree: html.HtmlElement, *, fast: bool = True) -> Witness:
    """Ask trafilatura what the report is; `fast` leaves out its second and third opinion."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        document = bare_extraction(tree, fast=fast, include_comments=False, include_tables=True, with_metadata=False)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return Witness.of("")  # a page that breaks one witness leaves the others
    return Witness.of((getattr(document, "text", None) or "") if document is not None else "")


def free_large_places(blocks: list[Block], witnesses: Iterable[Witness]) -> None:
    """Take back that a place is no part of the report where most of the report stands in it.

    Class names of a whole page may speak of what it also has: `with-sidebar`, `newsletter-open`.
    """
    heard = [witness for witness in witnesses if witness.heard]
    told = [block for block in blocks if is_prose(block) and any(witness.has(block) for witness in heard)]
    whole = sum(len(block.squeezed) for block in told)
    held: Counter[int] = Counter()
    barred: dict[int, Place] = {}
    for block in told:
        for place in block.place.ancestors():
            if place.barred and place.tag not in ("nav", "footer"):
                held[id(place)] += len(block.squeezed)
                barred[id(place)] = place
    freed = [place for key, place in barred.items() if held[key] * 2 > whole]
    for place in freed:
        place.barred = False
    for block in blocks if freed else ():
        around = [place for place in block.place.ancestors() if place.barred]
        block.place.outside = around[-1] if around else None


def is_prose(block: Block) -> bool:
    """Tell whether a block reads like a sentence or more."""
    text = block.text
    return (
        len(text) >= _PROSE
        and text.rstrip().endswith(_SENTENCE_END)
        and text.count(" ") * 14 >= len(text)
        and block.link_share < _MOSTLY_LINKS
        and not block.place.heading
    )


def is_candidate(block: Block) -> bool:
    """Tell whether nothing speaks against a block's being part of the report's body."""
    place = block.place
    if place.outside is not None or place.caption or place.credit or place.byline:
        return False
    # Quotations set in large letters are marked as figures on some pages.
    if place.figure and not (place.quoted and is_prose(block)):
        return False
    if asks_consent(block.text) or _RUNNING_TIME.search(block.text):
        return False
    if is_chrome(block.text) or (opens_teaser(block.text) and (block.linked > 0 or len(block.text) < 150)):
        return False
    return block.link_share < _MOSTLY_LINKS or bool(place.heading and block.link_share < 1)


def find_body(blocks: list[Block], trafilatura: Witness, described: Witness) -> list[Block]:
    """Give the blocks of the report's body in their order: paragraphs, items of lists, headings between them."""
    candidates = [block for block in blocks if is_candidate(block)]
    witnesses = [witness for witness in (described, trafilatura) if witness.heard]
    told = {block.number for block in candidates if any(witness.has(block) for witness in witnesses)}
    seeds = [block for block in candidates if block.number in told and is_prose(block)]
    standing = _standing_together(candidates)
    if _letters(standing) > _FAR_MORE * _letters(seeds):
        seeds = standing
        told |= {block.number for block in standing}
    if not seeds:
        return []
    core = _core(seeds)
    cards = _teaser_cards(blocks, core, seeds)
    inside = [block for block in candidates if _is_inside(block, core, cards)]
    seeds = _agreed([block for block in inside if block.number in told and is_prose(block)], described)
    if not seeds:
        return []
    allowed = {block.number for block in _agreed(inside, described)}
    return _without_loose_ends(_around_seeds(inside, seeds, told & allowed, allowed))


def _is_inside(block: Block, core: Place, cards: set[int]) -> bool:
    around = list(block.place.ancestors())
    return any(place is core for place in around) and not any(id(place) in cards for place in around)


def _around_seeds(inside: list[Block], seeds: list[Block], told: set[int], allowed: set[int]) -> list[Block]:
    """Give the seeds and what belongs to them: headings between them, what is told of, what is marked like them."""
    shapes = _shapes(seeds)
    first, last = seeds[0].number, seeds[-1].number
    body: list[Block] = []
    for block in inside:
        alike = _shape(block) in shapes
        if block.place.heading:
            chosen = first < block.number < last
        elif first <= block.number <= last:
            chosen = (block.number in told and not _is_label(block)) or (
                alike and is_prose(block) and block.number in allowed
            )
        else:
            chosen = alike and block.number in told
        if chosen:
            body.append(block)
    return body


def _is_label(block: Block) -> bool:
    """Tell whether a block is one word that neither closes a sentence nor stands in a list."""
    return " " not in block.text and not block.place.listed and not block.text.endswith(_SENTENCE_END)


def _letters(blocks: list[Block]) -> int:
    return sum(len(block.squeezed) for block in blocks)


def _standing_together(candidates: list[Block]) -> list[Block]:
    """Give the prose in the one place that has most of it directly inside: what the structure alone tells."""
    held: dict[int, list[Block]] = {}
    for block in candidates:
        if is_prose(block) and block.place.parent is not None:
            held.setdefault(id(block.place.parent), []).append(block)
    return max(held.values(), key=_letters, default=[])


def is_doubtful(body: list[Block], blocks: list[Block]) -> bool:
    """Tell whether the structure of the page has far more prose in one place than what was found."""
    standing = _standing_together([block for block in blocks if is_candidate(block)])
    return _letters(standing) > _FAR_MORE * _letters(body)


def _agreed(blocks: list[Block], described: Witness) -> list[Block]:
    """Leave out what the page's own account of the report has not, where that account is whole.

    Such an account leaves out headings; and it is whole where it has nearly all else that looks like the report.
    """
    prose = [block for block in blocks if is_prose(block)]
    had = sum(len(block.squeezed) for block in prose if described.has(block))
    if not described.heard or had < _WHOLE * sum(len(block.squeezed) for block in prose):
        return blocks
    return [block for block in blocks if block.place.heading or described.has(block)]


def _teaser_cards(blocks: list[Block], core: Place, seeds: list[Block]) -> set[int]:
    """Give the places in the core that hold a heading that is a link: cards that lead to other reports."""
    held: Counter[int] = Counter()
    for block in seeds:
        for place in block.place.ancestors():
            held[id(place)] += len(block.squeezed)
    whole = sum(len(block.squeezed) for block in seeds)
    cards: set[int] = set()
    for block in blocks:
        if not block.place.heading or block.link_share < _MOSTLY_LINKS:
            continue
        around = list(block.place.ancestors())
        if not any(place is core for place in around):
            continue
        for place in around[: [place is core for place in around].index(True)]:
            if held[id(place)] * 10 > whole:
                break
            cards.add(id(place))
    return cards


def _core(seeds: list[Block]) -> Place:
    """Give the innermost place that holds most of the seeds."""
    letters: Counter[int] = Counter()
    places: dict[int, Place] = {}
    order: dict[int, int] = {}
    for block in seeds:
        for depth, place in enumerate(reversed(list(block.place.ancestors()))):
            letters[id(place)] += len(block.squeezed)
            places[id(place)] = place
            order[id(place)] = depth
    whole = sum(len(block.squeezed) for block in seeds)
    fitting = [key for key, count in letters.items() if count >= _CORE * whole]
    return places[max(fitting, key=lambda key: order[key])]


def _shape(block: Block) -> tuple[str, str, str]:
    """Give how a block is marked: its element, its names, and those of the element around it."""
    parent = block.place.parent
    return block.place.tag, block.place.names, parent.names if parent else ""


def _shapes(seeds: list[Block]) -> frozenset[tuple[str, str, str]]:
    """Give the ways in which the seeds are marked, without those of single ones among many."""
    counted: Counter[tuple[str, str, str]] = Counter()
    for block in seeds:
        counted[_shape(block)] += len(block.squeezed)
    whole = sum(counted.values())
    return frozenset(shape for shape, letters in counted.items() if letters * 10 >= whole)


def _without_loose_ends(body: list[Block]) -> list[Block]:
    """Leave out headings that no text follows before the next one, and what announces something that is not there."""
    while body and not is_agency_credit(body[-1].text) and _is_loose(body):
        body = body[:-1]
    kept: list[Block] = []
    follows = False
    for block in reversed(body):
        if not block.place.heading:
            follows = True
            kept.append(block)
        elif follows:
            kept.append(block)
            follows = False
    return kept[::-1]


def _is_loose(body: list[Block]) -> bool:
    last = body[-1]
    if last.place.heading or last.text.endswith(":"):
        return True
    # Notes behind a report (who translated it, when it was sent) are no sentences; items of a list need not be.
    return not last.place.listed and not last.text.endswith(_SENTENCE_END) and len(last.text) < 2 * _PROSE
