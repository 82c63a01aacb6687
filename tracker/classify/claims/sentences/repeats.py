"""Which words of a transfer only repeat, ask for or end another one of their sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.sentences.contracts import (
    allows_deed,
    asked_to_be_given,
    asks_for_deed,
    beside,
    contracts,
    given_as_bought,
    is_request,
)

if TYPE_CHECKING:
    from tracker.classify.claims.sentences.clauses import Sentence
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# How far before a weapon the "with" of "supports … with" may stand.
INSTRUMENT_REACH = 110


def repeats(trigger: Hit, triggers: list[Hit], reading: Reading) -> bool:
    """Say whether another of *triggers* tells of the same transfer in full."""
    if (
        _equips(trigger, triggers, reading)
        or contracts(trigger, triggers, reading)
        or _is_counted(trigger, triggers, reading.sentence)
        or given_as_bought(trigger, triggers, reading)
        or asked_to_be_given(trigger, triggers, reading)
        or asks_for_deed(trigger, triggers, reading)
        or allows_deed(trigger, triggers, reading)
    ):
        return True
    kept = reading.grammar.verb_last or reading.grammar.asks_to
    asked = reading.grammar.asks_to and _asked_to_give(trigger, triggers, reading)
    if asked or (reading.grammar.genitive_subject and _asks_for_another(trigger, triggers, reading)):
        return True
    if not kept and (_asks_for(trigger, triggers, reading.sentence) or _given_too(trigger, triggers, reading)):
        return True
    return _supported(trigger, triggers, reading)


def _equips(trigger: Hit, triggers: list[Hit], reading: Reading) -> bool:
    """Say whether the delivery is what a verb of equipping before it equips with ("provide Kyiv with deliveries").

    Or what a verb gives: "ستقدم إيطاليا لأوكرانيا مساعدات عسكرية تشمل صواريخ" (Arabic).
    """
    gives = {"trigger.equip", "trigger.give"} if reading.grammar.verb_first else {"trigger.equip"}
    return "trigger.transfer" in trigger.rule.tags and any(
        other.rule.tags & gives and other.end <= trigger.start for other in beside(trigger, triggers, reading.sentence)
    )


def _is_counted(trigger: Hit, triggers: list[Hit], sentence: Sentence) -> bool:
    """Say whether *trigger* only counts what another word of its clause tells of ("received a batch of tanks")."""
    return "role.batch" in trigger.rule.tags and any(
        "role.batch" not in other.rule.tags for other in beside(trigger, triggers, sentence)
    )


def _asks_for(trigger: Hit, triggers: list[Hit], sentence: Sentence) -> bool:
    """Say whether *trigger* asks for what a word of giving behind it says in full ("asked Germany to supply …")."""
    if "trigger.seek" not in trigger.rule.tags:
        return False
    # "delivering the shells that Ukraine needs" is no request.
    wanted = "role.wanted" in trigger.rule.tags
    return any(
        (wanted or other.start > trigger.start) and "trigger.seek" not in other.rule.tags
        for other in beside(trigger, triggers, sentence)
    )


def _asks_for_another(trigger: Hit, triggers: list[Hit], reading: Reading) -> bool:
    """Say whether *trigger* asks that somebody give to another: "Oslo'dan Kiev'e füze göndermesini istedi"."""
    segment = reading.sentence.segment
    deeds = [
        hit for hit in triggers if "trigger.give" in hit.rule.tags and 0 <= trigger.start - hit.end <= 1
    ] if "trigger.seek" in trigger.rule.tags else []  # fmt: skip
    return any(
        item.mark == "to" and item.end <= deed.start and segment(item.start) == segment(deed.start)
        for deed in deeds for item in reading.parties
    )  # fmt: skip


def _asked_to_give(trigger: Hit, triggers: list[Hit], reading: Reading) -> bool:
    """Say whether *trigger* asks somebody to give to another, as the verb behind says (敦促日本向乌克兰提供)."""
    if "trigger.seek" not in trigger.rule.tags:
        return False
    gives = [
        hit.start for hit in beside(trigger, triggers, reading.sentence) if "trigger.give" in hit.rule.tags
    ]  # fmt: skip
    places = [place for place in gives if place >= trigger.end]
    return is_request(trigger, gives, reading) or any(
        item.mark == "to" and trigger.end < item.start and any(item.end <= place for place in places)
        for item in reading.parties
    )


def _given_too(trigger: Hit, triggers: list[Hit], reading: Reading) -> bool:
    """Say whether a noun of getting only repeats a verb of giving before it ("provides half of the arms imports")."""
    if not {"trigger.get", "trigger.transfer"} <= trigger.rule.tags or not reading.grammar.adjective_after:
        return False
    return any(
        other.start < trigger.start and "trigger.give" in other.rule.tags
        for other in beside(trigger, triggers, reading.sentence)
    )


def _supported(trigger: Hit, triggers: list[Hit], reading: Reading) -> bool:
    """Say whether *trigger* is only the delivery that a verb in its clause supports somebody with."""
    return (
        "trigger.transfer" in trigger.rule.tags
        and any("role.with" in other.rule.tags for other in beside(trigger, triggers, reading.sentence))
        and brought(trigger.start, reading)
    )


def brought(place: int, reading: Reading) -> bool:
    """Say whether what stands at *place* is what somebody is supported *with*."""
    start = reading.sentence.around(place)[0]
    words = reading.sentence.text[max(start, place - INSTRUMENT_REACH) : place].split()
    return any(word in words for word in reading.grammar.instruments)
