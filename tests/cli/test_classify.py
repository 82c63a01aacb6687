"""``tracker classify`` and ``tracker explain`` as programs."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tracker.cli import main

if TYPE_CHECKING:
    from pathlib import Path

KEYS = ["id", "language", "themes", "weapons", "weapon_classes", "countries", "transfers", "sanctions", "evidence"]
TEXT = "Die EU verhängt neue Sanktionen gegen den Iran, weil er Russland mit Kampfdrohnen beliefert."
# Between the 2,000th and the last of 10,000 lines memory may grow by less than this (a leak of 1 kB a line shows).
GROWTH_KB = 6_000


def test_one_line_in_one_line_out_in_the_same_order() -> None:
    """Every JSONL line gives one object with all keys, in order; offsets count code points of the text."""
    rows = [{"id": f"n{number}", "text": f"🚁 {TEXT}", "lang": "de"} for number in range(5)]
    result = CliRunner().invoke(main, ["classify"], input="\n".join(map(json.dumps, rows)))
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [answer["id"] for answer in answers] == [row["id"] for row in rows]
    for answer in answers:
        assert list(answer) == KEYS
        assert answer["countries"] == ["EU", "IR", "RU"]
        for item in answer["evidence"]:
            assert rows[0]["text"][item["start"] : item["end"]] == item["text"]


def test_bad_lines_are_named_and_the_others_processed() -> None:
    """A line that is no JSON, lacks its text or is not UTF-8 is reported with its number; exit 1."""
    lines = [b'{"id": 1, "text": "Iran"}', b'{"id": 2', b'{"id": 3}', b"\xff\xfe", b'{"id": 5, "text": "Su-35"}']
    command = [sys.executable, "-m", "tracker", "classify", "--language", "en"]
    done = subprocess.run(command, input=b"\n".join(lines), capture_output=True, check=False)
    assert done.returncode == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [1, 5]
    assert [number for number in (1, 2, 3, 4, 5) if b"line %d:" % number in done.stderr] == [2, 3, 4]


def test_text_among_json_lines_is_no_text() -> None:
    """In a stream of JSON lines a line of words is a broken line: it is reported, not classified."""
    lines = ['{"id": "1", "text": "A ferry."}', "Iran sold drones.", "[1]", '{"id": "4", "text": "A harbour."}']
    result = CliRunner().invoke(main, ["classify"], input="\n".join(lines))
    assert result.exit_code == 1
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["1", "4"]
    assert [line.split(":")[1].strip() for line in result.stderr.splitlines()] == ["<stdin>, line 2", "<stdin>, line 3"]


def test_plain_text_is_classified_line_by_line(tmp_path: Path) -> None:
    """A text file gives one analysis per line, its number as id; empty lines are skipped."""
    path = tmp_path / "news.txt"
    path.write_text(f"{TEXT}\n\nNichts davon.\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["classify", str(path)])
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["1", "3"]
    assert "sanctions" in answers[0]["themes"]


def test_ten_thousand_lines_in_constant_memory() -> None:
    """Ten thousand lines through a pipe all come back, and memory does not grow with them."""
    program = (
        "import resource, sys\n"
        "from tracker.cli import main\n"
        "class Meter:\n"
        "    lines = 0\n"
        "    def write(self, text):\n"
        "        Meter.lines += 1\n"
        "        if Meter.lines in (2000, 10000):\n"
        "            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "            sys.stderr.write(f'{Meter.lines} {peak}\\n')\n"
        "    def flush(self): pass\n"
        "sys.stdout = Meter()\n"
        "main(['classify', '--language', 'de'], standalone_mode=False)\n"
    )
    lines = "".join(json.dumps({"id": number, "text": f"{TEXT} {number}"}) + "\n" for number in range(10_000))
    done = subprocess.run([sys.executable, "-c", program], input=lines, capture_output=True, text=True, check=True)
    peaks = dict(map(int, line.split()) for line in done.stderr.splitlines())
    assert set(peaks) == {2000, 10000}
    assert peaks[10000] - peaks[2000] < GROWTH_KB


@pytest.mark.parametrize("word", ["Iran", "Sanktionen", "de.sanctions."])
def test_explain_shows_rule_and_words(word: str) -> None:
    """A person sees the text, what was found and the rule behind each match."""
    result = CliRunner().invoke(main, ["explain", "--language", "de", TEXT])
    assert result.exit_code == 0
    assert word in result.stdout


def test_where_names_file_and_rule() -> None:
    """The owner of a word is named; an unknown word is a failure in one line."""
    result = CliRunner().invoke(main, ["lexicon", "where", "Су-35"])
    assert "weapons/su-35.toml" in result.stdout
    result = CliRunner().invoke(main, ["lexicon", "where", "qwertzuiop"])
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1


def test_evaluate_counts_what_is_right(tmp_path: Path) -> None:
    """Precision, recall and F1 are printed; a miss is listed with its explanation; a bad line is named."""
    gold = {"id": "a", "lang": "de", "text": TEXT, "themes": ["sanctions"], "weapons": ["Su-35"], "countries": ["IR"]}
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(gold | {"transfers": [], "sanctions": []}) + "\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["evaluate", str(path), "--errors"])
    assert result.exit_code == 0
    assert "weapons: missing ['su-35']" in result.stdout
    path.write_text("{}\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["evaluate", str(path)])
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "line 1" in result.stderr
