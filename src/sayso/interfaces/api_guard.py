"""What stands before every request: host, origin, size, token; and the headers of every answer."""

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response

from sayso.interfaces.api_access import Holder, Keys, Tokens
from sayso.interfaces.api_errors import NeedsToken, NotAllowed, RequestError, TooLarge, TooMany, WrongHost
from sayso.interfaces.web.vendored import SHEET_HASH

SESSION_COOKIE = "sayso_session"
_MESSAGE = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_MESSAGE]]
_Send = Callable[[_MESSAGE], Awaitable[None]]
_App = Callable[[MutableMapping[str, Any], _Receive, _Send], Awaitable[None]]

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OPEN_PATHS = ("/static/", "/login", "/settings", "/api/health")
_PATIENCE = 20  # times the limit of a request's length to which one is heard out before it is refused
_CLIENTS = 10_000  # whose recent requests are remembered at a time
SECURITY_HEADERS = {
    "Content-Security-Policy": f"default-src 'none'; script-src 'self'; style-src 'self' {SHEET_HASH}; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one client may ask: bytes of a request, and readings, `readings` of them at once, then so many a minute."""

    request_bytes: int = 1_000_000
    readings: int = 30


@dataclass(slots=True)
class Rate:
    """How often each client may do something: `limit` times at once, and as often again over `seconds`."""

    limit: int
    seconds: float = 60.0
    clock: Callable[[], float] = time.monotonic
    _left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def take(self, client: str) -> None:
        """Count one; raises `TooMany` where the client has none left."""
        now = self.clock()
        with self._lock:
            left, at = self._left.pop(client, (float(self.limit), now))
            left = min(self.limit, left + (now - at) * self.limit / self.seconds)
            self._left[client] = (left - 1 if left >= 1 else left, now)
            while len(self._left) > _CLIENTS:
                self._left.popitem(last=False)
        if left < 1:
            wait = (1 - left) * self.seconds / self.limit
            raise TooMany(
                f"more than {self.limit} reports in {self.seconds:.0f} seconds. Try again in {wait:.0f} seconds, "
                "or read many reports with `sayso extract`.",
                seconds=wait,
            )


class Guard:
    """ASGI middleware.  With `tokens` every request needs one; without, only this machine's own names are answered.

    Without them it is `here` who asks.

    `refuse` makes the answer for what is refused.
    """

    def __init__(
        self,
        app: _App,
        *,
        tokens: Tokens | None,
        here: Holder,
        keys: Keys,
        limits: Limits,
        refuse: Callable[[Request, RequestError], Response],
    ) -> None:
        self._app = app
        self._tokens = tokens
        self._here = here
        self._keys = keys
        self._limits = limits
        self._refuse = refuse

    async def __call__(self, scope: MutableMapping[str, Any], receive: _Receive, send: _Send) -> None:
        """Answer one request, or let it through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: _MESSAGE) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "private, no-cache")
            await send(message)

        request = Request(scope, receive)
        scope.setdefault("state", {})["holder"] = None
        try:
            self._check_host(request.headers)
            scope["state"]["holder"] = self._holder(request)
            self._check_origin(request)
            if request.method not in _SAFE:
                receive = await self._whole_body(request.headers, receive)
        except RequestError as error:
            await self._refuse(request, error)(scope, receive, send_guarded)
            return
        await self._app(scope, receive, send_guarded)

    def _check_host(self, headers: Headers) -> None:
        """Refuse foreign names on loopback: a page elsewhere could point its own name at this machine."""
        if self._tokens is None and _host(headers.get("host", "")) not in _LOOPBACK:
            raise WrongHost("this server answers to localhost alone. Open it as http://localhost, or give it a host.")

    def _holder(self, request: Request) -> Holder | None:
        if self._tokens is None:
            return self._here
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        holder = self._tokens.holder_of(token.strip()) if scheme.lower() == "bearer" else None
        name = self._keys.name_in(request.cookies.get(SESSION_COOKIE, ""))
        holder = holder or (self._tokens.holder_named(name) if name else None)
        if holder is None and not request.url.path.startswith(_OPEN_PATHS):
            raise NeedsToken(
                "this ledger is not open to everybody. Send a token as `Authorization: Bearer …`; "
                "`sayso token add NAME` on the server makes one."
            )
        return holder

    def _check_origin(self, request: Request) -> None:
        """Refuse changes that another site's page asks for, and those of readers."""
        if request.method in _SAFE:
            return
        origin = request.headers.get("origin")
        foreign = request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}
        if foreign or (origin is not None and urlsplit(origin).netloc != request.headers.get("host")):
            raise NotAllowed("this request comes from another site's page. Ask from the page of Sayso itself.")
        holder: Holder | None = request.scope["state"]["holder"]
        if not request.url.path.startswith(_OPEN_PATHS) and (holder is None or holder.role != "editor"):
            raise NotAllowed("a reader's token does not change the ledger. Ask for one with the role editor.")

    async def _whole_body(self, headers: Headers, receive: _Receive) -> _Receive:
        """Return a `receive` that gives the whole body at once; raises `TooLarge` where it is too long."""
        limit = self._limits.request_bytes
        error = TooLarge(
            f"the request has more than the {limit:,} bytes that are taken here. Cut the text, or read it with "
            "`sayso read`."
        )
        declared = headers.get("content-length", "0")
        if declared.isdigit() and int(declared) > _PATIENCE * limit:
            raise error
        body, length, more = bytearray(), 0, True
        while more:
            message = await receive()
            if message["type"] != "http.request":
                return _replayed(message, receive)
            piece = message.get("body", b"")
            length += len(piece)
            more = message.get("more_body", False)
            if length <= limit:
                body += piece
            elif not more or length > _PATIENCE * limit:
                # A browser shows no answer before it has sent everything, so that some of it is heard out.
                raise error
        return _replayed({"type": "http.request", "body": bytes(body), "more_body": False}, receive)


def client_of(request: Request) -> str:
    """Return by what a client's requests are counted: the token's name, else the address."""
    holder: Holder | None = request.state.holder
    address = request.client.host if request.client else "unknown"
    return address if holder is None or request.app.state.service.tokens is None else f"token {holder.name}"


def _replayed(message: _MESSAGE, receive: _Receive) -> _Receive:
    pending = [message]

    async def receive_again() -> _MESSAGE:
        return pending.pop() if pending else await receive()

    return receive_again


def _host(header: str) -> str:
    """Return the name in a `Host` header without its port."""
    try:
        return (urlsplit(f"//{header}").hostname or "").lower()
    except ValueError:
        return ""
