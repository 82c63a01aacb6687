"""Sources of the schedulers' tests: alike but for their id and interval."""

from __future__ import annotations

from tracker.crawl.source import Source


def made_source(name: str, interval: str) -> Source:
    """Return a source called *name* that is due every *interval*."""
    return Source.model_validate(
        {
            "id": name,
            "name": "S",
            "homepage": "https://news.example/",
            "kind": "newspaper",
            "feeds": ("https://news.example/f",),
            "interval": interval,
        }
    )
