"""What the HTTP API answers: JSON as the command line has it, pages by cursor, an ETag."""

import base64
import binascii
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any, TypeVar

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from sayso.interfaces.api_book import Book
from sayso.interfaces.api_errors import Refusal, RequestError
from sayso.interfaces.api_shapes import ErrorBody, ErrorShape
from sayso.interfaces.claim_wire import claim_to_dict, entry_to_dict, hit_to_dict
from sayso.interfaces.wire import line_of
from sayso.ledger.answers import Hit, LedgerChange, ReportHead
from sayso.model import Claim

T = TypeVar("T")


def names_in(book: Book, claims: Iterable[Claim]) -> dict[str, str]:
    """Return by what names others know the reports of claims, by id, all asked for at once."""
    reports = dict.fromkeys(
        report
        for claim in claims
        for report in (*(m.report for m in claim.members), *(id for origin in claim.origins for id in origin.reports))
    )
    return book.given_names(list(reports))


def page_of(
    items: Iterable[T], id_of: Callable[[T], str], *, limit: int, cursor: str | None
) -> tuple[list[T], str | None]:
    """Return up to `limit` items behind the cursor, and the cursor of the next page.

    A cursor names the last item that was given, so that what is added before it shifts nothing.  Raises
    `RequestError` where it is none, or its item is no longer in the list.
    """
    rest = iter(items)
    if cursor is not None:
        last = _last_given(cursor)
        if not any(id_of(item) == last for item in rest):
            raise RequestError(
                "the item that this cursor stands at is not in the list any more. Begin anew.", field="cursor"
            )
    shown = list(islice(rest, limit))
    more = next(rest, None) is not None
    return shown, _cursor(id_of(shown[-1])) if more else None


def growing_page(
    ask: Callable[[int], Iterable[T]], id_of: Callable[[T], str], *, limit: int, cursor: str | None
) -> tuple[list[T], str | None]:
    """Return as `page_of` does from a list of which `ask` gives as many of the first as it is told."""
    most = limit + 1
    while True:
        items = list(ask(most))
        try:
            shown, behind = page_of(items, id_of, limit=limit, cursor=cursor)
        except RequestError:
            if len(items) < most:
                raise
        else:
            if behind is not None or len(items) < most:
                return shown, behind
        most *= 4


def ranked_page(ask: Callable[[int], Sequence[T]], *, limit: int, cursor: str | None) -> tuple[Sequence[T], str | None]:
    """Return as `page_of` does from a list that is in order of rank: `ask` gives as many of its first as it is told.

    Here a cursor is a place in the list; what comes in between may shift it.
    """
    begin = 0
    if cursor is not None:
        place = _last_given(cursor)
        if not place.isascii() or not place.isdigit() or len(place) > 6:
            raise RequestError("this is no cursor. Take `next` of the page before, unchanged.", field="cursor")
        begin = int(place)
    found = ask(begin + limit + 1)
    behind = begin + limit
    return found[begin:behind], _cursor(str(behind)) if len(found) > behind else None


def _cursor(id: str) -> str:
    return base64.urlsafe_b64encode(id.encode()).decode().rstrip("=")


def _last_given(cursor: str) -> str:
    try:
        return base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except (binascii.Error, ValueError):
        raise RequestError("this is no cursor. Take `next` of the page before, unchanged.", field="cursor") from None


def answer(request: Request, content: BaseModel | str) -> Response:
    """Return JSON with an ETag, or only that nothing has changed since the one that the request names."""
    text = content if isinstance(content, str) else content.model_dump_json(by_alias=True)
    body = text.encode("utf-8", "backslashreplace")
    tag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    known = {name.strip().removeprefix("W/") for name in request.headers.get("if-none-match", "").split(",")}
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if tag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


def refuse(refusal: Refusal) -> Response:
    """Return an error in the one shape of errors."""
    shape = ErrorShape(error=ErrorBody(code=refusal.code, message=refusal.message, field=refusal.field))
    return Response(
        shape.model_dump_json(), refusal.status, headers=dict(refusal.headers), media_type="application/json"
    )


def listed(items: Iterable[dict[str, Any]], next: str | None) -> str:
    """Return a page of a list as JSON."""
    return line_of({"items": list(items), "next": next})


def head_fields(head: ReportHead) -> dict[str, Any]:
    """Return a report's head."""
    return asdict(head)


def full_claim_fields(book: Book, claim: Claim) -> dict[str, Any]:
    """Return a claim with its statements, each with the stance that it means towards the wording."""
    meant = {(member.report, member.statement): member.on_claim for member in claim.members}
    entries = list(book.claim_entries(claim.id))
    texts = book.texts(sorted({entry.report.id for entry in entries}))
    statements = [
        {
            **entry_to_dict(entry, texts[entry.report.id]),
            "on_claim": meant.get((entry.report.id, entry.statement.id), entry.statement.stance),
        }
        for entry in entries
    ]
    return {**claim_to_dict(claim, names_in(book, [claim])), "statements": statements}


def hits_fields(book: Book, hits: Sequence[Hit]) -> list[dict[str, Any]]:
    """Return statements that were found, each with its claim."""
    texts = book.texts(sorted({hit.entry.report.id for hit in hits}))
    return [hit_to_dict(hit, texts[hit.entry.report.id]) for hit in hits]


def change_id(told: LedgerChange) -> str:
    """Return what tells a change from all others."""
    change = told.change
    return f"{change.claim}/{change.member.report}/{change.member.statement}/{change.actor_name}"
