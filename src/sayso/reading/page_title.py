"""The title of a page: what its headings, its JSON-LD, its OpenGraph, its window and its address agree on.

Newsrooms write several titles for one report: for readers, for search engines, for social networks.  The one
that counts is the one that most of these share; what readers see decides between equals.  Where the page names
two titles for machines, the window has the one that was written for search engines: it speaks against it,
unless the address has the same words, which is what the report was called when it was first published.
"""

import re
from dataclasses import dataclass
from itertools import groupby

from sayso.reading.page_address import address_words, is_told_by
from sayso.reading.page_metadata import Metadata, first_of
from sayso.reading.page_tree import Block, squeeze

_SHORTEST_SHARED = 12  # letters of a title that may be the whole of another's beginning or end
_SHARED = 0.4  # how much of the longer title the shorter one must be
_LONGEST = 300  # characters
_NEAR = 25  # blocks between a headline and the first words of the report
_LINKS_BEFORE = 2  # links in a row before a heading make it the end of a breadcrumb
_SEPARATOR = re.compile(r"\s+[|–—·»-]\s+")
_GLUED = re.compile(r"(?<=[\w?!]):(?=[^\W\d])")
_PARTED = re.compile(r"([^:]{3,60}?)(?::| [-–|])\s")
_EDGE = re.compile(r"^[\s:|–—·+-]+|[\s:|–—·]+$")

# How much each account of the title counts.
_MAIN_HEADING, _OTHER_HEADING, _CRUMB, _FAR = 2.0, 0.5, 0.4, 0.05
_HEADLINE, _ALTERNATIVE, _SOCIAL, _WINDOW, _ADDRESS = 1.25, 0.5, 1.5, 0.5, 1.0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that the page shows: its kicker, if it holds one, and its own words."""

    blocks: tuple[Block, ...]
    kicker: str | None
    text: str

    @property
    def whole(self) -> str:
        """The kicker and the words, as titles elsewhere write them."""
        return f"{self.kicker}: {self.text}" if self.kicker else self.text


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a page, and the heading that readers see in its place, if there is one."""

    text: str | None
    heading: Heading | None


def trim(text: str) -> str:
    """Give a heading's words without separators at their ends, and with a blank after an inner colon."""
    return _GLUED.sub(": ", _EDGE.sub("", text))


def list_headings(blocks: list[Block]) -> list[Heading]:
    """Give the headings of a page; blocks inside one element of a heading are one."""
    headings: list[Heading] = []
    for _, group in groupby((block for block in blocks if block.place.heading), key=_heading_element):
        parts = [block for block in group if trim(block.text)]
        if not parts or sum(len(block.text) for block in parts) > _LONGEST:
            continue
        marked = [block for block in parts if block.place.kicker]
        words = [block for block in parts if not block.place.kicker] or marked
        before = marked if len(marked) < len(parts) else []
        if not before and len(words) == 2:
            before, words = words[:1], words[1:]
        kicker = trim(" ".join(block.text for block in before)) or None
        headings.append(Heading(tuple(parts), kicker, trim(" ".join(block.text for block in words))))
    return headings


def _heading_element(block: Block) -> int:
    place = block.place
    while place.parent is not None and place.parent.heading:
        place = place.parent
    return id(place.element)


def same_title(one: str, other: str) -> bool:
    """Tell whether two titles are the same, one with a kicker before or the name of the outlet behind it."""
    first, second = sorted((squeeze(one), squeeze(other)), key=len)
    if first == second:
        return bool(first)
    if len(first) < max(_SHORTEST_SHARED, _SHARED * len(second)):
        return False
    return second.startswith(first) or second.endswith(first)


