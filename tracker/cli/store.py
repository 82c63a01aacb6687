"""`tracker store`: prepare, look at, update, copy and empty into the store."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import click

from tracker.cli.options import settings_option
from tracker.stores import open_store, prepare_store, update_store

if TYPE_CHECKING:
    from tracker.config import Settings
    from tracker.stores.base import MentionStore

_BATCH = 200


@click.group("store")
def command() -> None:
    """Prepare, look at, update and copy the store of mentions."""


@command.command("init")
@settings_option
def init(settings: Settings) -> None:
    """Make the store's tables, or its templates and aliases; says what was made and what was there."""
    for line in prepare_store(settings):
        click.echo(line)


@command.command("info")
@settings_option
def info(settings: Settings) -> None:
    """Count what is stored, and what waits in the outbox."""
    with open_store(settings) as store:
        known = store.info()
    span = f"{known.first:%Y-%m-%d} to {known.last:%Y-%m-%d}" if known.first and known.last else "none dated"
    rows = {
        "store": known.url,
        "kind": f"{known.backend}, schema {known.schema_version}",
        "articles": f"{known.articles:,}",
        "mentions": f"{known.mentions:,}",
        "stories": f"{known.stories:,}",
        "published": span,
        **known.details,
    }
    for name, value in rows.items():
        click.echo(f"{name:12} {value}")


@command.command("migrate")
@click.option("--to", metavar="URL", help="Copy everything into this store instead.")
@settings_option
def migrate(settings: Settings, to: str | None) -> None:
    """Bring the store up to this version of tracker, or copy it into another store."""
    if to is None:
        for line in update_store(settings):
            click.echo(line)
        return
    target = settings.model_copy(update={"store": to})
    with open_store(settings) as source, open_store(target) as other:
        other.prepare()
        copied = _copy(source, other)
    click.echo(f"copied {copied:,} articles to {to}")


def _copy(source: MentionStore, target: MentionStore) -> int:
    copied = 0
    articles = source.articles()
    while batch := list(itertools.islice(articles, _BATCH)):
        target.put(batch)
        copied += len(batch)
        click.echo(f"{copied:,} articles", err=True)
    return copied
