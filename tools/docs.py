"""Writes what the documents take from the program: the demo's output in README.md, the table in docs/settings.md."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from pydantic import SecretStr

from tracker.config import Settings

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
SETTINGS = ROOT / "docs" / "settings.md"
BEGIN, END = "<!-- written by tools/docs.py -->\n", "<!-- end -->"
SHOWN_EXPLANATIONS = 1


def settings_table() -> str:
    """Return a Markdown table of every setting: its key, its variable, its default, what it does."""
    lines = ["| key in tracker.toml | environment | default | meaning |", "|---|---|---|---|"]
    for name, field in Settings.model_fields.items():
        secret = field.default is None or isinstance(field.default, SecretStr)
        default = "none" if secret else f"`{field.default}`" if str(field.default) else "empty"
        lines.append(f"| `{name}` | `TRACKER_{name.upper()}` | {default} | {field.description} |")
    return "\n".join(lines) + "\n"


def demo_excerpt(output: str) -> str:
    """Return the part of the demo's *output* that README.md shows: from the counts to the first explanation."""
    start = re.search(r"^\d+ mentions in", output, re.MULTILINE)
    if start is None:
        msg = "the demo's output has no counts"
        raise ValueError(msg)
    report = output[start.start() :].partition("\nTry next:")[0]
    head, _, explanations = report.partition("Three mentions explained\n")
    first = "\n\n".join(re.split(r"\n\s*\n", explanations)[:SHOWN_EXPLANATIONS])
    shown = f"{head}Three mentions explained\n{first}"
    return "```text\n" + "\n".join(line.rstrip() for line in shown.splitlines()).strip() + "\n```\n"


def run_demo() -> str:
    """Run the demo in an empty folder and return what it prints."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "80", "TMPDIR": folder}
        command = [sys.executable, "-m", "tracker", "demo"]
        return subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, text=True).stdout


def renew(path: Path, part: str) -> None:
    """Put *part* between the two marks of the document at *path*."""
    text = path.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.partition(END)[2]
    path.write_text(f"{before}{BEGIN}{part}{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    renew(SETTINGS, settings_table())
    renew(README, demo_excerpt(run_demo()))
