"""The pages to look at: start, reports, claims, parties, actors, search; and the switches of language and theme."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query, Request, Response
from pydantic import BaseModel, Field

from sayso.errors import UsageError
from sayso.interfaces.api import found, service_of
from sayso.interfaces.api_answers import page_of
from sayso.interfaces.api_errors import NothingThere, refusal_of
from sayso.interfaces.api_guard import SESSION_COOKIE
from sayso.interfaces.web import sights
from sayso.interfaces.web.citations import cite
from sayso.interfaces.web.differences import differences_of
from sayso.interfaces.web.marking import mark
from sayso.interfaces.web.pages import (
    THEMES,
    LoginPage,
    check_key,
    go,
    keep_cookie,
    local,
    render,
    tongue_of,
)
from sayso.interfaces.web.ruled import by_statement, ruled_in, ruled_on
from sayso.interfaces.web.searching import Search, Terms
from sayso.interfaces.web.searching import search as find
from sayso.interfaces.web.timeline import lanes_of, series_of
from sayso.interfaces.web.tongue import LANGUAGES, Tongue
from sayso.interfaces.web.voices import actor_sight, party_sight
from sayso.interfaces.web.words import STANDINGS

router = APIRouter(include_in_schema=False)

_LATELY = 8  # items of each list on the start page
_CONTESTED = 200  # claims of which the last to become contested are shown there
_LISTED = 50  # items of a page of a list
_FOUND = 30  # statements of a page of a search
_LONGEST = 500  # characters of what is searched for


class Sought(BaseModel):
    """The query of a search, as its form sends it: every field is there, most of them empty."""

    q: Annotated[str, Field(max_length=_LONGEST)] = ""
    by: Literal["", "words", "meaning"] = ""
    party: Annotated[str, Field(max_length=40)] = ""
    stance: str = ""
    actor: Annotated[str, Field(max_length=_LONGEST)] = ""
    place: Annotated[str, Field(max_length=100)] = ""
    outlet: Annotated[str, Field(max_length=_LONGEST)] = ""
    since: Annotated[str, Field(max_length=40)] = ""
    until: Annotated[str, Field(max_length=40)] = ""
    standing: str = ""
    cursor: str | None = None

    def terms(self, spoken: Tongue) -> Terms:
        """Return what is asked for, days in ISO 8601."""
        given = {name: value.strip() for name, value in self.model_dump(exclude={"cursor"}).items()}
        given |= {name: spoken.read_day(given[name]) for name in ("since", "until")}
        return Terms(**given)


@router.get("/")
def start(request: Request) -> Response:
    """Show what changed lately and what is contested now, or how to begin."""
    book = service_of(request).book
    counts = book.counts()
    if not counts.reports:
        return render(request, "empty.html", None)
    claims = book.claims(standing="contested", limit=_CONTESTED)
    contested = [sights.Contested(claim, sights.contested_since(claim)) for claim in claims]
    contested.sort(key=lambda one: one.since or "", reverse=True)
    changes = book.changes(limit=2 * _LATELY, latest_first=True)
    events = sights.what_changed(changes, contested, _LATELY)
    page = sights.Start(counts, events, tuple(contested[:_LATELY]), tuple(book.latest_reports(_LATELY)))
    return render(request, "start.html", page)


@router.get("/reports")
def reports(request: Request, since: str = "", cursor: str | None = None) -> Response:
    """List the reports."""
    heads = service_of(request).book.reports(since=since or None)
    shown, behind = page_of(heads, lambda head: head.id, limit=_LISTED, cursor=cursor)
    return render(request, "reports.html", sights.Reports(tuple(shown), since, behind))


@router.get("/reports/{id:path}")
def report(request: Request, id: str, actor: str | None = None, done: int | None = None) -> Response:
    """Show a report with its statements marked; those of one actor alone where one is named."""
    book = service_of(request).book
    reading = found(book.reading, id)
    known = {one.id: one for one in reading.actors}
    claims = book.claims_of(reading.report.id)
    rulings = ruled_in(book, reading.report.id)
    ruled = by_statement(rulings)
    followed = known.get(actor or "")
    statements = [s for s in reading.statements if followed is None or followed.id in s.actors]
    cards = tuple(sights.card_of(reading, statement, known, claims, ruled) for statement in statements)
    page = sights.ReportSight(
        reading=reading,
        blocks=mark(replace(reading, statements=tuple(statements))),
        cards=cards,
        speakers=tuple(sights.speakers_in(reading)),
        followed=followed,
        versions=tuple(sights.history_of(book.versions(reading.report.id))),
        stances=tuple(dict.fromkeys(statement.stance for statement in statements)),
        elsewhere=tuple(book.copies_of(reading.report.id)),
        rulings=rulings,
        done=next((one for one in rulings if one.ruling.number == done and one.holds), None),
    )
    return render(request, "report.html", page)


@router.get("/differences")
def differences(request: Request, before: str, after: str) -> Response:
    """Show what one version of a report says differently from another under the same address."""
    versions = {version.head.id: version for version in found(service_of(request).book.versions, after)}
    if before not in versions or after not in versions:
        raise NothingThere("these are no two versions of one report.", field="before")
    one, other = versions[before], versions[after]
    return render(request, "differences.html", differences_of((one.head, one.reading), (other.head, other.reading)))


@router.get("/claims")
def claims(request: Request, standing: str = "", cursor: str | None = None) -> Response:
    """List the claims, those of one standing where it is named."""
    listed = service_of(request).book.claims(standing=standing or None)
    shown, behind = page_of(listed, lambda claim: claim.id, limit=_LISTED, cursor=cursor)
    return render(request, "claims.html", sights.Claims(tuple(shown), standing, tuple(STANDINGS), behind))


@router.get("/claims/{id}")
def claim(request: Request, id: str, done: str = "") -> Response:
    """Show a claim: who stands where since when, on whose word."""
    book = service_of(request).book
    one = found(book.claim, id)
    entries = tuple(book.claim_entries(one.id))
    heads = {entry.report.id: entry.report for entry in entries}
    texts = book.texts(sorted({told.report for told in one.narrated}))
    spoken, today = tongue_of(request), datetime.now(UTC).date()
    url = str(request.url.replace(query="", path=f"/claims/{one.id}"))
    page = sights.ClaimSight(
        claim=one,
        entries=entries,
        meant={(member.report, member.statement): member.on_claim for member in one.members},
        heads=heads,
        siblings=tuple(book.siblings(one)),
        lanes=lanes_of(one, entries),
        series=series_of(one.figures),
        citation=cite(
            one,
            summary=sights.summary_of(one, spoken),
            url=url,
            day=today,
            day_shown=spoken.day(today.isoformat()),
        ),
        url=url,
        narrated=tuple((told, texts[told.report][told.span.start : told.span.end]) for told in one.narrated),
        rulings=ruled_on(book, one.id),
        done=done,
    )
    return render(request, "claim.html", page)


@router.get("/parties/{party}")
def party(request: Request, party: str) -> Response:
    """Show a party: its positions, what it changed, what it is accused of and how it answers."""
    return render(request, "party.html", party_sight(service_of(request).book, party.upper()))


@router.get("/actors/{name:path}")
def actor(request: Request, name: str, cursor: str | None = None) -> Response:
    """Show an actor of this name as a party is shown, and what it said, report by report."""
    book, name = service_of(request).book, name[:_LONGEST]
    shown, behind = page_of(book.statements(speaker=name), sights.place_of, limit=_LISTED, cursor=cursor)
    return render(request, "actor.html", actor_sight(book, name, shown, behind))


@router.get("/search")
def search(request: Request, terms: Annotated[Sought, Query()]) -> Response:
    """Show the claims and statements in which words stand; the address can be shared."""
    service, asked = service_of(request), terms.terms(tongue_of(request))
    try:
        page = find(service.book, asked, service.vector_of, limit=_FOUND, cursor=terms.cursor)
    except UsageError as error:
        return render(request, "search.html", Search(asked, problem=refusal_of(error)), status=422)
    return render(request, "search.html", page)


@router.post("/settings")
def settings(
    request: Request,
    key: Annotated[str, Form()],
    then: Annotated[str, Form()] = "/",
    lang: Annotated[str | None, Form()] = None,
    theme: Annotated[str | None, Form()] = None,
    keys: Annotated[str | None, Form()] = None,
) -> Response:
    """Keep the language, the theme or whether single keys do something in a cookie and go back."""
    check_key(request, key)
    response = go(local(then))
    if lang in LANGUAGES:
        keep_cookie(request, response, "sayso_lang", lang)
    if theme in THEMES:
        keep_cookie(request, response, "sayso_theme", theme)
    if keys in ("on", "off"):
        keep_cookie(request, response, "sayso_keys", keys)
    return response


@router.get("/login")
def login(request: Request, then: str = "/") -> Response:
    """Ask for a token."""
    return render(request, "login.html", LoginPage(local(then), insecure=request.url.scheme != "https"))


@router.post("/login")
def open_session(
    request: Request, key: Annotated[str, Form()], token: Annotated[str, Form()], then: Annotated[str, Form()] = "/"
) -> Response:
    """Begin a session for who holds a token."""
    check_key(request, key)
    service = service_of(request)
    service.logins.take(request.client.host if request.client else "unknown")
    holder = service.tokens.holder_of(token.strip()) if service.tokens else None
    if holder is None:
        return render(request, "login.html", LoginPage(local(then), failed=True), status=403)
    response = go(local(then))
    keep_cookie(request, response, SESSION_COOKIE, service.keys.session_for(holder), seconds=None)
    return response


@router.post("/login/end")
def end_session(request: Request, key: Annotated[str, Form()]) -> Response:
    """End a session."""
    check_key(request, key)
    response = go("/login")
    response.delete_cookie(SESSION_COOKIE)
    return response
