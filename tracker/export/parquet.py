"""Parquet: columns with types, claims and evidence as lists of records; written by pyarrow, the optional extra.

A Parquet file is readable only when it is whole, so an unfinished one is kept as JSON lines and converted at the end,
some rows at a time.
"""

from __future__ import annotations

import json
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from tracker.errors import ExportError
from tracker.export.forms import JsonLines
from tracker.search import ROW_KEYS

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError:
    pa = pq = None

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tracker.stores.base import MentionQuery

ROW_GROUP = 5_000


def make(query: MentionQuery) -> Parquet:
    """Return the format.

    Raises:
        ExportError: pyarrow is not installed.
    """
    if pa is None:
        msg = "Parquet needs pyarrow: pip install 'arms-sanctions-tracker[parquet]'"
        raise ExportError(msg)
    return Parquet(query)


class Parquet(JsonLines):
    """The columns of a row, typed."""

    def finish(self, part: Path, target: Path) -> None:
        """Convert the lines of *part* into *target*."""
        made = target.with_name(f"{target.name}.tmp")
        schema = _schema()
        try:
            with part.open(encoding="utf-8") as lines, pq.ParquetWriter(made, schema, compression="zstd") as writer:
                for rows in _chunks(map(_typed, lines)):
                    writer.write_batch(pa.RecordBatch.from_pylist(rows, schema))
        except (pa.ArrowException, OverflowError) as error:
            msg = f"{target} cannot hold a value: {error}"
            raise ExportError(msg) from None
        made.replace(target)
        part.unlink()


def _chunks(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while chunk := list(islice(rows, ROW_GROUP)):
        yield chunk


def _typed(line: str) -> dict[str, Any]:
    row: dict[str, Any] = json.loads(line)
    if row["published_at"] is not None:
        row["published_at"] = datetime.fromisoformat(row["published_at"])
    return row


def _schema() -> Any:  # noqa: ANN401 - pyarrow has no types
    text, number = pa.string(), pa.int64()
    claim = [("status", text), ("start", number), ("end", number)]
    parties = [("supplier", text), ("recipient", text), ("weapon", text), ("weapon_class", text), ("quantity", number)]
    places = [("start", number), ("end", number), ("text", text), ("label", text), ("suppressed_by", text)]
    columns = dict.fromkeys(ROW_KEYS, text) | {
        "published_at": pa.timestamp("us", tz="UTC"),
        **dict.fromkeys(("themes", "weapons", "weapon_classes", "countries"), pa.list_(text)),
        "transfers": pa.list_(pa.struct([*parties, claim[0], ("asserted_by", text), *claim[1:]])),
        "sanctions": pa.list_(pa.struct([("imposer", text), ("target", text), *claim])),
        "evidence": pa.list_(pa.struct([("rule", text), *places])),
    }
    return pa.schema(list(columns.items()))
