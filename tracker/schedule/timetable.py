"""When a source is due. Pure: the same source and time always give the same answer, on every machine.

Times are kept in UTC. An interval counts from a moment of the source's own (its jitter), so that two hundred sources
"every hour" are spread over the hour and never drift. A cron expression is read in the source's time zone: in the hour
that daylight saving skips it is due once, right after; in the hour that comes twice it is due once.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from croniter import croniter

from tracker.errors import ScheduleError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.crawl.source import Source

DEFAULT_INTERVAL = timedelta(hours=1)
UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
# A cron time is moved by at most this much, so that a catalogue of "0 * * * *" does not start at one second.
LONGEST_JITTER = timedelta(minutes=5)
JITTER_SHARE = 0.1
# No clock change moves further than this.
LONGEST_CHANGE = timedelta(hours=3)
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


def next_due(source: Source, after: datetime) -> datetime:
    """Return the first moment later than *after* (both UTC) at which *source* is due.

    Raises:
        ScheduleError: the source's cron expression or time zone cannot be read.
    """
    if source.cron is None:
        return _next_interval(source, after)
    zone = _zone(source)
    try:
        jitter = min(cron_gap(source.cron) * JITTER_SHARE, LONGEST_JITTER) * _fraction(source.id)
    except (ValueError, KeyError) as error:
        msg = f"source {source.id}: cron {source.cron!r}: {error}"
        raise ScheduleError(msg) from None
    walls = croniter(source.cron, after.astimezone(zone).replace(tzinfo=None) - LONGEST_JITTER - LONGEST_CHANGE)
    while True:
        wall = walls.get_next(datetime)
        moment = _moment_of(wall, zone) + jitter
        if moment > after:
            break
    if not _clock_changes(moment, zone):
        return moment
    # A time that the change skips comes later than some times that follow it on the clock.
    latest = wall + LONGEST_CHANGE
    while (wall := walls.get_next(datetime)) <= latest:
        other = _moment_of(wall, zone) + jitter
        moment = other if after < other < moment else moment
    return moment


def _moment_of(wall: datetime, zone: ZoneInfo) -> datetime:
    """Return when the clock in *zone* shows *wall*: the first time of two, and where skipped by the clock before."""
    return wall.replace(tzinfo=zone).astimezone(UTC)


def _clock_changes(moment: datetime, zone: ZoneInfo) -> bool:
    before, later = ((moment + step).astimezone(zone).utcoffset() for step in (-LONGEST_CHANGE, LONGEST_CHANGE))
    return before != later


def due_between(source: Source, first: datetime, now: datetime) -> Iterator[datetime]:
    """Yield *first* and every later due moment up to *now* (included)."""
    moment = first
    while moment <= now:
        yield moment
        moment = next_due(source, moment)


def interval_of(source: Source) -> timedelta:
    """Return how often *source* is due, an hour where it does not say (a cron source: the gap of its expression)."""
    if source.interval is not None:
        return int(source.interval[:-1]) * UNITS[source.interval[-1]]
    return cron_gap(source.cron) if source.cron is not None else DEFAULT_INTERVAL


@lru_cache(maxsize=4096)
def cron_gap(cron: str) -> timedelta:
    """Return the time between the first two moments of the expression *cron* (ValueError where it is none)."""
    ticks = croniter(cron, EPOCH.replace(tzinfo=None))
    first = ticks.get_next(datetime)
    gap: timedelta = ticks.get_next(datetime) - first
    return gap


def _next_interval(source: Source, after: datetime) -> datetime:
    interval = interval_of(source)
    phase = interval * _fraction(source.id)
    passed = (after - EPOCH - phase) // interval
    return EPOCH + phase + (passed + 1) * interval


@lru_cache(maxsize=4096)
def _fraction(name: str) -> float:
    """Return a number in [0, 1) that depends on the source's id alone."""
    digest = hashlib.blake2b(name.encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") / 2**32


def _zone(source: Source) -> ZoneInfo:
    try:
        return ZoneInfo(source.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        msg = f"source {source.id}: time zone {source.timezone!r} is not known; write one like Europe/Berlin"
        raise ScheduleError(msg) from None
