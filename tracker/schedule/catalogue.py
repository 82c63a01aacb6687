"""Notices when source files change while the schedule runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.errors import TrackerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from tracker.crawl.source import Source

Mark = list[tuple[str, int, int]]


class Catalogue:
    """The source files of *folders* as they were when last looked at."""

    def __init__(
        self, folders: Sequence[Path], read: Callable[[], Iterable[Source]], tell: Callable[[str], None]
    ) -> None:
        """Look at the files now; *read* reads the sources anew, *tell* says why it could not."""
        self._folders = folders
        self._read = read
        self._tell = tell
        self._mark = self._look()

    def reread(self) -> list[Source] | None:
        """Return the sources if a file changed since the last look; None where none did or one is wrong (told once)."""
        mark = self._look()
        if mark == self._mark:
            return None
        self._mark = mark
        try:
            return list(self._read())
        except TrackerError as error:
            self._tell(f"{error}; the schedule goes on with the sources as they were")
            return None

    def _look(self) -> Mark:
        """Return name, time of change (ns) and size of every source file."""
        mark: Mark = []
        for folder in self._folders:
            for path in sorted(folder.glob("*.toml")):
                try:
                    stat = path.stat()
                except OSError:  # gone between the two looks
                    continue
                mark.append((str(path), stat.st_mtime_ns, stat.st_size))
        return mark
