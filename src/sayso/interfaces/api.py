"""The HTTP API: the routes of the contract, on the same ledger that the pages show."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Body, Query, Request, Response
from pydantic import BaseModel

from sayso import __version__
from sayso.errors import UsageError
from sayso.interfaces.api_access import Keys, Tokens
from sayso.interfaces.api_answers import (
    answer,
    change_id,
    full_claim_fields,
    growing_page,
    head_fields,
    hits_fields,
    listed,
    names_in,
    page_of,
    ranked_page,
)
from sayso.interfaces.api_book import Book, Corrections
from sayso.interfaces.api_desk import Desk
from sayso.interfaces.api_errors import NothingThere, WrongKind
from sayso.interfaces.api_examples import (
    CHANGE_EXAMPLE,
    CLAIM_EXAMPLE,
    ERROR_EXAMPLE,
    FULL_CLAIM_EXAMPLE,
    HEAD_EXAMPLE,
    HIT_EXAMPLE,
    READING_EXAMPLE,
    REPORT_EXAMPLES,
)
from sayso.interfaces.api_guard import Rate, client_of
from sayso.interfaces.api_shapes import (
    ChangeShape,
    ClaimShape,
    ErrorShape,
    FullClaimShape,
    GivenReport,
    HealthShape,
    HitShape,
    PageOf,
)
from sayso.interfaces.claim_wire import change_to_dict, claim_to_dict
from sayso.interfaces.shapes import ReadingShape
from sayso.interfaces.wire import line_of, reading_to_json
from sayso.ledger.answers import ReportHead
from sayso.ledger.search import Wanted
from sayso.ledger.sketches import Vectors
from sayso.model import Stance, Standing
from sayso.reading.inputs import Given
from sayso.reading.text import read_plain

T = TypeVar("T")

_DAY = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
Limit = Annotated[int, Query(ge=1, le=500, description="How many items a page has at most.")]
Cursor = Annotated[str | None, Query(description="`next` of the page before.")]
Since = Annotated[str | None, Query(pattern=_DAY, description="A day, month or year.", examples=["2025-04-28"])]
PartyCode = Annotated[str | None, Query(max_length=40, description="`RU`, `EU`, `UN`, `NATO`.", examples=["RU"])]
Words = Annotated[str, Query(min_length=1, max_length=500, description="Words to look for.", examples=["Kursk"])]


@dataclass(frozen=True, slots=True)
class Service:
    """What every route needs: the ledger, the desk where reports are read, and who may ask for how much.

    `tokens` is None where only this machine is answered; `logins` counts tries to log in; without `corrections` nothing
    can be corrected, without `vector_of` nothing is found by its meaning.
    """

    book: Book
    desk: Desk
    tokens: Tokens | None
    keys: Keys
    rate: Rate
    logins: Rate
    corrections: Corrections | None = None
    vector_of: Callable[[str], Vectors] | None = None


def service_of(request: Request) -> Service:
    """Return the service that answers a request."""
    service: Service = request.app.state.service
    return service


def responses(model: type[BaseModel], example: Any, *errors: int, status: int = 200) -> dict[int | str, dict[str, Any]]:
    """Return what the OpenAPI tells of a route's answers: their shape with an example, and the errors it knows."""
    told: dict[int | str, dict[str, Any]] = {
        status: {"model": model, "content": {"application/json": {"example": example}}}
    }
    for error in (*errors, 401, 422):
        told[error] = {"model": ErrorShape, "content": {"application/json": {"example": ERROR_EXAMPLE}}}
    if status == 200:
        told[304] = {"description": "Nothing has changed since the answer that `If-None-Match` names."}
    return told


