"""When a source is due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from tracker.crawl.source import Source
from tracker.errors import ScheduleError
from tracker.schedule.timetable import LONGEST_JITTER, due_between, interval_of, next_due

BERLIN = ZoneInfo("Europe/Berlin")


def _source(name: str = "xx_sample", **values: str) -> Source:
    return Source.model_validate(
        {"id": name, "name": "Sample", "homepage": "https://news.example/", "kind": "newspaper",
         "feeds": ("https://news.example/rss",), **values}
    )  # fmt: skip


def test_an_interval_never_drifts_and_is_the_sources_own() -> None:
    """Due moments lie exactly one interval apart; two sources of one interval do not share them."""
    start = datetime(2026, 3, 1, tzinfo=UTC)
    one, other = _source("aa_one", interval="30m"), _source("bb_two", interval="30m")
    moments = list(due_between(one, next_due(one, start), start + timedelta(days=2)))
    assert len(moments) == 96
    assert {later - earlier for earlier, later in pairwise(moments)} == {timedelta(minutes=30)}
    assert next_due(one, start) != next_due(other, start)
    assert next_due(one, start) == next_due(one, start)


@pytest.mark.parametrize(
    ("day", "hour"),
    [(datetime(2026, 3, 29, tzinfo=BERLIN), 2), (datetime(2026, 10, 25, tzinfo=BERLIN), 2)],
    ids=["hour skipped", "hour twice"],
)
def test_daylight_saving_loses_and_doubles_nothing(day: datetime, hour: int) -> None:
    """A daily time in the hour that is skipped or comes twice is due once that day."""
    source = _source(cron=f"30 {hour} * * *", timezone="Europe/Berlin")
    start = day.astimezone(UTC)
    end = (day + timedelta(days=1)).astimezone(UTC)
    assert len([moment for moment in due_between(source, next_due(source, start), end) if moment < end]) == 1


def test_cron_is_read_in_the_sources_zone_with_little_jitter() -> None:
    """Six o'clock in Berlin is four or five in UTC, moved by at most five minutes."""
    source = _source(cron="0 6 * * *", timezone="Europe/Berlin")
    for month, hour in ((1, 5), (7, 4)):
        due = next_due(source, datetime(2026, month, 10, tzinfo=UTC))
        assert timedelta(0) <= due - datetime(2026, month, 10, hour, tzinfo=UTC) <= LONGEST_JITTER


def test_without_interval_or_cron_a_source_is_due_every_hour() -> None:
    """Silence means hourly."""
    assert interval_of(_source()) == timedelta(hours=1)


@pytest.mark.parametrize(
    ("values", "message"),
    [({"cron": "every day"}, "cron 'every day'"), ({"cron": "0 6 * * *", "timezone": "Mars/Base"}, "Mars/Base")],
)
def test_what_cannot_be_read_is_named(values: dict[str, str], message: str) -> None:
    """A wrong cron expression or zone names the source and the value."""
    with pytest.raises(ScheduleError, match=message):
        next_due(_source(**values), datetime(2026, 1, 1, tzinfo=UTC))
