"""The ledger: what became of every URL, as sums and as rows."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pydantic import Field

from tracker.crawl.leases import Outcome
from tracker.crawl.links import PageKind
from tracker.models import Record

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence


class Tally(Record):
    """How many pages of one *source* had one *outcome* for one *reason*, and the mentions they hold."""

    source: str
    kind: PageKind
    outcome: Outcome
    reason: str
    pages: int
    mentions: int


class Entry(Record):
    """One URL and what became of it."""

    url: str
    source: str
    kind: PageKind
    outcome: Outcome
    reason: str
    detail: str
    status: int | None
    mentions: int
    article_id: str | None
    first_seen: datetime
    fetched_at: datetime | None
    retry_at: datetime | None


class LedgerFilter(Record):
    """Which rows are wanted; nothing given is all."""

    sources: tuple[str, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    reasons: tuple[str, ...] = ()
    kinds: tuple[PageKind, ...] = ()
    run: int | None = None
    since: datetime | None = None
    url: str = Field("", description="A part of the URL.")

    def where(self) -> tuple[str, list[Any]]:
        """Return the SQL condition and its values."""
        parts = ["1"]
        values: list[Any] = []
        for column, wanted in (
            ("source", self.sources),
            ("outcome", self.outcomes),
            ("reason", self.reasons),
            ("kind", self.kinds),
        ):
            if wanted:
                parts.append(f"{column} IN (SELECT value FROM json_each(?))")  # noqa: S608 - own columns
                values.append(json.dumps(wanted))
        if self.run is not None:
            parts.append("run = ?")
            values.append(self.run)
        if self.since is not None:
            parts.append("coalesce(fetched_at, first_seen) >= ?")
            values.append(self.since.timestamp())
        if self.url:
            parts.append("instr(url, ?) > 0")
            values.append(self.url)
        return " AND ".join(parts), values


def tallies(connection: sqlite3.Connection, wanted: LedgerFilter) -> list[Tally]:
    """Sum the rows by source, kind, outcome and reason; a row that waits counts as pending."""
    where, values = wanted.where()
    rows = connection.execute(
        f"SELECT source, kind, outcome, reason, count(*), sum(mentions) FROM crawl_url WHERE {where} "  # noqa: S608 - own columns
        "GROUP BY source, kind, outcome, reason ORDER BY source, kind, outcome, reason",
        values,
    )
    return [
        Tally(source=source, kind=kind, outcome=outcome, reason=reason, pages=pages, mentions=mentions)
        for source, kind, outcome, reason, pages, mentions in rows
    ]


def entries(connection: sqlite3.Connection, wanted: LedgerFilter, limit: int | None = None) -> Iterator[Entry]:
    """Yield the rows, the latest first."""
    where, values = wanted.where()
    cursor = connection.execute(
        "SELECT url, source, kind, outcome, reason, detail, status, mentions, article_id, first_seen, "  # noqa: S608 - own columns
        f"fetched_at, not_before, retry FROM crawl_url WHERE {where} "
        "ORDER BY coalesce(fetched_at, first_seen) DESC, id DESC LIMIT ?",
        [*values, -1 if limit is None else limit],
    )
    names = [column[0] for column in cursor.description]
    for row in cursor:
        found = dict(zip(names, row, strict=True))
        wait, retry = found.pop("not_before"), found.pop("retry")
        found |= {name: _moment(found[name]) for name in ("first_seen", "fetched_at")}
        yield Entry(**found, retry_at=_moment(wait) if wait and (retry or found["outcome"] == "pending") else None)


def seed_entries(connection: sqlite3.Connection, run: int, source: str, urls: Sequence[str]) -> list[Entry]:
    """Return what became of those *urls* where the crawl of *source* began in *run*."""
    wanted = LedgerFilter(sources=(source,), run=run)
    beginnings = set(urls)
    return [entry for entry in entries(connection, wanted) if entry.url in beginnings]


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
