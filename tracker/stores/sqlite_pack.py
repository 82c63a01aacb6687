"""The packed row of one mention, as the embedded store keeps it; without numpy, which writing does not need.

A row is little-endian 32-bit numbers: mention, article, story, time (two, a signed 64-bit count of
milliseconds since 1970 UTC), then the tags.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADER = 5  # 32-bit numbers before the tags
TIME_AT = 3  # the place of the time among them


def pack(mention: int, article: int, story: int, time: int, tags: Sequence[int]) -> bytes:
    """Return the packed row."""
    return struct.pack(f"<IIIq{len(tags)}I", mention, article, story, time, *tags)


def unpack_tags(packed: bytes) -> tuple[int, tuple[int, ...]]:
    """Return time and tags of one packed row."""
    numbers = struct.unpack(f"<IIIq{len(packed) // 4 - HEADER}I", packed)
    return numbers[TIME_AT], numbers[TIME_AT + 1 :]
