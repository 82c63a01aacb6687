"""Where arms are bought, and for whom: "kupiła w Korei czołgi", "Litwa kupi dla Ukrainy radary"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.scenes.nearest import by_distance

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.scenes.scene import Scene


def market(scene: Scene) -> list[PartyMention]:
    """Return where something is bought: "hat in Südkorea Panzer bestellt", "kupiła w Korei czołgi"."""
    if "role.market" not in scene.trigger.rule.tags:
        return []
    buyers = {item.code for item in scene.before()}
    first = next((
        item for item in scene.parties
        if item.mark in {"other", "to"} and scene.inside(item) and scene.follows(item, scene.grammar.markets)
        and item.code not in buyers and not _made_there(scene, item) and not _thinks(scene, item)
    ), None)  # fmt: skip
    return [] if first is None else [first, *listed_with(scene, first)]


def bought_from(scene: Scene) -> list[PartyMention]:
    """Return of whom a relative clause says what came was bought: "erhielt F-16, die es in Oslo bestellt hatte"."""
    sentence, grammar = scene.sentence, scene.grammar
    number = sentence.segment(scene.trigger.start) + 1
    words = sentence.clause(number).split() if grammar.twofold and number < len(sentence.starts) else []
    if not words or words[0] not in grammar.relatives:
        return []
    bought = any("role.market" in hit.rule.tags and sentence.segment(hit.start) == number for hit in scene.triggers)
    inside = [item for item in scene.parties if sentence.segment(item.start) == number] if bought else []
    if any(item.mark is None for item in inside):
        return []
    return [
        item for item in inside
        if item.mark in {"by", "from"} or (item.mark == "other" and scene.follows(item, grammar.markets))
    ]  # fmt: skip


def listed_with(scene: Scene, first: PartyMention) -> list[PartyMention]:
    """Return the markets that a list joins with the *first*: "закупает оружие в Иране, Турции и на Украине"."""
    if not scene.grammar.cased or "role.market" not in scene.trigger.rule.tags:
        return []
    found: list[PartyMention] = []
    text, end = scene.sentence.text, first.end
    between = {"", *scene.grammar.joins, *scene.grammar.markets}
    for item in scene.parties:
        if item.start <= first.start:
            continue
        gap = text[end : item.start].replace(",", " ").split()
        if item.mark not in {"other", "to"} or not between.issuperset(gap):
            break
        found, end = [*found, item], item.end
    return found if any(word in scene.grammar.joins for word in text[first.end : end].split()) else []


def _made_there(scene: Scene, party: PartyMention) -> bool:
    """Say whether a participle before "in" tells where the weapon is made: "купят Су-30, производимые в России"."""
    words = scene.sentence.text[scene.trigger.end : party.start].split()[-2:-1]
    return bool(scene.grammar.participles) and any(word.endswith(tuple(scene.grammar.participles)) for word in words)


def _thinks(scene: Scene, party: PartyMention) -> bool:
    """Say whether a phrase that only tells who says so names *party*: "Zdaniem rządu w Kijowie"."""
    return any(cue.start < party.start < cue.end for cue in scene.cues)


def bought_for(scene: Scene, buyers: list[PartyMention]) -> list[PartyMention]:
    """Return for whom the *buyers* buy: "Litwa kupi dla Ukrainy radary" gives them to Ukraine."""
    if not buyers or "role.market" not in scene.trigger.rule.tags:
        return []
    known = {item.code for item in buyers}
    meant = [
        item for item in scene.near({"to"})
        if scene.inside(item) and item.code not in known and scene.follows(item, scene.grammar.receiving)
    ]  # fmt: skip
    return nearest_group(by_distance(scene, meant), last=False)
