"""Cells of a table: what a spreadsheet could run stays text, everything else stays as it is."""

from __future__ import annotations

import csv
import io
import re
import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.tables import safe_cell, write_csv

CELLS: dict[str, str] = tomllib.loads((Path(__file__).parent / "formulas.toml").read_text("utf-8"))["cells"]


def begins_formula(cell: str) -> bool:
    """Say whether a spreadsheet that ignores what cannot be seen and the width of a character takes *cell* for one."""
    text = unicodedata.normalize("NFKC", cell)
    seen = [c for c in text if c not in '"\u1160\u2800' and unicodedata.category(c)[0] not in "ZCM"]
    return bool(seen) and seen[0] in "=+-@\u2212"


@pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS)
def test_no_cell_is_a_formula(cell: str) -> None:
    """None is taken for a formula, whichever way the program that opens the file parts cells and lines."""
    out = io.StringIO()
    write_csv(out, ("a", "b", "c"), [{"a": "1", "b": cell, "c": "2"}])
    assert begins_formula(cell) or len(re.split("[;\t\n\r]", cell)) > 1 or cell.startswith("Report")
    for separator in ",;\t":
        for row in csv.reader(io.StringIO(out.getvalue(), newline=""), delimiter=separator):
            assert not any(map(begins_formula, row))
    if '",' not in cell:  # parted by comma within quotes: a reader of commas knows quotes
        assert not any(map(begins_formula, re.split("[,;\t\n]", out.getvalue())))


@pytest.mark.parametrize("cell", ["Su-35; 24 jets", "a@b.example", "2 + 2 = 4", "C-130", "'quoted'", "", "東京=x"])
def test_ordinary_cells_stay_as_they_are(cell: str) -> None:
    """Only what could run is changed."""
    assert safe_cell(cell) == cell


@given(st.lists(st.text(max_size=20), min_size=2, max_size=2))
def test_cells_come_back_as_one_row(cells: list[str]) -> None:
    """Whatever stands in a text, it stays in its cell and begins no formula."""
    out = io.StringIO()
    write_csv(out, ("a", "b"), [dict(zip("ab", cells, strict=True))])
    rows = list(csv.reader(io.StringIO(out.getvalue(), newline="")))
    assert len(rows) == 2
    assert len(rows[1]) == 2
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in rows[1])
