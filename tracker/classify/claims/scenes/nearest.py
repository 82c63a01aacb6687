"""Which parties of a scene belong together: those joined with the nearest, the first or the last one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.parties.mentions import nearest_group

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.scenes.scene import Scene


def by_distance(scene: Scene, parties: list[PartyMention]) -> list[PartyMention]:
    """Return the parties joined with the one nearest to the trigger."""
    middle = (scene.trigger.start + scene.trigger.end) // 2
    nearest = min(parties, key=lambda item: abs(item.start - middle), default=None)
    return [] if nearest is None else [item for item in parties if item.group == nearest.group]


def bare_earlier(scene: Scene, group: list[PartyMention]) -> list[PartyMention]:
    """Return the bare parties before *group* in the trigger's clause, the last of them."""
    own = scene.sentence.segment(scene.trigger.start)
    bare = [
        item for item in scene.parties
        if item.mark is None and item.end <= group[0].start and item.group != group[0].group
        and scene.sentence.segment(item.start) == own
    ]  # fmt: skip
    return nearest_group(bare, last=True)
