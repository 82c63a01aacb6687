"""Who gets by a mark beside a trigger, or by the place to which something is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.scenes.nearest import by_distance

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.scenes.scene import Scene

# What stands beside another verb: participles and nouns.
PASSING = frozenset({"trigger.given", "trigger.transfer"})
# How far behind a word of sending the place stands that gets what is sent.
PLACE_REACH = 60
# How far behind a party with its ending the word stands that says that something goes towards it.
TOWARD_REACH = 16
# The marks of whose make a weapon is, whatever the delivery of it makes of him.
MAKERS = frozenset({"origin", "giver"})


def _apart(scene: Scene, party: PartyMention) -> bool:
    """Say whether *party* belongs to another verb behind the trigger: who is promised a delivery gets it."""
    said = "trigger.transfer" in scene.trigger.rule.tags and any(
        scene.trigger.end <= hit.start < party.start for hit in (*scene.triggers, *scene.cues)
    )
    return scene.other_clause(party) and not said


def receivers(scene: Scene) -> list[PartyMention]:
    """Return who gets by a mark: where prepositions mark it, rather behind the trigger than before it."""
    # "عرضت روسيا على ماليزيا مقاتلات": what marks a target marks who is offered something
    offered = scene.near({"against"}) if "role.onto" in scene.trigger.rule.tags else []
    marked = scene.near({"to"}) or _toward(scene) or [item for item in offered if scene.inside(item)]
    if scene.grammar.case_at_end and not scene.sought:
        # "ABD Dışişleri Bakanlığı, Irak'a tank satışını Kongre'ye bildirdi": nobody gives to himself
        acting = {item.code for item in scene.parties if item.mark is None and item.end <= scene.trigger.start}
        marked = [item for item in marked if item.code not in acting] or marked
    if scene.grammar.sellers and "trigger.transfer" in scene.trigger.rule.tags:
        # What stands in a clause before a noun belongs to another: "l'aide pour les Kurdes, l'arrêt des exportations".
        marked = [item for item in marked if item.start >= scene.trigger.end or scene.inside(item)]
    later = [item for item in marked if item.start >= scene.trigger.end] if scene.grammar.adjective_after else []
    if scene.grammar.sellers and scene.trigger.rule.tags & PASSING:
        apart = [item for item in later if _apart(scene, item)]  # "fournis par Oslo seront testés à Riga"
        later, marked = [item for item in later if item not in apart], [item for item in marked if item not in apart]
    if not any(scene.inside(item) for item in marked):
        later = places(scene) or later  # "asks Berne to let it send shells to Ukraine": the clause's own place
    return nearest_group(by_distance(scene, later or marked), last=False)


def _toward(scene: Scene) -> list[PartyMention]:
    """Return towards whom a delivery is, by a word that beside sanctions means against ("Riyad'a yönelik satışlar")."""
    if not scene.grammar.toward or "trigger.transfer" not in scene.trigger.rule.tags:
        return []
    text, words = scene.sentence.text, set(scene.grammar.toward)
    marked = [item for item in scene.near({"against"}) if scene.inside(item)]
    return [item for item in marked if words & set(text[item.end : item.end + TOWARD_REACH].split()[:2])]


def places(scene: Scene) -> list[PartyMention]:
    """Return where what is sent goes, behind a word that may mean a mere place too ("l'envoi de canons en Géorgie")."""
    if not scene.grammar.into or scene.trigger.rule.tags & {"trigger.get", "trigger.react"}:
        return []
    text, found = scene.sentence.text, []
    for item in scene.parties:
        if item.mark == "other" and scene.inside(item) and 0 <= item.start - scene.trigger.end <= PLACE_REACH:
            words = text[scene.trigger.end : item.start].split()
            phrase = " ".join(words[-2:])
            between = any(
                scene.trigger.end <= other.start < item.start and other.mark not in MAKERS for other in scene.parties
            )
            place = len(words) > 1 and phrase in scene.grammar.other  # "guerre en"
            if words and words[-1] in scene.grammar.into and not place and not between:
                found.append(item)
    return found
