"""The outbox: tagged articles on disk that the store has not yet taken, and the dead letters it will never take."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tracker.crawl.state import transaction
from tracker.errors import StoreRejectedError, StoreUnavailableError
from tracker.models import Record, TaggedArticle

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from tracker.stores.base import MentionStore

BATCH = 100
FIRST_PAUSE = 5.0
LONGEST_PAUSE = 900.0


class Delivery(Record):
    """What a drain did: articles *delivered*, *dead*, still *waiting*, and why it stopped (empty: all done)."""

    delivered: int = 0
    dead: int = 0
    waiting: int = 0
    problem: str = ""


class Outbox:
    """Rows of ``outbox_item`` on the connection that also holds the crawl's state."""

    def __init__(self, connection: sqlite3.Connection, clock: Callable[[], float] = time.time) -> None:
        """Use the tables that the frontier's schema creates."""
        self.connection = connection
        self.clock = clock

    def add(self, tagged: TaggedArticle) -> None:
        """Keep *tagged* for delivery (inside the caller's transaction); an older version that waits gives way."""
        self.connection.execute("DELETE FROM outbox_item WHERE article_id = ?", (tagged.article.id,))
        self.connection.execute(
            "INSERT INTO outbox_item (article_id, body, created) VALUES (?, ?, ?)",
            (tagged.article.id, tagged.model_dump_json(), self.clock()),
        )

    def waiting(self) -> int:
        """Count the articles that wait."""
        return int(self.connection.execute("SELECT count(*) FROM outbox_item").fetchone()[0])

    def drain(self, store: MentionStore, *, force: bool = False) -> Delivery:
        """Deliver what waits, oldest first, until all is delivered or the store is away.

        A batch that the store refuses is delivered one by one, and what is refused then becomes a dead letter.
        *force* also tries what a back-off holds.
        """
        delivered = dead = 0
        problem = ""
        while batch := self._batch(force=force):
            try:
                store.put([tagged for _, tagged in batch])
                self._forget([number for number, _ in batch])
                delivered += len(batch)
            except StoreUnavailableError as error:
                problem = str(error)
                self._postpone([number for number, _ in batch], problem)
                break
            except StoreRejectedError:
                taken, refused, problem = self._one_by_one(batch, store)
                delivered, dead = delivered + taken, dead + refused
                if problem:
                    break
        return Delivery(delivered=delivered, dead=dead, waiting=self.waiting(), problem=problem)

    def _batch(self, *, force: bool) -> list[tuple[int, TaggedArticle]]:
        rows = self.connection.execute(
            "SELECT id, body FROM outbox_item WHERE not_before <= ? ORDER BY id LIMIT ?",
            (float("inf") if force else self.clock(), BATCH),
        ).fetchall()
        return [(number, TaggedArticle.model_validate_json(body)) for number, body in rows]

    def _one_by_one(self, batch: list[tuple[int, TaggedArticle]], store: MentionStore) -> tuple[int, int, str]:
        taken = refused = 0
        for number, tagged in batch:
            try:
                store.put([tagged])
                self._forget([number])
                taken += 1
            except StoreRejectedError as error:
                self._bury(number, str(error))
                refused += 1
            except StoreUnavailableError as error:
                self._postpone([number], str(error))
                return taken, refused, str(error)
        return taken, refused, ""

    def _forget(self, numbers: list[int]) -> None:
        with transaction(self.connection):
            self.connection.executemany("DELETE FROM outbox_item WHERE id = ?", [(number,) for number in numbers])

    def _bury(self, number: int, reason: str) -> None:
        with transaction(self.connection):
            self.connection.execute(
                "INSERT INTO outbox_dead (article_id, body, created, died, reason) "
                "SELECT article_id, body, created, ?, ? FROM outbox_item WHERE id = ?",
                (self.clock(), reason, number),
            )
            self.connection.execute("DELETE FROM outbox_item WHERE id = ?", (number,))

    def _postpone(self, numbers: list[int], error: str) -> None:
        with transaction(self.connection):
            self.connection.executemany(
                "UPDATE outbox_item SET attempts = attempts + 1, error = ?, "
                "not_before = ? + min(?, ? * (1 << min(attempts, 10))) WHERE id = ?",
                [(error, self.clock(), LONGEST_PAUSE, FIRST_PAUSE, number) for number in numbers],
            )
