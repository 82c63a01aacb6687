"""Where is kept what can be made anew: compiled lexicons, the unpacked language model."""

from __future__ import annotations

import os
from pathlib import Path

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
