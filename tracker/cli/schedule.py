"""``tracker schedule``: runs the sources that are due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.options import settings_option
from tracker.cli.runs import open_plan, planned
from tracker.schedule.catalogue import Catalogue
from tracker.schedule.runner import Runner, crawl_command
from tracker.schedule.units import UNITS, unit

if TYPE_CHECKING:
    from tracker.config import Settings


@click.command("schedule")
@click.argument("names", metavar="[SOURCE]...", nargs=-1)
@click.option("--once", is_flag=True, help="Run what is due now, then end (for cron and systemd timers).")
@click.option("--parallel", type=click.IntRange(1, 64), default=2, show_default=True, help="Sources at once.")
@click.option("--time-limit", type=click.IntRange(min=1), default=120, show_default=True, help="Minutes per run.")
@click.option("--print", "kind", type=click.Choice(sorted(UNITS)), help="Print a ready file and end.")
@settings_option
def command(
    settings: Settings,
    names: tuple[str, ...],
    once: bool,  # noqa: FBT001 - a click flag
    parallel: int,
    time_limit: int,
    kind: str | None,
) -> None:
    """Run every source (or each SOURCE) when it is due, for ever: each in a process of its own, every run recorded.

    A source says when: interval = "1h" or cron = "0 6 * * *" with timezone = "Europe/Berlin"; every hour where it says
    nothing. Moments that were missed are joined into one run and counted (`tracker runs`). Source files that are added,
    changed or removed meanwhile count within seconds.
    """
    from tracker.cli import crawling  # noqa: PLC0415 - Scrapy takes a second to import

    if kind is not None:
        click.echo(unit(kind, settings.store, Path.cwd()), nl=False)
        return
    plan = open_plan(settings, names)
    plan.enrol(datetime.now(UTC))
    catalogue = Catalogue(crawling.source_folders(settings), lambda: planned(settings, names), _tell)
    runner = Runner(
        plan, crawl_command(settings.store), parallel=parallel, limit=timedelta(minutes=time_limit), catalogue=catalogue
    )
    done = runner.run(once=once)
    click.echo(f"{len(done)} runs", err=True)


def _tell(problem: str) -> None:
    click.echo(f"Error: {problem}", err=True)
