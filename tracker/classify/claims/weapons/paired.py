"""Several weapons, each to another state: "the sale of F-16s to Turkey and of F-35s to Greece"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sentences.objects import WeaponObject
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# Orders of weapons (w) and receivers (r) that leave no doubt who gets which.
ORDERS = frozenset({"wrwr", "rwrw", "rwwr", "wrwrwr", "rwrwrw"})


def each_to_another(trigger: Hit, items: list[WeaponObject], reading: Reading) -> dict[int, PartyMention]:
    """Return who gets each of *items*, by its place; nothing where they do not go to as many states in turn."""
    if len(items) < 2:  # noqa: PLR2004 - one weapon has nothing to share out
        return {}
    getters = [item for item in reading.parties if item.mark == "to" and item.start >= trigger.end]
    if len(getters) != len(items) or len({item.code for item in getters}) != len(getters):
        return {}
    places = sorted([*((item.start, "w") for item in items), *((item.start, "r") for item in getters)])
    if places[0][0] < trigger.end or "".join(kind for _, kind in places) not in ORDERS:
        return {}
    getters.sort(key=lambda item: item.start)
    return {item.start: getter for item, getter in zip(sorted(items, key=lambda one: one.start), getters, strict=True)}
