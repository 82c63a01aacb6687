"""Which sources there are: the shipped files, and a folder of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tracker.crawl.source import Source
from tracker.crawl.source import load_sources as load_folders

if TYPE_CHECKING:
    from tracker.config import Settings

__all__ = ["SHIPPED", "Source", "load_sources"]

SHIPPED = Path(__file__).parent / "sources"


def load_sources(settings: Settings) -> dict[str, Source]:
    """Read the shipped sources and those of ``settings.sources_dir``, which win where the ids are the same.

    Raises:
        SourceError: a file is wrong; names file and key.
    """
    return load_folders([SHIPPED, *([settings.sources_dir] if settings.sources_dir else [])])
