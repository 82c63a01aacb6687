"""Publication times as every store counts them: whole milliseconds since 1970 UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

UNDATED = -(2**62)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def to_time(moment: datetime | None) -> int:
    """Return *moment* in whole milliseconds since 1970 UTC (no zone is UTC), UNDATED where there is none."""
    if moment is None:
        return UNDATED
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (zoned - _EPOCH) // _MILLISECOND


def from_time(time: int | None) -> datetime | None:
    """Return the moment *time* milliseconds after 1970 UTC."""
    return None if time is None else _EPOCH + time * _MILLISECOND
