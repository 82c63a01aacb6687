"""Cron times over every kind of clock change, against a count by hand on the wall clock of the place."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tracker.crawl.source import Source
from tracker.schedule.timetable import LONGEST_JITTER, due_between, next_due

MINUTE = timedelta(minutes=1)
DAYS = timedelta(days=6)
# Where and when (UTC) clocks move: an hour at 1, 2 or 3 o'clock, at midnight, by half an hour, and never.
CHANGES = [
    ("Europe/Berlin", datetime(2026, 3, 29, 1, tzinfo=UTC)),
    ("Europe/Berlin", datetime(2026, 10, 25, 1, tzinfo=UTC)),
    ("America/New_York", datetime(2026, 3, 8, 7, tzinfo=UTC)),
    ("America/New_York", datetime(2026, 11, 1, 6, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 4, 4, 15, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 10, 3, 15, 30, tzinfo=UTC)),
    ("America/Santiago", datetime(2026, 4, 5, 3, tzinfo=UTC)),
    ("America/Santiago", datetime(2026, 9, 6, 4, tzinfo=UTC)),
    ("Asia/Tokyo", datetime(2026, 3, 29, 1, tzinfo=UTC)),
]
# An expression, and its minutes and hours.
CRONS = {
    "30 2 * * *": ({30}, {2}),
    "0 0 * * *": ({0}, {0}),
    "*/20 * * * *": ({0, 20, 40}, set(range(24))),
    "15 1,2,3,23 * * *": ({15}, {1, 2, 3, 23}),
    "45 23,0,1 * * *": ({45}, {23, 0, 1}),
}


def by_hand(cron: str, zone: ZoneInfo, start: datetime, end: datetime) -> set[datetime]:
    """Return the due moments: wall times that fit, the first time they come, skipped ones by the clock before."""
    minutes, hours = CRONS[cron]
    found = set()
    wall = (start - timedelta(days=1)).astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)
    while wall.replace(tzinfo=zone).astimezone(UTC) < end + timedelta(days=1):
        if wall.minute in minutes and wall.hour in hours:
            before, after = (wall.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
            assert before is not None
            assert after is not None
            # In a gap the clock before the change still counts, in an overlap the first of the two times.
            found.add((wall - before).replace(tzinfo=UTC))
        wall += MINUTE
    return {moment for moment in found if start < moment <= end}


@pytest.mark.parametrize("cron", CRONS)
@pytest.mark.parametrize(("place", "change"), CHANGES, ids=[f"{place} {moment:%m-%d}" for place, moment in CHANGES])
def test_each_wall_time_is_due_once(place: str, change: datetime, cron: str) -> None:
    """Twelve days around a clock change: every moment counted by hand is due, none beside them, none twice."""
    source = Source.model_validate(
        {"id": "xx_sample", "name": "S", "homepage": "https://news.example/", "kind": "newspaper",
         "feeds": ("https://news.example/rss",), "cron": cron, "timezone": place}
    )  # fmt: skip
    start, end = change - DAYS, change + DAYS
    due = list(due_between(source, next_due(source, start), end))
    jitter = timedelta(minutes=due[0].minute % 5, seconds=due[0].second, microseconds=due[0].microsecond)
    assert jitter < LONGEST_JITTER
    assert sorted(due) == due
    assert len(set(due)) == len(due)
    wanted = by_hand(cron, ZoneInfo(place), start - jitter, end - jitter)
    assert {moment - jitter for moment in due} == wanted


def test_the_clocks_of_the_table_do_move() -> None:
    """Each change of the table is one, so that the tests above test something."""
    for place, moment in CHANGES:
        zone = ZoneInfo(place)
        offsets = {(moment + step).astimezone(zone).utcoffset() for step in (-MINUTE, MINUTE)}
        assert (len(offsets) == 2) is (place != "Asia/Tokyo"), (place, moment)
