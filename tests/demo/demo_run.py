"""A run of the demo as a program of its own, and what it left in its store."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.config import load_settings
from tracker.stores import open_store

if TYPE_CHECKING:
    from tracker.models import TaggedArticle

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2025, 6, 30)
SECONDS = 240


@dataclass(frozen=True)
class Run:
    """What a run of the demo printed, and where its store is."""

    folder: Path
    store: str
    exit_code: int
    out: str
    err: str
    environment: dict[str, str]

    def articles(self) -> dict[str, TaggedArticle]:
        """Return the stored articles by ``source/slug``."""
        with open_store(load_settings(store=self.store)) as store:
            return {page_of(item.article.source, item.article.url): item for item in store.articles()}

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start the command line with *arguments* in the same folder."""
        return subprocess.Popen(
            [sys.executable, "-m", "tracker", *arguments],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def tracker(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the command line with *arguments* in the same folder."""
        return subprocess.run(
            [sys.executable, "-m", "tracker", *arguments],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )


def page_of(source: str, url: str) -> str:
    """Return ``source/slug`` of a page."""
    return f"{source}/{url.rpartition('/')[2].removesuffix('.html')}"
