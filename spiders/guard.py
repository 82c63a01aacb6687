"""Refuses TCP connections to addresses that are not public, whatever led to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from tracker.config import Settings, load_settings
from tracker.crawl.safety import check_address, parse_networks

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from tracker.crawl.safety import Network


class Guard:
    """Stands in the reactor's ``connectTCP``, through which every hop of every request (and of robots.txt) goes.

    There the address is already resolved: no spelling, redirect or second DNS answer can differ from what is checked.
    """

    def __init__(self, allowed: tuple[Network, ...]) -> None:
        """Let connections through to public addresses and to *allowed* networks."""
        from twisted.internet import reactor  # noqa: PLC0415 - importing it installs it; Scrapy chooses which

        guarded_reactor: Any = reactor
        connect = getattr(guarded_reactor.connectTCP, "unguarded", guarded_reactor.connectTCP)

        def guarded(host: str, port: int, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - Twisted's signature
            check_address(host, allowed)
            return connect(host, port, *args, **kwargs)

        guarded.unguarded = connect  # type: ignore[attr-defined]
        guarded_reactor.connectTCP = guarded

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the allowed networks from the tracker's settings."""
        settings = crawler.settings.get("TRACKER") or load_settings()
        assert isinstance(settings, Settings)  # noqa: S101 - for the type checker
        return cls(parse_networks(settings.allow_private))
