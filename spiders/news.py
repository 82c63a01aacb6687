"""The one spider: fetches what the frontier hands out, has it read in worker processes, records the outcome."""

from __future__ import annotations

import asyncio
import hashlib
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

from scrapy import Request, Spider
from w3lib.encoding import http_content_type_encoding

from spiders.outcomes import failure_visit, final_url, refused, unchanged, visit_of
from spiders.politeness import least_delay, pace
from spiders.scheduler import FrontierScheduler
from tracker import __version__
from tracker.config import Settings, load_settings
from tracker.crawl.leases import LONGEST_WAIT_IN_RUN, Visit
from tracker.crawl.links import LISTINGS
from tracker.crawl.pool import LocalFaultError, WorkerDiedError, WorkerPool, prepare_workers
from tracker.crawl.urls import host_of
from tracker.errors import CrawlError, StoreError
from tracker.ingest import PageTask, Reading, open_recorder

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.settings import BaseSettings
    from twisted.python.failure import Failure

    from tracker.crawl.leases import Lease
    from tracker.crawl.source import Source

READER = "tracker.ingest.read:read_page"
HEARTBEAT_SECONDS = 30.0
WATCH_SECONDS = 0.5
BACKFILL_PAGES = 1_000_000
MAX_WORKERS = 8
SLOWED_DELAY = 1.0
SLOWEST_DELAY = 30.0
SITEMAP_MAXSIZE = 20 * 1024 * 1024


class GivenBackError(CrawlError):
    """A URL that was in hand goes back to the frontier unvisited, as the crawl stops."""


