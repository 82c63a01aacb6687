"""Which parties of a sentence may have a part in a transfer at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import is_delivery, is_trigger, is_weapon
from tracker.classify.claims.parties.endings import OWNED_BY, VERBAL_NOUN
from tracker.classify.claims.patterns import TOKEN
from tracker.classify.claims.sentences.offers import turned_down
from tracker.classify.claims.sentences.penalties import punished
from tracker.classify.claims.sentences.raided import struck
from tracker.classify.claims.sentences.speech import without_critics, without_speakers
from tracker.classify.claims.weapons.movable import replaced_behind

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.scenes.scene import Roles, Scene
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

TWO = 2  # who gives and who gets
# Who speaks of arms, but gives and gets none.
NEUTRAL = {"UN"}
# Marks of who seizes, between the verb and what he seizes.
SEIZERS = {None, "adjective"}
# How many words stand between a party and the verb that tells how it takes something, with it.
AFFECTED_WORDS = 5


def open_sides(trigger: Hit, reading: Reading, *, accused: bool) -> list[PartyMention]:
    """Return the parties that may give or get."""
    named = [item.bare() if item.announces else item for item in punished(trigger, reading)]
    parties = without_speakers(trigger, reading.sentence, named, reading.grammar)
    parties = _of_clause(trigger, reading, without_critics(trigger, reading, parties))
    parties = [item for item in parties if not _fought(item, reading)]
    if not accused:
        parties = [item for item in parties if item.code not in NEUTRAL]
    if any("role.transit" in hit.rule.tags and not _parted(hit, trigger, reading) for hit in reading.hits):
        parties = [item for item in parties if item.mark is not None]  # through whose land the arms go
    if "role.marked" in trigger.rule.tags:
        # "The navy seized missiles for the rebels": who seizes neither gives nor gets.
        parties = [item for item in parties if item.mark in {"to", "from", "giver"}]
    for place in struck(trigger, reading):
        parties = [item for item in parties if item.mark is not None or item.end > place]
    for start, end in turned_down(trigger, reading):
        parties = [item for item in parties if not start <= item.start < end]
    if reading.grammar.cased or reading.grammar.verb_first:
        measures = [hit for hit in reading.hits if "theme.sanctions" in hit.rule.tags]
        parties = [item for item in parties if not _of_sanctions(item, measures, reading.grammar)]
    if reading.grammar.by_order:  # "amid pressure from Western sanctions"
        places = {hit.start - 1 for hit in reading.hits if "theme.sanctions" in hit.rule.tags}
        parties = [item for item in parties if item.mark != "giver" or item.end not in places]
    if reading.grammar.affects:
        parties = [item for item in parties if not _affected(item, reading)]
    owners = [*owning_others(trigger, parties, reading), *_seizing(trigger, parties, reading)]
    return [item for item in parties if item not in owners and not _replaced(trigger, item, reading)]


def _affected(party: PartyMention, reading: Reading) -> bool:
    """Say whether a verb right before *party* tells how it takes the deed of others: "la compra preocupa a Lima"."""
    words = reading.sentence.last_words(party.start, AFFECTED_WORDS)
    verbs = [place for place, word in enumerate(words) if word in reading.grammar.affects]
    return bool(verbs) and not set(words[verbs[-1] :]) & set(reading.grammar.breaks)


def _fought(party: PartyMention, reading: Reading) -> bool:
    """Say whether *party* owns what others get arms against: "Oslo, Riga tanklarını vurmak için …" (Turkish)."""
    grammar = reading.grammar
    if not grammar.case_at_end or party.mark is not None:
        return False
    words = reading.sentence.text[party.end :].split(maxsplit=2)[:2]
    owned = len(words) > 1 and OWNED_BY.search(words[0]) is not None
    return owned and words[1] in (*grammar.after_against, *grammar.replaced)


def _of_clause(trigger: Hit, reading: Reading, parties: list[PartyMention]) -> list[PartyMention]:
    """Return *parties* without those of the deed that follows that of *trigger*, whose clause names two of its own.

    "Roma'nın Oslo ile imzaladığı tank anlaşmasının ardından Kiev'e …" (Turkish).
    """
    if not reading.grammar.case_at_end:
        return parties
    segment, starts = reading.sentence.segment, reading.sentence.starts
    own = segment(trigger.start)
    words = reading.sentence.clause(own + 1).split(maxsplit=1) if own + 1 < len(starts) else []
    named = {item.code for item in parties if segment(item.start) == own}
    if len(named) < TWO or not words or words[0] not in reading.grammar.reasons_after:
        return parties
    return [item for item in parties if item.mark is None or segment(item.start) <= own]


def _seizing(trigger: Hit, parties: list[PartyMention], reading: Reading) -> list[PartyMention]:
    """Return who seizes what *trigger* moves, where the object has a mark: "آمریکا محموله‌ای را … توقیف کرد".

    Or where he stands between the verb and what he seizes: "ضبطت البحرية الفرنسية شحنة أسلحة".
    Or whose the seizure is: "Ürdün'ün Hamas'a gönderildiği belirtilen silahları durdurması" (Turkish).
    """
    marks, text = set(reading.grammar.after_object), reading.sentence.text
    seizures = [hit for hit in reading.hits if "role.seizure" in hit.rule.tags]
    if reading.grammar.verb_first:
        ends = [hit.end for hit in seizures if hit.end <= trigger.start]
        seized = [hit.start for hit in reading.hits if is_weapon(hit)]  # "ضبطت البحرية صواريخ كانت إيران ترسلها"
        reach = {end: min([place for place in seized if place >= end], default=trigger.start) for end in ends}
        return [
            item for item in parties
            if item.mark in SEIZERS and any(end <= item.start < min(stop, trigger.start) for end, stop in reach.items())
        ]  # fmt: skip
    if reading.grammar.genitive_subject:
        stops = (hit for hit in reading.hits if "cue.blocked" in hit.rule.tags and hit.start >= trigger.end)
        given = [hit.start for hit in reading.hits if "trigger.given" in hit.rule.tags and hit.start <= trigger.start]
        seizes = bool(given) and any(VERBAL_NOUN.search(text[hit.start : hit.end]) for hit in stops)
        return [item for item in parties if seizes and item.mark == "of" and item.end <= given[-1]]
    seized = [hit.start for hit in seizures if hit.start > trigger.start]
    before = [item for item in parties if item.mark is None and seized and item.end <= min(seized)]
    return [item for item in before[-1:] if marks & set(text[item.end : min(seized)].split())]


def owning_others(trigger: Hit, parties: list[PartyMention], reading: Reading) -> list[PartyMention]:
    """Return the genitives before *trigger* that own another thing, behind a subject (Turkish).

    "Oslo, Rusya'nın saldırılarına karşı …": the possessed noun stands between them and whoever is named next.
    """
    endings, text = tuple(reading.grammar.owned), reading.sentence.text
    before = [item for item in parties if item.end <= trigger.start]
    if not endings or not before:
        return []
    offices = (*(head.split()[-1] for head in reading.grammar.after_heads), *reading.grammar.kinds)
    first = next((place for place, item in enumerate(before) if item.mark is None), len(before))
    ends = [*(item.start for item in before[1:]), trigger.start]
    moved = {place for hit in reading.hits if is_weapon(hit) or is_delivery(hit) for place in _places(hit, text)}
    return [
        item
        for place, (item, end) in enumerate(zip(before, ends, strict=True))
        if place > first and item.mark == "of" and any(
            word.group().endswith(endings) and word.start() not in moved and not word.group().startswith(offices)
            for word in TOKEN.finditer(text, item.end, end)
        )
    ]  # fmt: skip


def _places(hit: Hit, text: str) -> range:
    """Return where the letters of *hit* stand, those of its case behind an apostrophe with them: "Gripen'ini"."""
    return range(hit.start, hit.end + 2 if text.startswith("'", hit.end) else hit.end)


def _of_sanctions(party: PartyMention, measures: list[Hit], grammar: ClaimGrammar) -> bool:
    """Say whether *party* only tells whose the sanctions beside it are: "under American sanctions for the sale of"."""
    before = any(0 <= hit.start - party.end <= 1 for hit in measures)
    behind = any(0 <= party.start - len(party.hit.prefix) - hit.end <= 1 for hit in measures)
    if grammar.verb_first:
        return party.mark == "giver" and (before or behind)
    return (before and party.hit.rule.role == "adjectives") or (behind and party.mark == "of")


def _parted(hit: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether another trigger stands between *hit* and *trigger*."""
    low, high = min(hit.end, trigger.end), max(hit.start, trigger.start)
    return any(
        is_trigger(other) and "role.marked" not in other.rule.tags and low <= other.start and other.end <= high
        for other in reading.hits
    )


def bystanders(scene: Scene, roles: Roles) -> tuple[PartyMention, ...]:
    """Return the parties that may have a part in the transfer: those who only speak, react or ask have none."""
    if scene.reacts:
        return ()
    others = tuple(item for item in scene.parties if item not in roles.speakers)
    if scene.asks is not None and (scene.grammar.cased or scene.grammar.asks_to):
        # Who calls on others to give is neither side.
        others = tuple(item for item in others if item.mark not in {None, "adjective"} or item.end > scene.asks.start)
    return others


def _replaced(trigger: Hit, party: PartyMention, reading: Reading) -> bool:
    """Say whether *party* sells what is not bought: "buys A instead of B from Russia"."""
    between = reading.sentence.text[trigger.end : party.start].split()
    return replaced_behind(between, reading.grammar)
