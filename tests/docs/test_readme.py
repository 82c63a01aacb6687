"""Every command of the README runs, or where it needs a server, is at least a command with such options."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from command_line import bare_environment

from tracker.cli import main
from tracker.config import Settings

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
SECONDS = 240
FENCE = re.compile(r"^```(\w+)(?: (\w+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BARS = re.compile("[▁▂▃▄▅▆▇█]|one bar per")  # the trend depends on the day of the week
DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Block:
    """One fenced block: its language, what it needs (empty: nothing), its text."""

    language: str
    needs: str
    text: str


BLOCKS = [Block(*found.groups(default="")) for found in FENCE.finditer(README)]
RUN = [block for block in BLOCKS if block.language == "sh" and not block.needs]
CHECKED = [block for block in BLOCKS if block.needs in {"elasticsearch", "network"}]
NAMES = [block.text.split("\n")[0] for block in RUN]


@dataclass(frozen=True)
class Desk:
    """A folder where the README is followed, and what the demo printed in it."""

    folder: Path
    environment: dict[str, str]
    demo: str


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A folder in which the README's first block, which runs the demo, has been run."""
    folder = tmp_path_factory.mktemp("readme")
    program = folder / "bin" / "tracker"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m tracker "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    environment = bare_environment()
    environment |= {
        "PATH": os.pathsep.join([str(program.parent), environment["PATH"]]),
        "PYTHONPATH": str(ROOT),
        "COLUMNS": "80",
        "TMPDIR": str(folder),
    }
    done = shell(RUN[0].text, folder, environment)
    assert done.returncode == 0, done.stderr
    return Desk(folder, environment | {"TRACKER_STORE": "sqlite:///demo.db"}, done.stdout)


def shell(text: str, folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run *text* as a shell would where it is pasted, but stop at the first failure."""
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", text],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


@pytest.mark.parametrize("block", RUN[1:], ids=NAMES[1:])
def test_block_runs(desk: Desk, block: Block) -> None:
    """Each block runs to its end without a complaint, and each search that it makes finds something."""
    done = shell(block.text, desk.folder, desk.environment)
    assert done.returncode == 0, done.stderr
    assert "No mention matches" not in done.stdout
    assert "No dated mention" not in done.stdout


def test_exports_hold_rows(desk: Desk) -> None:
    """The export blocks write files with a row for each mention."""
    for export in (block for block in RUN if "mentions.jsonl" in block.text or "tracker export" in block.text):
        assert shell(export.text, desk.folder, desk.environment).returncode == 0
    for name in ("mentions.jsonl", "transfers.csv", "weapons.csv", "all.csv", "sanctions.jsonl", "russia.json"):
        assert len((desk.folder / name).read_text(encoding="utf-8").splitlines()) > 5, name


@pytest.mark.parametrize("block", CHECKED, ids=lambda block: f"{block.needs}: {block.text.splitlines()[0]}")
def test_block_that_needs_a_server_is_understood(block: Block) -> None:
    """Each line is a subcommand with options that it has, or exports settings that exist."""
    for line in block.text.splitlines():
        words = shlex.split(line)
        if words[0] == "export":
            assert all(is_setting(word.partition("=")[0]) for word in words[1:]), line
        else:
            assert words[0] == "tracker", line
            understood(words[1:])


def understood(words: list[str]) -> None:
    """Let click read *words*; it raises where a subcommand or option does not exist."""
    command: click.Command | None = main
    while isinstance(command, click.Group):
        name, *words = words
        command = command.get_command(click.Context(command), name)
    assert command is not None
    command.make_context(str(command.name), words)


def is_setting(variable: str) -> bool:
    """Say whether *variable* is read by the settings."""
    return variable.removeprefix("TRACKER_").lower() in Settings.model_fields


def test_make_targets_exist() -> None:
    """Each make command of the README has its target."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    lines = [line for block in BLOCKS if block.needs == "make" for line in block.text.splitlines()]
    assert len(lines) >= 3
    for line in lines:
        assert re.search(rf"^{line.removeprefix('make ')}:", makefile, re.MULTILINE), line


def test_shown_output_is_the_demos(desk: Desk) -> None:
    """Each line of the output that the README shows is printed by the demo (`python tools/docs.py` renews it)."""
    (shown,) = (block.text for block in BLOCKS if block.language == "text")
    printed = {plain(line) for line in desk.demo.splitlines()}
    missing = [line for line in shown.splitlines() if not BARS.search(line) and plain(line) not in printed]
    assert missing == []


def plain(line: str) -> str:
    """Return *line* without what depends on the day."""
    return " ".join(DAY.sub("DAY", line).split())


def test_links_lead_somewhere() -> None:
    """Each relative link of the documents leads to a file."""
    for document in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_settings_example_is_accepted() -> None:
    """The example of tracker.toml has keys that exist and values that fit."""
    (example,) = (found[3] for found in FENCE.finditer(SETTINGS) if found[1] == "toml")
    assert Settings(**tomllib.loads(example)).workers == 2
