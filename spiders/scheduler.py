"""The frontier as Scrapy's scheduler: fair between sources, paced per source, nothing of it in memory alone."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from typing import TYPE_CHECKING, Self

from scrapy.core.scheduler import BaseScheduler

from spiders.politeness import least_delay
from tracker.crawl.leases import LONGEST_WAIT_IN_RUN
from tracker.crawl.urls import host_of

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.crawler import Crawler

    from spiders.news import NewsSpider
    from tracker.crawl.leases import Lease

LEASE_BATCH = 8
IN_HAND = 16  # of one source that answers at full speed: downloading, or with a worker process
IN_HAND_PACED = 3


class FrontierScheduler(BaseScheduler):
    """Hands out leased URLs, the sources taking turns; redirects of a URL in hand go first."""

    def __init__(self, crawler: Crawler) -> None:
        """Begin empty; ``open`` learns the sources from the spider."""
        self.crawler = crawler
        self.moved: deque[Request] = deque()
        self.ready: dict[str, deque[Lease]] = {}
        self.turns: deque[str] = deque()
        self.in_hand: Counter[str] = Counter()
        self.most_in_hand = crawler.settings.getint("CONCURRENT_REQUESTS")
        self.pages: Counter[str] = Counter()
        self.wait_until: dict[str, float] = {}
        self.held: dict[str, float] = {}
        self.wakes: set[float] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make one for *crawler*."""
        return cls(crawler)

    def open(self, spider: Spider) -> None:
        """Open a run of the spider's sources."""
        self.spider: NewsSpider = spider  # type: ignore[assignment]  # the only kind of spider there is
        self.frontier = self.spider.recorder.frontier
        self.turns.extend(source for source in self.spider.sources if source not in self.spider.waiting)
        self.ready = {source: deque() for source in self.turns}

    def close(self, reason: str) -> None:
        """Close the run: what is in hand goes back."""
        self.spider.end(reason)

    def has_pending_requests(self) -> bool:
        """Say whether something is ready, or will be within the time that a run waits for it."""
        return bool(self.moved) or any(self._has_more(source) for source in self.turns)

    def _has_more(self, source: str) -> bool:
        if self.held.get(source, 0.0) == float("inf"):
            return False
        if self.ready[source]:
            return True
        return self.wait_until.get(source, 0.0) < float("inf")

    def enqueue_request(self, request: Request) -> bool:
        """Take what a redirect leads to; it belongs to the lease of the page that redirected."""
        self.moved.append(request)
        return True

    def next_request(self) -> Request | None:
        """Return a request of the next source that may be asked now."""
        if self.moved:
            return self.moved.popleft()
        if self.spider.stopping or self.in_hand.total() >= self.most_in_hand:
            return None
        for _ in range(len(self.turns)):
            source = self.turns[0]
            self.turns.rotate(-1)
            lease = self._take(source) if self._may_ask(source) else None
            if lease is not None:
                self.in_hand[source] += 1
                return self.spider.request(lease)
        return None

    def _may_ask(self, source: str) -> bool:
        if self.held.get(source, 0.0) > self.frontier.clock():
            return False
        return self.in_hand[source] < self._share(source)

    def _share(self, source: str) -> int:
        ready = self.ready[source]
        host = host_of(ready[0].url) if ready else host_of(self.spider.sources[source].homepage)
        return IN_HAND_PACED if least_delay(self.crawler, host) else IN_HAND

    def _take(self, source: str) -> Lease | None:
        ready = self.ready[source]
        if not ready and self.wait_until.get(source, 0.0) <= self.frontier.clock():
            self._fill(source)
        return ready.popleft() if ready else None

    def _fill(self, source: str) -> None:
        room = self.spider.page_limit(source) - self.pages[source]
        leases = self.frontier.lease(source, min(LEASE_BATCH, room)) if room > 0 else []
        self.pages[source] += sum(lease.kind == "page" for lease in leases)
        self.ready[source].extend(leases)
        if not leases:
            self.wait_until[source] = self._next_look(source) if room > 0 else float("inf")

    def _next_look(self, source: str) -> float:
        """Return when *source* may have something again: infinity where this run need not look."""
        due = self.frontier.next_ready(source)
        now = self.frontier.clock()
        if due is None or due > now + LONGEST_WAIT_IN_RUN:
            return float("inf")
        wake = max(due, now + 0.1)
        self._wake_at(wake)
        return wake

    def _wake_at(self, moment: float) -> None:
        """Look again at *moment*: the engine asks only when something happens."""
        if moment not in self.wakes:
            self.wakes.add(moment)
            asyncio.get_event_loop().call_later(moment - self.frontier.clock(), self._wake, moment)

    def _wake(self, moment: float) -> None:
        self.wakes.discard(moment)
        engine = self.crawler.engine
        if engine is not None and engine._slot is not None:  # noqa: SLF001 - the engine offers no other way
            engine._slot.nextcall.schedule()  # noqa: SLF001 - see above

    def done(self, lease: Lease) -> None:
        """Learn that *lease* is finished: its source may have new links, or a retry to wait for."""
        self.in_hand[lease.source] -= 1
        self.wait_until.pop(lease.source, None)

    def hold(self, source: str, seconds: float) -> None:
        """Ask nothing of *source* for *seconds*, or in this run nothing more where that is too long to wait."""
        until = self.frontier.clock() + seconds
        self.held[source] = until if seconds <= LONGEST_WAIT_IN_RUN else float("inf")
        if seconds > LONGEST_WAIT_IN_RUN:
            self.spider.waiting[source] = until
        else:
            self._wake_at(until)
