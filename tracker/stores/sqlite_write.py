"""Writing tagged articles into the embedded store."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from tracker.errors import StoreRejectedError
from tracker.models import Article, Mention, Record
from tracker.stores.claims import claims_of, story_of, tags_of
from tracker.stores.sqlite_pack import MOST_MENTIONS, Row, number_of, pack, unpack_article
from tracker.stores.times import to_time
from tracker.stores.words import index_words

if TYPE_CHECKING:
    import sqlite3

    from tracker.models import TaggedArticle

# What documents have in common, so that short ones compress too. Part of the file format: never change it.
_COMMON = (
    b'"lexicon_version":"modified_at":null,"fetched_at":"2026-first_seen_at":null,"date_flags":[],"date_origin":"feed"'
    b'"canonical_url":"https://www."authors":[],"text_sha256":"language_declared":"transfers":[],"sanctions":[]'
    b'"imposer":"target":"status":"in_force"planned"evaded"eased"rejected"},{"supplier":null,"recipient":null,"weapon":'
    b'null,"weapon_class":"arms"drones"fighter_jets"missiles"air_defence"tanks"artillery"ammunition"helicopters"ships"'
    b'"quantity":null,"status":"delivered"agreed"alleged"blocked"denied"sought","asserted_by":null,"start":0,"end":'
    b'"evidence":[{"rule":"theme.sanctions"theme.drones"theme.arms_transfer"theme.fighter_jets","start":1,"end":2,'
    b'"text":"","label":"weapon:class:country:party:transfer:0:","suppressed_by":null},{"rule":"'
    b'{"id":"","article_id":"","url":"https://www.","title":"","source":"","source_country":null,"language":"en",'
    b'"published_at":"2026-01-01T00:00:00Z","modified_at":null,"fetched_at":"2026-01-01T00:00:00Z","story_id":null,'
    b'"text":"","passage_start":0,"themes":["sanctions"],"weapons":[],"weapon_classes":[],"countries":["RU","IR","US"],'
)


def to_doc(record: Record) -> bytes:
    """Return *record* as compressed JSON."""
    packer = zlib.compressobj(4, zdict=_COMMON)
    return packer.compress(record.model_dump_json().encode()) + packer.flush()


def mention_from(doc: bytes) -> Mention:
    """Read a mention back."""
    return Mention.model_validate_json(_plain(doc))


def article_from(doc: bytes) -> Article:
    """Read an article back."""
    return Article.model_validate_json(_plain(doc))


def _plain(doc: bytes) -> bytes:
    return zlib.decompressobj(zdict=_COMMON).decompress(doc)


def rebuild_words(connection: sqlite3.Connection) -> None:
    """Index the words of every mention anew, as ``index_words`` splits them now."""
    connection.execute("INSERT INTO word(word) VALUES ('delete-all')")
    for number, doc in connection.execute("SELECT num, doc FROM mention"):
        _write_words(connection, number, mention_from(doc))


def _write_words(connection: sqlite3.Connection, number: int, mention: Mention) -> None:
    words = index_words(mention.title, mention.text, mention.language)
    connection.execute("INSERT INTO word(rowid, title, text, parts) VALUES (?, ?, ?, ?)", (number, *words))


class Writer:
    """Writes articles inside its caller's transaction; made anew for each, as numbers may be rolled back."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Write through *connection*."""
        self._connection = connection
        self._run = connection.execute
        self._run_many = connection.executemany
        self._tags: dict[tuple[str, str], int] = {}

    def write(self, item: TaggedArticle) -> int:
        """Write one article with its mentions unless a later fetch of it is stored; return how many mentions."""
        article = item.article
        fetched = to_time(article.fetched_at)
        stored = self._run("SELECT num, fetched FROM article WHERE id = ?", (article.id,)).fetchone()
        if stored is not None and stored[1] > fetched:
            return len(item.mentions)
        published = None if article.published_at is None else to_time(article.published_at)
        row = (article.id, fetched, published, to_doc(article))
        if stored is None:
            number = self._insert("INSERT INTO article(id, fetched, published, doc) VALUES (?, ?, ?, ?)", row)
        else:
            number = stored[0]
            self._remove_mentions(number)
            self._run("UPDATE article SET id = ?, fetched = ?, published = ?, doc = ? WHERE num = ?", (*row, number))
        if len(item.mentions) > MOST_MENTIONS:
            msg = f"article {article.url} has {len(item.mentions)} mentions: no more than {MOST_MENTIONS} can be kept"
            raise StoreRejectedError(msg)
        rows = [self._write_mention(mention, number_of(number, place)) for place, mention in enumerate(item.mentions)]
        if rows:
            self._run("INSERT INTO attr VALUES (?, ?)", (number, pack(number, rows)))
        return len(item.mentions)

    def _write_mention(self, mention: Mention, number: int) -> Row:
        story = self._story(story_of(mention))
        self._insert(
            "INSERT INTO mention(num, id, story, doc) VALUES (?, ?, ?, ?)", (number, mention.id, story, to_doc(mention))
        )
        time = to_time(mention.published_at)
        tags = [self._tag(tag) for tag in tags_of(mention)]
        self._run_many("INSERT INTO post VALUES (?, ?, ?)", [(tag, time, number) for tag in tags])
        claims = claims_of(mention)
        if claims:
            self._run_many("INSERT INTO claim VALUES (?, ?, ?, ?, ?)", [(number, *claim) for claim in claims])
        _write_words(self._connection, number, mention)
        return Row(number, story, time, tags)

    def _remove_mentions(self, article: int) -> None:
        packed = self._run("SELECT packed FROM attr WHERE article = ?", (article,)).fetchone()
        for row in unpack_article(packed[0]) if packed else ():
            (doc,) = self._run("SELECT doc FROM mention WHERE num = ?", (row.number,)).fetchone()
            mention = mention_from(doc)
            words = index_words(mention.title, mention.text, mention.language)
            self._run(
                "INSERT INTO word(word, rowid, title, text, parts) VALUES ('delete', ?, ?, ?, ?)", (row.number, *words)
            )
            posts = [(tag, row.time, row.number) for tag in row.tags]
            self._run_many("DELETE FROM post WHERE tag = ? AND time = ? AND mention = ?", posts)
            self._run("DELETE FROM claim WHERE mention = ?", (row.number,))
            self._run("DELETE FROM mention WHERE num = ?", (row.number,))
        self._run("DELETE FROM attr WHERE article = ?", (article,))

    def _tag(self, tag: tuple[str, str]) -> int:
        number = self._tags.get(tag)
        if number is None:
            row = self._run("SELECT num FROM tag WHERE kind = ? AND value = ?", tag).fetchone()
            number = row[0] if row else self._insert("INSERT INTO tag(kind, value) VALUES (?, ?)", tag)
            self._tags[tag] = number
        return number

    def _story(self, story: str) -> int:
        row = self._run("SELECT num FROM story WHERE id = ?", (story,)).fetchone()
        return int(row[0]) if row else self._insert("INSERT INTO story(id) VALUES (?)", (story,))

    def _insert(self, statement: str, row: tuple[object, ...]) -> int:
        number = self._run(statement, row).lastrowid
        if number is None:  # pragma: no cover - SQLite gives one for every INSERT
            msg = "no row was inserted"
            raise RuntimeError(msg)
        return number
