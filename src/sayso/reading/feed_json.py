"""JSON Feed, versions 1 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from collections.abc import Mapping
from typing import Any

from sayso.errors import MalformedInput
from sayso.reading.encodings import decode
from sayso.reading.feed_items import Item, Told


def parse_json_feed(data: bytes, *, source: str) -> Told:
    """Give what a JSON feed says; items that are none are passed over.

    `source` names the input in messages.  Raises `MalformedInput` where the bytes are no JSON feed.
    """
    try:
        told = json.loads(decode(data, source=source))
    except (ValueError, RecursionError) as error:
        raise MalformedInput(f"{source}: this is no valid JSON ({error}). Fetch it again.") from None
    if not isinstance(told, dict) or "jsonfeed.org/version/" not in str(told.get("version")):
        raise MalformedInput(f"{source}: this JSON is no feed. Give the address of an RSS, Atom, RDF or JSON feed.")
    items = told.get("items")
    language = _text(told, "language")
    return Told(
        title=_text(told, "title"),
        language=language[:2].lower() if language else None,
        items=tuple(_item(item) for item in items if isinstance(item, dict)) if isinstance(items, list) else (),
    )


def _item(item: Mapping[str, Any]) -> Item:
    id = item.get("id")
    return Item(
        url=_text(item, "url") or _text(item, "external_url"),
        id=str(id) if isinstance(id, str | int | float) and id != "" else None,
        title=_text(item, "title"),
        texts=tuple(text for name in ("content_html", "content_text", "summary") if (text := _text(item, name))),
        published=_text(item, "date_published"),
        updated=_text(item, "date_modified"),
        authors=tuple(_names(item.get("authors"), item.get("author"))),
        outlet=None,
    )


def _names(authors: object, author: object) -> list[str]:
    """Give the names of `authors`, or of version 1's `author`."""
    listed = authors if isinstance(authors, list) and authors else [author]
    return [name for one in listed if isinstance(one, dict) and (name := _text(one, "name"))]


def _text(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    return value if isinstance(value, str) and value.strip() else None
