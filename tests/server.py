"""A web server on loopback for tests: each path has its answer, and every request is remembered."""

import threading
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Reply:
    body: bytes = b""
    status: int = 200
    kind: str | None = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None  # what Content-Length says, where that is not the length


@dataclass
class Request:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


Answering = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: "Site"

    def do_GET(self):
        self._answer()

    def do_POST(self):
        self._answer()

    def _answer(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.site.requests.append(Request(self.command, self.path, headers, body))
        reply = self.site.replies.get(self.path, Reply(b"nothing here", 404))
        if isinstance(reply, list):
            reply = reply.pop(0) if len(reply) > 1 else reply[0]
        self.close_connection = True
        if callable(reply):
            with suppress(OSError):  # the other side had enough
                reply(self)
            return
        self.reply(reply)

    def reply(self, reply):
        etag = reply.headers.get("ETag")
        if etag and self.headers.get("If-None-Match") == etag:
            reply = Reply(status=304, kind=None, headers={"ETag": etag})
        self.send_response(reply.status)
        if reply.kind is not None:
            self.send_header("Content-Type", reply.kind)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.status != 304:
            self.send_header("Content-Length", str(len(reply.body) if reply.length is None else reply.length))
        self.send_header("Connection", "close")
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(reply.body)

    def log_message(self, *_):
        pass


@dataclass
class Site:
    """What the server answers, by path, and what it was asked.  A list is answered one by one, its last for good."""

    port: int = 0
    replies: dict[str, Reply | list[Reply] | Answering] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)

    def url(self, path="/", host="127.0.0.1"):
        return f"http://{host}:{self.port}{path}"

    def asked(self, path):
        return [request for request in self.requests if request.path == path]


@contextmanager
def serving(tls=None):
    """Run a server until the block ends; `tls` is the context of one that speaks https."""
    site = Site()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Mine", (Handler,), {"site": site}))
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
