"""Starts Scrapy: the one place of the product that knows it. The spiders are found by name."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings as ScrapySettings
from scrapy.utils.misc import load_object

from tracker.crawl.source import Source, load_sources
from tracker.crawl.urls import host_of
from tracker.errors import UnknownNameError
from tracker.ingest import open_recorder
from tracker.names import nearest_names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tracker.config import Settings
    from tracker.crawl.leases import Lease, Visit

SPIDERS = "spiders"
SPIDER = "spiders.news.NewsSpider"


@dataclass(frozen=True)
class CrawlEnd:
    """How a crawl ended: its *run* in the ledger, Scrapy's *reason*, and the *problem* that stopped it, if any.

    *waiting* names the sources whose site asked to be left alone, and until when (seconds since 1970).
    """

    run: int
    reason: str
    problem: str | None
    waiting: Mapping[str, float] = field(default_factory=dict)


def catalogue(settings: Settings) -> dict[str, Source]:
    """Read all sources: the shipped files and those of ``settings.sources_dir``.

    Raises:
        SourceError: a file is wrong; names file and key.
    """
    return load_sources(source_folders(settings))


def source_folders(settings: Settings) -> list[Path]:
    """Return where source files are: the shipped ones, and ``settings.sources_dir``."""
    shipped = Path(str(resources.files(SPIDERS))) / "sources"
    return [shipped, *([settings.sources_dir] if settings.sources_dir else [])]


def named_sources(names: Sequence[str], settings: Settings) -> list[Source]:
    """Return the sources called *names*.

    Raises:
        UnknownNameError: no source has such a name; suggests the nearest.
    """
    known = catalogue(settings)
    for name in names:
        if name not in known:
            kind = "source"
            raise UnknownNameError(kind, name, nearest_names(name, known))
    return [known[name] for name in dict.fromkeys(names)]


def sources_of(feeds: Sequence[str], sitemaps: Sequence[str], pages: Sequence[str]) -> list[Source]:
    """Make a source of each host among URLs that no catalogue knows; its id is the host."""
    hosts = dict.fromkeys(host_of(url) for url in (*feeds, *sitemaps, *pages))
    return [
        Source(
            id=host.replace(":", "_"),
            name=host,
            homepage=next(url for url in (*feeds, *sitemaps, *pages) if host_of(url) == host),
            kind="newspaper",
            feeds=tuple(url for url in feeds if host_of(url) == host),
            sitemaps=tuple(url for url in sitemaps if host_of(url) == host),
            pages=tuple(url for url in pages if host_of(url) == host),
        )
        for host in hosts
    ]


def crawl(
    settings: Settings,
    sources: Sequence[Source],
    on_visit: Callable[[Lease, Visit], None] | None = None,
    log_level: str = "CRITICAL",
    **bounds: object,
) -> CrawlEnd:
    """Crawl *sources* once in this process, which can do so only once (Scrapy's reactor cannot start again).

    *bounds* are ``limit`` (pages of each source), ``since`` and ``until`` (times between which a list's entries count).

    Raises:
        StoreError: the store or the state file cannot be used.
    """
    open_recorder(settings).close()
    scrapy_settings = ScrapySettings()
    scrapy_settings.setmodule("spiders.settings", priority="project")
    scrapy_settings.set("TRACKER", settings, priority="cmdline")
    scrapy_settings.set("LOG_LEVEL", log_level, priority="cmdline")
    scrapy_settings.set("SPIDER_MODULES", [], priority="cmdline")
    process = AsyncCrawlerProcess(scrapy_settings)
    crawler = process.create_crawler(load_object(SPIDER))
    process.crawl(crawler, sources=list(sources), on_visit=on_visit, **bounds)
    process.start()
    spider = crawler.spider
    reason = crawler.stats.get_value("finish_reason") if crawler.stats else None
    if spider is None:
        return CrawlEnd(0, "failed", "the crawl could not start; see --debug")
    return CrawlEnd(spider.run, reason or "failed", spider.problem, spider.waiting)  # type: ignore[attr-defined]  # NewsSpider
