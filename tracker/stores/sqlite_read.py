"""Finding mentions in the embedded store: which they are (numbers), their packed rows, and counts over these."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from tracker.stores.base import Bucket, TrendPoint
from tracker.stores.claims import ANY_TAG, claim_filters, tag_filters
from tracker.stores.sqlite_pack import MOST_MENTIONS, PLACE_BITS
from tracker.stores.sqlite_rows import (
    Rows,
    count_by,
    interval_days,
    to_day,
    to_numbers,
    unpack,
)
from tracker.stores.times import UNDATED, to_time
from tracker.stores.words import parse_words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from tracker.stores.base import FacetField, Interval, MentionQuery, TrendField
    from tracker.stores.claims import ClaimFilter
    from tracker.stores.sqlite_rows import Numbers
    from tracker.stores.words import Clause

_FACET_SIZE = 50
_LATEST = 2**62
_FIRST_PLACE = f"article.num << {PLACE_BITS}"
_OF_ARTICLES = (
    "SELECT mention.num FROM article "
    f"JOIN mention ON mention.num BETWEEN {_FIRST_PLACE} AND ({_FIRST_PLACE}) + {MOST_MENTIONS - 1} WHERE "
)
_KEY_TAG = 2**31  # more tags than a store can hold: parts the day from the tag in one number


class Finder:
    """Answers one query after the other through *connection*, inside a transaction that its caller has opened."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read through *connection*."""
        self._run = connection.execute

    def rows(self, query: MentionQuery) -> Rows:
        """Return the packed rows of all mentions of *query*."""
        return self.rows_of(self.found(query))

    def rows_of(self, found: Numbers | None) -> Rows:
        """Return the packed rows of the mentions *found* (their numbers, sorted), of all where None."""
        if found is None:
            return unpack(list(chain.from_iterable(self._run("SELECT packed FROM attr"))))
        articles = np.unique(found >> PLACE_BITS)
        picked = "SELECT packed FROM attr WHERE article IN (SELECT value FROM json_each(?))"
        rows = self._run(picked, (json.dumps(articles.tolist()),))
        return unpack(list(chain.from_iterable(rows))).only(found)

    def newest(self, rows: Rows, limit: int | None) -> list[int]:
        """Return the numbers of the newest *limit* mentions of *rows* (all where None), ties by id."""
        return [number for _, _, number in self.ordered(rows, limit)]

    def ordered(self, rows: Rows, limit: int | None) -> list[tuple[int, str, int]]:
        """Return negative time, id and number of the newest *limit* mentions of *rows* (all where None), in order."""
        if limit == 0 or not len(rows.times):
            return []
        latest = 0 if limit is None else max(0, len(rows.times) - limit)
        oldest_wanted = np.partition(rows.times, latest)[latest]
        if limit is None:
            oldest_wanted = UNDATED
        chosen = rows.times >= oldest_wanted
        times = dict(zip(rows.mentions[chosen].tolist(), rows.times[chosen].tolist(), strict=True))
        ids = self._run(
            "SELECT num, id FROM mention WHERE num IN (SELECT value FROM json_each(?))",
            (json.dumps(list(times)),),
        )
        return sorted((-times[number], mention_id, number) for number, mention_id in ids)[:limit]

    def docs(self, numbers: Sequence[int]) -> Iterator[bytes]:
        """Yield the documents of the mentions *numbers*, in that order."""
        rows = self._run(
            "SELECT num, doc FROM mention WHERE num IN (SELECT value FROM json_each(?))",
            (json.dumps(list(numbers)),),
        )
        docs = dict(rows.fetchall())
        yield from (docs[number] for number in numbers if number in docs)

    def facets(self, rows: Rows, fields: Sequence[FacetField]) -> dict[FacetField, tuple[Bucket, ...]]:
        """Count *rows* by the values of each of *fields*, largest first, ties by value."""
        counts = count_by(rows.tags, rows.owners, rows.stories) if fields else {}
        return {field: self._buckets(counts, field) for field in fields}

    def _buckets(self, counts: dict[int, tuple[int, ...]], field: FacetField) -> tuple[Bucket, ...]:
        names = self._names(field)
        buckets = [
            Bucket(value=names[tag], mentions=counts[tag][0], stories=counts[tag][1]) for tag in names.keys() & counts
        ]
        return tuple(sorted(buckets, key=lambda bucket: (-bucket.mentions, bucket.value))[:_FACET_SIZE])

    def trends(self, rows: Rows, query: MentionQuery, by: TrendField, interval: Interval) -> list[TrendPoint]:
        """Count the dated *rows* of *query* by interval and value."""
        names = self._names(by)
        keys, owners = _tags_among(rows, names)
        dated = rows.times[owners] != UNDATED
        keys, owners = keys[dated], owners[dated]
        days = interval_days(rows.times[owners], interval)
        # Days before 1970 are negative: moved up, so that a key splits into day and tag again.
        first = int(days.min()) if len(days) else 0
        crawled = self._crawled(query, interval)
        points = []
        counts = count_by((days - first) * _KEY_TAG + keys, owners, rows.stories, rows.articles)
        for key, (mentions, stories, articles) in counts.items():
            day, tag = divmod(key, _KEY_TAG)
            points.append(
                TrendPoint(
                    start=to_day(day + first),
                    value=names[tag],
                    mentions=mentions,
                    stories=stories,
                    articles=articles,
                    crawled=crawled.get(day + first, 0),
                )
            )
        return sorted(points, key=lambda point: (point.start, point.value))

    def _crawled(self, query: MentionQuery, interval: Interval) -> dict[int, int]:
        """Count the articles published within the time of *query* by the day on which their interval begins."""
        since, until = _times(query)
        times = np.fromiter(
            (
                row[0]
                for row in self._run(
                    "SELECT published FROM article WHERE published >= ? AND published < ?", (since, until)
                )
            ),
            dtype=np.int64,
        )
        starts, counts = np.unique(interval_days(times, interval), return_counts=True)
        return dict(zip(starts.tolist(), counts.tolist(), strict=True))

    def _names(self, kind: str) -> dict[int, str]:
        return dict(self._run("SELECT num, value FROM tag WHERE kind = ?", (kind,)).fetchall())

    def found(self, query: MentionQuery) -> Numbers | None:
        """Return the numbers of the mentions of *query*, None where it asks for all of them."""
        found: Numbers | None = None
        for numbers in self._filters(query):
            found = numbers if found is None else np.intersect1d(found, numbers, assume_unique=True)
            if not len(found):
                break
        return found

    def _filters(self, query: MentionQuery) -> Iterator[Numbers]:
        """Yield for each condition of *query* the numbers of the mentions that meet it."""
        clauses = parse_words(query.words)
        if clauses:
            match = " AND ".join(match_expression(clause) for clause in clauses)
            yield to_numbers(self._run("SELECT rowid FROM word WHERE word MATCH ?", (match,)))
        filters = tag_filters(query)
        if (query.since or query.until) and not filters:
            filters = [(ANY_TAG[0], (ANY_TAG[1],))]
        times = _times(query)
        for kind, values in filters:
            yield self._tagged(kind, values, times)
        for claim in claim_filters(query):
            yield self._claiming(claim)
        if query.stories:
            named = "story IN (SELECT num FROM story WHERE id IN (SELECT value FROM json_each(?)))"
            yield to_numbers(self._run(f"SELECT num FROM mention WHERE {named}", (json.dumps(query.stories),)))
        if query.articles:
            named = "article.id IN (SELECT value FROM json_each(?))"
            yield to_numbers(self._run(_OF_ARTICLES + named, (json.dumps(query.articles),)))
        if query.fetched_since or query.fetched_until:
            fetched = "article.fetched >= ? AND article.fetched < ?"
            bounds = _bounds(query.fetched_since, query.fetched_until)
            yield to_numbers(self._run(_OF_ARTICLES + fetched, bounds))

    def _tagged(self, kind: str, values: tuple[str, ...], times: tuple[int, int]) -> Numbers:
        tags = "SELECT num FROM tag WHERE kind = ? AND value IN (SELECT value FROM json_each(?))"
        posts = f"SELECT mention FROM post WHERE tag IN ({tags}) AND time >= ? AND time < ?"
        return to_numbers(self._run(posts, (kind, json.dumps(values), *times)))

    def _claiming(self, wanted: ClaimFilter) -> Numbers:
        conditions, values = ["1"], []
        if wanted.kind:
            conditions.append("kind = ?")
            values.append(wanted.kind)
        for column, choice in (
            ("giver", wanted.givers),
            ("taker", wanted.takers),
            ("status", wanted.statuses),
        ):
            if choice:
                conditions.append(f"{column} IN (SELECT value FROM json_each(?))")
                values.append(json.dumps(choice))
        return to_numbers(self._run(f"SELECT mention FROM claim WHERE {' AND '.join(conditions)}", values))


def match_expression(clause: Clause) -> str:
    """Return *clause* in FTS5's language. Its words hold letters and digits only, so quoting them is safe."""
    columns = "{title text parts}" if clause.inside else "{title text}"
    return f'{columns} : "{" ".join(clause.words)}"{" *" if clause.prefix else ""}'


def _times(query: MentionQuery) -> tuple[int, int]:
    """Return the first time of *query* and the one after its last; undated counts only where no time is asked."""
    if query.since is None and query.until is None:
        return UNDATED, _LATEST
    return _bounds(query.since, query.until)


def _bounds(since: datetime | None, until: datetime | None) -> tuple[int, int]:
    return UNDATED + 1 if since is None else to_time(since), _LATEST if until is None else to_time(until)


def _tags_among(rows: Rows, names: dict[int, str]) -> tuple[Numbers, Numbers]:
    """Return the tags of *rows* that are in *names*, each with its owner."""
    if not names:
        return rows.tags[:0], rows.owners[:0]
    known = np.zeros(max(int(rows.tags.max(initial=0)), *names) + 1, dtype=bool)
    known[list(names)] = True
    chosen = known[rows.tags]
    return rows.tags[chosen], rows.owners[chosen]
