"""A frontier in a file, with a clock of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from crawl_samples import Clock

from tracker.crawl.frontier import Frontier
from tracker.crawl.state import open_state

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still."""
    return Clock()


@pytest.fixture
def frontier(tmp_path: Path, clock: Clock) -> Iterator[Frontier]:
    """An empty frontier in a file, with one run begun."""
    one = Frontier(open_state(tmp_path / "state.db"), clock=clock)
    one.begin(["own"])
    yield one
    one.connection.close()
