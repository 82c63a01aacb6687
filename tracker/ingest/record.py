"""What became of a page, written at once: its outcome, its links, its article and mentions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from tracker.crawl.frontier import Frontier
from tracker.crawl.outbox import Outbox
from tracker.crawl.state import file_of, is_embedded, open_state, transaction, translated
from tracker.models import TaggedArticle
from tracker.stores import open_store
from tracker.stories import SCHEMA as STORY_TABLES
from tracker.stories import Stories

if TYPE_CHECKING:
    import sqlite3

    from tracker.config import Settings
    from tracker.crawl.leases import Lease, Visit
    from tracker.stores.base import MentionStore


class Recorder:
    """Joins the crawl's state and the store: with an SQLite store in its own file, else through the outbox."""

    def __init__(self, frontier: Frontier, store: MentionStore | None) -> None:
        """Write mentions to *store* in the frontier's own transactions, or to the outbox where *store* is None."""
        self.frontier = frontier
        self.connection: sqlite3.Connection = frontier.connection
        self.store = store
        self.outbox = Outbox(self.connection, frontier.clock)
        self.stories = Stories(self.connection)
        with translated(file_of(self.connection)):
            self.connection.executescript(STORY_TABLES)
        with transaction(self.connection):
            self.stories.forget(frontier.clock())

    def record(self, lease: Lease, visit: Visit) -> Visit:
        """Write *visit* of *lease* in one transaction and return it as it was judged (a copy is a duplicate).

        Raises:
            StoreError: nothing was written.
        """
        with transaction(self.connection):
            if visit.links:
                self.frontier.add_links(lease, visit.links)
            if visit.tagged is not None:
                visit = self._keep(lease, visit, visit.tagged)
            self.frontier.finish(lease, visit)
        return visit

    def _keep(self, lease: Lease, visit: Visit, tagged: TaggedArticle) -> Visit:
        article = tagged.article
        known = self.connection.execute(
            "SELECT url_id, text_sha256, first_seen, story_id FROM crawl_article WHERE id = ?", (article.id,)
        ).fetchone()
        update: dict[str, object] = {"article_id": article.id, "mentions": len(tagged.mentions)}
        if known is None:
            twin = self._twin(tagged)
            if twin is not None:
                return visit.model_copy(update={"outcome": "duplicate", "reason": "same-text", "article_id": twin})
        elif known[0] == lease.id:
            update["same"] = known[1] == article.text_sha256
        elif article.canonical_url == lease.url:
            tagged = self._take_over(tagged, known[0])
        else:
            return visit.model_copy(update={"outcome": "duplicate", "reason": "canonical", "article_id": article.id})
        self._write(lease, visit, tagged, known)
        update["outcome"] = "tagged" if tagged.mentions else "untagged"
        return visit.model_copy(update=update)

    def _twin(self, tagged: TaggedArticle) -> str | None:
        """Return another article of the same source with the very same text, None where there is none."""
        article = tagged.article
        row = self.connection.execute(
            "SELECT id FROM crawl_article WHERE text_sha256 = ? AND source = ? AND id <> ?",
            (article.text_sha256, article.source, article.id),
        ).fetchone()
        return None if row is None else str(row[0])

    def _take_over(self, tagged: TaggedArticle, copy: int) -> TaggedArticle:
        """Return *tagged* from its own address as the newest of its article, which address *copy* had given until now.

        The copy is a duplicate, as if it had been read second: two pages read at once may be done in any order. And
        as stores keep what was fetched last, what is read here counts as fetched now.
        """
        self.connection.execute(
            "UPDATE crawl_url SET outcome = 'duplicate', reason = 'canonical', mentions = 0 "
            "WHERE id = ? AND outcome IN ('tagged', 'untagged')",
            (copy,),
        )
        update = {"fetched_at": max(tagged.article.fetched_at, datetime.fromtimestamp(self.frontier.clock(), UTC))}
        return TaggedArticle(
            article=tagged.article.model_copy(update=update),
            mentions=tuple(mention.model_copy(update=update) for mention in tagged.mentions),
        )

    def _write(
        self, lease: Lease, visit: Visit, tagged: TaggedArticle, known: tuple[int, str, float, str | None] | None
    ) -> None:
        now = self.frontier.clock()
        first_seen = now if known is None else known[2]
        story = known[3] if known is not None else None
        if story is None and visit.sketch:
            story = self.stories.assign(tagged.article, visit.sketch, now)
        kept = in_story(tagged, story, datetime.fromtimestamp(first_seen, UTC))
        article = kept.article
        self.connection.execute(
            "INSERT INTO crawl_article (id, url_id, source, text_sha256, first_seen, changed_at, story_id, length) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET url_id = excluded.url_id, "
            "version = version + (text_sha256 <> excluded.text_sha256), "
            "changed_at = CASE WHEN text_sha256 <> excluded.text_sha256 THEN excluded.changed_at ELSE changed_at END, "
            "text_sha256 = excluded.text_sha256, length = excluded.length",
            (article.id, lease.id, article.source, article.text_sha256, first_seen, now, story, len(article.text)),
        )
        if self.store is None:
            self.outbox.add(kept)
        else:
            self.store.put([kept])

    def close(self) -> None:
        """Free the store and the state."""
        if self.store is None:
            self.connection.close()
        else:
            self.store.close()

    def __enter__(self) -> Self:
        """Use as a context manager."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close on leaving."""
        self.close()


def in_story(tagged: TaggedArticle, story: str | None, first_seen: datetime) -> TaggedArticle:
    """Return *tagged* as a part of *story*, first seen at *first_seen*."""
    article = tagged.article.model_copy(update={"first_seen_at": first_seen, "story_id": story})
    mentions = tuple(mention.model_copy(update={"story_id": story}) for mention in tagged.mentions)
    return TaggedArticle(article=article, mentions=mentions)


def open_recorder(settings: Settings) -> Recorder:
    """Open the crawl state that belongs to ``settings.store``, creating it on first use.

    Raises:
        StoreError: the store or the state file cannot be used.
    """
    if not is_embedded(settings):
        return Recorder(Frontier(open_state(settings.state)), None)
    store = open_store(settings)
    connection: sqlite3.Connection = store.connection  # type: ignore[attr-defined]  # only embedded stores have one
    try:
        return Recorder(Frontier(connection), store)
    except BaseException:
        store.close()
        raise
