"""What a page says of itself for machines: JSON-LD, OpenGraph and other meta elements, microdata and RDFa.

Nothing here is believed yet: every field lists what the page gives, the most trusted first.
"""

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from lxml import html

from sayso.reading.page_tree import clean

_MOST_NODES = 20_000  # of one page's JSON-LD; more is no description of an article
_LONGEST_VALUE = 1_000  # characters; longer ones are no title, name or time
_LONGEST_ITEM = 200  # characters of a value that stands in the page
_ARTICLE = re.compile(r"(?:\w*Article|Report|BlogPosting|LiveBlogPosting|ClaimReview|SocialMediaPosting|Review)$")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$|;\s*$")
_TAGS = re.compile(r"<[^<>]{0,500}>")
_HANDLE = re.compile(r"https?://|@|/")


@dataclass(slots=True)
class Metadata:
    """What a page says of itself, as it writes it; every list has the most trusted first."""

    headlines: list[str] = field(default_factory=list)
    alternative_headlines: list[str] = field(default_factory=list)
    social_titles: list[str] = field(default_factory=list)
    window_title: str | None = None
    descriptions: list[str] = field(default_factory=list)
    body: str | None = None
    authors: list[str] = field(default_factory=list)
    meta_authors: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    modified: list[str] = field(default_factory=list)
    outlets: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)


def read_metadata(tree: html.HtmlElement) -> Metadata:
    """Gather what a page says of itself; what is broken in it is left out."""
    found = Metadata()
    title = next(tree.iter("title"), None)
    found.window_title = clean(title.text_content())[:_LONGEST_VALUE] if title is not None else None
    metas = list(_metas(tree))
    social = next((value for name, value in metas if name == "og:title"), found.window_title)
    _read_json(tree, found, social)
    _read_items(tree, found)
    _read_metas(metas, found)
    canonical = [
        link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()
    ]
    found.urls[:0] = [link for link in canonical if link]
    if declared := tree.get("lang") or tree.get("xml:lang"):
        found.languages.append(declared)
    return found


def _metas(tree: html.HtmlElement) -> Iterator[tuple[str, str]]:
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("http-equiv")
        value = meta.get("content")
        if name and value and value.strip():
            yield name.strip().lower(), clean(value)[:_LONGEST_VALUE]


