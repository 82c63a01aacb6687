"""Who gives or gets in a headline of two parts: "Taiwan, via libera degli Usa …", "Vente de … à Riyad : Rome …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.parties.mentions import nearest_group

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.scenes.scene import Roles, Scene

# What parts the two: behind the name of whom it is about, behind the noun of what it is about.
NAMED, TOLD = (",", ":", " :"), (":", " :")
# With an article, who is named in the second part.
ARTICLE = 5


def headline(scene: Scene, roles: Roles) -> Roles:
    """Return *roles* with the one that the other part of a headline names."""
    if not scene.grammar.sellers or "trigger.get" in scene.trigger.rule.tags:
        return roles
    if roles.suppliers and not roles.recipients:
        return roles._replace(recipients=_topic(scene, roles.suppliers))
    if roles.recipients and not roles.suppliers:
        return roles._replace(suppliers=_deciding(scene, roles.recipients))
    return roles


def _topic(scene: Scene, suppliers: list[PartyMention]) -> list[PartyMention]:
    """Return whose name alone begins the sentence: "Taiwan, via libera degli Usa alla vendita di missili"."""
    sentence = scene.sentence
    named = [
        item for item in scene.parties
        if item.mark is None and item.start - sentence.start <= 1 and sentence.text.startswith(NAMED, item.end)
    ]  # fmt: skip
    return [item for item in named if all(_may_arm(scene, giver, item) for giver in suppliers)]


def _deciding(scene: Scene, recipients: list[PartyMention]) -> list[PartyMention]:
    """Return who decides behind a colon on the delivery before it: "Vente de missiles à Riyad : Rome dément"."""
    sentence, own = scene.sentence, scene.sentence.segment(scene.trigger.start)
    if own or "trigger.transfer" not in scene.trigger.rule.tags or len(sentence.starts) == 1:
        return []
    start = sentence.starts[1]
    if scene.trigger.start - sentence.start > 1 or not sentence.text[:start].rstrip().endswith(TOLD):
        return []
    said = any(sentence.segment(cue.start) == 1 for cue in scene.cues)
    first = [item for item in scene.parties if item.mark is None and 0 <= item.start - start <= ARTICLE]
    first = [item for item in first if all(_may_arm(scene, item, getter) for getter in recipients)]
    return nearest_group(first, last=False) if said else []


def _may_arm(scene: Scene, giver: PartyMention, getter: PartyMention) -> bool:
    """Say whether the two are two, and no enemies."""
    return giver.code != getter.code and frozenset({giver.code, getter.code}) not in scene.grammar.world.enemies