class NewsSpider(Spider):
    """Crawls *sources*; a class of the catalogue has one as its own."""

    name = "news"
    source: ClassVar[Source | None] = None

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Scrapy's signature
        sources: Iterable[Source] = (),
        limit: int | str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        on_visit: Callable[[Lease, Visit], None] | None = None,
        settings_given: Settings | None = None,
        **kwargs: Any,  # noqa: ANN401 - Scrapy's signature
    ) -> None:
        """Prepare a run.

        *limit* bounds the pages of each source; *since* and *until* what of its lists counts, and *since* has every
        list read anew and to its end. *on_visit* is told of each outcome.
        """
        super().__init__(*args, **kwargs)
        own = [self.source] if self.source is not None else []
        self.sources = {source.id: source for source in (*own, *sources)}
        self.limit = int(limit) if limit is not None else None
        self.since, self.until = since, until
        self.on_visit = on_visit
        self.stopping = False
        self.problem: str | None = None
        self.waiting: dict[str, float] = {}
        self.tracker = settings_given or load_settings()
        self.recorder = open_recorder(self.tracker)
        self._open()
        prepare_workers()
        self.pool = WorkerPool(READER, self.tracker.workers or min(os.cpu_count() or 1, MAX_WORKERS))

    def _open(self) -> None:
        frontier = self.recorder.frontier
        try:
            self.run = frontier.begin(list(self.sources))
            for source in self.sources.values():
                until = frontier.blocked_until(map(host_of, source.beginnings))
                if until > frontier.clock() + LONGEST_WAIT_IN_RUN:
                    self.waiting[source.id] = until
                    continue
                frontier.seed(source.id, "section", source.sections)
                frontier.seed(source.id, "sitemap", source.sitemaps)
                frontier.seed(source.id, "feed", source.feeds)
                frontier.seed(source.id, "page", source.pages)
        except BaseException:
            self.recorder.close()
            raise

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Name the crawler and whom to write to."""
        super().update_settings(settings)
        tracker = settings.get("TRACKER") or load_settings()
        settings.set("USER_AGENT", user_agent(tracker), priority="spider")
        settings.set("DOWNLOAD_TIMEOUT", tracker.download_timeout, priority="spider")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:  # noqa: ANN401 - Scrapy's signature
        """Make a spider with the tracker's settings of *crawler*."""
        return super().from_crawler(crawler, *args, settings_given=crawler.settings.get("TRACKER"), **kwargs)

    async def start(self) -> AsyncIterator[Any]:
        """Begin with what the frontier holds: the scheduler asks it, nothing is yielded here."""
        asyncio.get_event_loop().call_later(HEARTBEAT_SECONDS, self._heartbeat)
        asyncio.get_event_loop().call_later(WATCH_SECONDS, self._watch_for_the_end)
        nothing: tuple[Any, ...] = ()
        for never in nothing:
            yield never

    def _heartbeat(self) -> None:
        if self.stopping:
            return
        self._guarded(self.recorder.frontier.renew)
        asyncio.get_event_loop().call_later(HEARTBEAT_SECONDS, self._heartbeat)

    def _watch_for_the_end(self) -> None:
        """Once Scrapy was asked to stop, give back what waits for its turn: it may be minutes at a slow pace."""
        engine = self.crawler.engine
        if self.stopping or engine is None:
            return
        if engine._slot is not None and engine._slot.closing is not None:  # noqa: SLF001 - there is no other way
            for slot in engine.downloader.slots.values():
                while slot.queue:
                    slot.queue.popleft()[1].errback(GivenBackError("the crawl stops"))
        asyncio.get_event_loop().call_later(WATCH_SECONDS, self._watch_for_the_end)

    def page_limit(self, source: str) -> int:
        """Return how many pages of *source* this run may fetch."""
        most = self.sources[source].max_pages if self.since is None else BACKFILL_PAGES
        return most if self.limit is None else min(self.limit, most)

    def request(self, lease: Lease) -> Request:
        """Make the request for *lease*, conditional where its page was read before."""
        source = self.sources[lease.source]
        host = host_of(lease.url)
        if source.crawl_delay is not None:
            pace(self.crawler, host, source.crawl_delay)
        headers = {}
        if self._is_known(lease):
            headers = {"If-None-Match": lease.etag, "If-Modified-Since": lease.last_modified}
        meta: dict[str, Any] = {"lease": lease, "autothrottle_dont_adjust_delay": source.crawl_delay is not None}
        if lease.kind == "sitemap":
            meta["download_maxsize"] = SITEMAP_MAXSIZE
        return Request(
            lease.url,
            callback=self.parse,
            errback=self.failed,
            headers={name: value for name, value in headers.items() if value},
            meta=meta,
            dont_filter=True,
        )

    async def parse(self, response: Response) -> None:
        """Read what came and record what came of it."""
        lease: Lease = response.meta["lease"]
        visit = refused(response, lease)
        if visit is None:
            try:
                visit = await self._read(lease, response)
            except LocalFaultError as error:
                self._stop(f"pages cannot be read on this machine: {error}")
                return
        self._record(lease, visit)

    def failed(self, failure: Failure) -> None:
        """Record why nothing came."""
        if isinstance(failure.value, GivenBackError):
            return
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy sets it
        self._record(request.meta["lease"], failure_visit(failure.value or CrawlError(str(failure))))

    async def _read(self, lease: Lease, response: Response) -> Visit:
        digest = hashlib.sha256(response.body).digest()
        if digest == lease.body_sha256 and self._is_known(lease):
            return unchanged(lease, response.status, "same-body")
        try:
            reading = await asyncio.wrap_future(self.pool.submit(self._task(lease, response)))
        except LocalFaultError:
            raise
        except WorkerDiedError as error:
            reading = Reading(reason=error.reason, detail=str(error))
        except CrawlError as error:
            reading = Reading(reason="internal-error", detail=str(error))
        return visit_of(reading, lease, response, digest)

    def _is_known(self, lease: Lease) -> bool:
        """Say whether an answer that did not change needs no reading."""
        if self.since is not None and lease.kind in LISTINGS:
            return False
        return lease.outcome in {"tagged", "untagged", "duplicate"} and lease.body_sha256 is not None

    def _task(self, lease: Lease, response: Response) -> PageTask:
        header = (response.headers.get("Content-Type", b"") or b"").decode("latin-1")
        language = (response.headers.get("Content-Language", b"") or b"").decode("latin-1") or None
        from_list = lease.origin in {"feed", "sitemap"}
        return PageTask(
            url=final_url(lease, response) or response.url,
            kind=lease.kind,
            source=self.sources[lease.source],
            body=response.body,
            charset=http_content_type_encoding(header),
            content_language=language,
            fetched_at=datetime.now(UTC),
            since=self.since,
            until=self.until,
            hint_title=lease.title if from_list else None,
            hint_published_at=lease.published_at,
            hint_language=lease.language,
            hint_origin=lease.origin if from_list else None,
        )

    def _record(self, lease: Lease, visit: Visit) -> None:
        def record() -> None:
            judged = self.recorder.record(lease, visit)
            if self.on_visit is not None:
                self.on_visit(lease, judged)

        self._guarded(record)
        if visit.status in {429, 503} or visit.retry_after:
            self._slow_down(lease, visit)
        self._scheduler().done(lease)

    def _slow_down(self, lease: Lease, visit: Visit) -> None:
        """Ask the host of *lease* less often, and not at all for as long as it said."""
        host = host_of(lease.url)
        pace(self.crawler, host, min(max(least_delay(self.crawler, host) * 2, SLOWED_DELAY), SLOWEST_DELAY))
        if visit.retry_after:
            self._guarded(lambda: self.recorder.frontier.block_host(host, visit.retry_after or 0.0))
            self._scheduler().hold(lease.source, visit.retry_after)

    def _scheduler(self) -> FrontierScheduler:
        assert self.crawler.engine is not None  # noqa: S101 - for the type checker
        scheduler = self.crawler.engine.scheduler
        assert isinstance(scheduler, FrontierScheduler)  # noqa: S101 - for the type checker
        return scheduler

    def _guarded(self, action: Callable[[], object]) -> None:
        """Run *action*; where the store can no longer be written, stop the crawl and say why."""
        try:
            action()
        except StoreError as error:
            self._stop(str(error))

    def _stop(self, problem: str) -> None:
        """End the crawl because of *problem*; what is in hand goes back to the frontier."""
        if self.problem is None and not self.stopping:
            self.problem = problem
            self.stopping = True
            if self.crawler.engine is not None:
                self.closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="problem"))

    def note_robots(self, host: str, robots: str, delay: float | None, text: str | None) -> None:
        """Keep what robots.txt of *host* said."""
        self._guarded(lambda: self.recorder.frontier.note_host(host, robots, delay, text))

    def end(self, reason: str) -> None:
        """Close the run and free everything."""
        self.stopping = True
        self._guarded(lambda: self.recorder.frontier.end(reason))
        self.pool.close()
        self.recorder.close()


def user_agent(tracker: Settings) -> str:
    """Return how the crawler introduces itself to sites and to robots.txt."""
    contact = f" (+{tracker.contact})" if tracker.contact else ""
    return f"arms-sanctions-tracker/{__version__}{contact}"
