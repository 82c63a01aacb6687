"""The embedded store: one SQLite file. Always there, needs no server, and holds the crawl's own state as well."""

from __future__ import annotations

import json
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, Self

from tracker.models import TaggedArticle
from tracker.stores.base import SearchPage, StoreInfo
from tracker.stores.sqlite_file import open_file, plain_errors, schema_version, store_path
from tracker.stores.sqlite_pack import number_of
from tracker.stores.sqlite_write import Writer, article_from, mention_from
from tracker.stores.times import from_time

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from tracker.config import Settings
    from tracker.models import Article, Mention
    from tracker.stores.base import FacetField, Interval, MentionQuery, Place, TrendField, TrendPoint
    from tracker.stores.sqlite_read import Finder

_CHUNK = 500


def connect(settings: Settings) -> SqliteStore:
    """Open the file that ``settings.store`` names, creating it on first use.

    Raises:
        StoreError: it cannot be opened, is no database or not ours.
    """
    return SqliteStore(store_path(settings.store))


class SqliteStore:
    """Keeps tagged articles in one file; see tracker.stores.base.MentionStore for what its methods promise.

    *connection* may be used for other tables of the same file: while a transaction is open on it, ``put``
    writes inside that transaction and leaves it open, so that both commit or fail as one.
    """

    def __init__(self, path: str) -> None:
        """Open or create the file *path* (``:memory:`` for none)."""
        self.path = path
        self.connection: sqlite3.Connection = open_file(path)

    def put(self, items: Iterable[TaggedArticle]) -> int:
        """Store *items*, replacing articles that are there; return how many mentions they hold."""
        with self._writing():
            writer = Writer(self.connection)
            return sum(writer.write(item) for item in items)

    def search(self, query: MentionQuery, limit: int = 20, facets: Sequence[FacetField] = ()) -> SearchPage:
        """Return the newest *limit* mentions of *query* and the facets asked for."""
        from tracker.stores.sqlite_rows import count_distinct  # noqa: PLC0415 - numpy

        with self._reading() as finder:
            rows = finder.rows(query)
            newest = finder.newest(rows, limit)
            return SearchPage(
                total=len(rows.mentions),
                stories=count_distinct(rows.stories),
                mentions=tuple(mention_from(doc) for doc in finder.docs(newest)),
                facets=finder.facets(rows, facets),
            )

    def count(self, query: MentionQuery) -> int:
        """Return how many mentions *query* has."""
        with self._reading() as finder:
            found = finder.found(query)
        return self._rows("SELECT count(*) FROM mention")[0][0] if found is None else len(found)

    def export(self, query: MentionQuery, after: Place | None = None) -> Iterator[Mention]:
        """Yield every mention of *query* (behind *after*) as it was when the export began, newest first."""
        from tracker.stores.sqlite_walk import snapshot, walk  # noqa: PLC0415 - numpy

        # What is not committed, or in no file, only this connection sees: all of it is read before the first is given.
        own = self.path == ":memory:" or self.connection.in_transaction
        with plain_errors(self.path), nullcontext(self.connection) if own else snapshot(self.path) as connection:
            pages = walk(connection, query, after)
            for docs in list(pages) if own else pages:
                yield from map(mention_from, docs)

    def trends(self, query: MentionQuery, by: TrendField, interval: Interval) -> list[TrendPoint]:
        """Count the mentions of *query* per interval and value."""
        with self._reading() as finder:
            return finder.trends(finder.rows(query), query, by, interval)

    def articles(self, ids: Sequence[str] | None = None) -> Iterator[TaggedArticle]:
        """Yield stored articles with their mentions (in the order of the text), by id."""
        last = ""
        while page := self._article_page(last, ids):
            for number, last, doc in page:  # noqa: B007 - the last id is where the next page begins
                first, beyond = number_of(number, 0), number_of(number + 1, 0)
                rows = self._rows("SELECT doc FROM mention WHERE num >= ? AND num < ?", first, beyond)
                mentions = [mention_from(row[0]) for row in rows]
                mentions.sort(key=lambda mention: (mention.passage_start, mention.id))
                yield TaggedArticle(article=article_from(doc), mentions=tuple(mentions))

    def _article_page(self, after: str, ids: Sequence[str] | None) -> list[tuple[int, str, bytes]]:
        chosen = "" if ids is None else "AND id IN (SELECT value FROM json_each(?))"
        values = () if ids is None else (json.dumps(list(ids)),)
        statement = f"SELECT num, id, doc FROM article WHERE id > ? {chosen} ORDER BY id LIMIT {_CHUNK}"
        return self._rows(statement, after, *values)

    def article(self, article_id: str) -> Article | None:
        """Return one article, None where it is not stored."""
        found = self._rows("SELECT doc FROM article WHERE id = ?", article_id)
        return article_from(found[0][0]) if found else None

    def prepare(self) -> list[str]:
        """Say that the tables are there: opening the file has made them."""
        known = self.info()
        return [f"{known.url} is ready: schema {known.schema_version}, {known.articles:,} articles"]

    def update(self) -> list[str]:
        """Say that the tables are up to date: opening the file has migrated them; compact the word index."""
        with self._writing():
            self.connection.execute("INSERT INTO word(word) VALUES ('optimize')")
        return self.prepare()

    def info(self) -> StoreInfo:
        """Count what is stored."""
        ((articles, first, last),) = self._rows("SELECT count(*), min(published), max(published) FROM article")
        ((mentions, stories),) = self._rows("SELECT count(*), count(DISTINCT story) FROM mention")
        ((pages,),) = self._rows("PRAGMA page_count")
        ((page_size,),) = self._rows("PRAGMA page_size")
        with plain_errors(self.path):
            version = schema_version(self.connection)
        return StoreInfo(
            url=f"sqlite:///{self.path}",
            backend="SQLite",
            schema_version=version,
            articles=articles,
            mentions=mentions,
            stories=stories,
            first=from_time(first),
            last=from_time(last),
            details={"size": f"{pages * page_size / 1e6:.1f} MB"},
        )

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def __enter__(self) -> Self:
        """Use the store in a ``with`` block that closes it."""
        return self

    def __exit__(self, *exc: object) -> None:
        """Close the file."""
        self.close()

    def _rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with plain_errors(self.path):
            return self.connection.execute(statement, values).fetchall()

    @contextmanager
    def _reading(self) -> Iterator[Finder]:
        """Give a finder that sees one state of the store throughout."""
        from tracker.stores.sqlite_read import Finder  # noqa: PLC0415 - numpy: only reading needs it

        with plain_errors(self.path):
            nested = self.connection.in_transaction
            if not nested:
                self.connection.execute("BEGIN")
            try:
                yield Finder(self.connection)
            finally:
                if not nested:
                    self.connection.execute("COMMIT")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """All or nothing: in a transaction of its own, or in a savepoint of the one that is open."""
        nested = self.connection.in_transaction
        with plain_errors(self.path):
            self.connection.execute("SAVEPOINT store_put" if nested else "BEGIN IMMEDIATE")
            try:
                yield
                self.connection.execute("RELEASE store_put" if nested else "COMMIT")
            except BaseException:
                # A full disk may already have rolled everything back.
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK TO store_put" if nested else "ROLLBACK")
                raise
