"""A look at the sources: what is newly wrong with one, and what is right again, becomes alerts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.alerts.alert import Alert, recovery_alert, source_alert
from tracker.alerts.health import crawled_sources, judge
from tracker.crawl.state import transaction

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from tracker.alerts.channel import Channel
    from tracker.alerts.journal import Journal
    from tracker.alerts.watch import WatchList


def look_at_sources(
    listed: WatchList, journal: Journal, channels: Sequence[Channel], now: datetime, *, dry_run: bool = False
) -> list[Alert]:
    """Judge the sources that were crawled (those the watch names, if it names some) and return the new alerts.

    A problem is told when it begins and when it is over; what lasts is not told again.
    """
    watch = listed.watch
    names = [name for name in crawled_sources(journal.connection, now) if not watch.source or name in watch.source]
    findings = [finding for name in names for finding in judge(journal.connection, name, now).findings]
    told = journal.problems(watch.id)
    lasting: dict[tuple[str, str], str] = {
        (one.source, one.problem): told.get((one.source, one.problem), str(one.since)) for one in findings
    }
    alerts = [source_alert(watch, one, now) for one in findings if (one.source, one.problem) not in told]
    alerts += [
        recovery_alert(watch, source, problem, since, now)
        for (source, problem), since in told.items()
        if source in names and (source, problem) not in lasting
    ]
    if dry_run:
        return alerts
    with transaction(journal.connection):
        journal.set_problems(watch.id, lasting)
        return journal.note(alerts, channels, now)
