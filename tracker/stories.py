"""Stories: near-identical texts share an id, so that a wire report on forty sites counts once.

What a text is compared by is its sketch, see ``sketches.py``. The first text of a story, and later ones that bring much
that is new, stand for it in an index; an article is compared with these alone.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from tracker.sketches import hashes_of, held

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from tracker.models import Article

INDEXED = 32  # the smallest of these lead to a text; more would cost a page of the disk each
SAME_STORY = 0.5  # share of the shorter text that the longer one must hold
MUCH_NEW = 0.4
MOST_STORIES_PER_RUN = 40  # a run of words in more stories than this tells nothing
WINDOW = 30 * 86_400.0  # seconds between two publications of one story
FORGET = 90 * 86_400.0

SCHEMA = """
CREATE TABLE IF NOT EXISTS crawl_story (
  id       INTEGER PRIMARY KEY,
  story_id TEXT NOT NULL,
  sketch   BLOB NOT NULL,
  moment   REAL NOT NULL,
  noted    REAL NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS crawl_story_run (
  hash  INTEGER NOT NULL,
  story INTEGER NOT NULL REFERENCES crawl_story (id),
  PRIMARY KEY (hash, story)
) STRICT, WITHOUT ROWID;
"""


class Known(NamedTuple):
    """A text that stands for a story: its row, the story's id and its sketch."""

    row: int
    story_id: str
    hashes: tuple[int, ...]


class Stories:
    """The index of stories on the crawl's SQLite connection; every method runs inside the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use the tables of ``SCHEMA``."""
        self.connection = connection

    def assign(self, article: Article, packed: bytes, now: float) -> str:
        """Return the id of the story of *article*: one that it copies, or a new one that it begins.

        *now* is in seconds since 1970; it stands in for a publication time that is not known.
        """
        moment = _moment(article, now)
        hashes = hashes_of(packed)
        texts = self._texts_by_hash(hashes)
        shares = ((held(hashes, known.hashes), known) for known in self._candidates(texts, moment))
        share, best = max(shares, key=lambda found: found[0], default=(0.0, None))
        if best is None or share < SAME_STORY:
            self._note(article.id, packed, moment, now, texts)
            return article.id
        if len(set(hashes).difference(best.hashes)) > MUCH_NEW * len(hashes):
            self._note(best.story_id, packed, moment, now, texts)
        return best.story_id

    def _texts_by_hash(self, hashes: tuple[int, ...]) -> dict[int, list[int]]:
        """Find which texts of the index hold each of *hashes*."""
        texts: dict[int, list[int]] = {}
        for value, row in self.connection.execute(
            "SELECT hash, story FROM crawl_story_run WHERE hash IN (SELECT value FROM json_each(?))",
            (json.dumps(hashes),),
        ):
            texts.setdefault(value, []).append(row)
        return texts

    def _candidates(self, texts: dict[int, list[int]], moment: float) -> list[Known]:
        """Find the texts that share enough to be of the same story; the oldest first."""
        shared = Counter(row for rows in texts.values() if len(rows) < MOST_STORIES_PER_RUN for row in rows)
        closest = [row for row, _ in shared.most_common(10)]
        found = self.connection.execute(
            "SELECT id, story_id, sketch FROM crawl_story WHERE id IN (SELECT value FROM json_each(?)) "
            "AND abs(moment - ?) <= ? ORDER BY id",
            (json.dumps(closest), moment, WINDOW),
        )
        return [Known(row, story_id, hashes_of(packed)) for row, story_id, packed in found]

    def _note(self, story_id: str, packed: bytes, moment: float, now: float, texts: dict[int, list[int]]) -> None:
        """Let a text stand for its story; a run of words that is in too many texts already is left out."""
        cursor = self.connection.execute(
            "INSERT INTO crawl_story (story_id, sketch, moment, noted) VALUES (?, ?, ?, ?)",
            (story_id, packed, moment, now),
        )
        telling = (value for value in hashes_of(packed)[:INDEXED] if len(texts.get(value, ())) < MOST_STORIES_PER_RUN)
        self.connection.executemany(
            "INSERT OR IGNORE INTO crawl_story_run (hash, story) VALUES (?, ?)",
            [(value, cursor.lastrowid) for value in telling],
        )

    def forget(self, now: float) -> None:
        """Drop from the index what is too old for a copy of it to come."""
        old = "SELECT id FROM crawl_story WHERE noted < ?"
        self.connection.execute(f"DELETE FROM crawl_story_run WHERE story IN ({old})", (now - FORGET,))  # noqa: S608 - constant
        self.connection.execute("DELETE FROM crawl_story WHERE noted < ?", (now - FORGET,))


def _moment(article: Article, now: float) -> float:
    published: datetime | None = article.published_at
    return now if published is None else published.timestamp()
