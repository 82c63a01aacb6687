"""Who acts beside a noun of giving: the agent of the delivery, or the bare subject of its clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.roles.getting import sellers
from tracker.classify.claims.scenes.declined import decides
from tracker.classify.claims.scenes.subjects import buys, outdone

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.scenes.scene import Scene

# Who tells of the deeds of its members.
TELLERS = frozenset({"NATO", "UN", "West"})
# How far behind its participle an agent stands.
NEXT = 8
DEEDS = frozenset({"trigger.given", "status.agreed"})


def doers(scene: Scene) -> list[PartyMention]:
    """Return who acts beside a noun of giving; an agent stands behind it ("поставки Западом")."""
    agents = [item for item in scene.near(sellers(scene)) if not (scene.reacts and scene.other_verb(item))]
    if scene.grammar.genitive_subject:  # what stands behind is another deed's
        agents = [item for item in agents if item.start < scene.trigger.end]
    agents = [item for item in agents if not outdone(scene, item) and not buys(scene, item)]
    if scene.grammar.sellers:
        # "un accord pour l'acquisition de chars par l'Inde": who acts does the nearer deed.
        deeds = [other for other in scene.triggers if {"trigger.transfer", "trigger.get"} <= other.rule.tags]
        agents = [
            item for item in agents
            if item.mark != "by" or not (
                any(scene.trigger.end <= other.start < item.start for other in deeds) or _agent_of_another(scene, item)
            )
        ]  # fmt: skip
    if scene.grammar.cased:
        return [
            item for item in agents
            if item.mark != "by"
            or (scene.inside(item) and (item.start > scene.trigger.start or decides(scene, item)))
        ]  # fmt: skip
    return agents


def _agent_of_another(scene: Scene, party: PartyMention) -> bool:
    """Say whether *party* stands right behind a participle that is another deed: "y drones suministrados por …"."""
    return any(
        other.rule.tags & DEEDS and scene.trigger.end <= other.start and 0 <= party.start - other.end <= NEXT
        for other in scene.triggers if other is not scene.trigger
    )  # fmt: skip


def acts(scene: Scene, party: PartyMention) -> bool:
    """Say whether a bare *party* beside a delivery gives it: not behind it ("Thanks to deliveries of arms Riga …")."""
    if party.end <= scene.trigger.start:
        return True
    between = scene.sentence.text[scene.trigger.end : party.start].split()[-2:]
    if scene.grammar.verb_last and (set(between) & set(scene.grammar.actives) or scene.said(party)):
        return True  # "Mit der Lieferung von Panzern hat Polen …", "Die Lieferung stoppte Rom"
    if not scene.grammar.cased:
        return not scene.subject_first()
    return scene.said(party) or _tells(scene, party)


def _tells(scene: Scene, party: PartyMention) -> bool:
    """Say whether *party* is the subject of a verb of telling: "про передачу Україні ракет повідомив уряд Данії"."""
    between = scene.sentence.text[scene.trigger.end : party.start].split()
    return party.code not in TELLERS and any(word in scene.grammar.tells for word in between)
