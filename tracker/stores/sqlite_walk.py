"""Walking through all mentions of a query, newest first, in constant memory: what an export reads."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import numpy as np

from tracker.stores.claims import ANY_TAG
from tracker.stores.sqlite_read import Finder
from tracker.stores.times import to_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.stores.base import MentionQuery, Place
    from tracker.stores.sqlite_rows import Numbers

_CHUNK = 500
# Up to this many mentions are put in order in memory; more are read in the order of the index.
_FEW = 20_000
_IN_ORDER = """
SELECT post.mention, mention.id FROM post JOIN mention ON mention.num = post.mention
WHERE post.tag = (SELECT num FROM tag WHERE kind = ? AND value = ?)
  AND post.time <= ? AND (post.time < ? OR mention.id > ?)
ORDER BY post.time DESC, mention.id
"""
_LATEST = 2**62


@contextmanager
def snapshot(path: str) -> Iterator[sqlite3.Connection]:
    """Read the file *path* as it is now through a connection of its own, whatever is written meanwhile."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA query_only = 1")
        connection.execute("BEGIN")
        yield connection


def walk(connection: sqlite3.Connection, query: MentionQuery, after: Place | None) -> Iterator[list[bytes]]:
    """Yield the documents of the mentions of *query* behind *after*, in the order of a search, some at a time."""
    finder = Finder(connection)
    found = finder.found(query)
    few = found is not None and len(found) <= _FEW
    chunks = _sorted(finder, found, after) if few else _streamed(connection, found, after)
    for numbers in chunks:
        yield list(finder.docs(numbers))


def _sorted(finder: Finder, found: Numbers | None, after: Place | None) -> Iterator[list[int]]:
    ordered = finder.ordered(finder.rows_of(found), None)
    if after is not None:
        place = (-to_time(after.published_at), after.id)
        ordered = [item for item in ordered if item[:2] > place]
    numbers = [number for _, _, number in ordered]
    for start in range(0, len(numbers), _CHUNK):
        yield numbers[start : start + _CHUNK]


def _streamed(connection: sqlite3.Connection, found: Numbers | None, after: Place | None) -> Iterator[list[int]]:
    time, name = (_LATEST, "") if after is None else (to_time(after.published_at), after.id)
    with closing(connection.execute(_IN_ORDER, (*ANY_TAG, time, time, name))) as cursor:
        while rows := cursor.fetchmany(_CHUNK):
            numbers = np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))
            if found is not None:
                numbers = numbers[np.isin(numbers, found, assume_unique=True)]
            yield numbers.tolist()
