"""A proxy before the server that answers 429 to some bulk requests and breaks some connections: seeded, counted."""

from __future__ import annotations

import http.client
import random
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from types import TracebackType
    from urllib.parse import SplitResult

_BUSY = (429, {"content-type": "application/json"}, b'{"error":"too busy","status":429}')
_UNSENT = {"refuse", "break-before"}
_HOP = {"connection", "transfer-encoding", "content-length", "host", "keep-alive"}


class FaultyProxy:
    """Passes requests on to *target*; *refuse* and *break_off* are the shares of bulk requests that go wrong.

    Half of the broken connections break before the request is passed on, half after: then the server has done the work
    and only its answer is lost.
    """

    def __init__(self, target: str, *, refuse: float = 0.0, break_off: float = 0.0, seed: int = 1) -> None:
        """Listen on a free port of loopback."""
        self.refuse, self.break_off = refuse, break_off
        self.counts: Counter[str] = Counter()
        self._random = random.Random(seed)  # noqa: S311 - faults, no secret
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self, urlsplit(target)))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        """Serve."""
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()

    def fate(self, path: str) -> str:
        """Draw what happens to a request."""
        if "_bulk" not in path:
            return "pass"
        with self._lock:
            draw = self._random.random()
            after = self._random.random() < 0.5
        if draw < self.refuse:
            fate = "refuse"
        elif draw < self.refuse + self.break_off:
            fate = "break-after" if after else "break-before"
        else:
            fate = "pass"
        with self._lock:
            self.counts[fate] += 1
        return fate


def _handler(proxy: FaultyProxy, target: SplitResult) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """One connection."""

        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Be silent."""

        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            fate = proxy.fate(self.path)
            answer = {"refuse": _BUSY, "break-before": None}[fate] if fate in _UNSENT else self._pass_on(body)
            if fate == "break-after" or answer is None:
                self.close_connection = True
            else:
                self._answer(*answer)

        def _pass_on(self, body: bytes) -> tuple[int, dict[str, str], bytes] | None:
            upstream = http.client.HTTPConnection(target.hostname or "", target.port, timeout=60)
            headers = {key: value for key, value in self.headers.items() if key.lower() not in _HOP}
            try:
                upstream.request(self.command, self.path, body, headers)
                answer = upstream.getresponse()
                return answer.status, dict(answer.getheaders()), answer.read()
            except OSError:
                return None
            finally:
                upstream.close()

        def _answer(self, status: int, headers: dict[str, str], content: bytes) -> None:
            self.send_response(status)
            for key, value in headers.items():
                if key.lower() not in _HOP:
                    self.send_header(key, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _serve  # noqa: N815 - the names that http.server calls

    return Handler
