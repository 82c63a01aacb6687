"""A desk with a store, watch lists and channels; receivers on loopback. Nothing else is contacted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from command_line import ROOT, bare_environment, finished, start_tracker
from receivers import Hook, Mailbox

from tracker.stores.sqlite import SqliteStore

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator
    from pathlib import Path

    from tracker.models import TaggedArticle

SECONDS = 60


@dataclass(frozen=True)
class Desk:
    """A folder with a store and a folder of watch lists."""

    folder: Path

    @property
    def store(self) -> str:
        """The store's URL."""
        return f"sqlite:///{self.folder}/t.db"

    def put(self, *items: TaggedArticle) -> None:
        """Store *items*."""
        with SqliteStore(f"{self.folder}/t.db") as store:
            store.put(items)

    def watch(self, name: str, text: str) -> None:
        """Write a watch list."""
        (self.folder / "watch" / f"{name}.toml").write_text(text, encoding="utf-8")

    def channel(self, name: str, text: str) -> None:
        """Write a channel."""
        (self.folder / "watch" / "channels" / f"{name}.toml").write_text(text, encoding="utf-8")

    def start(self, *arguments: str, **more: str) -> subprocess.Popen[str]:
        """Start the real command; *more* are environment variables."""
        environment = bare_environment() | {"PYTHONPATH": str(ROOT), "TRACKER_STORE": self.store}
        return start_tracker(self.folder, environment | more, *arguments)

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run the real command to its end."""
        return finished(self.start(*arguments, **more), SECONDS)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A folder with an empty store and no watch list."""
    (tmp_path / "watch" / "channels").mkdir(parents=True)
    return Desk(tmp_path)


@pytest.fixture
def hook() -> Iterator[Hook]:
    """A webhook on loopback."""
    receiver = Hook()
    yield receiver
    receiver.down()


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """A mail server on loopback."""
    receiver = Mailbox()
    yield receiver
    receiver.down()
