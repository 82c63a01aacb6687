"""The frontier: which URLs are to be fetched, who has one in hand, and what became of each.

A URL is pending, then leased to one running crawl, then done. Its outcome, the links found on it and its article are
written in ONE transaction (see tracker.ingest), so a crawl killed at any moment goes on where it was.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import socket
import time
from typing import TYPE_CHECKING

from tracker.crawl import statements
from tracker.crawl.leases import Lease, Visit, lease_of
from tracker.crawl.links import LISTINGS, Link, PageKind
from tracker.crawl.schema import create_tables
from tracker.crawl.state import file_of, transaction, translated
from tracker.crawl.urls import url_key

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

LEASE_SECONDS = 300.0
MAX_CRASHES = 10  # a URL in hand at more crashes than this is fetched after all others
MAX_FAILURES = 12
MAX_DEPTH = 4
RECHECK_SECONDS = 3600.0
MAX_DOUBLINGS = 9


def owner_name() -> str:
    """Name this process so that another one on the same machine can see whether it still lives."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"


def is_dead(owner: str, me: str) -> bool:
    """Say whether the process that *owner* names is known to have ended (only on the machine of *me*)."""
    host, pid = owner.split(":")[:2]
    if host != me.split(":", maxsplit=1)[0] or owner == me:
        return False
    if pid == me.split(":")[1]:
        return True
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except (PermissionError, ValueError):
        return False
    return False


