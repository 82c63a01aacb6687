"""The SQLite connection that holds the crawl's state, and the transactions on it."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tracker.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tracker.config import Settings

BUSY_TIMEOUT_MS = 30_000


def open_state(path: Path) -> sqlite3.Connection:
    """Open the file at *path* for crawl state, creating it on first use (WAL, explicit transactions).

    Raises:
        StoreError: the file is no database, cannot be written, or its disk is full.
    """
    with translated(str(path)):
        connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_TIMEOUT_MS / 1000)
        connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        return connection


def is_embedded(settings: Settings) -> bool:
    """Say whether the store is an SQLite file, so that crawl state and mentions share it."""
    return urlsplit(settings.store).scheme == "sqlite"


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Turn what SQLite raises about the file *where* into a StoreError of one line."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        msg = f"{where}: {explain(error)}"
        raise StoreError(msg) from error


def explain(error: sqlite3.Error) -> str:
    """Say in words what *error* means and what to do about it."""
    text = str(error)
    if "not a database" in text or "malformed" in text:
        return "is not a usable SQLite database; give another path with --store sqlite:///PATH"
    if "full" in text:
        return "the disk is full; what was stored stays, free some space and run again"
    if "readonly" in text:
        return "cannot be written (read-only); check the file's permissions"
    if "unable to open" in text:
        return "cannot be opened or created; check the folder and its permissions"
    if "locked" in text or "busy" in text:
        return "is locked by another program; try again when that has ended"
    return text


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write everything in the block or nothing of it.

    Raises:
        StoreError: SQLite could not write; nothing of the block is kept.
    """
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("COMMIT")
    except BaseException as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if isinstance(error, sqlite3.DatabaseError):
            msg = f"{file_of(connection)}: {explain(error)}"
            raise StoreError(msg) from error
        raise


def file_of(connection: sqlite3.Connection) -> str:
    """Return the path of the database behind *connection*."""
    try:
        row = connection.execute("PRAGMA database_list").fetchone()
    except sqlite3.Error:
        return "crawl state"
    return str(row[2]) if row and row[2] else "crawl state"
