"""The file of the embedded store: opening it, its tables and their versions, and SQLite's failures in plain words."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from tracker.errors import StoreError, StoreUnavailableError
from tracker.stores.sqlite_write import rebuild_words
from tracker.stores.words import WORDS_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SCHEMA_VERSION = 2
_APPLICATION_ID = 0x41535431  # "AST1" in the file's header: tells our files from those of other programs
_BUSY_MS = 30_000
_MEMORY = ":memory:"

# `post` finds mentions by tag and time; `attr` holds the same tags of an article's mentions, for counting;
# `word` keeps no text of its own (contentless), so an entry is removed by the words that it was made from.
_TABLES = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE article(
  num INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, fetched INTEGER NOT NULL, published INTEGER, doc BLOB NOT NULL);
CREATE INDEX article_published ON article(published);
CREATE INDEX article_fetched ON article(fetched);
CREATE TABLE story(num INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE TABLE mention(
  num INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, story INTEGER NOT NULL, doc BLOB NOT NULL);
CREATE INDEX mention_story ON mention(story);
CREATE TABLE tag(num INTEGER PRIMARY KEY, kind TEXT NOT NULL, value TEXT NOT NULL, UNIQUE(kind, value));
CREATE TABLE post(tag INTEGER, time INTEGER, mention INTEGER, PRIMARY KEY(tag, time, mention)) WITHOUT ROWID;
CREATE TABLE attr(article INTEGER PRIMARY KEY, packed BLOB NOT NULL);
CREATE TABLE claim(mention INTEGER NOT NULL, kind TEXT NOT NULL, giver TEXT, taker TEXT, status TEXT NOT NULL);
CREATE INDEX claim_mention ON claim(mention);
CREATE INDEX claim_parties ON claim(kind, giver, taker, status, mention);
CREATE VIRTUAL TABLE word USING fts5(title, text, parts, content='', columnsize=0, tokenize='ascii');
"""


def _index_fetched(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE INDEX article_fetched ON article(fetched)")


# What leads from version n to n + 1, for n = 1, 2, …: each runs inside the transaction that raises the version.
MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (_index_fetched,)


def store_path(url: str) -> str:
    """Return the path in ``sqlite:///relative`` or ``sqlite:////absolute``.

    Raises:
        StoreError: the URL names a host or no file.
    """
    parts = urlsplit(url)
    path = unquote(parts.path).removeprefix("/")
    if parts.netloc or not path:
        msg = f"store {url!r} names no file: use sqlite:///PATH, or sqlite:////ABSOLUTE/PATH"
        raise StoreError(msg)
    return path


def open_file(path: str) -> sqlite3.Connection:
    """Open or create the store in *path*, bring its tables up to date and return the connection (WAL).

    Raises:
        StoreError: it is no database, belongs to another program, is newer than this program, or cannot be
        written.
    """
    with plain_errors(path):
        connection = sqlite3.connect(path, timeout=_BUSY_MS / 1000, isolation_level=None)
        try:
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(connection: sqlite3.Connection, path: str) -> None:
    _refuse_foreign(connection, path)
    if path != _MEMORY:
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA cache_size = -65536")
    if schema_version(connection) == SCHEMA_VERSION and _meta(connection, "words") == str(WORDS_VERSION):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        _create_or_migrate(connection, path)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _refuse_foreign(connection: sqlite3.Connection, path: str) -> None:
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    # A crawl may have made its tables in the file first; any other table says that the file is not ours.
    foreign = connection.execute(
        r"SELECT count(*) FROM sqlite_master WHERE name NOT LIKE 'sqlite\_%' ESCAPE '\' AND NOT tbl_name GLOB 'crawl_*'"
        r" AND NOT tbl_name GLOB 'outbox_*' AND NOT tbl_name GLOB 'schedule_*'"
        r" AND NOT tbl_name GLOB 'alert_*'"
    ).fetchone()[0]
    if owner not in (0, _APPLICATION_ID) or (owner == 0 and foreign):
        msg = f"{path} is a database of another program: name another file with --store"
        raise StoreError(msg)


def schema_version(connection: sqlite3.Connection) -> int:
    """Return the version of the tables, 0 where there are none yet."""
    return int(_meta(connection, "schema") or 0)


def _meta(connection: sqlite3.Connection, key: str) -> str | None:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
        return None
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])


def _create_or_migrate(connection: sqlite3.Connection, path: str) -> None:
    version = schema_version(connection)
    if version > SCHEMA_VERSION:
        msg = f"{path} was written by a newer version of tracker (schema {version}): update tracker"
        raise StoreError(msg)
    if version == 0:
        for statement in _TABLES.split(";\n"):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
    else:
        for migrate in MIGRATIONS[version - 1 :]:
            migrate(connection)
        if _meta(connection, "words") != str(WORDS_VERSION):
            rebuild_words(connection)
    connection.executemany(
        "INSERT OR REPLACE INTO meta VALUES (?, ?)",
        [("schema", str(SCHEMA_VERSION)), ("words", str(WORDS_VERSION))],
    )


@contextmanager
def plain_errors(path: str) -> Iterator[None]:
    """Turn SQLite's failures about *path* into one line that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise _plain(error, path) from None
    except OverflowError as error:
        msg = f"{path}: a number does not fit the store: {error}"
        raise StoreError(msg) from None


def _plain(error: sqlite3.Error, path: str) -> StoreError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    kind: type[StoreError] = StoreError
    if code == sqlite3.SQLITE_NOTADB:
        says = "is not an SQLite database: name another file with --store"
    elif code == sqlite3.SQLITE_CORRUPT:
        says = "is damaged: restore a copy, or crawl into a new file"
    elif code == sqlite3.SQLITE_FULL:
        kind, says = StoreUnavailableError, "cannot grow, the disk is full: free some space, then run again"
    elif code == sqlite3.SQLITE_READONLY:
        says = "cannot be written: check the permissions of the file and its folder"
    elif code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        kind, says = StoreUnavailableError, "is being written by another program: run again when that is done"
    elif code == sqlite3.SQLITE_CANTOPEN:
        says = "cannot be opened: check that its folder exists and may be written"
    else:
        says = f"cannot be used: {error}"
    return kind(f"store {path} {says}")
