"""The real command against real sites on loopback; every test has its own site, store and settings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from loopback import Answer, Site

if TYPE_CHECKING:
    import signal
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[2]
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
        return subprocess.Popen(
            [sys.executable, "-m", "tracker", *arguments],
            cwd=self.folder,
            env=self.environment | more,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run ``tracker`` with *arguments* to its end."""
        with self.start(*arguments, **more) as process:
            out, err = process.communicate(timeout=SECONDS)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

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


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A folder with nothing in it, and settings that allow loopback."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")}
    environment |= {
        "PYTHONPATH": os.pathsep.join([str(ROOT), environment.get("PYTHONPATH", "")]).rstrip(os.pathsep),
        "TRACKER_ALLOW_PRIVATE": "127.0.0.0/8",
        "TRACKER_WORKERS": "1",
        "TRACKER_SOURCES_DIR": str(tmp_path / "sources"),
    }
    (tmp_path / "sources").mkdir()
    return Desk(tmp_path, environment)


@pytest.fixture
def serve() -> Iterator[Callable[..., Site]]:
    """A function that serves a table of pages until the test ends."""
    sites: list[Site] = []

    def start(pages: dict[str, Any] | None = None, host: str = "127.0.0.1") -> Site:
        sites.append(Site(pages if pages is not None else {}, host))
        return sites[-1]

    yield start
    for site in sites:
        site.close()


@pytest.fixture
def site(serve: Callable[..., Site]) -> Site:
    """An empty site that has a robots.txt without rules."""
    return serve({"/robots.txt": Answer(b"", headers={"Content-Type": "text/plain"})})


def interrupt(process: subprocess.Popen[str], number: signal.Signals) -> None:
    """Send *number* to *process* alone."""
    process.send_signal(number)
