"""One of several schedulers that work through the same simulated days at once, in a process of its own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from made_sources import made_source

from tracker.crawl.state import open_state
from tracker.schedule.plan import Plan

if TYPE_CHECKING:
    from threading import Barrier

    from tracker.crawl.source import Source

START = datetime(2026, 3, 10, tzinfo=UTC)
STEP = timedelta(hours=8)


def sources(count: int) -> list[Source]:
    """Return *count* sources, each due once or more in every step."""
    every = ("3h", "6h", "8h")
    return [made_source(f"xx_{n:03}", every[n % 3]) for n in range(count)]


def work(path: str, owner: str, count: int, steps: int, barrier: Barrier) -> list[tuple[str, datetime, int]]:
    """Claim and finish what is due in each step, in a race with the others; return what was taken."""
    plan = Plan(open_state(Path(path)), sources(count))
    taken = []
    for step in range(steps):
        barrier.wait(60)
        now = START + STEP * step
        while (run := plan.claim(owner, now)) is not None:
            taken.append((run.source, run.due, run.coalesced))
            plan.finish(run, "done", "", now)
    return taken
