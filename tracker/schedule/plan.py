"""What is due, what runs, what ran: the schedule's tables in the state's SQLite file, shared by all schedulers.

A run is leased: the scheduler that claims it renews the lease while it works; a lease that runs out (``kill -9``)
frees the source, and the run is recorded as lost. Due moments that passed meanwhile are joined into one run and counted
there: for every source the moments due equal the runs plus what they joined.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from tracker.crawl.state import transaction, translated
from tracker.models import Record
from tracker.schedule.timetable import due_between, interval_of, next_due

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from tracker.crawl.source import Source

RunOutcome = Literal["running", "done", "failed", "timeout", "stopped", "lost"]
LEASE = timedelta(seconds=60)
LONGEST_BACKOFF = timedelta(hours=24)
TABLES = """
CREATE TABLE IF NOT EXISTS schedule_source (
  source TEXT PRIMARY KEY,
  next_due REAL NOT NULL,             -- the first due moment that no run has taken yet
  not_before REAL NOT NULL DEFAULT 0, -- back-off after failures
  failures INTEGER NOT NULL DEFAULT 0,
  run INTEGER,                        -- the run that holds the lease
  lease_until REAL
) STRICT;
CREATE TABLE IF NOT EXISTS schedule_run (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  owner TEXT NOT NULL,
  due REAL NOT NULL,                  -- the latest due moment that the run takes
  coalesced INTEGER NOT NULL,         -- how many earlier due moments it joins
  started REAL NOT NULL,
  finished REAL,
  outcome TEXT NOT NULL,
  detail TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX IF NOT EXISTS schedule_run_source ON schedule_run (source, id);
"""


class Run(Record):
    """One run of one source."""

    id: int
    source: str
    owner: str
    due: datetime
    coalesced: int
    started: datetime
    finished: datetime | None = None
    outcome: RunOutcome = "running"
    detail: str = ""


class Plan:
    """The schedule in one database; every method is one transaction, so that any number of schedulers may share it."""

    def __init__(self, connection: sqlite3.Connection, sources: Iterable[Source]) -> None:
        """Plan *sources* on an open state connection, creating the tables on first use."""
        self._connection = connection
        self._sources = _enabled(sources)
        with translated("schedule"):
            connection.executescript(TABLES)

    def enrol(self, now: datetime) -> None:
        """Take up sources that are new: they are due at once. Those no longer in the catalogue keep their history."""
        with transaction(self._connection):
            for name in self._sources:
                self._connection.execute(
                    "INSERT OR IGNORE INTO schedule_source (source, next_due) VALUES (?, ?)", (name, now.timestamp())
                )

    def adopt(self, sources: Iterable[Source], now: datetime) -> None:
        """Plan *sources* from now on: new ones are due at once, those that are now due more often as they say."""
        before = self._sources
        self._sources = _enabled(sources)
        self.enrol(now)
        with transaction(self._connection):
            for name, source in self._sources.items():
                if name in before and _timing(source) != _timing(before[name]):
                    self._connection.execute(
                        "UPDATE schedule_source SET next_due = min(next_due, ?) WHERE source = ?",
                        (next_due(source, now).timestamp(), name),
                    )

    def claim(self, owner: str, now: datetime) -> Run | None:
        """Lease the source that has been due for longest and record its run; None where nothing is due."""
        with transaction(self._connection):
            self._free_lost(now)
            rows = self._connection.execute(
                "SELECT source, next_due FROM schedule_source "
                "WHERE next_due <= ?1 AND not_before <= ?1 AND run IS NULL ORDER BY next_due, source",
                (now.timestamp(),),
            )
            found = next((row for row in rows if row[0] in self._sources), None)
            return None if found is None else self._start(found[0], _moment(found[1]), owner, now)

    def _start(self, name: str, first: datetime, owner: str, now: datetime) -> Run:
        source = self._sources[name]
        due = list(due_between(source, first, now))
        run = Run(id=0, source=name, owner=owner, due=due[-1], coalesced=len(due) - 1, started=now)
        cursor = self._connection.execute(
            "INSERT INTO schedule_run (source, owner, due, coalesced, started, outcome) VALUES (?, ?, ?, ?, ?, ?)",
            (name, owner, run.due.timestamp(), run.coalesced, now.timestamp(), run.outcome),
        )
        self._connection.execute(
            "UPDATE schedule_source SET run = ?, lease_until = ?, next_due = ? WHERE source = ?",
            (cursor.lastrowid, (now + LEASE).timestamp(), next_due(source, due[-1]).timestamp(), name),
        )
        return run.model_copy(update={"id": cursor.lastrowid})

    def _free_lost(self, now: datetime) -> None:
        """Free sources whose scheduler is gone, and record their runs as lost."""
        lost = self._connection.execute(
            "SELECT run FROM schedule_source WHERE run IS NOT NULL AND lease_until < ?", (now.timestamp(),)
        ).fetchall()
        for (run,) in lost:
            self._end(run, "lost", "its scheduler ended without a word", now)

    def renew(self, runs: Iterable[Run], now: datetime) -> list[Run]:
        """Hold on to the leases of *runs*; return those that others have freed meanwhile and may have begun again."""
        until = (now + LEASE).timestamp()
        with transaction(self._connection):
            return [
                run
                for run in runs
                if not self._connection.execute(
                    "UPDATE schedule_source SET lease_until = ? WHERE run = ?", (until, run.id)
                ).rowcount
            ]

    def finish(self, run: Run, outcome: RunOutcome, detail: str, now: datetime) -> None:
        """Record how *run* ended and free its source; after a failure it pauses, twice as long each time."""
        with transaction(self._connection):
            self._end(run.id, outcome, detail, now)

    def _end(self, run: int, outcome: RunOutcome, detail: str, now: datetime) -> None:
        self._connection.execute(
            "UPDATE schedule_run SET finished = ?, outcome = ?, detail = ? WHERE id = ? AND outcome = 'running'",
            (now.timestamp(), outcome, detail, run),
        )
        row = self._connection.execute("SELECT source, failures FROM schedule_source WHERE run = ?", (run,)).fetchone()
        if row is None:
            return
        failures = row[1] + 1 if outcome in {"failed", "timeout"} else 0
        pause = self._pause(row[0], failures)
        self._connection.execute(
            "UPDATE schedule_source SET run = NULL, lease_until = NULL, failures = ?, not_before = ? WHERE run = ?",
            (failures, (now + pause).timestamp(), run),
        )

    def _pause(self, name: str, failures: int) -> timedelta:
        if not failures or name not in self._sources:
            return timedelta(0)
        pause: timedelta = interval_of(self._sources[name]) * 2 ** min(failures - 1, 16)
        return min(pause, LONGEST_BACKOFF)

    def next_moment(self) -> datetime | None:
        """Return when something is due next, None where no source is enrolled."""
        with translated("schedule"):
            rows = self._connection.execute(
                "SELECT source, max(next_due, not_before) FROM schedule_source WHERE run IS NULL"
            ).fetchall()
        moments = [row[1] for row in rows if row[0] in self._sources]
        return _moment(min(moments)) if moments else None

    def history(self, source: str | None = None, limit: int = 50) -> list[Run]:
        """Return the latest runs, newest first."""
        with translated("schedule"):
            rows = self._connection.execute(
                "SELECT id, source, owner, due, coalesced, started, finished, outcome, detail FROM schedule_run "
                "WHERE ?1 IS NULL OR source = ?1 ORDER BY id DESC LIMIT ?2",
                (source, limit),
            ).fetchall()
        names = ("id", "source", "owner", "due", "coalesced", "started", "finished", "outcome", "detail")
        return [Run.model_validate(dict(zip(names, _times(row), strict=True))) for row in rows]


def _enabled(sources: Iterable[Source]) -> dict[str, Source]:
    return {source.id: source for source in sources if source.enabled}


def _timing(source: Source) -> tuple[str | None, str | None, str | None]:
    return source.interval, source.cron, source.timezone


def _times(row: tuple[object, ...]) -> list[object]:
    return [_moment(value) if number in {3, 5, 6} and value is not None else value for number, value in enumerate(row)]


def _moment(seconds: object) -> datetime:
    return datetime.fromtimestamp(float(str(seconds)), UTC)
