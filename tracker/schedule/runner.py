"""The loop: claim what is due, run each source in a process of its own, record how it ended."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.schedule.plan import Plan, Run, RunOutcome

# How long a child may take to finish its page and commit after it was asked to stop.
GRACE = 10.0
TICK = 0.2
RENEW_EVERY = 15.0
LONGEST_SLEEP = 5.0
DETAIL = 300
LAST_WORDS = 4096


class Child(NamedTuple):
    """A run under way."""

    run: Run
    process: subprocess.Popen[bytes]
    told: IO[bytes]
    deadline: float


def owner_name() -> str:
    """Name this scheduler: host and process."""
    return f"{socket.gethostname()}:{os.getpid()}"


class Runner:
    """Runs sources until it is stopped; a signal lets every child finish its page first."""

    def __init__(
        self,
        plan: Plan,
        command: Callable[[str], list[str]],
        *,
        parallel: int = 2,
        limit: timedelta = timedelta(hours=2),
    ) -> None:
        """Prepare to run *command(source)* for each due source, at most *parallel* at once, each at most *limit*."""
        self._plan = plan
        self._command = command
        self._parallel = parallel
        self._limit = limit
        self._children: list[Child] = []
        self._stopping = False
        self._renewed = 0.0
        self.owner = owner_name()

    def stop(self, *_: object) -> None:
        """Take no more runs, let the children finish (a signal handler)."""
        self._stopping = True

    def run(self, *, once: bool = False) -> list[Run]:
        """Run what is due, for ever or *once* until nothing is due any more; return the runs of this call."""
        before = {number: signal.signal(number, self.stop) for number in (signal.SIGTERM, signal.SIGINT)}
        done: list[Run] = []
        try:
            while not self._stopping:
                started = self._start_due()
                done += started
                self._collect()
                if once and not started and not self._children:
                    break
                self._wait(once=once)
        finally:
            self._stop_children()
            for number, handler in before.items():
                signal.signal(number, handler)
        return done

    def _start_due(self) -> list[Run]:
        started = []
        while len(self._children) < self._parallel and not self._stopping:
            run = self._plan.claim(self.owner, datetime.now(UTC))
            if run is None:
                break
            # A file, no pipe: a child that says much must not wait for somebody to read it.
            told = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the child has ended
            process = subprocess.Popen(  # noqa: S603 - our own program with a source of the catalogue
                self._command(run.source), stdout=subprocess.DEVNULL, stderr=told, start_new_session=True
            )
            self._children.append(Child(run, process, told, time.monotonic() + self._limit.total_seconds()))
            started.append(run)
        return started

    def _collect(self) -> None:
        """Record the children that ended, stop those past their limit, renew the leases of the others."""
        now = time.monotonic()
        for child in list(self._children):
            if child.process.poll() is not None:
                self._finish(child, None)
            elif now > child.deadline:
                self._end(child)
                self._finish(child, "timeout")
        if now - self._renewed > RENEW_EVERY:
            self._renewed = now
            self._plan.renew([child.run for child in self._children], datetime.now(UTC))

    def _finish(self, child: Child, outcome: RunOutcome | None) -> None:
        self._children.remove(child)
        code = child.process.wait()
        with child.told as told:
            told.seek(max(0, told.seek(0, os.SEEK_END) - LAST_WORDS))
            lines = told.read().decode("utf-8", "replace").strip().splitlines()
        detail = lines[-1][:DETAIL] if lines else ""
        if outcome is None:
            outcome = "stopped" if self._stopping and code else "failed" if code else "done"
        self._plan.finish(child.run, outcome, detail, datetime.now(UTC))

    def _wait(self, *, once: bool) -> None:
        """Sleep until a child may have ended or something is due; a signal ends the sleep."""
        moment = self._plan.next_moment()
        until = LONGEST_SLEEP if moment is None else (moment - datetime.now(UTC)).total_seconds()
        busy = bool(self._children) or once
        end = time.monotonic() + (TICK if busy else min(max(until, TICK), LONGEST_SLEEP))
        while time.monotonic() < end and not self._stopping:
            time.sleep(min(TICK, max(0.0, end - time.monotonic())))

    def _stop_children(self) -> None:
        for child in self._children:
            _signal(child, signal.SIGTERM)
        for child in list(self._children):
            self._end(child)
            self._finish(child, None)

    def _end(self, child: Child) -> None:
        """Ask *child* to stop, and end it by force where it does not within the grace."""
        if child.process.poll() is None:
            _signal(child, signal.SIGTERM)
        try:
            child.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            _signal(child, signal.SIGKILL)
            child.process.wait()


def _signal(child: Child, number: signal.Signals) -> None:
    """Signal the child's whole group: a crawl has worker processes of its own."""
    if child.process.poll() is None:
        os.killpg(child.process.pid, number)


def crawl_command(store: str) -> Callable[[str], list[str]]:
    """Return the command that crawls one source into *store*."""
    return lambda source: [sys.executable, "-m", "tracker", "crawl", source, "--store", store]
