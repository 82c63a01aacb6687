"""A web site on loopback for the real spiders: answers from a table, remembers every request."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SENTENCES = (
    "The ministry said on Monday that the agreement had been reached after several months of talks.",
    "Officials declined to say how much the contract was worth or when it would be signed.",
    "A spokesman added that further details would be published in the coming weeks.",
)


@dataclass(frozen=True)
class Answer:
    """What the site says to one request."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    delay: float = 0.0


@dataclass(frozen=True)
class Asked:
    """One request that the site saw."""

    path: str
    headers: Mapping[str, str]
    moment: float


Handler = Callable[[Asked], Answer]


class Site:
    """Serves *pages* (path → answer, or a function of the request) until it is closed."""

    def __init__(self, pages: dict[str, Answer | Handler], host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen on a free port of *host*."""
        self.pages = pages
        self.asked: list[Asked] = []
        site = self

        class OneRequest(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                asked = Asked(self.path, dict(self.headers), time.monotonic())
                site.asked.append(asked)
                self.answer(site.answer(asked))

            def answer(self, answer: Answer) -> None:
                time.sleep(answer.delay)
                try:
                    self.send_response(answer.status)
                    for name, value in answer.headers.items():
                        self.send_header(name, value)
                    if answer.status != 304:
                        self.send_header("Content-Length", str(len(answer.body)))
                    self.end_headers()
                    self.wfile.write(answer.body)
                except OSError:
                    self.close_connection = True

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
                """Stay silent."""

        self.server = ThreadingHTTPServer((host, port), OneRequest)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None  # type: ignore[method-assign]  # clients that are killed hang up
        self.url = f"http://{host}:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True)
        self.thread.start()

    def answer(self, asked: Asked) -> Answer:
        """Find the answer to one request; 404 where there is none."""
        found = self.pages.get(asked.path)
        if found is None:
            return Answer(b"<html><body>not found</body></html>", 404)
        return found(asked) if callable(found) else found

    def count(self, path: str) -> int:
        """Say how often *path* was asked for."""
        return sum(asked.path == path for asked in self.asked)

    def close(self) -> None:
        """Stop serving."""
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


def article(number: int, text: str = "", title: str = "") -> Answer:
    """Return a page with an article that no other number has; *text* is one more paragraph."""
    title = title or f"Report number {number} on the negotiations between both governments"
    body = " ".join(SENTENCES) + f" This is dispatch number {number} of the series."
    menu = "".join(f"<li><a href='/topic/{name}'>{name}</a></li>" for name in ("World", "Sport", "Weather"))
    html = (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{title}</title></head><body>"
        f"<nav><ul>{menu}</ul></nav><main><article><h1>{title}</h1><p>{body}</p><p>{text}</p>"
        f"<p>Observers in the capital spoke of a routine matter, number {number * 7919}, and expected no change "
        f"of policy before the end of the year.</p></article></main><footer>Imprint</footer></body></html>"
    )
    return Answer(html.encode())


def rss(base: str, paths: list[str], title: str = "Feed") -> Answer:
    """Return an RSS feed that lists *paths* of *base*."""
    items = "".join(f"<item><title>Item {path}</title><link>{base}{path}</link></item>" for path in paths)
    xml = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'
    return Answer(xml.encode(), headers={"Content-Type": "application/rss+xml"})


def sitemap(base: str, paths: list[str], tag: str = "url", root: str = "urlset") -> Answer:
    """Return a sitemap (or with other tags an index) that lists *paths* of *base*."""
    items = "".join(f"<{tag}><loc>{base}{path}</loc></{tag}>" for path in paths)
    xml = f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{items}</{root}>'
    return Answer(xml.encode(), headers={"Content-Type": "application/xml"})
