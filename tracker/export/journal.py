"""What an unfinished export has written: an SQLite file beside it, so that each batch is noted whole or not at all."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Self

from pydantic import ValidationError

from tracker.errors import ExportError
from tracker.models import Record
from tracker.stores.base import MentionQuery, Place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tracker.models import Mention

_TABLES = """
CREATE TABLE IF NOT EXISTS progress (one INTEGER PRIMARY KEY CHECK (one = 1), state TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS written (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
"""


class Progress(Record):
    """What is exported and how far it is: *offset* bytes hold *rows* mentions, the last of them at *place*."""

    form: str
    query: MentionQuery
    store: str
    offset: int = 0
    rows: int = 0
    place: Place | None = None
    complete: bool = False


class Journal:
    """Keeps the progress of one file; whoever has it open is the only one that writes the file."""

    progress: Progress

    def __init__(self, path: Path, target: Path) -> None:
        """Open *path*, the journal of the export to *target*.

        Raises:
            ExportError: another export has it open, or it cannot be used.
        """
        self._path = path
        self._target = target
        try:
            self._connection = sqlite3.connect(path, timeout=0, isolation_level=None)
            self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._connection.execute("BEGIN EXCLUSIVE")
            self._connection.execute("COMMIT")
            self._connection.executescript(_TABLES)
        except sqlite3.Error as error:
            raise ExportError(self._reason(error)) from None

    def _reason(self, error: sqlite3.Error) -> str:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            return f"{self._target} is being written by another export"
        if code in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}:
            return f"{self._path} is damaged: remove it and begin again"
        return f"{self._target} cannot be written: {error} ({self._path})"

    def begin(self, new: Progress, *, resume: bool) -> Progress:
        """Take up what an earlier try has written, or begin anew.

        Raises:
            ExportError: the earlier try exported something else.
        """
        row = self._connection.execute("SELECT state FROM progress").fetchone() if resume else None
        if row is None:
            self._connection.execute("BEGIN")
            self._connection.execute("DELETE FROM written")
            self._save(new)
            self._connection.execute("COMMIT")
            return new
        try:
            found = Progress.model_validate_json(row[0])
        except ValidationError:
            msg = f"{self._path} was written by another version of tracker: begin again without --resume"
            raise ExportError(msg) from None
        if _asked(found) != _asked(new):
            msg = f"{self._target} was begun with another format, store or filters: begin again without --resume"
            raise ExportError(msg)
        self.progress = found
        return found

    def unwritten(self, mentions: Sequence[Mention]) -> list[Mention]:
        """Return those of *mentions* that are not in the file."""
        ids = json.dumps([mention.id for mention in mentions])
        there = "SELECT id FROM written WHERE id IN (SELECT value FROM json_each(?))"
        known = {row[0] for row in self._connection.execute(there, (ids,))}
        return [mention for mention in mentions if mention.id not in known]

    def advance(self, written: Sequence[Mention], place: Place | None, offset: int) -> None:
        """Note that *written* stand in the file, which now ends at *offset*, and where the store is to go on."""
        progress = self.progress
        rows = progress.rows + len(written)
        self._connection.execute("BEGIN")
        self._connection.executemany("INSERT INTO written VALUES (?)", [(mention.id,) for mention in written])
        self._save(progress.model_copy(update={"rows": rows, "place": place, "offset": offset}))
        self._connection.execute("COMMIT")

    def complete(self, offset: int) -> None:
        """Note that the file is whole."""
        self._save(self.progress.model_copy(update={"complete": True, "offset": offset}))

    def _save(self, progress: Progress) -> None:
        self._connection.execute("INSERT OR REPLACE INTO progress VALUES (1, ?)", (progress.model_dump_json(),))
        self.progress = progress

    def remove(self) -> None:
        """Remove the journal: the export has its name."""
        self._connection.close()
        self._path.unlink()

    def __enter__(self) -> Self:
        """Use the journal in a ``with`` block that closes it."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        """Close the file; say what SQLite could not do in plain words."""
        self._connection.close()
        if isinstance(error, sqlite3.Error):
            raise ExportError(self._reason(error)) from None


def _asked(progress: Progress) -> tuple[object, ...]:
    """Return what must be the same to go on; times typed as ``30d`` mean another moment each time."""
    query = progress.query
    timeless = query.model_copy(update={"since": None, "until": None})
    return progress.form, progress.store, timeless, query.since is None, query.until is None
