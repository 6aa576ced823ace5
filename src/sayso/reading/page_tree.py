"""A page as its blocks of text, in the order of the page, each with what its surroundings say about it.

The tree is walked once, without recursion: pages may be nested as deep as the parser takes them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree, html

from sayso.errors import MalformedInput
from sayso.reading.page_words import class_words, is_class_of

MOST_BLOCKS = 50_000  # the longest live blogs have a tenth of it

_DROPPED = ("script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "select",
            "option", "textarea", "input", "video", "audio", "title", "map")  # fmt: skip
_INLINE = frozenset(
    ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i",
     "img", "ins", "kbd", "label", "link", "mark", "meta", "nobr", "picture", "q", "rp", "rt", "ruby", "s", "samp",
     "small", "source", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr")
)  # fmt: skip
_OUTSIDE = frozenset(("nav", "footer", "form", "button", "dialog", "menu", "aside"))
_OUTSIDE_ROLES = frozenset(
    (
        "navigation",
        "dialog",
        "contentinfo",
        "complementary",
        "search",
        "menu",
        "menubar",
        "alert",
        "alertdialog",
        "banner",
        "toolbar",
    )
)
_LINES = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "figcaption", "blockquote"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SEPARATORS = (":", "|", "–")
_DEEPEST = 300  # elements around a block; deeper ones tell nothing more about it
_MOST_ATTRIBUTES = 2_000  # of one element
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{8000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# The most letters that an element of a kind has; more of them are of another kind, whatever the names say.
_MOST_LETTERS = {"caption": 1200, "credit": 300, "kicker": 120, "standfirst": 1200, "byline": 300}
_LONGEST_NAMES = 400  # characters of a class attribute that are looked at
_BLANKS = re.compile(r"[^\S\n]+")
_INVISIBLE = re.compile(r"[\u200b\u2060\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_PARAGRAPH = re.compile(r"\s*\n\s*\n\s*")


@dataclass(slots=True)
class Place:
    """Where blocks stand: an element and what it and those around it are for."""

    element: html.HtmlElement
    tag: str
    names: str
    parent: "Place | None"
    kinds: frozenset[str] = frozenset()  # what the names say that the element is
    letters: int = 0  # of all blocks inside
    barred: bool = False  # the element itself is no part of a report
    outside: "Place | None" = None  # the outermost barred place around
    figure: bool = False
    caption: bool = False
    credit: bool = False
    kicker: bool = False
    standfirst: bool = False
    byline: bool = False
    heading: str = ""
    listed: bool = False
    quoted: bool = False

    def ancestors(self) -> Iterable["Place"]:
        """Give the place and those around it, from the inside out."""
        place: Place | None = self
        while place is not None:
            yield place
            place = place.parent


@dataclass(slots=True)
class Block:
    """A stretch of text that the page shows as one; `linked` and `strong` count its letters in links and in bold."""

    number: int
    text: str
    place: Place
    linked: int = 0
    strong: int = 0
    squeezed: str = field(default="")

    @property
    def link_share(self) -> float:
        """The share of the letters that are in links."""
        return self.linked / max(1, len(self.squeezed))


def squeeze(text: str) -> str:
    """Give the letters and digits of a text, in lower case: the same words are the same, however they are set."""
    return "".join(filter(str.isalnum, text.casefold()))


def clean(text: str) -> str:
    """Give a text in one line, without soft hyphens and other signs nobody sees."""
    return " ".join(_INVISIBLE.sub("", text).split())


def parse_page(text: str, *, source: str) -> html.HtmlElement:
    """Give the tree of a page; `MalformedInput` where the parser finds no element in it."""
    for tag in _LONG_TAG.finditer(text):
        # The parser's time grows with the square of their number.
        if len(_QUOTED.sub("", tag[0]).split()) > _MOST_ATTRIBUTES:
            raise MalformedInput(
                f"{source}: one element of the page has more than {_MOST_ATTRIBUTES:,} attributes. "
                "No report is written so; fetch the page again, or save its text and read that."
            )
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    # One class for all elements: lxml's own choice by tag is made anew, in Python, whenever an element is touched.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise MalformedInput(
            f"{source}: the page cannot be parsed ({error}). Fetch it again, or save its text."
        ) from None
    return tree


@lru_cache(maxsize=4096)
def _kinds(words: str) -> frozenset[str]:
    kinds = ("boilerplate", "unseen", "caption", "credit", "kicker", "standfirst", "byline")
    return frozenset(kind for kind in kinds if is_class_of(kind, words))


def _place(element: html.HtmlElement, tag: str, parent: Place | None) -> Place:
    get = element.get
    names = class_words(f"{get('class') or ''} {get('id') or ''} {get('itemprop') or ''}"[:_LONGEST_NAMES])
    kinds = _kinds(names)
    place = Place(element, tag, names, parent)
    style = get("style")
    hidden = get("hidden") is not None or (style is not None and _HIDDEN.search(style[:_LONGEST_NAMES]) is not None)
    outside = tag in _OUTSIDE or (get("role") or "") in _OUTSIDE_ROLES or "boilerplate" in kinds or hidden
    outside = outside or ("unseen" in kinds and tag != "h1")  # a logo may show what such a headline says
    # Names of headings are made of their words on many pages, and those of whole pages tell what else they have.
    outside = outside and tag not in ("body", "html", "main", "article", *_HEADINGS)
    place.barred = outside
    place.outside = (parent.outside if parent else None) or (place if outside else None)
    place.figure = tag == "figure" or (parent is not None and parent.figure)
    place.kinds = kinds | {"caption"} if tag == "figcaption" else kinds
    if "author" in (get("rel") or ""):
        place.kinds |= {"byline"}
    place.heading = tag if tag in _HEADINGS else (parent.heading if parent else "")
    if not place.heading and get("role") == "heading":
        place.heading = (
            f"h{min(6, max(1, int(get('aria-level') or 2)))}" if (get("aria-level") or "2").isdigit() else "h2"
        )
    place.listed = tag in ("li", "dd", "dt", "td", "th") or (parent is not None and parent.listed)
    place.quoted = tag == "blockquote" or (parent is not None and parent.quoted)
    return place


class _Walk:
    """The state of one walk over a tree."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.pieces: list[str] = []
        self.linked = self.strong = 0
        self.in_link = self.in_strong = self.muted = 0

    def take(self, text: str | None) -> None:
        # A colon between kicker and headline may be there for screen readers alone.
        if text and (not self.muted or text.strip() in _SEPARATORS):
            self.pieces.append(text)
            if (self.in_link or self.in_strong) and not text.isspace():
                letters = len(squeeze(text))
                self.linked += letters if self.in_link else 0
                self.strong += letters if self.in_strong else 0

    def enter(self, element: html.HtmlElement, tag: str, step: int) -> None:
        """Count an inline element in (1) or out (-1) of those that the text stands in."""
        if tag == "br":
            if step > 0:
                self.pieces.append("\n")
            return
        # An anchor without an address, or to a place on the same page, leads nowhere else.
        away = tag == "a" and not (element.get("href") or "#").startswith("#")
        self.in_link += step if away else 0
        self.in_strong += step if tag in ("b", "strong") else 0
        names = element.get("class")
        if names and "unseen" in _kinds(class_words(names[:_LONGEST_NAMES])):
            self.muted += step

    def flush(self, place: Place) -> None:
        if not self.pieces:
            return
        joined, linked, strong = "".join(self.pieces), self.linked, self.strong
        self.pieces, self.linked, self.strong = [], 0, 0
        if joined.isspace() or len(self.blocks) >= MOST_BLOCKS:
            return
        stretches = _PARAGRAPH.split(joined) if "\n" in joined else [joined]
        whole = max(1, len(squeeze(joined)))
        for stretch in stretches:
            text = clean(stretch)
            letters = squeeze(text)
            if letters:
                share = len(letters) / whole
                block = Block(len(self.blocks), text, place, round(linked * share), round(strong * share), letters)
                self.blocks.append(block)