def find_title(blocks: list[Block], metadata: Metadata, body: list[Block]) -> Title:
    """Give the title of a page and the heading that shows it."""
    start = body[0].number if body else len(blocks)
    shown = [
        (heading, weight) for heading in list_headings(blocks) if (weight := _weigh(heading, blocks, start, body)) > 0
    ]
    accounts = [(heading.whole, weight) for heading, weight in shown] + _told_to_machines(metadata)
    if not accounts:
        return Title(None, None)
    scores = _scores(accounts, metadata)
    best, _ = accounts[scores.index(max(scores))]  # the first of equals: headings come first
    heading = next((heading for heading, _ in shown if same_title(heading.whole, best)), None)
    if heading is None:
        fitting = [(heading, weight) for heading, weight in shown if weight >= _OTHER_HEADING]
        seen = max(fitting, key=lambda pair: pair[1])[0] if fitting else None
        return Title(_without_outlet(best, metadata), seen)
    heading = _split_kicker(heading, [text for text, _ in accounts])
    return Title(_without_outlet(heading.text, metadata), heading)


def _told_to_machines(metadata: Metadata) -> list[tuple[str, float]]:
    """Give the titles in the head of a page, and how much each counts."""
    headline, social = first_of(metadata.headlines), first_of(metadata.social_titles)
    accounts = [(headline, _HEADLINE), (first_of(metadata.alternative_headlines), _ALTERNATIVE), (social, _SOCIAL)]
    rivals = headline is not None and social is not None and not same_title(headline, social)
    accounts.append((metadata.window_title, -_WINDOW if rivals else _WINDOW))
    return [(text, weight) for text, weight in accounts if text]


def _scores(accounts: list[tuple[str, float]], metadata: Metadata) -> list[float]:
    """Give what all accounts that are the same title count together, for each of them."""
    address = address_words(first_of(metadata.urls) or "")
    scores = []
    for text, _ in accounts:
        same = [(other, weight) for other, weight in accounts if same_title(text, other)]
        told = any(is_told_by(other, address) for other, _ in same)
        scores.append(sum(weight for _, weight in same) + (_ADDRESS if told else 0))
    return scores


def _split_kicker(heading: Heading, accounts: list[str]) -> Heading:
    """Part a kicker from the headline that it runs into, where another account of the title parts them."""
    for account in accounts:
        found = _PARTED.match(account)
        if heading.kicker or not found or squeeze(account) != squeeze(heading.text):
            continue
        kicker, text = heading.text[: found.end(1)].strip(), heading.text[found.end(1) :]
        # Only where the heading has no sign of its own there: with one the two are one line for its readers too.
        if squeeze(kicker) == squeeze(found[1]) and text.startswith(" "):
            return Heading(heading.blocks, kicker, trim(text))
    return heading


def _weigh(heading: Heading, blocks: list[Block], start: int, body: list[Block]) -> float:
    """Tell how much a heading counts: by its rank, its place before the report, and what it stands among."""
    first = heading.blocks[0]
    place = first.place
    rank = place.heading
    if rank not in ("h1", "h2") or (place.outside is not None and rank != "h1"):
        return 0.0
    if place.outside is not None:
        return _FAR
    if _ends_breadcrumb(first, blocks):
        return _CRUMB
    behind = first.number > start + 1
    if behind:
        return _FAR if rank == "h1" and not any(block is first for block in body) else 0.0
    if rank == "h1":
        return _MAIN_HEADING
    return _OTHER_HEADING if start - first.number <= _NEAR else 0.0


def _ends_breadcrumb(block: Block, blocks: list[Block]) -> bool:
    """Tell whether links in a row lead up to a block, all in one small place."""
    around = block.place.parent
    count = 0
    for before in reversed(blocks[max(0, block.number - 6) : block.number]):
        if before.link_share < 1 or before.place is not around:
            break
        # Several links can stand in one block.
        count += max(1, sum(1 for _ in before.place.element.iter("a")))
    return count >= _LINKS_BEFORE


def _without_outlet(title: str, metadata: Metadata) -> str:
    """Cut the outlet's name off a title: what stands behind a separator and is named as the outlet elsewhere."""
    outlets = {squeeze(name) for name in metadata.outlets}
    pieces = list(_SEPARATOR.finditer(title))
    for found in reversed(pieces):
        tail = squeeze(title[found.end() :])
        if tail in outlets or any(squeeze(title[: found.start()]) == squeeze(known) for known in metadata.headlines):
            title = title[: found.start()]
    return title.strip()
