"""Newsletters as mails (`.eml`): who sent it, when, and the report in it."""

from dataclasses import replace
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from sayso.errors import EmptyReport, ReadingError
from sayso.model import Report
from sayso.reading.encodings import decode
from sayso.reading.html import read_page
from sayso.reading.inputs import Given, Input
from sayso.reading.text import read_plain


def read_mail(item: Input, given: Given) -> Report:
    """Make a report of a mail: its page if it has one on which a report is found, else its text.

    Where nothing else is given, the outlet is the sender, the day that of `Date`, the title the subject, the given
    id the Message-ID.  Attachments are not read.  Raises `EmptyReport` where there is neither page nor text.
    """
    message = message_from_bytes(item.read(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    sent = _sent(message)
    facts = replace(
        given,
        outlet=given.outlet or _sender(message),
        published=given.published or (sent.date().isoformat() if sent else None),
        title=given.title or _header(message, "Subject"),
        id=given.id or (_header(message, "Message-ID") or "").strip("<> ") or None,
    )
    report = _read_body(message, item.place, facts)
    if sent is None or given.published is not None:
        return report
    return replace(report, published_from="page", published_at=sent.isoformat() if sent.tzinfo else report.published_at)


def _read_body(message: EmailMessage, place: str, facts: Given) -> Report:
    refused: ReadingError | None = None
    page, text = _body(message, "html"), _body(message, "plain")
    if page is not None:
        try:
            return read_page(_content(page), source=place, given=facts, content_type=str(page.get("Content-Type", "")))
        except ReadingError as error:
            refused = error
    if text is not None:
        return read_plain(_decoded(text, place), source=place, given=facts)
    raise refused or EmptyReport(
        f"{place}: the mail has neither text nor a page. Save what is attached to it, and read that."
    )


def _body(message: EmailMessage, kind: str) -> EmailMessage | None:
    try:
        found = message.get_body((kind,))
    except (AttributeError, KeyError, IndexError):  # a mail whose parts contradict each other
        return None
    return found if isinstance(found, EmailMessage) else None


def _content(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _decoded(part: EmailMessage, place: str) -> str:
    """Give the text of a part in the encoding that it names; where that does not fit, in the one that does."""
    content = _content(part)
    try:
        return content.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return decode(content, source=place)


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = str(message.get(name) or "")
    except (ValueError, IndexError, AttributeError):  # headers that the library cannot take apart
        return None
    return " ".join(value.encode("utf-8", "replace").decode("utf-8").split()) or None


def _sender(message: EmailMessage) -> str | None:
    name, address = parseaddr(_header(message, "From") or "")
    return name or address.rpartition("@")[2] or None


def _sent(message: EmailMessage) -> datetime | None:
    try:
        return parsedate_to_datetime(_header(message, "Date") or "")
    except (ValueError, TypeError):
        return None
