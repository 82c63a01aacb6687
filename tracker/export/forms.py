"""The formats of an export: what stands at the beginning, for each mention, and at the end of the file."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal, get_args

from tracker.search import ROW_KEYS, flat_row_of, row_of
from tracker.tables import csv_line, json_line

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from tracker.models import Mention
    from tracker.stores.base import MentionQuery

FormName = Literal["csv", "jsonl", "parquet", "stix"]
FORMS: tuple[FormName, ...] = get_args(FormName)
# What an export to a file of this name is, where nobody says.
SUFFIXES: dict[str, FormName] = {
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".json": "stix",
}


class Form:
    """One format. It is given each mention once and keeps nothing but what later ones must know."""

    def __init__(self, query: MentionQuery) -> None:
        """Prepare to write the mentions of *query*."""

    def begin(self) -> str:
        """Return what stands before the first mention."""
        return ""

    def recall(self, written: BinaryIO) -> None:
        """Read what an earlier try has *written*, where later mentions depend on it."""

    def add(self, mention: Mention) -> str:
        """Return *mention* as it stands in the file."""
        raise NotImplementedError

    def end(self) -> str:
        """Return what stands behind the last mention."""
        return ""

    def finish(self, part: Path, target: Path) -> None:
        """Turn the whole *part* into *target*; done again after a crash, it comes to the same."""
        part.replace(target)


class JsonLines(Form):
    """One row per line, as ``tracker search --format jsonl`` prints it."""

    def add(self, mention: Mention) -> str:
        """Return one line."""
        return json_line(row_of(mention))


class Csv(Form):
    """One row per mention, safe in a spreadsheet, as ``tracker search --format csv`` prints it."""

    def begin(self) -> str:
        """Return the heading."""
        return csv_line(ROW_KEYS)

    def add(self, mention: Mention) -> str:
        """Return one row."""
        return csv_line(list(flat_row_of(mention).values()))


def make_form(name: FormName, query: MentionQuery) -> Form:
    """Return the format *name* for the mentions of *query*.

    Raises:
        ExportError: it needs a library that is not installed.
    """
    if name == "csv":
        return Csv(query)
    if name == "jsonl":
        return JsonLines(query)
    form: Form = import_module(f"tracker.export.{name}").make(query)
    return form
