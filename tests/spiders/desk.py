"""A folder of one's own in which a test of the crawl runs the real command line."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from command_line import finished, start_tracker

if TYPE_CHECKING:
    import signal
    from pathlib import Path

SECONDS = 120


@dataclass(frozen=True)
class Desk:
    """Runs the command line in a folder of its own."""

    folder: Path
    environment: dict[str, str]

    @property
    def store(self) -> Path:
        """The embedded store's file."""
        return self.folder / "tracker.db"

    def start(self, *arguments: str, **more: str) -> subprocess.Popen[str]:
        """Start ``tracker`` with *arguments*; *more* are environment variables."""
        return start_tracker(self.folder, self.environment | more, *arguments)

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run ``tracker`` with *arguments* to its end."""
        return finished(self.start(*arguments, **more), SECONDS)

    def scrapy(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run Scrapy's own command with *arguments*."""
        return subprocess.run(
            [sys.executable, "-m", "scrapy", *arguments],
            cwd=self.folder,
            env=self.environment | {"SCRAPY_SETTINGS_MODULE": "spiders.settings"},
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )

    def ledger(self, *options: str) -> list[dict[str, Any]]:
        """Return the rows of the ledger."""
        done = self.run("ledger", "--rows", "--format", "jsonl", *options)
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def outcomes(self, *options: str) -> dict[str, str]:
        """Return path → ``outcome`` or ``outcome:reason`` of the pages in the ledger."""
        return {
            "/" + row["url"].split("/", 3)[3]: ":".join(filter(None, (row["outcome"], row["reason"])))
            for row in self.ledger("--kind", "page", *options)
        }

    def source(self, name: str, text: str) -> None:
        """Write a source file of one's own."""
        folder = self.folder / "sources"
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")


def interrupt(process: subprocess.Popen[str], number: signal.Signals) -> None:
    """Send *number* to *process* alone."""
    process.send_signal(number)
