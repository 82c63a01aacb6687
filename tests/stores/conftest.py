"""Every store that the contract is asked of: new, empty, closed afterwards."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tracker.config import Settings
from tracker.stores import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from tracker.stores.base import MentionStore

    NewStore = Callable[[], AbstractContextManager[MentionStore]]


@pytest.fixture
def sqlite_settings(tmp_path: Path) -> Settings:
    """Return the settings of an embedded store in a folder of its own."""
    return Settings(store=f"sqlite:///{tmp_path}/tracker.db")


@pytest.fixture(params=["sqlite"])
def new_store(request: pytest.FixtureRequest) -> NewStore:
    """Return what opens a new, empty store of each kind."""

    @contextmanager
    def memory() -> Iterator[MentionStore]:
        with open_store(Settings(store="sqlite:///:memory:")) as store:
            yield store

    return {"sqlite": memory}[request.param]


@pytest.fixture
def store(new_store: NewStore) -> Iterator[MentionStore]:
    """Return one new, empty store."""
    with new_store() as opened:
        yield opened
