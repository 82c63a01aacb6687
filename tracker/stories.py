"""Stories: near-identical texts share an id, so that a wire report on forty sites counts once.

A text is cut into overlapping runs of words (characters where a script has no spaces); the smallest of their hashes
are its sketch. How much of the shorter of two texts the longer one holds is told by how many of these they share, which
finds shortened and re-headlined copies that a comparison of whole texts misses. The first text of a story, and later
ones that bring much that is new, stand for it in an index; an article is compared with these alone.
"""

from __future__ import annotations

import json
import re
import struct
from collections import Counter
from hashlib import blake2b
from typing import TYPE_CHECKING

from tracker.models import Record

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

    from tracker.models import Article

WORDS_PER_RUN = 4
CHARACTERS_PER_RUN = 8
TOKEN = re.compile(r"[぀-ヿ㐀-鿿가-힯ก-๛]|[^\W_]+")
UNSPACED = re.compile(r"[぀-ヿ㐀-鿿ก-๛]")
HASH_BITS = 62
MOST_KEPT = 128
INDEXED = 32  # the smallest of these lead to a text; more would cost a page of the disk each
FEWEST_SHARED = 4
FEWEST_KEPT = 6  # below this a text is compared as a whole
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


class Known(Record):
    """A text that stands for a story: its row, the story's id and its sketch."""

    row: int
    story_id: str
    hashes: frozenset[int]


def sketch(text: str) -> bytes:
    """Return what *text* is compared by: its smallest hashes, sorted, eight bytes each.

    A text too short for that has one hash of the whole.
    """
    tokens = TOKEN.findall(text.casefold())
    length = CHARACTERS_PER_RUN if UNSPACED.search(text) and _is_unspaced(tokens) else WORDS_PER_RUN
    words = [token.encode("utf-8", "surrogatepass") for token in tokens]
    runs = {b" ".join(words[place : place + length]) for place in range(len(words) - length + 1)}
    # As bytes, the most significant first, hashes sort as the numbers they are.
    digests = sorted(map(_digest, runs))
    kept = [_number(digest) for digest in digests[:MOST_KEPT]]
    if len(kept) < FEWEST_KEPT:
        kept = [_number(_digest(b"whole " + b" ".join(words)))]
    return struct.pack(f"<{len(kept)}q", *kept)


def _is_unspaced(tokens: list[str]) -> bool:
    return sum(len(token) == 1 for token in tokens) * 2 > len(tokens)


def _digest(run: bytes) -> bytes:
    return blake2b(run, digest_size=8).digest()


def _number(digest: bytes) -> int:
    return int.from_bytes(digest, "big") >> (64 - HASH_BITS)


def hashes_of(packed: bytes) -> frozenset[int]:
    """Return the hashes of a sketch."""
    return frozenset(struct.unpack(f"<{len(packed) // 8}q", packed))


def held(one: frozenset[int], other: frozenset[int]) -> float:
    """Return how much of the shorter of two texts the longer one holds, 0 to 1, as far as their sketches tell.

    Both are compared up to the largest hash that both would have kept.
    """
    if not one or not other:
        return 0.0
    reach = min(max(part) if len(part) >= MOST_KEPT else 1 << HASH_BITS for part in (one, other))
    low_one, low_other = ({value for value in part if value <= reach} for part in (one, other))
    shared = len(low_one & low_other)
    if shared < FEWEST_SHARED and one != other:
        return 0.0
    return shared / max(1, min(len(low_one), len(low_other)))


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
        best = max(self._candidates(texts, moment), key=lambda known: held(hashes, known.hashes), default=None)
        if best is None or held(hashes, best.hashes) < SAME_STORY:
            self._note(article.id, packed, moment, now, texts)
            return article.id
        if len(hashes - best.hashes) > MUCH_NEW * len(hashes):
            self._note(best.story_id, packed, moment, now, texts)
        return best.story_id

    def _texts_by_hash(self, hashes: frozenset[int]) -> dict[int, list[int]]:
        """Find which texts of the index hold each of *hashes*."""
        texts: dict[int, list[int]] = {}
        for value, row in self.connection.execute(
            "SELECT hash, story FROM crawl_story_run WHERE hash IN (SELECT value FROM json_each(?))",
            (json.dumps(list(hashes)),),
        ):
            texts.setdefault(value, []).append(row)
        return texts

    def _candidates(self, texts: dict[int, list[int]], moment: float) -> Iterable[Known]:
        """Find the texts that share enough to be of the same story; the oldest first."""
        shared = Counter(row for rows in texts.values() if len(rows) < MOST_STORIES_PER_RUN for row in rows)
        for row, _ in sorted(shared.most_common(10)):
            found = self.connection.execute(
                "SELECT story_id, sketch FROM crawl_story WHERE id = ? AND abs(moment - ?) <= ?", (row, moment, WINDOW)
            ).fetchone()
            if found is not None:
                yield Known(row=row, story_id=found[0], hashes=hashes_of(found[1]))

    def _note(self, story_id: str, packed: bytes, moment: float, now: float, texts: dict[int, list[int]]) -> None:
        """Let a text stand for its story; a run of words that is in too many texts already is left out."""
        cursor = self.connection.execute(
            "INSERT INTO crawl_story (story_id, sketch, moment, noted) VALUES (?, ?, ?, ?)",
            (story_id, packed, moment, now),
        )
        telling = (
            value for value in sorted(hashes_of(packed))[:INDEXED] if len(texts.get(value, ())) < MOST_STORIES_PER_RUN
        )
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
