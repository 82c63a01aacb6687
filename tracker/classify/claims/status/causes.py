"""Deliveries that a clause only speaks of: as a cause ("en réponse aux livraisons"), or to judge them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.scenes.scene import Scene
    from tracker.classify.claims.sentences.clauses import Sentence
    from tracker.classify.match import Hit

# How many words stand between words of cause and the noun they lead to ("à cause de prétendues livraisons").
CAUSE_WORDS = 2
# How many words before a deed the word stands that makes it a reason.
REASON_WORDS = 2


def cause_before(sentence: Sentence, trigger: Hit, causes: list[str]) -> int | None:
    """Return where words begin that make the noun *trigger* a mere cause of the clause: "en réponse aux livraisons"."""
    if not causes or "trigger.transfer" not in trigger.rule.tags:
        return None
    start = sentence.begin(trigger.start)
    before = f" {sentence.text[start : trigger.start]}"
    found = [before.rfind(f" {cause}") for cause in causes]
    places = [
        place for place, cause in zip(found, causes, strict=True)
        if place >= 0 and len(before[place + 1 + len(cause) :].split()) <= CAUSE_WORDS
    ]  # fmt: skip
    return start + min(places) if places else None


def reason_words(sentence: Sentence, trigger: Hit) -> list[str]:
    """Return the words before a deed of which one may make it a reason: "criticised Ankara for the sale of …"."""
    return sentence.last_words(trigger.start, REASON_WORDS)


def only_reacts(scene: Scene, recipients: list[PartyMention]) -> bool:
    """Say whether the subject only speaks of the delivery; who contracts a sale to somebody else sells."""
    if "role.unsent" in scene.trigger.rule.tags:
        return True  # who speaks of smuggling, or stops it
    if scene.reacts is None or not recipients:
        return scene.reacts is not None
    contract = "cue.agreed" in scene.reacts.rule.tags and "trigger.sale" in scene.trigger.rule.tags
    return not (contract and scene.grammar.sellers)


def without_askers(scene: Scene, bare: list[PartyMention]) -> list[PartyMention]:
    """Return *bare* without who asks for the end of a delivery: he gives nothing."""
    asks = scene.asks
    if asks is None or "cue.sought" not in asks.rule.tags or asks.end > scene.trigger.start:
        return bare
    return [item for item in bare if item.start >= asks.end]


def blamed_for(scene: Scene) -> list[PartyMention]:
    """Return who is blamed, where words are declined, for the delivery right behind: "осудил США за продажу …"."""
    text, start = scene.sentence.text, scene.trigger.start
    if scene.reacts is None or not (scene.grammar.cased or scene.grammar.dative):
        return []
    bare = [item for item in scene.parties if item.mark is None]
    if scene.grammar.dative:  # "hat Paris für seine Lieferungen an Kiew kritisiert"
        blamed = [item for item in bare if text[item.end : start].strip() in scene.grammar.for_deeds]
        return [item for item in blamed if item.code != bare[0].code or scene.reacts.end <= item.start]
    reacts = scene.reacts
    fronted = text[reacts.end : start].strip() in scene.grammar.for_deeds  # "Германию раскритиковали за поставки"
    return [
        item for item in scene.parties
        if item.mark is None and (
            (
                reacts.end <= item.start and (not item.hit.cases or "acc" in item.hit.cases)
                and text[item.end : start].strip() in scene.grammar.for_deeds
            )
            or (fronted and item.end <= reacts.start and {*item.hit.cases} == {"acc"})
        )
    ]  # fmt: skip
