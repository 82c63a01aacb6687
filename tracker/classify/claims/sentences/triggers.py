"""Which words of a sentence tell of a transfer of their own, and which only repeat, ask for or end another one?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import ANSWERS, PARTIES, has_object, inside_sanctions, is_trigger, is_weapon
from tracker.classify.claims.sentences.contracts import (
    aimless,
    beside,
    moves_no_arms,
    sells_to,
)
from tracker.classify.claims.sentences.offers import outside, turned_down
from tracker.classify.claims.sentences.penalties import agrees_on_sanctions

if TYPE_CHECKING:
    from tracker.classify.claims.sentences.clauses import Sentence
    from tracker.classify.claims.sentences.objects import WeaponObject
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# How far behind a demand the word stands that says it is for an end.
END_REACH = 16
DEAL = frozenset({"trigger.transfer", "status.agreed"})  # the tags of a contract
# The tags of who may get beside states and groups.
CARRIED = frozenset({"group.state"})


def telling_triggers(reading: Reading) -> list[Hit]:
    """Return the words of giving and getting in a sentence that are no part of another and do not end in nothing."""
    triggers = [hit for hit in reading.hits if is_trigger(hit)]
    triggers = [hit for hit in triggers if "role.adjoining" not in hit.rule.tags or _adjoins(hit, reading)]
    triggers = [hit for hit in triggers if "role.light" not in hit.rule.tags or _carried(hit, reading)]
    triggers = [hit for hit in triggers if not any(_longer(other, hit) for other in triggers)]
    triggers = [hit for hit in triggers if not inside_sanctions(reading.hits, hit) and not aimless(hit, reading)]
    triggers = [hit for hit in triggers if not _banned(hit, reading) and not _procures(hit, triggers, reading)]
    triggers = [hit for hit in triggers if not (_noun(hit, triggers, reading) or _given(hit, triggers, reading))]
    triggers = [hit for hit in triggers if not _lists(hit, reading) and not sells_to(hit, triggers, reading)]
    triggers = [hit for hit in triggers if not _thanked_for(hit, triggers, reading.sentence)]
    triggers = [hit for hit in triggers if not _ends(hit, reading) and not moves_no_arms(hit, reading)]
    spans = [span for hit in triggers for span in turned_down(hit, reading)]
    triggers = outside(spans, triggers)
    # A seizure tells of a transfer where nothing else does ("seized missiles that were bound for …").
    return [hit for hit in triggers if "role.marked" not in hit.rule.tags] or triggers


def unled(triggers: list[Hit], objects: list[WeaponObject], reading: Reading) -> list[Hit]:
    """Return *triggers* without those that only lead to another, or to sanctions, once the weapons are known."""
    return [
        hit for hit in triggers
        if not _leads(hit, triggers, objects, reading) and not agrees_on_sanctions(hit, reading)
    ]  # fmt: skip


def _longer(other: Hit, hit: Hit) -> bool:
    """Say whether *hit* is a part of the phrase *other* ("take delivery") or begins inside it (提供武器: 供武)."""
    if other.start < hit.start < other.end < hit.end:
        return True
    return other.start <= hit.start and hit.end <= other.end and other.end - other.start > hit.end - hit.start


def _noun(hit: Hit, triggers: list[Hit], reading: Reading) -> bool:
    """Say whether the verb *hit* is the noun of the same form behind an article ("la entrega", "la consegna")."""
    leads = [*reading.grammar.determiners, *(f"{ending} " for ending in reading.grammar.possessives)]
    if "trigger.transfer" in hit.rule.tags or not leads:
        return False
    before = reading.sentence.text[max(reading.sentence.start, hit.start - 8) : hit.start]
    return before.endswith(tuple(leads)) and any(
        (other.start, other.end) == (hit.start, hit.end) and "trigger.transfer" in other.rule.tags for other in triggers
    )


def _given(hit: Hit, triggers: list[Hit], reading: Reading) -> bool:
    """Say whether *hit* is what a relative clause that ends before it gives (美国提供的军事支持; Chinese)."""
    described = reading.sentence.text.startswith(tuple(reading.grammar.belongs), hit.start)
    described = described and "trigger.transfer" in hit.rule.tags and bool(reading.grammar.belongs)
    return described and any(other.end == hit.start and "trigger.give" in other.rule.tags for other in triggers)


def _adjoins(trigger: Hit, reading: Reading) -> bool:
    """Say whether *trigger* stands between its subject and its object: "France arms Armenia"."""
    subject = any(item.mark is None and item.end + 1 == trigger.start for item in reading.parties)
    return subject and has_object(reading.sentence.text, trigger, reading.hits)


def _carried(trigger: Hit, reading: Reading) -> bool:
    """Say whether *trigger*, a verb of many meanings, stands right behind what is given or (Persian) who gets it.

    It gives nothing where it is the verb of an order: "سفارش تانک داد".
    """
    segment, wide = reading.sentence.segment, not reading.grammar.case_at_end
    if any(
        "role.ordered-from" in hit.rule.tags and hit.end <= trigger.start
        and segment(hit.start) == segment(trigger.start) for hit in reading.hits
    ):  # fmt: skip
        return False
    return any(
        0 <= trigger.start - hit.end <= 1
        and (is_weapon(hit) or (wide and (hit.rule.kind in PARTIES or hit.rule.tags & CARRIED)))
        for hit in reading.hits
    )


def _procures(trigger: Hit, triggers: list[Hit], reading: Reading) -> bool:
    """Say whether *trigger* reads a noun of procuring the wrong way: who procures gets, but for others he gives."""
    same = [hit for hit in triggers if hit.start == trigger.start and "role.procures" in hit.rule.tags]
    if not same:
        return False
    segment = reading.sentence.segment
    to = any(item.mark == "to" and segment(item.start) == segment(trigger.start) for item in reading.parties)
    return to == ("role.procures" in trigger.rule.tags)


def _lists(trigger: Hit, reading: Reading) -> bool:
    """Say whether *trigger* only leads to a list of what the clause before tells of (，提供的武器包括坦克)."""
    grammar, sentence = reading.grammar, reading.sentence
    own = sentence.segment(trigger.start)
    if not own or not grammar.summing or not sentence.text.startswith(tuple(grammar.belongs), trigger.end):
        return False
    start, end = sentence.bounds(own, own)
    named = any(start <= item.start < trigger.start for item in reading.parties)
    return not named and any(word in sentence.text[trigger.end : end] for word in grammar.including)


def _banned(trigger: Hit, reading: Reading) -> bool:
    """Say whether sanctions before *trigger* are against it: "l'embargo adottato contro l'esportazione di armi"."""
    if "trigger.transfer" not in trigger.rule.tags or reading.grammar.verb_last:
        return False
    text, segment = reading.sentence.text, reading.sentence.segment
    before = text[max(reading.sentence.start, trigger.start - END_REACH) : trigger.start].replace("'", "' ").split()
    against = any(word in reading.grammar.opposing and word in reading.grammar.against for word in before[-2:])
    return against and any(
        "theme.sanctions" in hit.rule.tags and hit.end <= trigger.start
        and segment(hit.start) == segment(trigger.start) for hit in reading.hits
    )  # fmt: skip


def _thanked_for(trigger: Hit, triggers: list[Hit], sentence: Sentence) -> bool:
    """Say whether *trigger* is what somebody is thanked for: the word of thanks tells who gave."""
    return bool(trigger.rule.tags & {"trigger.transfer", "role.nominal"}) and any(
        "trigger.thanks" in other.rule.tags and other.end <= trigger.start
        for other in beside(trigger, triggers, sentence)
    )


def _answered(trigger: Hit, reading: Reading) -> bool:
    """Say whether a word of its clause grants or turns down the request that *trigger* names."""
    segment = reading.sentence.segment
    return any(hit.rule.tags & ANSWERS and segment(hit.start) == segment(trigger.start) for hit in reading.hits)


def _tells_what(trigger: Hit, reading: Reading) -> bool:
    """Say whether a request names what it is for, and no verb in its clause does: "la demande de Riga de missiles"."""
    segment, own = reading.sentence.segment, reading.sentence.segment(trigger.start)
    inside = [hit for hit in reading.hits if segment(hit.start) == own]
    deeds = [hit for hit in inside if is_trigger(hit) and "trigger.seek" not in hit.rule.tags]
    deeds = [hit for hit in deeds if not {"trigger.get", "trigger.transfer"} <= hit.rule.tags]  # "d'achat de …"
    return not deeds and any(is_weapon(hit) and hit.start >= trigger.end for hit in inside)


def _ends(trigger: Hit, reading: Reading) -> bool:
    """Say whether it is the end of something that *trigger* demands ("fordert ein Ende der Waffenlieferungen")."""
    if "role.petition" in trigger.rule.tags:
        return not _answered(trigger, reading) and not _tells_what(trigger, reading)
    if "trigger.seek" not in trigger.rule.tags or reading.grammar.case_at_end:
        return False  # where verbs come last, what stands behind a request refuses it
    stops = [hit for hit in reading.hits if "cue.blocked" in hit.rule.tags and hit.start >= trigger.end]
    if reading.grammar.names_after:
        stops = [hit for hit in stops if "role.refusal" not in hit.rule.tags]  # "turned down the request"
    if any(hit.start - trigger.end <= END_REACH for hit in stops):
        return True
    # "urged Berlin to stop deliveries of …", "forderte Berlin auf, die Lieferungen einzustellen"
    segment = reading.sentence.segment
    deeds = [
        segment(hit.start) for hit in reading.hits
        if is_trigger(hit) and hit.start >= trigger.end and "trigger.seek" not in hit.rule.tags
    ]  # fmt: skip
    return bool(deeds) and any(segment(hit.start) == deeds[0] for hit in stops)


def _leads(trigger: Hit, triggers: list[Hit], objects: list[WeaponObject], reading: Reading) -> bool:
    """Say whether *trigger* only asks for what the clause behind it says in full ("pidió a París que le venda …").

    Or the contract by which that clause buys or sells (签署第二份合同，采购…; "Anlaşma uyarınca, Oslo, Kiev'e …").
    """
    segment, tags = reading.sentence.segment, trigger.rule.tags
    own, under = segment(trigger.start), reading.grammar.genitive_subject and "role.listing" in tags
    buys = under or (reading.grammar.reports and tags >= DEAL)
    if not buys and ("trigger.seek" not in tags or not reading.grammar.sellers):
        return False
    deeds = {"trigger.give", "trigger.get"} if buys else {"trigger.give"}
    return not any(segment(item.start) == own for item in objects) and any(
        0 < segment(other.start) - own <= 1 + under and other.rule.tags & deeds for other in triggers
    )
