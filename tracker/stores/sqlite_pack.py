"""Times and the packed row of one mention, as the embedded store keeps them; without numpy, which writing needs not.

A row is little-endian 32-bit numbers: mention, article, story, time (two, a signed 64-bit count of
milliseconds since 1970 UTC), then the tags.
"""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

UNDATED = -(2**62)
HEADER = 5  # 32-bit numbers before the tags
TIME_AT = 3  # the place of the time among them
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


def pack(mention: int, article: int, story: int, time: int, tags: Sequence[int]) -> bytes:
    """Return the packed row."""
    return struct.pack(f"<IIIq{len(tags)}I", mention, article, story, time, *tags)


def unpack_tags(packed: bytes) -> tuple[int, tuple[int, ...]]:
    """Return time and tags of one packed row."""
    numbers = struct.unpack(f"<IIIq{len(packed) // 4 - HEADER}I", packed)
    return numbers[TIME_AT], numbers[TIME_AT + 1 :]
