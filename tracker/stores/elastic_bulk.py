"""Many writes at once: what the server is too busy for is tried again, item by item; what it refuses is told."""

from __future__ import annotations

import json
import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from elasticsearch import ApiError, TransportError

from tracker.errors import StoreError, StoreRejectedError, StoreUnavailableError
from tracker.stores.elastic_client import PASSING, plain_error, reason_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from elasticsearch import Elasticsearch

_CHUNK_ITEMS = 500
_CHUNK_BYTES = 8_000_000
_THREADS = 4
_TRIES = 6
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 8.0
_CONFLICT = 409
_MISSING = 404
_FORBIDDEN = 403


@dataclass(frozen=True, slots=True)
class Write:
    """One document to index, or to delete where *body* is None; *version* decides which of two writes is newer."""

    index: str
    id: str
    version: int
    body: dict[str, Any] | None


class Refusal(NamedTuple):
    """A write that the server refuses for good, and why."""

    write: Write
    reason: str


class BulkWriter:
    """Sends writes; an older version never replaces a newer one."""

    def __init__(self, client: Elasticsearch, url: str, sleep: Callable[[float], None] = time.sleep) -> None:
        """Write through *client*; *sleep* waits between tries."""
        self._client = client
        self._url = url
        self._sleep = sleep

    def send(self, writes: Sequence[Write]) -> set[str]:
        """Send *writes* and return the ids of those that a newer version has forestalled.

        Raises:
            StoreUnavailableError: the server stays away or busy; any part may have been written.
            StoreRejectedError: it refuses some for good; all others have been written.
            StoreError: a privilege is missing.
        """
        chunks = _chunks(writes)
        if len(chunks) == 1:
            answers = [self._send_chunk(chunks[0])]
        else:
            with ThreadPoolExecutor(min(_THREADS, len(chunks) or 1)) as pool:
                answers = list(pool.map(self._send_chunk, chunks))
        refusals = [refusal for _, refused in answers for refusal in refused]
        if refusals:
            first = refusals[0]
            more = f" (and {len(refusals) - 1} more)" if len(refusals) > 1 else ""
            msg = f"{self._url} refuses {first.write.id} in {first.write.index}{more}: {first.reason}"
            raise StoreRejectedError(msg)
        return {document_id for forestalled, _ in answers for document_id in forestalled}

    def _send_chunk(self, chunk: list[tuple[Write, str]]) -> tuple[set[str], list[Refusal]]:
        forestalled: set[str] = set()
        refusals: list[Refusal] = []
        for attempt in range(_TRIES):
            if attempt:
                # Spread out, so that writers do not come back all at once.
                self._sleep(min(_LONGEST_PAUSE, _FIRST_PAUSE * 2 ** (attempt - 1)) * random.uniform(0.7, 1.3))  # noqa: S311 - no secret
            chunk, problem = self._try(chunk, forestalled, refusals)
            if not chunk:
                return forestalled, refusals
        msg = f"{self._url} did not take {len(chunk)} documents in {_TRIES} tries: {problem}"
        raise StoreUnavailableError(msg)

    def _try(
        self, chunk: list[tuple[Write, str]], forestalled: set[str], refusals: list[Refusal]
    ) -> tuple[list[tuple[Write, str]], str]:
        """Send *chunk* once and return what has to be tried again, and why."""
        lines: list[Any] = [lines for _, lines in chunk]  # the client takes ready lines as well as objects
        try:
            answer = self._client.bulk(operations=lines, filter_path=["items"])
        except (TransportError, ApiError) as error:
            plain = plain_error(error, self._url)
            if not isinstance(plain, StoreUnavailableError):
                raise plain from None
            return chunk, str(plain)
        again = []
        problem = ""
        for sent, item in zip(chunk, answer["items"], strict=True):
            (result,) = item.values()
            verdict = _verdict(result)
            if verdict == "again":
                again.append(sent)
                problem = reason_in(result["error"])
            elif verdict == "forestalled":
                forestalled.add(sent[0].id)
            elif verdict == "denied":
                msg = f"{self._url} denies a privilege: {reason_in(result['error'])}"
                raise StoreError(msg)
            elif verdict == "refused":
                refusals.append(Refusal(sent[0], reason_in(result["error"])))
        return again, problem


def _verdict(result: dict[str, Any]) -> str:
    """Say what became of one item: taken, forestalled by a newer version, to be sent again, denied or refused."""
    status = result["status"]
    error = result.get("error", {})
    if status < 300 or (status == _MISSING and "error" not in result):  # noqa: PLR2004 - a deletion may find nothing
        return "taken"
    if status == _CONFLICT:
        return "forestalled"
    # A full disk blocks an index until there is room: that passes, unlike a missing privilege.
    if status in PASSING or error.get("type") == "cluster_block_exception":
        return "again"
    return "denied" if status == _FORBIDDEN else "refused"


def _chunks(writes: Sequence[Write]) -> list[list[tuple[Write, str]]]:
    """Cut *writes* into requests of bounded length, each write with its lines of the bulk format."""
    chunks: list[list[tuple[Write, str]]] = []
    size = _CHUNK_BYTES
    for write in writes:
        lines = _lines(write)
        if not chunks or len(chunks[-1]) == _CHUNK_ITEMS or size + len(lines) > _CHUNK_BYTES:
            chunks.append([])
            size = 0
        chunks[-1].append((write, lines))
        size += len(lines)
    return chunks


def _lines(write: Write) -> str:
    """Return *write* as the bulk format wants it; JSON escapes every line end that a text may hold."""
    action = {"_index": write.index, "_id": write.id, "version": write.version, "version_type": "external_gte"}
    if write.body is None:
        return json.dumps({"delete": action})
    return f"{json.dumps({'index': action})}\n{json.dumps(write.body, ensure_ascii=False)}"
