"""From a feed's entries to items of the agenda, and from items to reports."""

import hashlib
import re
from datetime import datetime
from urllib.parse import urlsplit

from sayso.ledger.following import Item
from sayso.model import Report
from sayso.reading.feeds import Entry, Feed, teaser_report, with_entry
from sayso.reading.html import open_page
from sayso.reading.network import Answer
from sayso.reading.page_tree import squeeze

_EDITIONS = re.compile(r"^(?:(?:www|m|mobil|mobile|amp)\.)+")


def item_of(entry: Entry, feed: Feed, url: str) -> Item | None:
    """Return the item for an entry of the feed at `url`; None where the entry names no page."""
    if entry.url is None:
        return None
    time = entry.published or entry.updated
    return Item(
        url=entry.url,
        feed=url,
        digest=entry.digest,
        title=entry.title,
        text=entry.text or None,
        published=time.isoformat() if time else None,
        authors=entry.authors,
        agencies=entry.agencies,
        outlet=entry.outlet,
        feed_title=feed.title,
        language=feed.language,
        given_id=entry.id,
    )


def page_item(url: str, data: bytes) -> Item:
    """Return the item for a page that is followed itself: its bytes tell whether it changed."""
    return Item(url=url, feed=url, digest=hashlib.sha256(data).hexdigest()[:20])


def report_of_teaser(item: Item) -> Report:
    """Make a report of what the feed has of an item; raises `EmptyReport` where that is nothing."""
    feed = Feed(item.feed_title, item.language, ())
    return teaser_report(_entry(item), feed, source=item.url)


def report_of_page(item: Item, answer: Answer) -> Report:
    """Make a report of an item's page, with what the feed says and the page does not.

    Raises what `open_page` raises.
    """
    page = open_page(answer.data or b"", source=item.url, url=answer.url, content_type=answer.content_type)
    return with_entry(page.report, _entry(item))


def content_key(report: Report) -> str:
    """Return a hash of a report's site and its letters.

    The same words at two addresses of one site are one report; at another site they are that outlet's own.
    """
    site = _EDITIONS.sub("", urlsplit(report.url or "").hostname or report.outlet or "")
    return hashlib.sha256(f"{site}\n{squeeze(report.text)}".encode()).hexdigest()[:32]


def _entry(item: Item) -> Entry:
    return Entry(
        url=item.url,
        id=item.given_id,
        title=item.title,
        text=item.text or "",
        published=datetime.fromisoformat(item.published) if item.published else None,
        updated=None,
        authors=item.authors,
        agencies=item.agencies,
        outlet=item.outlet,
    )
