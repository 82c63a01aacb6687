"""A run of the demo as a program of its own, and what it left in its store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from command_line import finished, start_tracker

from tracker.config import load_settings
from tracker.stores import open_store

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from tracker.models import TaggedArticle

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
        return start_tracker(self.folder, self.environment, *arguments)

    def tracker(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the command line with *arguments* in the same folder."""
        return finished(self.start(*arguments), SECONDS)


def page_of(source: str, url: str) -> str:
    """Return ``source/slug`` of a page."""
    return f"{source}/{url.rpartition('/')[2].removesuffix('.html')}"
