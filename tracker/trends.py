"""Counts per interval made comparable: without gaps, as a share of what was crawled, and against what came before."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from tracker.models import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.stores.base import Interval, MentionQuery, MentionStore, TrendField, TrendPoint

_BEFORE = 4
_MONTHS = 12


class TrendRow(Record):
    """One value in one interval.

    *share* is the part of the articles crawled in the interval that carry the value, None where none is known to have
    been crawled. *change* compares the mentions with those of the interval before, *change_mean* with the mean of up to
    four before: 0.5 is half as many again, None where there were none to compare with. *complete* is false for an
    interval that is cut by the query's time or still going on.
    """

    start: date
    value: str
    mentions: int
    stories: int
    articles: int
    crawled: int
    share: float | None
    change: float | None
    change_mean: float | None
    complete: bool


class Trend(Record):
    """The rows of the largest values, by value (largest first) and start."""

    by: str
    interval: str
    starts: tuple[date, ...]
    rows: tuple[TrendRow, ...]
    left_out: int

    def series(self) -> Iterator[tuple[str, tuple[TrendRow, ...]]]:
        """Yield each value with its rows, one per start."""
        size = len(self.starts)
        for at in range(0, len(self.rows), size or 1):
            yield self.rows[at].value, self.rows[at : at + size]


def measure(
    store: MentionStore, query: MentionQuery, by: TrendField, interval: Interval, *, top: int | None = None
) -> Trend:
    """Count the mentions of *query* by the *top* largest values (all where None); *left_out* values remain."""
    points = store.trends(query, by, interval)
    starts = _starts(points, interval)
    crawled = {point.start: point.crawled for point in points}
    by_value: dict[str, dict[date, TrendPoint]] = defaultdict(dict)
    for point in points:
        by_value[point.value][point.start] = point
    ordered = sorted(by_value, key=lambda value: (-sum(p.mentions for p in by_value[value].values()), value))
    now = datetime.now(UTC)
    rows: list[TrendRow] = []
    for value in ordered[:top]:
        counts = [by_value[value].get(start) for start in starts]
        for place, start in enumerate(starts):
            whole = _is_whole(start, interval, query, now)
            rows.append(_row(value, start, counts[: place + 1], crawled.get(start, 0), complete=whole))
    left_out = len(ordered) - len(ordered[:top])
    return Trend(by=by, interval=interval, starts=starts, rows=tuple(rows), left_out=left_out)


def _row(value: str, start: date, points: Sequence[TrendPoint | None], crawled: int, *, complete: bool) -> TrendRow:
    """Return the row of the last of *points*; None among them is an interval without such a mention."""
    *before, mentions = (point.mentions if point else 0 for point in points)
    point = points[-1]
    return TrendRow(
        start=start,
        value=value,
        mentions=mentions,
        stories=point.stories if point else 0,
        articles=point.articles if point else 0,
        crawled=crawled,
        share=(point.articles if point else 0) / crawled if crawled else None,
        change=_change(mentions, before[-1:]),
        change_mean=_change(mentions, before[-_BEFORE:]),
        complete=complete,
    )


def _change(now: int, before: Sequence[int]) -> float | None:
    mean = sum(before) / len(before) if before else 0
    return (now - mean) / mean if mean else None


def _starts(points: Sequence[TrendPoint], interval: Interval) -> tuple[date, ...]:
    """Return every interval's first day from the first to the last point, those without a point too."""
    if not points:
        return ()
    days = [point.start for point in points]
    starts, last = [min(days)], max(days)
    while starts[-1] < last:
        starts.append(next_start(starts[-1], interval))
    return tuple(starts)


def next_start(start: date, interval: Interval) -> date:
    """Return the day on which the interval after that of *start* begins."""
    if interval == "month":
        return date(start.year + start.month // _MONTHS, start.month % _MONTHS + 1, 1)
    return start + timedelta(days=7 if interval == "week" else 1)


def _is_whole(start: date, interval: Interval, query: MentionQuery, now: datetime) -> bool:
    begin = datetime.combine(start, datetime.min.time(), UTC)
    end = datetime.combine(next_start(start, interval), datetime.min.time(), UTC)
    return end <= min(query.until or now, now) and (query.since is None or query.since <= begin)
