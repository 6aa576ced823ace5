"""A web page in, a report with its parts out.

The text of the report is made of its parts, in the order of the page, an empty line between two: offsets count
this text.  What belongs to the report is decided by several witnesses (`page_body`); nothing is added that the
page does not say.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from lxml import html

from sayso.errors import EmptyReport
from sayso.model import Part, PublishedFrom, Report
from sayso.reading.agencies import day_of_code
from sayso.reading.inputs import Given
from sayso.reading.languages import guess_language, mark_passages
from sayso.reading.page_authors import find_page_authors
from sayso.reading.page_body import Witness, find_body, free_large_places, hear_trafilatura, is_doubtful
from sayso.reading.page_charset import decode_page
from sayso.reading.page_dates import best_time
from sayso.reading.page_head import Piece, assemble
from sayso.reading.page_metadata import Metadata, first_of, read_metadata
from sayso.reading.page_parts import lay_out, name_all_agencies
from sayso.reading.page_title import Heading, Title, find_title
from sayso.reading.page_tree import Block, clean, drop_invisible, list_blocks, parse_page, squeeze
from sayso.reading.text import report_id, to_day

_LANGUAGE = re.compile(r"[a-z]{2}(?=[-_]|$)")
_WORDS = frozenset(("paragraph", "standfirst"))
_DAY_IN_URL = re.compile(r"/((?:19|20)\d\d)/(\d\d)/(\d\d)(?:/|$)")
_LONGEST_TIME = 80  # characters of a line that tells when a report was published
_NEAR = 30  # blocks above the report among which that line stands where there is no headline
_FAR_MORE = 1.5  # times the letters shown make what the page tells machines the better text
_FEWEST_WORDS = 5  # of a report; a page with fewer is an empty shell


@dataclass(frozen=True, slots=True)
class Page:
    """A report and what else its page says of it.

    Times have the zone that the page names, or none.  `canonical_url` is the address that the page calls its
    own, another outlet's where the page is a copy; `report.url` is where it was read.
    """

    report: Report
    published_at: datetime | None
    modified_at: datetime | None
    canonical_url: str | None
    kicker: str | None
    standfirst: str | None


def read_page(data: bytes, *, source: str, given: Given, content_type: str | None = None) -> Report:
    """Make a report of a page as `open_page` does; `given` wins over what the page says."""
    return open_page(
        data,
        source=source,
        url=given.url,
        content_type=content_type,
        published=given.published,
        outlet=given.outlet,
        title=given.title,
        id=given.id,
        language=given.language,
    ).report


def open_page(
    data: bytes,
    *,
    source: str,
    url: str | None = None,
    content_type: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    id: str | None = None,
    language: str | None = None,
) -> Page:
    """Make a report of a page.

    `source` names the page in messages, `url` is where it was fetched, `content_type` the header it came with.
    `published` (ISO 8601), `outlet`, `title` and `language` (ISO 639-1) win over what the page says.

    Raises `UndecodableText` for other kinds of files, `MalformedInput` where the bytes are no page,
    `EmptyReport` where no report is on it.
    """
    seen = _look_through(parse_page(decode_page(data, source=source, content_type=content_type), source=source))
    text, parts = _lay_out(seen, source)
    metadata = seen.metadata
    outlet = outlet or first_of(name for name in metadata.outlets if "://" not in name)
    canonical, address = _addresses(metadata, url)
    language = language or _language(text, metadata)
    published_at = best_time([*metadata.published, *seen.shown_times, *_times_in(address, metadata)])
    day = to_day(published, source=source) if published is not None else None
    modified_at = best_time(metadata.modified)
    shown = published_at.date().isoformat() if published_at else None
    told = None if day or shown else day_of_code(text)
    published_from: PublishedFrom = "given" if day else "page" if shown else "text" if told else "unknown"
    report = Report(
        id=report_id(text, address or outlet or "", source=source),
        given_id=id,
        text=text,
        parts=mark_passages(text, parts, language),
        language=language,
        title=title or seen.title.text,
        authors=seen.authors,
        outlet=outlet,
        url=address,
        published=day or shown or told,
        published_from=published_from,
        agencies=name_all_agencies(text, parts, seen.authors),
        published_at=_moment(published_at),
        modified_at=_moment(modified_at),
        canonical_url=canonical,
    )
    return Page(
        report=report,
        published_at=published_at,
        modified_at=modified_at,
        canonical_url=canonical,
        kicker=_first_text(seen.pieces, "kicker"),
        standfirst=_first_text(seen.pieces, "standfirst"),
    )


def _moment(time: datetime | None) -> str | None:
    """Give a time in ISO 8601, None where its zone is not known: an hour alone is no moment."""
    return time.isoformat() if time is not None and time.tzinfo is not None else None


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was seen on a page."""

    metadata: Metadata
    title: Title
    authors: tuple[str, ...]
    pieces: list[Piece]
    shown_times: list[str]


