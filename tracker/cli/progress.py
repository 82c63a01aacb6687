"""What a crawl shows: its progress on a terminal's stderr, and the summary of the run."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from tracker.crawl.leases import OUTCOMES
from tracker.crawl.ledger import LedgerFilter, Tally, seed_entries, tallies
from tracker.ingest import open_recorder

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from tracker.cli.crawling import CrawlEnd
    from tracker.config import Settings
    from tracker.crawl.leases import Lease, Visit
    from tracker.crawl.ledger import Entry
    from tracker.crawl.outbox import Delivery
    from tracker.crawl.source import Source


class Watch:
    """Counts what a crawl brings and shows it while it runs."""

    def __init__(self, bar: Progress | None) -> None:
        """Show the counts on *bar*, or nowhere."""
        self.bar = bar
        self.counts: Counter[str] = Counter()
        self.task = bar.add_task("crawling", total=None) if bar else None

    def visited(self, lease: Lease, visit: Visit) -> None:
        """Count one outcome."""
        self.counts["pages" if lease.kind == "page" else "lists"] += 1
        self.counts["articles"] += visit.outcome in {"tagged", "untagged"} and lease.kind == "page"
        self.counts["mentions"] += visit.mentions
        self.counts["errors"] += visit.outcome == "failed"
        if self.bar is not None and self.task is not None:
            seconds = self.bar.tasks[0].elapsed or 1.0
            text = " · ".join(f"{self.counts[name]} {name}" for name in ("pages", "articles", "mentions", "errors"))
            rate = self.counts["pages"] / seconds
            self.bar.update(self.task, description=f"{text} · {rate:.0f} pages/s · {lease.source}")


@contextmanager
def watching() -> Iterator[Watch]:
    """Show progress on stderr where that is a terminal."""
    if not sys.stderr.isatty():
        yield Watch(None)
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(20), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield Watch(bar)


def report(settings: Settings, end: CrawlEnd, named: Sequence[Source], given: Sequence[Source]) -> list[str]:
    """Print the summary of the run and return its problems, each a line: what failed altogether.

    A source of the catalogue has failed when each of its lists did; of URLs *given* on the command line each counts.
    """
    with open_recorder(settings) as recorder:
        connection = recorder.connection
        click.echo(summary(connection, end, [*named, *given]))
        problems = [end.problem] if end.problem else []
        for source in [*named, *given]:
            failures, whole = _failed_beginnings(connection, end.run, source)
            if failures and (whole or source in given):
                problems += [f"{source.id}: {entry.url}: {_why(entry)}" for entry in failures]
        for name, until in end.waiting.items():
            moment = f"{datetime.fromtimestamp(until, UTC):%Y-%m-%d %H:%M} UTC"
            problems.append(f"{name}: left alone, as the site asked to wait until {moment}")
        if end.reason == "shutdown":
            problems.append("stopped before the end; what was stored stays, the next crawl goes on")
    return problems


def undelivered(settings: Settings, delivery: Delivery) -> str:
    """Say what a store elsewhere has not taken, why, and what to do."""
    why = f": {delivery.problem}" if delivery.problem else ""
    dead = f", {delivery.dead} were refused for good" if delivery.dead else ""
    return f"{delivery.waiting} articles wait in the outbox ({settings.state}){dead}{why}; see tracker store drain"


def _failed_beginnings(connection: sqlite3.Connection, run: int, source: Source) -> tuple[list[Entry], bool]:
    found = seed_entries(connection, run, source.id, source.beginnings)
    failures = [entry for entry in found if entry.outcome in {"failed", "rejected"}]
    return failures, len(failures) == len(found)


def _why(entry: Entry) -> str:
    return f"{entry.reason} ({entry.detail})" if entry.detail else entry.reason


def summary(connection: sqlite3.Connection, end: CrawlEnd, sources: Sequence[Source]) -> str:
    """Return the table of the run: per source what became of its pages, why, and what still waits."""
    done = tallies(connection, LedgerFilter(run=end.run))
    names = tuple(source.id for source in sources)
    left = tallies(connection, LedgerFilter(sources=names, outcomes=("pending",), kinds=("page",))) if names else []
    width = max([len(name) for name in names] + [6])
    head = f"{'source':<{width}} " + " ".join(f"{name:>9}" for name in ("fetched", *OUTCOMES, "mentions"))
    lines = [head]
    for name in names:
        rows = [row for row in done if row.source == name and row.kind == "page" and row.outcome != "pending"]
        waiting = sum(row.pages for row in left if row.source == name)
        counts = [sum(row.pages for row in rows if row.outcome == outcome) for outcome in OUTCOMES[:-1]]
        fetched = sum(row.pages for row in rows)
        mentions = sum(row.mentions for row in rows)
        lines.append(f"{name:<{width}} " + " ".join(f"{n:>9}" for n in (fetched, *counts, waiting, mentions)))
    return "\n".join([*lines, *_reasons(done)])


def _reasons(done: Sequence[Tally]) -> list[str]:
    why: Counter[tuple[str, str]] = Counter()
    for row in done:
        if row.outcome in {"rejected", "failed", "duplicate"}:
            why[row.outcome, row.reason] += row.pages
    return [f"  {outcome} {count}: {reason}" for (outcome, reason), count in sorted(why.items())]
