"""A crawl that outlives its scheduler (``kill -9``) must end before the lease does, or its source would run twice."""

from __future__ import annotations

import os
import signal
import threading
import time

POLL = 1.0
# Finish the page and commit within this; with what passed of the lease it stays well below the whole.
GRACE = 20.0


def stop_without(parent: int) -> None:
    """Stop this process as SIGTERM does once the process *parent* is no longer its parent; by force after a grace."""
    threading.Thread(target=_watch, args=(parent,), daemon=True, name="orphan").start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(POLL)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    if os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(1)
