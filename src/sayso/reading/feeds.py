"""Feeds: an item becomes an entry, a teaser a report.

An entry keeps what the feed says: the zone of its times, all authors, whose report it is (`<source>`).
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from sayso.errors import EmptyReport, MalformedInput
from sayso.model import Report
from sayso.reading.agencies import is_agency_credit, name_agencies
from sayso.reading.feed_items import Item
from sayso.reading.feed_json import parse_json_feed
from sayso.reading.feed_words import canonical_url, parse_feed_time, plain_line, plain_text
from sayso.reading.feed_xml import parse_xml_feed
from sayso.reading.languages import guess_language
from sayso.reading.page_tree import squeeze
from sayso.reading.text import read_text

LARGEST_FEED = 8_000_000  # bytes; parsing takes three to four seconds for each million


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed.

    `url` is the address of its page, without tracking; `id` the name that the feed gives it.  `text` is what the
    feed has of the report, most often a teaser, paragraphs divided by empty lines.  Times have the zone that the
    feed names, or none.  `outlet` is whose report it is where the feed says so.
    """

    url: str | None
    id: str | None
    title: str | None
    text: str
    published: datetime | None
    updated: datetime | None
    authors: tuple[str, ...]
    agencies: tuple[str, ...]
    outlet: str | None

    @property
    def digest(self) -> str:
        """A hash of what the feed says about the report: another one means that the report was changed."""
        said = (self.title, self.text, self.updated and self.updated.isoformat())
        return hashlib.sha256(repr(said).encode("utf-8", "replace")).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its own title, the language it names (ISO 639-1), its items in their order."""

    title: str | None
    language: str | None
    entries: tuple[Entry, ...]


def read_feed(data: bytes, source: str) -> Iterator[Report]:
    """Yield a report for each item of a feed, made of what the feed has of it; items without words are passed over.

    `source` names the input in messages.  Raises what `parse_feed` raises, `EmptyReport` where no item has words.
    """
    feed = parse_feed(data, source=source)
    found = False
    for entry in feed.entries:
        if entry.title or entry.text:
            found = True
            yield teaser_report(entry, feed, source=source)
    if not found:
        raise EmptyReport(f"{source}: there is no item with words in this feed. Look into it again later.")


def parse_feed(data: bytes, *, source: str, url: str | None = None, content_type: str | None = None) -> Feed:
    """Give what a feed says.

    `source` names the input in messages, `url` is where it was fetched, `content_type` the header it came with.
    Raises `MalformedInput` where the bytes are no feed, or more than `LARGEST_FEED`; a feed that is broken gives
    what can be read of it.
    """
    if len(data) > LARGEST_FEED:
        raise MalformedInput(
            f"{source}: the feed has {len(data):,} bytes, more than the {LARGEST_FEED:,} that Sayso reads as one. "
            "Ask for a shorter one."
        )
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        told = parse_json_feed(data, source=source)
    else:
        told = parse_xml_feed(data, source=source, url=url, content_type=content_type)
    entries = (_entry(item, url) for item in told.items)
    return Feed(told.title, told.language, tuple(dict.fromkeys(entries)))


def teaser_report(entry: Entry, feed: Feed, *, source: str) -> Report:
    """Make a report of what a feed has of an item: its title and its text; raises `EmptyReport` where it has none."""
    text = entry.text
    if entry.title and not squeeze(text).startswith(squeeze(entry.title)):
        text = f"{entry.title}\n\n{text}".strip()
    guess = guess_language(text)
    report = read_text(
        text,
        source=source,
        outlet=entry.outlet or feed.title,
        url=entry.url,
        title=entry.title,
        id=entry.id,
        language=(feed.language or "de") if guess == "und" else guess,
    )
    return with_entry(report, entry)


def with_entry(report: Report, entry: Entry) -> Report:
    """Give the report with what its feed says and it does not: outlet, authors, agencies, time of publication."""
    time = entry.published or entry.updated
    if report.published_from in {"text", "unknown"} and time is not None:
        report = replace(
            report,
            published=time.date().isoformat(),
            published_from="page",
            published_at=time.isoformat() if time.tzinfo else None,
        )
    return replace(
        report,
        outlet=entry.outlet or report.outlet,
        authors=report.authors or entry.authors,
        agencies=tuple(dict.fromkeys((*report.agencies, *entry.agencies))),
    )


def _entry(item: Item, base: str | None) -> Entry:
    title = plain_line(item.title or "") or None
    texts = [plain_text(text) for text in item.texts]
    names = [plain_line(name) for name in item.authors]
    outlet = plain_line(item.outlet or "") or None
    credits = [name for name in (*names, outlet or "") if name and is_agency_credit(name)]
    return Entry(
        url=_address(item, base),
        id=item.id,
        title=title,
        text=max(texts, key=len, default=""),
        published=parse_feed_time(item.published or ""),
        updated=parse_feed_time(item.updated or ""),
        authors=tuple(dict.fromkeys(name for name in names if name and name not in credits)),
        agencies=tuple(dict.fromkeys(agency for name in credits for agency in name_agencies(name))),
        outlet=None if outlet in credits else outlet,
    )


def _address(item: Item, base: str | None) -> str | None:
    """Give the address of an item's page: its link, else its id where that is an address."""
    for named in (item.url, item.id):
        try:
            address = urljoin(base or "", named.strip()) if named else ""
            named_host = urlsplit(address).hostname
        except ValueError:
            continue
        if named_host and address.startswith(("http://", "https://")) and (named == item.url or "://" in (named or "")):
            return canonical_url(address)
    return None
