"""Carries what waits in the outbox to a store elsewhere while a crawl goes on, in a thread of its own."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Self

from tracker.crawl.frontier import Frontier
from tracker.crawl.outbox import Delivery, Outbox
from tracker.crawl.state import is_embedded, open_state
from tracker.errors import StoreError
from tracker.stores import open_store

if TYPE_CHECKING:
    from tracker.config import Settings

PAUSE_SECONDS = 3.0


def drain(settings: Settings) -> Delivery:
    """Deliver all that waits in the outbox of *settings* now; with an embedded store nothing ever waits.

    A store that is away is no error: what waits goes on waiting, and ``problem`` says why.

    Raises:
        StoreError: the state file cannot be used.
    """
    if is_embedded(settings):
        return Delivery()
    connection = open_state(settings.state)
    try:
        outbox = Outbox(Frontier(connection).connection)
        if not outbox.waiting():
            return Delivery()
        try:
            with open_store(settings) as store:
                return outbox.drain(store, force=True)
        except StoreError as error:
            return Delivery(waiting=outbox.waiting(), problem=str(error))
    finally:
        connection.close()


class Courier:
    """Drains the outbox every few seconds until it is left, and then once more."""

    def __init__(self, settings: Settings) -> None:
        """Prepare; nothing is delivered before the courier is entered."""
        self.settings = settings
        self.last = Delivery()
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._carry, daemon=True)

    def _carry(self) -> None:
        while not self._done.wait(PAUSE_SECONDS):
            self.deliver()

    def deliver(self) -> None:
        """Deliver what waits; remember what came of it."""
        try:
            found = drain(self.settings)
        except StoreError as error:
            self.last = Delivery(problem=str(error))
            return
        dead = self.last.dead + found.dead
        delivered = self.last.delivered + found.delivered
        self.last = found.model_copy(update={"dead": dead, "delivered": delivered})

    def __enter__(self) -> Self:
        """Begin, where the store is not embedded."""
        if not is_embedded(self.settings):
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop, and deliver what came last."""
        self._done.set()
        if self._thread.is_alive():
            self._thread.join()
        self.deliver()
