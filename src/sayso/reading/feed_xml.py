"""RSS, Atom and RDF, as feedparser reads them."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from sayso.errors import MalformedInput
from sayso.reading.feed_items import Item, Told
from sayso.reading.feed_words import plain_line

_MOST_ITEMS = 2_000  # of one feed; the longest that newsrooms write have some hundreds
_LANGUAGE = re.compile(r"[a-z]{2}(?=[-_]|$)")
_FEED_LINK = re.compile(rb"<link\s[^<>]{0,500}?application/(?:rss|atom)\+xml[^<>]{0,500}>", re.IGNORECASE)
_HREF = re.compile(rb"href\s*=\s*[\"']?([^\"'\s>]{1,500})", re.IGNORECASE)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_HEAD = 65_536  # bytes of a page in which it names its feed


def parse_xml_feed(data: bytes, *, source: str, url: str | None = None, content_type: str | None = None) -> Told:
    """Give what a feed says; what is broken in it is passed over.

    `source` names the input in messages, `url` is where it was fetched, `content_type` the header it came with.
    Raises `MalformedInput` where the bytes are no feed.
    """
    import feedparser

    headers = {"content-location": url} if url else {}
    headers |= {"content-type": content_type} if content_type else {}
    # A stream, as a string would be taken for a file's name or an address, and opened.
    told = feedparser.parse(
        io.BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    if not told.entries and (not told.get("version") or _PAGE.search(data[:_HEAD])):
        raise MalformedInput(f"{source}: there is no feed in it. {_advice(data, url or '')}")
    language = _LANGUAGE.match(str(told.feed.get("language", "")).strip().lower())
    return Told(
        title=plain_line(str(told.feed.get("title", ""))) or None,
        language=language[0] if language else None,
        # Plain dictionaries: feedparser's own give a time of publication as one of change.
        items=tuple(_item(dict(found)) for found in told.entries[:_MOST_ITEMS]),
    )


def _advice(data: bytes, url: str) -> str:
    if not _PAGE.search(data[:_HEAD]):
        return "Give the address of an RSS, Atom, RDF or JSON feed."
    named = named_feed(data, url)
    return f"It is a page, and names its feed: {named}" if named else "It is a page that names no feed of its own."


def _item(found: Mapping[str, Any]) -> Item:
    """Take an entry of feedparser apart, whose fields are there or not."""

    def text(name: str) -> str | None:
        value = found.get(name)
        return value if isinstance(value, str) and value.strip() else None

    source = found.get("source")
    return Item(
        url=text("feedburner_origlink") or text("link"),
        id=text("id"),
        title=text("title"),
        texts=tuple(_texts(found)),
        published=text("published") or text("created"),
        updated=text("updated"),
        authors=tuple(_names(found.get("authors") or ())),
        outlet=str(source.get("title") or "") or None if isinstance(source, Mapping) else None,
    )


def _texts(found: Mapping[str, Any]) -> Iterator[str]:
    for content in (found.get("summary_detail"), *(found.get("content") or ())):
        if isinstance(content, Mapping) and str(content.get("type", "text/html")).startswith(
            ("text/", "application/x")
        ):
            yield str(content.get("value", ""))


def _names(authors: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for author in authors:
        if isinstance(author, Mapping) and (name := author.get("name")):
            yield str(name)


def named_feed(data: bytes, url: str) -> str | None:
    """Give the address of the feed that a page names, None where it names none."""
    for link in _FEED_LINK.findall(data[:_HEAD]):
        if href := _HREF.search(link):
            return str(urljoin(url, href[1].decode("utf-8", "replace").replace("&amp;", "&")))
    return None
