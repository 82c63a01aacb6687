"""Complete exports into files: every mention of a query once, in constant memory, and resumable.

A file grows as ``NAME.part`` and takes its name when it is whole. What is in it and where the store was left is kept
beside it in ``NAME.part.db``, batch by batch and always after the rows themselves: whatever interrupts an export, the
next one cuts off what no batch vouches for and goes on.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

from tracker.errors import ExportError
from tracker.export.forms import make_form
from tracker.export.journal import Journal, Progress
from tracker.models import Record
from tracker.stores.base import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from io import BufferedRandom
    from pathlib import Path

    from tracker.export.forms import Form, FormName
    from tracker.models import Mention
    from tracker.stores.base import MentionQuery, MentionStore

BATCH = 500


class ExportEnd(Record):
    """How an export ended: *rows* in the file, *total* mentions that match now, *resumed* rows of an earlier try."""

    rows: int
    total: int
    resumed: int


class Export:
    """One file that is being written; *told* hears how many rows were added."""

    def __init__(self, store: MentionStore, store_url: str, query: MentionQuery, target: Path, form: FormName) -> None:
        """Prepare to write the mentions of *query* to *target*.

        Raises:
            ExportError: the format needs a library that is not installed.
        """
        self._store = store
        self._target = target
        self._part = target.with_name(f"{target.name}.part")
        self._new = Progress(form=form, query=query, store=store_url)
        self._form: Form = make_form(form, query)
        self.told: Callable[[int], None] = lambda _: None

    def run(self, *, resume: bool) -> ExportEnd:
        """Write the file from its beginning, or where *resume* says so from where an earlier try was stopped.

        Raises:
            ExportError: the file cannot be written, another export is writing it, or what an earlier try left does not
            belong to this one.
            StoreError: the store cannot be read; what was written stays for a later try.
        """
        with self._plain_errors(), Journal(self._part.with_name(f"{self._part.name}.db"), self._target) as journal:
            progress = journal.begin(self._new, resume=resume)
            resumed = progress.rows
            self.told(resumed)
            if not progress.complete:
                self._fill(journal)
            total = self._store.count(journal.progress.query)
            if self._part.exists():
                self._form.finish(self._part, self._target)
            journal.remove()
            return ExportEnd(rows=journal.progress.rows, total=total, resumed=resumed)

    def _fill(self, journal: Journal) -> None:
        """Write what is missing, then the end, and note that the file is whole."""
        query, begun = journal.progress.query, journal.progress.offset > 0
        if begun and not self._part.exists():
            msg = f"{self._part} is gone: begin again without --resume"
            raise ExportError(msg)
        with self._part.open("r+b" if begun else "w+b") as out:
            if begun:
                self._go_back(out, journal.progress.offset)
            else:
                journal.advance([], None, _append(out, self._form.begin()))
            self._write(out, journal, self._store.export(query, journal.progress.place), moves=True)
            # What came in meanwhile may lie before the place where an earlier try was stopped.
            if begun and journal.progress.rows < self._store.count(query):
                self._write(out, journal, self._store.export(query), moves=False)
            journal.complete(_append(out, self._form.end()))

    def _go_back(self, out: BufferedRandom, offset: int) -> None:
        """Cut off what was written after the last batch that is noted."""
        if out.seek(0, os.SEEK_END) < offset:
            msg = f"{self._part} is shorter than it was: begin again without --resume"
            raise ExportError(msg)
        out.truncate(offset)
        out.seek(0)
        self._form.recall(out)
        out.seek(offset)

    def _write(self, out: BufferedRandom, journal: Journal, mentions: Iterator[Mention], *, moves: bool) -> None:
        while batch := list(islice(mentions, BATCH)):
            fresh = journal.unwritten(batch)
            offset = _append(out, "".join(map(self._form.add, fresh)))
            place = Place(batch[-1].published_at, batch[-1].id) if moves else journal.progress.place
            journal.advance(fresh, place, offset)
            self.told(len(fresh))

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        try:
            yield
        except KeyboardInterrupt:
            msg = f"stopped before {self._target} was whole: --resume goes on"
            raise ExportError(msg) from None
        except OSError as error:
            msg = f"{self._target} cannot be written: {error.strerror or error}; what is there stays for --resume"
            raise ExportError(msg) from None


def _append(out: BufferedRandom, text: str) -> int:
    """Write *text* so that it outlives a crash and return where the file now ends."""
    out.write(text.encode("utf-8", "replace"))
    out.flush()
    os.fsync(out.fileno())
    return out.tell()
