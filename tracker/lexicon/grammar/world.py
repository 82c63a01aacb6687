"""What is known of states whatever the language: data/world.toml, where each list says what it holds."""

from __future__ import annotations

from tracker.models import Record


class World(Record):
    """Codes of states and groups by what they do in the news; *enemies* are pairs of whom neither arms the other.

    *firms*: the names of arms makers, folded, with the state of each ("" where several share it).
    """

    imposers: list[str] = []
    sanctioned: list[str] = []
    unions: frozenset[str] = frozenset()
    takers: frozenset[str] = frozenset()
    makers: frozenset[str] = frozenset()
    exporters: frozenset[str] = frozenset()
    sells: tuple[tuple[str, str], ...] = ()
    firms: dict[str, str] = {}
    enemies: frozenset[frozenset[str]] = frozenset()
