"""``tracker runs``: what the schedule ran, and how it ended."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.options import settings_option
from tracker.crawl.state import is_embedded, open_state
from tracker.schedule.plan import Plan, Run
from tracker.stores.sqlite_file import store_path
from tracker.tables import write_csv, write_json_lines

if TYPE_CHECKING:
    from tracker.config import Settings
    from tracker.crawl.source import Source


@click.command("runs")
@click.option("--source", help="Only this source.")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True)
@click.option("--format", "form", type=click.Choice(["table", "csv", "jsonl"]), default="table", show_default=True)
@settings_option
def command(settings: Settings, source: str | None, limit: int, form: str) -> None:
    """Show the latest scheduled runs, newest first, with the due moments each of them joined."""
    runs = open_plan(settings).history(source, limit)
    rows = [run.model_dump(mode="json") for run in runs]
    if form == "jsonl":
        write_json_lines(sys.stdout, rows)
    elif form == "csv":
        write_csv(sys.stdout, list(Run.model_fields), rows)
    else:
        for run in runs:
            click.echo(_line(run))


def open_plan(settings: Settings, names: tuple[str, ...] = ()) -> Plan:
    """Open the schedule in the state's file, for the sources of the catalogue or those with *names* only."""
    path = store_path(settings.store) if is_embedded(settings) else settings.state
    return Plan(open_state(Path(path)), planned(settings, names))


def planned(settings: Settings, names: tuple[str, ...] = ()) -> list[Source]:
    """Read the sources that are to be run: those with *names*, or the whole catalogue."""
    from tracker.cli import crawling  # noqa: PLC0415 - Scrapy takes a second to import

    return crawling.named_sources(names, settings) if names else list(crawling.catalogue(settings).values())


def _line(run: Run) -> str:
    spent = f"{(run.finished - run.started).total_seconds():.0f} s" if run.finished else "…"
    joined = f", joins {run.coalesced} missed" if run.coalesced else ""
    detail = f": {run.detail}" if run.detail and run.outcome != "done" else ""
    return f"{run.started:%Y-%m-%d %H:%M:%S}  {run.source:<28} {run.outcome:<8} {spent}{joined}{detail}"
