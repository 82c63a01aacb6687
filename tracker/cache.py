"""Where is kept what can be made anew: compiled lexicons, the unpacked language model."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "arms-sanctions-tracker"


def cache_folder(part: str) -> Path:
    """Return the folder of one *part* of the cache, which may not exist (``XDG_CACHE_HOME`` or ``~/.cache``).

    A user without a home has none: the folder returned can then neither be read nor made.
    """
    base = os.environ.get("XDG_CACHE_HOME")
    try:
        home = Path(base) if base else Path.home() / ".cache"
    except RuntimeError:
        home = Path(os.devnull)
    return home / NAME / part


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write, which takes the place of *path* in one step when all is written.

    What a killed process leaves is a file beside it that ends on ``.tmp``.

    Raises:
        OSError: it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False, suffix=".tmp") as handle:
        yield handle
    Path(handle.name).replace(path)
