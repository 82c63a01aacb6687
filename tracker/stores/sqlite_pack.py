"""The packed mentions of one article, as the embedded store keeps them; without numpy, which writing does not need.

Little-endian 32-bit numbers: how many mentions, the size of each one's row, then the rows. A row is the mention's place
in the article, the article, the story, the time (two, a signed 64-bit count of milliseconds since 1970 UTC), the tags.
A mention's number is made of its article's number and its place, so that either leads to the other.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PLACE_BITS = 12
MOST_MENTIONS = 1 << PLACE_BITS
HEADER = 5  # 32-bit numbers of a row before its tags
TIME_AT = 3  # where the time stands among them
_NUMBER = 4  # bytes


class Row(NamedTuple):
    """One mention: its number in the store, its story, time and tags."""

    number: int
    story: int
    time: int
    tags: Sequence[int]


def number_of(article: int, place: int) -> int:
    """Return the number of the mention at *place* in *article*."""
    return article << PLACE_BITS | place


def pack(article: int, rows: Sequence[Row]) -> bytes:
    """Return the packed *rows* of one article."""
    packed = [
        struct.pack(f"<IIIq{len(row.tags)}I", row.number & (MOST_MENTIONS - 1), article, row.story, row.time, *row.tags)
        for row in rows
    ]
    sizes = (len(row) // _NUMBER for row in packed)
    return struct.pack(f"<{1 + len(rows)}I", len(rows), *sizes) + b"".join(packed)


def unpack_article(packed: bytes) -> Iterator[Row]:
    """Yield the rows of one article."""
    (count,) = struct.unpack_from("<I", packed)
    sizes = struct.unpack_from(f"<{count}I", packed, _NUMBER)
    at = _NUMBER * (1 + count)
    for size in sizes:
        place, article, story, time, *tags = struct.unpack_from(f"<IIIq{size - HEADER}I", packed, at)
        yield Row(number_of(article, place), story, time, tags)
        at += size * _NUMBER
