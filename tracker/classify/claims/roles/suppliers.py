"""Whose supplier of arms somebody is said to be: "is the main supplier of", "its traditional supplier Russia"."""

from __future__ import annotations

from tracker.classify.claims.parties.articles import owns
from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.scenes.nearest import by_distance
from tracker.classify.claims.scenes.receivers import receivers
from tracker.classify.claims.scenes.scene import Roles, Scene
from tracker.classify.claims.sentences.suppliers import OWNED_REACH, named_beside, owned


def supply(scene: Scene) -> Roles:
    """*A is the main supplier of B*: whose supplier it is gets, the bare party of the clause gives."""
    apposed = _apposed(scene)
    if apposed is not None:
        return apposed
    bare = scene.near({None})
    owners = [item for item in scene.near({"of", "giver", "compound"}) if scene.inside(item)]
    getters = receivers(scene) or nearest_group(by_distance(scene, owners), last=False)
    if not getters and scene.grammar.belongs:
        getters = nearest_group(bare, last=True)  # 美国是以色列最大的武器供应国
    known = {item.code for item in getters}
    suppliers = nearest_group([item for item in bare if item.code not in known], last=False)
    if not suppliers and scene.grammar.genitive_subject:  # a comma parts the subject
        bare = [item for item in scene.parties if item.mark is None and item.end <= scene.trigger.start]
        suppliers = nearest_group([item for item in bare if item.code not in known], last=False)
    if not suppliers and scene.grammar.belongs:
        suppliers = [item for item in scene.near({"from"}) if item.code not in known]  # 印度的武器主要来自俄罗斯
    return Roles(suppliers, getters, []) if suppliers and getters else Roles([], [], [])


def _apposed(scene: Scene) -> Roles | None:
    """Return who supplies by standing beside the noun, and whose supplier he is; None where nobody stands there."""
    text, trigger = scene.sentence.text, scene.trigger
    suppliers = named_beside(scene.sentence, trigger, scene.parties, scene.grammar)
    if not suppliers:
        return None
    codes = {item.code for item in suppliers}
    earlier = [item for item in scene.parties if item.end <= trigger.start and item.code not in codes]
    if owned(scene.sentence, trigger, scene.grammar) is None:
        owners = [item for item in earlier if owns(text, item.end, scene.grammar)]
        near = [item for item in owners if trigger.start - item.end <= OWNED_REACH]
        return Roles(suppliers, near[-1:], []) if near else None
    bare = [item for item in earlier if item.mark is None]
    getters = nearest_group(bare, last=False) or earlier[-1:]
    return Roles(suppliers, getters, []) if getters else None
