"""Serves the sample site on loopback."""

from __future__ import annotations

import hashlib
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, NamedTuple, Self

from tracker.demo import lists
from tracker.demo.outlets import load_outlets, utc_today
from tracker.demo.pages import article_page, front_page

if TYPE_CHECKING:
    from datetime import date

    from tracker.demo.outlets import Outlet, Story

HOST = "127.0.0.1"
PORT = 8733  # where it is free, so that a store that is kept meets the same addresses again


class Page(NamedTuple):
    """One answer."""

    body: bytes
    content_type: str

    @property
    def etag(self) -> str:
        """What tells one version of the page from the next."""
        return f'"{hashlib.blake2b(self.body, digest_size=8).hexdigest()}"'


class SampleSite:
    """The sample site, served from a thread until it is closed; a context manager."""

    def __init__(self, today: date | None = None, port: int = PORT) -> None:
        """Serve the site as on *today* (UTC; else the present day), on *port* where it is free, else on any other."""
        self.pages: dict[str, Page] = {}
        self.server = _listen(port, self.pages)
        self.url = f"http://{HOST}:{self.server.server_address[1]}"
        self.outlets = load_outlets()
        self.pages |= site_pages(self.outlets, today or utc_today(), self.url)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True)
        self.thread.start()

    def close(self) -> None:
        """Stop serving."""
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def __enter__(self) -> Self:
        """Return the site itself."""
        return self

    def __exit__(self, *exc: object) -> None:
        """Stop serving."""
        self.close()


def site_pages(outlets: tuple[Outlet, ...], today: date, base: str) -> dict[str, Page]:
    """Return every page of the site by its path."""
    pages = {"/robots.txt": Page(lists.robots(outlets), "text/plain; charset=utf-8")}
    for outlet in outlets:
        home = f"/{outlet.folder}/"
        html = f"text/html; charset={outlet.charset}" if outlet.charset_in_header else "text/html"
        pages[home] = Page(front_page(outlet, base), html)
        if "rss" in outlet.lists:
            pages[f"{home}rss.xml"] = Page(lists.rss(outlet, today, base), "application/rss+xml")
        if "atom" in outlet.lists:
            pages[f"{home}atom.xml"] = Page(lists.atom(outlet, today, base), "application/atom+xml")
        if "sitemap" in outlet.lists:
            pages[f"{home}sitemap.xml"] = Page(lists.sitemap_index(outlet, base), "application/xml")
            pages[f"{home}news-sitemap.xml"] = Page(lists.news_sitemap(outlet, today, base), "application/xml")
        for story in outlet.stories:
            if story.kind != "missing":
                pages[outlet.path(story)] = Page(_body(outlet, story, today, base), html)
    return pages


def _body(outlet: Outlet, story: Story, today: date, base: str) -> bytes:
    return b"" if story.kind == "empty" else article_page(outlet, story, today, base)


def _listen(port: int, pages: dict[str, Page]) -> ThreadingHTTPServer:
    class OneRequest(BaseHTTPRequestHandler):
        """Answers from the table of pages."""

        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            """Answer with the page, with 304 where the client has it, with 404 where there is none."""
            page = pages.get(self.path.partition("?")[0])
            if page is None:
                self._answer(HTTPStatus.NOT_FOUND, Page(b"<html><body>404</body></html>", "text/html"))
            elif page.body and self.headers.get("If-None-Match") == page.etag:
                self._answer(HTTPStatus.NOT_MODIFIED, page)
            else:
                self._answer(HTTPStatus.OK, page)

        def _answer(self, status: HTTPStatus, page: Page) -> None:
            self.send_response(status)
            self.send_header("ETag", page.etag)
            if status != HTTPStatus.NOT_MODIFIED:
                self.send_header("Content-Type", page.content_type)
                self.send_header("Content-Length", str(len(page.body)))
            self.end_headers()
            if status != HTTPStatus.NOT_MODIFIED:
                self.wfile.write(page.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            """Stay silent."""

    try:
        server = ThreadingHTTPServer((HOST, port), OneRequest)
    except OSError:
        server = ThreadingHTTPServer((HOST, 0), OneRequest)
    server.daemon_threads = True
    return server
