"""What ``tracker transfers`` and ``tracker sanctions`` print: a matrix, the list with its sentences, rows."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click
from rich.table import Table
from rich.text import Text

from tracker.register import SanctionEntry, TransferEntry, matrix
from tracker.show import make_console, plain
from tracker.tables import write_csv, write_json_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

QUOTES = 2
FORMATS = ["table", "csv", "jsonl"]
Entry = TransferEntry | SanctionEntry


def print_entries(kind: type[Entry], entries: Sequence[Entry], form: str, limit: int) -> None:
    """Print *entries* of one *kind*: for people (at most *limit*, the matrix first) or complete as rows."""
    if form == "jsonl":
        write_json_lines(sys.stdout, (entry.model_dump(mode="json") for entry in entries))
    elif form == "csv":
        write_csv(sys.stdout, list(kind.model_fields), (_flat(entry) for entry in entries))
    else:
        _print_table(entries, limit)


def _flat(entry: Entry) -> dict[str, object]:
    row = entry.model_dump(mode="json")
    row["quotes"] = " | ".join(f"{quote.text} <{quote.url}>" for quote in entry.quotes)
    for name in ("numbers", "asserted_by"):
        if name in row:
            row[name] = "; ".join(map(str, row[name]))
    return row


def _print_table(entries: Sequence[Entry], limit: int) -> None:
    console = make_console()
    if not entries:
        console.print("No claim fits.")
        return
    console.print(_matrix_table([(*_sides(entry), entry.stories) for entry in entries]))
    for entry in entries[:limit]:
        console.print()
        console.print(_heading(entry))
        for quote in entry.quotes[:QUOTES]:
            console.print(Text(f"  “{plain(quote.text)}”"))
            console.print(Text(f"  {plain(quote.url)}", style="dim"))
        if len(entry.quotes) > QUOTES:
            console.print(Text(f"  … and {len(entry.quotes) - QUOTES} more"))
    if len(entries) > limit:
        console.print(f"\n… and {len(entries) - limit} more entries: --limit, or --format csv for all")


def _sides(entry: Entry) -> tuple[str | None, str | None]:
    if isinstance(entry, TransferEntry):
        return entry.supplier, entry.recipient
    return entry.imposer, entry.target


def _heading(entry: Entry) -> Text:
    giver, taker = (side or "?" for side in _sides(entry))
    what = ""
    if isinstance(entry, TransferEntry):
        amount = f"{'/'.join(map(str, entry.numbers))} × " if entry.numbers else ""
        what = f"{amount}{entry.designation or entry.weapon_class}, "
    said = f", says {', '.join(entry.asserted_by)}" if isinstance(entry, TransferEntry) and entry.asserted_by else ""
    counts = f"{entry.stories} stories, {entry.sources} sources, {entry.month}"
    return Text(f"{giver} → {taker}: {what}{entry.status}{said} ({counts})", style="bold")


def _matrix_table(pairs: list[tuple[str | None, str | None, int]]) -> Table:
    rows = matrix(pairs)
    takers = sorted({taker for row in rows.values() for taker in row})
    table = Table("from \\ to", *takers, box=None, pad_edge=False, title="stories by pair", title_justify="left")
    for giver in sorted(rows):
        table.add_row(giver, *(str(rows[giver][taker] or "·") for taker in takers))
    return table


def output_options(function: Callable[..., None]) -> Callable[..., None]:
    """Add ``--format`` and ``--limit``."""
    limited = click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Entries shown.")
    formed = click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
    decorated: Callable[..., None] = formed(limited(function))
    return decorated
