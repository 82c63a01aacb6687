"""robots.txt: obeyed, its Crawl-delay applied, and a site whose robots.txt cannot be had is left alone for now."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http.request import NO_CALLBACK

from spiders.politeness import pace

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

MAX_ROBOTS_BYTES = 512_000
LONGEST_DELAY = 300.0
TOO_MANY_REQUESTS = 429


class RobotsDisallowedError(IgnoreRequest):
    """robots.txt forbids the page."""


class RobotsUnavailableError(IgnoreRequest):
    """robots.txt could not be read, so nothing of the site may be fetched now."""


class RobotsMiddleware:
    """A rule for each kind of answer (RFC 9309): 2xx is obeyed, 4xx means no rules, all else means wait."""

    def __init__(self, crawler: Crawler) -> None:
        """Ask as the crawler's own user agent."""
        self.crawler = crawler
        self.agent: str = crawler.settings["USER_AGENT"]
        self._rules: dict[str, asyncio.Task[Protego | RobotsUnavailableError]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make one for *crawler*."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Refuse what the rules forbid, and everything where the rules could not be read."""
        if request.meta.get("is_robots"):
            return
        parts = urlsplit(request.url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = asyncio.ensure_future(self._fetch(site))
        rules = await asyncio.shield(self._rules[site])
        if isinstance(rules, RobotsUnavailableError):
            raise RobotsUnavailableError(str(rules)) from rules.__cause__
        if not rules.can_fetch(request.url, self.agent):
            msg = f"{site}/robots.txt forbids it"
            raise RobotsDisallowedError(msg)

    async def _fetch(self, site: str) -> Protego | RobotsUnavailableError:
        """Return the rules of *site*, or why they cannot be had."""
        request = Request(f"{site}/robots.txt", meta={"is_robots": True}, callback=NO_CALLBACK, priority=1000)
        host = urlsplit(site).hostname or ""
        try:
            assert self.crawler.engine is not None  # noqa: S101 - for the type checker
            response = await self.crawler.engine.download_async(request)
        except Exception as error:  # noqa: BLE001 - whatever kept it away, the rules are unknown
            problem = RobotsUnavailableError(f"{site}/robots.txt cannot be had: {error or type(error).__name__}")
            problem.__cause__ = error
        else:
            if response.status != TOO_MANY_REQUESTS and 200 <= response.status < 500:  # noqa: PLR2004 - HTTP
                return self._read(response, host)
            problem = RobotsUnavailableError(f"{site}/robots.txt answered {response.status}")
        self._note(host, "unavailable", None)
        return problem

    def _read(self, response: Response, host: str) -> Protego:
        has_rules = response.status < 300  # noqa: PLR2004 - HTTP
        body = response.body[:MAX_ROBOTS_BYTES] if has_rules else b""
        text = body.decode("utf-8-sig", "replace")
        rules = Protego.parse(text)
        delay = rules.crawl_delay(self.agent)
        if delay:
            pace(self.crawler, host, min(float(delay), LONGEST_DELAY))
        self._note(host, "obeyed" if has_rules else "none", delay, text)
        return rules

    def _note(self, host: str, robots: str, delay: float | None, text: str | None = None) -> None:
        self.crawler.spider.note_robots(host, robots, delay, text)  # type: ignore[union-attr]
