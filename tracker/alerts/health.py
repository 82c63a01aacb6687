"""The health of sources, judged by what their crawls recorded: nothing is asked of any site.

Usual is what the same source did in the eight weeks before (``levels.py``). Reported are a source that went silent or
brings much less, shorter texts, more walls, failures or refusals than usual, lists that fail, changed rules in
robots.txt, and a source that is no longer crawled. Silence means something only after four weeks of history.
"""

from __future__ import annotations

import statistics
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from tracker.alerts.levels import BASELINE_DAYS, Level, lower_tail, upper_tail, usual_level
from tracker.crawl.urls import host_of
from tracker.models import Record

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

Problem = Literal["silent", "fewer", "short", "walls", "errors", "refused", "lists", "robots", "idle"]
WALLS = frozenset({"consent-wall", "paywall", "login-wall", "blocked"})
RECENT = timedelta(days=7)
HISTORY = timedelta(days=BASELINE_DAYS) + RECENT
# How improbable silence, a fall or a rise must be.
LIMIT = 0.0003
SHORTER = 0.5
FAILED_ROUNDS = 2
LEAST_TEXTS = 10
LEAST_PAGES = 10
LEAST_SHARE = 0.1
IDLE, RETIRED = timedelta(days=7), timedelta(days=30)
_DAY = 86_400


class Finding(Record):
    """One thing that is wrong with a source; *since* tells one occurrence from the next."""

    source: str
    problem: Problem
    since: date
    text: str


class SourceHealth(Record):
    """A source with what is usual for it: articles a day (None: still learning), and those of the last seven days."""

    source: str
    usual: float | None
    last_week: int
    findings: tuple[Finding, ...]

    @property
    def line(self) -> str:
        """The judgement on one line."""
        usual = "still learning" if self.usual is None else f"usually {self.usual:.1f} a day"
        state = "; ".join(finding.text for finding in self.findings) or "works"
        return f"{self.source:<28} {self.last_week:>5} articles in 7 days, {usual}: {state}"


def crawled_sources(connection: sqlite3.Connection, now: datetime) -> list[str]:
    """Return the sources that a crawl of the month before *now* was asked for, sorted."""
    since = (now - RETIRED).timestamp()
    rows = connection.execute(
        "SELECT DISTINCT value FROM crawl_run, json_each(crawl_run.sources) WHERE started >= ? ORDER BY value", (since,)
    )
    return [str(name) for (name,) in rows]


def judge(connection: sqlite3.Connection, source: str, now: datetime) -> SourceHealth:
    """Judge *source* by what the crawls in the state behind *connection* recorded up to *now*."""
    today = now.astimezone(UTC).date()
    crawled = _crawled_days(connection, source, now)
    counts = _articles(connection, source, now)
    findings = [] if not crawled else list(_found(connection, source, now, counts, crawled))
    level = _level(counts, crawled, today - RECENT)
    return SourceHealth(
        source=source,
        usual=None if level is None else level.rate,
        last_week=sum(count for day, count in counts.items() if day > today - RECENT),
        findings=tuple(findings),
    )


def _found(
    connection: sqlite3.Connection, source: str, now: datetime, counts: Mapping[date, int], crawled: Sequence[date]
) -> Iterator[Finding]:
    today = now.astimezone(UTC).date()
    if max(crawled) < today - IDLE:
        text = f"not crawled since {max(crawled)}"
        yield Finding(source=source, problem="idle", since=max(crawled), text=text)
        return
    yield from _quiet(source, counts, crawled, today)
    yield from _shorter(connection, source, now)
    yield from _worse(connection, source, now)
    yield from _failing_lists(connection, source, today)
    for host, changed in _changed_robots(connection, source, now):
        text = f"robots.txt of {host} changed on {changed}"
        yield Finding(source=source, problem="robots", since=changed, text=text)


def _level(counts: Mapping[date, int], crawled: Sequence[date], last: date) -> Level | None:
    """Return what is usual up to *last*, counted from the first day on that the source was crawled."""
    if not crawled:
        return None
    first = min(crawled)
    days = (first + timedelta(days=number) for number in range(max(0, (last - first).days + 1)))
    silent = frozenset(set(days) - set(crawled))
    return usual_level({first: 0} | {day: count for day, count in counts.items() if day >= first}, last, silent)


def _quiet(source: str, counts: Mapping[date, int], crawled: Sequence[date], today: date) -> Iterator[Finding]:
    """Say where nothing, or much less than usual, came on whole days on which the source was crawled."""
    seen = [day for day, count in counts.items() if count and day >= min(crawled)]
    last = max(seen, default=min(crawled))
    gap = [day for day in crawled if last < day < today]
    level = _level(counts, crawled, last)
    if gap and level is not None and _chance_of_less(level, 0, gap) < LIMIT:
        text = f"no article since {last}, usually {level.rate:.1f} a day"
        yield Finding(source=source, problem="silent", since=last, text=text)
        return
    week = [day for day in crawled if today - RECENT <= day < today]
    level = _level(counts, crawled, today - RECENT - timedelta(days=1))
    if level is None or not week or counts.get(today, 0) > level.expected([today]) / 2:
        return  # still learning, not crawled, or as usual again
    came, expected = sum(counts.get(day, 0) for day in week), level.expected(week)
    if came < expected / 2 and _chance_of_less(level, came, week) < LIMIT:
        text = f"{came} articles in {len(week)} days, usually {expected:.0f}"
        yield Finding(source=source, problem="fewer", since=week[0], text=text)


def _chance_of_less(level: Level, count: int, days: Sequence[date]) -> float:
    return lower_tail(count, level.expected(days), level.variance(days))


