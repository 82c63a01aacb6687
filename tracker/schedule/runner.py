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
    from collections.abc import Callable, Sequence

    from tracker.schedule.catalogue import Catalogue
    from tracker.schedule.plan import Plan, Run, RunOutcome

# How long a child may take to finish its page and commit after it was asked to stop.
GRACE = 10.0
TICK = 0.2
RENEW_EVERY = 15.0
LONGEST_SLEEP = 5.0
LOOK_EVERY = 5.0
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
        catalogue: Catalogue | None = None,
    ) -> None:
        """Prepare to run *command(source)* for each due source, at most *parallel* at once, each at most *limit*.

        What changes in *catalogue* meanwhile changes the plan.
        """
        self._plan = plan
        self._command = command
        self._parallel = parallel
        self._limit = limit
        self._catalogue = catalogue
        self._looked = time.monotonic()
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
                # In this order: after a long sleep of the machine a lease of our own must not look like a lost one.
                self._collect()
                self._look()
                started = self._start_due()
                done += started
                if once and not started and not self._children:
                    break
                self._wait(once=once)
        finally:
            self._stop_children()
            for number, handler in before.items():
                signal.signal(number, handler)
        return done

    def _look(self) -> None:
        """Take up what changed in the catalogue, every few seconds."""
        if self._catalogue is None or time.monotonic() - self._looked < LOOK_EVERY:
            return
        self._looked = time.monotonic()
        sources = self._catalogue.reread()
        if sources is not None:
            self._plan.adopt(sources, datetime.now(UTC))

    def _start_due(self) -> list[Run]:
        started = []
        while len(self._children) < self._parallel and not self._stopping:
            run = self._plan.claim(self.owner, datetime.now(UTC))
            if run is None:
                break
            started.append(run)
            # A file, no pipe: a child that says much must not wait for somebody to read it.
            told = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the child has ended
            try:
                process = subprocess.Popen(  # noqa: S603 - our own program with a source of the catalogue
                    self._command(run.source), stdout=subprocess.DEVNULL, stderr=told, start_new_session=True
                )
            except OSError as error:
                told.close()
                self._plan.finish(run, "failed", f"could not start: {error}", datetime.now(UTC))
                continue
            self._children.append(Child(run, process, told, time.monotonic() + self._limit.total_seconds()))
        return started

    def _collect(self) -> None:
        """Record the children that ended, stop those past their limit or without a lease, renew the leases."""
        for child in [child for child in self._children if child.process.poll() is not None]:
            self._finish(child, None)
        overdue = [child for child in self._children if time.monotonic() > child.deadline]
        _end(overdue)
        for child in overdue:
            self._finish(child, "timeout")
        # The clock of the leases: it goes on while the machine sleeps.
        if abs(time.time() - self._renewed) > RENEW_EVERY:
            self._renew()

    def _renew(self) -> None:
        self._renewed = time.time()
        lost = self._plan.renew([child.run for child in self._children], datetime.now(UTC))
        children = [child for child in self._children if child.run in lost]
        _end(children)
        for child in children:
            self._finish(child, "stopped")

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
        _end(self._children)
        for child in list(self._children):
            self._finish(child, None)


def _end(children: Sequence[Child]) -> None:
    """Ask *children* to stop, and end by force those that do not within the grace, which all have together."""
    for child in children:
        _signal(child, signal.SIGTERM)
    end = time.monotonic() + GRACE
    for child in children:
        try:
            child.process.wait(max(0.0, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            _signal(child, signal.SIGKILL)
            child.process.wait()


def _signal(child: Child, number: signal.Signals) -> None:
    """Signal the child's whole group: a crawl has worker processes of its own."""
    if child.process.poll() is None:
        os.killpg(child.process.pid, number)


def crawl_command(store: str) -> Callable[[str], list[str]]:
    """Return the command that crawls one source into *store*, and stops where this scheduler is no more."""
    program = [sys.executable, "-m", "tracker", "crawl"]
    return lambda source: [*program, source, "--store", store, "--parent", str(os.getpid())]
