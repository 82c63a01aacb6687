"""`tracker trends`: counts per interval, as a chart, data or a page."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from tracker.cli.filters import filter_options
from tracker.cli.options import settings_option
from tracker.errors import InputError
from tracker.stores import open_store
from tracker.stores.base import Interval, TrendField
from tracker.tables import write_csv
from tracker.trends import TrendRow, measure

if TYPE_CHECKING:
    from tracker.config import Settings
    from tracker.stores.base import MentionQuery
    from tracker.trends import Trend

_TOP = 10


@click.command("trends")
@filter_options
@click.option(
    "--by", type=click.Choice(get_args(TrendField)), default="theme", show_default=True, help="What to count."
)
@click.option("--interval", type=click.Choice(get_args(Interval)), default="week", show_default=True)
@click.option("--top", type=click.IntRange(min=1), help=f"How many values; else {_TOP}, and all for json and csv.")
@click.option("--format", "form", type=click.Choice(["chart", "json", "csv"]), default="chart", show_default=True)
@click.option(
    "--html", type=click.Path(dir_okay=False, path_type=Path), help="Write a page with charts into this file."
)
@settings_option
def command(  # noqa: PLR0913, PLR0917 - one parameter per option
    query: MentionQuery,
    by: TrendField,
    interval: Interval,
    top: int | None,
    form: str,
    html: Path | None,
    settings: Settings,
) -> None:
    """Count the mentions that match per interval: how many, which share of the crawled articles, what changed."""
    everything = form != "chart" and html is None
    with open_store(settings) as store:
        trend = measure(store, query, by, interval, top=top if everything or top else _TOP)
    if html is not None:
        _write_page(trend, query, html)
    elif form == "csv":
        write_csv(
            sys.stdout,
            tuple(TrendRow.model_fields),
            (row.model_dump(mode="json") for row in trend.rows),
        )
    elif form == "json":
        click.echo(json.dumps([row.model_dump(mode="json") for row in trend.rows], ensure_ascii=False, indent=2))
    else:
        _print_chart(trend)


def _write_page(trend: Trend, query: MentionQuery, path: Path) -> None:
    from tracker.trends_page import trend_page  # noqa: PLC0415 - only for a page

    filters = query.model_dump(mode="json", exclude_defaults=True)
    asked = "; ".join(f"{name}: {', '.join(v) if isinstance(v, list) else v}" for name, v in filters.items())
    try:
        path.write_text(trend_page(trend, asked or "All mentions."), encoding="utf-8")
    except OSError as error:
        msg = f"{path} cannot be written: {error.strerror}"
        raise InputError(msg) from None
    click.echo(f"wrote {path}", err=True)


def _print_chart(trend: Trend) -> None:
    from tracker.show import make_console, trend_table  # noqa: PLC0415 - rich, only for people

    console = make_console()
    if not trend.rows:
        console.print("No dated mention matches.")
        return
    console.print(trend_table(trend))
    if trend.left_out:
        console.print(f"{trend.left_out} smaller values are left out; --top shows more.")
