"""Whether a source still works: robots.txt, its lists, one article, by a crawl into a store that is thrown away."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli import crawling
from tracker.crawl.ledger import LedgerFilter, entries
from tracker.crawl.urls import host_of
from tracker.ingest import open_recorder
from tracker.models import Record

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from tracker.config import Settings
    from tracker.crawl.source import Source

SILENT_DAYS = 14


class Health(Record):
    """What was found of one source; *problems* are what is wrong, in words."""

    source: str
    robots: str
    listed: int
    newest: datetime | None
    verified: str
    problems: tuple[str, ...]

    @property
    def good(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.problems

    @property
    def line(self) -> str:
        """The finding on one line."""
        newest = f"newest {self.newest:%Y-%m-%d}" if self.newest else "no dates"
        state = "; ".join(self.problems) or "works"
        return f"{self.source:<28} robots {self.robots:<12} {self.listed:>5} listed, {newest}, {self.verified}: {state}"


def check(settings: Settings, sources: Sequence[Source]) -> list[Health]:
    """Crawl one page of each of *sources* and judge what came; nothing is kept."""
    with tempfile.TemporaryDirectory() as folder:
        own = settings.model_copy(update={"store": f"sqlite:///{Path(folder) / 'check.db'}"})
        end = crawling.crawl(own, sources, limit=1)
        with open_recorder(own) as recorder:
            return [judge(recorder.connection, source, end.waiting) for source in sources]


def judge(connection: sqlite3.Connection, source: Source, waiting: object) -> Health:
    """Judge *source* by the ledger of its check."""
    rows = list(entries(connection, LedgerFilter(sources=(source.id,))))
    beginnings = set(source.beginnings)
    problems = [
        f"{row.url} {row.reason or row.outcome}{f' ({row.detail})' if row.detail else ''}"
        for row in rows
        if row.url in beginnings and row.outcome in {"failed", "rejected"}
    ]
    pages = [row for row in rows if row.kind == "page"]
    tried = [row for row in pages if row.outcome != "pending"]
    if not pages and not problems:
        problems.append("its lists name no article")
    problems += [f"article {row.url} {row.reason}" for row in tried if row.outcome in {"failed", "rejected"}]
    newest = _newest(connection, source)
    if newest is not None and (datetime.now(UTC) - newest).days > SILENT_DAYS:
        problems.append(f"no article for {(datetime.now(UTC) - newest).days} days")
    if isinstance(waiting, dict) and source.id in waiting:
        problems.append("the site asks to wait")
    return Health(
        source=source.id,
        robots=_robots(connection, source),
        listed=len(pages),
        newest=newest,
        verified=f"last verified {source.verified}" if source.verified else "never verified before",
        problems=tuple(problems),
    )


def _newest(connection: sqlite3.Connection, source: Source) -> datetime | None:
    (newest,) = connection.execute(
        "SELECT max(coalesce(published_at, modified_at)) FROM crawl_url WHERE source = ? AND kind = 'page'",
        (source.id,),
    ).fetchone()
    return None if newest is None else datetime.fromtimestamp(newest, UTC)


def _robots(connection: sqlite3.Connection, source: Source) -> str:
    hosts = {host_of(url) for url in source.beginnings}
    found = {
        robots
        for host in hosts
        for (robots,) in connection.execute("SELECT robots FROM crawl_host WHERE host = ?", (host,))
    }
    return "/".join(sorted(found)) or "not asked"