def _lay_out(seen: _Seen, source: str) -> tuple[str, tuple[Part, ...]]:
    text, parts = lay_out(seen.pieces)
    if len(text.split()) < _FEWEST_WORDS or all(part.kind not in _WORDS for part in parts):
        raise EmptyReport(
            f"{source}: no report was found on this page. It may be a front page, a login, a consent wall, or "
            "written by scripts only: open it in a browser, save its text, and read that."
        )
    return text, parts


def _look_through(tree: html.HtmlElement) -> _Seen:
    metadata = read_metadata(tree)
    drop_invisible(tree)
    blocks = list_blocks(tree)
    body = _find_body(tree, blocks, metadata)
    title = find_title(blocks, metadata, body)
    authors = find_page_authors(metadata, _author_blocks(blocks, body, title.heading), metadata.outlets)
    pieces = assemble(blocks, title, body, metadata, authors)
    if len(squeeze(metadata.body or "")) > _FAR_MORE * sum(len(block.squeezed) for block in body):
        pieces = _described(pieces, metadata)
    return _Seen(metadata, title, authors, pieces, _shown_times(blocks, body, title.heading))


def _find_body(tree: html.HtmlElement, blocks: list[Block], metadata: Metadata) -> list[Block]:
    """Ask the witnesses, the quick ones first."""
    described = Witness.of(metadata.body or "")
    body: list[Block] = []
    for fast in (True, False):
        extracted = hear_trafilatura(tree, fast=fast)
        free_large_places(blocks, (described, extracted))
        body = find_body(blocks, extracted, described)
        if body and not is_doubtful(body, blocks):
            break
    return body


def _described(pieces: list[Piece], metadata: Metadata) -> list[Piece]:
    """Give the pieces with the body that the page tells machines, where it shows readers a beginning or nothing."""
    head = [piece for piece in pieces if piece.kind not in ("paragraph", "crosshead")]
    seen = {squeeze(piece.text) for piece in head}
    lines = [clean(line) for line in (metadata.body or "").splitlines()]
    return head + [Piece("paragraph", line) for line in lines if squeeze(line) and squeeze(line) not in seen]


def _shown_times(blocks: list[Block], body: list[Block], heading: Heading | None) -> list[str]:
    """Give the times that the page shows readers between headline and report, then those just above and below."""
    start = body[0].number if body else len(blocks)
    top = heading.blocks[0].number if heading and heading.blocks[0].number < start else max(0, start - _NEAR)
    times: list[str] = []
    for block in (*blocks[top:start], *blocks[max(0, top - 5) : top], *blocks[start : start + 2]):
        if block.place.outside is None and len(block.text) <= _LONGEST_TIME:
            times += [time for item in block.place.element.iter("time") if (time := item.get("datetime"))]
            times.append(block.text)
    return times


def _times_in(url: str | None, metadata: Metadata) -> list[str]:
    """Give the days in an address such as `/2024/04/28/…` and in a title such as `… | 28.04.2024`."""
    found = _DAY_IN_URL.search(url or "")
    named = ["-".join(found.groups())] if found else []
    return named + [title.rpartition("|")[2] for title in (metadata.window_title or "", *metadata.social_titles)]


def _author_blocks(blocks: list[Block], body: list[Block], heading: Heading | None) -> tuple[list[Block], list[Block]]:
    """Give the blocks that may name the authors: those before the report, and those marked so in it and behind it."""
    if not body:
        return [], []
    first, last = body[0].number, body[-1].number
    # The body may begin with its standfirst, and the byline stand behind that.
    second = body[min(2, len(body) - 1)].number
    top = heading.blocks[0].number if heading and heading.blocks[0].number < first else first
    free = [block for block in blocks[max(0, top - 3) : last + 6] if block.place.outside is None]
    return [block for block in free if block.number <= second], [
        block for block in free if block.number > second and (block.place.byline or block.number > last)
    ]


def _addresses(metadata: Metadata, url: str | None) -> tuple[str | None, str | None]:
    """Give the address that a page calls its own, and the one that it was read at."""
    canonical = _canonical(metadata.urls, url)
    # A copy names the address of its original; it was read where it was read.
    return canonical, canonical if canonical and (url is None or _same_host(canonical, url)) else url


def _canonical(urls: list[str], url: str | None) -> str | None:
    """Give the address that a page calls its own: the first that it names, unless that is a site's front page."""
    for named in urls:
        try:
            address = urljoin(url or "", named.strip())
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.netloc and (parts.path not in ("", "/") or parts.query):
            return address
    return None


def _same_host(one: str, other: str) -> bool:
    try:
        hosts = [(urlsplit(address).hostname or "").removeprefix("www.") for address in (one, other)]
    except ValueError:
        return False
    return hosts[0] == hosts[1]


def _language(text: str, metadata: Metadata) -> str:
    """Give the language of the words; where they do not tell, the one the page names; German else."""
    guess = guess_language(text)
    if guess != "und":
        return guess
    for named in metadata.languages:
        code = _LANGUAGE.match(named.strip().lower())
        if code:
            return code[0]
    return "de"


def _first_text(pieces: list[Piece], kind: str) -> str | None:
    return next((piece.text for piece in pieces if piece.kind == kind), None)
