"""Which known names are nearest to one that nobody knows."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

HOW_MANY = 3


def nearest_names(name: str, known: Iterable[str]) -> list[str]:
    """Return up to three of *known* that look most like *name*, or hold it as a part."""
    names = sorted(known)
    low = name.lower()
    close = get_close_matches(low, names, n=HOW_MANY, cutoff=0.5)
    parts = [one for one in names if low in one.lower() and one not in close]
    return [*close, *parts][:HOW_MANY]
