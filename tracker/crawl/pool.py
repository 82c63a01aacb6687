"""Worker processes for the work on pages: a page that hangs or crashes its worker costs that page, nothing else."""

from __future__ import annotations

import atexit
import multiprocessing
import os
import queue
import signal
import threading
from concurrent.futures import Future
from importlib import import_module
from multiprocessing import forkserver
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any

from tracker.errors import CrawlError

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext

PAGE_SECONDS = 30.0
START_SECONDS = 120.0
READY = "ready"
JOIN_SECONDS = 2.0
READERS = "tracker.ingest.ready"  # what the workers of a crawl need


class WorkerDiedError(CrawlError):
    """A worker process ended, or was ended for taking too long, with a page in hand; *reason* is the ledger's word."""

    def __init__(self, reason: str, detail: str) -> None:
        """Keep the ledger's *reason*."""
        super().__init__(detail)
        self.reason = reason


class LocalFaultError(CrawlError):
    """The machine could not do the work (no space, no memory, no files): no page is to blame."""


def load_function(path: str) -> Callable[[Any], Any]:
    """Return the function that *path* (``package.module:name``) names."""
    module, _, name = path.partition(":")
    function: Callable[[Any], Any] = getattr(import_module(module), name)
    return function


def _serve(connection: Connection, path: str) -> None:
    """Run in the worker: answer each task until the parent is gone; Ctrl-C is the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_die_with, args=(parent.sentinel,), daemon=True).start()
    function = load_function(path)
    connection.send(READY)
    while True:
        try:
            task = connection.recv()
        except (EOFError, OSError):
            return
        try:
            answer: tuple[bool | None, Any] = (True, function(task))
        except (OSError, MemoryError) as error:
            answer = (None, f"{type(error).__name__}: {error}")
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told to the parent
            answer = (False, f"{type(error).__name__}: {error}")
        connection.send(answer)


def _die_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def prepare_workers(module: str = READERS) -> None:
    """Import *module* where workers will come from, in the background, for the first pool of this process.

    Workers are then forked from a process that has loaded all this already: they start in milliseconds, also in place
    of one that died, and share its memory. Where the system cannot fork nothing happens.
    """
    context = _context()
    if context.get_start_method() == "forkserver":
        context.set_forkserver_preload([module])
        forkserver.ensure_running()


def _context() -> BaseContext:
    """Return how processes are started: never by forking this one, whose threads and reactor would be copied."""
    can_fork = "forkserver" in multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("forkserver" if can_fork else "spawn")


class Worker:
    """One process that runs the function *path* on one task at a time."""

    def __init__(self, path: str) -> None:
        """Start the process.

        Raises:
            OSError, EOFError: the system starts no further process.
        """
        context: Any = _context()
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, path), daemon=True)
        self._process.start()
        theirs.close()
        self._ready = False

    def ask(self, task: Any, seconds: float) -> tuple[bool | None, Any]:  # noqa: ANN401 - whatever the function takes
        """Return the answer to *task*: what the function returned, or (False; None: no fault of the task) its failure.

        Raises:
            WorkerDiedError: no answer came within *seconds*, or the process ended.
        """
        try:
            if not self._ready:
                self._receive(START_SECONDS)
                self._ready = True
            self._pipe.send(task)
        except OSError as error:
            raise WorkerDiedError("worker-crash", str(error)) from None  # noqa: EM101 - the ledger's word
        good, answer = self._receive(seconds)
        return good, answer

    def _receive(self, seconds: float) -> Any:  # noqa: ANN401 - whatever the function returns
        try:
            if self._pipe.poll(seconds):
                return self._pipe.recv()
        except (EOFError, OSError):
            raise WorkerDiedError("worker-crash", "the process reading the page died") from None  # noqa: EM101 - ledger
        raise WorkerDiedError("timeout-extract", f"took longer than {seconds:.0f} s to read")  # noqa: EM101 - ledger

    def end(self) -> None:
        """Kill the process."""
        self._process.kill()
        self._process.join()


class WorkerPool:
    """*size* processes that each run the function *path* on one task at a time."""

    def __init__(self, path: str, size: int, seconds: float = PAGE_SECONDS) -> None:
        """Start the processes; *seconds* is how long a task may take before its worker is ended."""
        self.path = path
        self.seconds = seconds
        self._tasks: queue.SimpleQueue[tuple[Any, Future[Any]] | None] = queue.SimpleQueue()
        self._threads = [threading.Thread(target=self._attend, daemon=True) for _ in range(size)]
        for thread in self._threads:
            thread.start()
        atexit.register(self.close)  # else Python would wait for the workers for ever, as they leave signals to us

    def submit(self, task: Any) -> Future[Any]:  # noqa: ANN401 - whatever the function takes
        """Hand in *task*; the future holds the answer or what went wrong.

        That is a WorkerDiedError, a LocalFaultError, or a CrawlError for whatever else the function raised.
        """
        future: Future[Any] = Future()
        self._tasks.put((task, future))
        return future

    def close(self) -> None:
        """End every worker; what is not yet answered is not answered."""
        atexit.unregister(self.close)
        for _ in self._threads:
            self._tasks.put(None)
        for thread in self._threads:
            thread.join(JOIN_SECONDS)

    def _attend(self) -> None:
        """Run in a thread of the parent: one worker, begun again after each death."""
        worker = self._begin()
        while (handed := self._tasks.get()) is not None:
            task, future = handed
            try:
                worker = worker or Worker(self.path)
                good, answer = worker.ask(task, self.seconds)
            except WorkerDiedError as error:
                if worker is not None:
                    worker.end()
                worker = self._begin()
                future.set_exception(error)
            except (OSError, EOFError) as error:
                future.set_exception(LocalFaultError(f"no process can be started to read it: {error}"))
            else:
                _settle(future, good, answer)
        if worker is not None:
            worker.end()

    def _begin(self) -> Worker | None:
        """Start a worker before it is needed; where that fails, the next task says why."""
        try:
            return Worker(self.path)
        except (OSError, EOFError):
            return None


def _settle(future: Future[Any], good: bool | None, answer: Any) -> None:  # noqa: ANN401, FBT001 - as the worker answers
    if good:
        future.set_result(answer)
    elif good is None:
        future.set_exception(LocalFaultError(answer))
    else:
        future.set_exception(CrawlError(answer))
