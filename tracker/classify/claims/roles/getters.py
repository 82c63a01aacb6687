"""Who gets by what the sentence itself marks: a passive, a case ending, a word of purpose or of giving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.roles.granting import (
    allowed,
    answered,
    given_by,
)
from tracker.classify.claims.scenes.declined import declined_get
from tracker.classify.claims.scenes.markets import market
from tracker.classify.claims.scenes.nearest import by_distance
from tracker.classify.claims.scenes.receivers import receivers
from tracker.classify.claims.scenes.scene import Roles, Scene

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention


AGENT_REACH = 10  # how far behind a participle of buying its agent stands


def said_otherwise(scene: Scene) -> Roles | None:
    """Return what case endings, a passive or a word of giving say of who gets, None where word order decides."""
    if _given_behind(scene):
        return Roles([], [], [])  # 收到挪威提供的导弹: the word of giving says it in full
    wanted = _wanted(scene)
    if wanted is not None:
        return wanted
    meant = _meant(scene)
    if meant:
        return Roles([item for item in scene.before() if item not in meant], meant, [])
    bought = _bought_by(scene)
    if bought:
        # "kupione przez Polskę w Korei"
        there = market(scene) if scene.grammar.cased else _co_signing(scene, bought)
        return Roles(nearest_group(by_distance(scene, scene.near({"from"})), last=False) or there, bought, [])
    givers = given_by(scene)
    subject = [item for item in scene.parties if item.mark is None and givers and item.end <= givers[0].start]
    if subject:
        return Roles(givers, nearest_group(subject, last=True), [])
    return answered(scene) or allowed(scene) or declined_get(scene)


def _wanted(scene: Scene) -> Roles | None:
    """Return the roles of a request for somebody else: "Oslo bittet die USA um Panzer für Kiew", "Oslo fordert …"."""
    if "trigger.seek" not in scene.trigger.rule.tags or not scene.grammar.dative:
        return None
    meant = [item for item in scene.near({"to"}) if scene.inside(item)]
    words = [word for word in scene.grammar.to if word.split()[0] in scene.grammar.meant_for]
    meant = [item for item in meant if scene.follows(item, words)]
    asked = nearest_group(by_distance(scene, scene.near({"from", "by"})), last=False)
    asked = asked or (scene.after() if asks_persons(scene) else [])
    return Roles(asked, nearest_group(by_distance(scene, meant), last=False), []) if meant else None


def _meant(scene: Scene) -> list[PartyMention]:
    """Return for whom something is bought (美国为乌克兰订购…): no word of asking, and a word of purpose before him."""
    words = tuple(scene.grammar.for_whom)
    if not words or "trigger.seek" in scene.trigger.rule.tags or not scene.before():
        return []
    text, asked = scene.sentence.text, receivers(scene)
    return asked if all(text.endswith(words, 0, item.start) for item in asked) else []


def _given_behind(scene: Scene) -> bool:
    """Say whether the bare party behind the trigger gives by a verb of its own (Chinese)."""
    after = scene.after() if scene.grammar.users else []
    return bool(after) and any("trigger.give" in hit.rule.tags and hit.start == after[-1].end for hit in scene.triggers)


def _bought_by(scene: Scene) -> list[PartyMention]:
    """Return who buys in a passive: "missiles bought by Qatar from France"."""
    said = scene.sentence.text[scene.trigger.start : scene.trigger.end]
    if scene.grammar.agents and scene.trigger.rule.tags & {"trigger.transfer", "status.agreed"}:
        return _buying(scene)
    if not said.endswith(tuple(scene.grammar.bought)) or not scene.grammar.bought:
        return []
    agents = [item for item in scene.near({"by"}) if 0 <= item.start - scene.trigger.end <= AGENT_REACH]
    return nearest_group(agents, last=False)


def _co_signing(scene: Scene, bought: list[PartyMention]) -> list[PartyMention]:
    """Return with whom the buyer signs: "A und B unterzeichneten einen Vertrag über den Kauf von … durch A"."""
    known = {item.code for item in bought}
    signing = [item for item in scene.near({None}) if item.end <= scene.trigger.start]
    others = [item for item in signing if item.code not in known]
    return others if scene.grammar.dative and len(others) == 1 and len(signing) > 1 else []


def _buying(scene: Scene) -> list[PartyMention]:
    """Return who buys behind a noun of getting: "der Kauf der Panzer durch Polen"."""
    words = tuple(f" {word} " for word in scene.grammar.agents)
    later = [item for item in scene.near({"by"}) if item.start > scene.trigger.end and scene.inside(item)]
    later = [item for item in later if scene.sentence.text.endswith(words, 0, item.start)]
    return nearest_group(by_distance(scene, later), last=False)


def asks_persons(scene: Scene) -> bool:
    """Say whether the trigger's object is who is asked ("bittet"), not what is asked for ("braucht")."""
    return bool(scene.grammar.dative) and "role.needs" not in scene.trigger.rule.tags