def list_blocks(tree: html.HtmlElement) -> list[Block]:
    """Give the blocks of text of a page, in its order; scripts, forms' fields and drawings have none."""
    walk = _Walk()
    place: Place | None = None
    depth = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if event == "start":
            if place is not None and (depth >= _DEEPEST or _is_inline(element, tag, place)):
                walk.enter(element, tag, 1)
            else:
                if place is not None:
                    walk.flush(place)
                place = _place(element, tag, place)
                depth += 1
            walk.take(element.text and element.text.replace("\n", " "))
            continue
        if place is not None and place.element is not element:
            walk.enter(element, tag, -1)
        elif place is not None:
            walk.flush(place)
            place = place.parent
            depth -= 1
        walk.take(element.tail and element.tail.replace("\n", " "))
    _hand_down(walk.blocks)
    return walk.blocks


def _hand_down(blocks: list[Block]) -> None:
    """Tell each block's place what the small elements around it are for.

    The names of large ones tell what is somewhere in them: an article's `has-caption` is no caption.
    """
    for block in blocks:
        around: Place | None = block.place
        while around is not None:
            around.letters += len(block.squeezed)
            around = around.parent
    done: set[int] = set()
    for block in blocks:
        fresh: list[Place] = []
        around = block.place
        while around is not None and id(around) not in done:
            fresh.append(around)
            around = around.parent
        done.update(map(id, fresh))
        for place in reversed(fresh):
            for kind, most in _MOST_LETTERS.items():
                inherited = place.parent is not None and getattr(place.parent, kind)
                setattr(place, kind, inherited or (kind in place.kinds and place.letters <= most))


def _is_inline(element: html.HtmlElement, tag: str, place: Place) -> bool:
    """Tell whether an element's text runs on in that of its surroundings."""
    if tag not in _INLINE:
        # Elements of a page's own making hold articles as well as single words.
        return ("-" in tag or ":" in tag) and place.tag in _LINES
    names = element.get("class")
    if names and (place.figure or place.caption or place.heading):
        kinds = _kinds(class_words(names[:_LONGEST_NAMES]))
        return not ("kicker" in kinds if place.heading else "credit" in kinds)
    return True


def drop_invisible(tree: html.HtmlElement) -> None:
    """Take scripts, styles, drawings and fields out of a tree; what a page shows of them is no text."""
    etree.strip_elements(tree, *_DROPPED, with_tail=False)
