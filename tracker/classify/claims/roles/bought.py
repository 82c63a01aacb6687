"""Arms that are given as they were bought: "les avions commandés par A à B ont été livrés"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.scenes.receivers import receivers
from tracker.classify.claims.scenes.scene import Roles, Scene

if TYPE_CHECKING:
    from tracker.classify.match import Hit


def bought_first(scene: Scene) -> Roles | None:
    """Return the roles of arms that are given as they were bought: "les avions commandés par A à B ont été livrés"."""
    if not scene.grammar.sellers or not scene.weapon_first or not scene.passive():
        return None
    gets = [hit.end for hit in scene.triggers if _bought_as(scene, hit)]
    between = [item for item in scene.parties if gets and gets[-1] <= item.start < scene.trigger.start]
    buyers = nearest_group([item for item in between if item.mark == "by"], last=False)
    sold = [item for item in between if item.mark == "from" or (item.mark == "to" and scene.sells(item))]
    later = [item for item in receivers(scene) if item.start >= scene.trigger.end]
    if buyers and later:
        return Roles(buyers, later, [])  # "les obus achetés par Prague ont été livrés à l'Ukraine"
    return Roles(nearest_group(sold, last=False), buyers, []) if buyers else None


def _bought_as(scene: Scene, hit: Hit) -> bool:
    """Say whether *hit* is a participle of buying before the trigger in its clause."""
    gets = "trigger.get" in hit.rule.tags and "trigger.transfer" not in hit.rule.tags
    ends = scene.sentence.text[hit.start : hit.end].endswith(tuple(scene.grammar.participles))
    return gets and ends and hit.end <= scene.trigger.start and scene.inside(hit)
