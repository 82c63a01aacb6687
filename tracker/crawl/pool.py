"""Worker processes for the work on pages: a page that hangs or crashes its worker costs that page, nothing else."""

from __future__ import annotations

import multiprocessing
import os
import queue
import signal
import threading
from concurrent.futures import Future
from importlib import import_module
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any

from tracker.errors import CrawlError

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

PAGE_SECONDS = 30.0
START_SECONDS = 120.0
READY = "ready"
JOIN_SECONDS = 2.0


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


class WorkerPool:
    """*size* processes that each run the function *path* on one task at a time."""

    def __init__(self, path: str, size: int, seconds: float = PAGE_SECONDS) -> None:
        """Start the processes; *seconds* is how long a task may take before its worker is ended."""
        self.path = path
        self.seconds = seconds
        self._context = multiprocessing.get_context("spawn")
        self._tasks: queue.SimpleQueue[tuple[Any, Future[Any]] | None] = queue.SimpleQueue()
        self._threads = [threading.Thread(target=self._attend, daemon=True) for _ in range(size)]
        for thread in self._threads:
            thread.start()

    def submit(self, task: Any) -> Future[Any]:  # noqa: ANN401 - whatever the function takes
        """Hand in *task*; the future holds the answer or what went wrong.

        That is a WorkerDiedError, a LocalFaultError, or a CrawlError for whatever else the function raised.
        """
        future: Future[Any] = Future()
        self._tasks.put((task, future))
        return future

    def close(self) -> None:
        """End every worker; what is not yet answered is not answered."""
        for _ in self._threads:
            self._tasks.put(None)
        for thread in self._threads:
            thread.join(JOIN_SECONDS)

    def _start(self) -> tuple[Any, Connection]:
        mine, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self.path), daemon=True)
        process.start()
        theirs.close()
        return process, mine

    def _attend(self) -> None:
        """Run in a thread of the parent: one worker, begun again after each death."""
        process, pipe = self._start()
        ready = False
        while (handed := self._tasks.get()) is not None:
            task, future = handed
            try:
                if not ready:
                    self._receive(pipe, START_SECONDS)
                    ready = True
                pipe.send(task)
                good, answer = self._receive(pipe, self.seconds)
            except WorkerDiedError as error:
                process.kill()
                process.join()
                future.set_exception(error)
                (process, pipe), ready = self._start(), False
                continue
            except OSError as error:
                process.kill()
                future.set_exception(WorkerDiedError("worker-crash", str(error)))
                (process, pipe), ready = self._start(), False
                continue
            if good:
                future.set_result(answer)
            elif good is None:
                future.set_exception(LocalFaultError(answer))
            else:
                future.set_exception(CrawlError(answer))
        process.kill()
        process.join()

    @staticmethod
    def _receive(pipe: Connection, seconds: float) -> Any:  # noqa: ANN401 - whatever the function returns
        if not pipe.poll(seconds):
            raise WorkerDiedError("timeout-extract", f"took longer than {seconds:.0f} s to read")  # noqa: EM101 - ledger
        try:
            return pipe.recv()
        except (EOFError, OSError):
            raise WorkerDiedError("worker-crash", "the process reading the page died") from None  # noqa: EM101 - ledger
