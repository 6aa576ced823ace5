"""The web application: API and pages on one ledger, behind one guard."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from sayso import __version__
from sayso.errors import SaysoError
from sayso.interfaces import api, api_answers, api_rulings
from sayso.interfaces.api import Service
from sayso.interfaces.api_access import Keys, Tokens, anybody_here
from sayso.interfaces.api_book import Book, Corrections
from sayso.interfaces.api_desk import Desk
from sayso.interfaces.api_errors import UNEXPECTED, Refusal, refusal_for, refusal_of
from sayso.interfaces.api_guard import Guard, Limits, Rate
from sayso.interfaces.web import correcting_pages, reading_pages, routes
from sayso.interfaces.web.pages import show_refusal
from sayso.ledger.sketches import Vectors
from sayso.model import Reading, Report

_LOG = logging.getLogger("sayso.serve")
_STATIC = Path(__file__).parent / "web" / "static"


@dataclass(frozen=True, slots=True)
class Setting:
    """How the application is served: `tokens` is None where only this machine is answered, to `author`."""

    tokens: Tokens | None = None
    author: str = "local"
    limits: Limits = field(default_factory=Limits)


@contextmanager
def open_app(
    book: Book,
    read: Callable[[Report], Reading],
    setting: Setting | None = None,
    place: Callable[[], object] | None = None,
    corrections: Corrections | None = None,
    vector_of: Callable[[str], Vectors] | None = None,
) -> Iterator[FastAPI]:
    """Give the application on a ledger, until the block ends.

    Reports are read by `read`; `place` puts what was kept into claims; without `corrections` nothing is
    corrected, without `vector_of`, which tells the meaning of words, nothing is found by its meaning.
    """
    setting = setting or Setting()
    desk = Desk(book, read, place)
    keys = Keys()
    app = _bare_app()
    rates = Rate(setting.limits.readings), Rate(10)
    app.state.service = Service(book, desk, setting.tokens, keys, *rates, corrections, vector_of)
    app.add_middleware(
        Guard,
        tokens=setting.tokens,
        here=anybody_here(setting.author),
        keys=keys,
        limits=setting.limits,
        refuse=lambda request, error: _refused(request, refusal_of(error), app),
    )
    try:
        yield app
    finally:
        desk.close()


def _bare_app() -> FastAPI:
    """Return an application with all routes, and nothing that answers behind them."""
    app = FastAPI(
        title="Sayso",
        version=__version__,
        description="Who said it, who confirms it, who denies it, since when.",
        # The pages of Swagger and ReDoc load scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
    )
    for room in (api, api_rulings, routes, reading_pages, correcting_pages):
        app.include_router(room.router)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    _explain_errors(app)
    return app


def _explain_errors(app: FastAPI) -> None:
    """Answer every error in one shape: as JSON under `/api`, else as a page."""

    def known(request: Request, error: Exception) -> Response:
        assert isinstance(error, SaysoError)
        if error.http_status >= 500:
            _LOG.error("%s %s: %s", request.method, request.url.path, error)
        return _refused(request, refusal_of(error), app)

    def framework(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return _refused(request, refusal_for(error.status_code, request.url.path), app)

    def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return _refused(request, _invalid(error), app)

    def unexpected(request: Request, error: Exception) -> Response:
        _LOG.error("%s %s", request.method, request.url.path, exc_info=error)
        return _refused(request, UNEXPECTED, app)

    app.add_exception_handler(SaysoError, known)
    app.add_exception_handler(HTTPException, framework)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(Exception, unexpected)


def _invalid(error: RequestValidationError) -> Refusal:
    first: dict[str, Any] = error.errors()[0]
    field = ".".join(str(step) for step in first["loc"][1:] if isinstance(step, str)) or None
    return Refusal(
        422, "invalid", f"{field or 'the request'}: {first['msg']}. See /openapi.json for what it must be.", field
    )


def _refused(request: Request, refusal: Refusal, app: FastAPI) -> Response:
    if request.url.path.startswith("/api") or request.url.path == "/openapi.json":
        return api_answers.refuse(refusal)
    request.scope["app"] = app  # the guard refuses before the application has put itself there
    return show_refusal(request, refusal)
