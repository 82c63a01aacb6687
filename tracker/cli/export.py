"""``tracker export``: every mention that matches into a file, complete and resumable."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.filters import filter_options
from tracker.cli.options import settings_option
from tracker.export import Export
from tracker.export.forms import FORMS, SUFFIXES, FormName
from tracker.stores import open_store

if TYPE_CHECKING:
    from tracker.config import Settings
    from tracker.stores.base import MentionQuery


@click.command("export")
@filter_options
@click.option(
    "--output",
    "-o",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The file to write.",
)
@click.option("--format", "form", type=click.Choice(FORMS), help="Else the file's name says: .csv, .parquet, .json …")
@click.option("--resume", is_flag=True, help="Go on where an earlier export to this file was stopped, if one was.")
@settings_option
def command(query: MentionQuery, target: Path, form: FormName | None, resume: bool, settings: Settings) -> None:  # noqa: FBT001 - a click flag
    """Write every mention that matches to a file: CSV, JSON lines, Parquet or a STIX 2.1 bundle.

    WORDS and filters are those of tracker search. The file has its name only when it is whole; until then it grows
    beside it as FILE.part, and --resume goes on with the filters with which it was begun.
    """
    chosen = form or SUFFIXES.get(target.suffix.lower())
    if chosen is None:
        msg = f"{target.name} does not say the format: give --format {', '.join(FORMS)}"
        raise click.UsageError(msg)
    with open_store(settings) as store:
        export = Export(store, settings.store, query, target, chosen)
        with click.progressbar(
            length=store.count(query), label="exporting", file=sys.stderr, hidden=not sys.stderr.isatty()
        ) as bar:
            export.told = bar.update
            end = export.run(resume=resume)
    before = f", {end.resumed:,} of them by an earlier export" if end.resumed else ""
    now = f" ({end.total:,} match now: the store has changed meanwhile)" if end.total != end.rows else ""
    click.echo(f"{end.rows:,} mentions in {target}{before}{now}", err=True)
