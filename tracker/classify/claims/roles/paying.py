"""Who pays whom for arms: the subject gets, who is paid gives ("will pay Oslo 200 million for thirty tanks")."""

from __future__ import annotations

from tracker.classify.claims.kinds import PAYS
from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.scenes.scene import Roles, Scene


def paid(scene: Scene) -> Roles | None:
    """Return who gets and who gives where the clause tells who pays whom, for any trigger in it."""
    pays = next((hit for hit in scene.triggers if PAYS in hit.rule.tags and scene.inside(hit)), None)
    if pays is None:
        return None
    prices = tuple(f" {word} " for word in scene.grammar.paid_for)
    to = [item for item in scene.near({"to", "of"}) if scene.inside(item)]
    to = nearest_group([item for item in to if not scene.sentence.text.endswith(prices, 0, item.start)], last=False)
    bare = [item for item in scene.near({None}) if scene.inside(item)]
    payer = nearest_group(bare, last=False)
    behind = [item for item in bare if item.group != payer[0].group and item.start >= pays.end] if payer else []
    payee = to or nearest_group(behind, last=False)
    known = {item.code for item in payer}
    if payer and payee and payee[0].code not in known:
        return Roles(payee, payer, [])
    return Roles([], [], []) if scene.trigger is pays else None
