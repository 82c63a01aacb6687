"""``tracker crawl``: one crawl of named sources, or of a feed, sitemap or page that no catalogue knows."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from tracker.cli.options import settings_option
from tracker.crawl.urls import required_url

if TYPE_CHECKING:
    from tracker.config import Settings


@click.command("crawl")
@click.argument("names", metavar="[SOURCE]...", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Crawl every enabled source of the catalogue.")
@click.option("--limit", type=click.IntRange(min=1), help="Fetch at most this many pages of each source.")
@click.option("--feed", "feeds", metavar="URL", multiple=True, help="Crawl this RSS or Atom feed.")
@click.option("--sitemap", "sitemaps", metavar="URL", multiple=True, help="Crawl this sitemap.")
@click.option("--url", "pages", metavar="URL", multiple=True, help="Crawl this one page.")
@click.option("--verbose", is_flag=True, help="Show Scrapy's own log on stderr.")
@settings_option
def command(  # noqa: PLR0913, PLR0917 - one parameter per option
    settings: Settings,
    names: tuple[str, ...],
    every: bool,  # noqa: FBT001 - click passes flags by name
    limit: int | None,
    feeds: tuple[str, ...],
    sitemaps: tuple[str, ...],
    pages: tuple[str, ...],
    verbose: bool,  # noqa: FBT001 - click passes flags by name
) -> None:
    """Crawl sources once: fetch what is new, tag it, store it.

    Prints what became of the pages. What was interrupted goes on with the next crawl.
    """
    from tracker.cli import crawling, progress  # noqa: PLC0415 - Scrapy takes a second to import

    if not (names or every or feeds or sitemaps or pages):
        msg = "nothing to crawl: name a source (tracker sources list), or give --all, --feed, --sitemap or --url"
        raise click.UsageError(msg)
    chosen = crawling.named_sources(names, settings)
    if every:
        chosen = [source for source in crawling.catalogue(settings).values() if source.enabled]
    given = crawling.sources_of(
        [required_url(url, "--feed") for url in feeds],
        [required_url(url, "--sitemap") for url in sitemaps],
        [required_url(url, "--url") for url in pages],
    )
    with progress.watching() as watch:
        end = crawling.crawl(settings, [*chosen, *given], limit, watch.visited, "INFO" if verbose else "CRITICAL")
    problems = progress.report(settings, end, chosen, given)
    for problem in problems:
        click.echo(f"Error: {problem}", err=True)
    sys.exit(1 if problems else 0)
