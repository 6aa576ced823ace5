"""Pages on which reports come in: the box to paste or drop one, the wait for its reading, the examples."""

import re
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response, UploadFile

from sayso.errors import EmptyReport, ReadingError
from sayso.interfaces.api import service_of
from sayso.interfaces.api_desk import Ticket
from sayso.interfaces.api_errors import NothingThere, RequestError
from sayso.interfaces.api_guard import client_of
from sayso.interfaces.web.pages import check_key, go, render, report_address, tongue_of
from sayso.model import Report
from sayso.reading.examples import example_reports
from sayso.reading.inputs import Given
from sayso.reading.text import read_plain, to_day

router = APIRouter(include_in_schema=False)

_PATIENCE = 2.5  # seconds that a browser waits for a reading before it is shown how far it is
_URL = re.compile(r"https?://\S+")
_NAME = re.compile(r"[^\w.-]")


@dataclass(frozen=True, slots=True)
class Waiting:
    """How far a hand-in is: reports read of all (0 while unknown), seconds since it began.

    `share` of it is read and `left` seconds remain, as it seems; None while that cannot be told.  `ready` is the report
    that can be looked at already, where it is one, and how many statements it has.
    """

    reports: int
    read: int
    seconds: float
    share: float | None
    left: float | None
    ready: tuple[str, int] | None = None


@router.post("/read")
def read(
    request: Request,
    key: Annotated[str, Form()],
    text: Annotated[str, Form()] = "",
    published: Annotated[str, Form(max_length=40)] = "",
    outlet: Annotated[str, Form(max_length=500)] = "",
    url: Annotated[str, Form(max_length=2_000)] = "",
    file: UploadFile | None = None,
) -> Response:
    """Read what was pasted or dropped: a report, the address of one, or a file."""
    check_key(request, key)
    service = service_of(request)
    service.rate.take(client_of(request))
    day = tongue_of(request).read_day(published)
    given = Given(
        published=to_day(day, source="the day of publication") if day else None,
        outlet=outlet.strip() or None,
        url=_address(url),
    )
    content = file.file.read() if file is not None and file.filename else b""
    if content and file is not None:
        fetch = _from_file(content, _NAME.sub("_", file.filename or "")[-80:], given)
    elif _URL.fullmatch(text.strip()):
        fetch = _from_web(text.strip(), given)
    elif text.strip():
        # A form sends line ends as CR LF, whatever was pasted.
        fetch = _from_text(text.replace("\r\n", "\n"), given)
    else:
        raise EmptyReport("there is no report in it. Paste the text of one, its address, or choose a file.")
    return _wait(request, service.desk.hand_in(fetch).id)


@router.post("/examples")
def read_examples(request: Request, key: Annotated[str, Form()]) -> Response:
    """Read the reports that come with Sayso."""
    check_key(request, key)
    service = service_of(request)
    service.rate.take(client_of(request))
    return go(f"/reading/{service.desk.hand_in(example_reports).id}")


@router.get("/reading/{ticket}")
def reading(request: Request, ticket: str) -> Response:
    """Show how far a hand-in is, and go on to the report once it is read."""
    return _wait(request, ticket, shown=True)


def _wait(request: Request, id: str, *, shown: bool = False) -> Response:
    """Go on to what was read, wait a little for it, or show how far it is; an error of the reading is raised."""
    ticket = service_of(request).desk.ticket(id)
    if ticket is None:
        raise NothingThere("nothing is being read under this address any more. Look for the report on the start page.")
    try:
        read = ticket.outcome.result(timeout=_PATIENCE if not shown else 0)
    except NotYet:
        if not shown:
            return go(f"/reading/{ticket.id}")
        share, left = service_of(request).desk.progress(ticket) or (None, None)
        page = Waiting(ticket.reports, ticket.read, ticket.seconds, share, left, _ready(request, ticket))
        response = render(request, "waiting.html", page)
        response.headers["Refresh"] = "1"
        return response
    return go(report_address(read[0]) if len(read) == 1 else "/")


def _ready(request: Request, ticket: Ticket) -> tuple[str, int] | None:
    """Return a report that is read and only being compared with others yet, and how many statements it has."""
    if len(ticket.ids) != 1 or ticket.reports != 1:
        return None
    return ticket.ids[0], len(service_of(request).book.reading(ticket.ids[0]).statements)


def _address(url: str) -> str | None:
    if url.strip() and not _URL.fullmatch(url.strip()):
        raise RequestError("the address of a report begins with http:// or https://.", field="url")
    return url.strip() or None


def _from_text(text: str, given: Given) -> Callable[[], Sequence[Report]]:
    return lambda: (read_plain(text, source="the pasted text", given=given),)


def _from_file(content: bytes, name: str, given: Given) -> Callable[[], Sequence[Report]]:
    """Return how the reports of a file are read, of any kind that `sayso read` takes."""

    def fetch() -> Sequence[Report]:
        from sayso.reading.records import read_records

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / (name.lstrip(".") or "report")
            path.write_bytes(content)
            records = list(read_records(path, given))
        reports = [record for record in records if isinstance(record, Report)]
        if not reports:
            told = next((record.message for record in records if not isinstance(record, Report)), None)
            raise ReadingError(told or f"{name}: there is no report in it.")
        return reports

    return fetch


def _from_web(url: str, given: Given) -> Callable[[], Sequence[Report]]:
    """Return how the page at an address is read; private addresses are refused, robots.txt is obeyed."""

    def fetch() -> Sequence[Report]:
        from dataclasses import replace

        from sayso.reading.html import read_page
        from sayso.reading.network import PAGE_TYPES, Network
        from sayso.reading.robots import Robots

        network = Network()
        answer = network.fetch(url, types=PAGE_TYPES, permit=Robots(network).permit)
        facts = replace(given, url=given.url or answer.url)
        return (read_page(answer.data or b"", source=url, given=facts, content_type=answer.content_type),)

    return fetch
