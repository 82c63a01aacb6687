"""``tracker reclassify``: today's rules over yesterday's articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import settings_option
from tracker.lexicon import load_lexicon
from tracker.reclassify import Change, find_changes
from tracker.stores import open_store

if TYPE_CHECKING:
    from tracker.config import Settings
    from tracker.models import Mention

SHOWN = 10
BATCH = 200


@click.command()
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option("--dry-run", is_flag=True, help="Show the difference and write nothing.")
@settings_option
def command(settings: Settings, yes: bool, dry_run: bool) -> None:  # noqa: FBT001 - click flags
    """Run the classifier again over every stored article; show added and dropped mentions, then write.

    Without --yes the change is shown first and nothing is written before it is confirmed.
    """
    with open_store(settings) as store:
        lexicon = load_lexicon()
        found = list(find_changes(store, lexicon))
        changes = [change for change in found if change is not None]
        _report(changes, len(found), lexicon.version)
        if not changes or dry_run:
            return
        if not yes:
            click.confirm("Write these changes?", abort=True, err=True)
        for start in range(0, len(changes), BATCH):
            store.put([change.article for change in changes[start : start + BATCH]])
        click.echo(f"{len(changes)} articles written")


def _report(changes: list[Change], articles: int, version: str) -> None:
    added = [mention for change in changes for mention in change.added]
    dropped = [mention for change in changes for mention in change.dropped]
    retagged = [mention for change in changes for mention in change.retagged]
    click.echo(f"{articles} articles under lexicon {version}: {len(added)} mentions added, {len(dropped)} dropped, "
               f"{len(retagged)} tagged anew")  # fmt: skip
    for sign, mentions in (("+", added), ("-", dropped), ("~", retagged)):
        for mention in mentions[:SHOWN]:
            click.echo(f"{sign} {_line(mention)}")
        if len(mentions) > SHOWN:
            click.echo(f"{sign} … and {len(mentions) - SHOWN} more")


def _line(mention: Mention) -> str:
    words = " ".join(mention.text.split())
    return f"[{', '.join((*mention.themes, *mention.weapons))}] {words[:90]}  {mention.url}"