# Which meta elements feed which field, the most trusted first.
_METAS = (
    ("social_titles", ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title")),
    ("descriptions", ("og:description", "description", "twitter:description", "dc.description")),
    ("meta_authors", ("author", "article:author", "og:article:author", "dc.creator", "dcterms.creator",
                      "parsely-author", "sailthru.author", "citation_author", "cxenseparse:author", "byl", "authors")),
    ("published", ("article:published_time", "og:article:published_time", "og:published_time", "date", "pubdate",
                   "publish-date", "publish_date", "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date",
                   "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "citation_publication_date",
                   "datepublished", "og:pubdate")),
    ("modified", ("article:modified_time", "og:article:modified_time", "og:updated_time", "last-modified", "lastmod",
                  "dcterms.modified", "dc.date.modified", "datemodified", "revised")),
    ("outlets", ("og:site_name", "dc.publisher", "publisher", "citation_journal_title", "application-name")),
    ("urls", ("og:url",)),
    ("languages", ("content-language", "language", "dc.language", "og:locale")),
)  # fmt: skip


def _read_metas(metas: list[tuple[str, str]], found: Metadata) -> None:
    for target, names in _METAS:
        values: list[str] = getattr(found, target)
        for name in names:
            values += [value for given, value in metas if given == name]
    found.meta_authors = [name for name in found.meta_authors if not _HANDLE.search(name)]


def _read_json(tree: html.HtmlElement, found: Metadata, social: str | None) -> None:
    nodes: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            nodes += _flatten(_parse_json(script.text or ""))
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    articles = [node for node in nodes if _is_article(node)]
    # A page lists other articles too: its own comes first, unless another has the page's title.
    articles.sort(key=lambda node: clean(_text(node.get("headline"))) != (social or ""))
    if not articles:
        articles = [node for node in nodes if "datePublished" in node][:1]
    for node in articles[:1]:
        found.headlines += _texts(node.get("headline")) or _texts(node.get("name"))
        found.alternative_headlines += _texts(node.get("alternativeHeadline"))
        found.descriptions += _texts(node.get("description"))
        body = node.get("articleBody")
        found.body = unescape(_TAGS.sub("\n" if "<p" in body else " ", body)) if isinstance(body, str) else None
        found.authors += _names(node.get("author"), named) or _names(node.get("creator"), named)
        found.published += _texts(node.get("datePublished")) + _texts(node.get("dateCreated"))
        found.modified += _texts(node.get("dateModified"))
        found.outlets += _names(node.get("publisher"), named)
        found.urls += _texts(node.get("url"))
        found.languages += _texts(node.get("inLanguage"))
    # The same article described twice: the second account may know more.
    for node in articles[1:]:
        if _texts(node.get("headline")) == found.headlines[:1]:
            found.authors = found.authors or _names(node.get("author"), named)
            found.published += _texts(node.get("datePublished"))
            found.modified += _texts(node.get("dateModified"))
            found.outlets += _names(node.get("publisher"), named)
    found.outlets += [name for node in nodes if node.get("@type") == "WebSite" for name in _texts(node.get("name"))]


def _parse_json(text: str) -> Any:
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", _WRAPPING.sub("", text))):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue  # broken or hostile: the page has other accounts of itself
    return None


def _flatten(value: Any) -> list[dict[str, Any]]:
    """Give all objects in a JSON value, the outer ones first."""
    nodes: list[dict[str, Any]] = []
    waiting = deque([value])
    while waiting and len(nodes) < _MOST_NODES:
        value = waiting.popleft()
        if isinstance(value, dict):
            nodes.append(value)
            waiting.extend(inner for inner in value.values() if isinstance(inner, dict | list))
        elif isinstance(value, list):
            waiting.extend(inner for inner in value[:1000] if isinstance(inner, dict | list))
    return nodes


def _is_article(node: dict[str, Any]) -> bool:
    types = node.get("@type")
    return any(
        isinstance(kind, str) and _ARTICLE.match(kind) for kind in (types if isinstance(types, list) else [types])
    )


def _text(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    return unescape(unescape(value)) if isinstance(value, str) else ""


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    texts = (clean(_TAGS.sub(" ", _text(item))) for item in values[:50])
    return [text for text in texts if 0 < len(text) <= _LONGEST_VALUE]


def _names(value: Any, named: dict[str, dict[str, Any]]) -> list[str]:
    """Give the names of persons and organizations, whatever way the page nests or refers to them."""
    names: list[str] = []
    waiting = [value]
    for _ in range(100):
        if not waiting:
            break
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting[:0] = value[:50]
        elif isinstance(value, dict):
            if "name" not in value and value.get("@id") in named:
                value = {key: inner for key, inner in named[value["@id"]].items() if key != "@id"}
            names += _texts(value.get("name"))
        else:
            names += _texts(value)
    return [name for name in dict.fromkeys(names) if not _HANDLE.match(name)]


# Properties of microdata (`itemprop`) and RDFa (`property`) that say what the meta elements say.
_ITEMS = {
    "headline": "headlines",
    "alternativeheadline": "alternative_headlines",
    "datepublished": "published",
    "datemodified": "modified",
    "author": "authors",
}


def _read_items(tree: html.HtmlElement, found: Metadata) -> None:
    """Add what microdata says, to the fields of which the JSON-LD says nothing."""
    scopes = [
        item for item in tree.xpath("//*[@itemtype]")[:200] if _ARTICLE.match(item.get("itemtype").rpartition("/")[2])
    ]
    for target in set(_ITEMS.values()):
        if getattr(found, target):
            continue
        names = [name for name, field_name in _ITEMS.items() if field_name == target]
        for element in (scopes[0] if scopes else tree).iter():
            if (element.get("itemprop") or "").strip().lower() in names:
                getattr(found, target).extend(_item_values(element, target))


def _item_values(element: html.HtmlElement, target: str) -> list[str]:
    # An author's own item has a name inside; times stand in attributes.
    inner = element.xpath(".//*[@itemprop='name']") if target == "authors" else []
    values = []
    for item in inner or [element]:
        value = item.get("content") or item.get("datetime") or ("" if item.tag == "meta" else item.text_content())
        value = clean(value[: 2 * _LONGEST_VALUE])
        if 0 < len(value) <= _LONGEST_ITEM:
            values.append(value)
    return values


def first_of(values: Iterable[str]) -> str | None:
    """Give the first value that is not blank."""
    return next((value for value in values if value.strip()), None)
