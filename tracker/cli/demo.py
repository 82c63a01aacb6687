"""``tracker demo``: serves the bundled sample site, crawls it with the real spiders, shows what was found."""

from __future__ import annotations

import shlex
import shutil
import signal
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.config import load_settings
from tracker.errors import InputError

if TYPE_CHECKING:
    from datetime import datetime

    from rich.console import Console

    from tracker.config import Settings
    from tracker.demo.server import SampleSite

LOOPBACK = "127.0.0.0/8"
NEXT = (
    "search --weapon Su-35 --country Iran",
    "search Kampfdrohne",
    "search --supplier Russia --status delivered --facets",
    "transfers --recipient Russia",
    "trends --by weapon --interval week",
    "ledger --outcome rejected --rows",
)


@click.command("demo")
@click.option("--store", metavar="URL", help="Keep the mentions here; else in a new file whose path is printed.")
@click.option("--keep", is_flag=True, help="Keep serving the sample site until Ctrl-C, to open its pages.")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write the trend as a page with charts.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Publish the site as of this day.")
@click.option("--port", type=click.IntRange(0, 65535), help="Serve on this port where it is free.")
def command(store: str | None, keep: bool, html: Path | None, today: datetime | None, port: int | None) -> None:  # noqa: FBT001 - click
    """Crawl a bundled sample site on loopback and show what is found. Nothing else is contacted.

    Outlets, people and events of the site are invented. The store stays, to be searched afterwards.
    """
    from tracker.demo.server import PORT, SampleSite  # noqa: PLC0415 - half a second that --help does not need
    from tracker.show import make_console  # noqa: PLC0415 - see above

    settings = demo_settings(store)
    console = make_console()
    with SampleSite(today.date() if today else None, PORT if port is None else port) as site:
        pages = sum(len(outlet.stories) for outlet in site.outlets)
        click.echo(f"Sample site: {len(site.outlets)} invented outlets, {pages} pages, {site.url}\n")
        problems = crawl_and_show(console, settings, site)
        if html is not None:
            write_trend(settings, html)
        show_next(settings)
        for problem in problems:
            click.echo(f"Error: {problem}", err=True)
        if keep:
            click.echo(f"Serving {site.url} until Ctrl-C; the outlets: {_addresses(site)}", err=True)
            signal.signal(signal.SIGINT, signal.default_int_handler)  # the crawl has left its own in place
            with suppress(KeyboardInterrupt):
                threading.Event().wait()
    sys.exit(1 if problems else 0)


def demo_settings(store: str | None) -> Settings:
    """Return the settings of the run: loopback allowed, a store of its own unless one is named.

    ``TRACKER_STORE`` and ``tracker.toml`` are not asked for the store, so that samples never come among real mentions.
    """
    folder = Path(tempfile.mkdtemp(prefix="tracker-demo-"))
    own = {"allow_private": LOOPBACK, "state": folder / "state.db"}
    return load_settings(store=store or f"sqlite:///{folder / 'tracker.db'}").model_copy(update=own)


def crawl_and_show(console: Console, settings: Settings, site: SampleSite) -> list[str]:
    """Crawl *site* into the store of *settings* and print what is found; return what went wrong, each a line."""
    from tracker.cli import crawling, progress  # noqa: PLC0415 - Scrapy takes a second to import
    from tracker.demo.outlets import sample_sources  # noqa: PLC0415 - see above
    from tracker.demo.report import show_report  # noqa: PLC0415 - see above
    from tracker.stores import open_store  # noqa: PLC0415 - see above

    sources = sample_sources(site.url)
    with progress.watching() as watch:
        end = crawling.crawl(settings, sources, on_visit=watch.visited)
    problems = progress.report(settings, end, sources, ())
    if not watch.counts["articles"]:
        click.echo("  nothing new: the store holds these pages, and they have not changed since")
    with open_store(settings) as store:
        show_report(console, store, [source.id for source in sources])
    return problems


def write_trend(settings: Settings, path: Path) -> None:
    """Write the trend by theme as a page.

    Raises:
        InputError: the file cannot be written.
    """
    from tracker.stores import open_store  # noqa: PLC0415 - only for a page
    from tracker.stores.base import MentionQuery  # noqa: PLC0415 - only for a page
    from tracker.trends import measure  # noqa: PLC0415 - only for a page
    from tracker.trends_page import trend_page  # noqa: PLC0415 - only for a page

    with open_store(settings) as store:
        trend = measure(store, MentionQuery(), "theme", "week")
    try:
        path.write_text(trend_page(trend, "All mentions of the sample site."), encoding="utf-8")
    except OSError as error:
        msg = f"{path} cannot be written: {error.strerror}"
        raise InputError(msg) from None


def show_next(settings: Settings) -> None:
    """Print the commands to try next, ready to copy."""
    program = program_name()
    click.echo(f"\nThe mentions stay in {settings.store}\nTry next:")
    for line in NEXT:
        click.echo(f"  {program} {line} --store {shlex.quote(settings.store)}")
    click.echo(f'  {program} explain "Iran has supplied Russia with 40 Shahed-136 drones."')


def program_name() -> str:
    """Return how this program is called from where the user is."""
    if Path(sys.argv[0]).name == "__main__.py":
        return f"{_from_here(sys.executable)} -m tracker"
    on_path = shutil.which("tracker")
    same = on_path is not None and Path(on_path).samefile(sys.argv[0]) if Path(sys.argv[0]).exists() else True
    return "tracker" if same else _from_here(sys.argv[0])


def _from_here(path: str) -> str:
    whole = Path(path).absolute()
    return str(whole.relative_to(Path.cwd())) if whole.is_relative_to(Path.cwd()) else str(whole)


def _addresses(site: SampleSite) -> str:
    return ", ".join(f"{site.url}/{outlet.folder}/" for outlet in site.outlets)
