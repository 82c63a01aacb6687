"""Worker processes: a bad page costs itself only, and workers end with their parent."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tracker.crawl.pool import LocalFaultError, WorkerDiedError, WorkerPool
from tracker.errors import CrawlError

if TYPE_CHECKING:
    from tracker.crawl.pool import Worker

HERE = Path(__file__).parent
TASKS = "pool_tasks:obey"
PARENT = """
import sys, time
sys.path[:0] = [{here!r}, {root!r}]
from tracker.crawl.pool import WorkerPool
if __name__ == "__main__":
    print(WorkerPool("pool_tasks:obey", 1).submit("x").result().split()[-1], flush=True)
    time.sleep(60)
"""
PREPARED = """
import sys
sys.path[:0] = [{here!r}, {root!r}]
from tracker.crawl.pool import WorkerPool, prepare_workers
if __name__ == "__main__":
    prepare_workers(sys.argv[1])
    print(WorkerPool("pool_tasks:obey", 1).submit("x").result(60), flush=True)
"""


def test_pages_that_fail_hang_or_kill_cost_themselves_only() -> None:
    """Each gets its own error, the others their answers, from workers begun anew."""
    pool = WorkerPool(TASKS, 2, seconds=1.0)
    futures = {task: pool.submit(task) for task in ("one", "fail", "hang", "die", "two")}
    assert futures["one"].result(60).startswith("one by ")
    with pytest.raises(CrawlError, match="ValueError: no such page"):
        futures["fail"].result(60)
    with pytest.raises(WorkerDiedError) as hung:
        futures["hang"].result(60)
    with pytest.raises(WorkerDiedError) as died:
        futures["die"].result(60)
    assert (hung.value.reason, died.value.reason) == ("timeout-extract", "worker-crash")
    assert futures["two"].result(60).startswith("two by ")
    assert pool.submit("three").result(60).startswith("three by ")
    pool.close()


def test_no_page_is_blamed_where_no_worker_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system starts no process, each task says so, and the next one works when it does again."""

    def refuse(_: str) -> Worker:
        message = "Resource temporarily unavailable"
        raise BlockingIOError(message)

    with monkeypatch.context() as patch:
        patch.setattr("tracker.crawl.pool.Worker", refuse)
        pool = WorkerPool(TASKS, 1)
        with pytest.raises(LocalFaultError, match=r"no process can be started.*temporarily unavailable"):
            pool.submit("one").result(60)
    assert pool.submit("two").result(60).startswith("two by ")
    pool.close()


def test_workers_come_from_a_process_that_is_ready_or_not(tmp_path: Path) -> None:
    """What is to be loaded beforehand may be missing or fail: workers start and work, and end with a pool left open."""
    script = tmp_path / "parent.py"
    script.write_text(PREPARED.format(here=str(HERE), root=str(HERE.parents[1])))
    for module in ("no_such_module", "pool_tasks"):
        done = subprocess.run([sys.executable, script, module], capture_output=True, text=True, check=False, timeout=60)
        assert done.stdout.startswith("x by "), done.stderr


def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    """No worker outlives a crawl that was killed."""
    script = tmp_path / "parent.py"
    script.write_text(PARENT.format(here=str(HERE), root=str(HERE.parents[1])))
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.kill()
    for _ in range(600):
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            break
        if "Z" in Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()[0]:
            break
        time.sleep(0.05)
    else:
        pytest.fail("the worker still runs")
