"""The network: the only module, with `network_dialing` behind it, that touches it.

Every connection goes through `Dialer`, which resolves the name, checks the addresses, and connects to one that
it has checked; the name stays what TLS verifies and what the `Host` header says.  So neither a redirect nor a name
that changes its address leads into a private network.  No proxy is used: behind one, nobody could check.

An answer is read as it comes and given up when it grows too long, packed or unpacked, or takes too long from the
name to the last byte.  Hosts are asked one request at a time, with a pause between two.
"""

import re
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpcore
import httpx

from sayso import __version__
from sayso.errors import FailedAnswer, HostOnHold, RefusedAddress, UnfitAnswer, Unreachable, UsageError
from sayso.reading.network_addresses import check_url
from sayso.reading.network_answers import (
    backoff,
    check_type,
    failure,
    is_passing,
    next_url,
    read_body,
    retry_after,
)
from sayso.reading.network_dialing import Dialer, Resolve, Transport, resolve

PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
FEED_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
    "application/json",
    "application/xml",
    "text/xml",
    *PAGE_TYPES,  # many servers know no better; what it is, its first bytes tell
)

Permit = Callable[[str], None]

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_CONTACT = re.compile(r"[!-'*-~]{1,200}")  # what may stand in the brackets of a header
_FIRST_PAUSE, _LONGEST_PAUSE = 4.0, 3_600.0  # seconds for which a host is left alone after it failed


@dataclass(frozen=True, slots=True)
class Limits:
    """What a fetch may cost: bytes of an answer, unpacked; seconds for an answer; redirects.

    `gap` is the pause between two requests to one host, and `patience` the longest wait for a host, in seconds.
    """

    size: int = 16_000_000
    seconds: float = 30.0
    redirects: int = 5
    gap: float = 1.0
    patience: float = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; `url` is where it came from, after redirects.

    `data` is None where what is there is still what the `etag` and `modified` that were sent describe.
    """

    url: str
    data: bytes | None
    content_type: str | None
    etag: str | None
    modified: str | None


@dataclass(slots=True)
class _Host:
    """How a host is treated; `free_at` is a moment of `time.monotonic`, the others are seconds and a count."""

    gap: float
    free_at: float = 0.0
    failures: int = 0


@dataclass(slots=True)
class Network:
    """Fetches and delivers, politely and within limits.  For one thread.

    `contact` is an address for those who wonder who is asking; it is sent along.  With `allow_private` private and
    local addresses are asked too.  `resolve` and `rest` are there to be replaced: how names become addresses, and
    how to wait.
    """

    contact: str | None = None
    allow_private: bool = False
    limits: Limits = field(default_factory=Limits)
    resolve: Resolve = resolve
    rest: Callable[[float], None] = time.sleep
    _hosts: dict[str, _Host] = field(default_factory=dict)
    _trust: ssl.SSLContext | None = None

    def __post_init__(self) -> None:
        """Refuse a contact that would break the header it stands in."""
        if self.contact is not None and not _CONTACT.fullmatch(self.contact):
            raise UsageError(f"{self.contact!r} is no contact. Give an address of the web or of mail, without blanks.")

    @property
    def agent(self) -> str:
        """The name under which Sayso asks."""
        return f"sayso/{__version__}" + (f" (+{self.contact})" if self.contact else "")

    def fetch(
        self,
        url: str,
        *,
        types: Sequence[str] = (),
        etag: str | None = None,
        modified: str | None = None,
        permit: Permit | None = None,
        size: int | None = None,
    ) -> Answer:
        """Fetch what is at `url`, which may lead on to elsewhere; wait until its host may be asked.

        `types` are the media types taken, all where none is named.  `etag` and `modified` are those of an answer
        had before.  `permit` is asked before every request and raises where it must not be made.  `size` is the
        most bytes taken, where it is not that of the limits.

        Raises `RefusedAddress`, `Unreachable`, `FailedAnswer`, `UnfitAnswer` or `HostOnHold`.
        """
        headers = {"Accept": ", ".join((*types, "*/*;q=0.1")), "Accept-Encoding": "gzip"}
        headers |= {"If-None-Match": etag} if etag else {}
        headers |= {"If-Modified-Since": modified} if modified else {}
        target = check_url(url)
        with self._line() as line:
            for _ in range(self.limits.redirects + 1):
                if permit:
                    permit(str(target))
                with self._asked(line, line.client.build_request("GET", target, headers=headers)) as response:
                    leads_on = response.status_code in _REDIRECTS and "location" in response.headers
                    if not leads_on:
                        known = response.status_code == 304 and bool(etag or modified)
                        return _answer(response, types, size or self.limits.size, known=known)
                    target = next_url(target, response.headers["location"])
        raise UnfitAnswer(
            f"{url}: it was redirected more than {self.limits.redirects} times, last to {target}. "
            "Open it in a browser and give the address at which it ends."
        )

    def post(self, url: str, data: bytes, *, content_type: str, key: str, tries: int = 3) -> None:
        """Deliver `data`; `key` is sent along, by which the receiver knows a delivery that is repeated.

        Tried again, ever later, where the host cannot be reached or says that it is busy or broken; redirects are
        not followed.  Raises what `fetch` raises.
        """
        headers = {"Content-Type": content_type, "Idempotency-Key": key}
        target = check_url(url)
        for tries_left in reversed(range(tries)):
            try:
                with (
                    self._line() as line,
                    self._asked(line, line.client.build_request("POST", target, headers=headers, content=data)) as sent,
                ):
                    if sent.is_success:
                        return
                    raise failure(sent, url)
            except (Unreachable, FailedAnswer) as error:
                if not tries_left or (isinstance(error, FailedAnswer) and not is_passing(error.status)):
                    raise

    def slow_down(self, url: str, gap: float) -> None:
        """Leave at least `gap` seconds between two requests to the host of `url` from now on."""
        host = self._host(check_url(url))
        host.free_at += max(0.0, gap - host.gap)
        host.gap = max(host.gap, gap)

    def wait_for(self, url: str) -> float:
        """Return how many seconds it takes until the host of `url` may be asked; none for what is never asked."""
        try:
            host = self._host(check_url(url))
        except RefusedAddress:
            return 0.0
        return max(0.0, host.free_at - time.monotonic())

    def _host(self, url: httpx.URL) -> _Host:
        return self._hosts.setdefault(url.host, _Host(self.limits.gap))

    @contextmanager
    def _line(self) -> Iterator["_Line"]:
        self._trust = self._trust or httpx.create_ssl_context()
        dialer = Dialer(self.resolve, self.allow_private, self.limits.seconds)
        transport = Transport(httpcore.ConnectionPool(ssl_context=self._trust, network_backend=dialer))
        # A client of its own for each fetch: cookies last from redirect to redirect and no longer.
        with httpx.Client(
            transport=transport, headers={"User-Agent": self.agent}, trust_env=False, timeout=None
        ) as client:
            yield _Line(client, dialer)

    @contextmanager
    def _asked(self, line: "_Line", request: httpx.Request) -> Iterator[httpx.Response]:
        """Wait for the host's turn, send the request, give the answer, and note what became of it."""
        host = self._host(request.url)
        self._wait_turn(host, request.url)
        line.dialer.start()
        pause: float | None = None
        try:
            with _explained(request.url, self.limits):
                response = line.client.send(request, stream=True)
                try:
                    if is_passing(response.status_code):
                        pause = retry_after(response.headers) or 0.0
                    yield response
                finally:
                    response.close()
        except Unreachable:
            pause = 0.0
            raise
        finally:
            host.failures = 0 if pause is None else host.failures + 1
            if pause is not None:
                pause = pause or backoff(host.failures, first=_FIRST_PAUSE, longest=_LONGEST_PAUSE)
            host.free_at = time.monotonic() + max(host.gap, pause or 0.0)

    def _wait_turn(self, host: _Host, url: httpx.URL) -> None:
        wait = host.free_at - time.monotonic()
        if wait > self.limits.patience:
            why = f"failed {host.failures} times" if host.failures else "asks for such long pauses"
            raise HostOnHold(
                f"{url}: {url.host} is left alone for another {wait:.0f} seconds, because it {why}. Try again then.",
                seconds=wait,
            )
        if wait > 0:
            self.rest(wait)


