"""A URL in hand, and what its visit led to."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Literal

from tracker.crawl.links import Link, PageKind
from tracker.models import Record, TaggedArticle

Outcome = Literal["tagged", "untagged", "duplicate", "rejected", "failed", "pending"]
Retry = Literal["no", "soon", "later"]  # soon: in this run already; later: in one that comes
OUTCOMES: tuple[Outcome, ...] = ("tagged", "untagged", "duplicate", "rejected", "failed", "pending")

MAX_ATTEMPTS = 3
FIRST_PAUSE = 2.0
LONGEST_WAIT_IN_RUN = 60.0
ROUND_PAUSE = 300.0
LONGEST_PAUSE = 86_400.0
MAX_DETAIL = 300
FIRST_INTERVAL = 3600.0
SHORTEST_INTERVAL = 300.0
SLOWER = 1.5
FASTER = 0.5


class Lease(Record):
    """One URL that this process alone may fetch now, with what is known of it from before."""

    id: int
    url: str
    source: str
    kind: PageKind
    origin: str | None
    depth: int
    priority: int
    rank: float
    attempts: int
    failures: int
    title: str | None
    language: str | None
    published_at: datetime | None
    etag: str | None
    last_modified: str | None
    body_sha256: bytes | None
    article_id: str | None
    mentions: int
    outcome: str
    reason: str
    interval: float | None
    unchanged: int


def lease_of(row: dict[str, Any]) -> Lease:
    """Make a lease of one row of ``crawl_url``."""
    values = {name: row[name] for name in Lease.model_fields}
    published = values["published_at"]
    values["published_at"] = None if published is None else datetime.fromtimestamp(published, UTC)
    return Lease(**values)


class Visit(Record):
    """What became of one leased URL.

    *retry* says whether the failure may pass, and how soon; *retry_after* is how many seconds the site asked to
    wait. *links* are what a listing named, *tagged* the article of a page with *sketch*, what its text is compared
    by. *same* says that the page was there and had not changed.
    """

    outcome: Outcome
    reason: str = ""
    detail: str = ""
    status: int | None = None
    final_url: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_sha256: bytes | None = None
    links: tuple[Link, ...] = ()
    tagged: TaggedArticle | None = None
    sketch: bytes = b""
    article_id: str | None = None
    mentions: int = 0
    retry: Retry = "no"
    retry_after: float | None = None
    same: bool = False
    interval: float | None = None

    def row(self, lease: Lease, run: int, now: float) -> dict[str, Any]:
        """Return the columns of ``crawl_url`` that this visit of *lease* sets."""
        again, pause = self.next_try(lease)
        known: Lease | Visit = lease if self.outcome == "failed" else self
        return {
            "id": lease.id,
            "state": "pending" if again else "done",
            "outcome": "pending" if again else self.outcome,
            "reason": self.reason,
            "detail": self.detail[:MAX_DETAIL],
            "attempts": lease.attempts + 1 if again else 0,
            "failures": lease.failures + (not again) if self.outcome == "failed" else 0,
            "retry": int(self.retry != "no"),
            "not_before": now + pause if pause else 0.0,
            "status": self.status,
            "final_url": self.final_url,
            "etag": known.etag,
            "last_modified": known.last_modified,
            "body_sha256": known.body_sha256,
            "article_id": known.article_id,
            "mentions": known.mentions,
            "fetched_at": now,
            "changed": int(self.outcome != "failed" and not self.same),
            "same": int(self.same),
            "interval": self.next_interval(lease),
            "run": run,
        }

    def next_interval(self, lease: Lease) -> float | None:
        """Return how many seconds to wait before a list is asked again: less where it changed, more where not.

        It begins with what the list itself says; a page has none.
        """
        if lease.kind == "page":
            return None
        before = lease.interval or self.interval or FIRST_INTERVAL
        if self.outcome == "failed":
            return before
        wanted = before * (SLOWER if self.same else FASTER)
        return min(max(wanted, SHORTEST_INTERVAL), LONGEST_PAUSE)

    def next_try(self, lease: Lease) -> tuple[bool, float]:
        """Say whether the URL stays pending in this run, and how many seconds to wait before the next try."""
        if self.outcome != "failed" or self.retry == "no":
            return False, 0.0
        pause = max(FIRST_PAUSE * 2.0**lease.attempts, self.retry_after or 0.0)
        if self.retry == "soon" and lease.attempts + 1 < MAX_ATTEMPTS and pause <= LONGEST_WAIT_IN_RUN:
            return True, pause
        later = min(ROUND_PAUSE * 2.0**lease.failures, LONGEST_PAUSE)
        return False, max(later, self.retry_after or 0.0)