def _shorter(connection: sqlite3.Connection, source: str, now: datetime) -> Iterator[Finding]:
    """Say where the texts of the last week are half as long as before: a teaser where the article was."""
    edge = (now - RECENT).timestamp()
    rows = connection.execute(
        "SELECT length, first_seen >= ? FROM crawl_article WHERE source = ? AND first_seen >= ? AND length IS NOT NULL",
        (edge, source, (now - HISTORY).timestamp()),
    ).fetchall()
    recent, before = ([length for length, is_new in rows if is_new == when] for when in (1, 0))
    if len(recent) < LEAST_TEXTS or len(before) < 2 * LEAST_TEXTS:
        return
    usual, lately = statistics.median(before), statistics.median(recent)
    if lately < SHORTER * usual:
        text = f"texts are {lately:.0f} characters long, usually {usual:.0f}"
        yield Finding(source=source, problem="short", since=now.date(), text=text)


def _worse(connection: sqlite3.Connection, source: str, now: datetime) -> Iterator[Finding]:
    """Say where more pages than usual were walls, failed, or were refused."""
    edge = (now - RECENT).timestamp()
    rows = connection.execute(
        "SELECT outcome, reason, fetched_at >= ?, count(*) FROM crawl_url "
        "WHERE source = ? AND kind = 'page' AND outcome <> 'pending' AND fetched_at >= ? GROUP BY 1, 2, 3",
        (edge, source, (now - HISTORY).timestamp()),
    ).fetchall()
    sums: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    reasons: Counter[str] = Counter()
    for outcome, reason, is_new, pages in rows:
        group = _group(outcome, reason)
        sums[is_new][group] += pages
        sums[is_new]["all"] += pages
        if is_new and group != "good":
            reasons[f"{group} {reason}"] += pages
    before, lately = sums
    if lately["all"] < LEAST_PAGES or before["all"] < 2 * LEAST_PAGES:
        return
    groups: tuple[tuple[Problem, str], ...] = (
        ("walls", "consent, pay or login walls"),
        ("errors", "failed"),
        ("refused", "no articles or forbidden"),
    )
    for problem, words in groups:
        usual = (before[problem] + 0.5) / (before["all"] + 1)
        expected = usual * lately["all"]
        # The share itself is only known from as many pages as were seen before.
        spread = expected * (1 + lately["all"] / (before["all"] + 1))
        share = lately[problem] / lately["all"]
        if share >= LEAST_SHARE and share > 2 * usual and upper_tail(lately[problem], expected, spread) < LIMIT:
            most = max((name for name in reasons if name.startswith(f"{problem} ")), key=reasons.__getitem__)
            text = f"{share:.0%} of pages {words} (mostly {most.partition(' ')[2]}), usually {usual:.0%}"
            yield Finding(source=source, problem=problem, since=now.date(), text=text)


def _failing_lists(connection: sqlite3.Connection, source: str, today: date) -> Iterator[Finding]:
    """Say which of the lists where *source* begins failed in the last crawls, one after the other."""
    rows = connection.execute(
        "SELECT url, reason FROM crawl_url WHERE source = ? AND kind <> 'page' AND depth = 0 AND outcome = 'failed' "
        "AND failures >= ? ORDER BY url",
        (source, FAILED_ROUNDS),
    ).fetchall()
    if rows:
        text = "; ".join(f"{url} fails ({reason})" for url, reason in rows)
        yield Finding(source=source, problem="lists", since=today, text=text)


def _group(outcome: str, reason: str) -> str:
    if outcome == "failed":
        return "errors"
    if outcome == "rejected":
        return "walls" if reason in WALLS else "refused"
    return "good"


def _changed_robots(connection: sqlite3.Connection, source: str, now: datetime) -> list[tuple[str, date]]:
    """Return the hosts where *source* begins whose robots.txt changed lately, with the day."""
    urls = connection.execute("SELECT url FROM crawl_url WHERE source = ? AND kind <> 'page' AND depth = 0", (source,))
    found = []
    for host in sorted({host_of(url) for (url,) in urls}):
        row = connection.execute("SELECT robots_changed FROM crawl_host WHERE host = ?", (host,)).fetchone()
        if row and row[0] is not None and row[0] >= (now - RECENT).timestamp():
            found.append((host, datetime.fromtimestamp(row[0], UTC).date()))
    return found


def _articles(connection: sqlite3.Connection, source: str, now: datetime) -> dict[date, int]:
    """Count the articles of *source* by the day on which they were first seen."""
    rows = connection.execute(
        "SELECT cast(first_seen / 86400 AS INTEGER), count(*) FROM crawl_article "
        "WHERE source = ? AND first_seen >= ? AND first_seen <= ? GROUP BY 1",
        (source, (now - HISTORY - HISTORY).timestamp(), now.timestamp()),
    )
    return {_day(number): count for number, count in rows}


def _crawled_days(connection: sqlite3.Connection, source: str, now: datetime) -> list[date]:
    """Return the days on which a crawl of *source* began, in order."""
    rows = connection.execute(
        "SELECT DISTINCT cast(started / 86400 AS INTEGER) FROM crawl_run "
        "WHERE started >= ? AND started <= ? AND EXISTS (SELECT 1 FROM json_each(crawl_run.sources) WHERE value = ?)",
        ((now - HISTORY - HISTORY).timestamp(), now.timestamp(), source),
    )
    return sorted(_day(number) for (number,) in rows)


def _day(number: int) -> date:
    return datetime.fromtimestamp(number * _DAY, UTC).date()
