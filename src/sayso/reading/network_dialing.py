"""Connections: part of the network, used by `network` alone."""

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import httpcore
import httpx

from sayso.errors import RefusedAddress
from sayso.reading.network_addresses import is_public

Resolve = Callable[[str, int], Sequence[str]]


def resolve(host: str, port: int) -> Sequence[str]:
    """Return the addresses of a host, as the system knows them; raises `OSError` where it knows none.

    Names like `2130706433` and `0177.1` are addresses to the system, so that they are checked as such.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


@dataclass(slots=True)
class Transport(httpx.BaseTransport):
    """Carries httpx's requests over connections that `Dialer` makes, which httpx's own transport has no place for."""

    pool: httpcore.ConnectionPool

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and give the answer, its body still to come."""
        target = request.url
        response = self.pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(scheme=target.raw_scheme, host=target.raw_host, port=target.port, target=target.raw_path),
                headers=request.headers.raw,
                content=request.stream,
            )
        )
        return httpx.Response(response.status, headers=response.headers, stream=_Stream(response.stream))

    def close(self) -> None:
        """End all connections."""
        self.pool.close()


@dataclass(slots=True)
class _Stream(httpx.SyncByteStream):
    """The body of an answer, as it comes."""

    inner: Any

    def __iter__(self) -> Iterator[bytes]:
        yield from self.inner

    def close(self) -> None:
        self.inner.close()


@dataclass(slots=True)
class Dialer(httpcore.NetworkBackend):
    """Makes connections, to checked addresses only, and ends them when the time is up.

    The time of the system's resolver is its own; it counts, but cannot be cut short.
    """

    resolve: Resolve
    allow_private: bool
    seconds: float
    deadline: float = 0.0

    def start(self) -> None:
        """Let the time for one answer begin."""
        self.deadline = time.monotonic() + self.seconds

    def left(self, timeout: float | None = None) -> float:
        """Return the seconds left, `timeout` at most; raises `httpcore.ReadTimeout` where there are none."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("time is up")
        return left if timeout is None else min(left, timeout)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of the host that answers."""
        addresses = self._checked(host, port)
        for number, address in enumerate(addresses, start=1):
            try:
                # An address that does not answer must leave time for the next.
                share = self.left(timeout) / (len(addresses) - number + 1)
                stream = httpcore.SyncBackend().connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(addresses):
                    raise
            else:
                return _Timed(stream, self)
        raise httpcore.ConnectError("the host has no address")

    def _checked(self, host: str, port: int) -> Sequence[str]:
        try:
            found = self.resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(getattr(error, "strerror", None) or str(error)) from None
        if self.allow_private:
            return found
        public = [address for address in found if is_public(address)]
        if found and not public:
            raise RefusedAddress(
                f"{host}: its address {found[0]} is not one of the public internet, so it is not asked. "
                "If it is yours, `sayso watch --allow-private` asks it."
            )
        return public


@dataclass(slots=True)
class _Timed(httpcore.NetworkStream):
    """A connection every act of which ends when the time for the answer is up."""

    inner: httpcore.NetworkStream
    dialer: Dialer

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.inner.read(max_bytes, self.dialer.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.inner.write(buffer, self.dialer.left(timeout))

    def close(self) -> None:
        self.inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Timed(self.inner.start_tls(ssl_context, server_hostname, self.dialer.left(timeout)), self.dialer)

    def get_extra_info(self, info: str) -> Any:
        return self.inner.get_extra_info(info)
