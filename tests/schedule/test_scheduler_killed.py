"""Schedulers that are killed, and schedulers that race: nothing runs twice, nothing stays stuck."""

from __future__ import annotations

import multiprocessing
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import fast_scheduler
import pytest
import two_schedulers

from tracker.crawl.state import open_state
from tracker.schedule.plan import Plan, Run
from tracker.schedule.timetable import EPOCH, _fraction

COUNT = 6
LEASE = fast_scheduler.LEASE.total_seconds()
INTERVAL = 3.0  # seconds: "3m" where a minute lasts one
SLACK = 6.0  # a loaded machine


class Entry(NamedTuple):
    """One line of the children's diary."""

    word: str
    source: str
    pid: str
    moment: float


def diary(path: Path) -> list[Entry]:
    """Return what the children have written."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [Entry(word, source, pid, float(moment)) for word, source, pid, moment in map(str.split, lines)]


def start(tmp_path: Path) -> subprocess.Popen[bytes]:
    """Start the fast scheduler."""
    script = Path(fast_scheduler.__file__)
    return subprocess.Popen([sys.executable, script, tmp_path / "x.db", tmp_path / "diary", str(COUNT)])


def wait_for_begin(path: Path, since: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until a child has begun after the first *since* lines."""
    end = time.monotonic() + 60
    while not any(entry.word == "begin" for entry in diary(path)[since:]):
        assert process.poll() is None
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.parametrize("kills", [5, pytest.param(50, marks=pytest.mark.soak)])
def test_a_killed_scheduler_holds_nothing_beyond_its_lease(tmp_path: Path, kills: int) -> None:
    """Kill -9 at any moment: no lease outlasts its time, nothing runs twice at once, every moment is accounted for."""
    rng = random.Random(kills)  # noqa: S311 - repeatable luck, no secret
    for _ in range(kills):
        with start(tmp_path) as process:
            wait_for_begin(tmp_path / "diary", len(diary(tmp_path / "diary")), process)
            time.sleep(rng.random() * 0.8)
            process.kill()
        killed = time.time()
        with sqlite3.connect(tmp_path / "x.db") as connection:
            leases = connection.execute("SELECT lease_until FROM schedule_source WHERE run IS NOT NULL").fetchall()
        connection.close()
        assert all(until <= killed + LEASE for (until,) in leases)
    with start(tmp_path) as process:
        time.sleep(LEASE + INTERVAL + SLACK)
        process.send_signal(signal.SIGTERM)
    assert process.returncode == 0
    again = {}
    for entry in diary(tmp_path / "diary"):
        if entry.word == "begin" and entry.moment > killed:
            again.setdefault(entry.source, entry.moment)
    assert len(again) == COUNT
    assert max(again.values()) <= killed + LEASE + INTERVAL + SLACK
    never_twice_at_once(diary(tmp_path / "diary"))
    plan = Plan(open_state(tmp_path / "x.db"), fast_scheduler.sources(COUNT))
    runs = plan.history(limit=1_000_000)
    assert not [run for run in runs if run.outcome == "running"]
    for source in {run.source for run in runs}:
        accounted([run for run in runs if run.source == source])


def never_twice_at_once(entries: list[Entry]) -> None:
    """Check that no child of a source begins before the one before it has ended."""
    for source in {entry.source for entry in entries}:
        words = [(entry.word, entry.pid) for entry in entries if entry.source == source]
        for (word, pid), (_, next_pid) in pairwise(words):
            assert word == "end" or pid == next_pid, words


def accounted(runs: list[Run]) -> None:
    """Check by hand that each run takes every moment of the three-second grid since the run before it, and no other."""
    phase = EPOCH.timestamp() + INTERVAL * _fraction(runs[0].source)
    ordered = sorted(runs, key=lambda run: run.due)
    for before, run in pairwise(ordered):
        first, last = ((item.due.timestamp() - phase + 0.001) // INTERVAL for item in (before, run))
        assert 1 + run.coalesced == last - first


@pytest.mark.parametrize(("count", "steps"), [(30, 12), pytest.param(90, 130, marks=pytest.mark.soak)])
def test_two_processes_never_take_the_same_run(tmp_path: Path, count: int, steps: int) -> None:
    """Two schedulers race on one database (11,700 runs in the long form): no moment is taken twice, none is left."""
    path = str(tmp_path / "shared.db")
    plan = Plan(open_state(Path(path)), two_schedulers.sources(count))
    plan.enrol(two_schedulers.START)
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager, ProcessPoolExecutor(2, mp_context=context) as pool:
        barrier = manager.Barrier(2)
        works = [pool.submit(two_schedulers.work, path, owner, count, steps, barrier) for owner in ("one", "two")]
        taken = [run for work in works for run in work.result()]
    assert min(len(work.result()) for work in works) > 0
    assert len({(source, due) for source, due, _ in taken}) == len(taken) == count * steps
    assert Counter(run.outcome for run in plan.history(limit=1_000_000)) == {"done": count * steps}
    for number, source in enumerate(two_schedulers.sources(count)):
        moments = sum(1 + coalesced for name, _, coalesced in taken if name == source.id)
        hours = (3, 6, 8)[number % 3]
        last = max(due for name, due, _ in taken if name == source.id)
        phase = EPOCH + timedelta(hours=hours) * _fraction(source.id)
        begun = (two_schedulers.START - phase) // timedelta(hours=hours)
        assert moments == 1 + (last - phase + timedelta(milliseconds=1)) // timedelta(hours=hours) - begun


def test_the_long_way_round(tmp_path: Path) -> None:
    """A scheduler that was asleep for longer than its lease finds that another has its run, and is told so."""
    now = datetime(2026, 3, 1, tzinfo=UTC)
    plan = Plan(open_state(tmp_path / "x.db"), two_schedulers.sources(1))
    plan.enrol(now)
    run = plan.claim("asleep", now)
    assert run is not None
    assert plan.renew([run], now) == []
    later = now + timedelta(hours=9)
    assert plan.claim("other", later) is not None
    assert plan.renew([run], later) == [run]
    plan.finish(run, "done", "", later)
    assert [item.outcome for item in plan.history()] == ["running", "lost"]
