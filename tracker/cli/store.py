"""`tracker store`: prepare, look at, update, copy and empty into the store."""

from __future__ import annotations

import itertools
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from tracker.cli.options import settings_option
from tracker.crawl.frontier import Frontier
from tracker.crawl.outbox import Outbox
from tracker.crawl.state import is_embedded, open_state
from tracker.errors import StoreUnavailableError
from tracker.stores import open_store, prepare_store, update_store

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        **_waiting(settings),
    }
    for name, value in rows.items():
        click.echo(f"{name:12} {value}")


@contextmanager
def _outbox(settings: Settings) -> Iterator[Outbox]:
    with closing(open_state(settings.state)) as connection:
        Frontier(connection)  # makes the tables where the file is new
        yield Outbox(connection)


def _waiting(settings: Settings) -> dict[str, str]:
    """Count what the outbox holds for a store on a server."""
    if is_embedded(settings):
        return {}
    if not settings.state.exists():
        return {"waiting": "0 (no crawl state yet)"}
    with _outbox(settings) as outbox:
        waiting, oldest, problem = outbox.connection.execute(
            "SELECT count(*), min(created), max(error) FROM outbox_item"
        ).fetchone()
        (dead,) = outbox.connection.execute("SELECT count(*) FROM outbox_dead").fetchone()
    since = f" since {datetime.fromtimestamp(oldest, UTC):%Y-%m-%d %H:%M} UTC" if oldest else ""
    why = f" ({problem})" if problem else ""
    return {"waiting": f"{waiting:,}{since}{why}", "dead": f"{dead:,}"}


@command.command("drain")
@settings_option
def drain(settings: Settings) -> None:
    """Deliver what waits in the outbox; what the store refuses becomes a dead letter with its reason."""
    if is_embedded(settings):
        click.echo("nothing waits: an SQLite store takes mentions in the crawl's own transaction")
        return
    with _outbox(settings) as outbox, open_store(settings) as store:
        delivery = outbox.drain(store, force=True)
    if not delivery.delivered and not delivery.dead and not delivery.waiting:
        click.echo("nothing waits")
        return
    click.echo(f"delivered {delivery.delivered:,}, dead {delivery.dead:,}, still waiting {delivery.waiting:,}")
    if delivery.problem:
        raise StoreUnavailableError(delivery.problem)


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
