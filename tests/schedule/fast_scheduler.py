"""The real scheduler with minutes that last a second, to be killed: ``fast_scheduler.py DATABASE DIARY COUNT``.

Each child writes into the diary when it begins and ends; like a crawl it ends once its scheduler is no more.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from made_sources import made_source

from tracker.crawl.state import open_state
from tracker.schedule import plan, runner, timetable

if TYPE_CHECKING:
    from tracker.crawl.source import Source

LEASE = timedelta(seconds=4)
CHILD = """
import os, sys, time
diary, source, parent = sys.argv[1], sys.argv[2], int(sys.argv[3])
def note(word):
    with open(diary, "a") as out:
        out.write(f"{word} {source} {os.getpid()} {time.time()}\\n")
note("begin")
end = time.time() + 0.4
while time.time() < end and os.getppid() == parent:
    time.sleep(0.02)
note("end")
"""


def sources(count: int) -> list[Source]:
    """Return *count* sources that are due every three seconds."""
    return [made_source(f"xx_{number}", "3m") for number in range(count)]


def main(database: str, diary: str, count: int) -> None:
    """Run until a signal comes."""
    timetable.UNITS["m"] = timedelta(seconds=1)
    plan.LEASE = LEASE
    runner.RENEW_EVERY = 1.0
    schedule = plan.Plan(open_state(Path(database)), sources(count))
    schedule.enrol(datetime.now(UTC))
    child = [sys.executable, "-S", "-c", CHILD, diary]
    runner.Runner(schedule, lambda source: [*child, source, str(os.getpid())], parallel=3).run()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
