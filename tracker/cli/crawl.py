"""``tracker crawl``: one crawl of named sources, or of a feed, sitemap or page that no catalogue knows."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from tracker.cli.options import settings_option
from tracker.crawl.urls import required_url

if TYPE_CHECKING:
    from tracker.config import Settings


class Moment(click.ParamType[datetime]):
    """A day (2025-01-31) or a time with zone; a day begins at 0:00 UTC."""

    name = "DATE"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read what a person typed."""
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no date; write it as 2025-01-31", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@click.command("crawl")
@click.argument("names", metavar="[SOURCE]...", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Crawl every enabled source of the catalogue.")
@click.option("--limit", type=click.IntRange(min=1), help="Fetch at most this many pages of each source.")
@click.option("--feed", "feeds", metavar="URL", multiple=True, help="Crawl this RSS or Atom feed.")
@click.option("--sitemap", "sitemaps", metavar="URL", multiple=True, help="Crawl this sitemap.")
@click.option("--url", "pages", metavar="URL", multiple=True, help="Crawl this one page.")
@click.option("--since", type=Moment(), help="Back-fill: read all lists to their end, for what is from this day on.")
@click.option("--until", type=Moment(), help="With --since: only what is from before this day.")
@click.option("--verbose", is_flag=True, help="Show Scrapy's own log on stderr.")
@click.option("--parent", type=click.IntRange(min=1), hidden=True, help="Stop when this process is no more.")
@settings_option
def command(  # noqa: PLR0913, PLR0917 - one parameter per option
    settings: Settings,
    names: tuple[str, ...],
    every: bool,  # noqa: FBT001 - click passes flags by name
    limit: int | None,
    since: datetime | None,
    until: datetime | None,
    feeds: tuple[str, ...],
    sitemaps: tuple[str, ...],
    pages: tuple[str, ...],
    verbose: bool,  # noqa: FBT001 - click passes flags by name
    parent: int | None,
) -> None:
    """Crawl sources once: fetch what is new, tag it, store it.

    Prints what became of the pages. What was interrupted goes on with the next crawl.
    """
    from tracker.crawl.pool import prepare_workers  # noqa: PLC0415 - see below

    prepare_workers()  # while Scrapy is imported here
    from tracker.cli import crawling, progress  # noqa: PLC0415 - Scrapy takes a second to import
    from tracker.ingest.courier import Courier  # noqa: PLC0415 - see above
    from tracker.schedule.orphan import stop_without  # noqa: PLC0415 - see above

    if not (names or every or feeds or sitemaps or pages):
        msg = "nothing to crawl: name a source (tracker sources list), or give --all, --feed, --sitemap or --url"
        raise click.UsageError(msg)
    if parent is not None:
        stop_without(parent)
    chosen = crawling.named_sources(names, settings)
    if every:
        chosen = [source for source in crawling.catalogue(settings).values() if source.enabled]
    given = crawling.sources_of(
        [required_url(url, "--feed") for url in feeds],
        [required_url(url, "--sitemap") for url in sitemaps],
        [required_url(url, "--url") for url in pages],
    )
    with progress.watching() as watch, Courier(settings) as courier:
        end = crawling.crawl(
            settings,
            [*chosen, *given],
            on_visit=watch.visited,
            log_level="INFO" if verbose else "CRITICAL",
            limit=limit,
            since=since,
            until=until,
        )
    problems = progress.report(settings, end, chosen, given)
    if courier.last.waiting or courier.last.dead:
        click.echo(f"{progress.undelivered(settings, courier.last)}", err=True)
    for problem in problems:
        click.echo(f"Error: {problem}", err=True)
    sys.exit(1 if problems else 0)
