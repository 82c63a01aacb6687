"""Rows for other programs: JSON, JSON lines, and CSV that a spreadsheet cannot mistake for formulas."""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# What a spreadsheet takes for the beginning of a formula, also behind blanks of any kind, and in its wide form.
_FORMULA = re.compile(r"[\s\u00a0\u200b-\u200f\u2060\ufeff\x00-\x1f]*[=+\-@＝＋－＠]|[\t\r\n]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def safe_cell(value: object) -> object:
    """Return *value* as a CSV cell that stays text; numbers are left as they are."""
    if not isinstance(value, str):
        return value
    # A carriage return alone would end the row for some readers: the csv module does not quote it.
    text = _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    return f"'{text}" if _FORMULA.match(text) else text


def write_csv(out: TextIO, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
    """Write *rows* with a heading, UTF-8 text, one line ending for all."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe_cell(row[column]) for column in columns])


def write_json_lines(out: TextIO, rows: Iterable[Mapping[str, object]]) -> None:
    """Write one JSON object per line."""
    out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def percent(part: float | None, *, signed: bool = False) -> str:
    """Return *part* as a percentage, a dash where there is none."""
    if part is None:
        return "–"
    return f"{part:+.0%}" if signed else f"{part:.1%}"