def _answer(response: httpx.Response, types: Sequence[str], size: int, *, known: bool) -> Answer:
    """Make of a response what the caller gets; `known` where nothing is new."""
    url = str(response.url)
    if not response.is_success and not known:
        raise failure(response, url)
    if types and not known:
        check_type(response, types, url)
    return Answer(
        url=url,
        data=None if known else read_body(response, size, url),
        content_type=response.headers.get("content-type"),
        etag=response.headers.get("etag"),
        modified=response.headers.get("last-modified"),
    )


@contextmanager
def _explained(url: httpx.URL, limits: Limits) -> Iterator[None]:
    """Turn what the libraries raise into errors that say what, where, and what to do."""
    try:
        yield
    except httpcore.TimeoutException:
        raise Unreachable(
            f"{url}: there was no whole answer within {limits.seconds:g} seconds. Try again later."
        ) from None
    except httpcore.ConnectError as error:
        raise Unreachable(
            f"{url}: no connection to {url.host} ({error}). Check the address and your connection."
        ) from error
    except (httpcore.RemoteProtocolError, httpx.RemoteProtocolError) as error:
        raise UnfitAnswer(f"{url}: the answer is broken or was cut short ({error}). Try again later.") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError, httpx.StreamError) as error:
        raise Unreachable(f"{url}: the connection broke ({error}). Try again later.") from error


@dataclass(frozen=True, slots=True)
class _Line:
    """What one fetch asks through."""

    client: httpx.Client
    dialer: Dialer