class Frontier:
    """The crawl's state on one SQLite connection; *clock* tells seconds since 1970."""

    def __init__(
        self, connection: sqlite3.Connection, owner: str | None = None, clock: Callable[[], float] = time.time
    ) -> None:
        """Create the tables where they are missing.

        Raises:
            StoreError: the file cannot be used.
        """
        self.connection = connection
        self.owner = owner or owner_name()
        self.clock = clock
        self.run = 0
        with translated(file_of(connection)):
            create_tables(connection)

    def begin(self, sources: Sequence[str]) -> int:
        """Open a run over *sources* and return its number.

        What dead crawls held is taken back, what failed before and may pass is due again.
        """
        now = self.clock()
        with transaction(self.connection):
            self._recover(now)
            for source in sources:
                values = {"source": source, "now": now, "failures": MAX_FAILURES}
                self.connection.execute(statements.DUE_AGAIN, values)
            cursor = self.connection.execute(
                "INSERT INTO crawl_run (owner, sources, started) VALUES (?, ?, ?)",
                (self.owner, json.dumps(list(sources)), now),
            )
        self.run = cursor.lastrowid or 0
        return self.run

    def _recover(self, now: float) -> None:
        owners = self.connection.execute("SELECT DISTINCT lease_owner FROM crawl_url WHERE state = 'leased'")
        dead = [owner for (owner,) in owners if is_dead(owner, self.owner)]
        values = {"now": now, "dead": json.dumps(dead), "crashes": MAX_CRASHES}
        self.connection.execute(statements.RECOVER, values)

    def end(self, reason: str) -> None:
        """Close the run: what is still in hand goes back to pending."""
        with transaction(self.connection):
            self.connection.execute(
                "UPDATE crawl_url SET state = 'pending', lease_owner = NULL WHERE state = 'leased' AND lease_owner = ?",
                (self.owner,),
            )
            self.connection.execute(
                "UPDATE crawl_run SET finished = ?, reason = ? WHERE id = ?", (self.clock(), reason, self.run)
            )

    def seed(self, source: str, kind: PageKind, urls: Iterable[str]) -> None:
        """Put the *urls* where the crawl of *source* begins at the front; they are never "already seen"."""
        now = self.clock()
        rows = [{"key": url_key(url), "url": url, "source": source, "kind": kind, "now": now} for url in urls]
        with transaction(self.connection):
            self.connection.executemany(statements.SEED, rows)

    def lease(self, source: str, limit: int) -> list[Lease]:
        """Take up to *limit* URLs of *source* that are ready: where it begins, listings, then pages, newest first."""
        now = self.clock()
        with transaction(self.connection):
            cursor = self.connection.execute(statements.TAKE, (self.owner, now + LEASE_SECONDS, source, now, limit))
            names = [column[0] for column in cursor.description]
            rows = [dict(zip(names, row, strict=True)) for row in cursor]
        leases = [lease_of(row) for row in rows]
        return sorted(leases, key=lambda lease: (-lease.priority, -lease.rank, lease.id))

    def renew(self) -> None:
        """Prolong everything this process has in hand."""
        with transaction(self.connection):
            self.connection.execute(
                "UPDATE crawl_url SET lease_until = ? WHERE state = 'leased' AND lease_owner = ?",
                (self.clock() + LEASE_SECONDS, self.owner),
            )

    def next_ready(self, source: str) -> float | None:
        """Return when the next pending URL of *source* may be fetched, None where there is none."""
        row = self.connection.execute(
            "SELECT min(not_before) FROM crawl_url WHERE source = ? AND state = 'pending'", (source,)
        ).fetchone()
        return None if row[0] is None else float(row[0])

    def add_links(self, lease: Lease, links: Iterable[Link]) -> None:
        """Note what the page of *lease* lists (inside the caller's transaction).

        A listing becomes due again; a page only when its list says that it changed since it was fetched.
        """
        if lease.depth >= MAX_DEPTH:
            return
        now = self.clock()
        self.connection.executemany(
            statements.ADD,
            [
                {
                    "key": url_key(link.url),
                    "url": link.url,
                    "source": lease.source,
                    "kind": link.kind,
                    "origin": lease.kind,
                    "depth": lease.depth + 1,
                    "priority": int(link.kind in LISTINGS),
                    "rank": max((_seconds(link.published_at) or 0, _seconds(link.modified_at) or 0)),
                    "title": link.title,
                    "language": link.language,
                    "published_at": _seconds(link.published_at),
                    "modified_at": _seconds(link.modified_at),
                    "now": now,
                    "run": self.run,
                    "recheck": RECHECK_SECONDS,
                    "doublings": MAX_DOUBLINGS,
                }
                for link in links
            ],
        )

    def finish(self, lease: Lease, visit: Visit) -> None:
        """Write what became of *lease* (inside the caller's transaction)."""
        self.connection.execute(statements.FINISH, visit.row(lease, self.run, self.clock()))

    def note_host(self, host: str, robots: str, delay: float | None, rules: str | None = None) -> None:
        """Keep what robots.txt of *host* said: ``obeyed``, ``none`` or ``unavailable``, and its Crawl-delay.

        *rules* is its text where it could be had; a text that says something else than the last is noted as a change.
        """
        with transaction(self.connection):
            delay = None if delay is None else float(delay)
            values = {"host": host, "robots": robots, "delay": delay, "now": self.clock(), "rules": digest_of(rules)}
            self.connection.execute(statements.NOTE_HOST, values)

    def block_host(self, host: str, seconds: float) -> None:
        """Keep that *host* asked to be left alone for *seconds*."""
        with transaction(self.connection):
            values = {"host": host, "until": self.clock() + seconds}
            self.connection.execute(statements.BLOCK_HOST, values)

    def blocked_until(self, hosts: Iterable[str]) -> float:
        """Return until when the most patient of *hosts* asked to be left alone, 0 where none did."""
        row = self.connection.execute(
            "SELECT max(not_before) FROM crawl_host WHERE host IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(set(hosts))),),
        ).fetchone()
        return float(row[0] or 0.0)

    def put_back(self, lease: Lease) -> None:
        """Return *lease* unused (inside the caller's transaction)."""
        self.connection.execute(
            "UPDATE crawl_url SET state = 'pending', lease_owner = NULL WHERE id = ? AND state = 'leased'", (lease.id,)
        )


def digest_of(rules: str | None) -> str | None:
    """Return what tells the rules of one robots.txt from another's: remarks, blanks and the case of keys do not."""
    if rules is None:
        return None
    lines = (line.partition("#")[0].strip() for line in rules.splitlines())
    parts = (line.partition(":") for line in lines if line)
    plain = "\n".join(f"{key.strip().lower()}:{value.strip()}" for key, _, value in parts)
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def _seconds(moment: object) -> float | None:
    return moment.timestamp() if hasattr(moment, "timestamp") else None
