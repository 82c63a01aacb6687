"""``tracker ledger``: what became of every URL."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import settings_option
from tracker.crawl.leases import OUTCOMES
from tracker.crawl.ledger import LedgerFilter, entries, tallies
from tracker.ingest import open_recorder

if TYPE_CHECKING:
    from tracker.config import Settings

KINDS = ("feed", "sitemap", "section", "page")


@click.command("ledger")
@click.option("--source", "sources", multiple=True, help="Only this source.")
@click.option("--outcome", "outcomes", multiple=True, type=click.Choice(OUTCOMES), help="Only this outcome.")
@click.option("--reason", "reasons", multiple=True, help="Only this reason, such as robots or http-404.")
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only feeds, sitemaps, sections or pages."
)
@click.option("--url", default="", help="Only URLs that contain this.")
@click.option("--run", type=int, help="Only what this run did.")
@click.option("--rows", is_flag=True, help="List the URLs instead of their sums.")
@click.option("--limit", type=click.IntRange(min=1), help="List at most this many.")
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table")
@settings_option
def command(
    settings: Settings,
    rows: bool,  # noqa: FBT001 - click passes flags by name
    limit: int | None,
    form: str,
    **wanted: object,
) -> None:
    """Show what became of every URL ever met: tagged, untagged, duplicate, rejected, failed or pending."""
    chosen = LedgerFilter.model_validate(wanted)
    with open_recorder(settings) as recorder:
        if form == "jsonl":
            found = entries(recorder.connection, chosen, limit) if rows else tallies(recorder.connection, chosen)
            for record in found:
                click.echo(record.model_dump_json())
        elif rows:
            for entry in entries(recorder.connection, chosen, limit):
                why = f" ({entry.reason})" if entry.reason else ""
                click.echo(f"{entry.outcome}{why}  {entry.source}  {entry.url}")
        else:
            for tally in tallies(recorder.connection, chosen):
                reason = tally.reason or "-"
                click.echo(f"{tally.source:<24} {tally.kind:<8} {tally.outcome:<10} {reason:<20} {tally.pages:>8}")
