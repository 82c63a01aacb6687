"""Counting over many packed rows at once, joined into one array: facets and trends cost no Python per mention."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tracker.stores.sqlite_pack import HEADER, PLACE_BITS, TIME_AT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from tracker.stores.base import Interval

    Numbers = npt.NDArray[np.int64]

_PLACES = 1_000_000
_EPOCH_DAY = date(1970, 1, 1)
_DAY = 86_400_000
_THURSDAY = 3  # the weekday of 1970-01-01, Monday being 0


class Rows(NamedTuple):
    """Columns of many mentions; ``tags[i]`` belongs to the mention at ``owners[i]``."""

    mentions: Numbers
    articles: Numbers
    stories: Numbers
    times: Numbers
    tags: Numbers
    owners: Numbers

    def only(self, wanted: Numbers) -> Rows:
        """Return the rows of the mentions *wanted* (sorted, all of them among the rows)."""
        places = np.minimum(np.searchsorted(wanted, self.mentions), len(wanted) - 1)
        chosen = wanted[places] == self.mentions if len(wanted) else np.zeros(len(self.mentions), dtype=bool)
        kept = chosen[self.owners]
        owners = (np.cumsum(chosen) - 1)[self.owners[kept]]
        return Rows(
            mentions=self.mentions[chosen],
            articles=self.articles[chosen],
            stories=self.stories[chosen],
            times=self.times[chosen],
            tags=self.tags[kept],
            owners=owners,
        )


def to_day(number: int) -> date:
    """Return the date that lies *number* days after 1970-01-01."""
    return _EPOCH_DAY + timedelta(days=number)


def unpack(blobs: Sequence[bytes]) -> Rows:
    """Return the columns of the packed mentions of many articles."""
    cells = np.frombuffer(b"".join(blobs), dtype="<u4")
    lengths = np.fromiter(map(len, blobs), dtype=np.int64, count=len(blobs)) // 4
    begins = np.cumsum(lengths) - lengths
    counts = cells[begins].astype(np.int64)
    blob_of = np.repeat(np.arange(len(blobs)), counts)
    firsts = np.cumsum(counts) - counts
    size_at = begins[blob_of] + 1 + np.arange(len(blob_of)) - firsts[blob_of]
    sizes = cells[size_at].astype(np.int64)
    before = np.cumsum(sizes) - sizes
    starts = begins[blob_of] + 1 + counts[blob_of] + before - before[firsts[blob_of]]
    is_tag = np.ones(len(cells), dtype=bool)
    for places in (begins, size_at, *(starts + offset for offset in range(HEADER))):
        is_tag[places] = False
    articles = cells[starts + 1].astype(np.int64)
    times = np.stack([cells[starts + TIME_AT], cells[starts + TIME_AT + 1]], axis=1)
    return Rows(
        mentions=articles << PLACE_BITS | cells[starts],
        articles=articles,
        stories=cells[starts + 2].astype(np.int64),
        times=times.view("<i8").ravel().astype(np.int64),
        tags=cells[is_tag].astype(np.int64),
        owners=np.repeat(np.arange(len(blob_of)), sizes - HEADER),
    )


def count_distinct(numbers: Numbers) -> int:
    """Return how many different *numbers* there are."""
    return len(np.unique(numbers))


def count_by(keys: Numbers, owners: Numbers, *columns: Numbers) -> dict[int, tuple[int, ...]]:
    """Count by *keys* the mentions *owners* (no mention twice under one key) and the distinct numbers of *columns*."""
    # Small keys, such as tags, are their own places: that saves the sorting.
    if int(keys.max(initial=0)) < _PLACES:
        values, places = np.arange(int(keys.max(initial=0)) + 1), keys
    else:
        values, places = np.unique(keys, return_inverse=True)
    mentions = np.bincount(places, minlength=len(values))
    counts = (values, mentions, *(_distinct_per_place(places, column[owners], len(values)) for column in columns))
    some = mentions > 0
    return {key: tuple(cells) for key, *cells in zip(*(column[some].tolist() for column in counts), strict=True)}


def _distinct_per_place(places: Numbers, numbers: Numbers, size: int) -> Numbers:
    """Return how many different *numbers* each of *size* places has."""
    pairs = np.sort((places.astype(np.int64) << 32) | numbers)
    first = np.ones(len(pairs), dtype=bool)
    first[1:] = pairs[1:] != pairs[:-1]
    return np.bincount(pairs[first] >> 32, minlength=size)


def interval_days(times: Numbers, interval: Interval) -> Numbers:
    """Return for each of *times* the day (since 1970) on which its interval begins, in UTC."""
    days: Numbers = times // _DAY
    if interval == "week":
        return days - (days + _THURSDAY) % 7
    if interval == "month":
        return days.astype("datetime64[D]").astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return days


def to_numbers(rows: Iterable[tuple[int]]) -> Numbers:
    """Return the single column of *rows*, sorted and without repeats."""
    return np.unique(np.fromiter(chain.from_iterable(rows), dtype=np.int64))
