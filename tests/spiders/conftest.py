"""The real command against real sites on loopback; every test has its own site, store and settings."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from command_line import ROOT, bare_environment
from desk import Desk
from loopback import Answer, Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A folder with nothing in it, and settings that allow loopback."""
    environment = bare_environment()
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
