"""Pages on which people correct: a statement's reading, which claims are one and which are not, and what is undone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query, Request, Response
from pydantic import BaseModel, Field

from sayso.errors import UsageError, WeightsError
from sayso.interfaces.api import found, service_of
from sayso.interfaces.api_answers import page_of
from sayso.interfaces.api_book import Corrections
from sayso.interfaces.api_errors import (
    NotAllowed,
    NothingChanged,
    NothingChosen,
    NothingThere,
    Refusal,
    RequestError,
    refusal_of,
)
from sayso.interfaces.web import ruled, sights
from sayso.interfaces.web.marking import Block, mark
from sayso.interfaces.web.pages import check_key, go, local, query_address, render, report_address, tongue_of
from sayso.interfaces.web.stretches import find_stretches, words_of
from sayso.interfaces.web.words import STANCES
from sayso.ledger.answers import Amendment
from sayso.ledger.questions import day_of
from sayso.model import Actor, Claim, Reading, Stance, Statement

router = APIRouter(include_in_schema=False)

_LISTED = 50  # corrections of a page
_LIKELY = 10  # claims that are offered to be made one with another
_NEAR = 60  # statements looked at for them

Key = Annotated[str, Form()]
Note = Annotated[str, Form(max_length=1_000)]


class Fields(BaseModel):
    """What the form of a statement holds: its parts as a person left them, and what is to be done."""

    key: str
    report: str
    statement: str
    act: Literal["accept", "reject", "correct"] = "correct"
    speaker: Annotated[str, Field(max_length=300)] = ""
    party: Annotated[str, Field(max_length=40)] = ""
    stance: Stance | None = None
    said: Annotated[str, Field(max_length=40)] = ""
    content: Annotated[str, Field(max_length=20_000)] = ""
    near: int = 0
    note: Annotated[str, Field(max_length=1_000)] = ""


@dataclass(frozen=True, slots=True)
class CorrectionForm:
    """A statement with the blocks of the text that it stands in, and what the fields hold.

    `problem` is what is wrong with them.
    """

    reading: Reading
    card: sights.Card
    blocks: tuple[Block, ...]
    fields: Fields
    problem: Refusal | None
    stances: tuple[str, ...] = tuple(STANCES)


@dataclass(frozen=True, slots=True)
class MergeForm:
    """A claim and those that may be the same; `q` are words that were searched for."""

    claim: Claim
    others: tuple[Claim, ...]
    q: str


# --- statements -------------------------------------------------------------------------------------------------------


@router.get("/correct")
def correct_form(request: Request, report: str, statement: str) -> Response:
    """Show the form of a statement."""
    _corrections(request)
    reading = found(service_of(request).book.reading, report)
    one = _statement(reading, statement)
    return _show_form(request, reading, one, _fields(reading, one))


@router.post("/correct")
def correct(request: Request, fields: Annotated[Fields, Form()]) -> Response:
    """Accept, reject or correct a statement, and go back to it."""
    check_key(request, fields.key)
    corrections, by = _corrections(request)
    reading = found(service_of(request).book.reading, fields.report)
    one = _statement(reading, fields.statement)
    try:
        amendment = None if fields.act == "reject" else Amendment()
        if fields.act == "correct":
            amendment = _amendment(fields, reading, one, tongue_of(request).read_day(fields.said))
        ruling = corrections.correct(
            reading.report.id, one.id, amendment, by=by, note=" ".join(fields.note.split()) or None
        )
    except (UsageError, RequestError) as error:
        return _show_form(request, reading, one, fields, refusal_of(error))
    where = None if amendment is None else one.id
    return go(report_address(reading.report.id, where, done=ruling.number))


def _show_form(
    request: Request, reading: Reading, one: Statement, fields: Fields, problem: Refusal | None = None
) -> Response:
    known = {actor.id: actor for actor in reading.actors}
    alone = mark(replace(reading, statements=(one,)))
    blocks = [block for block in alone if any(p.inside or p.cues for p in (*block.lead, *block.pieces))]
    page = CorrectionForm(reading, sights.card_of(reading, one, known, {}), tuple(blocks), fields, problem)
    return render(request, "correct.html", page, status=422 if problem else 200)


def _fields(reading: Reading, one: Statement) -> Fields:
    """Return the form of a statement as it is now."""
    actor = _first_actor(reading, one)
    text = reading.report.text
    return Fields(
        key="",
        report=reading.report.id,
        statement=one.id,
        speaker=actor.name if actor else " ".join(words_of(text, one.speaker).split()),
        party=(actor.party or "") if actor else "",
        stance=one.stance,
        said=one.said.value if one.said else "",
        content=words_of(text, one.content),
        near=(one.content or one.cue or one.speaker)[0].start if one.content or one.cue or one.speaker else 0,
    )


def _amendment(fields: Fields, reading: Reading, one: Statement, said: str) -> Amendment:
    """Return what a person changed in a form; raises `RequestError` or `UsageError` where that cannot be."""
    before = _fields(reading, one)
    speaker, party = " ".join(fields.speaker.split()), fields.party.strip().upper()
    renamed, moved = speaker != before.speaker, party != before.party
    known = any(actor.name == speaker for actor in reading.actors)
    content = None
    if fields.content.split() != before.content.split() or fields.near != before.near:
        content = find_stretches(reading.report.text, fields.content, fields.near)
    amendment = Amendment(
        speaker=speaker if renamed and speaker else None,
        # Whoever is known in the report comes with the party that they have there, unless another is named.
        party=party if moved or (renamed and not known) else None,
        stance=fields.stance if fields.stance != one.stance else None,
        said=day_of(said) if said and said != before.said else None,
        content=content if content != one.content else None,
    )
    if amendment == Amendment():
        raise NothingChanged(
            "nothing is changed, and what is there cannot be taken away. Change what is wrong, or accept it as it is."
        )
    return amendment


def _first_actor(reading: Reading, one: Statement) -> Actor | None:
    return next((actor for actor in reading.actors if one.actors and actor.id == one.actors[0]), None)


def _statement(reading: Reading, id: str) -> Statement:
    for one in reading.statements:
        if one.id == id:
            return one
    raise NothingThere(f"the report has no statement {id!r} any more.", field="statement")


# --- claims -----------------------------------------------------------------------------------------------------------


@router.get("/claims/{id}/merge")
def merge_form(request: Request, id: str, q: Annotated[str, Query(max_length=500)] = "") -> Response:
    """Show the claims that may be the same as one, or those in which words stand."""
    _corrections(request)
    claim = found(service_of(request).book.claim, id)
    return render(request, "merge.html", MergeForm(claim, _likely(request, claim, q.strip()), q.strip()))


def _likely(request: Request, claim: Claim, q: str) -> tuple[Claim, ...]:
    """Return other claims by words, else by their meaning, the likest first."""
    service = service_of(request)
    try:
        if q:
            return tuple(islice((one for one in service.book.claims(query=q) if one.id != claim.id), _LIKELY))
        if service.vector_of is None:
            return ()
        hits = service.book.search(vector=service.vector_of(claim.wording), limit=_NEAR)
    except (UsageError, WeightsError):
        return ()
    ids = dict.fromkeys(hit.claim for hit in hits if hit.claim is not None and hit.claim != claim.id)
    return tuple(service.book.claim(id) for id in islice(ids, _LIKELY))


@router.post("/merge")
def merge(
    request: Request,
    key: Key,
    claim: Annotated[str, Form()],
    other: Annotated[Sequence[str], Form()] = (),
    note: Note = "",
) -> Response:
    """Make claims one, and show it."""
    check_key(request, key)
    corrections, by = _corrections(request)
    if not other:
        raise NothingChosen("no other claim is chosen. Choose at least one.", field="other")
    one = corrections.merge((claim, *other), by=by, note=" ".join(note.split()) or None)
    return go(query_address(f"/claims/{one.id}", done="merge"))


@router.post("/split")
def split(
    request: Request,
    key: Key,
    claim: Annotated[str, Form()],
    statement: Annotated[Sequence[str], Form()] = (),
    note: Note = "",
) -> Response:
    """Take statements out of a claim, each as `report/statement`, and show the new one."""
    check_key(request, key)
    corrections, by = _corrections(request)
    parts = [one.rpartition("/") for one in statement]
    if not parts:
        raise NothingChosen("no statement is chosen. Choose those that say something else.", field="statement")
    taken = [(report, id) for report, _, id in parts]
    new = corrections.split(claim, taken, by=by, note=" ".join(note.split()) or None)
    return go(query_address(f"/claims/{new.id}", done="split"))


# --- what was corrected -----------------------------------------------------------------------------------------------


@router.get("/corrections")
def corrections(request: Request, cursor: str | None = None) -> Response:
    """List what people corrected, the last first."""
    listed = ruled.all_ruled(service_of(request).book)
    shown, behind = page_of(listed, lambda one: str(one.ruling.number), limit=_LISTED, cursor=cursor)
    return render(request, "corrections.html", ruled.Corrections(tuple(shown), behind))


@router.post("/undo")
def undo(
    request: Request, key: Key, number: Annotated[int, Form()], then: Annotated[str, Form()] = "/corrections"
) -> Response:
    """Take a correction back and go on to `then`."""
    check_key(request, key)
    corrections, by = _corrections(request)
    corrections.undo(number, by=by)
    return go(local(then))


def _corrections(request: Request) -> tuple[Corrections, str]:
    """Return who carries corrections out, and the name of who asks; raises `NotAllowed` for readers."""
    service, holder = service_of(request), request.state.holder
    if service.corrections is None or holder is None or holder.role != "editor":
        raise NotAllowed("you may look here, not correct. Ask for a token with the role editor.")
    return service.corrections, holder.name
