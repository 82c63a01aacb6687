"""A problem of an export, by name."""

from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """One thing wrong: its *name* (stable, one per kind of fault), the place, and what to look at."""

    name: str
    where: str
    message: str

    def __str__(self) -> str:
        """Show as one line."""
        return f"{self.where}: {self.name}: {self.message}"
