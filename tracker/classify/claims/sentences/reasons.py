"""For what sanctions are: whom those of the next clause strike for a deed, and what others are to keep them from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# How far whom sanctions are against stands before the deed that they are to keep him from.
BESIDE_DEED = 12


def struck_behind(trigger: Hit, reading: Reading) -> list[PartyMention]:
    """Return who is sanctioned in the clause behind for *trigger*, which a word of reason leads to.

    "آمریکا به خاطر ارسال سلاح به سودان، هفت شرکت اماراتی را تحریم کرد" (Persian)
    """
    sentence, grammar = reading.sentence, reading.grammar
    reasons = tuple(f"{word} " for word in grammar.reasons)
    if not grammar.names_after or not sentence.text.endswith(reasons, 0, trigger.start):
        return []
    later = sentence.segment(trigger.start) + 1
    measures = [hit.start for hit in reading.hits if "theme.sanctions" in hit.rule.tags]
    if not any(sentence.segment(place) == later for place in measures):
        return []
    behind = [item for item in reading.parties if sentence.segment(item.start) == later]
    return [item for item in behind if item.mark in {None, "against"}]


def blamed_behind(reading: Reading, own: int) -> list[PartyMention]:
    """Return on whom the clause behind lays sanctions for the deed before: "… alması nedeniyle Irak'a yaptırım"."""
    sentence, reasons = reading.sentence, tuple(reading.grammar.reasons_after)
    if not reasons or own + 1 >= len(sentence.starts):
        return []
    if not sentence.clause(own + 1).startswith(reasons):
        return []
    if reading.grammar.reports and not any(word in sentence.clause(own) for word in reading.grammar.reasons):
        return []  # 因向伊朗提供导弹，对…实施制裁
    places = [hit.start for hit in reading.hits if "theme.sanctions" in hit.rule.tags]
    if not any(sentence.segment(place) == own + 1 for place in places):
        return []
    behind = [item for item in reading.parties if sentence.segment(item.start) == own + 1]
    return [item for item in behind if item.mark in {"to", "against"}]


def keeps_from(trigger: Hit, reading: Reading) -> bool:
    """Say whether *trigger* is only what sanctions are to keep their target from (针对缅甸军方获得武器的制裁)."""
    text, segment = reading.sentence.text, reading.sentence.segment
    own, aims = segment(trigger.start), tuple(reading.grammar.aims)
    if not (aims and "trigger.get" in trigger.rule.tags):
        return False
    behind = (hit.start for hit in reading.hits if "theme.sanctions" in hit.rule.tags and hit.start >= trigger.end)
    place = next(behind, None)
    if place is None or segment(place) != own:
        return False
    return any(word in text[trigger.end : place] for word in reading.grammar.belongs) and any(
        0 <= trigger.start - item.end <= BESIDE_DEED and (item.mark == "against" or text.endswith(aims, 0, item.start))
        for item in reading.parties
    )
