"""What is known about feeds: addresses, times, and the texts in them; knowledge in `data/feeds.toml`."""

import re
import tomllib
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cache
from html import unescape
from importlib.resources import files
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from sayso.errors import MalformedInput
from sayso.reading.page_dates import parse_time
from sayso.reading.page_tree import clean, drop_invisible, list_blocks, parse_page
from sayso.reading.page_words import is_chrome, opens_teaser
from sayso.reading.words import one_of

_MARKUP = re.compile(r"<(?:/?[a-zA-Z][\w:-]*(?:\s[^<>]*)?/?|!--.*?--)>", re.DOTALL)
_LONGEST_DATE = 80
_PORTS = {"http": 80, "https": 443}


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("sayso.reading").joinpath("data", "feeds.toml").read_text(encoding="utf-8"))


# --- addresses -----------------------------------------------------------------------------------------------------


def canonical_url(url: str) -> str:
    """Return an address without what changes nothing of its page: where the reader came from, the place in the page.

    Two addresses that differ in the order of their parameters stay two.  What is no address is given back.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return url
    if parts.scheme not in _PORTS or not host or parts.username is not None:
        return url
    host = f"[{host}]" if ":" in host else host
    place = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    query = "&".join(pair for pair in parts.query.split("&") if pair and not is_tracking(pair))
    return urlunsplit(SplitResult(parts.scheme, place, parts.path or "/", query, ""))


def is_tracking(pair: str) -> bool:
    """Tell whether a parameter of an address, such as `utm_source=rss`, only tells where the reader came from."""
    name, _, value = (unquote(side).casefold() for side in pair.partition("="))
    if _tracking_names().fullmatch(name):
        return True
    table = _table()["tracking_values"]
    return name in table["names"] and value in table["values"]


@cache
def _tracking_names() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(name).replace(r"\*", ".*") for name in _table()["tracking"]["names"]))


# --- times ---------------------------------------------------------------------------------------------------------


def parse_feed_time(text: str) -> datetime | None:
    """Give the time that a feed writes, in the zone that it names if it names one; None where it writes none."""
    text = text.strip()
    if not text or len(text) > _LONGEST_DATE:
        return None
    zones = _table()["zones"]
    zoned = re.sub(rf"(?<![\w:])({one_of(tuple(zones))})$", lambda found: str(zones[found[1]]), text)
    try:
        return parsedate_to_datetime(zoned)
    except ValueError:
        return parse_time(text)


# --- texts ---------------------------------------------------------------------------------------------------------


def plain_line(text: str) -> str:
    """Give a title or a name without its markup, in one line."""
    return clean(unescape(_MARKUP.sub(" ", text) if _MARKUP.search(text) else text))


def plain_text(text: str) -> str:
    """Give the paragraphs of a piece of text or HTML, an empty line between two, without buttons and endings."""
    if _MARKUP.search(text):
        try:
            tree = parse_page(f"<div>{text}</div>", source="feed")
        except MalformedInput:
            return ""
        drop_invisible(tree)
        lines = [block.text for block in list_blocks(tree)]
    else:
        lines = [clean(line) for line in unescape(text).splitlines()]
    paragraphs = (_without_ending(line) for line in lines if not is_chrome(line) and not opens_teaser(line))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _without_ending(line: str) -> str:
    for pattern in _endings():
        line = pattern.sub("", line)
    return line


@cache
def _endings() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in _table()["endings"]["patterns"])