def check_json(request: Request) -> None:
    """Raise `WrongKind` where a request does not come as JSON: any page elsewhere may send a form, JSON it may not."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise WrongKind("send it as JSON, with `Content-Type: application/json`.")


def _page(item: Any) -> dict[str, Any]:
    return {"items": [item], "next": None}


router = APIRouter(prefix="/api")


@router.get(
    "/health",
    responses=responses(HealthShape, {"status": "ok", "version": __version__, "reports": 14, "statements": 210}),
)
def health(request: Request) -> Response:
    """Tell that the server answers; how much the ledger holds, those who may read it."""
    counts = service_of(request).book.counts() if request.state.holder else None
    return answer(
        request,
        HealthShape(
            status="ok",
            version=__version__,
            reports=counts.reports if counts else None,
            statements=counts.statements if counts else None,
        ),
    )


@router.get("/reports", responses=responses(PageOf[ReportHead], _page(HEAD_EXAMPLE)))
def reports(request: Request, since: Since = None, limit: Limit = 50, cursor: Cursor = None) -> Response:
    """List reports in order of publication, those of unknown day last."""
    heads = service_of(request).book.reports(since=since)
    shown, behind = page_of(heads, lambda head: head.id, limit=limit, cursor=cursor)
    return answer(request, listed(map(head_fields, shown), behind))


@router.post(
    "/reports",
    status_code=201,
    responses=responses(ReadingShape, READING_EXAMPLE, 403, 413, 415, 429, status=201),
)
def read(request: Request, given: Annotated[GivenReport, Body(openapi_examples=REPORT_EXAMPLES)]) -> Response:
    """Read one report, keep its reading, and return it."""
    check_json(request)
    service = service_of(request)
    service.rate.take(client_of(request))
    facts = Given(given.published, given.outlet, given.url, given.title, given.id, given.language)
    report = read_plain(given.text, source="the report", given=facts)
    (id,) = service.desk.hand_in(lambda: (report,)).outcome.result()
    reading = service.book.reading(id)
    return Response(
        reading_to_json(reading),
        status_code=201,
        headers={"Location": f"/api/reports/{id}"},
        media_type="application/json",
    )


@router.get("/reports/{id:path}", responses=responses(ReadingShape, READING_EXAMPLE, 404))
def report(request: Request, id: str) -> Response:
    """Return the reading of a report, by the report's id or the one given with the input."""
    return answer(request, reading_to_json(found(service_of(request).book.reading, id)))


@router.get("/claims", responses=responses(PageOf[ClaimShape], _page(CLAIM_EXAMPLE)))
def claims(
    request: Request,
    q: Annotated[str | None, Query(max_length=500, description="Words of the claim.")] = None,
    party: PartyCode = None,
    standing: Standing | None = None,
    since: Since = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response:
    """List claims, each with the positions of the parties over time."""
    book = service_of(request).book
    told = book.claims(query=q or None, party=party, standing=standing, since=since)
    shown, behind = page_of(told, lambda claim: claim.id, limit=limit, cursor=cursor)
    names = names_in(book, shown)
    return answer(request, listed((claim_to_dict(claim, names) for claim in shown), behind))


@router.get("/claims/{id}", responses=responses(FullClaimShape, FULL_CLAIM_EXAMPLE, 404))
def claim(request: Request, id: str) -> Response:
    """Return a claim with every statement behind it."""
    book = service_of(request).book
    return answer(request, line_of(full_claim_fields(book, found(book.claim, id))))


@router.get("/changes", responses=responses(PageOf[ChangeShape], _page(CHANGE_EXAMPLE)))
def changes(
    request: Request, since: Since = None, party: PartyCode = None, limit: Limit = 50, cursor: Cursor = None
) -> Response:
    """List the positions that changed."""
    book = service_of(request).book
    shown, behind = growing_page(
        lambda most: book.changes(since=since, party=party, limit=most), change_id, limit=limit, cursor=cursor
    )
    return answer(request, listed(map(change_to_dict, shown), behind))


@router.get("/search", responses=responses(PageOf[HitShape], _page(HIT_EXAMPLE)))
def search(
    request: Request,
    q: Words,
    meaning: Annotated[bool, Query(description="Find what means the same, in other words too.")] = False,
    party: PartyCode = None,
    stance: Stance | None = None,
    actor: Annotated[str | None, Query(max_length=500, description="Words of the speaker's name.")] = None,
    place: Annotated[
        str | None, Query(max_length=100, description="A place in the content, or a state's code.")
    ] = None,
    outlet: Annotated[str | None, Query(max_length=500, description="Who published it.")] = None,
    since: Since = None,
    until: Since = None,
    standing: Standing | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response:
    """List the statements in which the words stand, or that mean what they mean, the best first."""
    service, wanted = service_of(request), Wanted(party, stance, actor, place, outlet, since, until, standing)
    book = service.book
    vector = service.vector_of(q) if meaning and service.vector_of is not None else None
    words = q if vector is None else None
    shown, behind = ranked_page(
        lambda most: book.search(words, vector=vector, wanted=wanted, limit=most), limit=limit, cursor=cursor
    )
    return answer(request, listed(hits_fields(book, shown), behind))


def found(ask: Callable[[str], T], id: str) -> T:
    """Return what `ask` has under an id; raises `NothingThere` where it has nothing."""
    try:
        return ask(id)
    except UsageError as error:
        raise NothingThere(str(error), field="id") from None
