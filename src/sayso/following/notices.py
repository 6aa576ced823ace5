"""Telling others that a party's position changed: a web hook, mails in a spool folder, an RSS file.

An outlet is told at least once: what it was told is remembered after it took it.  Every notice has a key by which a
second one can be known.  Files appear whole or not at all.
"""

import hashlib
import json
import os
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from typing import Protocol
from xml.etree import ElementTree

from sayso.errors import NetworkError, UsageError
from sayso.ledger.following import Agenda
from sayso.reading.network import Network

_MOST_ITEMS = 200  # that the RSS file keeps
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Change:
    """A position that changed.

    `party` is a state or body, `actor` who spoke, `wording` what the claim says, `before` and `after` stances
    (`before` is None where there was none), `on` the ISO 8601 day on which it changed as far as it is known, and
    `report` the address of the report that tells it.
    """

    party: str | None
    actor: str | None
    wording: str
    before: str | None
    after: str
    on: str | None
    report: str | None

    @property
    def key(self) -> str:
        """A hash by which the same change is known again."""
        return hashlib.sha256(repr(self).encode("utf-8", "replace")).hexdigest()[:24]

    @property
    def headline(self) -> str:
        """The change in one line."""
        who = " · ".join(filter(None, (self.actor, self.party))) or "unknown"
        return f"{who}: {self.before or 'nothing'} → {self.after}"


# Gives the changes that the ledger learned of after a moment.
ChangesSince = Callable[[datetime], Sequence[Change]]


class Outlet(Protocol):
    """Something that can be told what changed."""

    @property
    def name(self) -> str:
        """The name under which is remembered what it was told."""

    def tell(self, changes: Sequence[Change]) -> None:
        """Tell it; raises `NetworkError` or `OSError` where it does not take it."""


@dataclass(frozen=True, slots=True)
class Notices:
    """Tells every outlet what it was not told yet; an outlet that takes nothing stops no other."""

    agenda: Agenda
    changes_since: ChangesSince
    outlets: Sequence[Outlet]
    complain: Callable[[str], None]

    def begin(self) -> None:
        """Let new outlets begin now: what changed before is not told."""
        for outlet in self.outlets:
            if self.agenda.told(outlet.name) is None:
                self.agenda.note_told(outlet.name, datetime.now(UTC))

    def tell(self) -> None:
        """Tell every outlet what changed since it was told last."""
        for outlet in self.outlets:
            # Taken before asking: what comes in between is told twice rather than never.
            moment = datetime.now(UTC)
            changes = self.changes_since(self.agenda.told(outlet.name) or moment)
            if changes:
                try:
                    outlet.tell(changes)
                except (NetworkError, OSError) as error:
                    self.complain(f"{outlet.name} was not told of {len(changes)} changes, and will be: {error}")
                    continue
            self.agenda.note_told(outlet.name, moment)


@dataclass(frozen=True, slots=True)
class WebHook:
    """An address to which changes are posted as JSON: `{"schema": "sayso.changes/1", "changes": [{…}]}`."""

    url: str
    network: Network

    @property
    def name(self) -> str:
        """See `Outlet`."""
        return f"web hook {self.url}"

    def tell(self, changes: Sequence[Change]) -> None:
        """Post the changes, again and again for a while where the host is busy."""
        body = {"schema": "sayso.changes/1", "changes": [_fields(change) for change in changes]}
        key = hashlib.sha256("".join(change.key for change in changes).encode()).hexdigest()[:24]
        data = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
        self.network.post(self.url, data, content_type="application/json", key=key)


def _fields(change: Change) -> dict[str, str | None]:
    return {
        "key": change.key,
        "party": change.party,
        "actor": change.actor,
        "wording": change.wording,
        "from": change.before,
        "to": change.after,
        "on": change.on,
        "report": change.report,
    }


@dataclass(frozen=True, slots=True)
class MailSpool:
    """A folder into which a mail for each change is laid, named by its key, for a program that sends it on."""

    folder: Path

    def __post_init__(self) -> None:
        """Raise `UsageError` where there is no such folder."""
        if not self.folder.is_dir():
            raise UsageError(f"{self.folder}: there is no such folder for mails. Make it first.")

    @property
    def name(self) -> str:
        """See `Outlet`."""
        return f"mail spool {self.folder.resolve()}"

    def tell(self, changes: Sequence[Change]) -> None:
        """Lay down the mails."""
        for change in changes:
            _write_whole(self.folder / f"{change.key}.eml", _mail(change))


def _mail(change: Change) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["From"] = "Sayso <sayso@localhost>"
    mail["To"] = "undisclosed-recipients:;"
    mail["Date"] = format_datetime(datetime.now(UTC))
    mail["Message-ID"] = f"<{change.key}@sayso.localhost>"
    mail["Subject"] = " ".join(_NO_XML.sub("", change.headline).split())
    mail.set_content(_NO_XML.sub("", _body(change)))
    return mail.as_bytes()


def _body(change: Change) -> str:
    lines = (change.headline, change.wording, f"On: {change.on or 'unknown'}", f"Report: {change.report or 'unknown'}")
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class RssFile:
    """A file that holds the last changes as RSS 2.0, the newest first."""

    path: Path

    def __post_init__(self) -> None:
        """Make the file, so that readers can subscribe at once; `UsageError` where it is something else already."""
        if not self.path.parent.is_dir():
            raise UsageError(f"{self.path}: there is no folder {self.path.parent}. Make it first.")
        if self.path.exists():
            self._items()
        else:
            self.tell(())

    @property
    def name(self) -> str:
        """See `Outlet`."""
        return f"RSS file {self.path.resolve()}"

    def tell(self, changes: Sequence[Change]) -> None:
        """Write the file anew, with the changes that it does not have yet."""
        items = self._items()
        had = {item.findtext("guid") for item in items}
        fresh = [_item(change) for change in changes if change.key not in had]
        rss = ElementTree.Element("rss", version="2.0")
        channel = ElementTree.SubElement(rss, "channel")
        for tag, text in (("title", "Sayso"), ("link", "about:blank"), ("description", "Positions that changed")):
            ElementTree.SubElement(channel, tag).text = text
        channel.extend([*reversed(fresh), *items][:_MOST_ITEMS])
        _write_whole(self.path, ElementTree.tostring(rss, encoding="utf-8", xml_declaration=True))

    def _items(self) -> list[ElementTree.Element]:
        """Return the items that the file has; raises `UsageError` where it is no RSS file."""
        if not self.path.exists():
            return []
        with suppress(ElementTree.ParseError):
            root = ElementTree.parse(self.path).getroot()
            if root.tag == "rss":
                return root.findall("channel/item")
        raise UsageError(f"{self.path} is there already and no RSS file. Name another file.")


def _item(change: Change) -> ElementTree.Element:
    item = ElementTree.Element("item")
    texts = [("title", change.headline), ("description", _body(change))]
    texts += [("link", change.report)] if change.report else []
    texts += [("pubDate", format_datetime(datetime.now(UTC)))]
    for tag, text in texts:
        ElementTree.SubElement(item, tag).text = _NO_XML.sub("", text)
    ElementTree.SubElement(item, "guid", isPermaLink="false").text = change.key
    return item


def _write_whole(path: Path, data: bytes) -> None:
    """Write a file so that nobody ever sees half of it, whenever the process ends."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
