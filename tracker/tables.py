"""Rows for other programs: JSON, JSON lines, and CSV that a spreadsheet cannot mistake for formulas."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# What looks like nothing at the beginning of a cell: blanks, control and format characters, fillers, quotation marks.
_UNSEEN = (
    r"[\s\"\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]*"
)
# What begins a formula, in every width in which it may be written.
_SIGN = r"(?=[=+\-@＝＋－＠﹦﹢﹣﹫−⁼⁺⁻₌₊₋﬩])"
_FORMULA = re.compile(rf"{_UNSEEN}{_SIGN}|[\t\n]")
# A spreadsheet that parts cells by semicolon or tab, or does not see the quotes, begins a cell here.
_INNER_FORMULA = re.compile(rf"([;\t\n\u2028\u2029]{_UNSEEN}){_SIGN}")
_LINE_END = re.compile("[\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def safe_cell(value: object) -> object:
    """Return *value* as a CSV cell that stays text; numbers are left as they are."""
    if not isinstance(value, str):
        return value
    # A carriage return alone would end the row for some readers: the csv module does not quote it.
    text = _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    text = _INNER_FORMULA.sub(r"\1'", text)
    return f"'{text}" if _FORMULA.match(text) else text


def write_csv(out: TextIO, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
    """Write *rows* with a heading, UTF-8 text, one line ending for all."""
    out.write(csv_line(columns))
    out.writelines(csv_line([row[column] for column in columns]) for row in rows)


def csv_line(cells: Sequence[object]) -> str:
    """Return one line of CSV in which every cell stays text."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow([safe_cell(cell) for cell in cells])
    return line.getvalue()


def write_json_lines(out: TextIO, rows: Iterable[Mapping[str, object]]) -> None:
    """Write one JSON object per line."""
    out.writelines(map(json_line, rows))


def json_line(row: Mapping[str, object]) -> str:
    """Return *row* as a line of JSON, in one line also for readers that end lines at Unicode's other line ends."""
    return _LINE_END.sub(lambda end: f"\\u{ord(end[0]):04x}", json.dumps(row, ensure_ascii=False)) + "\n"


def percent(part: float | None, *, signed: bool = False) -> str:
    """Return *part* as a percentage, a dash where there is none."""
    if part is None:
        return "–"
    return f"{part:+.0%}" if signed else f"{part:.1%}"
