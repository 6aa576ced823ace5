"""The HTTP API of corrections: what people ruled, listed; and rulings handed in by who holds a token to edit."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Request, Response

from sayso.errors import UsageError
from sayso.interfaces.api import Cursor, Limit, check_json, found, responses, service_of
from sayso.interfaces.api_answers import answer, listed, page_of
from sayso.interfaces.api_book import Book, Corrections
from sayso.interfaces.api_errors import NotAllowed, NothingChanged, NothingThere, RequestError
from sayso.interfaces.api_examples import RULING_EXAMPLE, RULING_EXAMPLES
from sayso.interfaces.api_ruling_shapes import (
    GivenAmendment,
    GivenMerge,
    GivenRuling,
    GivenSplit,
    GivenUndo,
    GivenVerdict,
    RulingShape,
)
from sayso.interfaces.api_shapes import PageOf
from sayso.interfaces.claim_wire import ruling_to_dict
from sayso.interfaces.wire import line_of
from sayso.ledger.answers import Amendment, Ruling
from sayso.ledger.questions import day_of
from sayso.model import Span

router = APIRouter(prefix="/api")
Given = Annotated[GivenRuling, Body(openapi_examples=RULING_EXAMPLES)]
_PAGE = {"items": [RULING_EXAMPLE], "next": None}


@router.get("/corrections", responses=responses(PageOf[RulingShape], _PAGE, 404))
def rulings(
    request: Request,
    report: Annotated[str | None, Query(description="Those of the statements of one report.")] = None,
    claim: Annotated[str | None, Query(description="What was merged into one claim or split off it.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response:
    """List what people corrected, the last first, with whether it still holds."""
    book = service_of(request).book
    id = found(book.reading, report).report.id if report else None
    told = reversed(book.rulings(report=id, claim=claim))
    shown, behind = page_of(told, lambda ruling: str(ruling.number), limit=limit, cursor=cursor)
    return answer(request, listed(_fields(book, shown), behind))


@router.post(
    "/corrections", status_code=201, responses=responses(PageOf[RulingShape], _PAGE, 403, 404, 413, 415, status=201)
)
def rule(request: Request, given: Given) -> Response:
    """Accept, correct or reject a statement, merge or split claims, or undo a correction; return what was noted.

    The author is who holds the token.
    """
    check_json(request)
    service, holder = service_of(request), request.state.holder
    if service.corrections is None or holder is None or holder.role != "editor":
        raise NotAllowed("this ledger cannot be corrected here. Ask for a token with the role editor.")
    before = max((ruling.number for ruling in service.book.rulings()), default=0)
    note = " ".join((given.note or "").split()) or None
    _carry_out(given, service.book, service.corrections, {"by": holder.name, "note": note})
    made = [one for one in service.book.rulings() if one.number > before and one.made_by == holder.name]
    return Response(
        line_of({"items": _fields(service.book, made), "next": None}), status_code=201, media_type="application/json"
    )


def _carry_out(given: GivenRuling, book: Book, corrections: Corrections, noted: Mapping[str, Any]) -> None:
    if isinstance(given, GivenVerdict | GivenAmendment):
        reading = found(book.reading, given.report)
        if given.statement not in {one.id for one in reading.statements}:
            raise NothingThere(f"the report has no statement {given.statement!r} any more.", field="statement")
        amendment = _amendment(given, len(reading.report.text))
        corrections.correct(reading.report.id, given.statement, amendment, **noted)
    elif isinstance(given, GivenMerge):
        for id in given.claims:
            _known(book.claim, id, "claims")
        corrections.merge(given.claims, **noted)
    elif isinstance(given, GivenSplit):
        claim = _known(book.claim, given.claim, "claim")
        parts = [one.rpartition("/") for one in given.statements]
        # Reports may be named by the ids that were given with them, as everywhere.
        taken = [(_known(book.reading, report, "statements").report.id, id) for report, _, id in parts]
        if not set(taken) <= {(member.report, member.statement) for member in claim.members}:
            raise RequestError(f"not all of these statements are in the claim {claim.id}.", field="statements")
        corrections.split(claim.id, taken, **noted)
    elif isinstance(given, GivenUndo):
        corrections.undo(given.number, **noted)


def _amendment(given: GivenVerdict | GivenAmendment, length: int) -> Amendment | None:
    """Return what is to be changed, nothing of what is accepted; None for what is rejected."""
    if isinstance(given, GivenVerdict):
        return None if given.kind == "reject" else Amendment()
    spans = given.content
    if spans is not None and any(not span.start < span.end <= length for span in spans):
        raise RequestError(f"a span must end behind its start and within the {length} characters.", field="content")
    amendment = Amendment(
        given.speaker,
        given.party.upper() if given.party is not None else None,
        given.stance,
        None if given.said is None else day_of(given.said),
        None if spans is None else tuple(sorted(Span(span.start, span.end) for span in spans)),
    )
    if amendment == Amendment():
        raise NothingChanged("nothing is changed. Name what is wrong, or accept the statement as it is.")
    return amendment


def _known(ask: Callable[[str], Any], id: str, field: str) -> Any:
    try:
        return ask(id)
    except UsageError as error:
        raise NothingThere(str(error), field=field) from None


def _fields(book: Book, told: list[Ruling]) -> list[dict[str, Any]]:
    names = book.given_names(sorted({ruling.report for ruling in told if ruling.report}))
    held = {ruling.number for ruling in book.rulings(standing=True)}
    return [{**ruling_to_dict(ruling, names), "holds": ruling.number in held} for ruling in told]
