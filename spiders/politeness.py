"""How fast a host is asked: the source's own pace, robots.txt's Crawl-delay, else as fast as the host answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy.exceptions import NotConfigured
from scrapy.extensions.throttle import AutoThrottle

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.crawler import Crawler
    from scrapy.http import Response


class Throttle(AutoThrottle):
    """Scrapy's AutoThrottle, which never goes below the pause that a host or a source asked for."""

    def _response_downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        super()._response_downloaded(response, request, spider)
        key, slot = self._get_slot(request, spider)
        if key is not None and slot is not None:
            slot.delay = max(slot.delay, least_delay(self.crawler, key))


def least_delay(crawler: Crawler, host: str) -> float:
    """Return the least pause in seconds that *host* or its source asked for."""
    paces: dict[str, dict[str, Any]] = crawler.engine.downloader.per_slot_settings
    return float(paces.get(host, {}).get("delay", 0.0))


def pace(crawler: Crawler, host: str, delay: float) -> None:
    """Ask *host* at most once in *delay* seconds from now on; a longer pause already set stays.

    A delay of 0 means that the source allows full speed.
    """
    if crawler.engine is None:
        raise NotConfigured
    downloader = crawler.engine.downloader
    before = downloader.per_slot_settings.get(host)
    if before is not None and before["delay"] >= delay:
        return
    concurrency = 1 if delay else downloader.domain_concurrency
    downloader.per_slot_settings[host] = {"concurrency": concurrency, "delay": delay, "jitter": 0.0}
    slot = downloader.slots.get(host)
    if slot is not None:
        slot.concurrency, slot.delay, slot.jitter = concurrency, delay, 0.0
