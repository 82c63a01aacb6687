"""Weapons that are sent as an attack: "sent drones into Poland overnight" arms nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.scenes.standing import begins

if TYPE_CHECKING:
    from tracker.classify.claims.sentences.objects import WeaponObject
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# What flies to where it is sent.
FLYING = frozenset({"drones", "missiles", "fighter_jets"})


def without_raids(trigger: Hit, items: list[WeaponObject], reading: Reading) -> list[WeaponObject]:
    """Return *items* without those that are sent to hit: a word of attack stands behind that of sending.

    In its clause or the next one: "sent missiles to …, killing two".
    """
    segment = reading.sentence.segment
    if not any("role.hurl" in hit.rule.tags and hit.start == trigger.start for hit in reading.hits):
        return items
    own = segment(trigger.start)
    raids = [hit for hit in reading.hits if "role.raid" in hit.rule.tags and hit.end > trigger.end]
    inside = any(segment(hit.start) == own for hit in raids)
    if not inside and not any(segment(hit.start) == own + 1 and begins(reading.sentence, hit) for hit in raids):
        return items
    return [item for item in items if item.weapon_class not in FLYING]
